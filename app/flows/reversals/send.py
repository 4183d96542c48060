"""Send a reserved operation to its gateway: step two of its life. No lock, connection or transaction is held meanwhile.

What the gateway says will soon be possible is tried again by the same job, a few times within seconds; each try is an
attempt that is written down and committed first.
"""

import asyncio
from datetime import timedelta
from time import monotonic
from typing import assert_never

from app.domain.copies import replace
from app.domain.problems import Unavailable
from app.domain.reversals import schedule
from app.domain.reversals.answers import NotReached, Outcome
from app.domain.reversals.states import AttemptOutcome, OperationKind
from app.flows.reversals.reserving import Sending
from app.flows.service import Service, now
from app.gateways.base import Gateway, Instruction, Sale, answer
from app.gateways.registry import UnknownGateway
from app.store.database import Contended
from app.store.reversals import look, operations


async def send_quickly(service: Service, sending: Sending, begun: float) -> tuple[Sending, Outcome]:
    """What the gateway answers, and which sending it answers: the last one of the job's quick tries.

    `begun` is when the job began, by `monotonic`.
    """
    tries = 0
    while True:
        outcome = await send(service, sending)
        wait = schedule.quick_try_after(outcome, tries, timedelta(seconds=monotonic() - begun))
        if wait is None or isinstance(sending.message, Sale):
            return sending, outcome
        assert isinstance(outcome, NotReached), "only what was certainly not done is tried again"
        await asyncio.sleep(wait.total_seconds())
        again = await _begin_quick_try(service, sending, sending.message, outcome)
        if again is None:
            return sending, outcome
        sending, tries = again, tries + 1


async def send(service: Service, sending: Sending) -> Outcome:
    """What the gateway answers; UNKNOWN for everything that is no answer.

    Where no such gateway is installed, nothing is sent: UNAVAILABLE, and a person has to look.
    """
    try:
        gateway = service.gateway(sending.gateway)
    except UnknownGateway as error:
        return NotReached(error.in_words, attention=True)
    return await answer(_call(gateway, sending), service.timeout(sending.gateway))


async def _call(gateway: Gateway, sending: Sending) -> Outcome:
    message = sending.message
    if isinstance(message, Sale):
        return await gateway.sell(message)
    match sending.operation.kind:
        case OperationKind.CAPTURE:
            return await gateway.capture(message)
        case OperationKind.VOID:
            return await gateway.void(message)
        case OperationKind.REFUND:
            return await gateway.refund(message)
        case OperationKind.REFUND_VOID:
            return await gateway.void_refund(message)
        case OperationKind.CHARGE | OperationKind.AUTHORIZE:
            raise ValueError("a sale is never sent twice")
        case _:
            assert_never(sending.operation.kind)


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
                session, known.operation, at, service.leasing(sending.gateway), new_wire_key=not_reached.new_key
            )
    except (Unavailable, Contended):
        return None
    return Sending(begun, sending.gateway, replace(message, wire_key=begun.wire_key, at=at))
