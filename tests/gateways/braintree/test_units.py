"""Amounts on the wire, one row for each currency of Braintree's table that has no or three decimals, and some more."""

import json

import pytest

from app.domain.money import exponent, has_minor_units
from app.gateways.braintree.units import UNITS
from refundry.gateways import Accepted, Declined, Money, Reason, UnknownCurrency
from tests.gateways.braintree.accounts import Connect, instruction
from tests.gateways.braintree.objects import amount, refunded
from tests.gateways.fakes.scripted import Scripted

ROWS = {
    "USD": (1000, "10.00"),
    "EUR": (1, "0.01"),
    "HUF": (45_000, "450.00"),
    "TWD": (45_000, "450.00"),
    "CVE": (100, "1.00"),
    "IDR": (100, "1.00"),
    "BIF": (500, "500"),
    "CLP": (500, "500"),
    "DJF": (500, "500"),
    "GNF": (500, "500"),
    "ISK": (500, "500"),
    "JPY": (1, "1"),
    "KMF": (500, "500"),
    "KRW": (500, "500"),
    "PYG": (500, "500"),
    "RWF": (500, "500"),
    "UGX": (500, "500"),
    "VND": (500, "500"),
    "VUV": (500, "500"),
    "XAF": (500, "500"),
    "XOF": (500, "500"),
    "XPF": (500, "500"),
    "BHD": (1250, "1.250"),
    "JOD": (1250, "1.250"),
    "KWD": (1, "0.001"),
    "OMR": (1250, "1.250"),
    "TND": (1250, "1.250"),
}


@pytest.mark.parametrize("currency", ROWS)
async def test_an_amount_goes_out_and_comes_back_as_a_text(
    braintree: Scripted, connect: Connect, currency: str
) -> None:
    """C7"""
    ours, on_the_wire = ROWS[currency]
    braintree.says(refunded(amount=amount(on_the_wire, currency)))
    outcome = await connect(braintree.address).refund(instruction(amount=Money(ours, currency), key="ours"))
    assert isinstance(outcome, Accepted)
    assert json.loads(braintree.requests[0].body)["variables"]["input"]["refund"]["amount"] == on_the_wire
    assert UNITS.from_text(on_the_wire, currency) == Money(ours, currency)


def test_every_currency_of_the_table_is_counted_as_in_iso_4217() -> None:
    assert all(has_minor_units(currency) for currency in UNITS.currencies)
    for currency in UNITS.currencies:
        one = Money(10 ** exponent(currency), currency)
        assert UNITS.from_text("1", currency) == one
        assert UNITS.from_text(UNITS.to_text(one), currency) == one
    assert {currency for currency in UNITS.currencies if exponent(currency) != 2} <= set(ROWS)


@pytest.mark.parametrize("currency", ["IQD", "LYD", "MGA", "XAU", "XYZ", "", "usd"])
async def test_what_braintree_does_not_count_is_never_sent(
    braintree: Scripted, connect: Connect, currency: str
) -> None:
    session = connect(braintree.address)
    for tell in (session.refund, session.capture):
        outcome = await tell(instruction(amount=Money(1000, currency)))
        assert isinstance(outcome, Declined)
        assert outcome.reason is Reason.NOT_POSSIBLE
    assert braintree.requests == []


BAD = ["", "-1.00", "1,00", "1e3", "1_0", "١.00", "1.", ".5", "1.001", "NaN", "9" * 16, " 1.00", "1.00\n"]


@pytest.mark.parametrize("value", BAD)
def test_what_is_no_amount_is_not_understood(value: str) -> None:
    with pytest.raises(UnknownCurrency):
        UNITS.from_text(value, "USD")


def test_zeros_that_a_currency_does_not_have_change_nothing() -> None:
    assert UNITS.from_text("500.00", "JPY") == Money(500, "JPY")
    assert UNITS.from_text("1.5", "KWD") == Money(1500, "KWD")
    with pytest.raises(UnknownCurrency):
        UNITS.from_text("500.01", "JPY")
