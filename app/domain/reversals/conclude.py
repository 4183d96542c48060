"""What each answer of a gateway means for what was sent: one function for each kind of operation (SPEC 4 and 12).

Values in, a value out: what is known and what was answered make a `Conclusion`, which the store writes down as it is.
"""

from typing import Any, assert_never

from app.domain.copies import replace
from app.domain.history.kinds import recorded_anyway
from app.domain.history.notices import NoticeKind
from app.domain.people.people import Right
from app.domain.problems import Condition, NotAllowed, Problem, RefundryError, Refused, Unavailable
from app.domain.reversals import rules, schedule
from app.domain.reversals.answer_rules import next_try, refusal_of_refund, submitted_to
from app.domain.reversals.answers import (
    Absent,
    Accepted,
    Answer,
    AttemptEnd,
    Declined,
    FinalOutcome,
    NotKnown,
    NotReached,
    Outcome,
    Pending,
    settlement_answer,
)
from app.domain.reversals.conclusion import Conclusion, Situation, ended, unchanged, waiting
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.operation_keys import key_after_decline
from app.domain.reversals.payments import ExternalMark, Transaction
from app.domain.reversals.rules import REFUND, TRANSACTION
from app.domain.reversals.states import (
    REFUNDABLE,
    RESERVING,
    AttemptOutcome,
    IllegalTransition,
    OperationKind,
    PaymentStatus,
    RetryState,
    Subject,
    path_to,
)

S, A = PaymentStatus, AttemptOutcome


def conclude(situation: Situation, outcome: Outcome) -> Conclusion:
    """What the answer to the running attempt comes to."""
    return replace(conclude_question(situation, outcome), attempt=AttemptEnd.of(outcome))


def conclude_question(situation: Situation, outcome: Outcome) -> Conclusion:
    """The same where the attempt has its outcome, and the gateway was asked what became of it."""
    match outcome:
        case Pending(reference):
            return verify_later(situation, A.PENDING, "The gateway has not decided yet.").having_heard(reference)
        case NotKnown():
            return no_clear_answer(situation, outcome)
    concluded = _decided(situation, outcome)
    return _with_account(concluded, outcome) if isinstance(outcome, NotReached) else concluded


def _with_account(concluded: Conclusion, not_reached: NotReached) -> Conclusion:
    """With what it says of the gateway's account, and of the key that the next sending has on the wire."""
    operation = concluded.operation
    if not_reached.new_key and operation.open:
        concluded = replace(concluded, operation=replace(operation, wire_keys=operation.wire_keys + 1))
    if not_reached.credentials or not_reached.attention:
        concluded = replace(concluded, account_refused=not_reached.message)
    return concluded.needing_attention() if not_reached.attention and operation.open else concluded


def _decided(situation: Situation, outcome: FinalOutcome) -> Conclusion:
    match situation.operation.kind:
        case OperationKind.CHARGE | OperationKind.AUTHORIZE:
            return _sale(situation, outcome)
        case OperationKind.CAPTURE:
            return _capture(situation, outcome)
        case OperationKind.VOID:
            return _void(situation, outcome)
        case OperationKind.REFUND:
            return _refund(situation, outcome)
        case OperationKind.REFUND_VOID:
            return _refund_void(situation, outcome)
        case _:
            assert_never(situation.operation.kind)


def no_clear_answer(situation: Situation, answer: NotKnown) -> Conclusion:
    """Nothing is known of it, or as much as before where it was taken. A wrong answer is for a person to look at."""
    outcome = A.PENDING if situation.operation.last_outcome is A.PENDING else A.UNKNOWN
    waits = verify_later(situation, outcome, answer.message)
    if answer.new_key:
        # It is sent again only once it is proven absent. Under the key of before it would hear the same failure.
        waits = replace(waits, operation=replace(waits.operation, wire_keys=waits.operation.wire_keys + 1))
    return contradicting(waits, situation, answer.message, wrongly=True) if answer.attention else waits


