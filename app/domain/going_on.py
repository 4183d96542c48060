"""How an operation goes on that waits, or that a dead process left behind (SPEC 5 and 13).

Where nobody knows what became of the last sending, the gateway is asked first, and only its proof that nothing was done
allows sending again, under the same key. Values in, a value out.
"""

from app.domain import rules, schedule
from app.domain.answers import Absent, Accepted, NotKnown, NotReached, Outcome, ProcessorResponse
from app.domain.conclude import conclude_question, turn, verify_later
from app.domain.conclusion import Conclusion, Situation, ended, unchanged
from app.domain.notices import NoticeKind
from app.domain.payments import Operation
from app.domain.people import Right
from app.domain.problems import NotAllowed
from app.domain.states import AttemptOutcome, OperationKind, PaymentStatus, RetryState
from app.domain.story import given_up

S, A = PaymentStatus, AttemptOutcome

NO_LONGER_LINKED = "The merchant account is no longer linked to a gateway."
NO_LONGER_ALLOWED = "Whoever asked for this no longer has the right to."
NOT_KNOWN = frozenset({A.UNKNOWN, A.PENDING})


def asks_first(operation: Operation) -> bool:
    """Whether the gateway has to be asked what became of the last sending, before anything else is done."""
    return operation.last_outcome in NOT_KNOWN


def verified(situation: Situation, answer: Outcome | Absent) -> Conclusion | None:
    """What it comes to that the gateway was asked what became of the last sending (SPEC 4).

    None where it is proven that nothing was done, and the same is to be sent again under the same key.
    """
    operation = situation.operation
    if isinstance(answer, NotKnown) and operation.last_outcome is A.PENDING:
        # It was taken, and still is: that one question had no answer changes nothing.
        return verify_later(situation, A.PENDING, answer.message)
    if not isinstance(answer, Absent):
        return conclude_question(situation, answer)
    if not schedule.absence_is_proven(operation, situation.at):
        return verify_later(situation, A.UNKNOWN, "The gateway does not know of it yet.")
    if operation.kind in {OperationKind.VOID, OperationKind.REFUND}:
        return None
    return conclude_question(situation, NotReached("It was not done."))


def before_sending_again(situation: Situation) -> Conclusion | None:
    """What ends an operation that is due, before it is sent another time; None if nothing does.

    A void whose payment has settled meanwhile turns into a refund if `reverseTransaction` asked for it.
    """
    operation, transaction = situation.operation, situation.transaction
    try:
        _require_rights(situation)
    except NotAllowed:
        return _give_up(situation, NO_LONGER_ALLOWED)
    if operation.kind is OperationKind.VOID and not rules.is_voidable(transaction):
        by_now = f"The transaction is {transaction.status} by now."
        return (
            turn(situation, unchanged(situation, A.DECLINED), by_now)
            if operation.terms.turns
            else _give_up(situation, by_now)
        )
    account = transaction.account if situation.refund is None else situation.refund.account
    return _give_up(situation, NO_LONGER_LINKED) if account.gateway is None else None


def resolved(situation: Situation, *, done: bool, reference: str | None, note: str) -> Conclusion:
    """What a person found out about an attempt that nobody knew the outcome of; nobody has to look at it any more."""
    by = f"Resolved by {situation.actor.name}."
    kind = situation.operation.kind
    if kind is OperationKind.REFUND:
        if done:
            over = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED).moving_refund(S.SETTLED)
        else:
            over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, note).moving_refund(S.FAILED)
    elif done:
        over = conclude_question(situation, Accepted(reference or "", ProcessorResponse("1000", by)))
    elif kind in {OperationKind.CHARGE, OperationKind.AUTHORIZE}:
        over = conclude_question(situation, NotReached(note))
    else:
        over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, note)
    return over.needing_nobody()


def _give_up(situation: Situation, why: str) -> Conclusion:
    """It was not done and won't be: what it held is free again, and people are told."""
    over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, why).keeping(given_up(why), by_itself=True)
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
