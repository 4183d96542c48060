"""Go on with an operation that waits, or that a dead process left behind: the queue's own story (SPEC 5 and 13).

Where the outcome of the last sending is unknown, the gateway is asked first, and only its proof that nothing was done
allows sending again, under the same key. Everything else that is due is sent.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.domain.copies import replace
from app.domain.people.people import Actor
from app.domain.problems import RefundryError
from app.domain.reversals import schedule
from app.domain.reversals.conclude import looks_at_payment
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.going_on import asks_first, before_sending_again, verified
from app.domain.reversals.payments import Operation
from app.domain.reversals.queues import Queue
from app.domain.reversals.states import AttemptOutcome, RetryState
from app.flows.gateways.channel import NotUsable, channel_to
from app.flows.reversals.asking import ask_gateway
from app.flows.reversals.life import Ended, Hearing, carry_out, conclude_held, record, situation_of
from app.flows.reversals.reserving import Sending, instruction
from app.flows.service import PATIENCE, Service, Work, now
from app.gateways.base import Instruction
from app.gateways.pacing import NoSlot
from app.store.database import Contended
from app.store.reversals import look, operations, refunds, requesters, resolutions, taking
from app.store.reversals.look import Known
from app.store.reversals.taking import PutOff, TakenOperation
from app.telemetry import tracing

log = structlog.get_logger(__name__)

PATIENCE_OF_JOBS = 2.0
"""Seconds that a job of the queue waits for its slot, before its operation is put off."""

LEFT_BEHIND = "The process that sent it ended before the gateway had answered."


@dataclass(frozen=True, slots=True)
class Asking:
    """A leased operation, of which its gateway is asked what became of it.

    `by_itself` says that neither a person wants it tried, nor is a daily attempt due.
    """

    operation: Operation
    message: Instruction
    by_itself: bool


@tracing.flow("resume_operation")
async def resume_operation(
    service: Service, operation_id: int, *, seen: int | None = None, has_place: bool = False
) -> bool:
    """Goes on with the operation if it is due; False if there was nothing to do.

    A person wants it done at once, due or not, who has `seen` so many attempts: if one was made since, that is enough.
    `has_place` says that the caller has one of the places of the operation's queue in this process.

    Two at a time, a running attempt, a state that changed meanwhile: the second one leaves quietly.
    """
    known = await service.store.read_together(look.operations, operation_id)
    if known is None or known.requester is None:
        return False
    actor = await requesters.find_together(service.store, known.requester)
    try:
        return await _resume(service, actor, known, seen=seen, has_place=has_place)
    except RefundryError as refused:
        # Written down already; no requester waits here.
        log.info("operation.refused", operation=operation_id, error=str(refused))
        return True


async def _resume(service: Service, actor: Actor, known: Known, *, seen: int | None, has_place: bool) -> bool:
    """Goes on with it as soon as its gateway account has a slot for it; what has none soon is put off."""
    operation = known.operation
    if operation.state is not RetryState.RUNNING and not _has_to_go_on(known, now(known.merchant), seen):
        return False
    try:
        channel = await channel_to(service, operation.destination, actor.merchant, now(known.merchant))
    except NotUsable:
        channel = None
    opened = None if channel is None else channel.opened
    if opened is None:
        return await _go_on(service, actor, known, seen=seen)
    try:
        async with AsyncExitStack() as stack:
            if not has_place:
                has_place = await stack.enter_async_context(service.sessions.shares.one(Queue.of(operation)))
            if not has_place and seen is None:
                raise NoSlot(opened.lane.again_in())
            await stack.enter_async_context(opened.lane.slot(PATIENCE_OF_JOBS if seen is None else PATIENCE))
            return await _go_on(service, actor, known, seen=seen)
    except NoSlot as no_slot:
        return await _put_off(service, known, no_slot.again_in, pressed=seen is not None)


async def _put_off(service: Service, known: Known, again_in: timedelta, *, pressed: bool) -> bool:
    """The operation is due again in so long; not one that is carried out, or that was taken meanwhile.

    What a person wants done at once is due then, whenever it would be due otherwise.
    """
    operation = known.operation
    if pressed:
        async with service.store.begin() as session:
            await operations.keep_pressed(session, operation, now(known.merchant) + again_in)
    elif operation.state is RetryState.WAITING and operation.next_attempt_at is not None:
        due = max(operation.next_attempt_at, now(known.merchant) + again_in)
        await service.store.write_together(taking.put_off, PutOff(operation.id, operation.next_attempt_at, due))
    await service.doorbell.ring(operation.id, again_in)
    return True


async def _go_on(service: Service, actor: Actor, known: Known, *, seen: int | None) -> bool:
    step = await _take(service, actor, known, seen=seen)
    if step is None:
        return False
    if isinstance(step, Asking):
        step = await _verify(service, actor, step)
    if isinstance(step, Ended):
        step = step.turned
    if step is not None:
        await carry_out(service, actor, step, asker_waits=False)
    return True


async def _take(service: Service, actor: Actor, known: Known, *, seen: int | None) -> Sending | Asking | Ended | None:
    """Leases the operation for its next step; None if it isn't its time, or somebody else's turn."""
    if known.merchant.on_hold:
        return None
    if known.operation.state is not RetryState.RUNNING:
        if not _has_to_go_on(known, now(known.merchant), seen):
            return None
        step = await _take_as_seen(service, actor, known, pressed=seen is not None)
        if step is not None:
            return step
    async with service.store.begin() as session:
        known = await look.hold(session, known.operation.id)
        work = Work(session, known.merchant, actor)
        if known.merchant.on_hold:
            return None
        if known.operation.state is RetryState.RUNNING:
            left = await _left_behind(service, work, known)
            if left is None:
                return None
            known = left
        elif not _has_to_go_on(known, work.now, seen):
            return None
        daily = _is_daily(service, known, work.now)
        if asks_first(known.operation):
            asked = await operations.begin_asking(
                session, known.operation, work.now, service.leasing(known.operation.destination), daily=daily
            )
            by_itself = not (daily or seen is not None or schedule.is_pressed(known.operation))
            return Asking(asked, instruction(asked, known.transaction, work.now, known.refund), by_itself)
        ended = await conclude_held(service, work, known, Hearing(before_sending_again, asker_waits=False))
        return ended or await _send_again(service, work, known, daily=daily)


async def _take_as_seen(service: Service, actor: Actor, known: Known, *, pressed: bool) -> Sending | Asking | None:
    """Leases what is sent or asked about, if it still is as it was seen; None, with nothing done, otherwise."""
    operation, at = known.operation, now(known.merchant)
    if known.refund is not None and known.refund.waits_for_settlement:
        return None  # It stops to wait with the first sending, which is written with the rows held.
    lease, daily = service.leasing(operation.destination).lease(), _is_daily(service, known, at)
    running = replace(
        operation,
        state=RetryState.RUNNING,
        next_attempt_at=None,
        lease=lease.name,
        retries_made=operation.retries_made + daily,
    )
    if operation.attempts_made == 0:
        running = replace(running, first_attempt_at=at, last_attempt_at=at)
    if asks := asks_first(operation):
        taken = TakenOperation(known, running, lease, sends=False, looks_at_payment=False)
    elif before_sending_again(await situation_of(service, None, actor, known, Hearing(before_sending_again))) is None:
        running = replace(running, attempts_made=operation.attempts_made + 1, last_attempt_at=at)
        taken = TakenOperation(known, running, lease, sends=True, looks_at_payment=operation.refund_id is None)
    else:
        return None
    try:
        if await service.store.write_together(taking.write, taken) is None:
            return None
    except Contended:
        # Somebody held for long what one of those that are taken together needed; nothing was written of any.
        return None
    message = instruction(running, known.transaction, at, known.refund)
    if asks:
        return Asking(running, message, by_itself=not (daily or pressed or schedule.is_pressed(operation)))
    return _sending(known, running, message)


async def _left_behind(service: Service, work: Work, known: Known) -> Known | None:
    """The operation of a process that is dead, whose attempt is of unknown outcome; None if it is alive."""
    operation = known.operation
    if not await operations.is_orphaned(work.session, operation, service.process.knows_dead):
        return None
    await operations.finish_attempt(work.session, operation, work.now, AttemptOutcome.UNKNOWN, message=LEFT_BEHIND)
    if operation.last_outcome is AttemptOutcome.PENDING:
        return known
    return replace(known, operation=replace(operation, last_outcome=AttemptOutcome.UNKNOWN))


def _has_to_go_on(known: Known, at: datetime, seen: int | None) -> bool:
    operation = known.operation
    return operation.open and (seen == operation.attempts_made or _is_due(operation, at))


def _is_due(operation: Operation, at: datetime) -> bool:
    due = operation.next_attempt_at
    return operation.state is RetryState.WAITING and due is not None and due <= at


def _is_daily(service: Service, known: Known, at: datetime) -> bool:
    """Whether going on with it now uses up one of the daily attempts."""
    interval, attempts = service.retry_plan(known.merchant)
    return _is_due(known.operation, at) and schedule.is_daily(known.operation, at, interval, attempts)


async def _send_again(
    service: Service, work: Work, known: Known, *, daily: bool = False, anew: bool = False
) -> Sending:
    """Another attempt under the operation's key, begun with the rows held: a `daily` one, or one sent `anew`."""
    if known.refund is not None and known.refund.waits_for_settlement:
        await refunds.stop_waiting(work.session, known.refund.id)
    begun = await operations.begin_attempt(
        work.session,
        known.operation,
        work.now,
        service.leasing(known.operation.destination),
        daily=daily,
        anew=anew,
    )
    return _sending(known, begun, instruction(begun, known.transaction, work.now, known.refund))