def contradicting(waits: Conclusion, situation: Situation, message: str, *, wrongly: bool = False) -> Conclusion:
    """What the gateway says can't be true as a whole: a person has to look, unless one has seen that already.

    `wrongly`: it has answered about something else than was asked.
    """
    if wrongly:
        waits = replace(waits, operation=replace(waits.operation, answered_wrongly=True))
    if situation.was_dismissed:
        return waits
    return waits.needing_attention().telling(NoticeKind.OUTCOME_CONTRADICTED, message)


def looks_at_payment(kind: OperationKind, outcome: Outcome | Absent) -> bool:
    """Whether what an answer comes to depends on where the payment stands, and not on the operation alone."""
    if kind in {OperationKind.REFUND, OperationKind.REFUND_VOID}:
        return isinstance(outcome, Declined) and outcome.reason is not None
    return True


def verify_later(situation: Situation, outcome: AttemptOutcome, message: str) -> Conclusion:
    """Whether it was done is not known or not decided: what is reserved stays so until the gateway says."""
    due = situation.next_verification()
    waited_for_too_long = due is None
    kind = NoticeKind.OUTCOME_UNKNOWN
    if outcome is A.PENDING:
        kind = NoticeKind.OUTCOME_PENDING
        due = situation.at + schedule.ASK_PENDING_EVERY
        too_long = schedule.is_pending_for_too_long(situation.operation, situation.at)
        waited_for_too_long = too_long and not situation.was_dismissed
    waits = waiting(situation, outcome, message, due)
    return waits.needing_attention().telling(kind, message) if waited_for_too_long else waits


def _sale(situation: Situation, outcome: FinalOutcome) -> Conclusion:
    match outcome:
        case Accepted(_, response, status):
            steps = [S.AUTHORIZED]
            if situation.operation.kind is OperationKind.CHARGE:
                steps += submitted_to(Subject.TRANSACTION, status)
            done = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED)
            if situation.transaction.part_of is not None:
                # Until then its authorization stands for it in the order.
                done = replace(done, joins_order=situation.transaction.order_id or None)
            return done.moving_transaction(*steps, answer=Answer.of(response))
        case Declined(response, status, soft, rejection=rejection):
            over = ended(situation, RetryState.EXHAUSTED, A.DECLINED, response.message)
            return over.moving_transaction(status, answer=Answer.of(response, soft=soft, rejection=rejection))
        case NotReached(message):
            return ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, message).moving_transaction(S.FAILED)
        case _:
            assert_never(outcome)


def _capture(situation: Situation, outcome: FinalOutcome) -> Conclusion:
    operation = situation.operation
    match outcome:
        case Accepted(status=status):
            done = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED)
            values: dict[str, Any] = {"amount": operation.amount, "needs_attention": False}
            if operation.order_id is not None:
                values |= {"order_id": operation.order_id, "belongs_to": None}
                done = replace(done, joins_order=operation.order_id or None)
            return done.moving_transaction(*submitted_to(Subject.TRANSACTION, status), **values)
        case Declined(response):
            found = _brought_up_to_date(situation)
            refused = Refused(_problem(Condition.TRANSACTION_NOT_AUTHORIZED, found.transaction))
            return _come_to_nothing(situation, found, A.DECLINED, response.message, refused)
        case NotReached(message):
            away = Unavailable("The gateway could not be reached: nothing was captured.")
            return _come_to_nothing(situation, unchanged(situation, A.UNAVAILABLE), A.UNAVAILABLE, message, away)
        case _:
            assert_never(outcome)


def _void(situation: Situation, outcome: FinalOutcome) -> Conclusion:
    match outcome:
        case Accepted():
            done = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED)
            return done.moving_transaction(S.VOIDED, needs_attention=False)
        case Declined(response):
            return _void_declined(situation, response.message)
        case NotReached(message):
            if situation.records_anyway:
                return _record_void_anyway(situation, unchanged(situation, A.UNAVAILABLE), A.UNAVAILABLE, message)
            due = next_try(situation, outcome)
            if due is not None:
                return waiting(situation, A.UNAVAILABLE, message, due)
            over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, message)
            if situation.skips:
                return over
            return over.needing_attention().telling(NoticeKind.VOID_FAILED, message)
        case _:
            assert_never(outcome)


