"""Shares answers: one that has many positions is made once, and its bytes are counted at each of them.

A payment has refunds, and each refund has that payment. A document that repeats this loop selects a tree in which each
round multiplies the last. With sharing, one answer is made a round. An answer without errors depends only on the
selection and the object, so it is right at each position. An error belongs to one position: an execution that shares
and meets one runs again without sharing.
"""

from dataclasses import dataclass, field
from typing import Any

from app.engine.path import Position
from app.engine.plan import PlannedField


@dataclass(slots=True, eq=False)
class SharedAnswer:
    """An answer with many positions: the one where it was made, its own bytes, and the shared answers within it, each
    as often as it occurs.
    """

    position: Position | None
    answer: Any = None
    own: int = 0
    inner: list["SharedAnswer"] = field(default_factory=list)
    total: int | None = None


class Sharing:
    """The shared answers of one execution. `spent` is always the execution's counter of bytes."""

    def __init__(self) -> None:
        self.reused = False
        self._whole = SharedAnswer(None)
        self._charged = self._whole
        self._since = 0
        self._made: dict[tuple[PlannedField, int], SharedAnswer] = {}
        self._by_place: dict[int, SharedAnswer] = {}

    def again(self, field: PlannedField, number: int, position: Position) -> SharedAnswer | None:
        """The answer of `field` for `number` if it was made, counted at `position` too; None otherwise."""
        account = self._made.get((field, number))
        if account is not None:
            self.reused = True
            self._around(position).inner.append(account)
        return account

    def begin(self, field: PlannedField, number: int, position: Position, spent: int) -> SharedAnswer:
        """Registers the answer of `field` for `number`, which is now made at `position`."""
        account = self._made[field, number] = SharedAnswer(position)
        self._around(position).inner.append(account)
        self._by_place[id(position)] = account
        self._charge(account, spent)
        return account

    def go_on(self, position: Position | None, spent: int) -> None:
        """From now on, `spent` counts for the innermost shared answer around `position`."""
        if self._by_place:
            self._charge(self._around(position), spent)

    def total(self, spent: int) -> int:
        """The bytes of the whole answer, with each shared answer counted at each of its positions."""
        self._charge(self._whole, spent)
        return _total(self._whole)

    def _charge(self, account: SharedAnswer, spent: int) -> None:
        self._charged.own += spent - self._since
        self._charged, self._since = account, spent

    def _around(self, position: Position | None) -> SharedAnswer:
        while position is not None:
            account = self._by_place.get(id(position))
            if account is not None:
                return account
            position = position[0]
        return self._whole


def _total(account: SharedAnswer) -> int:
    if account.total is None:
        account.total = account.own + sum(map(_total, account.inner))
    return account.total
