"""What becomes of an order that is refunded with many others, as far as it is known by now."""

from collections import Counter
from dataclasses import dataclass, field

from app.domain.money import Money
from app.domain.orders.orders import Order
from app.domain.orders.plan import ORDER
from app.domain.orders.results import OrderResult, PaymentResult
from app.domain.problems import Condition, Problem, Refused
from app.domain.reversals.payments import Refund
from app.domain.reversals.rules import ReversalAction
from app.flows.orders.refund_order import OrderRefunded, PartResult, RefundOrderAsk
from app.flows.orders.refund_run import Run
from app.flows.service import Service
from app.store.orders import refunds_before
from app.store.orders.refunds_before import Before

MOST_NAMED = 50
"""Unknown ids that a forecast names."""


@dataclass(frozen=True, slots=True)
class OrderRefundOutcome:
    """What became of an order's refund by now, and whether it was found to have been asked for before.

    `blockers` are, in a dry run, the payments that something would be left of.
    """

    order: OrderResult
    before: bool
    blockers: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Forecast:
    """What a dry run comes to: `orders` that would give something back, and sums, by currency; what stands in the way;
    the first ids that are `unknown`, and how many there are.
    """

    orders: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)
    unknown_orders: int = 0
    _sums: Counter[tuple[str, ReversalAction]] = field(default_factory=Counter)
    _obstacles: dict[Condition, tuple[Problem, int]] = field(default_factory=dict)

    def add(self, order_id: str, outcome: OrderRefundOutcome | Exception) -> None:
        """Adds what would become of one order. What was done before is not done again."""
        if isinstance(outcome, OrderRefundOutcome):
            if not outcome.before and outcome.order.payments:
                self.orders[outcome.order.currency] += 1
                for payment in outcome.order.payments:
                    self._sums[outcome.order.currency, payment.action] += payment.amount.minor
            self._note(outcome.blockers)
        elif isinstance(outcome, Refused):
            unknown = [each for each in outcome.problems if _is_unknown_order(each)]
            if unknown:
                self.unknown_orders += 1
                self.unknown += [order_id][: MOST_NAMED - len(self.unknown)]
            self._note(tuple(each for each in outcome.problems if each not in unknown))

    def sum_of(self, currency: str, action: ReversalAction) -> Money:
        """How much would go back in that way."""
        return Money(self._sums[currency, action], currency)

    @property
    def obstacles(self) -> list[tuple[Problem, int]]:
        """The first problem of each kind, and how often there is one; the most frequent first."""
        return sorted(self._obstacles.values(), key=lambda each: -each[1])

    def _note(self, problems: tuple[Problem, ...]) -> None:
        for each in problems:
            first, times = self._obstacles.get(each.condition, (each, 0))
            self._obstacles[each.condition] = (first, times + 1)


def _is_unknown_order(problem: Problem) -> bool:
    return problem.condition is Condition.OBJECT_NOT_FOUND and problem.path == ORDER


async def before_of(service: Service, run: Run, ask: RefundOrderAsk) -> Before | None:
    """What the order's key has made before."""
    assert ask.request_key is not None, "every order of a run has a key"
    return await service.store.find_together(refunds_before.find, (run.merchant.id, ask.request_key))


def result_of(refunded: OrderRefunded) -> OrderResult:
    order = refunded.order
    payments = tuple(_payment(part) for part in refunded.results)
    return OrderResult(order.currency, order.status, order.paid - order.refunded, payments)


def _payment(part: PartResult) -> PaymentResult:
    payment, reversal = part.transaction, part.reversal
    action, refund, awaits = ReversalAction.NONE, None, False
    if isinstance(reversal, Refund):
        action, refund = ReversalAction.REFUND, reversal.legacy_id
        awaits = reversal.awaits_approval
    elif reversal is not None:
        action = ReversalAction.VOID
    shown = reversal or payment
    return PaymentResult(
        payment.legacy_id, action, refund, shown.status, shown.amount, part.outcome, awaits, part.problems
    )


def only_cancels(ask: RefundOrderAsk, refused: Refused) -> bool:
    """Whether nothing was wrong but that nothing is left of an order that is to be cancelled, such as a free one."""
    in_full = ask.amount is None and ask.line_items is None and ask.adjustments is None
    return (
        ask.cancel_order
        and in_full
        and all((each.condition, each.path) == (Condition.NOTHING_TO_REFUND, ORDER) for each in refused.problems)
    )


def cancelled_alone(order: Order) -> OrderResult:
    return OrderResult(order.currency, order.status, order.paid - order.refunded, (), cancelled_alone=True)
