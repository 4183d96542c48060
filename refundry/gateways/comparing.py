"""Whether a gateway's answer is about what was asked: its payment, its currency and its amount."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.money import Money
from app.domain.reversals.answers import NotKnown
from refundry.gateways.units import Units, UnknownCurrency


@dataclass(frozen=True, slots=True)
class Unlike:
    """In what an answer is about something else than was asked."""

    what: str

    @property
    def outcome(self) -> NotKnown:
        return NotKnown(f"The gateway's answer is about {self.what} than was asked.", attention=True)


def unlike_units(units: Units, told: int, currency: str, wanted: Money) -> Unlike | None:
    """What is wrong with an amount in the gateway's minor units that has to be the one that was asked for."""
    return _unlike(currency, lambda: units.from_wire(told, currency), wanted)


def unlike_text(units: Units, told: str, currency: str, wanted: Money) -> Unlike | None:
    """The same for an amount that is a decimal text."""
    return _unlike(currency, lambda: units.from_text(told, currency), wanted)


def _unlike(currency: str, read: Callable[[], Money], wanted: Money) -> Unlike | None:
    if currency.upper() != wanted.currency:
        return Unlike("another currency")
    try:
        return None if read() == wanted else Unlike("another amount")
    except UnknownCurrency:
        return Unlike("an amount that is counted in another way")
