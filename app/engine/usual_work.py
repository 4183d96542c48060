"""How long the queries of one document usually work, by which brief ones are told from long ones."""

BRIEF = 0.03
"""Seconds. A query that works for longer may hold up a payment noticeably."""

FADES = 0.9
"""How much of a longer time than the last one is remembered."""


class UsualWork:
    """The working times of a document's queries, of which the longest fades. Until the first has ended it is long."""

    __slots__ = ("_seconds",)

    def __init__(self) -> None:
        self._seconds = float("inf")

    @property
    def brief(self) -> bool:
        return self._seconds < BRIEF

    def took(self, seconds: float) -> None:
        """One of its queries worked so long, without the time that it waited for payments."""
        self._seconds = seconds if self._seconds == float("inf") else max(seconds, FADES * self._seconds)
