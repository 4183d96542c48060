"""When a gateway is asked about a payment again, as a table."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.reversals.answers import Dispute, DisputeState
from app.domain.reversals.following import Follow, next_question, pause_after
from app.domain.reversals.payments import ExternalMark
from app.domain.reversals.states import PaymentStatus, RetryState
from tests.domain.reversals.values import NOW, operation, refund, transaction

S = PaymentStatus
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONTH = timedelta(days=30)


def follow(status: PaymentStatus = S.SETTLED, **given: object) -> Follow:
    paid = replace(transaction(status=status), created_at=NOW, operation=None)
    return replace(Follow(paid, (), NOW, MONTH), **given)  # type: ignore[arg-type]


def made(status: PaymentStatus, at: datetime = NOW, **given: object) -> tuple[object, ...]:
    return (replace(refund(), status=status, created_at=at, operation=None, **given),)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [S.SETTLED, S.VOIDED, S.SETTLEMENT_DECLINED, S.AUTHORIZATION_EXPIRED])
def test_nothing_more_is_asked_of_what_is_final(status: PaymentStatus) -> None:
    assert next_question(follow(status), NOW) is None
    assert next_question(follow(status, refunds=made(S.VOIDED)), NOW) is None


@pytest.mark.parametrize(
    ("age", "interval"), [(timedelta(0), HOUR), (3 * DAY, 6 * HOUR), (29 * DAY, 6 * HOUR), (31 * DAY, DAY)]
)
@pytest.mark.parametrize("status", [S.AUTHORIZED, S.SUBMITTED_FOR_SETTLEMENT, S.SETTLEMENT_PENDING, S.SETTLING])
def test_what_has_not_settled_is_asked_about_in_a_rhythm(
    status: PaymentStatus, age: timedelta, interval: timedelta
) -> None:
    now = NOW + age
    assert next_question(follow(status, asked_at=now), now) == now + interval


def test_the_late_looks_are_on_days_1_3_7_14_and_30() -> None:
    asked_at, days = NOW, []
    while (due := next_question(follow(refunds=made(S.SETTLED), asked_at=asked_at), asked_at)) is not None:
        days.append((due - NOW).days)
        asked_at = due
    assert days == [1, 3, 7, 14, 30]


def test_a_late_look_that_was_missed_is_made_once() -> None:
    late = NOW + 10 * DAY
    asked = follow(refunds=made(S.SETTLED), asked_at=NOW + 2 * DAY)
    assert next_question(asked, late) == NOW + 3 * DAY
    assert next_question(replace(asked, asked_at=late), late) == NOW + 14 * DAY


def test_nothing_fails_late_where_the_gateway_says_so() -> None:
    assert next_question(follow(refunds=made(S.SETTLED), late_failure=timedelta(0)), NOW) is None
    looks = follow(refunds=made(S.SETTLED), late_failure=5 * DAY, asked_at=NOW + 3 * DAY)
    assert next_question(looks, NOW + 3 * DAY) == NOW + 5 * DAY


def test_an_open_dispute_is_asked_about_every_day() -> None:
    disputed = replace(transaction(status=S.SETTLED), dispute=Dispute(DisputeState.OPEN, NOW))
    assert next_question(follow(transaction=disputed), NOW) == NOW + DAY
    for state in (DisputeState.WON, DisputeState.LOST):
        over = replace(disputed, dispute=Dispute(state, NOW))
        assert next_question(follow(transaction=over), NOW) is None


def test_what_the_queue_asks_about_is_not_asked_twice() -> None:
    waits = replace(operation(), state=RetryState.WAITING)
    (refunded,) = made(S.AUTHORIZING)
    assert next_question(follow(refunds=(replace(refunded, operation=waits),)), NOW) is None  # type: ignore[type-var]


def test_a_persons_word_is_not_asked_about() -> None:
    mark = ExternalMark(None, None, "Ada", NOW)
    assert next_question(follow(refunds=made(S.SETTLED, external=mark)), NOW) is None


def test_the_first_questions_of_many_are_spread_over_the_hour() -> None:
    first = [
        next_question(
            follow(transaction=replace(transaction(status=S.SETTLING), id=number, created_at=NOW), asked_at=None), NOW
        )
        for number in range(1, 601)
    ]
    minutes = [0] * 60
    for due in first:
        assert due is not None
        minutes[int((due - NOW).total_seconds() // 60)] += 1
    assert max(minutes) <= 12
    assert min(minutes) >= 8


def test_the_first_question_is_put_off_once() -> None:
    """Looked at before it is due, it is due at the same time: else it would never be asked."""
    first = follow(S.SETTLING, asked_at=None)
    due = next_question(first, NOW)
    assert due is not None
    assert next_question(first, NOW + timedelta(minutes=30)) == due


def test_what_contradicts_is_asked_about_once_a_day() -> None:
    assert next_question(follow(S.SETTLING, contradicted=True), NOW) == NOW + DAY


def test_pauses_grow_up_to_an_end() -> None:
    assert [pause_after(each) for each in (1, 2, 3)] == [timedelta(minutes=minutes) for minutes in (5, 10, 20)]
    assert pause_after(10_000) == timedelta(hours=6)
