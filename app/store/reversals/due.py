"""Which operations are due, and when the next one is. Indexes tell it, at the cost of what is due, not of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, true, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.queues import Queue, QueueKind
from app.domain.reversals.schedule import FURTHEST_AHEAD
from app.domain.reversals.states import OperationKind, RetryState
from app.store.tables.payments import GATEWAY_ACCOUNTS, MERCHANTS, OPERATIONS

_AT, _NUMBER = OPERATIONS.c.next_attempt_at, OPERATIONS.c.id

_AHEAD = func.greatest(func.least(MERCHANTS.c.clock_offset, FURTHEST_AHEAD), -FURTHEST_AHEAD)
"""Further off no clock can be set. One that is all the same may be beyond all times, and must not fail the others."""

_OF_MERCHANT = (
    OPERATIONS.c.merchant_id == MERCHANTS.c.id,
    OPERATIONS.c.gateway_account_id.is_(None),
    func.now() + _AHEAD >= _AT,
    MERCHANTS.c.held_at.is_(None),
)
"""What is due of a merchant and goes by no gateway account."""

_AT_ACCOUNT = (
    OPERATIONS.c.gateway_account_id == GATEWAY_ACCOUNTS.c.id,
    func.now() >= _AT,
    MERCHANTS.c.held_at.is_(None),
)
"""What is due at a gateway account, which goes by the wall clock."""


@dataclass(frozen=True, slots=True)
class QueueDue:
    """A queue of which something is due: how much, up to the most that was counted."""

    queue: Queue
    due: int


@dataclass(frozen=True, slots=True)
class Due:
    """An operation, and the time at which it came due."""

    operation_id: int
    at: datetime


async def queues(session: AsyncSession, most: int) -> list[QueueDue]:
    """The queues of which something is due, those of merchants first; none of merchants on hold.

    Of each up to `most` are counted. What it costs depends on how many are due, not on how many wait.
    """
    statement = union_all(_counted_of_merchants(most), _counted_at_accounts(most))
    rows = (await session.execute(statement)).all()
    return [QueueDue(Queue(QueueKind(kind), number), found) for kind, number, found in rows]


async def in_queue(session: AsyncSession, queue: Queue, most: int, after: Due | None = None) -> Sequence[Due]:
    """What is due of the queue, longest due first: up to `most` of those that stand behind `after`."""
    statement = select(_NUMBER, _AT).order_by(_AT, _NUMBER).limit(most)
    if queue.kind is QueueKind.MERCHANT:
        of_queue = (*_OF_MERCHANT, MERCHANTS.c.id == queue.id)
        statement = statement.select_from(OPERATIONS).join(MERCHANTS, true()).where(*of_queue)
    else:
        at_account = (*_AT_ACCOUNT, GATEWAY_ACCOUNTS.c.id == queue.id)
        statement = statement.select_from(OPERATIONS).join(GATEWAY_ACCOUNTS, true())
        statement = statement.join(MERCHANTS, MERCHANTS.c.id == GATEWAY_ACCOUNTS.c.merchant_id).where(*at_account)
    if after is not None:
        statement = statement.where(tuple_(_AT, _NUMBER) > (after.at, after.operation_id))
    return [Due(*row) for row in await session.execute(statement)]


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


def _counted_of_merchants(most: int) -> Select[Any]:
    counted = _counted(_OF_MERCHANT, most).correlate(MERCHANTS).lateral("of_merchant")
    return (
        select(literal(QueueKind.MERCHANT.value), MERCHANTS.c.id, counted.c.due)
        .select_from(MERCHANTS)
        .join(counted, counted.c.due > 0)
    )


def _counted_at_accounts(most: int) -> Select[Any]:
    counted = _counted(_AT_ACCOUNT, most).correlate(MERCHANTS, GATEWAY_ACCOUNTS).lateral("at_account")
    return (
        select(literal(QueueKind.ACCOUNT.value), GATEWAY_ACCOUNTS.c.id, counted.c.due)
        .select_from(GATEWAY_ACCOUNTS)
        .join(MERCHANTS, MERCHANTS.c.id == GATEWAY_ACCOUNTS.c.merchant_id)
        .join(counted, counted.c.due > 0)
    )


def _counted(conditions: tuple[ColumnElement[bool], ...], most: int) -> Select[Any]:
    found = select(_NUMBER).where(*conditions).order_by(_AT, _NUMBER).limit(most)
    return select(func.count().label("due")).select_from(found.correlate(MERCHANTS, GATEWAY_ACCOUNTS).subquery())
