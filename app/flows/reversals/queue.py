"""What people do with what waits: try it now, pause it, let it go on, or put it aside (SPEC 5.3)."""

from dataclasses import dataclass

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused, Unavailable, not_found
from app.domain.reversals import schedule
from app.domain.reversals.payments import Operation, Refund, Transaction
from app.domain.reversals.states import PaymentStatus, RetryState
from app.domain.texts import LONGEST_NOTE, check_text
from app.flows.reversals.resume import resume_operation
from app.flows.service import Service, Work
from app.store.reversals import operations, refunds, transactions

PAYMENT: Path = ("input", "paymentId")
NOTE: Path = ("input", "note")


@dataclass(frozen=True, slots=True)
class QueueAsk:
    """A payment of which something waits: a refund's id, or the id of a transaction whose void is queued."""

    payment_id: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class HeldPayment:
    """A payment and its operation, both locked."""

    transaction: Transaction
    refund: Refund | None
    operation: Operation | None


async def retry_now(service: Service, actor: Actor, ask: QueueAsk) -> int:
    """Makes one attempt at once, beside the daily ones, however often it is pressed; the number of the operation.

    Where the outcome of the last sending is unknown, the gateway is asked first (SPEC 13).
    Raises Refused, and Unavailable while the merchant is on hold.
    """
    actor.require(Right.MANAGE_QUEUE)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT) as work:
        queued = await _lock(work, ask.payment_id)
        operation = _that_waits(queued, but_also={RetryState.RUNNING, RetryState.SUCCEEDED})
        if work.merchant.on_hold:
            raise Unavailable("Sending is on hold for this merchant: it goes on by itself when that is over.")
        waits = operation.state in {RetryState.WAITING, RetryState.PAUSED}
        if not waits or schedule.is_pressed_again(operation, work.now):
            return operation.id
        await operations.press(work.session, operation, work.now)
        await _keep(work, queued, Entry(ChangeKind.RETRIED_BY_HAND), ask.note)
    await resume_operation(service, operation.id, seen=operation.attempts_made)
    return operation.id


async def pause(service: Service, actor: Actor, ask: QueueAsk) -> int:
    """Nothing of the payment is tried or asked until it goes on; the number of the operation. Raises Refused."""
    actor.require(Right.MANAGE_QUEUE)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT) as work:
        queued = await _lock(work, ask.payment_id)
        operation = _that_waits(queued, but_also=set())
        if operation.state is RetryState.WAITING:
            await operations.pause(work.session, operation)
            await _keep(work, queued, Entry(ChangeKind.PAUSED), ask.note)
        return operation.id


async def go_on(service: Service, actor: Actor, ask: QueueAsk) -> int:
    """What was paused goes on at its times; what came due meanwhile is due at once. Raises Refused, NotAllowed."""
    actor.require(Right.MANAGE_QUEUE)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT) as work:
        queued = await _lock(work, ask.payment_id)
        operation = _that_waits(queued, but_also=set())
        if operation.state is RetryState.PAUSED:
            interval, attempts = service.retry_plan(work.merchant)
            # Nothing left to wait for, since the merchant wants fewer attempts by now: what comes next is the last one.
            due = schedule.due_after_pause(operation, work.now, interval, attempts) or work.now
            await operations.unpause(work.session, operation, due)
            await _keep(work, queued, Entry(ChangeKind.RESUMED), ask.note)
    await service.doorbell.ring(operation.id)
    return operation.id


async def dismiss_attention(service: Service, actor: Actor, ask: QueueAsk) -> int | None:
    """The payment needs no attention any more; the number of its operation, if it has one.

    Raises Refused: OUTCOME_NOT_KNOWN where only a person can still find out what happened, since the payment stays
    held until then (SPEC 5.3); NotAllowed.
    """
    actor.require(Right.MANAGE_QUEUE)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT) as work:
        queued = await _lock(work, ask.payment_id)
        operation = queued.operation
        if operation is not None and operation.waits_for_a_person:
            raise Refused(Problem(Condition.OUTCOME_NOT_KNOWN, PAYMENT))
        if queued.refund is not None:
            await refunds.dismiss_attention(work.session, queued.refund.id)
        else:
            await transactions.dismiss_attention(work.session, queued.transaction.id)
        await _keep(work, queued, Entry(ChangeKind.ATTENTION_DISMISSED), ask.note)
        return None if operation is None else operation.id


def _that_waits(queued: HeldPayment, *, but_also: set[RetryState]) -> Operation:
    """The operation that waits or is paused. Raises Refused: NOTHING_QUEUED, or that it runs just now (915282)."""
    operation = queued.operation
    fits = {RetryState.WAITING, RetryState.PAUSED, *but_also}
    if operation is not None and operation.state in fits:
        return operation
    if operation is not None and operation.state is RetryState.RUNNING:
        raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, PAYMENT))
    refund = queued.refund
    undecided = refund is not None and refund.status is PaymentStatus.AUTHORIZING and not refund.made_elsewhere
    if operation is None and undecided:
        raise Refused(Problem(Condition.APPROVAL_AWAITED, PAYMENT))
    raise Refused(Problem(Condition.NOTHING_QUEUED, PAYMENT))


async def _lock(work: Work, payment_id: str) -> HeldPayment:
    """The payment of that id with its latest operation. Raises Refused: OBJECT_NOT_FOUND."""
    match read_global_id(payment_id):
        case (IdKind.REFUND, legacy_id):
            refund = await refunds.find(work.session, work.merchant.id, legacy_id)
            if refund is not None:
                transaction = await transactions.lock(work.session, refund.transaction_id)
                await work.locked()
                refund = await refunds.get(work.session, refund.id)
                return HeldPayment(transaction, refund, refund.operation)
        case (IdKind.TRANSACTION, legacy_id):
            found = await transactions.lock_named(work.session, work.merchant.id, legacy_id)
            await work.locked()
            if found is not None:
                return HeldPayment(found, None, await operations.latest_of_transaction(work.session, found.id))
    raise not_found(*PAYMENT)


async def _keep(work: Work, queued: HeldPayment, entry: Entry, note: str | None) -> None:
    if note is not None:
        check_text(note, NOTE, LONGEST_NOTE)
    refund_id = None if queued.refund is None else queued.refund.id
    await work.keep(entry, note=note, transaction_id=queued.transaction.id, refund_id=refund_id)
