"""Send a reserved operation to its gateway: step two of its life. No lock, connection or transaction is held meanwhile.

What the gateway says will soon be possible is tried again by the same job, a few times within seconds; each try is an
attempt that is written down and committed first. A call to a gateway account has a slot first: one for which there is
none soon is put back into the queue, and was no attempt.
"""

import asyncio
from contextlib import AbstractContextManager
from datetime import timedelta
from time import monotonic
from typing import assert_never

import structlog

from app.domain.copies import replace
from app.domain.problems import Unavailable
from app.domain.reversals import schedule
from app.domain.reversals.answers import AttemptEnd, NotKnown, NotReached, Outcome
from app.domain.reversals.payments import Destination, Operation
from app.domain.reversals.states import AttemptOutcome, OperationKind, RefundFailurePolicy
from app.flows.gateways.channel import NotUsable, channel_to, heard
from app.flows.reversals.reserving import Sending
from app.flows.service import PATIENCE, Service, now, wall_clock
from app.gateways.base import Instruction, Sale, answer
from app.gateways.pacing import NoSlot
from app.gateways.registry import UnknownGateway
from app.store.database import Contended
from app.store.reversals import look, operations
from app.telemetry import metrics, tracing
from refundry.gateways import Session

log = structlog.get_logger(__name__)

TOO_LATE = "It was about to be sent for too long, and was not."

BUSY = "The gateway account has more to do than it may do at a time: it was not sent."


async def send_quickly(service: Service, sending: Sending, merchant: str, begun: float) -> tuple[Sending, Outcome]:
    """What the gateway answers, and which sending it answers: the last one of the job's quick tries.

    `merchant` is the merchant's public id; `begun` is when the job began, by `monotonic`. Raises NoSlot where nothing
    was sent, for want of a slot.
    """
    tries = 0
    while True:
        try:
            outcome = await send(service, sending, merchant)
        except NoSlot:
            if not tries:
                raise
            return sending, NotReached(BUSY)
        wait = schedule.quick_try_after(outcome, tries, timedelta(seconds=monotonic() - begun))
        if wait is None or isinstance(sending.message, Sale):
            return sending, outcome
        assert isinstance(outcome, NotReached), "only what was certainly not done is tried again"
        await asyncio.sleep(wait.total_seconds())
        again = await _begin_quick_try(service, sending, sending.message, outcome)
        if again is None:
            return sending, outcome
        sending, tries = again, tries + 1


async def send(service: Service, sending: Sending, merchant: str) -> Outcome:
    """What the gateway answers; UNKNOWN for everything that is no answer. Raises NoSlot: nothing was sent.

    Where nothing can be sent to, nothing is: UNAVAILABLE, and a person has to look.
    """
    message = sending.message
    if isinstance(message, Sale):
        return await _sell(service, sending, message)
    try:
        channel = await channel_to(service, sending.destination, merchant, message.at)
    except NotUsable as error:
        return NotReached(str(error), attention=error.attention)
    async with channel.slot(PATIENCE):
        if channel.opened is not None and _is_late(service, sending, message):
            return NotKnown(TOO_LATE)
        call = _call(channel.session, sending.operation.kind, message)
        with _traced(sending):
            outcome = channel.named(await answer(call, channel.timeout))
            _count(sending.destination, outcome)
    if channel.opened is not None:
        await heard(service, channel.opened, outcome)
    return outcome


def _is_late(service: Service, sending: Sending, message: Instruction) -> bool:
    """Whether the process stood still since the attempt was written down: another one may have taken it over."""
    lease = service.leasing(sending.destination).length
    return wall_clock() - message.at >= lease


async def put_back(service: Service, sending: Sending, no_slot: NoSlot) -> Operation | None:
    """Puts what was not sent for want of a slot back into the queue, if it may wait there; the operation as it waits.

    None where its requester wants nothing queued, or where it is no longer this process's.
    """
    operation = sending.operation
    queued = operation.kind in {OperationKind.VOID, OperationKind.REFUND}
    if not queued or operation.terms.on_failure is not RefundFailurePolicy.QUEUE:
        return None
    try:
        async with service.store.begin() as session:
            known = await look.hold(session, operation.id)
            due = now(known.merchant) + no_slot.again_in
            waits = await operations.put_back(session, operation, due, BUSY)
    except (Unavailable, Contended):
        return None
    if waits is not None:
        log.info("operation.put_back", operation=operation.id, due_in=round(no_slot.again_in.total_seconds(), 3))
    return waits


async def _sell(service: Service, sending: Sending, sale: Sale) -> Outcome:
    """A sale, which only the sandbox takes."""
    destination = sending.destination
    assert destination is not None, "a merchant account without a gateway was let through"
    try:
        sandbox = service.gateways.named(destination.gateway)
    except UnknownGateway:
        return NotReached(f"The gateway {destination.gateway} takes no payments here.", attention=True)
    with _traced(sending):
        outcome = await answer(sandbox.sell(sale), service.timeout(destination))
        _count(destination, outcome)
    return outcome


def _traced(sending: Sending) -> AbstractContextManager[None]:
    to = sending.destination
    name, account = (None, None) if to is None else (to.gateway, to.account)
    return tracing.gateway(sending.operation.kind, name, account)


def _count(destination: Destination | None, outcome: Outcome) -> None:
    if destination is not None:
        end = AttemptEnd.of(outcome).outcome
        metrics.gateway_answered(destination.gateway, destination.account, end)
        tracing.note("refundry.outcome", end)


async def _call(session: Session, kind: OperationKind, instruction: Instruction) -> Outcome:
    match kind:
        case OperationKind.CAPTURE:
            return await session.capture(instruction)
        case OperationKind.VOID:
            return await session.void(instruction)
        case OperationKind.REFUND:
            return await session.refund(instruction)
        case OperationKind.REFUND_VOID:
            return await session.void_refund(instruction)
        case OperationKind.CHARGE | OperationKind.AUTHORIZE:
            raise ValueError("a sale is never sent twice")
        case _:
            assert_never(kind)


async def _begin_quick_try(
    service: Service, sending: Sending, message: Instruction, not_reached: NotReached
) -> Sending | None:
    """Ends the running attempt and begins the next, in one transaction; None where that can't be done now."""
    operation = sending.operation
    try:
        async with service.store.begin() as session:
            known = await look.hold(session, operation.id)
            if known.operation.lease != operation.lease or known.merchant.on_hold:
                return None
            at = now(known.merchant)
            await operations.finish_attempt(
                session, operation, at, AttemptOutcome.UNAVAILABLE, message=not_reached.message
            )
            begun = await operations.begin_attempt(
                session, known.operation, at, service.leasing(sending.destination), new_wire_key=not_reached.new_key
            )
    except (Unavailable, Contended):
        return None
    return Sending(begun, sending.destination, replace(message, wire_key=begun.wire_key, at=at))
