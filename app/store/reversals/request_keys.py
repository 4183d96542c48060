"""apiRequestKeys that made something, and how often they did (SPEC 3).

A key whose request created nothing was never written.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, and_, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.schedule import REQUEST_KEY_LIFE
from app.domain.reversals.states import OPEN_STATES, TERMINAL, RetryState
from app.store.tables.payments import MERCHANTS, OPERATIONS, REFUNDS, REQUEST_KEYS, TRANSACTIONS


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier request of the same key: what it asked (`fingerprint`), what came of it, whether it still runs."""

    fingerprint: bytes
    transaction_id: int | None
    refund_id: int | None
    in_flight: bool
    order_refund_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Free:
    """A key that may be used anew: when it was last taken, how often it was used before that, and whether that use
    counts as well.
    """

    created_at: datetime
    uses: int
    was_used: bool


_NAMES = (
    REQUEST_KEYS.c.transaction_id,
    REQUEST_KEYS.c.refund_id,
    REQUEST_KEYS.c.operation_id,
    REQUEST_KEYS.c.order_refund_id,
)
"""What a key may name, of which it names something once its request has made it."""


_WITH_WHAT_IT_MADE = (
    REQUEST_KEYS.outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == REQUEST_KEYS.c.transaction_id)
    .outerjoin(REFUNDS, REFUNDS.c.id == REQUEST_KEYS.c.refund_id)
    .outerjoin(OPERATIONS, OPERATIONS.c.id == REQUEST_KEYS.c.operation_id)
)


async def claim(session: AsyncSession, merchant_id: int, key: str, fingerprint: bytes, now: datetime) -> Earlier | None:
    """Takes the key for the work at hand, or tells of the request that has it.

    Two sessions that claim one key at a time: the second waits for the first, and sees it if it was committed.
    """
    for _ in range(2):
        statement = (
            insert(REQUEST_KEYS)
            .values(merchant_id=merchant_id, key=key, fingerprint=fingerprint, created_at=now)
            .on_conflict_do_nothing()
            .returning(REQUEST_KEYS.c.key)
        )
        if (await session.execute(statement)).first() is not None:
            return None
        found = await _find(session, merchant_id, key, now)
        if found is None:
            continue
        if isinstance(found, Earlier):
            return found
        if await _take(session, merchant_id, key, found, fingerprint, now):
            return None
    # A key that was free again, taken by another request in this very moment.
    return Earlier(fingerprint, None, None, in_flight=True)


async def uses(session: AsyncSession, merchant_id: int, key: str) -> int:
    """How often the key that the session has claimed was used before."""
    found = await session.execute(select(REQUEST_KEYS.c.uses).where(_is(merchant_id, key)))
    return int(found.scalar_one())


async def bind(
    session: AsyncSession,
    merchant_id: int,
    key: str,
    *,
    transaction_id: int | None = None,
    refund_id: int | None = None,
    operation_id: int | None = None,
    order_refund_id: int | None = None,
) -> None:
    """The key's request made this; asked again it answers with that object."""
    values = {
        "transaction_id": transaction_id,
        "refund_id": refund_id,
        "operation_id": operation_id,
        "order_refund_id": order_refund_id,
    }
    await session.execute(update(REQUEST_KEYS).where(_is(merchant_id, key)).values(**values))


async def pass_on(
    session: AsyncSession, operation_id: int, *, refund_id: int | None, to_operation_id: int | None
) -> None:
    """A reversal turned from a void into a refund, or the other way round: its key goes with it.

    To no operation where the refund awaits approval first.
    """
    await session.execute(
        update(REQUEST_KEYS)
        .where(REQUEST_KEYS.c.operation_id == operation_id)
        .values(operation_id=to_operation_id, refund_id=refund_id)
    )


async def begin(session: AsyncSession, refund_id: int, operation_id: int) -> None:
    """The refund was approved: the key of its requester goes with its operation."""
    await session.execute(
        update(REQUEST_KEYS)
        .where(REQUEST_KEYS.c.refund_id == refund_id, REQUEST_KEYS.c.operation_id.is_(None))
        .values(operation_id=operation_id)
    )


async def blocks(session: AsyncSession) -> int:
    """How many blocks of 8 KB the table has."""
    return int((await session.execute(text("SELECT pg_relation_size('request_keys') / 8192"))).scalar_one())


