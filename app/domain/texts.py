"""Texts that clients send and the service keeps."""

import re

from app.domain.problems import Condition, Path, Problem, Refused

LONGEST_ORDER_ID = 255
LONGEST_REQUEST_KEY = 255
LONGEST_NOTE = 4000

_NOT_KEPT = re.compile(r"[\x00\ud800-\udfff]")


def check_text(text: str, path: Path, longest: int, too_long: Condition = Condition.TEXT_TOO_LONG) -> str:
    """The same text, if it has at most `longest` characters, all of which can be kept.

    Raises Refused at `path` with `too_long`, or with TEXT_INVALID for NUL and for lone surrogates, which PostgreSQL
    has no way of storing.
    """
    if len(text) > longest:
        raise Refused(Problem(too_long, path, {"length": str(len(text)), "maximum": str(longest)}))
    if _NOT_KEPT.search(text):
        raise Refused(Problem(Condition.TEXT_INVALID, path))
    return text


def kept_text(text: str | None, longest: int) -> str | None:
    """What can be kept of a text that nobody here has sent: its first `longest` characters; None for nothing."""
    return _NOT_KEPT.sub("", text)[:longest] or None if text else None
