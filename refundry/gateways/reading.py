"""Reading what a gateway answers: JSON of a form that is known, and times."""

from datetime import UTC, datetime
from typing import TypeVar

import msgspec

Form = TypeVar("Form")


def decode(body: bytes, form: type[Form] | object) -> Form | None:
    """The object that JSON is; None if it is none of that form."""
    try:
        found: Form = msgspec.json.decode(body, type=form)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found


def time_of_text(text: str | None) -> datetime | None:
    """The time that an ISO 8601 text with its zone says; None for what is none."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def time_of_seconds(seconds: int) -> datetime:
    """The time that is so many seconds after 1970."""
    return datetime.fromtimestamp(seconds, UTC)
