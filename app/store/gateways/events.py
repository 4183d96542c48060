"""What gateways have told by webhook: stored once, taken by one process at a time, and forgotten after a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.states import PaymentStatus
from app.store.tables.gateway_events import GATEWAY_EVENTS

LONGEST_REFERENCE = 255
LONGEST_NAME = 100
LONGEST_RESULT = 300


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event as it came. `acts` says whether there is anything to do about it."""

    reference: str
    name: str
    refund: str | None
    facts: Mapping[str, Any]
    acts: bool


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event that a process has taken; `tries` counts this time as well."""

    id: int
    account_id: int
    name: str
    facts: Mapping[str, Any]
    received_at: datetime
    tries: int


async def add(session: AsyncSession, account_id: int, events: Sequence[NewEvent], at: datetime) -> list[int]:
    """Stores those of the account's events that are new; the numbers of those that are to be acted on."""
    rows = [
        {
            "account_id": account_id,
            "reference": each.reference,
            "name": each.name,
            "refund": each.refund,
            "facts": dict(each.facts),
            "received_at": at,
            "due_at": at if each.acts else None,
            "acted_at": None if each.acts else at,
        }
        for each in events
    ]
    added = insert(GATEWAY_EVENTS).values(rows).on_conflict_do_nothing(index_elements=["account_id", "reference"])
    found = await session.execute(added.returning(GATEWAY_EVENTS.c.id, GATEWAY_EVENTS.c.due_at))
    return [number for number, due_at in found if due_at is not None]


async def take(session: AsyncSession, event_id: int, at: datetime, lease: timedelta) -> StoredEvent | None:
    """The event, if it is due: nobody else's until the `lease` is over, once this is committed."""
    events = GATEWAY_EVENTS.c
    taken = (
        update(GATEWAY_EVENTS)
        .where(events.id == event_id, events.due_at <= at)
        .values(due_at=at + lease, tries=events.tries + 1)
        .returning(events.id, events.account_id, events.name, events.facts, events.received_at, events.tries)
    )
    row = (await session.execute(taken)).one_or_none()
    return None if row is None else StoredEvent(*row)


async def put_off(session: AsyncSession, event: StoredEvent, until: datetime) -> None:
    """It is due again then, unless another process has taken it since."""
    await _write(session, event, due_at=until)


async def acted(session: AsyncSession, event: StoredEvent, at: datetime, came_to: str) -> None:
    """It is done with. What it said of a customer is kept no longer."""
    facts = {name: value for name, value in event.facts.items() if name != "payment"}
    await _write(session, event, due_at=None, acted_at=at, came_to=came_to[:LONGEST_RESULT], facts=facts)


async def due(session: AsyncSession, at: datetime, most: int) -> list[int]:
    """The numbers of the events that are due, those that are longest first."""
    events = GATEWAY_EVENTS.c
    statement = select(events.id).where(events.due_at <= at).order_by(events.due_at, events.id).limit(most)
    return list((await session.execute(statement)).scalars())


async def has_told_of_failure(session: AsyncSession, account_id: int, refund: str) -> bool:
    """Whether the account was told that the refund, which the gateway calls so, has failed after all."""
    events = GATEWAY_EVENTS.c
    statement = select(events.id).where(
        events.account_id == account_id,
        events.refund == refund,
        events.facts["standing"]["status"].astext == PaymentStatus.SETTLEMENT_DECLINED.value,
    )
    return (await session.execute(statement.limit(1))).first() is not None


async def forget(session: AsyncSession, before: datetime, most: int) -> int:
    """Deletes up to `most` events that were done with before that time; how many it were."""
    events = GATEWAY_EVENTS.c
    old = select(events.id).where(events.acted_at < before).order_by(events.acted_at).limit(most)
    deleted = await session.execute(delete(GATEWAY_EVENTS).where(events.id.in_(old)).returning(events.id))
    return len(deleted.all())


async def _write(session: AsyncSession, event: StoredEvent, **values: Any) -> None:
    events = GATEWAY_EVENTS.c
    ours = (events.id == event.id, events.tries == event.tries, events.due_at.is_not(None))
    await session.execute(update(GATEWAY_EVENTS).where(*ours).values(**values))
