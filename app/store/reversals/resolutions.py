"""Words on outcomes that no gateway could tell (SPEC 12): written under the lock of their operation's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.people import Actor, ActorKind
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.payments import Operation
from app.domain.reversals.resolutions import Resolution, ResolvedOutcome
from app.store.tables.payments import OPERATIONS, REFUNDS, RESOLUTIONS, TRANSACTIONS


async def add(
    session: AsyncSession,
    operation: Operation,
    actor: Actor,
    at: datetime,
    said: ResolvedOutcome,
    note: str,
    reference: str | None,
    *,
    awaits_another: bool,
) -> None:
    """`actor` says what became of the operation; it counts from now on, unless it `awaits_another` person's word."""
    values = {
        "merchant_id": actor.merchant_id,
        "operation_id": operation.id,
        "transaction_id": operation.transaction_id,
        "refund_id": operation.refund_id,
        "said": said,
        "state": ApprovalState.WAITING if awaits_another else None,
        "sendings": operation.attempts_made,
        "reference": reference,
        "note": note,
        "said_by": actor.name,
        "said_by_kind": actor.kind,
        "said_by_id": actor.id,
        "said_at": at,
    }
    await session.execute(insert(RESOLUTIONS).values(**values))


async def waiting(session: AsyncSession, operation_id: int) -> Resolution | None:
    """The word on the operation that awaits another person, if there is one."""
    statement = select(RESOLUTIONS).where(
        RESOLUTIONS.c.operation_id == operation_id, RESOLUTIONS.c.state == ApprovalState.WAITING
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else _resolution_from(row)


async def latest_for_two(session: AsyncSession, refund_id: int) -> Resolution | None:
    """The latest word on the refund that needed another person's, whatever became of it."""
    row = (await session.execute(_for_two([refund_id]).limit(1))).one_or_none()
    return None if row is None else _resolution_from(row)


async def for_two_of_refunds(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Resolution]:
    """The latest for each of the refunds; those without one are left out."""
    statement = _for_two(ids).where(RESOLUTIONS.c.merchant_id == merchant_id)
    found: dict[int, Resolution] = {}
    for row in await session.execute(statement):
        found.setdefault(row.refund_id, _resolution_from(row))
    return found


async def decide(
    session: AsyncSession, resolution: Resolution, state: ApprovalState, actor: Actor, at: datetime, note: str | None
) -> None:
    """`actor` agrees or doesn't, and that is final."""
    decision = {
        "state": state,
        "decided_by": actor.name,
        "decided_by_id": actor.id,
        "decided_at": at,
        "decision_note": note,
    }
    await session.execute(update(RESOLUTIONS).where(RESOLUTIONS.c.id == resolution.id).values(**decision))


async def overtake(session: AsyncSession, operation_id: int, at: datetime) -> None:
    """What was said of the operation, and waits, is of no account: its gateway has said more, or it goes out again."""
    await session.execute(
        update(RESOLUTIONS)
        .where(RESOLUTIONS.c.operation_id == operation_id, RESOLUTIONS.c.state == ApprovalState.WAITING)
        .values(state=ApprovalState.OVERTAKEN, decided_at=at)
    )


async def doubt(session: AsyncSession, operation: Operation) -> None:
    """What the operation's refund has held of its transaction is free by one word, and counts towards the limit on."""
    doubtful = TRANSACTIONS.c.doubtful_amount + operation.amount.minor
    await session.execute(
        update(TRANSACTIONS).where(TRANSACTIONS.c.id == operation.transaction_id).values(doubtful_amount=doubtful)
    )


async def askers(session: AsyncSession, refund_id: int) -> set[str]:
    """The ids of those who asked for the refund, or for something to be done to it at its gateway."""
    asked = select(REFUNDS.c.requested_by_id).where(REFUNDS.c.id == refund_id)
    went_on = select(OPERATIONS.c.requested_by_id).where(OPERATIONS.c.refund_id == refund_id)
    return set((await session.execute(asked.union(went_on))).scalars())


def _for_two(refund_ids: Sequence[int]) -> Select[Any]:
    """The words on the refunds that needed another person's, the latest first."""
    return (
        select(RESOLUTIONS)
        .where(RESOLUTIONS.c.refund_id.in_(refund_ids), RESOLUTIONS.c.state.is_not(None))
        .order_by(RESOLUTIONS.c.id.desc())
    )


def _resolution_from(row: Row[Any]) -> Resolution:
    return Resolution(
        id=row.id,
        operation_id=row.operation_id,
        transaction_id=row.transaction_id,
        refund_id=row.refund_id,
        said=ResolvedOutcome(row.said),
        state=None if row.state is None else ApprovalState(row.state),
        sendings=row.sendings,
        reference=row.reference,
        note=row.note,
        said_by=row.said_by,
        said_by_kind=ActorKind(row.said_by_kind),
        said_by_id=row.said_by_id,
        said_at=row.said_at,
        decided_by=row.decided_by,
        decided_by_id=row.decided_by_id,
        decided_at=row.decided_at,
        decision_note=row.decision_note,
    )
