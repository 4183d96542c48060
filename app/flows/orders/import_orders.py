"""Bring in a whole file's orders, many at a time, by the very flow that brings in one (SPEC 7.1).

Nothing is remembered but what the orders' own tables say: an import that was stopped is simply started again.
"""

from collections.abc import AsyncGenerator, Iterable, Iterator
from typing import Protocol, TypeVar

import stamina

from app.domain.orders.recording import OrderTold
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import Refused, TooMuch, Unavailable
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import PaymentSource
from app.flows.orders.record_order import Recorded, record_orders
from app.flows.service import Service

AT_A_TIME = 500
TRIES = 6
PATIENCE = 60.0
"""How often, and for how many seconds, orders are tried that others hold, or a database that is away."""


class TellsOrder(Protocol):
    """Something that tells of an order, such as lines of a file."""

    @property
    def told(self) -> OrderTold: ...


EntryT = TypeVar("EntryT", bound=TellsOrder)


async def import_orders(
    service: Service, actor: Actor, entries: Iterable[EntryT]
) -> AsyncGenerator[list[tuple[EntryT, Recorded | Refused | TooMuch]]]:
    """What became of the entries, some at a time, in their order; each part is kept by the time it is told.

    Raises Unavailable where it can't go on: what was told by then is kept, and the rest is not.
    """
    for part in _parts(entries):
        async for attempt in stamina.retry_context(on=Unavailable, attempts=TRIES, timeout=PATIENCE):
            with attempt:
                outcomes = await record_orders(service, actor, [entry.told for entry in part])
        yield list(zip(part, outcomes, strict=True))


def importer(merchant: Merchant) -> Actor:
    """The operator who imports at the command line, on behalf of that merchant."""
    return Actor(
        kind=ActorKind.SYSTEM,
        id="import",
        name="refundry import",
        merchant_id=merchant.id,
        merchant=merchant.public_id,
        rights=frozenset({Right.MANAGE_ORDERS}),
        source=PaymentSource.API,
    )


def _parts(entries: Iterable[EntryT]) -> Iterator[list[EntryT]]:
    """The entries in parts that don't name an order, or a payment, twice."""
    part, named = list[EntryT](), set[str]()
    for entry in entries:
        names = {f"order {entry.told.order_id}", *(f"payment {each.gateway_id}" for each in entry.told.transactions)}
        if part and (len(part) == AT_A_TIME or names & named):
            yield part
            part, named = [], set()
        part.append(entry)
        named |= names
    if part:
        yield part
