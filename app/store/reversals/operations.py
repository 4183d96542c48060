"""Operations and their attempts. The row is the job: who wants to know what is due asks here.

The process that carries an operation out holds its lease. It writes nothing more once another has taken it over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.payments import Operation
from app.domain.reversals.states import AttemptOutcome, OperationKind, RetryState
from app.store.reversals.rows import operation_from
from app.store.tables.payments import ATTEMPTS, MERCHANTS, OPERATIONS


@dataclass(frozen=True, slots=True)
class Lease:
    """The right of one process to carry an operation out: a unique name, and the time (the database's clock) at which
    it ends.
    """

    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Leasing:
    """Which process takes leases, and for how long it may be taken to be alive. Leases go by the database's clock,
    which is `ahead` of this process's: processes on machines whose clocks differ take over from each other in time.
    """

    process: str
    length: timedelta
    ahead: timedelta = timedelta(0)

    def lease(self) -> Lease:
        return Lease(f"{self.process}/{token_hex(16)}", datetime.now(UTC) + self.ahead + self.length)


async def begin_attempt(
    session: AsyncSession,
    operation: Operation,
    at: datetime,
    leasing: Leasing,
    *,
    daily: bool = False,
    anew: bool = False,
    new_wire_key: bool = False,
) -> Operation:
    """The operation, RUNNING another attempt, under the same key.

    A `daily` one uses up one of the daily attempts; one that is sent `anew` counts as that (`Operation.sent_anew`).
    With a `new_wire_key` the gateway is sent another idempotency key than before.
    """
    first = operation.first_attempt_at if operation.attempts_made else at
    begun = await _take(
        session,
        operation,
        leasing,
        attempts_made=operation.attempts_made + 1,
        retries_made=operation.retries_made + daily,
        sent_anew=operation.sent_anew + anew,
        wire_keys=operation.wire_keys + new_wire_key,
        first_attempt_at=first,
        last_attempt_at=at,
    )
    attempt = {"operation_id": begun.id, "number": begun.attempts_made, "key": begun.key, "started_at": at}
    await session.execute(insert(ATTEMPTS).values(**attempt))
    return begun


async def begin_asking(
    session: AsyncSession, operation: Operation, at: datetime, leasing: Leasing, *, daily: bool
) -> Operation:
    """The operation, RUNNING while its gateway is asked what became of it. That is no attempt; `daily` is as above.

    For what was never sent, times are counted from this.
    """
    times = {} if operation.attempts_made else {"first_attempt_at": at, "last_attempt_at": at}
    retries_made = operation.retries_made + daily
    return await _take(
        session, operation, leasing, retries_made=retries_made, last_outcome=operation.last_outcome, **times
    )


async def renew_lease(session: AsyncSession, operation: Operation, leasing: Leasing) -> bool:
    """Whether the operation is still this process's, under its lease, which lasts as long as a new one from now on."""
    mine = and_(OPERATIONS.c.id == operation.id, OPERATIONS.c.lease == operation.lease)
    statement = update(OPERATIONS).where(mine).values(lease_until=leasing.lease().until).returning(OPERATIONS.c.id)
    return (await session.execute(statement)).one_or_none() is not None


async def put_back(session: AsyncSession, operation: Operation, due: datetime, because: str) -> Operation | None:
    """Ends the running attempt as none, since nothing was sent: the operation as it waits until `due`.

    None, with nothing done, where another process has taken it over.
    """
    mine = and_(OPERATIONS.c.id == operation.id, OPERATIONS.c.lease == operation.lease)
    values = {
        "state": RetryState.WAITING,
        "attempts_made": operation.attempts_made - 1,
        "next_attempt_at": due,
        "last_outcome": func.coalesce(OPERATIONS.c.last_outcome, AttemptOutcome.UNAVAILABLE),
        "last_error": because,
        "lease": None,
        "lease_until": None,
    }
    statement = update(OPERATIONS).where(mine).values(**values).returning(OPERATIONS)
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    await session.execute(
        delete(ATTEMPTS).where(
            ATTEMPTS.c.operation_id == operation.id,
            ATTEMPTS.c.number == operation.attempts_made,
            ATTEMPTS.c.outcome.is_(None),
        )
    )
    return operation_from(row._asdict())


async def latest_of_transaction(session: AsyncSession, transaction_id: int) -> Operation | None:
    """The latest charge, capture or void of the transaction, locked."""
    statement = (
        select(OPERATIONS)
        .where(OPERATIONS.c.transaction_id == transaction_id, OPERATIONS.c.refund_id.is_(None))
        .order_by(OPERATIONS.c.id.desc())
        .limit(1)
        .with_for_update()
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else operation_from(row._asdict())


async def knows_key(session: AsyncSession, key: str) -> bool:
    """Whether there is an operation of that key."""
    found = await session.execute(select(OPERATIONS.c.id).where(OPERATIONS.c.key == key))
    return found.first() is not None


async def done_under(session: AsyncSession, merchant_id: int, key: str) -> Operation | None:
    """The merchant's operation of that key, if its gateway has accepted it."""
    statement = select(OPERATIONS).where(
        OPERATIONS.c.key == key, OPERATIONS.c.merchant_id == merchant_id, OPERATIONS.c.state == RetryState.SUCCEEDED
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else operation_from(row._asdict())


async def accepted_key(session: AsyncSession, refund_id: int) -> str:
    """The key under which the gateway has accepted the refund."""
    statement = select(OPERATIONS.c.key).where(
        OPERATIONS.c.refund_id == refund_id,
        OPERATIONS.c.kind == OperationKind.REFUND,
        OPERATIONS.c.state == RetryState.SUCCEEDED,
    )
    return str((await session.execute(statement)).scalar_one())


async def is_orphaned(session: AsyncSession, operation: Operation, process_is_dead: Callable[[str], bool]) -> bool:
    """Whether the RUNNING operation is orphaned: its lease is over, or its process known to be dead."""
    over = select(OPERATIONS.c.lease_until < func.clock_timestamp()).where(OPERATIONS.c.id == operation.id)
    is_over: bool | None = (await session.execute(over)).scalar_one()
    if operation.lease is None or is_over is None:
        return False
    return is_over or process_is_dead(operation.lease)


async def running_of(session: AsyncSession, merchant_id: int) -> list[int]:
    """One merchant's operations that somebody carries out at the moment, or has left behind."""
    statement = select(OPERATIONS.c.id).where(
        OPERATIONS.c.merchant_id == merchant_id, OPERATIONS.c.state == RetryState.RUNNING
    )
    return list((await session.execute(statement)).scalars())


async def running(session: AsyncSession) -> list[tuple[int, str, bool]]:
    """The operations that somebody carries out: their numbers, their leases, and whether those are over. Those of
    merchants on hold stay as they are.
    """
    over = OPERATIONS.c.lease_until < func.now()
    statement = (
        select(OPERATIONS.c.id, OPERATIONS.c.lease, over)
        .join(MERCHANTS, MERCHANTS.c.id == OPERATIONS.c.merchant_id)
        .where(OPERATIONS.c.lease_until.is_not(None), MERCHANTS.c.held_at.is_(None))
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(statement)]


async def finish_attempt(
    session: AsyncSession,
    operation: Operation,
    at: datetime,
    outcome: AttemptOutcome,
    *,
    code: str | None = None,
    message: str | None = None,
    reference: str | None = None,
) -> None:
    """Writes down how the latest attempt ended, if it has no outcome yet."""
    values = {"outcome": outcome, "response_code": code, "message": message, "gateway_reference": reference}
    await session.execute(
        update(ATTEMPTS)
        .where(
            ATTEMPTS.c.operation_id == operation.id,
            ATTEMPTS.c.number == operation.attempts_made,
            ATTEMPTS.c.outcome.is_(None),
        )
        .values(finished_at=at, **values)
    )


async def pause(session: AsyncSession, operation: Operation) -> None:
    """It waits, and nothing falls due, until `unpause`."""
    await _release(session, operation, state=RetryState.PAUSED)


async def unpause(session: AsyncSession, operation: Operation, due: datetime | None) -> None:
    await _release(session, operation, state=RetryState.WAITING, next_attempt_at=due)


async def press(session: AsyncSession, operation: Operation, at: datetime) -> None:
    """A person wants it done at once."""
    await session.execute(update(OPERATIONS).where(OPERATIONS.c.id == operation.id).values(pressed_at=at))


async def keep_pressed(session: AsyncSession, operation: Operation, due: datetime) -> None:
    """What a person wants done at once is due at that time, if it was not sent since and is not due sooner."""
    not_sooner = or_(OPERATIONS.c.next_attempt_at.is_(None), OPERATIONS.c.next_attempt_at > due)
    waits = OPERATIONS.c.state.in_([RetryState.WAITING, RetryState.PAUSED])
    same = and_(OPERATIONS.c.id == operation.id, OPERATIONS.c.attempts_made == operation.attempts_made)
    values = {"state": RetryState.WAITING, "next_attempt_at": due}
    await session.execute(update(OPERATIONS).where(same, waits, not_sooner).values(**values))


async def cancel(session: AsyncSession, operation: Operation) -> None:
    """Nothing of it was done, and nothing will be."""
    await _release(session, operation, state=RetryState.CANCELLED)


async def _take(session: AsyncSession, operation: Operation, leasing: Leasing, **values: Any) -> Operation:
    lease = leasing.lease()
    taken = {"state": RetryState.RUNNING, "next_attempt_at": None, "lease": lease.name, "lease_until": lease.until}
    statement = (
        update(OPERATIONS).where(OPERATIONS.c.id == operation.id).values(**taken, **values).returning(OPERATIONS)
    )
    return operation_from((await session.execute(statement)).one()._asdict())


async def _release(session: AsyncSession, operation: Operation, **values: Any) -> None:
    free = {"next_attempt_at": None, "lease": None, "lease_until": None}
    await session.execute(update(OPERATIONS).where(OPERATIONS.c.id == operation.id).values(**{**free, **values}))
