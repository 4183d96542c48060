"""A merchant's list of reasons. They are never deleted: what was refunded for one goes on naming it."""

from collections.abc import Sequence

from sqlalchemy import func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.people.reasons import RefundReason
from app.store import objects
from app.store.tables.orders import RefundReasonRow


async def find(session: AsyncSession, merchant_id: int, code: str) -> RefundReason | None:
    named = col(RefundReasonRow.merchant_id) == merchant_id, col(RefundReasonRow.code) == code
    row = await objects.find_one(session, select(RefundReasonRow).where(*named))
    return None if row is None else _reason_of(row)


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[RefundReason]:
    """All of the merchant's reasons, by their labels."""
    theirs = select(RefundReasonRow).where(col(RefundReasonRow.merchant_id) == merchant_id)
    by_label = theirs.order_by(func.lower(RefundReasonRow.label), col(RefundReasonRow.code))
    return [_reason_of(row) for row in await objects.find_all(session, by_label)]


async def codes(session: AsyncSession, merchant_id: int) -> tuple[str, ...]:
    """The codes of those that can be given, by their labels."""
    return tuple(each.code for each in await of_merchant(session, merchant_id) if each.active)


async def same(session: AsyncSession, merchant_id: int, *, code: str, label: str) -> Sequence[RefundReason]:
    """The merchant's reasons that have this code or this label, ignoring case."""
    statement = select(RefundReasonRow).where(
        col(RefundReasonRow.merchant_id) == merchant_id,
        or_(
            func.lower(RefundReasonRow.code) == func.lower(literal(code)),
            func.lower(RefundReasonRow.label) == func.lower(literal(label)),
        ),
    )
    return [_reason_of(row) for row in await objects.find_all(session, statement)]


async def add(session: AsyncSession, merchant_id: int, reason: RefundReason) -> None:
    row = RefundReasonRow(merchant_id=merchant_id, code=reason.code, label=reason.label, active=reason.active)
    await objects.add(session, row)


async def change(session: AsyncSession, merchant_id: int, reason: RefundReason) -> None:
    """The reason of that code has this label from now on, and can be given or not."""
    row = await objects.get(session, RefundReasonRow, (merchant_id, reason.code))
    row.label, row.active = reason.label, reason.active
    await session.flush()


def _reason_of(row: RefundReasonRow) -> RefundReason:
    return RefundReason(row.code, row.label, row.active)
