"""What each answer of a gateway means for what was asked: one function for each kind of operation (SPEC 4 and 12).

All of it happens in one short transaction. The order's row is locked before the transaction's, where the outcome may
change the order, and the transaction's before the operation's, everywhere.
"""

from typing import assert_never

from app.domain import rules
from app.domain.history.kinds import recorded_anyway
from app.domain.notices import NoticeKind
from app.domain.payments import Refund, Transaction
from app.domain.people import Right
from app.domain.problems import Condition, NotAllowed, Problem, Refused, Unavailable
from app.domain.rules import REFUND, TRANSACTION
from app.domain.states import (
    REFUNDABLE,
    AttemptOutcome,
    OperationKind,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)
from app.flows.follow_gateway import take_over
from app.flows.order_effect import take_effect
from app.flows.recording import Ended, Recording
from app.flows.reserving import AwaitingApproval, Reversal, Sending, reserve
from app.flows.service import Service, Work
from app.gateways.base import Accepted, Declined, NotKnown, NotReached, Outcome, Pending, Standing
from app.store import operations, order_refunds, refunds, request_keys, transactions
from app.store.history import Answer

Decided = Accepted | Declined | NotReached
"""An answer that says whether it was done."""


async def record(
    service: Service,
    work: Work,
    sending: Sending,
    outcome: Outcome,
    standing: Standing | None,
    *,
    may_turn: bool,
    asker_waits: bool,
) -> Ended:
    """Writes down how the running attempt of `sending` ended, and all that follows from it.

    `standing` is where the gateway says that the payment stands, if it was asked. Leaves quietly, with no outcome, if
    another process has taken the operation over meanwhile.
    """
    order_refund_id = sending.operation.terms.order_refund_id
    await order_refunds.lock_order(work.session, order_refund_id)
    transaction = await transactions.lock(work.session, sending.operation.transaction_id)
    operation = await operations.lock(work.session, sending.operation.id)
    await work.locked()
    if operation.lease is None or operation.lease != sending.operation.lease:
        return Ended(operation, None)
    verdict, code, message, reference = in_words(outcome)
    await operations.finish_attempt(
        work.session, operation, work.now, verdict, code=code, message=message, reference=reference
    )
    recording = Recording(service, work, transaction, operation, may_turn, asker_waits)
    ended = await conclude(recording, outcome, standing)
    if ended.turned is None:
        await take_effect(work, order_refund_id, transaction.id)
    return ended


async def conclude(recording: Recording, outcome: Outcome, standing: Standing | None = None) -> Ended:
    """What an answer means for the kind of operation that it is an answer to."""
    match outcome:
        case Pending():
            return await recording.verify_later(AttemptOutcome.PENDING, "The gateway has not decided yet.")
        case NotKnown(message):
            return await recording.verify_later(AttemptOutcome.UNKNOWN, message)
    match recording.operation.kind:
        case OperationKind.CHARGE | OperationKind.AUTHORIZE:
            return await _sale(recording, outcome)
        case OperationKind.CAPTURE:
            return await _capture(recording, outcome, standing)
        case OperationKind.VOID:
            return await _void(recording, outcome, standing)
        case OperationKind.REFUND:
            return await _refund(recording, outcome, standing)
        case OperationKind.REFUND_VOID:
            return await _refund_void(recording, outcome)
        case _:
            assert_never(recording.operation.kind)


async def _sale(recording: Recording, outcome: Decided) -> Ended:
    session, cause, transaction = recording.work.session, recording.work.cause, recording.transaction
    match outcome:
        case Accepted(_, response):
            captured = recording.operation.kind is OperationKind.CHARGE
            answer = Answer(response.code, response.message)
            await transactions.mark_authorized(session, transaction, cause, answer, captured=captured)
            return await recording.end(RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED)
        case Declined(response, status, soft):
            answer = Answer(response.code, response.message, soft)
            await transactions.mark_not_authorized(session, transaction, cause, status, answer)
            return await recording.end(RetryState.EXHAUSTED, AttemptOutcome.DECLINED, response.message)
        case NotReached(message):
            await transactions.mark_not_authorized(session, transaction, cause, PaymentStatus.FAILED, None)
            return await recording.end(RetryState.EXHAUSTED, AttemptOutcome.UNAVAILABLE, message)
        case _:
            assert_never(outcome)


async def _capture(recording: Recording, outcome: Decided, standing: Standing | None) -> Ended:
    session, cause, operation = recording.work.session, recording.work.cause, recording.operation
    match outcome:
        case Accepted():
            await transactions.mark_captured(
                session, recording.transaction, cause, operation.amount, operation.order_id
            )
            return await recording.end(RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED)
        case Declined(response):
            transaction = await _brought_up_to_date(recording, standing)
            problem = _problem(Condition.TRANSACTION_NOT_AUTHORIZED, transaction)
            return await recording.come_to_nothing(AttemptOutcome.DECLINED, response.message, Refused(problem))
        case NotReached(message):
            refused = Unavailable("The gateway could not be reached: nothing was captured.")
            return await recording.come_to_nothing(AttemptOutcome.UNAVAILABLE, message, refused)
        case _:
            assert_never(outcome)


