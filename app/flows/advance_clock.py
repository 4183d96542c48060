"""Move a sandbox merchant's clock forward, and play everything that falls due on the way (SPEC 5.6 and 13).

Each thing happens at its own time and in order, whether a worker runs or not: three days in one call are the same as
three calls of a day.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.durations import parse_duration
from app.domain.history.kinds import clock_moved
from app.domain.payments import Merchant
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Problem, Refused
from app.flows.resume import resume_operation
from app.flows.service import Service, now
from app.flows.settle_night import expire_authorizations, last_midnight, settle_night
from app.store import changes, merchants, operations, transactions

BY = ("input", "by")
FURTHEST = timedelta(days=30)
MOMENT = 0.02
"""Seconds between two looks at what another process carries out."""


@dataclass(frozen=True, slots=True)
class AdvanceClockAsk:
    """How far `sandboxAdvanceClock` was asked to go: an ISO 8601 duration, the client's text."""

    by: str


async def advance_clock(service: Service, actor: Actor, ask: AdvanceClockAsk) -> datetime:
    """The merchant's time after the move. Raises Refused (not a sandbox, or out of 0 to P30D), NotAllowed."""
    actor.require(Right.CHARGE)
    by = parse_duration(ask.by, BY, least=timedelta(0), most=FURTHEST)
    async with service.store.alone("clock", actor.merchant_id):
        merchant = await _merchant(service, actor)
        if not merchant.sandbox:
            raise Refused(Problem(Condition.NOT_A_SANDBOX, BY))
        async with service.store.begin() as session:
            await changes.add(session, actor, now(merchant), clock_moved(ask.by))
        began = datetime.now(UTC)
        offset = merchant.clock_offset + by
        while True:
            await _play(service, actor)
            merchant = await _merchant(service, actor)
            moment = await _next_event(service, merchant)
            if moment is None or moment > began + offset:
                break
            await _set_clock(service, merchant, moment - datetime.now(UTC))
        merchant = await _merchant(service, actor)
        await _set_clock(service, merchant, offset)
        await _play(service, actor)
        return now(await _merchant(service, actor))


async def _play(service: Service, actor: Actor) -> None:
    """Does what is due at the merchant's present time, and waits for what others are doing of it."""
    while True:
        merchant = await _merchant(service, actor)
        await settle_night(service, merchant)
        await expire_authorizations(service, merchant)
        async with service.store.session() as session:
            due = await operations.due_of(session, merchant.id, now(merchant))
            running = await operations.running_of(session, merchant.id)
        if not due and not running:
            return
        gone_on = [await resume_operation(service, number) for number in due + running]
        if not any(gone_on):
            if not running:
                return
            await asyncio.sleep(MOMENT)


async def _next_event(service: Service, merchant: Merchant) -> datetime | None:
    """When something is due next: an attempt, a question, a settlement, the end of an authorization."""
    present = now(merchant)
    async with service.store.session() as session:
        candidates = [
            await operations.next_due(session, merchant.id),
            await transactions.next_expiry(session, merchant.id, present),
            last_midnight(present) + timedelta(days=1),
        ]
    return min(moment for moment in candidates if moment is not None)


async def _merchant(service: Service, actor: Actor) -> Merchant:
    async with service.store.session() as session:
        return await merchants.get(session, actor.merchant_id)


async def _set_clock(service: Service, merchant: Merchant, offset: timedelta) -> None:
    """The clock never goes back."""
    if offset > merchant.clock_offset:
        async with service.store.begin() as session:
            await merchants.set_clock_offset(session, merchant.id, offset)
