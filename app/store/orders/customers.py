"""Customers: who paid."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.ids import new_legacy_id
from app.store import objects
from app.store.tables.merchants import CustomerRow


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> int | None:
    """The number of the merchant's customer of that legacy id; None for one who was deleted too."""
    named = (
        col(CustomerRow.merchant_id) == merchant_id,
        col(CustomerRow.legacy_id) == legacy_id,
        col(CustomerRow.deleted_at).is_(None),
    )
    customer = await objects.find_one(session, select(CustomerRow).where(*named))
    return None if customer is None else customer.id


async def add(session: AsyncSession, merchant_id: int, now: datetime, values: Mapping[str, str]) -> int:
    """The number of a new customer, with these values by the names of columns."""
    made = CustomerRow(merchant_id=merchant_id, legacy_id=new_legacy_id(), created_at=now)
    for name, value in values.items():
        setattr(made, name, value)
    customer = await objects.add(session, made)
    assert customer.id is not None, "what was written has a number"
    return customer.id


async def delete(session: AsyncSession, number: int, now: datetime) -> bool:
    """Deletes the customer, whom the work holds; False if that was done already. The row stays for old payments."""
    customer = await objects.get(session, CustomerRow, number)
    if customer.deleted_at is not None:
        return False
    customer.deleted_at = now
    await session.flush()
    return True


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
    theirs = (
        col(CustomerRow.merchant_id) == merchant_id,
        func.lower(CustomerRow.email) == email.lower(),
        col(CustomerRow.deleted_at).is_(None),
    )
    statement = select(CustomerRow).where(*theirs).order_by(col(CustomerRow.id)).limit(1)
    customer = await objects.find_one(session, statement)
    if customer is None:
        made = CustomerRow(
            merchant_id=merchant_id,
            legacy_id=new_legacy_id(),
            email=email,
            phone_number=phone_number,
            first_name=first_name,
            last_name=last_name,
            created_at=now,
        )
        customer = await objects.add(session, made)
    assert customer.id is not None, "what was written has a number"
    return customer.id
