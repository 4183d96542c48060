"""What a gateway's word on a payment and its refunds comes to, as a table."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.money import Money
from app.domain.reversals.payments import Operation
from app.domain.reversals.states import (
    RESERVING,
    AttemptOutcome,
    IllegalTransition,
    PaymentStatus,
    RetryState,
    Subject,
    advance,
)
from app.domain.reversals.taking_over import (
    Belongs,
    OurRefunds,
    ToldRefund,
    amount_at_gateway,
    payment_steps,
    refund_steps,
    status_of_refund,
)
from tests.domain.reversals.values import NOW, operation, refund, transaction

S, A = PaymentStatus, AttemptOutcome
HUNDRED, SIXTY, NOTHING = Money(10000, "USD"), Money(6000, "USD"), Money(0, "USD")


@pytest.mark.parametrize(
    ("status", "captured", "amount"),
    [
        (S.AUTHORIZED, NOTHING, HUNDRED),
        (S.VOIDED, NOTHING, HUNDRED),
        (S.AUTHORIZATION_EXPIRED, NOTHING, HUNDRED),
        (S.SETTLED, HUNDRED, HUNDRED),
        (S.SETTLED, SIXTY, SIXTY),
        (S.SUBMITTED_FOR_SETTLEMENT, SIXTY, SIXTY),
        (S.SETTLEMENT_DECLINED, NOTHING, HUNDRED),
        (S.SETTLED, NOTHING, None),
        (S.SETTLED, Money(20000, "USD"), HUNDRED),
    ],
)
def test_what_can_be_reversed_of_a_payment(status: PaymentStatus, captured: Money, amount: Money | None) -> None:
    assert amount_at_gateway(status, HUNDRED, captured) == amount


@pytest.mark.parametrize(
    ("before", "told", "steps"),
    [
        (S.SUBMITTED_FOR_SETTLEMENT, S.SETTLED, [S.SETTLING, S.SETTLED]),
        (S.SETTLED, S.SETTLING, []),
        (S.SETTLED, S.AUTHORIZING, []),
        (S.SETTLED, S.SETTLEMENT_DECLINED, [S.SETTLEMENT_DECLINED]),
        (S.SETTLED, S.VOIDED, [S.SETTLEMENT_DECLINED]),
        (S.SETTLED, S.PROCESSOR_DECLINED, [S.SETTLEMENT_DECLINED]),
        (S.SUBMITTED_FOR_SETTLEMENT, S.VOIDED, [S.VOIDED]),
        (S.SUBMITTED_FOR_SETTLEMENT, S.PROCESSOR_DECLINED, [S.SETTLEMENT_DECLINED]),
        (S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, [S.SETTLING]),
        (S.AUTHORIZING, S.SETTLED, [S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLING, S.SETTLED]),
        (S.AUTHORIZING, S.FAILED, [S.FAILED]),
        (S.AUTHORIZING, S.SETTLEMENT_DECLINED, [S.PROCESSOR_DECLINED]),
        (S.AUTHORIZED, S.VOIDED, [S.SUBMITTED_FOR_SETTLEMENT, S.VOIDED]),
        (S.VOIDED, S.SETTLEMENT_DECLINED, []),
    ],
)
def test_the_way_of_a_refund(before: PaymentStatus, told: PaymentStatus, steps: list[PaymentStatus]) -> None:
    assert refund_steps(before, told) == steps


OF_REFUNDS = [*(each for each in sorted(RESERVING) if each is not S.SETTLEMENT_PENDING), S.VOIDED, S.FAILED]
OF_REFUNDS += [S.PROCESSOR_DECLINED, S.SETTLEMENT_DECLINED]


@pytest.mark.parametrize("before", OF_REFUNDS)
@pytest.mark.parametrize("told", sorted(PaymentStatus))
def test_every_step_of_a_refund_is_legal(before: PaymentStatus, told: PaymentStatus) -> None:
    """Money that a gateway says is given back is never free here after it."""
    try:
        steps = refund_steps(before, told)
    except IllegalTransition:
        assert before not in RESERVING
        assert status_of_refund(told) in RESERVING
        return
    status = before
    for step in steps:
        status = advance(Subject.REFUND, status, step)
    if status_of_refund(told) in RESERVING:
        assert status in RESERVING
    elif before in RESERVING and told is not S.AUTHORIZATION_EXPIRED:
        assert status not in RESERVING


def test_a_payment_that_refunds_hold_is_neither_voided_nor_made_less() -> None:
    held = replace(transaction(status=S.AUTHORIZED), reserved=SIXTY)
    for status, amount in ((S.VOIDED, held.amount), (S.SETTLED, Money(500, "USD"))):
        with pytest.raises(IllegalTransition):
            payment_steps(held, status, amount)
    assert payment_steps(replace(held, reserved=NOTHING), S.VOIDED, held.amount) == [S.VOIDED]


OUR = refund(gateway_id="r1", operation=None)
PAUSED_UNKNOWN = {"state": RetryState.PAUSED, "last_outcome": A.UNKNOWN}


def told(
    reference: str = "r9", key: str | None = None, status: PaymentStatus = S.SETTLED, **given: object
) -> ToldRefund:
    made = ToldRefund(reference, key, status, OUR.amount, NOW)
    return replace(made, **given)  # type: ignore[arg-type]


def under_way(**given: object) -> Operation:
    running = {"state": RetryState.RUNNING, "last_outcome": None}
    return replace(operation(), amount=OUR.amount, first_attempt_at=NOW, **running | given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ours", "said", "place"),
    [
        (OUR, told("r1"), Belongs.KNOWN),
        (OUR, told("r1", status=S.SETTLEMENT_DECLINED), Belongs.KNOWN),
        (OUR, told("r9"), Belongs.ELSEWHERE),
        (OUR, told("r9", "key"), Belongs.ELSEWHERE),
        (replace(OUR, gateway_id=None), told("r9", "key"), Belongs.KNOWN),
        (replace(OUR, gateway_id=None), told("r9", "another"), Belongs.ELSEWHERE),
        (replace(OUR, status=S.FAILED, gateway_id=None), told("r9", "key"), Belongs.ELSEWHERE),
        (replace(OUR, status=S.FAILED, gateway_id=None), told("r9", "key", S.VOIDED), Belongs.KNOWN),
        (replace(OUR, status=S.VOIDED, made_elsewhere=True), told("r1"), Belongs.KNOWN),
        (replace(OUR, gateway_id=None, operation=under_way()), told("r9", "key"), Belongs.UNDER_WAY),
        (replace(OUR, gateway_id=None, operation=under_way()), told("r9"), Belongs.PERHAPS_OURS),
        (replace(OUR, gateway_id=None, operation=under_way(**PAUSED_UNKNOWN)), told("r9"), Belongs.PERHAPS_OURS),
        (
            replace(OUR, gateway_id=None, operation=under_way(state=RetryState.WAITING, last_outcome=A.UNAVAILABLE)),
            told("r9"),
            Belongs.ELSEWHERE,
        ),
        (replace(OUR, gateway_id=None, operation=under_way()), told("r9", amount=SIXTY), Belongs.ELSEWHERE),
        (
            replace(OUR, gateway_id=None, operation=under_way()),
            told("r9", created_at=NOW - timedelta(hours=1)),
            Belongs.ELSEWHERE,
        ),
    ],
)
def test_whose_a_refund_is(ours: object, said: ToldRefund, place: Belongs) -> None:
    assert isinstance(ours, type(OUR))
    by_reference = {} if ours.gateway_id is None else {ours.gateway_id: ours.id}
    known = OurRefunds({ours.id: ours}, by_reference, {"key": ours.id})
    assert known.placed(said)[0] is place
