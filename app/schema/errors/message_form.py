"""The form of a condition's message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A condition's legacy code, if it has one, its statement, and advice on what is allowed now.

    Of `advice`, the first template whose facts the problem has is used; the last needs none.
    """

    legacy_code: str | None
    statement: str
    advice: tuple[str, ...] = ()
