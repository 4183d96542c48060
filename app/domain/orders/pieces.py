"""How many pieces of a product were refunded, worked out from the refunds that named it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.money import Money
from app.domain.orders.orders import Unfinished


@dataclass(frozen=True, slots=True)
class Given:
    """What one refund of the order gave of a product, in minor units, as far as it counts. `quantity` is None for a
    refund by amount alone; `whole` says that all of its parts count.
    """

    quantity: int | None
    amount: int
    whole: bool


@dataclass(frozen=True, slots=True)
class GivenBack:
    """All that refunds gave of a product: whole pieces, money, and pieces whose refund failed in part."""

    quantity: int
    amount: Money
    unfinished: tuple[Unfinished, ...]


def given_back(refunds: Iterable[Given], total: Money, quantity: int) -> GivenBack:
    """What the refunds, the oldest first, come to for a product of `quantity` pieces that cost `total` together.

    A refund of so many pieces that gave less than their price finishes one of as many that failed in part.
    """
    pieces, amount, unfinished = 0, 0, dict[int, int]()
    for each in refunds:
        amount += each.amount
        if each.quantity is None:
            continue
        if not each.whole:
            if each.amount:
                unfinished[each.quantity] = unfinished.get(each.quantity, 0) + each.amount
            continue
        pieces += each.quantity
        missing = unfinished.get(each.quantity, 0)
        # Of what can't be divided, some pieces cost a minor unit more than others.
        if missing and (each.amount + missing - 1) * quantity <= total.minor * each.quantity:
            del unfinished[each.quantity]
    left = tuple(Unfinished(many, Money(minor, total.currency)) for many, minor in unfinished.items())
    return GivenBack(min(pieces, quantity), Money(amount, total.currency), left)
