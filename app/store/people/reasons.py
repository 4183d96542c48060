"""A merchant's list of reasons. They are never deleted: what was refunded for one goes on naming it."""

from collections.abc import Sequence

from sqlalchemy import func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.reasons import RefundReason
from app.store.tables.payments import REFUND_REASONS


async def find(session: AsyncSession, merchant_id: int, code: str) -> RefundReason | None:
    statement = select(REFUND_REASONS).where(REFUND_REASONS.c.merchant_id == merchant_id, REFUND_REASONS.c.code == code)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else RefundReason(row.code, row.label, row.active)


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[RefundReason]:
    """All of the merchant's reasons, by their labels."""
    statement = (
        select(REFUND_REASONS)
        .where(REFUND_REASONS.c.merchant_id == merchant_id)
        .order_by(func.lower(REFUND_REASONS.c.label), REFUND_REASONS.c.code)
    )
    return [RefundReason(row.code, row.label, row.active) for row in await session.execute(statement)]


async def codes(session: AsyncSession, merchant_id: int) -> tuple[str, ...]:
    """The codes of those that can be given, by their labels."""
    return tuple(each.code for each in await of_merchant(session, merchant_id) if each.active)


async def same(session: AsyncSession, merchant_id: int, *, code: str, label: str) -> Sequence[RefundReason]:
    """The merchant's reasons that have this code or this label, in whatever case."""
    statement = select(REFUND_REASONS).where(
        REFUND_REASONS.c.merchant_id == merchant_id,
        (func.lower(REFUND_REASONS.c.code) == func.lower(literal(code)))
        | (func.lower(REFUND_REASONS.c.label) == func.lower(literal(label))),
    )
    return [RefundReason(row.code, row.label, row.active) for row in await session.execute(statement)]


async def add(session: AsyncSession, merchant_id: int, reason: RefundReason) -> None:
    values = {"code": reason.code, "label": reason.label, "active": reason.active}
    await session.execute(insert(REFUND_REASONS).values(merchant_id=merchant_id, **values))


async def change(session: AsyncSession, merchant_id: int, reason: RefundReason) -> None:
    """The reason of that code has this label from now on, and can be given or not."""
    await session.execute(
        update(REFUND_REASONS)
        .where(REFUND_REASONS.c.merchant_id == merchant_id, REFUND_REASONS.c.code == reason.code)
        .values(label=reason.label, active=reason.active)
    )
