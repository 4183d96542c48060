"""Amounts on the wire: each currency of Stripe's counted in another way than in ISO 4217, and some others."""

import pytest

from app.domain.money import has_minor_units
from app.gateways.stripe.units import UNITS
from refundry.gateways import Accepted, Declined, Money, Reason, UnknownCurrency
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import Connect, instruction
from tests.gateways.stripe.objects import refund

# Per currency: our minor units (ISO 4217), and Stripe's.
ROWS = {
    "USD": (1000, 1000),
    "EUR": (1, 1),
    "HUF": (45_000, 45_000),
    "TWD": (45_000, 45_000),
    "CVE": (100, 100),
    "IDR": (100, 100),
    "BIF": (500, 500),
    "CLP": (500, 500),
    "DJF": (500, 500),
    "GNF": (500, 500),
    "JPY": (1, 1),
    "KMF": (500, 500),
    "KRW": (500, 500),
    "PYG": (500, 500),
    "RWF": (500, 500),
    "VND": (500, 500),
    "VUV": (500, 500),
    "XAF": (500, 500),
    "XOF": (500, 500),
    "XPF": (500, 500),
    "ISK": (500, 50_000),
    "UGX": (500, 50_000),
    "MGA": (50_000, 500),
    "BHD": (1250, 1250),
    "JOD": (1250, 1250),
    "KWD": (1, 1),
    "OMR": (1250, 1250),
    "TND": (1250, 1250),
}


@pytest.mark.parametrize("currency", ROWS)
async def test_an_amount_goes_out_and_comes_back_in_stripes_units(
    stripe: Scripted, connect: Connect, currency: str
) -> None:
    """C7"""
    ours, on_the_wire = ROWS[currency]
    stripe.says(answer(refund(amount=on_the_wire, currency=currency.lower())))
    outcome = await connect(stripe.address).refund(instruction("pi_1", Money(ours, currency), key="ours"))
    assert isinstance(outcome, Accepted)
    assert stripe.requests[0].fields["amount"] == str(on_the_wire)
    assert UNITS.from_wire(on_the_wire, currency.lower()) == Money(ours, currency)


REFUSED = [("MGA", 150), ("IQD", 1000), ("LYD", 1000), ("BYR", 1), ("XAU", 1), ("XYZ", 1), ("", 1)]


@pytest.mark.parametrize(("currency", "minor"), REFUSED)
async def test_what_stripe_does_not_count_is_never_sent(
    stripe: Scripted, connect: Connect, currency: str, minor: int
) -> None:
    session = connect(stripe.address)
    for tell in (session.refund, session.capture):
        outcome = await tell(instruction("pi_1", Money(minor, currency)))
        assert isinstance(outcome, Declined)
        assert outcome.reason is Reason.NOT_POSSIBLE
    assert stripe.requests == []


@pytest.mark.parametrize(("currency", "units"), [("isk", 50_050), ("ugx", 1), ("xyz", 100), ("iqd", 1000)])
def test_what_stripe_would_never_say_is_not_understood(currency: str, units: int) -> None:
    with pytest.raises(UnknownCurrency):
        UNITS.from_wire(units, currency)


def test_every_currency_of_the_table_is_one() -> None:
    assert all(has_minor_units(currency) for currency in UNITS.currencies)
    assert {*UNITS.decimals, *UNITS.multiples} <= UNITS.currencies
