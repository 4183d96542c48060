"""The currencies that Mollie takes, as decimal texts: "10.00", in JPY "500" (docs.mollie.com, Multicurrency)."""

from refundry.gateways import Units

_CODES = """
    AED AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS ISK JPY MXN MYR NOK NZD PHP PLN RON SEK SGD THB TWD USD ZAR
"""

UNITS = Units(currencies=frozenset(_CODES.split()))
"""All are counted as in ISO 4217. A currency that is not here is refused, not guessed."""
