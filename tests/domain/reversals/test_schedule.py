"""When an operation is due again (SPEC 13)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reversals.answers import NotKnown, NotReached, Outcome, Pending
from app.domain.reversals.schedule import (
    MOST_QUICK_TRIES,
    QUICK_TRIES_END_AFTER,
    absence_is_proven,
    attempts_left,
    is_daily,
    is_pending_for_too_long,
    next_retry,
    next_verification,
    quick_try_after,
)
from app.domain.reversals.states import AttemptOutcome, RetryState
from tests.domain.reversals.values import NOW, operation

DAY = timedelta(days=1)

intervals = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=30))
delays = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=60))


@pytest.mark.parametrize("retries_made", range(3))
def test_the_daily_attempts_are_due_one_two_and_three_days_after_the_first(retries_made: int) -> None:
    due = next_retry(operation(retries_made=retries_made), NOW + DAY * retries_made, DAY, 3)
    assert due == NOW + DAY * (retries_made + 1)


def test_an_attempt_by_hand_moves_none_of_the_daily_ones() -> None:
    by_hand = operation(attempts_made=5, retries_made=1)
    assert next_retry(by_hand, NOW + DAY * 1.5, DAY, 3) == NOW + DAY * 2
    assert attempts_left(by_hand, 3) == 2


@pytest.mark.parametrize("retries_made", [3, 4])
def test_after_the_last_daily_attempt_nothing_is_due(retries_made: int) -> None:
    assert next_retry(operation(retries_made=retries_made), NOW, DAY, 3) is None


@given(intervals, st.integers(0, 5), st.integers(0, 5), delays)
def test_what_is_due_is_due_later_than_now(
    interval: timedelta, retry_attempts: int, retries_made: int, delay: timedelta
) -> None:
    now = NOW + delay
    waiting = operation(retries_made=retries_made)
    due = next_retry(waiting, now, interval, retry_attempts)
    assert (due is None) == (retries_made >= retry_attempts) == (attempts_left(waiting, retry_attempts) == 0)
    if due is not None:
        assert now < due <= max(NOW + interval * (retries_made + 1), now + interval)


@given(intervals, st.integers(1, 5))
def test_a_queue_that_is_kept_ends_after_its_attempts(interval: timedelta, retry_attempts: int) -> None:
    """They are as many as the settings say, each an interval after the one before."""
    made: list[datetime] = []
    now = NOW
    while (due := next_retry(operation(retries_made=len(made)), now, interval, retry_attempts)) is not None:
        now = due
        made.append(now)
    assert made == [NOW + interval * number for number in range(1, retry_attempts + 1)]


@pytest.mark.parametrize("state", [RetryState.SUCCEEDED, RetryState.EXHAUSTED, RetryState.CANCELLED])
def test_what_is_over_has_no_attempts_left(state: RetryState) -> None:
    assert attempts_left(operation(state=state), 3) == 0


@pytest.mark.parametrize(
    ("since", "retries_made", "due"),
    [
        (timedelta(0), 0, timedelta(minutes=5)),
        (timedelta(minutes=5), 0, timedelta(hours=1)),
        (timedelta(hours=1), 0, DAY),
        (DAY, 1, DAY * 2),
        (DAY * 3, 3, None),
    ],
)
def test_an_unknown_outcome_is_asked_about_after_minutes_an_hour_and_daily(
    since: timedelta, retries_made: int, due: timedelta | None
) -> None:
    """SPEC 4: after 5 minutes, 1 hour, then with each daily attempt, until those are over."""
    unknown = operation(retries_made=retries_made)
    assert next_verification(unknown, NOW + since, DAY, 3) == (None if due is None else NOW + due)


@given(st.lists(st.timedeltas(timedelta(0), DAY), max_size=4), st.integers(1, 5))
def test_asking_ends_however_late_it_is_done(lateness: list[timedelta], retry_attempts: int) -> None:
    """Verification neither goes on for ever nor asks twice at one moment."""
    retries_made, now, asked = 0, NOW, 0
    while True:
        unknown = operation(retries_made=retries_made, last_outcome=AttemptOutcome.UNKNOWN)
        due = next_verification(unknown, now, DAY, retry_attempts)
        if due is None:
            break
        assert due > now
        now = due + (lateness[asked] if asked < len(lateness) else timedelta(0))
        retries_made += is_daily(unknown, now, DAY, retry_attempts)
        asked += 1
        assert asked <= 2 + retry_attempts
    assert retries_made == retry_attempts


@pytest.mark.parametrize(("since", "proven"), [(timedelta(minutes=5), True), (timedelta(minutes=4, seconds=59), False)])
def test_not_found_is_proof_only_after_five_minutes(since: timedelta, proven: bool) -> None:
    five_minutes = timedelta(minutes=5)
    assert absence_is_proven(operation(first_attempt_at=NOW - DAY), NOW + since, five_minutes) is proven


def test_a_gateway_has_ten_days_to_decide() -> None:
    """SPEC 12."""
    assert not is_pending_for_too_long(operation(), NOW + DAY * 10 - timedelta(seconds=1))
    assert is_pending_for_too_long(operation(), NOW + DAY * 10)


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("outcome", "tries", "spent", "wait"),
    [
        (NotReached("Busy.", retry_after=SECOND), 0, timedelta(0), SECOND),
        (NotReached("Busy.", retry_after=timedelta(0)), 2, SECOND, timedelta(0)),
        (NotReached("Busy.", retry_after=-SECOND), 0, timedelta(0), timedelta(0)),
        (NotReached("Busy.", retry_after=SECOND), MOST_QUICK_TRIES, timedelta(0), None),
        (NotReached("Busy.", retry_after=SECOND), 0, QUICK_TRIES_END_AFTER, None),
        (NotReached("Busy.", retry_after=SECOND), 0, QUICK_TRIES_END_AFTER - SECOND, SECOND),
        (NotReached("Busy.", retry_after=timedelta(hours=1)), 0, timedelta(0), None),
        (NotReached("Away."), 0, timedelta(0), None),
        (NotKnown("No answer."), 0, timedelta(0), None),
        (Pending("re_1"), 0, timedelta(0), None),
    ],
)
def test_only_what_was_certainly_not_done_and_is_soon_possible_is_tried_at_once(
    outcome: Outcome, tries: int, spent: timedelta, wait: timedelta | None
) -> None:
    assert quick_try_after(outcome, tries, spent) == wait


def test_when_it_is_asked_about_is_a_setting() -> None:
    """Down to seconds, in whatever order they are written."""
    delays = (timedelta(seconds=10), timedelta(seconds=2))
    unknown = operation(last_outcome=AttemptOutcome.UNKNOWN)
    for since, due in ((0, 2), (2, 10), (9, 10)):
        assert next_verification(unknown, NOW + since * SECOND, DAY, 3, delays) == NOW + due * SECOND
    assert next_verification(unknown, NOW + 10 * SECOND, DAY, 3, delays) == NOW + DAY
    assert next_verification(unknown, NOW, DAY, 3, ()) == NOW + DAY


def test_where_absence_never_is_proof_no_time_makes_it_so() -> None:
    assert not absence_is_proven(operation(), NOW + 1000 * DAY, None)
