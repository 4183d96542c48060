"""Who did what, when, from where and why: what status histories and attempts don't say (SPEC 8.5)."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people import Actor
from app.store.tables import CHANGES


async def add(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    what: str,
    note: str | None,
    *,
    transaction_id: int | None = None,
    refund_id: int | None = None,
) -> None:
    """Keeps that `actor` did `what` (a few words for people), to a transaction, to a refund, or to the merchant."""
    await session.execute(
        insert(CHANGES).values(
            merchant_id=actor.merchant_id,
            transaction_id=transaction_id,
            refund_id=refund_id,
            at=at,
            actor_id=actor.id,
            actor_name=actor.name,
            source=actor.source,
            address=actor.address,
            what=what,
            note=note,
        )
    )
