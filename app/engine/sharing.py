"""Answers that stand in many places: made once, and counted wherever they stand.

All refunds of a payment have that payment, and it has all of them again. A document that goes round in such a loop asks
for a tree in which each round multiplies the last; what is made is one answer a round, which stands in many places. An
answer without errors depends on nothing but what is asked of which object, so the same one is right in all of them. An
error belongs to one place: a walk that has met one is done again without sharing.
"""

from dataclasses import dataclass, field
from typing import Any

from app.engine.path import Place
from app.engine.plan import PlannedField


@dataclass(slots=True, eq=False)
class Account:
    """A shared answer, where it was made, the bytes that it is counted as by itself, and the shared answers that stand
    in it, each as often as it does.
    """

    place: Place | None
    answer: Any = None
    own: int = 0
    inner: list["Account"] = field(default_factory=list)
    total: int | None = None


class Sharing:
    """The shared answers of one walk, whose counter of bytes is `spent` wherever it is asked for."""

    def __init__(self) -> None:
        self.reused = False
        self._whole = Account(None)
        self._charged = self._whole
        self._since = 0
        self._made: dict[tuple[PlannedField, int], Account] = {}
        self._by_place: dict[int, Account] = {}

    def again(self, field: PlannedField, number: int, place: Place) -> Account | None:
        """The answer of `field` for what has that number, if it was made; it stands at `place` as well then."""
        account = self._made.get((field, number))
        if account is not None:
            self.reused = True
            self._around(place).inner.append(account)
        return account

    def begin(self, field: PlannedField, number: int, place: Place, spent: int) -> Account:
        """An account for the same, which is about to be made at `place`."""
        account = self._made[field, number] = Account(place)
        self._around(place).inner.append(account)
        self._by_place[id(place)] = account
        self._charge(account, spent)
        return account

    def go_on(self, place: Place | None, spent: int) -> None:
        """What is spent from here on belongs to what stands at `place`, or around it."""
        if self._by_place:
            self._charge(self._around(place), spent)

    def total(self, spent: int) -> int:
        """The bytes that the whole answer is counted as, with what is shared wherever it stands."""
        self._charge(self._whole, spent)
        return _total(self._whole)

    def _charge(self, account: Account, spent: int) -> None:
        self._charged.own += spent - self._since
        self._charged, self._since = account, spent

    def _around(self, place: Place | None) -> Account:
        while place is not None:
            account = self._by_place.get(id(place))
            if account is not None:
                return account
            place = place[0]
        return self._whole


def _total(account: Account) -> int:
    if account.total is None:
        account.total = account.own + sum(map(_total, account.inner))
    return account.total
