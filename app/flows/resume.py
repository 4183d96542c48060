"""Go on with an operation that waits, or that a dead process left behind: the queue's own story (SPEC 5 and 13).

Where nobody knows what became of the last sending, the gateway is asked first, and only its proof that nothing was done
allows sending again, under the same key. Everything else that is due is sent.
"""

from dataclasses import dataclass, replace

import structlog

from app.domain import rules, schedule
from app.domain.history.kinds import GivenUp, given_up
from app.domain.history.wording import given_up_because
from app.domain.notices import NoticeKind
from app.domain.payments import Operation
from app.domain.people import Actor, Right
from app.domain.problems import Condition, NotAllowed, RefundryError
from app.domain.rules import TRANSACTION
from app.domain.states import AttemptOutcome, OperationKind, RetryState
from app.flows.asking import Heard, ask_gateway
from app.flows.carry_out import carry_out
from app.flows.order_effect import take_effect
from app.flows.outcomes import conclude, turn
from app.flows.recording import Ended, Recording
from app.flows.reserving import Sending, instruction
from app.flows.service import Service, Work
from app.gateways.base import Absent, Instruction, NotKnown, NotReached
from app.store import operations, order_refunds, refunds, requesters, resolutions, transactions

log = structlog.get_logger(__name__)

NOT_KNOWN = {AttemptOutcome.UNKNOWN, AttemptOutcome.PENDING}
LEFT_BEHIND = "The process that sent it ended before the gateway had answered."


@dataclass(frozen=True, slots=True)
class Asking:
    """A leased operation, of which its gateway is asked what became of the `message`."""

    operation: Operation
    message: Instruction


async def resume_operation(service: Service, operation_id: int, *, seen: int | None = None) -> bool:
    """Goes on with the operation if it is due; False if there was nothing to do.

    A person wants it done at once, due or not, who has `seen` so many attempts: if one was made since, that is enough.

    Two at a time, a running attempt, a state that changed meanwhile: whoever comes second leaves quietly.
    """
    found = await requester_of(service, operation_id)
    if found is None:
        return False
    try:
        return await _resume(service, found, operation_id, seen=seen)
    except RefundryError as refused:
        # Written down already; there is nobody to tell here.
        log.info("operation.refused", operation=operation_id, error=str(refused))
        return True


async def _resume(service: Service, actor: Actor, operation_id: int, *, seen: int | None) -> bool:
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        step = await _take(service, work, operation_id, seen=seen)
    if step is None:
        return False
    if isinstance(step, Asking):
        heard = await ask_gateway(service, step.operation, step.message)
        async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
            asked, step = step.operation, await _verified(service, work, step, heard)
            if isinstance(step, Ended) and step.turned is None:
                await take_effect(work, asked.terms.order_refund_id, asked.transaction_id)
    if isinstance(step, Ended):
        if step.due is not None:
            await service.doorbell.ring(operation_id, step.due - work.now)
        step = step.turned
    if step is not None:
        await carry_out(service, actor, step, asker_waits=False)
    return True


async def _take(
    service: Service, work: Work, operation_id: int, *, seen: int | None
) -> Sending | Asking | Ended | None:
    """Leases the operation for its next step; None if it isn't its time, or somebody else's turn."""
    recording = await lock_operation(service, work, operation_id)
    operation = recording.operation
    interval, attempts = service.retry_plan(work.merchant)
    if operation.state is RetryState.RUNNING:
        if not await operations.is_orphaned(work.session, operation, service.process.knows_dead):
            return None
        await operations.finish_attempt(work.session, operation, work.now, AttemptOutcome.UNKNOWN, message=LEFT_BEHIND)
        if operation.last_outcome is not AttemptOutcome.PENDING:
            operation = replace(operation, last_outcome=AttemptOutcome.UNKNOWN)
    elif not operation.open or not (seen == operation.attempts_made or _is_due(operation, work)):
        return None
    daily = _is_due(operation, work) and schedule.is_daily(operation, work.now, interval, attempts)
    if operation.last_outcome in NOT_KNOWN:
        asked = await operations.begin_asking(work.session, operation, service.leasing, daily=daily)
        return Asking(asked, instruction(asked, recording.transaction, work.now))
    return await _send_again(replace(recording, operation=operation), daily=daily)


def _is_due(operation: Operation, work: Work) -> bool:
    due = operation.next_attempt_at
    return operation.state is RetryState.WAITING and due is not None and due <= work.now


