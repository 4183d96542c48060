"""The currencies that Braintree takes, and its amounts: decimal texts such as "10.00", in JPY "500".

The table is Braintree's list of presentment currencies, and those with three decimals, all counted as in ISO 4217.
Since a text has whole units and decimals, no amount can be taken for its hundredfold. A currency that is not here is
refused, not guessed.
"""

import re

from app.domain.money import exponent
from app.gateways.braintree.objects import Amount
from refundry.gateways import Money, Units, UnknownCurrency

_CODES = """
    AED AMD AOA ARS AUD AWG AZN BAM BBD BDT BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNY COP CRC CVE CZK DJF
    DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JPY KES KGS
    KHR KMF KRW KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
    PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SOS SRD SVC SYP SZL THB TJS TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR
    BHD JOD KWD OMR TND
"""

UNITS = Units(currencies=frozenset(_CODES.split()))

_VALUE = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?", re.ASCII)


def text(amount: Money) -> str:
    """An amount as Braintree is told it. Raises UnknownCurrency."""
    UNITS.to_wire(amount)
    return str(amount)


def money(amount: Amount) -> Money:
    """An amount that Braintree tells. Raises UnknownCurrency, also for more decimals than the currency has."""
    try:
        whole = UNITS.from_wire(1, amount.currency_code)
    except UnknownCurrency:
        raise
    except ValueError as error:
        raise UnknownCurrency("the gateway's currency is unknown here") from error
    found = _VALUE.fullmatch(amount.value)
    decimals = exponent(whole.currency)
    fraction = (found[2] or "") if found else ""
    if found is None or fraction[decimals:].strip("0"):
        raise UnknownCurrency(f"the gateway's amount is none of {whole.currency}")
    return UNITS.from_wire(int(found[1] + fraction[:decimals].ljust(decimals, "0")), whole.currency)