def _void_declined(situation: Situation, said: str) -> Conclusion:
    found = _brought_up_to_date(situation)
    if situation.operation.terms.turns and found.transaction.status in REFUNDABLE:
        return turn(situation, found, said)
    if situation.records_anyway and rules.is_voidable(found.transaction):
        return _record_void_anyway(situation, found, A.DECLINED, said)
    if not situation.asker_waits:
        found = found.telling(NoticeKind.VOID_FAILED, said)
    refused = Refused(_problem(Condition.TRANSACTION_NOT_VOIDABLE, found.transaction))
    return _come_to_nothing(situation, found, A.DECLINED, said, refused)


def _refund(situation: Situation, outcome: FinalOutcome) -> Conclusion:
    match outcome:
        case Accepted(reference, response, status):
            done = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED)
            steps = [S.AUTHORIZED, *submitted_to(Subject.REFUND, status)]
            answer = Answer.of(response)
            return done.moving_refund(*steps, answer=answer, needs_attention=False, gateway_id=reference)
        case Declined():
            return _refund_declined(situation, outcome)
        case NotReached(message):
            if situation.records_anyway:
                return _record_refund_anyway(situation, unchanged(situation, A.UNAVAILABLE), A.UNAVAILABLE, message)
            due = next_try(situation, outcome)
            if due is not None:
                return waiting(situation, A.UNAVAILABLE, message, due)
            over = ended(situation, RetryState.EXHAUSTED, A.UNAVAILABLE, message)
            over = over.moving_refund(S.FAILED, needs_attention=not situation.skips)
            return over if situation.skips else over.telling(NoticeKind.REFUND_FAILED, message)
        case _:
            assert_never(outcome)


def _refund_declined(situation: Situation, declined: Declined) -> Conclusion:
    operation, said = situation.operation, declined.response.message
    found = _brought_up_to_date(situation)
    if operation.terms.turns and rules.is_voidable(found.transaction):
        return turn(situation, found.moving_refund(S.VOIDED, needs_attention=False), said)
    condition = refusal_of_refund(found, declined, turns=operation.terms.turns)
    if condition is not None and situation.asker_waits:
        # It is not the customer's bank that said no: the payment isn't what we took it for.
        refused = Refused(_problem(condition, found.transaction))
        voided = found.moving_refund(S.VOIDED, needs_attention=False)
        return _come_to_nothing(situation, voided, A.DECLINED, said, refused)
    if declined.reason is None:
        if situation.records_anyway:
            return _record_refund_anyway(situation, found, A.DECLINED, said)
        due = situation.next_retry() if situation.queues and situation.merchant.retry_declines else None
        if due is not None:
            # The gateway answers the old key with the old answer.
            return waiting(situation, A.DECLINED, said, due, key_after_decline(operation.key))
    answer = Answer.of(declined.response, soft=declined.soft, rejection=declined.rejection)
    over = found.moving_refund(S.PROCESSOR_DECLINED, answer=answer, needs_attention=True)
    return _over(situation, over, A.DECLINED, said).telling(NoticeKind.REFUND_DECLINED, said)


def _refund_void(situation: Situation, outcome: FinalOutcome) -> Conclusion:
    match outcome:
        case Accepted():
            done = ended(situation, RetryState.SUCCEEDED, A.ACCEPTED)
            return done.moving_refund(S.VOIDED, needs_attention=False)
        case Declined(response):
            told = {"status": situation.of_refund.status.value}
            refused = Refused(Problem(Condition.TRANSACTION_NOT_VOIDABLE, REFUND, told))
            return _come_to_nothing(situation, unchanged(situation, A.DECLINED), A.DECLINED, response.message, refused)
        case NotReached(message):
            away = Unavailable("The gateway could not be reached: the refund stands.")
            return _come_to_nothing(situation, unchanged(situation, A.UNAVAILABLE), A.UNAVAILABLE, message, away)
        case _:
            assert_never(outcome)


def _over(situation: Situation, found: Conclusion, outcome: AttemptOutcome, said: str) -> Conclusion:
    """What was found, with the operation over in vain."""
    return replace(found, operation=ended(situation, RetryState.EXHAUSTED, outcome, said).operation, outcome=outcome)