async def _verified(service: Service, work: Work, asking: Asking, heard: Heard) -> Sending | Ended | None:
    """Writes down what the gateway said; what it proves not to have done is sent again, or given up."""
    recording = await lock_operation(service, work, asking.operation.id)
    operation, answer = recording.operation, heard.answer
    if operation.lease != asking.operation.lease:
        return None
    if isinstance(answer, NotKnown) and operation.last_outcome is AttemptOutcome.PENDING:
        # It was taken, and still is: that one question had no answer changes nothing.
        return await recording.verify_later(AttemptOutcome.PENDING, answer.message)
    if isinstance(answer, NotKnown):
        return await conclude(recording, answer)
    absence_after = service.absence_after(operation.gateway)
    if isinstance(answer, Absent) and not schedule.absence_is_proven(operation, heard.at, absence_after):
        pending = operation.last_outcome is AttemptOutcome.PENDING
        outcome = AttemptOutcome.PENDING if pending else AttemptOutcome.UNKNOWN
        return await recording.verify_later(outcome, "The gateway does not know of it yet.")
    # What the gateway says, and what is sent again now, is more than what a person has said and another one has not.
    await resolutions.overtake(work.session, operation.id, work.now)
    if not isinstance(answer, Absent):
        return await conclude(recording, answer, heard.standing)
    if operation.kind in {OperationKind.VOID, OperationKind.REFUND}:
        return await _send_again(recording, daily=False)
    return await conclude(recording, NotReached("It was not done."))


async def _send_again(recording: Recording, *, daily: bool) -> Sending | Ended | None:
    """Another attempt under the operation's key, if the world still is as it was when it was asked for.

    A void whose payment has settled meanwhile turns into a refund if `reverseTransaction` asked for it.
    """
    service, work, transaction = recording.service, recording.work, recording.transaction
    operation = recording.operation
    try:
        _require_rights(work.actor, operation)
    except NotAllowed:
        return await _give_up(recording, GivenUp.NOT_ALLOWED)
    if operation.kind is OperationKind.VOID and not rules.is_voidable(transaction):
        if operation.terms.turns:
            return await turn(recording, transaction, given_up_because(GivenUp.STATUS, transaction.status))
        return await _give_up(recording, GivenUp.STATUS)
    if not await _is_linked(work, recording):
        return await _give_up(recording, GivenUp.NOT_LINKED)
    begun = await operations.begin_attempt(work.session, operation, work.now, service.leasing, daily=daily)
    return Sending(begun, begun.gateway, instruction(begun, transaction, work.now))


async def _give_up(recording: Recording, because: GivenUp) -> Ended:
    """It was not done and won't be: what it held is free again, and people are told."""
    status = recording.transaction.status if because is GivenUp.STATUS else None
    await recording.tell(given_up(because, status))
    why = given_up_because(because, status)
    if recording.operation.refund_id is not None:
        refund = await refunds.get(recording.work.session, recording.operation.refund_id)
        await refunds.mark_failed(recording.work.session, refund, recording.work.cause, needs_attention=True)
        await recording.notify(NoticeKind.REFUND_FAILED, why)
    else:
        await recording.need_attention()
        await recording.notify(NoticeKind.VOID_FAILED, why)
    return await recording.end(RetryState.EXHAUSTED, AttemptOutcome.UNAVAILABLE, why)


def _require_rights(actor: Actor, operation: Operation) -> None:
    """A queued reversal needs both rights, since it may turn; what was asked for by name needs its own (SPEC 8.2)."""
    if operation.terms.turns or operation.kind is OperationKind.REFUND:
        actor.require(Right.REFUND)
    if operation.terms.turns or operation.kind is OperationKind.VOID:
        actor.require(Right.VOID)


async def lock_operation(service: Service, work: Work, operation_id: int) -> Recording:
    """The operation with its transaction, both locked, in the order in which everybody locks them."""
    found = await operations.find(work.session, operation_id)
    assert found is not None, "operations are never deleted"
    await order_refunds.lock_order(work.session, found.terms.order_refund_id)
    transaction = await transactions.lock(work.session, found.transaction_id)
    operation = await operations.lock(work.session, operation_id)
    await work.locked()
    return Recording(service, work, transaction, operation, may_turn=True, asker_waits=False)


async def _is_linked(work: Work, recording: Recording) -> bool:
    """Whether the account that it is about, the refund's or the transaction's, still has a gateway."""
    if recording.operation.refund_id is None:
        return recording.transaction.account.gateway is not None
    return (await refunds.get(work.session, recording.operation.refund_id)).account.gateway is not None


async def requester_of(service: Service, operation_id: int) -> Actor | None:
    """Whoever asked for the operation, with the rights that they have now; None if there is no such operation."""
    async with service.store.session() as session:
        operation = await operations.find(session, operation_id)
        if operation is None:
            return None
        kind, id_ = await operations.requester(session, operation_id)
        return await requesters.find(session, operation.merchant_id, kind, id_, operation.requested_by)
