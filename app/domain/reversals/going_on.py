"""How an operation goes on that waits, or that a dead process left behind (SPEC 5 and 13).

Where the outcome of the last sending is unknown, the gateway is asked first, and only its proof that nothing was done
allows sending again, under the same key: some times at once, and from then on once a day. What the gateway has taken
once is never sent again because it can't be found: that is a contradiction, and a person has to look. Values in, a
value out.
"""

from datetime import datetime

from app.domain.copies import replace
from app.domain.history.kinds import ChangeKind, Entry, GivenUp, given_up
from app.domain.history.notices import NoticeKind
from app.domain.history.wording import given_up_because
from app.domain.people.people import Right
from app.domain.problems import NotAllowed
from app.domain.reversals import rules, schedule
from app.domain.reversals.answers import Absent, Accepted, NotKnown, NotReached, Outcome, Pending, ProcessorResponse
from app.domain.reversals.conclude import conclude_question, contradicting, turn, verify_later
from app.domain.reversals.conclusion import Conclusion, Situation, ended, unchanged, waiting
from app.domain.reversals.payments import WAITS_FOR_SETTLEMENT, Operation
from app.domain.reversals.states import REFUNDABLE, AttemptOutcome, OperationKind, PaymentStatus, RetryState

S, A = PaymentStatus, AttemptOutcome
_PAUSED = RetryState.PAUSED

NOT_KNOWN = frozenset({A.UNKNOWN, A.PENDING})

_NOT_FOUND = "The gateway had answered about something else, and knows of no such thing by now."
_NOT_DONE = "It was not done."
_VANISHED = "The gateway had taken it, and says by now that it knows of no such thing."


def asks_first(operation: Operation) -> bool:
    """Whether the gateway has to be asked what became of it, before anything else is done.

    What waited on hold may have been sent all the same: before the database went back to an earlier state.
    """
    if operation.last_outcome is None:
        return True
    return operation.last_outcome in NOT_KNOWN


def verified(
    situation: Situation,
    answer: Outcome | Absent,
    *,
    absence_proven: bool,
    by_itself: bool = False,
    provable_from: datetime | None = None,
) -> Conclusion | None:
    """What it comes to that the gateway was asked what became of the last sending (SPEC 4).

    `absence_proven` says that the sending must have arrived when the gateway was asked; `by_itself` that neither a
    person wants it tried, nor is a daily attempt due. From `provable_from` on absence would be proof, and it is asked
    about again then at the latest. None where nothing was done, and nothing stands against sending
    the same again under the same key.
    """
    operation = situation.operation
    if isinstance(answer, NotKnown):
        # What was taken still is: that one question had no answer changes nothing.
        return conclude_question(situation, answer)
    if isinstance(answer, Absent) and not absence_proven:
        return _not_there_yet(situation, provable_from)
    if isinstance(answer, Absent) and operation.absence_is_no_proof:
        message = _VANISHED if operation.was_taken else _NOT_FOUND
        return contradicting(verify_later(situation, _as_before(operation), message), situation, message)
    if not isinstance(answer, Absent):
        concluded: Conclusion | None = conclude_question(situation, answer)
    elif operation.kind in {OperationKind.VOID, OperationKind.REFUND} or operation.attempts_made == 0:
        concluded = before_sending_again(situation)
        if concluded is None and by_itself and not schedule.may_be_sent_anew(operation):
            concluded = _wait_for_daily_attempt(situation)
    else:
        concluded = conclude_question(situation, NotReached(_NOT_DONE))
    # What the gateway says is more than what a person has said and another one has not.
    return None if concluded is None else replace(concluded, overtakes=True)


def _not_there_yet(situation: Situation, provable_from: datetime | None) -> Conclusion:
    outcome = _as_before(situation.operation)
    waits = verify_later(situation, outcome, "The gateway does not know of it yet.")
    sooner = provable_from is not None and situation.at < provable_from
    if (
        outcome is A.PENDING
        or not sooner
        or (waits.due is not None and provable_from is not None and waits.due <= provable_from)
    ):
        return waits
    return waiting(situation, outcome, "The gateway does not know of it yet.", provable_from)


def _wait_for_daily_attempt(situation: Situation) -> Conclusion:
    """It was sent several times, and is not done: it waits for the next daily attempt, or was tried often enough."""
    due = situation.next_retry()
    if due is None:
        return conclude_question(situation, NotReached(_NOT_DONE))
    return waiting(situation, A.UNKNOWN, _NOT_DONE, due)


