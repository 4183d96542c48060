"""What became of an order, in one word, by what became of its payments."""

import pytest

from app.domain.money import Money
from app.domain.orders.orders import OrderStatus
from app.domain.orders.results import OrderResult, PaymentResult, Result
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import AttemptOutcome, PaymentStatus

S = PaymentStatus
TEN = Money(10_00, "USD")


def payment(action: ReversalAction, status: PaymentStatus, *, awaits: bool = False) -> PaymentResult:
    return PaymentResult("payment", action, None, status, TEN, AttemptOutcome.ACCEPTED, awaits)


REFUNDED = payment(ReversalAction.REFUND, S.SUBMITTED_FOR_SETTLEMENT)
VOIDED = payment(ReversalAction.VOID, S.VOIDED)
QUEUED_VOID = payment(ReversalAction.VOID, S.SUBMITTED_FOR_SETTLEMENT)
QUEUED = payment(ReversalAction.REFUND, S.AUTHORIZING)
AWAITING = payment(ReversalAction.REFUND, S.AUTHORIZING, awaits=True)
DECLINED = payment(ReversalAction.REFUND, S.PROCESSOR_DECLINED)
REFUSED = payment(ReversalAction.NONE, S.SETTLED)


@pytest.mark.parametrize("status", S)
def test_a_refund_gives_back_exactly_while_it_counts(status: PaymentStatus) -> None:
    found = payment(ReversalAction.REFUND, status).result
    counts = {S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLING, S.SETTLED}
    assert (found is Result.REFUNDED) is (status in counts)
    assert (found is Result.WAITING) is (status is S.AUTHORIZING)


@pytest.mark.parametrize(
    ("payments", "left", "expected"),
    [
        ([REFUNDED, VOIDED], 0, Result.REFUNDED),
        ([REFUNDED, VOIDED], 5_00, Result.PARTLY_REFUNDED),
        ([REFUNDED, QUEUED], 0, Result.WAITING),
        ([REFUNDED, QUEUED_VOID], 10_00, Result.WAITING),
        ([REFUNDED, QUEUED_VOID], 10_01, Result.PARTLY_REFUNDED),
        ([QUEUED, AWAITING], 0, Result.AWAITS_APPROVAL),
        ([REFUNDED, DECLINED], 10_00, Result.PARTLY_REFUNDED),
        ([QUEUED, REFUSED], 10_00, Result.PARTLY_REFUNDED),
        ([REFUSED, DECLINED], 20_00, Result.NOT_REFUNDED),
    ],
)
def test_the_worst_of_its_payments_counts(payments: list[PaymentResult], left: int, expected: Result) -> None:
    order = OrderResult("USD", OrderStatus.OPEN, Money(left, "USD"), tuple(payments))
    assert order.result(in_full=True) is expected
    if expected is Result.PARTLY_REFUNDED and {each.result for each in payments} == {Result.REFUNDED}:
        assert order.result(in_full=False) is Result.REFUNDED


def test_sums_are_of_what_such_a_thing_became_of() -> None:
    order = OrderResult("USD", OrderStatus.OPEN, TEN, (REFUNDED, VOIDED, QUEUED, DECLINED))
    assert order.sum_of(Result.REFUNDED) == Money(20_00, "USD")
    assert order.sum_of(Result.WAITING, Result.AWAITS_APPROVAL) == TEN
