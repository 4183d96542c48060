"""Refunds that wait for a second person (SPEC 8.3): written with the refund, decided once, under its payment's lock.

What is shown of approvals has words on unknown outcomes as well, which are kept by themselves (`resolutions`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Select, Table, bindparam, literal, select, tuple_, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.people import Actor, ActorKind
from app.domain.reversals.approvals import Approval, ApprovalState
from app.domain.reversals.resolutions import Resolution
from app.domain.reversals.states import ENDED, RefundFailurePolicy
from app.store.reversals import resolutions
from app.store.search.search import Found, PaymentKind, Position
from app.store.tables.payments import APPROVALS, REFUNDS, RESOLUTIONS, TRANSACTIONS


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


async def without_payment(
    session: AsyncSession, most: int, transaction_id: int | None = None
) -> list[tuple[int, int, int]]:
    """Up to `most` refunds, of that transaction or of any, that await a decision and whose payment has ended before it
    settled: the numbers of the merchant, the transaction and the refund.
    """
    # Written out, since the index is for this state alone.
    state = bindparam("state", ApprovalState.WAITING, APPROVALS.c.state.type, literal_execute=True, unique=True)
    statement = (
        select(APPROVALS.c.merchant_id, TRANSACTIONS.c.id, REFUNDS.c.id)
        .join(REFUNDS, REFUNDS.c.id == APPROVALS.c.refund_id)
        .join(TRANSACTIONS, TRANSACTIONS.c.id == REFUNDS.c.transaction_id)
        .where(APPROVALS.c.state == state, REFUNDS.c.waits_for_settlement, TRANSACTIONS.c.status.in_(sorted(ENDED)))
        .order_by(REFUNDS.c.id)
        .limit(most)
    )
    if transaction_id is not None:
        statement = statement.where(TRANSACTIONS.c.id == transaction_id)
    return [(row[0], row[1], row[2]) for row in await session.execute(statement)]


async def of_refunds(
    session: AsyncSession, merchant_id: int, ids: Sequence[int]
) -> Mapping[int, Approval | Resolution]:
    """What each of the refunds waits for, or did last; those that never had to are left out.

    A word on its outcome came after the refund was approved itself.
    """
    statement = select(APPROVALS).where(APPROVALS.c.merchant_id == merchant_id, APPROVALS.c.refund_id.in_(ids))
    approved = {row.refund_id: _approval_from(row) for row in await session.execute(statement)}
    return {**approved, **await resolutions.for_two_of_refunds(session, merchant_id, ids)}


async def waiting(session: AsyncSession, merchant_id: int, size: int, after: Position | None = None) -> Found:
    """A page of the refunds that await a decision, on themselves or on their outcome, the newest request first."""
    arms = [
        _waiting(APPROVALS, APPROVALS.c.requested_at, merchant_id, after),
        _waiting(RESOLUTIONS, RESOLUTIONS.c.said_at, merchant_id, after),
    ]
    merged = union_all(*(select(arm.limit(size + 1).subquery()) for arm in arms)).subquery("waiting")
    statement = select(merged).order_by(merged.c.since.desc(), merged.c.refund_id.desc()).limit(size + 1)
    rows = (await session.execute(statement)).all()
    positions = [Position(row.since, row.refund_id, PaymentKind.REFUND) for row in rows]
    return Found(positions[:size], more=len(positions) > size)


def _waiting(table: Table, since: Column[Any], merchant_id: int, after: Position | None) -> Select[Any]:
    """The merchant's rows of that table that wait, the newest first; both tables have an index for this."""
    # Written out, since the index is for this state alone.
    state = bindparam("state", ApprovalState.WAITING, table.c.state.type, literal_execute=True, unique=True)
    statement = (
        select(since.label("since"), table.c.refund_id)
        .where(table.c.merchant_id == merchant_id, table.c.state == state)
        .order_by(since.desc(), table.c.refund_id.desc())
    )
    if after is not None:
        here = literal(after.created_at, since.type), literal(after.id, table.c.refund_id.type)
        statement = statement.where(tuple_(since, table.c.refund_id) < tuple_(*here))
    return statement


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
        key=row.key,
    )
