"""What became of an order that was refunded with many others, and of each of its payments."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.money import Money
from app.domain.orders.orders import OrderStatus
from app.domain.problems import Problem
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import RESERVING, AttemptOutcome, PaymentStatus


class Result(StrEnum):
    """What became of an order, or of one of its payments."""

    REFUNDED = "REFUNDED"
    """Its gateway has accepted it, or it was recorded as done elsewhere."""
    WAITING = "WAITING"
    """It is reserved: the queue goes on with it, or finds out what became of it."""
    AWAITS_APPROVAL = "AWAITS_APPROVAL"
    """It is reserved until another person decides."""
    PARTLY_REFUNDED = "PARTLY_REFUNDED"
    """Some payments were not refunded, or could not be where all of it was asked for."""
    NOT_REFUNDED = "NOT_REFUNDED"
    """It was declined, it failed, or it was taken back."""
    CANCELLED = "CANCELLED"
    """Nothing was left to refund, and the order is cancelled as was asked."""
    REFUSED = "REFUSED"
    """Nothing was done: the request has to be mended."""
    UNREADABLE = "UNREADABLE"
    """Nothing was done: the line has to be mended."""
    NOT_KNOWN = "NOT_KNOWN"
    """The outcome is unknown at the moment. Asking again finds it out."""


UNDER_WAY = frozenset({Result.WAITING, Result.AWAITS_APPROVAL})
"""Nothing has to be done about these from here."""


@dataclass(frozen=True, slots=True)
class PaymentResult:
    """What became of one payment, by its legacy id: what was done, how much of it, and what its gateway answered last.

    Where there is a refund, `refund` is its legacy id and `status` its status, else that of the payment. An outcome is
    None until there is an answer.
    """

    payment: str
    action: ReversalAction
    refund: str | None
    status: PaymentStatus
    amount: Money
    outcome: AttemptOutcome | None
    awaits_approval: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def result(self) -> Result:
        match self.action, self.status:
            case ReversalAction.NONE, _:
                return Result.NOT_REFUNDED
            case ReversalAction.VOID, status:
                return Result.REFUNDED if status is PaymentStatus.VOIDED else Result.WAITING
            case _, PaymentStatus.AUTHORIZING:
                return Result.AWAITS_APPROVAL if self.awaits_approval else Result.WAITING
            case _, status:
                return Result.REFUNDED if status in RESERVING else Result.NOT_REFUNDED


@dataclass(frozen=True, slots=True)
class OrderResult:
    """What became of an order's refund, the newest payment first, and how the order stands by now.

    `left` is what was paid and neither refunded nor promised. One that is `cancelled_alone` had nothing to refund.
    """

    currency: str
    status: OrderStatus
    left: Money
    payments: tuple[PaymentResult, ...]
    cancelled_alone: bool = False

    def result(self, *, in_full: bool) -> Result:
        """All of it in one word. `in_full` says that all that could be refunded was asked for."""
        if self.cancelled_alone:
            return Result.CANCELLED
        found = {payment.result for payment in self.payments}
        if Result.NOT_REFUNDED in found:
            return Result.NOT_REFUNDED if len(found) == 1 else Result.PARTLY_REFUNDED
        if in_full and self._to_be_voided < self.left:
            return Result.PARTLY_REFUNDED
        if Result.AWAITS_APPROVAL in found:
            return Result.AWAITS_APPROVAL
        return Result.WAITING if Result.WAITING in found else Result.REFUNDED

    def sum_of(self, *results: Result) -> Money:
        """How much the payments come to that such a thing became of."""
        return sum((each.amount for each in self.payments if each.result in results), Money(0, self.currency))

    @property
    def _to_be_voided(self) -> Money:
        """What is left because its void waits."""
        voids = (each for each in self.payments if each.action is ReversalAction.VOID)
        return sum((each.amount for each in voids if each.result is Result.WAITING), Money(0, self.currency))
