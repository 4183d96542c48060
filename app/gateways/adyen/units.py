"""The currencies that Adyen takes, and the minor units that it counts them in (docs.adyen.com, currency codes).

Where Adyen counts as ISO 4217 does, nothing is said. A currency that is not here is refused, not guessed.
"""

from refundry.gateways import Units

_CODES = """
    AED ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNY COP CRC CUP CVE
    CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD ISK JMD
    JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
    NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD STN
    SVC SZL THB TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
"""

UNITS = Units(
    currencies=frozenset(_CODES.split()),
    decimals={"CLP": 2, "ISK": 2, "CVE": 0, "IDR": 0},
)
"""CLP and ISK have no decimals, but Adyen counts hundredths; of CVE and IDR it takes whole ones only."""
