"""A fee that is kept of an order's refund: an amount, or a share of all that could be refunded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.domain.money import Money, parse_amount
from app.domain.problems import Condition, Path, Problem, Refused

ORDER: Path = ("input", "orderId")
AMOUNT: Path = ("input", "amount")

_KEPT = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,4})?)(\s*%)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Keep:
    """An `amount` in the order's currency, or with `percent` that much of a hundred."""

    amount: str
    percent: bool

    def of(self, whole: Money) -> Money:
        """What is kept of so much; shares are rounded to the nearest minor unit, halves up.

        Raises Refused for an amount that the currency does not have.
        """
        if not self.percent:
            return parse_amount(self.amount, whole.currency, ORDER)
        share = Decimal(whole.minor) * Decimal(self.amount) / 100
        return Money(int(share.quantize(Decimal(1), ROUND_HALF_UP)), whole.currency)

    def rest_of(self, whole: Money, blockers: Sequence[Problem], *, alone: bool) -> Money:
        """All that can be refunded, less what is kept. `alone` says that no amounts or lines are asked for beside it.

        Raises Refused where nothing is left, and for `blockers`: payments that something is left of.
        """
        if not alone:
            expected = "Where something is kept of each order, leave amounts, line items and adjustments out."
            raise Refused(Problem(Condition.TEXT_INVALID, AMOUNT, {"expected": expected}))
        if blockers:
            raise Refused(*blockers)
        kept = self.of(whole)
        if whole <= kept:
            raise Refused(Problem(Condition.NOTHING_TO_REFUND, ORDER, {"left": str(whole), "kept": str(kept)}))
        return whole - kept

    def __str__(self) -> str:
        return f"{self.amount}%" if self.percent else self.amount


def read_keep(text: str) -> Keep:
    """What is kept, from a text such as "2.50" or "10%". Raises ValueError, saying what is allowed."""
    found = _KEPT.fullmatch(text.strip())
    if found is not None:
        percent, amount = found[2] is not None, Decimal(found[1])
        if amount > 0 and not (percent and amount >= 100):
            return Keep(format(amount.normalize(), "f") if percent else found[1], percent)
    raise ValueError("Send an amount above zero, such as 2.50, or a share below 100%, such as 10%.")