def _sending(known: Known, begun: Operation, message: Instruction) -> Sending:
    transaction, refund = known.transaction, known.refund
    if refund is None:
        transaction = replace(transaction, operation=begun)
    else:
        refund = replace(refund, operation=begun)
    known = replace(known, operation=begun, transaction=transaction, refund=refund)
    return Sending(begun, begun.destination, message, known=known)


async def _verify(service: Service, actor: Actor, asking: Asking) -> Sending | Ended | None:
    """Writes down what the gateway says; what it proves not to have done is sent again, or given up."""
    heard = await ask_gateway(service, asking.operation, asking.message, actor.merchant)
    operation, answer, absence_after = asking.operation, heard.answer, heard.absence_after
    proven = schedule.absence_is_proven(operation, heard.at, absence_after)
    provable = None if absence_after is None else schedule.absence_provable_from(operation, absence_after)

    def draw(situation: Situation) -> Conclusion | None:
        by_itself = asking.by_itself
        return verified(situation, answer, absence_proven=proven, by_itself=by_itself, provable_from=provable)

    hearing = Hearing(draw, heard.standing, looks_at_payment(operation.kind, answer), asker_waits=False)
    ended = await record(service, actor, operation, hearing)
    if ended is not None:
        return ended
    async with service.store.begin() as session:
        known = await look.hold(session, operation.id)
        if known.operation.lease != operation.lease:
            return None
        work = Work(session, known.merchant, actor)
        ended = await conclude_held(service, work, known, hearing)
        if ended is not None:
            return ended
        if known.merchant.on_hold:
            # Since it was asked about. It is asked about once more then.
            await operations.unpause(session, known.operation, work.now)
            return None
        # What was said of it and waits for another person is of no account: it goes out again.
        await resolutions.overtake(session, operation.id, work.now)
        return await _send_again(service, work, known, anew=asking.by_itself and operation.attempts_made > 0)
