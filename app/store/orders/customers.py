"""Customers: who paid."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.ids import new_legacy_id
from app.store.tables.payments import CUSTOMERS


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> int | None:
    """The number of the merchant's customer of that legacy id."""
    statement = select(CUSTOMERS.c.id).where(CUSTOMERS.c.merchant_id == merchant_id, CUSTOMERS.c.legacy_id == legacy_id)
    return (await session.execute(statement)).scalar_one_or_none()


async def find_or_add(
    session: AsyncSession,
    merchant_id: int,
    email: str,
    phone_number: str | None,
    now: datetime,
    *,
    first_name: str | None = None,
    last_name: str | None = None,
) -> int:
    """The number of the oldest customer of that e-mail address, whatever its case; of a new one if none has it."""
    statement = (
        select(CUSTOMERS.c.id)
        .where(CUSTOMERS.c.merchant_id == merchant_id, func.lower(CUSTOMERS.c.email) == email.lower())
        .order_by(CUSTOMERS.c.id)
        .limit(1)
    )
    found = (await session.execute(statement)).scalar_one_or_none()
    if found is not None:
        return int(found)
    added = (
        insert(CUSTOMERS)
        .values(
            merchant_id=merchant_id,
            legacy_id=new_legacy_id(),
            email=email,
            phone_number=phone_number,
            first_name=first_name,
            last_name=last_name,
            created_at=now,
        )
        .returning(CUSTOMERS.c.id)
    )
    return int((await session.execute(added)).scalar_one())
