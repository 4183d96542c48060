"""What may go wrong between an adapter and its gateway, whatever the gateway says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

from refundry.testing.exchange import Answer


class Ending(Enum):
    """What may come instead of an answer."""

    CLOSED = auto()
    SILENCE = auto()


Change = Callable[[Answer], Answer | Ending]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong. `reaches` says whether the gateway gets the request."""

    name: str
    reaches: bool
    change: Change

    def __str__(self) -> str:
        return self.name


HTML = Answer(200, b"<html><body>Please sign in</body></html>", {"content-type": "text/html"})

DROPPED_BEFORE = Fault("dropped-before", False, lambda answer: Ending.CLOSED)
DROPPED_AFTER = Fault("dropped-after", True, lambda answer: Ending.CLOSED)
SILENT_BEFORE = Fault("silent-before", False, lambda answer: Ending.SILENCE)
SILENT_AFTER = Fault("silent-after", True, lambda answer: Ending.SILENCE)
HTML_BEFORE = Fault("html-before", False, lambda answer: HTML)
HTML_AFTER = Fault("html-after", True, lambda answer: HTML)
EMPTY = Fault("empty", True, lambda answer: replace(answer, body=b""))
HALF_A_BODY = Fault(
    "half-a-body",
    True,
    lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2], length=len(answer.body)),
)
HALF_A_JSON = Fault("half-a-json", True, lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2]))


def status(code: int, *, reaches: bool) -> Fault:
    """A server in front of the gateway answers by itself, before or after the gateway got the request."""
    return Fault(f"{code}-{'after' if reaches else 'before'}", reaches, lambda answer: Answer(code, b"upstream error"))


LOST = (
    DROPPED_BEFORE,
    DROPPED_AFTER,
    HTML_BEFORE,
    HTML_AFTER,
    EMPTY,
    HALF_A_BODY,
    HALF_A_JSON,
    *(status(code, reaches=reaches) for code in (500, 502, 503, 504) for reaches in (False, True)),
)
"""After each of these nobody can say whether it was done."""
