"""Merchants and their accounts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.payments import Merchant, MerchantAccount
from app.domain.reversals.states import AccountStatus
from app.store.reversals.rows import account_from, merchant_from
from app.store.tables.payments import MERCHANT_ACCOUNTS, MERCHANTS


async def get(session: AsyncSession, merchant_id: int) -> Merchant:
    row = (await session.execute(select(MERCHANTS).where(MERCHANTS.c.id == merchant_id))).one()
    return merchant_from(row._asdict())


async def find(session: AsyncSession, public_id: str) -> Merchant | None:
    row = (await session.execute(select(MERCHANTS).where(MERCHANTS.c.public_id == public_id))).one_or_none()
    return None if row is None else merchant_from(row._asdict())


async def add(session: AsyncSession, public_id: str, name: str, *, sandbox: bool) -> Merchant:
    statement = (
        insert(MERCHANTS)
        .values(public_id=public_id, name=name, sandbox=sandbox, created_at=datetime.now(UTC))
        .returning(MERCHANTS)
    )
    return merchant_from((await session.execute(statement)).one()._asdict())


async def clock_offset(session: AsyncSession, merchant_id: int) -> timedelta:
    """How far the merchant's clock is ahead of the wall clock at this moment, whatever was read of it before."""
    offset: timedelta = (
        await session.execute(select(MERCHANTS.c.clock_offset).where(MERCHANTS.c.id == merchant_id))
    ).scalar_one()
    return offset


async def set_clock_offset(session: AsyncSession, merchant_id: int, ahead: timedelta) -> None:
    """How far the sandbox merchant's clock runs ahead of the wall clock; the demo's past is played behind it."""
    await session.execute(update(MERCHANTS).where(MERCHANTS.c.id == merchant_id).values(clock_offset=ahead))


async def set_settled_until(session: AsyncSession, merchant_id: int, midnight: datetime) -> None:
    """The sandbox has settled the merchant's payments up to this midnight of its clock."""
    await session.execute(
        update(MERCHANTS)
        .where(MERCHANTS.c.id == merchant_id)
        .values(settled_until=func.greatest(MERCHANTS.c.settled_until, midnight))
    )


async def lock(session: AsyncSession, merchant_id: int) -> Merchant:
    """The merchant, whose settings nobody else changes until the end of the session's work.

    It is locked without its key: what only refers to it, as every payment does, doesn't wait.
    """
    statement = select(MERCHANTS).where(MERCHANTS.c.id == merchant_id).with_for_update(key_share=True)
    return merchant_from((await session.execute(statement)).one()._asdict())


async def change_settings(
    session: AsyncSession,
    merchant_id: int,
    *,
    notify_emails: tuple[str, ...] | None,
    retry_interval: timedelta | None,
    retry_attempts: int | None,
    retry_declines: bool,
    require_request_key: bool,
    require_reason_from_staff: bool,
    approval_limits: Mapping[str, int],
    require_approval_of_not_done: bool,
) -> None:
    """The merchant's own settings from now on; None leaves it to the server's (SPEC 5.1, 3)."""
    await session.execute(
        update(MERCHANTS)
        .where(MERCHANTS.c.id == merchant_id)
        .values(
            notify_emails=None if notify_emails is None else list(notify_emails),
            retry_interval=retry_interval,
            retry_attempts=retry_attempts,
            retry_declines=retry_declines,
            require_request_key=require_request_key,
            require_reason_from_staff=require_reason_from_staff,
            approval_limits=dict(approval_limits),
            require_approval_of_not_done=require_approval_of_not_done,
        )
    )


async def sandboxes(session: AsyncSession) -> list[int]:
    """The numbers of all sandbox merchants. Nothing else is read, so that one with a broken row hides no other."""
    statement = select(MERCHANTS.c.id).where(MERCHANTS.c.sandbox).order_by(MERCHANTS.c.id)
    return list((await session.execute(statement)).scalars())


async def set_account(session: AsyncSession, account_id: int, *, gateway: str | None, status: AccountStatus) -> None:
    """Links the account to another gateway, or to none, and sets its status."""
    values = {"gateway": gateway, "status": status}
    await session.execute(update(MERCHANT_ACCOUNTS).where(MERCHANT_ACCOUNTS.c.id == account_id).values(**values))


async def find_account(session: AsyncSession, merchant_id: int, public_id: str | None) -> MerchantAccount | None:
    """The merchant's account of that id; its default account for None."""
    wanted = MERCHANT_ACCOUNTS.c.is_default if public_id is None else MERCHANT_ACCOUNTS.c.public_id == public_id
    statement = select(MERCHANT_ACCOUNTS).where(MERCHANT_ACCOUNTS.c.merchant_id == merchant_id, wanted)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else account_from(row._asdict())


async def add_account(
    session: AsyncSession,
    merchant_id: int,
    public_id: str,
    currency: str,
    gateway: str | None,
    *,
    default: bool,
    status: AccountStatus,
    supports_refunds: bool,
    refunds_while_settling: bool,
    gateway_account: int | None = None,
) -> MerchantAccount:
    """A new account; as the default one it takes that place from the account that had it."""
    if default:
        await session.execute(
            update(MERCHANT_ACCOUNTS).where(MERCHANT_ACCOUNTS.c.merchant_id == merchant_id).values(is_default=False)
        )
    statement = (
        insert(MERCHANT_ACCOUNTS)
        .values(
            merchant_id=merchant_id,
            public_id=public_id,
            currency=currency,
            gateway=gateway,
            status=status,
            is_default=default,
            supports_refunds=supports_refunds,
            refunds_while_settling=refunds_while_settling,
            gateway_account_id=gateway_account,
        )
        .returning(MERCHANT_ACCOUNTS)
    )
    return account_from((await session.execute(statement)).one()._asdict())
