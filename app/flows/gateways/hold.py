"""Put merchants on hold, so that nothing is sent to their gateways, and release them (SPEC 14.8).

On hold everything is written down and waits. A process that read the merchant before sends nothing that it writes down
after: the statement that writes an operation down reads whether its merchant is on hold.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.problems import Unavailable
from app.domain.reversals.payments import Merchant
from app.flows.people.set_up import operator_of
from app.flows.reversals.sweep import sweep
from app.flows.service import Service, Work, wall_clock
from app.store.database import Contended
from app.store.people import holds

LOOKED_AT_EVERY = 0.1
"""Seconds between two looks at what had begun before a hold."""


@dataclass(frozen=True, slots=True)
class Held:
    """The merchants that were put on hold by this, and how many sendings that had begun before may not have ended.

    `sure` says that no transaction goes on that began before: the number is not going to rise.
    """

    merchants: list[Merchant]
    under_way: int
    sure: bool


async def hold(service: Service, merchant: Merchant | None, patience: timedelta) -> Held:
    """Puts the merchant on hold, or all with None, and waits up to `patience` for what had begun before to end.

    From when this returns nothing is sent but what is `under_way`. Raises Unavailable.
    """
    number = None if merchant is None else merchant.id
    try:
        async with service.store.begin() as session:
            put = await holds.hold(session, number, wall_clock())
            for each in put:
                await Work(session, each, operator_of(each)).keep(Entry(ChangeKind.SENDING_HELD))
    except Contended as error:
        raise Unavailable("the merchant is being changed by others") from error
    async with service.store.begin() as session:
        moment = await holds.moment(session)
    until, sure, left = monotonic() + patience.total_seconds(), False, 0
    while True:
        async with service.store.session() as session:
            sure = sure or await holds.are_over(session, moment)
            left = await holds.under_way(session, number)
        if (sure and not left) or monotonic() >= until:
            return Held(put, left, sure)
        await asyncio.sleep(LOOKED_AT_EVERY)


async def release(service: Service, merchant: Merchant | None) -> list[Merchant]:
    """Ends the hold of the merchant, or of all with None; those that it ended for. What is due goes on at once.

    What was written down meanwhile is asked about before it is sent. Raises Unavailable.
    """
    try:
        async with service.store.begin() as session:
            released = await holds.release(session, None if merchant is None else merchant.id)
            for each in released:
                await Work(session, each, operator_of(each)).keep(Entry(ChangeKind.SENDING_RELEASED))
    except Contended as error:
        raise Unavailable("the merchant is being changed by others") from error
    await sweep(service)
    return released
