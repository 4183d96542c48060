"""Cells of a shop's export, read as values. What can't be read says what stands there and what is allowed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.money import LARGEST, Money, exponent

LONGEST_SHOWN = 80
"""Characters of a cell that a problem repeats."""

_MONEY_TEXT = re.compile(r"[^\d.,'+\-\s]{0,5}\s*(-?[\d.,'\s]*\d)\s*[^\d.,'+\-\s]{0,5}")
_DECIMALS = re.compile(r"(-?)(\d{1,18})(?:\.(\d{1,18}))?", re.ASCII)
_GROUPS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d{1,18})?", re.ASCII)
_WHOLE = re.compile(r"(\d{1,9})(?:\.0{1,6})?", re.ASCII)
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[Tt ]+(\d{1,2}:\d{2})(:\d{2})?(?:\.\d{1,9})?\s*([Zz]|UTC|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
_EXACT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:?\d{2})", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_SPELLED = ("%b %d, %Y %I:%M:%S %p", "%B %d, %Y %I:%M:%S %p", "%b %d, %Y, %I:%M:%S %p", "%b %d, %Y")

TIMES = "a date and a time such as 2026-03-01 17:30:00 +0100 is allowed; without a zone it is UTC."


class NotAllowedHere(Exception):
    """A text is no value of that kind; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: the number of its row's first line, the file's own name of its column, the text without blanks."""

    line: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a line: the file's column, what stands there (None for nothing), and what is allowed.

    Without a column it is wrong as a whole.
    """

    line: int
    column: str
    stands: str | None
    allowed: str

    def __str__(self) -> str:
        if self.stands is None:
            return f"{self.column}: {self.allowed}" if self.column else self.allowed
        return f"{self.column}: {standing(self.stands)}; {self.allowed}"


def standing(text: str) -> str:
    """What stands in a cell, in words."""
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return f"'{shown}' stands there"


def plain_amount(text: str, *, decimal_comma: bool, spelled: bool = False) -> str:
    """An amount as digits with a decimal point, such as "-1234.50". Raises NotAllowedHere.

    Groups of thousands are read where decimals follow them. `spelled` amounts are written for people: with a sign of
    the currency, and groups without decimals.
    """
    found = _MONEY_TEXT.fullmatch(text)
    if found is None or (not spelled and found[1] != text):
        raise NotAllowedHere(_amounts(text, decimal_comma))
    number = re.sub(r"['\s]", "", found[1]) if spelled else found[1]
    if decimal_comma:
        number = number.translate(str.maketrans(",.", ".,"))
    if _GROUPS.fullmatch(number) and (spelled or "." in number):
        number = number.replace(",", "")
    if _DECIMALS.fullmatch(number) is None:
        raise NotAllowedHere(_amounts(text, decimal_comma))
    return number


def money(text: str, currency: str, *, decimal_comma: bool, spelled: bool = False) -> Money:
    """An amount in that currency, which may be negative; noughts beyond its decimals mean nothing.

    Raises NotAllowedHere.
    """
    decimals = exponent(currency)
    found = _DECIMALS.fullmatch(plain_amount(text, decimal_comma=decimal_comma, spelled=spelled))
    assert found is not None, "a plain amount is digits"
    sign, whole, fraction = found[1], found[2], (found[3] or "")
    if fraction[decimals:].strip("0"):
        raise NotAllowedHere(f"an amount in {currency} with at most {decimals} decimals is allowed.")
    minor = int(whole) * 10**decimals + int(fraction[:decimals].ljust(decimals, "0") or "0")
    if minor > LARGEST:
        raise NotAllowedHere(f"an amount up to {Money(LARGEST, currency)} is allowed.")
    return Money(-minor if sign else minor, currency)


def whole_number(text: str, most: int, *, decimal_comma: bool) -> int:
    """A number of pieces, 0 included. Raises NotAllowedHere."""
    found = _WHOLE.fullmatch(text.replace(",", ".") if decimal_comma else text)
    if found is None or int(found[1]) > most:
        raise NotAllowedHere(f"a whole number up to {most:,} is allowed.")
    return int(found[1])


def moment(text: str) -> datetime:
    """A point in time, in UTC where no zone is said. Raises NotAllowedHere."""
    found = _ISO.fullmatch(text)
    if found is None:
        return _spelled_moment(text)
    day, clock, seconds, zone = found.groups()
    offset = "+00:00" if zone in {None, "Z", "z", "UTC"} else zone
    try:
        read = datetime.fromisoformat(f"{day}T{(clock or '00:00').zfill(5)}{seconds or ':00'}{offset}")
        return read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotAllowedHere(TIMES) from None


def _spelled_moment(text: str) -> datetime:
    for form in _SPELLED:
        try:
            return datetime.strptime(text.replace("\u202f", " "), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise NotAllowedHere(TIMES)


def exact_moment(text: str) -> datetime:
    """A point in time in ISO 8601, which has to say its zone. Raises NotAllowedHere."""
    if _EXACT.fullmatch(text) is None:
        raise NotAllowedHere("ISO 8601 with a date, a time and a zone, such as 2026-03-01T17:30:00Z, is allowed.")
    return moment(text)


def currency_code(text: str, *, exact: bool = False) -> str:
    """Three letters, in capitals if it has to be `exact`. Raises NotAllowedHere, also for what has no minor units."""
    code = text if exact else text.upper()
    try:
        if _CURRENCY.fullmatch(code):
            exponent(code)
            return code
    except ValueError:
        pass
    raise NotAllowedHere(f"three {'capital ' if exact else ''}letters of a currency, such as USD, are allowed.")


def one_of(allowed: Sequence[str]) -> str:
    """What is allowed where one of several words has to stand."""
    return f"one of {', '.join(allowed)} is allowed."


def _amounts(text: str, decimal_comma: bool) -> str:
    if decimal_comma:
        return "an amount with a decimal comma, such as 12,50, is allowed (--decimal-comma)."
    advice = " Add --decimal-comma if its comma stands for a decimal point." if "," in text else ""
    return f"an amount such as 12.50 is allowed.{advice}"
