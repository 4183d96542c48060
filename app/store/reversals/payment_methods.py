"""The sandbox's vault: payment methods that can be used later. Times are the merchant's."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.ids import new_legacy_id
from app.domain.reversals.payments import PaymentMethod
from app.domain.reversals.vault import KeptMethod, Usage
from app.store import objects
from app.store.reversals.rows import method_columns
from app.store.tables.vault import PaymentMethodRow


async def add(
    session: AsyncSession,
    merchant_id: int,
    method: PaymentMethod,
    behaves_as: str,
    usage: Usage,
    now: datetime,
    *,
    customer_id: int | None = None,
    make_default: bool = False,
) -> KeptMethod:
    """A new payment method. A customer's first one in the vault is the default one, and one that is to be."""
    is_default = False
    if customer_id is not None:
        theirs = await _of_customer(session, merchant_id, customer_id)
        is_default = make_default or not any(each.is_default for each in theirs)
        if is_default:
            statement = update(PaymentMethodRow).where(col(PaymentMethodRow.customer_id) == customer_id)
            await session.execute(statement.values(is_default=False))
    row = PaymentMethodRow(
        merchant_id=merchant_id,
        legacy_id=new_legacy_id(),
        customer_id=customer_id,
        usage=usage,
        method=method_columns(method),
        behaves_as=behaves_as,
        is_default=is_default,
        created_at=now,
    )
    return _read(await objects.add(session, row))


async def find(session: AsyncSession, merchant_id: int, legacy_id: str, *, lock: bool = False) -> KeptMethod | None:
    """The merchant's payment method of that legacy id, used and deleted ones among them. With `lock` it is
    held until the work ends.
    """
    statement = _of_merchant(merchant_id).where(col(PaymentMethodRow.legacy_id) == legacy_id)
    found = await objects.find_one(session, statement.with_for_update(key_share=True) if lock else statement)
    return None if found is None else _read(found)


async def by_number(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, KeptMethod]:
    """Those of these that the merchant has and that were not deleted, by their numbers."""
    statement = _of_merchant(merchant_id).where(col(PaymentMethodRow.id).in_(ids))
    found = await objects.find_all(session, statement.where(col(PaymentMethodRow.deleted_at).is_(None)))
    return {each.id: _read(each) for each in found if each.id is not None}


async def of_customers(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, list[KeptMethod]]:
    """The methods in the vault of each of these customers, the newest first."""
    statement = _of_merchant(merchant_id).where(
        col(PaymentMethodRow.customer_id).in_(ids), col(PaymentMethodRow.deleted_at).is_(None)
    )
    found: dict[int, list[KeptMethod]] = {}
    for each in await objects.find_all(session, statement.order_by(col(PaymentMethodRow.id).desc())):
        assert each.customer_id is not None, "they were found by it"
        found.setdefault(each.customer_id, []).append(_read(each))
    return found


async def consume(session: AsyncSession, number: int, now: datetime) -> None:
    """A method for a single use was used."""
    row = await objects.get(session, PaymentMethodRow, number)
    row.consumed_at = now
    await session.flush()


async def delete(session: AsyncSession, number: int, now: datetime) -> None:
    """It is in the vault no longer."""
    row = await objects.get(session, PaymentMethodRow, number)
    row.deleted_at, row.is_default = now, False
    await session.flush()


async def delete_of_customer(session: AsyncSession, merchant_id: int, customer_id: int, now: datetime) -> int:
    """Nothing of the customer's is in the vault any longer. Returns how many there were."""
    theirs = await _of_customer(session, merchant_id, customer_id)
    for each in theirs:
        each.deleted_at, each.is_default = now, False
    await session.flush()
    return len(theirs)


async def _of_customer(session: AsyncSession, merchant_id: int, customer_id: int) -> list[PaymentMethodRow]:
    statement = _of_merchant(merchant_id).where(
        col(PaymentMethodRow.customer_id) == customer_id, col(PaymentMethodRow.deleted_at).is_(None)
    )
    return await objects.find_all(session, statement.with_for_update(key_share=True))


def _of_merchant(merchant_id: int) -> Select[PaymentMethodRow]:
    return select(PaymentMethodRow).where(col(PaymentMethodRow.merchant_id) == merchant_id)


def _read(row: PaymentMethodRow) -> KeptMethod:
    assert row.id is not None, "what was written has a number"
    return KeptMethod(
        id=row.id,
        legacy_id=row.legacy_id,
        usage=Usage(row.usage),
        method=PaymentMethod(**row.method),
        behaves_as=row.behaves_as,
        customer_id=row.customer_id,
        created_at=row.created_at,
        is_default=row.is_default,
        consumed_at=row.consumed_at,
        deleted=row.deleted_at is not None,
    )
