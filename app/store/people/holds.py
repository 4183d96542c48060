"""Merchants on hold: nothing is sent to their gateways. What is sent reads it in the statement that writes it down."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, text, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.payments import Merchant
from app.domain.reversals.states import AttemptOutcome, OperationKind, RetryState
from app.store.reversals.rows import merchant_from
from app.store.tables.merchants import HOLD_OF_ALL
from app.store.tables.payments import MERCHANTS, OPERATIONS


async def hold(session: AsyncSession, merchant_id: int | None, at: datetime) -> list[Merchant]:
    """Puts the merchant on hold; with None all, also those that are added later. Returns those that were not before."""
    if merchant_id is None:
        await _lock_all(session)
        await session.execute(insert(HOLD_OF_ALL).values(id=1, held_at=at).on_conflict_do_nothing())
    return await _set(session, merchant_id, MERCHANTS.c.held_at.is_(None), at)


async def release(session: AsyncSession, merchant_id: int | None) -> list[Merchant]:
    """Ends the merchant's hold; with None everybody's. Returns those that were on hold before."""
    if merchant_id is None:
        await _lock_all(session)
        await session.execute(delete(HOLD_OF_ALL))
    released = await _set(session, merchant_id, MERCHANTS.c.held_at.is_not(None), None)
    await _ask_about_what_waits(session, [each.id for each in released])
    return released


async def _ask_about_what_waits(session: AsyncSession, merchants: Sequence[int]) -> None:
    """What waits to be sent is asked about before that: the database may have gone back to an earlier state, and its
    gateway may have done it since.
    """
    o = OPERATIONS.c
    forgotten = (AttemptOutcome.UNAVAILABLE, AttemptOutcome.DECLINED)
    await session.execute(
        update(OPERATIONS)
        .where(
            o.merchant_id.in_(merchants),
            o.kind.in_((OperationKind.REFUND, OperationKind.VOID)),
            o.state.in_((RetryState.WAITING, RetryState.PAUSED)),
            o.last_outcome.in_(forgotten),
        )
        .values(last_outcome=None)
    )


async def moment(session: AsyncSession) -> int:
    """A number for this moment, by which `are_over` tells the transactions that began before it from later ones."""
    return int((await session.execute(text("SELECT pg_current_xact_id()::text::bigint"))).scalar_one())


async def are_over(session: AsyncSession, moment: int) -> bool:
    """Whether all transactions that began before the moment have ended: whatever they wrote down can be seen."""
    oldest = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    return int((await session.execute(oldest)).scalar_one()) > moment


async def under_way(session: AsyncSession, merchant_id: int | None) -> int:
    """How many sendings of the merchant, or of all with None, may still be on their way to a gateway."""
    statement = select(func.count()).where(
        OPERATIONS.c.state == RetryState.RUNNING,
        OPERATIONS.c.lease_until > func.now(),
        true() if merchant_id is None else OPERATIONS.c.merchant_id == merchant_id,
    )
    return int((await session.execute(statement)).scalar_one())


async def _lock_all(session: AsyncSession) -> None:
    """Until the work ends no merchant is added, each of which reads whether all are on hold."""
    await session.execute(text("LOCK TABLE hold_of_all IN EXCLUSIVE MODE"))


async def _set(
    session: AsyncSession, merchant_id: int | None, before: ColumnElement[bool], at: datetime | None
) -> list[Merchant]:
    """Sets the hold of those that are so `before`, in the order of their numbers, as everybody locks several."""
    them = select(MERCHANTS.c.id).where(before).order_by(MERCHANTS.c.id).with_for_update(key_share=True)
    if merchant_id is not None:
        them = them.where(MERCHANTS.c.id == merchant_id)
    ids = list((await session.execute(them)).scalars())
    statement = update(MERCHANTS).where(MERCHANTS.c.id.in_(ids)).values(held_at=at).returning(MERCHANTS)
    return sorted((merchant_from(row._asdict()) for row in await session.execute(statement)), key=lambda each: each.id)
