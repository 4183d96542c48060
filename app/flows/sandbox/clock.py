"""Move a sandbox merchant's clock forward, and play everything that falls due on the way (SPEC 5.6 and 13).

Each thing happens at its own time and in order, whether a worker runs or not: three days in one call are the same as
three calls of a day. A merchant has one such call at a time.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.durations import format_duration, parse_duration
from app.domain.history.kinds import Entry, clock_moved, clock_stopped
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Problem, Refused
from app.domain.reversals.payments import Merchant
from app.domain.reversals.schedule import FURTHEST_AHEAD
from app.flows.reversals.resume import resume_operation
from app.flows.sandbox.night import Stop, expire_authorizations, last_midnight, never, settle_night
from app.flows.service import Service, now
from app.store.database import Taken
from app.store.history import changes
from app.store.people import merchants
from app.store.reversals import due, operations, transactions

BY = ("input", "by")
FURTHEST = timedelta(days=30)
MOMENT = 0.02
"""Seconds between two looks at what another process carries out."""


@dataclass(frozen=True, slots=True)
class AdvanceClockAsk:
    """How far `sandboxAdvanceClock` was asked to go: an ISO 8601 duration, the client's text."""

    by: str


async def advance_clock(service: Service, actor: Actor, ask: AdvanceClockAsk, stop: Stop = never) -> datetime:
    """The merchant's time after the move. Raises Refused (not a sandbox, too far, moved by another), NotAllowed.

    Once it is to `stop`, it ends between two steps, never within one: the clock stays where it has got to by then.
    """
    actor.require(Right.CHARGE)
    by = parse_duration(ask.by, BY, least=timedelta(0), most=FURTHEST)
    _check(await _merchant(service, actor), by)
    try:
        async with service.store.alone("clock", actor.merchant_id):
            merchant = await _merchant(service, actor)
            # Another call may have ended since it was looked at.
            _check(merchant, by)
            await _write_down(service, actor, merchant, clock_moved(ask.by))
            offset = merchant.clock_offset + by
            await _advance(service, actor, offset, stop)
            merchant = await _merchant(service, actor)
            if merchant.clock_offset < offset:
                await _write_down(service, actor, merchant, clock_stopped(ask.by))
            return now(merchant)
    except Taken:
        raise Refused(Problem(Condition.CONCURRENT_CLOCK_MOVES, BY)) from None


def _check(merchant: Merchant, by: timedelta) -> None:
    """Raises Refused unless the merchant has a clock that can be moved by so much."""
    if not merchant.sandbox:
        raise Refused(Problem(Condition.NOT_A_SANDBOX, BY))
    left = max(FURTHEST_AHEAD - merchant.clock_offset, timedelta(0))
    if by > left:
        whole_seconds = timedelta(seconds=left // timedelta(seconds=1))
        raise Refused(Problem(Condition.DURATION_INVALID, BY, {"left": format_duration(whole_seconds)}))


async def _advance(service: Service, actor: Actor, offset: timedelta, stop: Stop) -> None:
    """Moves the clock to `offset` from the wall clock, event by event, unless it is to `stop` before."""
    began = datetime.now(UTC)
    while True:
        await _play(service, actor, stop)
        if stop():
            return
        merchant = await _merchant(service, actor)
        moment = await _next_event(service, merchant)
        if moment > began + offset:
            break
        await _set_clock(service, merchant, moment - datetime.now(UTC))
    await _set_clock(service, merchant, offset)
    await _play(service, actor, stop)


async def _play(service: Service, actor: Actor, stop: Stop) -> None:
    """Does what is due at the merchant's present time, and waits for what others are doing of it."""
    while not stop():
        merchant = await _merchant(service, actor)
        await settle_night(service, merchant, stop)
        await expire_authorizations(service, merchant, stop)
        async with service.store.session() as session:
            found = await due.of_merchant(session, merchant.id, now(merchant))
            running = await operations.running_of(session, merchant.id)
        if merchant.on_hold or not (found or running):
            return
        gone_on = [await resume_operation(service, number) for number in found + running if not stop()]
        if not any(gone_on):
            if not running:
                return
            await asyncio.sleep(MOMENT)


async def _next_event(service: Service, merchant: Merchant) -> datetime:
    """When something is due next: an attempt, a question, a settlement, the end of an authorization."""
    present = now(merchant)
    async with service.store.session() as session:
        candidates = [
            None if merchant.on_hold else await due.next_of_merchant(session, merchant.id),
            await transactions.next_expiry(session, merchant.id, present),
            last_midnight(present) + timedelta(days=1),
        ]
    return min(moment for moment in candidates if moment is not None)


async def _merchant(service: Service, actor: Actor) -> Merchant:
    async with service.store.session() as session:
        return await merchants.get(session, actor.merchant_id)


async def _write_down(service: Service, actor: Actor, merchant: Merchant, entry: Entry) -> None:
    async with service.store.begin() as session:
        await changes.add(session, actor, now(merchant), entry)


async def _set_clock(service: Service, merchant: Merchant, offset: timedelta) -> None:
    """The clock never goes back."""
    if offset > merchant.clock_offset:
        async with service.store.begin() as session:
            await merchants.set_clock_offset(session, merchant.id, offset)
