"""Cursors: a position in a list, in a form that clients carry but don't read."""

import base64
import binascii
import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

import strawberry

from app.domain.problems import Condition, Path, Problem, Refused
from app.store.search import PaymentKind, Position

LARGEST_PAGE = 50
FIRST: Path = ("first",)
AFTER: Path = ("after",)

First = Annotated[
    int | None,
    strawberry.argument(description="How many to give at most: 50 unless fewer are asked for."),
]
After = Annotated[
    str | None,
    strawberry.argument(description="Give what comes after this cursor; without it, from the newest on."),
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_POSITION = re.compile(r"([rt])(-?[0-9]{1,18})\.([0-9]{1,18})", re.ASCII)
_LONGEST = 100


def write_cursor(position: Position) -> str:
    microseconds = (position.created_at - _EPOCH) // timedelta(microseconds=1)
    plain = f"{position.kind.value}{microseconds}.{position.id}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Position:
    """The position behind a cursor. Raises Refused with CURSOR_INVALID for what `write_cursor` did not make."""
    try:
        if len(text) > _LONGEST:
            raise ValueError("too long")
        plain = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        match = _POSITION.fullmatch(plain.decode("ascii"))
        if match is None:
            raise ValueError("no position")
        position = Position(_EPOCH + timedelta(microseconds=int(match[2])), int(match[3]), PaymentKind(match[1]))
        if write_cursor(position) != text:
            raise ValueError("another spelling")
    except (ValueError, OverflowError, binascii.Error) as error:
        raise Refused(Problem(Condition.CURSOR_INVALID, AFTER)) from error
    return position


def page_size(first: int | None) -> int:
    """How many items a page has: 50 unless fewer are asked for. Raises Refused with PAGE_SIZE_INVALID below 1."""
    if first is None:
        return LARGEST_PAGE
    if first < 1:
        raise Refused(Problem(Condition.PAGE_SIZE_INVALID, FIRST, {"maximum": str(LARGEST_PAGE)}))
    return min(first, LARGEST_PAGE)