def _as_before(operation: Operation) -> AttemptOutcome:
    return A.PENDING if operation.last_outcome is A.PENDING else A.UNKNOWN


def told_by_gateway(situation: Situation, answer: Outcome) -> Conclusion:
    """The same of an operation that no process has taken, whose gateway a person's word was compared with (SPEC 12).

    What it has taken and not decided stays in the queue, or paused, as it was.
    """
    operation = situation.operation
    if not isinstance(answer, Pending) or not (operation.last_outcome is A.PENDING or operation.state is _PAUSED):
        return replace(conclude_question(situation, answer), overtakes=True)
    taken = replace(operation, gateway_reference=answer.reference)
    if operation.last_outcome is not A.PENDING:
        taken = replace(taken, last_outcome=A.PENDING, last_error=None)
    return replace(unchanged(situation, A.PENDING), operation=taken, overtakes=True)


def before_sending_again(situation: Situation) -> Conclusion | None:
    """What ends an operation that is due, before it is sent another time; None if nothing does.

    A void whose payment has settled meanwhile turns into a refund if `reverseTransaction` asked for it.
    """
    operation, transaction = situation.operation, situation.transaction
    waits = situation.refund is not None and situation.refund.waits_for_settlement
    if waits and transaction.status not in REFUNDABLE:
        return _still_unsettled(situation)
    try:
        _require_rights(situation)
    except NotAllowed:
        return _give_up(situation, GivenUp.NOT_ALLOWED)
    if operation.kind is OperationKind.VOID and not rules.is_voidable(transaction):
        if not operation.terms.turns:
            return _give_up(situation, GivenUp.STATUS)
        by_now = given_up_because(GivenUp.STATUS, transaction.status)
        return turn(situation, unchanged(situation, A.DECLINED), by_now)
    if operation.kind is OperationKind.REFUND and transaction.disputed:
        return _give_up(situation, GivenUp.DISPUTED)
    account = transaction.account if situation.refund is None else situation.refund.account
    return _give_up(situation, GivenUp.NOT_LINKED) if account.gateway is None else None


def _still_unsettled(situation: Situation) -> Conclusion:
    """A refund that waits for its payment's settlement goes on waiting, or ends with the payment."""
    if rules.settles_later(situation.transaction):
        return waiting(situation, A.UNAVAILABLE, WAITS_FOR_SETTLEMENT, None)
    by_now = given_up_because(GivenUp.STATUS, situation.transaction.status)
    over = ended(situation, RetryState.CANCELLED, A.UNAVAILABLE, by_now).moving_refund(S.VOIDED)
    return over.keeping(Entry(ChangeKind.CANCELLED), by_itself=True)


def resolved(situation: Situation, *, done: bool, reference: str | None, note: str) -> Conclusion:
    """What a person found out about an attempt of unknown outcome; no person has to look at it any more."""
    by = f"Resolved by {situation.actor.name}."
    kind = situation.operation.kind
    if kind is OperationKind.REFUND:
        if done:
            known_as = reference or situation.operation.gateway_reference or situation.of_refund.gateway_id
            over = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED).moving_refund(S.SETTLED, gateway_id=known_as)
        else:
            over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, note).moving_refund(S.FAILED)
    elif done:
        over = conclude_question(situation, Accepted(reference or "", ProcessorResponse("1000", by)))
    elif kind in {OperationKind.CHARGE, OperationKind.AUTHORIZE}:
        over = conclude_question(situation, NotReached(note))
    else:
        over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, note)
    return over.needing_nobody()


def _give_up(situation: Situation, because: GivenUp) -> Conclusion:
    """It was not done and won't be: what it held is free again, and people are told."""
    status = situation.transaction.status if because is GivenUp.STATUS else None
    why = given_up_because(because, status)
    over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, why)
    over = over.keeping(given_up(because, status), by_itself=True)
    if situation.refund is not None:
        failed = over.moving_refund(S.FAILED, needs_attention=True)
        return failed.telling(NoticeKind.REFUND_FAILED, why)
    return over.needing_attention().telling(NoticeKind.VOID_FAILED, why)


def _require_rights(situation: Situation) -> None:
    """A queued reversal needs both rights, since it may turn; what was asked for by name needs its own (SPEC 8.2)."""
    operation, actor = situation.operation, situation.actor
    if operation.terms.turns or operation.kind is OperationKind.REFUND:
        actor.require(Right.REFUND)
    if operation.terms.turns or operation.kind is OperationKind.VOID:
        actor.require(Right.VOID)
