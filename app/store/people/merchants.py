"""Merchants and their accounts."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import column, func, select, table, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.reversals.payments import Merchant, MerchantAccount
from app.domain.reversals.states import AccountStatus
from app.store import objects
from app.store.reversals.rows import account_from, merchant_from
from app.store.tables.merchants import HOLD_OF_ALL, MERCHANTS, MerchantAccountRow, MerchantRow


async def get(session: AsyncSession, merchant_id: int) -> Merchant:
    """Read by hand: each unit of work begins with it."""
    row = (await session.execute(select(MERCHANTS).where(MERCHANTS.c.id == merchant_id))).one()
    return merchant_from(row._asdict())


async def find(session: AsyncSession, public_id: str) -> Merchant | None:
    row = await objects.find_one(session, select(MerchantRow).where(col(MerchantRow.public_id) == public_id))
    return None if row is None else _merchant_of(row)


async def add(session: AsyncSession, public_id: str, name: str, *, sandbox: bool) -> Merchant:
    """A new merchant; on hold where all are."""
    # Whoever puts all on hold waits until this one is there, or this one waits, and sees it.
    await session.execute(text("LOCK TABLE hold_of_all IN ROW SHARE MODE"))
    held_at = (await session.execute(select(HOLD_OF_ALL.c.held_at))).scalar_one_or_none()
    merchant = MerchantRow(
        public_id=public_id,
        name=name,
        sandbox=sandbox,
        clock_offset=timedelta(0),
        created_at=datetime.now(UTC),
        approval_limits={},
        held_at=held_at,
    )
    return _merchant_of(await objects.add(session, merchant))


async def clock_offset(session: AsyncSession, merchant_id: int) -> timedelta:
    """How far the merchant's clock is ahead of the wall clock at this moment, whatever was read of it before."""
    offset: timedelta = (
        await session.execute(select(MERCHANTS.c.clock_offset).where(MERCHANTS.c.id == merchant_id))
    ).scalar_one()
    return offset


async def set_clock_offset(session: AsyncSession, merchant_id: int, ahead: timedelta) -> None:
    """How far the sandbox merchant's clock runs ahead of the wall clock; the demo's past is played behind it."""
    merchant = await objects.get(session, MerchantRow, merchant_id)
    merchant.clock_offset = ahead
    await session.flush()


async def set_settled_until(session: AsyncSession, merchant_id: int, midnight: datetime) -> None:
    """The sandbox has settled the merchant's payments up to this midnight of its clock."""
    await session.execute(
        update(MERCHANTS)
        .where(MERCHANTS.c.id == merchant_id)
        .values(settled_until=func.greatest(MERCHANTS.c.settled_until, midnight))
    )


async def lock(session: AsyncSession, merchant_id: int) -> Merchant:
    """The merchant, whose settings are locked until the end of the session's work.

    It is locked without its key: what only refers to it, as every payment does, doesn't wait.
    """
    return _merchant_of(await _lock(session, merchant_id))


async def change_settings(session: AsyncSession, after: Merchant) -> None:
    """The merchant's own settings are those of `after` from now on; None leaves one to the server's (SPEC 5.1, 3)."""
    merchant = await _lock(session, after.id)
    merchant.notify_emails = None if after.notify_emails is None else list(after.notify_emails)
    merchant.retry_interval = after.retry_interval
    merchant.retry_attempts = after.retry_attempts
    merchant.retry_declines = after.retry_declines
    merchant.require_request_key = after.require_request_key
    merchant.require_reason_from_staff = after.require_reason_from_staff
    merchant.approval_limits = dict(after.approval_limits)
    merchant.require_approval_of_not_done = after.require_approval_of_not_done
    merchant.time_zone = after.time_zone
    merchant.on_failure = after.on_failure
    await session.flush()


async def time_zone(session: AsyncSession, merchant_id: int) -> str:
    """By whose midnights the merchant's reports tell days apart."""
    statement = select(col(MerchantRow.time_zone)).where(col(MerchantRow.id) == merchant_id)
    return str((await session.execute(statement)).scalar_one())


async def knows_time_zone(session: AsyncSession, name: str) -> bool:
    """Whether PostgreSQL knows a time zone of that name, which is one of the IANA's list."""
    if not name.isprintable() or name.startswith(("posix", "right")):
        return False
    zones = table("pg_timezone_names", column("name"))
    return (await session.execute(select(zones.c.name).where(zones.c.name == name))).first() is not None


async def _lock(session: AsyncSession, merchant_id: int) -> MerchantRow:
    statement = select(MerchantRow).where(col(MerchantRow.id) == merchant_id).with_for_update(key_share=True)
    merchant = await objects.find_one(session, statement)
    assert merchant is not None, "merchants are never deleted"
    return merchant


async def listed(session: AsyncSession) -> list[Merchant]:
    """All of them, in the order in which they were made."""
    rows = await objects.find_all(session, select(MerchantRow).order_by(col(MerchantRow.id)))
    return [_merchant_of(row) for row in rows]


async def sandboxes(session: AsyncSession) -> list[int]:
    """The numbers of all sandbox merchants. Nothing else is read, so that one with a broken row hides no other."""
    statement = select(MERCHANTS.c.id).where(MERCHANTS.c.sandbox).order_by(MERCHANTS.c.id)
    return list((await session.execute(statement)).scalars())


async def not_sandboxes(session: AsyncSession) -> list[Merchant]:
    """All merchants whose money is real, the oldest first."""
    rows = await session.execute(select(MERCHANTS).where(~MERCHANTS.c.sandbox).order_by(MERCHANTS.c.id))
    return [merchant_from(row._asdict()) for row in rows]


async def set_account(session: AsyncSession, account_id: int, *, gateway: str | None, status: AccountStatus) -> None:
    """Links the account to another gateway, or to none, and sets its status."""
    account = await objects.get(session, MerchantAccountRow, account_id)
    account.gateway, account.status = gateway, status
    account.gateway_account_id = account.gateway_account_version = None
    await session.flush()


async def find_account(session: AsyncSession, merchant_id: int, public_id: str | None) -> MerchantAccount | None:
    """The merchant's account of that id; its default account for None."""
    wanted = col(MerchantAccountRow.is_default) if public_id is None else col(MerchantAccountRow.public_id) == public_id
    theirs = select(MerchantAccountRow).where(col(MerchantAccountRow.merchant_id) == merchant_id)
    account = await objects.find_one(session, theirs.where(wanted))
    return None if account is None else account_from(account.model_dump())


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
) -> MerchantAccount:
    """A new account; as the default one it takes that place from the account that had it."""
    if default:
        theirs = col(MerchantAccountRow.merchant_id) == merchant_id, col(MerchantAccountRow.is_default)
        for each in await objects.find_all(session, select(MerchantAccountRow).where(*theirs)):
            each.is_default = False
        await session.flush()
    account = MerchantAccountRow(
        merchant_id=merchant_id,
        public_id=public_id,
        currency=currency,
        gateway=gateway,
        status=status,
        is_default=default,
        supports_refunds=supports_refunds,
        refunds_while_settling=refunds_while_settling,
    )
    return account_from((await objects.add(session, account)).model_dump())


def _merchant_of(row: MerchantRow) -> Merchant:
    return merchant_from(row.model_dump())
