"""What becomes of an operation whose gateway was asked about it: a table, without a database."""

from dataclasses import replace

import pytest

from app.domain.reversals.answers import Absent, Pending
from app.domain.reversals.conclude import conclude, conclude_question
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.going_on import before_sending_again, resolved, told_by_gateway, verified
from app.domain.reversals.schedule import MOST_SENT_ANEW
from app.domain.reversals.states import (
    REFUNDABLE,
    SETTLES_LATER,
    AttemptOutcome,
    OperationKind,
    PaymentStatus,
    RetryState,
)
from tests.domain.reversals.situations import ANSWERS, DAY, merchant, situation

K, A = OperationKind, AttemptOutcome
SENT_AGAIN = {K.VOID, K.REFUND}
UNDECIDED = [A.UNKNOWN, A.PENDING]
WAITING = RetryState.WAITING


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("last", UNDECIDED)
@pytest.mark.parametrize("answer", [each for each in A if each is not A.UNAVAILABLE])
def test_what_the_gateway_says_overtakes_a_word_that_waits(
    kind: OperationKind, last: AttemptOutcome, answer: AttemptOutcome
) -> None:
    before = _asked_about(kind, last)
    after = verified(before, ANSWERS[answer], absence_proven=True)
    assert after is not None
    assert after.overtakes == (answer is not A.UNKNOWN)
    if answer is A.UNKNOWN:
        assert after.outcome is last, "that one question had no answer changes nothing"


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("last", UNDECIDED)
def test_absence_counts_once_it_is_proven(kind: OperationKind, last: AttemptOutcome) -> None:
    before = _asked_about(kind, last)
    too_early = verified(before, Absent(), absence_proven=False)
    assert too_early is not None
    assert (too_early.outcome, too_early.operation.open, too_early.overtakes) == (last, True, False)
    proven = verified(before, Absent(), absence_proven=True)
    if last is A.PENDING:
        assert proven is not None
        assert (proven.outcome, proven.operation.open, proven.overtakes) == (last, True, False)
    elif kind in SENT_AGAIN:
        assert proven is None
    else:
        assert proven is not None
        assert (proven.outcome, proven.operation.open, proven.overtakes) == (A.UNAVAILABLE, False, True)


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("last", UNDECIDED)
def test_what_was_taken_is_never_taken_for_absent(kind: OperationKind, last: AttemptOutcome) -> None:
    usual = _asked_about(kind, last)
    before = replace(usual, operation=replace(usual.operation, gateway_reference="re_1"))
    after = verified(before, Absent(), absence_proven=True)
    assert after is not None
    assert (after.outcome, after.operation.state, after.operation.gateway_reference) == (last, WAITING, "re_1")
    assert (after.operation.key, after.steps) == (before.operation.key, ())
    assert (_looked_at(after), after.told is not None) == (True, True)
    dismissed = verified(replace(before, was_dismissed=True), Absent(), absence_proven=True)
    assert dismissed is not None
    assert (_looked_at(dismissed), dismissed.told) == (False, None)


@pytest.mark.parametrize("kind", K)
def test_what_was_answered_wrongly_is_settled_by_what_is_found_and_not_by_absence(kind: OperationKind) -> None:
    usual = _asked_about(kind, A.UNKNOWN)
    before = replace(usual, operation=replace(usual.operation, answered_wrongly=True))
    absent = verified(before, Absent(), absence_proven=True)
    assert absent is not None
    assert (absent.outcome, absent.operation.state, _looked_at(absent)) == (A.UNKNOWN, WAITING, True)
    found = verified(before, ANSWERS[A.ACCEPTED], absence_proven=True)
    assert found is not None
    assert found.operation.state is RetryState.SUCCEEDED


@pytest.mark.parametrize("kind", [K.VOID, K.REFUND])
@pytest.mark.parametrize("by_itself", [True, False])
@pytest.mark.parametrize("sent", range(MOST_SENT_ANEW + 2))
@pytest.mark.parametrize("retries_made", [0, 3])
def test_what_is_never_done_is_sent_again_some_times_and_then_once_a_day(
    kind: OperationKind, by_itself: bool, sent: int, retries_made: int
) -> None:
    usual = _asked_about(kind, A.UNKNOWN)
    before = replace(usual, operation=replace(usual.operation, sent_anew=sent, retries_made=retries_made))
    after = verified(before, Absent(), absence_proven=True, by_itself=by_itself)
    if not by_itself or sent < MOST_SENT_ANEW:
        assert after is None, "it is sent again"
        return
    assert after is not None
    assert after.overtakes
    if retries_made == 0:
        assert (after.outcome, after.due) == (A.UNKNOWN, before.operation.first_attempt_at + DAY)
        assert after.steps == ()
    else:
        assert (after.outcome, after.operation.state) == (A.UNAVAILABLE, RetryState.EXHAUSTED)


