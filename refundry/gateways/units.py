"""How a gateway counts money: in minor units, which may be others than those of ISO 4217, or in decimal texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.money import Money, exponent

_TEXT = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,6}))?", re.ASCII)


class UnknownCurrency(ValueError):
    """The gateway's table has no such currency, or the amount can't be told to it. Nothing is guessed."""


@dataclass(frozen=True, slots=True)
class Units:
    """The currencies that an adapter knows, each with its number of decimals on the wire.

    `currencies` without an exception in `decimals` are counted as in ISO 4217. `multiples` are of the wire's units: an
    amount must be a multiple (ISK in hundreds, at Stripe).
    """

    currencies: frozenset[str]
    decimals: Mapping[str, int] = field(default_factory=dict)
    multiples: Mapping[str, int] = field(default_factory=dict)

    def to_wire(self, amount: Money) -> int:
        """The amount in the gateway's own minor units. Raises UnknownCurrency."""
        shift = self._decimals(amount.currency) - exponent(amount.currency)
        if shift >= 0:
            units: int = amount.minor * 10**shift
        else:
            units, rest = divmod(amount.minor, 10**-shift)
            if rest:
                raise UnknownCurrency(f"{amount} {amount.currency} has more decimals than the gateway counts")
        if units % self.multiples.get(amount.currency, 1):
            raise UnknownCurrency(f"{amount} {amount.currency} is no amount that the gateway takes")
        return units

    def from_wire(self, units: int, currency: str) -> Money:
        """The amount of so many of the gateway's minor units, `currency` in either case. Raises UnknownCurrency."""
        currency = currency.upper()
        decimals = self._decimals(currency)
        shift = exponent(currency) - decimals
        if shift >= 0:
            return Money(units * 10**shift, currency)
        minor, rest = divmod(units, 10**-shift)
        if rest:
            raise UnknownCurrency(f"{units} of the gateway's units are no whole amount of {currency}")
        return Money(minor, currency)

    def to_text(self, amount: Money) -> str:
        """The amount as a decimal text with all of the currency's decimals: "10.00". Raises UnknownCurrency."""
        self.to_wire(amount)
        return str(amount)

    def from_text(self, value: str, currency: str) -> Money:
        """The amount of a decimal text. Raises UnknownCurrency, also for more decimals than the currency has."""
        currency = currency.upper()
        self._decimals(currency)
        decimals = exponent(currency)
        found = _TEXT.fullmatch(value)
        fraction = (found[2] or "") if found else ""
        if found is None or fraction[decimals:].strip("0"):
            raise UnknownCurrency(f"the gateway's amount is none of {currency}")
        return Money(int(found[1] + fraction[:decimals].ljust(decimals, "0")), currency)

    def _decimals(self, currency: str) -> int:
        if currency not in self.currencies:
            raise UnknownCurrency(f"the gateway's table has no {currency[:3]}")
        return self.decimals.get(currency, exponent(currency))
