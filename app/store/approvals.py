"""What waits for a second person (SPEC 8.3): written with its refund, decided once, under its transaction's lock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.approvals import Approval, ApprovalState
from app.domain.people import Actor, ActorKind
from app.domain.states import RefundFailurePolicy
from app.store.search import Found, PaymentKind, Position
from app.store.tables import APPROVALS


async def find(session: AsyncSession, refund_id: int) -> Approval | None:
    """What the refund waits for, or did; None for one that never had to."""
    row = (await session.execute(select(APPROVALS).where(APPROVALS.c.refund_id == refund_id))).one_or_none()
    return None if row is None else _approval_from(row)


async def decide(
    session: AsyncSession, approval: Approval, state: ApprovalState, actor: Actor, at: datetime, note: str | None
) -> None:
    """`actor` has approved or rejected it, or cancelled the refund, and that is final."""
    decision = {"state": state, "decided_by": actor.name, "decided_by_id": actor.id, "decided_at": at, "note": note}
    await session.execute(update(APPROVALS).where(APPROVALS.c.refund_id == approval.refund_id).values(**decision))


async def of_refunds(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> Mapping[int, Approval]:
    """What each of the refunds waits for, or did; those that never had to are left out."""
    statement = select(APPROVALS).where(APPROVALS.c.merchant_id == merchant_id, APPROVALS.c.refund_id.in_(ids))
    return {row.refund_id: _approval_from(row) for row in await session.execute(statement)}


async def waiting(session: AsyncSession, merchant_id: int, size: int, after: Position | None = None) -> Found:
    """A page of the refunds that await a decision, the newest first."""
    columns = APPROVALS.c.requested_at, APPROVALS.c.refund_id
    # Written out, since the index is for this state alone.
    state = bindparam("state", ApprovalState.WAITING, APPROVALS.c.state.type, literal_execute=True)
    statement = (
        select(*columns)
        .where(APPROVALS.c.merchant_id == merchant_id, APPROVALS.c.state == state)
        .order_by(APPROVALS.c.requested_at.desc(), APPROVALS.c.refund_id.desc())
        .limit(size + 1)
    )
    if after is not None:
        here = literal(after.created_at, columns[0].type), literal(after.id, columns[1].type)
        statement = statement.where(tuple_(*columns) < tuple_(*here))
    rows = (await session.execute(statement)).all()
    positions = [Position(row.requested_at, row.refund_id, PaymentKind.REFUND) for row in rows]
    return Found(positions[:size], more=len(positions) > size)


def _approval_from(row: Row[Any]) -> Approval:
    return Approval(
        refund_id=row.refund_id,
        state=ApprovalState(row.state),
        turns=row.turns,
        on_failure=RefundFailurePolicy(row.on_failure),
        requested_by=row.requested_by,
        requested_by_kind=ActorKind(row.requested_by_kind),
        requested_by_id=row.requested_by_id,
        requested_at=row.requested_at,
        decided_by=row.decided_by,
        decided_by_id=row.decided_by_id,
        decided_at=row.decided_at,
        note=row.note,
    )
