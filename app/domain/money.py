"""Amounts of money: whole minor units with their currency in one value. Nothing here is ever a float."""

import re
from dataclasses import dataclass
from functools import lru_cache

from iso4217 import Currency

from app.domain.problems import Condition, Path, Problem, Refused

LARGEST = 10**15
"""In minor units: far above any payment, far below what a 64-bit column or a double holds exactly."""

_AMOUNT = re.compile(r"(-?)([0-9]{1,20})(?:\.([0-9]{1,20}))?", re.ASCII)


@lru_cache(maxsize=256)
def exponent(currency: str) -> int:
    """How many decimals the currency has (ISO 4217): USD 2, JPY 0, KWD 3. Raises ValueError for one that isn't."""
    decimals = Currency(currency).exponent
    if decimals is None:
        raise ValueError(f"{currency} has no minor unit")
    return int(decimals)


def has_minor_units(currency: str) -> bool:
    """Whether there is such a currency, and amounts in it are counted in minor units: not so for gold (XAU)."""
    try:
        exponent(currency)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Money:
    """`minor` units of `currency` (ISO 4217 alphabetic code): Money(1000, "USD") is ten dollars."""

    minor: int
    currency: str

    def __str__(self) -> str:
        """The amount with all of the currency's decimals: "10.00", JPY "500", KWD "1.250"."""
        decimals = exponent(self.currency)
        if not decimals:
            return str(self.minor)
        digits = str(self.minor)
        if len(digits) <= decimals or self.minor < 0:
            # Below one whole unit, or negative: zfill leaves a sign where it is.
            digits = digits.zfill(decimals + (2 if self.minor < 0 else 1))
        return f"{digits[:-decimals]}.{digits[-decimals:]}"

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.minor


def parse_amount(text: str, currency: str, path: Path, *, zero_allowed: bool = False) -> Money:
    """The money that a client's `text` means in `currency`: whole, or up to the currency's decimals, and above zero.

    With `zero_allowed` zero is an amount as well, but -0 is negative.

    Raises Refused at `path` with AMOUNT_INVALID (exponents, NaN, underscores, other digits, too many decimals),
    AMOUNT_NEGATIVE, AMOUNT_NOT_POSITIVE (zero) or AMOUNT_TOO_LARGE (BRAINTREE.md 3 and 5).
    """
    decimals = exponent(currency)
    facts = {"currency": currency, "decimals": str(decimals)}
    match = _AMOUNT.fullmatch(text)
    fraction = match[3] or "" if match else ""
    if match is None or len(fraction) > decimals:
        raise Refused(Problem(Condition.AMOUNT_INVALID, path, facts))
    minor = int(match[2]) * 10**decimals + int(fraction.ljust(decimals, "0") or "0")
    if minor == 0 and not zero_allowed:
        raise Refused(Problem(Condition.AMOUNT_NOT_POSITIVE, path, facts))
    if match[1]:
        raise Refused(Problem(Condition.AMOUNT_NEGATIVE, path, facts))
    if minor > LARGEST:
        raise Refused(Problem(Condition.AMOUNT_TOO_LARGE, path, {**facts, "maximum": str(Money(LARGEST, currency))}))
    return Money(minor, currency)