def _come_to_nothing(
    situation: Situation, found: Conclusion, outcome: AttemptOutcome, said: str, refused: RefundryError
) -> Conclusion:
    """The operation is over and changed nothing: its apiRequestKey is free again, the asker is told why.

    Where the asker was told before that the outcome is unknown, the payment needs a person's attention instead.
    """
    over = replace(_over(situation, found, outcome, said), releases_key=True, refused=refused)
    return over if situation.asker_waits else over.needing_attention()


def turn(situation: Situation, found: Conclusion, said: str) -> Conclusion:
    """The reversal goes the other way: a void becomes a refund, since the payment has settled, or a refund a void.

    Where that is refused, it comes to nothing, and the asker is told why.
    """
    over = _over(situation, found, A.DECLINED, said)
    try:
        if not situation.may_turn:
            raise Refused(_problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, found.transaction))
        reversal = _other_way(situation, over)
    except (Refused, NotAllowed) as refused:
        over = replace(over, releases_key=True, refused=refused)
        if situation.asker_waits:
            return over
        # The requester has long had an answer, and expects that this goes on by itself.
        kind = NoticeKind.VOID_FAILED if situation.refund is None else NoticeKind.REFUND_FAILED
        return over.needing_attention().telling(kind, said)
    return replace(over, turns=reversal)


def _other_way(situation: Situation, over: Conclusion) -> NewOperation:
    """What undoes the transaction once the operation is over. Raises Refused, NotAllowed."""
    transaction, actor = over.transaction, situation.actor
    if situation.refund is None:
        transaction = replace(transaction, operation=None)
    elif over.refund is not None and over.refund.status not in RESERVING:
        transaction = replace(transaction, reserved=transaction.reserved - over.refund.amount)
    terms = situation.operation.terms
    if rules.reversal(transaction, situation.at) is rules.ReversalAction.VOID:
        actor.require(Right.VOID)
        return NewOperation(OperationKind.VOID, transaction, transaction.amount, terms, instead=True)
    actor.require(Right.REFUND)
    return NewOperation(OperationKind.REFUND, transaction, transaction.refundable_amount, terms, instead=True)


def _brought_up_to_date(situation: Situation) -> Conclusion:
    """The transaction as the gateway has it, if the gateway was asked (SPEC 1.2).

    Where that fits no life of a payment, ours stays as it is, and a person has to look at it.
    """
    found, standing = unchanged(situation, A.DECLINED), situation.standing
    if standing is None:
        return found
    transaction = situation.transaction
    try:
        steps = path_to(Subject.TRANSACTION, transaction.status, standing.status)
    except IllegalTransition:
        return replace(found, transaction=replace(transaction, needs_attention=True), contradicted=True)
    if not steps:
        return found
    captured = S.SUBMITTED_FOR_SETTLEMENT in steps and standing.amount < transaction.amount
    amount = standing.amount if captured else transaction.amount
    return found.with_transaction_at(*steps, answer=settlement_answer(standing.status), amount=amount)


def _record_refund_anyway(situation: Situation, found: Conclusion, outcome: AttemptOutcome, said: str) -> Conclusion:
    """The gateway didn't, and the requester wants it recorded as made elsewhere (S4)."""
    mark = ExternalMark(None, said, situation.actor.name, situation.at)
    marked = found.moving_refund(S.SETTLED, needs_attention=False, external=mark)
    return _recorded_anyway(situation, marked, outcome, said)


def _record_void_anyway(situation: Situation, found: Conclusion, outcome: AttemptOutcome, said: str) -> Conclusion:
    mark = ExternalMark(None, said, situation.actor.name, situation.at)
    marked = found.moving_transaction(S.VOIDED, needs_attention=False, external_void=mark, voided_externally=True)
    return _recorded_anyway(situation, marked, outcome, said)


def _recorded_anyway(situation: Situation, marked: Conclusion, outcome: AttemptOutcome, said: str) -> Conclusion:
    operation = situation.operation
    kept = marked.keeping(recorded_anyway(operation.kind, operation.amount))
    return replace(_over(situation, kept, outcome, said), recorded_anyway=True)


def _problem(condition: Condition, transaction: Transaction) -> Problem:
    return Problem(condition, TRANSACTION, rules.facts(transaction))
