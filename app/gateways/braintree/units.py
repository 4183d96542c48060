"""The currencies that Braintree takes, and its amounts: decimal texts such as "10.00", in JPY "500".

The table is Braintree's list of presentment currencies, and those with three decimals, all counted as in ISO 4217.
Since a text has whole units and decimals, no amount can be taken for its hundredfold. A currency that is not here is
refused, not guessed.
"""

from refundry.gateways import Units

_CODES = """
    AED AMD AOA ARS AUD AWG AZN BAM BBD BDT BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNY COP CRC CVE CZK DJF
    DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JPY KES KGS
    KHR KMF KRW KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SOS SRD SVC SYP SZL THB TJS TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR
    BHD JOD KWD OMR TND
"""

UNITS = Units(currencies=frozenset(_CODES.split()))