async def forget(session: AsyncSession, kept_for: timedelta, first: int, blocks: int) -> int:
    """Deletes the keys, in so many blocks of the table from the `first` on, that were taken longer ago than `kept_for`
    by their merchant's clock, and of which everything is final; how many it were.

    No index is needed for it: each use of a key would have to keep one. A key that others hold is left for later.
    """
    old = (
        select(REQUEST_KEYS.c.merchant_id, REQUEST_KEYS.c.key)
        .select_from(_WITH_WHAT_IT_MADE.join(MERCHANTS, MERCHANTS.c.id == REQUEST_KEYS.c.merchant_id))
        .where(
            text("request_keys.ctid >= CAST(CAST(:first AS text) AS tid)"),
            text("request_keys.ctid < CAST(CAST(:behind AS text) AS tid)"),
            REQUEST_KEYS.c.created_at + kept_for < func.now() + MERCHANTS.c.clock_offset,
            _is_final(),
        )
        .with_for_update(of=REQUEST_KEYS, skip_locked=True)
        .cte("old")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    statement = (
        delete(REQUEST_KEYS)
        .where(REQUEST_KEYS.c.merchant_id == old.c.merchant_id, REQUEST_KEYS.c.key == old.c.key)
        .returning(REQUEST_KEYS.c.key)
    )
    places = {"first": f"({first},0)", "behind": f"({first + blocks},0)"}
    return len((await session.execute(statement, places)).all())


def _is_final() -> ColumnElement[bool]:
    """Whether nothing of what the key's request made can change any more."""
    parts, made = OPERATIONS.alias(), REFUNDS.alias()
    return and_(
        or_(TRANSACTIONS.c.id.is_(None), TRANSACTIONS.c.status.in_(TERMINAL)),
        or_(REFUNDS.c.id.is_(None), REFUNDS.c.status.in_(TERMINAL)),
        or_(OPERATIONS.c.id.is_(None), OPERATIONS.c.state.not_in(OPEN_STATES)),
        ~_any_part(parts, parts.c.state.in_(OPEN_STATES)),
        ~_any_part(made, made.c.status.not_in(TERMINAL)),
    )


async def _take(
    session: AsyncSession, merchant_id: int, key: str, free: _Free, fingerprint: bytes, now: datetime
) -> bool:
    """Whether the key that was found free is the session's now; False where another request has taken it."""
    cleared = {each.name: None for each in _NAMES}
    statement = (
        update(REQUEST_KEYS)
        .where(_is(merchant_id, key), REQUEST_KEYS.c.created_at == free.created_at, REQUEST_KEYS.c.uses == free.uses)
        .values(fingerprint=fingerprint, created_at=now, uses=free.uses + free.was_used, **cleared)
        .returning(REQUEST_KEYS.c.key)
    )
    return (await session.execute(statement)).first() is not None


async def _find(session: AsyncSession, merchant_id: int, key: str, now: datetime) -> Earlier | _Free | None:
    """The request that has the key, or the key as it is free: it names nothing, or has expired, which is after 30 days,
    once what it made is final. None if there is no such row any more.
    """
    parts = OPERATIONS.alias()
    statement = (
        select(
            REQUEST_KEYS.c.fingerprint,
            REQUEST_KEYS.c.transaction_id,
            REQUEST_KEYS.c.refund_id,
            REQUEST_KEYS.c.order_refund_id,
            REQUEST_KEYS.c.created_at,
            REQUEST_KEYS.c.uses,
            (func.num_nonnulls(*_NAMES) > 0).label("was_used"),
            or_(
                func.coalesce(_first_attempt_runs(OPERATIONS), False), _any_part(parts, _first_attempt_runs(parts))
            ).label("in_flight"),
            and_(REQUEST_KEYS.c.created_at + REQUEST_KEY_LIFE < now, _is_final()).label("expired"),
        )
        .select_from(_WITH_WHAT_IT_MADE)
        .where(_is(merchant_id, key))
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    if row.expired or not row.was_used:
        return _Free(row.created_at, row.uses, row.was_used)
    return Earlier(row.fingerprint, row.transaction_id, row.refund_id, row.in_flight, row.order_refund_id)


def _is(merchant_id: int, key: str) -> ColumnElement[bool]:
    return and_(REQUEST_KEYS.c.merchant_id == merchant_id, REQUEST_KEYS.c.key == key)


def _first_attempt_runs(operations: FromClause) -> ColumnElement[bool]:
    return and_(operations.c.state == RetryState.RUNNING, operations.c.last_outcome.is_(None))


def _any_part(made: FromClause, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether something `holds` for any operation, or any refund, of the order refund that the key's request made."""
    return exists().where(made.c.order_refund_id == REQUEST_KEYS.c.order_refund_id, holds).correlate(REQUEST_KEYS)
