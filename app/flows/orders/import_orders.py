"""Bring in a whole file's orders, many at a time, by the very flow that brings in one (SPEC 7.1).

Nothing is remembered but what the orders' own tables say: an import that was stopped is simply started again.
"""

from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import stamina

from app.domain.orders.recording import OnConflict, OrderTold
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import Refused, TooMuch, Unavailable
from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import PaymentSource
from app.flows.orders.record_order import Recorded, record_orders
from app.flows.service import Service
from app.store.search import reading

AT_A_TIME = 500
TRIES = 6
PATIENCE = 60.0
"""How often, and for how many seconds, orders are tried that others hold, or a database that is away."""


class TellsOrder(Protocol):
    """Something that tells of an order, such as lines of a file."""

    @property
    def told(self) -> OrderTold: ...


EntryT = TypeVar("EntryT", bound=TellsOrder)


@dataclass(frozen=True, slots=True)
class ForAll:
    """What holds for all orders: `update` corrects those that were recorded otherwise, a `dry_run` keeps nothing."""

    update: bool = False
    dry_run: bool = False


async def import_orders(
    service: Service, actor: Actor, entries: Iterable[EntryT], for_all: ForAll = ForAll()
) -> AsyncGenerator[list[tuple[EntryT, Recorded | Refused | TooMuch]]]:
    """What became of the entries, some at a time, in their order; each part is kept by the time it is told.

    Raises Unavailable where it can't go on: what was told by then is kept, and the rest is not.
    """
    for part in _parts(entries):
        async for attempt in stamina.retry_context(on=Unavailable, attempts=TRIES, timeout=PATIENCE):
            with attempt:
                told = [_as_asked(entry.told, for_all) for entry in part]
                outcomes = await record_orders(service, actor, told, dry_run=for_all.dry_run)
        yield list(zip(part, outcomes, strict=True))


def _as_asked(told: OrderTold, for_all: ForAll) -> OrderTold:
    return replace(told, on_conflict=OnConflict.UPDATE) if for_all.update else told


async def only_currency(service: Service, merchant: Merchant) -> str | None:
    """The currency of the merchant's only account; None if there are several, or none."""
    async with service.store.session() as session:
        accounts = await reading.merchant_accounts(session, merchant.id)
    return accounts[0].currency if len(accounts) == 1 else None


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
