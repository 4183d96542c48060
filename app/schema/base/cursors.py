"""Cursors: a position in a list, in a form that clients carry but don't read."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar

import strawberry

from app.domain.problems import Condition, Path, Problem, Refused
from app.store.search.search import PaymentKind, Position

LARGEST_PAGE = 50
FIRST: Path = ("first",)
AFTER: Path = ("after",)

First = Annotated[
    int | None,
    strawberry.argument(description="How many items to return, at most 50. Default: 50."),
]
After = Annotated[
    str | None,
    strawberry.argument(description="Start after this cursor. Default: start with the newest."),
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_POSITION = re.compile(r"([rt])(-?[0-9]{1,18})\.([0-9]{1,18})", re.ASCII)
_LONGEST = 100

Place = TypeVar("Place")


def write_cursor(position: Position) -> str:
    return encoded(f"{position.kind.value}{microseconds(position.created_at)}.{position.id}")


def read_cursor(text: str) -> Position:
    """The position behind a cursor. Raises Refused with CURSOR_INVALID for what `write_cursor` did not make."""

    def read(match: re.Match[str]) -> Position:
        return Position(moment(int(match[2])), int(match[3]), PaymentKind(match[1]))

    return decoded(text, _POSITION, read, write_cursor)


def decoded(
    text: str, form: re.Pattern[str], read: Callable[[re.Match[str]], Place], write: Callable[[Place], str]
) -> Place:
    """The position that `read` makes of a cursor of that form. Raises Refused with CURSOR_INVALID for any other text.

    Each position has one cursor only: the one that `write` makes of it.
    """
    try:
        if len(text) > _LONGEST:
            raise ValueError("too long")
        plain = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        match = form.fullmatch(plain.decode("ascii"))
        if match is None:
            raise ValueError("no position")
        place = read(match)
        if write(place) != text:
            raise ValueError("a different spelling")
    except (ValueError, OverflowError, binascii.Error) as error:
        raise Refused(Problem(Condition.CURSOR_INVALID, AFTER)) from error
    return place


def encoded(plain: str) -> str:
    """A cursor with `plain` in it."""
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def microseconds(at: datetime) -> int:
    """A moment as a cursor has it: microseconds since 1970. `moment` is the inverse."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment(number: int) -> datetime:
    """Raises OverflowError for a number that is no moment."""
    return _EPOCH + timedelta(microseconds=number)


def page_size(first: int | None) -> int:
    """The items of a page: `first`, at most 50, and 50 for None. Raises Refused with PAGE_SIZE_INVALID below 1."""
    if first is None:
        return LARGEST_PAGE
    if first < 1:
        raise Refused(Problem(Condition.PAGE_SIZE_INVALID, FIRST, {"maximum": str(LARGEST_PAGE)}))
    return min(first, LARGEST_PAGE)
