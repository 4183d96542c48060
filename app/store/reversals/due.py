"""Which operations are due, and when the next one is: read off indexes, so that it costs what is due, not what waits."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.schedule import FURTHEST_AHEAD
from app.domain.reversals.states import OperationKind, RetryState
from app.store.tables.payments import GATEWAY_ACCOUNTS, MERCHANTS, OPERATIONS


async def in_rounds(session: AsyncSession, most: int) -> list[int]:
    """The operations whose time has come on their merchant's clock; longest due first within each queue. Merchants on
    hold have none.

    Each gateway account has a queue, and each merchant one of what goes by none. They are read in rounds: each one's
    first, then each one's second, and so on, so that one in which very many are due keeps no other waiting. What it
    costs depends on how many are due, not on how many wait: each queue is read off an index.
    """
    queued = union_all(_due_of_merchants(most), _due_at_accounts(most)).subquery("queued")
    statement = select(queued.c.id).order_by(queued.c.place, queued.c.at, queued.c.id).limit(most)
    return list((await session.execute(statement)).scalars())


def _due_of_merchants(most: int) -> Select[Any]:
    """What is due of each merchant and goes by no gateway account, and its place in its queue."""
    at, number = OPERATIONS.c.next_attempt_at, OPERATIONS.c.id
    # Further off no clock can be set. One that is all the same may be beyond all times, and must not fail the others.
    ahead = func.greatest(func.least(MERCHANTS.c.clock_offset, FURTHEST_AHEAD), -FURTHEST_AHEAD)
    of_merchant = (
        select(number, at, func.row_number().over(order_by=(at, number)).label("place"))
        .where(
            OPERATIONS.c.merchant_id == MERCHANTS.c.id,
            at <= func.now() + ahead,
            OPERATIONS.c.gateway_account_id.is_(None),
            MERCHANTS.c.held_at.is_(None),
        )
        .order_by(at, number)
        .limit(most)
        .lateral("of_merchant")
    )
    found = of_merchant.c
    return (
        select(found.id, found.next_attempt_at.label("at"), found.place)
        .select_from(MERCHANTS)
        .join(of_merchant, true())
    )


def _due_at_accounts(most: int) -> Select[Any]:
    """The same of each gateway account; those go by the wall clock."""
    at, number = OPERATIONS.c.next_attempt_at, OPERATIONS.c.id
    at_account = (
        select(number, at, func.row_number().over(order_by=(at, number)).label("place"))
        .where(
            OPERATIONS.c.gateway_account_id == GATEWAY_ACCOUNTS.c.id,
            at <= func.now(),
            MERCHANTS.c.held_at.is_(None),
        )
        .order_by(at, number)
        .limit(most)
        .lateral("at_account")
    )
    found = at_account.c
    return (
        select(found.id, found.next_attempt_at.label("at"), found.place)
        .select_from(GATEWAY_ACCOUNTS)
        .join(MERCHANTS, MERCHANTS.c.id == GATEWAY_ACCOUNTS.c.merchant_id)
        .join(at_account, true())
    )


async def of_merchant(session: AsyncSession, merchant_id: int, now: datetime) -> list[int]:
    """One merchant's operations whose time has come by `now`, longest due first."""
    statement = (
        select(OPERATIONS.c.id)
        .where(OPERATIONS.c.merchant_id == merchant_id, OPERATIONS.c.next_attempt_at <= now)
        .order_by(OPERATIONS.c.next_attempt_at, OPERATIONS.c.id)
    )
    return list((await session.execute(statement)).scalars())


async def next_of_merchant(session: AsyncSession, merchant_id: int) -> datetime | None:
    """When the merchant's next operation is due."""
    statement = select(func.min(OPERATIONS.c.next_attempt_at)).where(OPERATIONS.c.merchant_id == merchant_id)
    due: datetime | None = (await session.execute(statement)).scalar_one()
    return due


async def woken_refunds(session: AsyncSession, transaction_id: int) -> list[int]:
    """The transaction's refunds that have waited for its settlement, and are due by now."""
    statement = (
        select(OPERATIONS.c.id)
        .where(
            OPERATIONS.c.transaction_id == transaction_id,
            OPERATIONS.c.kind == OperationKind.REFUND,
            OPERATIONS.c.state == RetryState.WAITING,
            OPERATIONS.c.attempts_made == 0,
            OPERATIONS.c.next_attempt_at.is_not(None),
        )
        .order_by(OPERATIONS.c.id)
    )
    return list((await session.execute(statement)).scalars())