async def _void(recording: Recording, outcome: Decided, standing: Standing | None) -> Ended:
    session, cause, operation = recording.work.session, recording.work.cause, recording.operation
    match outcome:
        case Accepted():
            await transactions.mark_voided(session, recording.transaction, cause)
            return await recording.end(RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED)
        case Declined(response):
            transaction = await _brought_up_to_date(recording, standing)
            if operation.terms.turns and transaction.status in REFUNDABLE:
                return await turn(recording, transaction, response.message)
            if recording.records_anyway and rules.is_voidable(transaction):
                return await _record_void_anyway(recording, AttemptOutcome.DECLINED, response.message)
            problem = _problem(Condition.TRANSACTION_NOT_VOIDABLE, transaction)
            if not recording.asker_waits:
                await recording.notify(NoticeKind.VOID_FAILED, response.message)
            return await recording.come_to_nothing(AttemptOutcome.DECLINED, response.message, Refused(problem))
        case NotReached(message):
            if recording.records_anyway:
                return await _record_void_anyway(recording, AttemptOutcome.UNAVAILABLE, message)
            if operation.terms.on_failure is RefundFailurePolicy.QUEUE:
                queued = await recording.queue(AttemptOutcome.UNAVAILABLE, message)
                if queued is not None:
                    return queued
            if operation.terms.on_failure is not RefundFailurePolicy.SKIP:
                await recording.need_attention()
                await recording.notify(NoticeKind.VOID_FAILED, message)
            return await recording.end(RetryState.EXHAUSTED, AttemptOutcome.UNAVAILABLE, message)
        case _:
            assert_never(outcome)


async def _refund(recording: Recording, outcome: Decided, standing: Standing | None) -> Ended:
    session, cause, operation = recording.work.session, recording.work.cause, recording.operation
    refund = await _refund_of(recording)
    match outcome:
        case Accepted(_, response):
            await refunds.mark_accepted(session, refund, cause, Answer(response.code, response.message))
            return await recording.end(RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED)
        case Declined(response, _, soft, reason):
            transaction = await _brought_up_to_date(recording, standing)
            if operation.terms.turns and rules.is_voidable(transaction):
                await refunds.mark_voided(session, refund, cause)
                return await turn(recording, transaction, response.message)
            if reason is not None and recording.asker_waits:
                # It is not the customer's bank that said no: the payment isn't what we took it for.
                await refunds.mark_voided(session, refund, cause)
                condition = (
                    Condition.TRANSACTION_NOT_VOIDABLE if operation.terms.turns else Condition.TRANSACTION_NOT_SETTLED
                )
                refused = Refused(_problem(condition, transaction))
                return await recording.come_to_nothing(AttemptOutcome.DECLINED, response.message, refused)
            if reason is None and recording.records_anyway:
                return await _record_refund_anyway(recording, refund, AttemptOutcome.DECLINED, response.message)
            retries = operation.terms.on_failure is RefundFailurePolicy.QUEUE and recording.work.merchant.retry_declines
            if reason is None and retries:
                queued = await recording.queue(AttemptOutcome.DECLINED, response.message)
                if queued is not None:
                    return queued
            await refunds.mark_declined(session, refund, cause, Answer(response.code, response.message, soft))
            await recording.notify(NoticeKind.REFUND_DECLINED, response.message)
            return await recording.end(RetryState.EXHAUSTED, AttemptOutcome.DECLINED, response.message)
        case NotReached(message):
            if recording.records_anyway:
                return await _record_refund_anyway(recording, refund, AttemptOutcome.UNAVAILABLE, message)
            if operation.terms.on_failure is RefundFailurePolicy.QUEUE:
                queued = await recording.queue(AttemptOutcome.UNAVAILABLE, message)
                if queued is not None:
                    return queued
            needs_attention = operation.terms.on_failure is not RefundFailurePolicy.SKIP
            await refunds.mark_failed(session, refund, cause, needs_attention=needs_attention)
            if needs_attention:
                await recording.notify(NoticeKind.REFUND_FAILED, message)
            return await recording.end(RetryState.EXHAUSTED, AttemptOutcome.UNAVAILABLE, message)
        case _:
            assert_never(outcome)


