"""What a client reads of a condition: the form in which it is written down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What a condition is called outside: its legacy code, if it has one, a statement, and what is allowed now.

    Of `advice`, the first template whose facts the problem has is used; the last needs none.
    """

    legacy_code: str | None
    statement: str
    advice: tuple[str, ...] = ()
