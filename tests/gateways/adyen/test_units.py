"""Amounts on the wire: each currency that Adyen counts in another way than ISO 4217 does, and some others."""

import json

import pytest

from app.domain.money import has_minor_units
from app.gateways.adyen.units import UNITS
from refundry.gateways import Declined, Money, Reason, UnknownCurrency
from tests.gateways.adyen.accounts import Connect, instruction
from tests.gateways.fakes.scripted import Scripted

# Per currency: our minor units (ISO 4217), and Adyen's.
ROWS = {
    "EUR": (1, 1),
    "USD": (1000, 1000),
    "HUF": (45_000, 45_000),
    "TWD": (45_000, 45_000),
    "MGA": (50_000, 50_000),
    "CLP": (500, 50_000),
    "ISK": (500, 50_000),
    "CVE": (50_000, 500),
    "IDR": (50_000, 500),
    "DJF": (500, 500),
    "GNF": (500, 500),
    "JPY": (1, 1),
    "KMF": (500, 500),
    "KRW": (500, 500),
    "PYG": (500, 500),
    "RWF": (500, 500),
    "UGX": (500, 500),
    "VND": (500, 500),
    "VUV": (500, 500),
    "XAF": (500, 500),
    "XOF": (500, 500),
    "XPF": (500, 500),
    "BHD": (1250, 1250),
    "IQD": (1250, 1250),
    "JOD": (1250, 1250),
    "KWD": (1, 1),
    "LYD": (1250, 1250),
    "OMR": (1250, 1250),
    "TND": (1250, 1250),
}


@pytest.mark.parametrize("currency", ROWS)
async def test_an_amount_goes_out_and_comes_back_in_adyens_units(
    adyen: Scripted, connect: Connect, currency: str
) -> None:
    """C7"""
    ours, on_the_wire = ROWS[currency]
    await connect(adyen.address).refund(instruction(amount=Money(ours, currency)))
    assert json.loads(adyen.requests[0].body)["amount"] == {"value": on_the_wire, "currency": currency}
    assert UNITS.from_wire(on_the_wire, currency) == Money(ours, currency)


REFUSED = [("CVE", 150), ("IDR", 1), ("BIF", 1), ("AFN", 100), ("XAU", 1), ("XYZ", 1), ("", 1)]


@pytest.mark.parametrize(("currency", "minor"), REFUSED)
async def test_what_adyen_does_not_count_is_never_sent(
    adyen: Scripted, connect: Connect, currency: str, minor: int
) -> None:
    session = connect(adyen.address)
    for tell in (session.refund, session.capture):
        outcome = await tell(instruction(amount=Money(minor, currency)))
        assert isinstance(outcome, Declined)
        assert outcome.reason is Reason.NOT_POSSIBLE
    assert adyen.requests == []


@pytest.mark.parametrize(("currency", "units"), [("CLP", 50_050), ("ISK", 1)])
def test_what_is_no_whole_amount_of_ours_is_not_understood(currency: str, units: int) -> None:
    with pytest.raises(UnknownCurrency):
        UNITS.from_wire(units, currency)


def test_every_currency_of_the_table_is_one() -> None:
    assert all(has_minor_units(currency) for currency in UNITS.currencies)
    assert {*UNITS.decimals, *UNITS.multiples} <= UNITS.currencies
