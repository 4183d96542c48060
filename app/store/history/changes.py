"""Who did what, when, from where and why: what status histories and attempts don't say (SPEC 8.5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import ChangeKind, Entry, kept_entry
from app.domain.people.people import BY_ITSELF, Actor
from app.domain.reversals.states import PaymentSource
from app.store.tables.payments import CHANGES, MERCHANTS, ORDERS, REFUNDS, TRANSACTIONS
from app.store.touched import note as note_touched


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was kept. `by` is None for the service itself; a refund's change names its transaction too."""

    id: int
    at: datetime
    by: str | None
    source: PaymentSource | None
    address: str | None
    entry: Entry
    reason_code: str | None
    note: str | None
    refund: str | None
    transaction: str | None
    order_id: str | None


async def latest_actor(session: AsyncSession, refund_id: int, kinds: Collection[ChangeKind]) -> str | None:
    """The id of who last did one of these things to the refund; None for nobody."""
    statement = (
        select(CHANGES.c.actor_id)
        .where(CHANGES.c.refund_id == refund_id, CHANGES.c.kind.in_(sorted(kinds)))
        .order_by(CHANGES.c.id.desc())
        .limit(1)
    )
    actor: str | None = (await session.execute(statement)).scalar_one_or_none()
    return actor


async def add(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    entry: Entry,
    note: str | None = None,
    *,
    transaction_id: int | None = None,
    refund_id: int | None = None,
    order_row_id: int | None = None,
    reason_code: str | None = None,
) -> None:
    """Keeps what `actor` did: to a payment, to an order, or to the merchant."""
    note_touched(session, transaction_id)
    await session.execute(
        insert(CHANGES).values(
            merchant_id=actor.merchant_id,
            transaction_id=transaction_id,
            refund_id=refund_id,
            order_row_id=order_row_id,
            at=at,
            actor_id=actor.id,
            actor_name=actor.name,
            source=actor.source,
            address=actor.address,
            kind=entry.kind,
            facts=entry.facts,
            note=note,
            reason_code=reason_code,
        )
    )


async def kept_since(
    session: AsyncSession, kind: ChangeKind, since: datetime, *, transaction_id: int, refund_id: int | None
) -> bool:
    """Whether a change of that kind was made at `since` or later: to the refund, or, without one, to the payment."""
    kept = exists().where(
        CHANGES.c.transaction_id == transaction_id,
        CHANGES.c.refund_id.is_not_distinct_from(refund_id),
        CHANGES.c.kind == kind,
        CHANGES.c.at >= since,
    )
    return bool((await session.execute(select(kept))).scalar_one())


async def page(
    session: AsyncSession, merchant_id: int, size: int, before: int | None = None
) -> tuple[list[Change], bool]:
    """The merchant's changes, the last one first, from before that number on; and whether there are more."""
    statement = (
        select(
            CHANGES,
            REFUNDS.c.legacy_id.label("refund"),
            TRANSACTIONS.c.legacy_id.label("transaction"),
            ORDERS.c.order_id,
        )
        .outerjoin(REFUNDS, REFUNDS.c.id == CHANGES.c.refund_id)
        .outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == CHANGES.c.transaction_id)
        .outerjoin(ORDERS, ORDERS.c.id == CHANGES.c.order_row_id)
        .where(CHANGES.c.merchant_id == merchant_id)
        .order_by(CHANGES.c.id.desc())
        .limit(size + 1)
    )
    if before is not None:
        statement = statement.where(CHANGES.c.id < before)
    found = [_change_from(row) for row in await session.execute(statement)]
    return found[:size], len(found) > size


async def exported(
    session: AsyncSession, start: datetime, end: datetime, merchant_id: int | None, after: int, most: int
) -> list[dict[str, Any]]:
    """The next changes from `start` to before `end` behind the number `after`; of all merchants where none is named."""
    statement = (
        select(
            CHANGES.c.id,
            CHANGES.c.at,
            MERCHANTS.c.public_id.label("merchant"),
            CHANGES.c.actor_id.label("actorId"),
            CHANGES.c.actor_name.label("actorName"),
            CHANGES.c.source,
            CHANGES.c.address,
            CHANGES.c.kind,
            CHANGES.c.facts,
            CHANGES.c.reason_code.label("reasonCode"),
            CHANGES.c.note,
            TRANSACTIONS.c.legacy_id.label("transaction"),
            REFUNDS.c.legacy_id.label("refund"),
            ORDERS.c.order_id.label("orderId"),
        )
        .join(MERCHANTS, MERCHANTS.c.id == CHANGES.c.merchant_id)
        .outerjoin(REFUNDS, REFUNDS.c.id == CHANGES.c.refund_id)
        .outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == CHANGES.c.transaction_id)
        .outerjoin(ORDERS, ORDERS.c.id == CHANGES.c.order_row_id)
        .where(CHANGES.c.id > after, CHANGES.c.at >= start, CHANGES.c.at < end)
        .order_by(CHANGES.c.id)
        .limit(most)
    )
    if merchant_id is not None:
        statement = statement.where(CHANGES.c.merchant_id == merchant_id)
    return [dict(row._mapping) for row in await session.execute(statement)]


def _change_from(row: Row[Any]) -> Change:
    by_itself = row.actor_id == BY_ITSELF
    return Change(
        id=row.id,
        at=row.at,
        by=None if by_itself else row.actor_name,
        source=None if by_itself else PaymentSource(row.source),
        address=row.address,
        entry=kept_entry(row.kind, row.facts),
        reason_code=row.reason_code,
        note=row.note,
        refund=row.refund,
        transaction=row.transaction,
        order_id=row.order_id,
    )
