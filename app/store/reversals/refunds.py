"""Refunds: read, and changed by named verbs; `reservations` makes them. Every change of status goes through `advance`.

What a refund reserves of its transaction follows from its status; the database keeps that sum (see `tables`).
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.answers import Answer
from app.domain.reversals.payments import Destination, Operation, Refund
from app.domain.reversals.states import (
    OPEN_STATES,
    OperationKind,
    PaymentStatus,
    RetryState,
    Subject,
    advance,
    path_to,
)
from app.store.reversals import status_events
from app.store.reversals.rows import operation_from, refund_from, select_refunds
from app.store.reversals.status_events import Cause
from app.store.tables.payments import OPERATIONS, REFUNDS, STATUS_EVENTS, TRANSACTIONS

SUBJECT = Subject.REFUND


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> Refund | None:
    statement = select_refunds().where(REFUNDS.c.merchant_id == merchant_id, REFUNDS.c.legacy_id == legacy_id)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else refund_from(row)


async def get(session: AsyncSession, refund_id: int) -> Refund:
    return refund_from((await session.execute(select_refunds().where(REFUNDS.c.id == refund_id))).one())


async def of_transaction(session: AsyncSession, transaction_id: int) -> list[Refund]:
    """Its refunds, the newest first."""
    statement = select_refunds().where(REFUNDS.c.transaction_id == transaction_id).order_by(REFUNDS.c.id.desc())
    return [refund_from(row) for row in await session.execute(statement)]


async def exists(session: AsyncSession, merchant_id: int, legacy_id: str) -> bool:
    statement = select(REFUNDS.c.id).where(REFUNDS.c.merchant_id == merchant_id, REFUNDS.c.legacy_id == legacy_id)
    return (await session.execute(statement)).first() is not None


async def accepted_operation(session: AsyncSession, refund_id: int) -> Operation:
    """The operation by which the gateway has accepted the refund."""
    statement = select(OPERATIONS).where(
        OPERATIONS.c.refund_id == refund_id,
        OPERATIONS.c.kind == OperationKind.REFUND,
        OPERATIONS.c.state == RetryState.SUCCEEDED,
    )
    return operation_from((await session.execute(statement)).one()._asdict())


async def unsettled(session: AsyncSession, merchant_id: int, midnight: datetime) -> list[tuple[int, datetime]]:
    """The refunds that were submitted before `midnight`, and since when."""
    since = select(func.max(STATUS_EVENTS.c.at)).where(STATUS_EVENTS.c.refund_id == REFUNDS.c.id).scalar_subquery()
    statement = (
        select(REFUNDS.c.id, since)
        .where(
            REFUNDS.c.merchant_id == merchant_id,
            REFUNDS.c.status.in_({PaymentStatus.SUBMITTED_FOR_SETTLEMENT, PaymentStatus.SETTLING}),
            since < midnight,
        )
        .order_by(REFUNDS.c.id)
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def settled_under(session: AsyncSession, merchant_id: int, keys: Collection[str]) -> dict[str, int]:
    """Which of the keys are those of refunds that have settled as far as we know, and the numbers of those refunds."""
    statement = (
        select(OPERATIONS.c.key, REFUNDS.c.id)
        .join(REFUNDS, REFUNDS.c.id == OPERATIONS.c.refund_id)
        .where(
            OPERATIONS.c.key.in_(keys),
            OPERATIONS.c.merchant_id == merchant_id,
            OPERATIONS.c.kind == OperationKind.REFUND,
            REFUNDS.c.status == PaymentStatus.SETTLED,
            REFUNDS.c.external_at.is_(None),
        )
    )
    return {row[0]: row[1] for row in await session.execute(statement)}


async def sent_to(session: AsyncSession, refund_id: int, destination: Destination) -> None:
    """It is sent there only now: its account may have been linked to another gateway since it was reserved."""
    values = {
        "gateway": destination.gateway,
        "gateway_account_id": destination.account,
        "gateway_account_version": destination.version,
    }
    await session.execute(update(REFUNDS).where(REFUNDS.c.id == refund_id).values(**values))


async def mark_refunded_externally(
    session: AsyncSession, refund: Refund, cause: Cause, by: str, reference: str | None, note: str | None
) -> None:
    """A person's word that it was made elsewhere: it counts, and the gateway is not asked again."""
    external = {"external_at": cause.at, "external_by": by, "external_reference": reference, "external_note": note}
    await _move(session, refund, cause, [PaymentStatus.SETTLED], None, needs_attention=False, **external)


async def undo_external(session: AsyncSession, refund: Refund, cause: Cause, by: str) -> None:
    """The mark was wrong: the amount is free again."""
    undone = {"external_undone_at": cause.at, "external_undone_by": by, "needs_attention": False}
    await _move(session, refund, cause, [PaymentStatus.VOIDED], None, **undone)


async def forget_attention(session: AsyncSession, transaction_id: int) -> None:
    """Something new was done about the payment: what failed before needs no attention any more (SPEC 5.2).

    What is still open does: of an unknown outcome only a person can say what it was (SPEC 5.3).
    """
    still_open = (
        select(OPERATIONS.c.id)
        .where(OPERATIONS.c.refund_id == REFUNDS.c.id, OPERATIONS.c.state.in_(OPEN_STATES))
        .exists()
    )
    await session.execute(
        update(REFUNDS)
        .where(
            REFUNDS.c.transaction_id == transaction_id,
            REFUNDS.c.needs_attention,
            ~still_open,
        )
        .values(needs_attention=False)
    )
    await session.execute(
        update(TRANSACTIONS)
        .where(TRANSACTIONS.c.id == transaction_id, TRANSACTIONS.c.needs_attention)
        .values(needs_attention=False)
    )


async def dismiss_attention(session: AsyncSession, refund_id: int) -> None:
    await session.execute(update(REFUNDS).where(REFUNDS.c.id == refund_id).values(needs_attention=False))


async def mark_voided(session: AsyncSession, refund: Refund, cause: Cause) -> None:
    """Taken back or cancelled: the amount is free again."""
    await _move(session, refund, cause, [PaymentStatus.VOIDED], None, needs_attention=False)


async def bring_up_to_date(
    session: AsyncSession, refund: Refund, cause: Cause, status: PaymentStatus, answer: Answer | None = None
) -> None:
    """The gateway says that it stands at `status`: takes every step on the way there; none if it is there already."""
    needs_attention = status is PaymentStatus.SETTLEMENT_DECLINED
    steps = path_to(SUBJECT, refund.status, status)
    await _move(session, refund, cause, steps, answer, needs_attention=needs_attention)


async def _move(
    session: AsyncSession,
    refund: Refund,
    cause: Cause,
    steps: list[PaymentStatus],
    answer: Answer | None,
    **values: Any,
) -> None:
    """Takes the steps one after the other. Raises IllegalTransition for one that is not allowed."""
    status = refund.status
    for step in steps:
        status = advance(SUBJECT, status, step, external=refund.external is not None)
    await _write(session, refund, cause, steps, answer, **values)


async def _write(
    session: AsyncSession,
    refund: Refund,
    cause: Cause,
    steps: list[PaymentStatus],
    answer: Answer | None,
    **values: Any,
) -> None:
    if not steps:
        return
    await session.execute(update(REFUNDS).where(REFUNDS.c.id == refund.id).values(status=steps[-1], **values))
    await status_events.add(session, cause, refund.amount, steps, refund_id=refund.id, answer=answer)
