"""What any value of an order that is brought in has to be: texts, times, currencies, ids."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.money import exponent
from app.domain.problems import Condition, Path, Problem, Refused

LONGEST_TEXT = 255
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing that can be refunded was placed before; and what begins the calendar, drivers take for no time at all."""


def check_filled(text: str, path: Path) -> None:
    if not text.strip():
        raise Refused(Problem(Condition.TEXT_INVALID, path, {"expected": f"Send 1 to {LONGEST_TEXT} characters."}))


def check_currency(currency: str, path: Path) -> None:
    try:
        exponent(currency)
    except ValueError as error:
        raise Refused(Problem(Condition.CURRENCY_INVALID, path)) from error


def check_past(moment: datetime | None, path: Path, now: datetime) -> None:
    if moment is None:
        return
    if moment < EARLIEST:
        raise Refused(Problem(Condition.TIME_INVALID, path, {"earliest": EARLIEST.date().isoformat()}))
    if moment > now:
        told = {"now": now.isoformat(timespec="seconds").replace("+00:00", "Z")}
        raise Refused(Problem(Condition.TIME_INVALID, path, told))


def check_repeated(ids: Sequence[str], path: Path, name: str) -> None:
    """Each id stands once; where one stands again, that place is told."""
    repeated = [number for number, each in enumerate(ids) if each in ids[:number]]
    if repeated:
        raise Refused(*(Problem(Condition.NAMED_TWICE, (*path, str(number), name)) for number in repeated))
