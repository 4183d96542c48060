"""apiRequestKeys that made something (SPEC 3). A key whose request created nothing was never written."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, and_, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.schedule import REQUEST_KEY_LIFE
from app.domain.reversals.states import OPEN_STATES, TERMINAL, RetryState
from app.store.tables.payments import OPERATIONS, REFUNDS, REQUEST_KEYS, TRANSACTIONS


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier request of the same key: what it asked (`fingerprint`), what came of it, whether it still runs."""

    fingerprint: bytes
    transaction_id: int | None
    refund_id: int | None
    in_flight: bool
    order_refund_id: int | None = None


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
        earlier = await _find(session, merchant_id, key, now)
        if earlier is not None:
            return earlier
        expired = REQUEST_KEYS.c.created_at + REQUEST_KEY_LIFE < now
        await session.execute(delete(REQUEST_KEYS).where(_is(merchant_id, key), expired))
    # An expired key, taken by another request in this very moment.
    return Earlier(fingerprint, None, None, in_flight=True)


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


async def _find(session: AsyncSession, merchant_id: int, key: str, now: datetime) -> Earlier | None:
    """The request that has the key; None if it has expired: after 30 days, once what it made is final."""
    parts, made = OPERATIONS.alias(), REFUNDS.alias()
    is_final = and_(
        or_(TRANSACTIONS.c.id.is_(None), TRANSACTIONS.c.status.in_(TERMINAL)),
        or_(REFUNDS.c.id.is_(None), REFUNDS.c.status.in_(TERMINAL)),
        or_(OPERATIONS.c.id.is_(None), OPERATIONS.c.state.not_in(OPEN_STATES)),
        ~_any_part(parts, parts.c.state.in_(OPEN_STATES)),
        ~_any_part(made, made.c.status.not_in(TERMINAL)),
    )
    statement = (
        select(
            REQUEST_KEYS.c.fingerprint,
            REQUEST_KEYS.c.transaction_id,
            REQUEST_KEYS.c.refund_id,
            REQUEST_KEYS.c.order_refund_id,
            or_(
                func.coalesce(_first_attempt_runs(OPERATIONS), False), _any_part(parts, _first_attempt_runs(parts))
            ).label("in_flight"),
            and_(REQUEST_KEYS.c.created_at + REQUEST_KEY_LIFE < now, is_final).label("expired"),
        )
        .outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == REQUEST_KEYS.c.transaction_id)
        .outerjoin(REFUNDS, REFUNDS.c.id == REQUEST_KEYS.c.refund_id)
        .outerjoin(OPERATIONS, OPERATIONS.c.id == REQUEST_KEYS.c.operation_id)
        .where(_is(merchant_id, key))
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None or row.expired:
        return None
    return Earlier(row.fingerprint, row.transaction_id, row.refund_id, row.in_flight, row.order_refund_id)


def _is(merchant_id: int, key: str) -> ColumnElement[bool]:
    return and_(REQUEST_KEYS.c.merchant_id == merchant_id, REQUEST_KEYS.c.key == key)


def _first_attempt_runs(operations: FromClause) -> ColumnElement[bool]:
    return and_(operations.c.state == RetryState.RUNNING, operations.c.last_outcome.is_(None))


def _any_part(made: FromClause, holds: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether something `holds` for any operation, or any refund, of the order refund that the key's request made."""
    return exists().where(made.c.order_refund_id == REQUEST_KEYS.c.order_refund_id, holds).correlate(REQUEST_KEYS)