@pytest.mark.parametrize("kind", K)
def test_what_is_heard_of_a_sending_is_kept_with_its_key_alone(kind: OperationKind) -> None:
    pending = conclude(situation(kind), Pending("re_1")).operation
    assert (pending.gateway_reference, pending.was_taken) == ("re_1", True)
    asked = replace(situation(K.REFUND), operation=replace(pending, kind=K.REFUND, refund_id=1))
    asked = replace(asked, merchant=merchant(retry_declines=True))
    declined = conclude_question(asked, ANSWERS[A.DECLINED]).operation
    assert (declined.key != pending.key, declined.gateway_reference, declined.was_taken) == (True, None, False)


@pytest.mark.parametrize("state", [RetryState.WAITING, RetryState.PAUSED])
@pytest.mark.parametrize("last", UNDECIDED)
def test_what_is_taken_and_not_decided_stays_where_it_was(state: RetryState, last: AttemptOutcome) -> None:
    before = _asked_about(K.REFUND, last, state)
    after = told_by_gateway(before, ANSWERS[A.PENDING])
    assert (after.operation.last_outcome, after.overtakes) == (A.PENDING, True)
    if state is RetryState.PAUSED or last is A.PENDING:
        assert (after.operation.state, after.due) == (state, before.operation.next_attempt_at)


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("answer", [A.ACCEPTED, A.DECLINED])
def test_the_gateways_word_is_concluded_as_the_queue_would(kind: OperationKind, answer: AttemptOutcome) -> None:
    before, outcome = _asked_about(kind, A.UNKNOWN, RetryState.PAUSED), ANSWERS[answer]
    after, queue = told_by_gateway(before, outcome), conclude_question(before, outcome)
    assert (after.operation.state, after.transaction, after.steps) == (
        queue.operation.state,
        queue.transaction,
        queue.steps,
    )
    assert after.overtakes


@pytest.mark.parametrize("last", UNDECIDED)
def test_what_is_not_found_too_early_is_asked_about_once_that_would_be_proof(last: AttemptOutcome) -> None:
    """Also where the delays of the settings have passed by then."""
    before = replace(_asked_about(K.REFUND, last), verification_delays=())
    soon = before.at + DAY / 24
    after = verified(before, Absent(), absence_proven=False, provable_from=soon)
    assert after is not None
    assert after.outcome is last
    assert (after.due == soon) == (last is A.UNKNOWN)
    earlier = verified(
        replace(before, verification_delays=(DAY / 48,)), Absent(), absence_proven=False, provable_from=soon
    )
    assert earlier is not None
    assert last is A.PENDING or earlier.due == before.at + DAY / 48


@pytest.mark.parametrize("status", PaymentStatus)
def test_a_refund_that_was_never_sent_goes_or_ends_with_its_payment(status: PaymentStatus) -> None:
    usual = situation(K.REFUND)
    never_sent = replace(usual.operation, attempts_made=0, state=WAITING, last_outcome=A.UNAVAILABLE, lease=None)
    assert usual.refund is not None
    refund = replace(usual.refund, waits_for_settlement=True)
    before = replace(usual, operation=never_sent, refund=refund, transaction=replace(usual.transaction, status=status))
    after = before_sending_again(before)
    if status in REFUNDABLE:
        assert after is None, "it is sent"
        return
    assert after is not None
    assert after.refund is not None
    assert after.told is None
    if status in SETTLES_LATER:
        assert (after.operation.state, after.operation.next_attempt_at) == (WAITING, None)
        assert (after.refund.status, after.steps) == (PaymentStatus.AUTHORIZING, ())
    else:
        assert (after.operation.state, after.refund.status) == (RetryState.CANCELLED, PaymentStatus.VOIDED)


def _asked_about(kind: OperationKind, last: AttemptOutcome, state: RetryState = RetryState.RUNNING) -> Situation:
    usual = situation(kind)
    return replace(usual, operation=replace(usual.operation, state=state, last_outcome=last))


def _looked_at(conclusion: Conclusion) -> bool:
    """Whether a person has to look at what it is about."""
    return (conclusion.refund or conclusion.transaction).needs_attention


@pytest.mark.parametrize(
    ("told", "heard", "kept"), [("theirs", None, "theirs"), (None, "heard", "heard"), ("theirs", "heard", "theirs")]
)
def test_a_refund_that_a_person_found_keeps_the_id_that_the_gateway_gave_it(
    told: str | None, heard: str | None, kept: str
) -> None:
    """So that no look-up takes it for another refund of the same amount."""
    before = _asked_about(K.REFUND, A.UNKNOWN)
    before = replace(before, operation=replace(before.operation, gateway_reference=heard))
    found = resolved(before, done=True, reference=told, note="It is in their list.").refund
    assert found is not None
    assert found.gateway_id == kept
