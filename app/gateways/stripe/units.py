"""The currencies that Stripe takes, and the minor units that it counts them in (docs.stripe.com/currencies).

Where Stripe counts as ISO 4217 does, nothing is said. A currency that is not here is refused, not guessed.
"""

from refundry.gateways import Units

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP
    CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD
    JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN
    NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD
    SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW
"""

UNITS = Units(
    currencies=frozenset(_CODES.split()),
    decimals={"ISK": 2, "UGX": 2, "MGA": 0},
    multiples={"ISK": 100, "UGX": 100},
)
"""ISK and UGX have no decimals, but Stripe counts hundredths that have to be 00; of MGA it takes whole ariary only."""