async def _refund_void(recording: Recording, outcome: Decided) -> Ended:
    session, cause = recording.work.session, recording.work.cause
    refund = await _refund_of(recording)
    match outcome:
        case Accepted():
            await refunds.mark_voided(session, refund, cause)
            return await recording.end(RetryState.SUCCEEDED, AttemptOutcome.ACCEPTED)
        case Declined(response):
            problem = Problem(Condition.TRANSACTION_NOT_VOIDABLE, REFUND, {"status": refund.status.value})
            return await recording.come_to_nothing(AttemptOutcome.DECLINED, response.message, Refused(problem))
        case NotReached(message):
            refused = Unavailable("The gateway could not be reached: the refund stands.")
            return await recording.come_to_nothing(AttemptOutcome.UNAVAILABLE, message, refused)
        case _:
            assert_never(outcome)


async def turn(recording: Recording, transaction: Transaction, said: str) -> Ended:
    """The reversal goes the other way: a void becomes a refund, since the payment has settled, or a refund a void."""
    service, work, operation = recording.service, recording.work, recording.operation
    await operations.end(work.session, operation, RetryState.EXHAUSTED, AttemptOutcome.DECLINED, said)
    try:
        if not recording.may_turn:
            raise Refused(_problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, transaction))
        transaction = await transactions.get(work.session, transaction.id)
        if rules.reversal(transaction, work.now) is rules.ReversalAction.VOID:
            work.actor.require(Right.VOID)
            goes, amount = OperationKind.VOID, transaction.amount
        else:
            work.actor.require(Right.REFUND)
            goes, amount = OperationKind.REFUND, transaction.refundable_amount
        turned = await reserve(service, work, Reversal(goes, transaction, amount, operation.terms, instead=True))
    except (Refused, NotAllowed) as refused:
        await request_keys.release(work.session, operation.id)
        if not recording.asker_waits:
            # Whoever asked has long had an answer, and expects that this goes on by itself.
            await recording.need_attention()
            kind = NoticeKind.VOID_FAILED if operation.refund_id is None else NoticeKind.REFUND_FAILED
            await recording.notify(kind, said)
        return Ended(operation, AttemptOutcome.DECLINED, refused=refused)
    if isinstance(turned, AwaitingApproval):
        await request_keys.pass_on(work.session, operation.id, refund_id=turned.refund_id, to_operation_id=None)
        return Ended(operation, AttemptOutcome.DECLINED, awaits=turned)
    await request_keys.pass_on(
        work.session, operation.id, refund_id=turned.operation.refund_id, to_operation_id=turned.operation.id
    )
    return Ended(operation, AttemptOutcome.DECLINED, turned=turned)


async def _brought_up_to_date(recording: Recording, standing: Standing | None) -> Transaction:
    """The transaction as the gateway has it, if the gateway was asked (SPEC 1.2)."""
    transaction = recording.transaction
    if standing is None:
        return transaction
    await take_over(recording.work, transaction, recording.work.cause, standing)
    return await transactions.get(recording.work.session, transaction.id)


async def _record_refund_anyway(recording: Recording, refund: Refund, outcome: AttemptOutcome, said: str) -> Ended:
    """The gateway didn't, and whoever asked wants it recorded as made elsewhere (S4)."""
    work = recording.work
    await refunds.mark_refunded_externally(work.session, refund, work.cause, work.actor.name, None, said)
    await _keep_recorded_anyway(recording)
    return await recording.end(RetryState.EXHAUSTED, outcome, said)


async def _record_void_anyway(recording: Recording, outcome: AttemptOutcome, said: str) -> Ended:
    work = recording.work
    await transactions.mark_voided_externally(
        work.session, recording.transaction, work.cause, work.actor.name, None, said
    )
    await _keep_recorded_anyway(recording)
    return await recording.end(RetryState.EXHAUSTED, outcome, said)


async def _keep_recorded_anyway(recording: Recording) -> None:
    operation = recording.operation
    entry = recorded_anyway(operation.kind, operation.amount)
    await recording.work.keep(entry, transaction_id=operation.transaction_id, refund_id=operation.refund_id)


async def _refund_of(recording: Recording) -> Refund:
    assert recording.operation.refund_id is not None, "an operation on a refund names it"
    return await refunds.get(recording.work.session, recording.operation.refund_id)


def _problem(condition: Condition, transaction: Transaction) -> Problem:
    return Problem(condition, TRANSACTION, rules.facts(transaction))


def in_words(outcome: Outcome) -> tuple[AttemptOutcome, str | None, str | None, str | None]:
    """The outcome as an attempt keeps it: verdict, response code, message, gateway reference."""
    match outcome:
        case Accepted(reference, response):
            return AttemptOutcome.ACCEPTED, response.code, response.message, reference
        case Pending(reference):
            return AttemptOutcome.PENDING, None, None, reference
        case Declined(response):
            return AttemptOutcome.DECLINED, response.code, response.message, None
        case NotReached(message):
            return AttemptOutcome.UNAVAILABLE, None, message, None
        case NotKnown(message):
            return AttemptOutcome.UNKNOWN, None, message, None
        case _:
            assert_never(outcome)
