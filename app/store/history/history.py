"""What histories are told from: what somebody did, every attempt at a gateway, and every status (SPEC 8.5).

Read for many at a time, in a few statements however many they are. The merchant is a condition of each of them: what
another merchant has is not found (SPEC 8.4). The address that somebody asked from is kept, and not told here. Too
many raise AnswerTooLarge.
"""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history import wording
from app.domain.history.kinds import kept_entry
from app.domain.history.wording import Action, AttemptMade, Fact, HistorySubject, StatusReached, SubjectKind
from app.domain.people.people import BY_ITSELF
from app.domain.reversals.states import AttemptOutcome, OperationKind, PaymentSource, PaymentStatus
from app.store.search.bounds import AT_ONCE, MOST_HEAVY, all_of, at_most
from app.store.tables.payments import (
    ATTEMPTS,
    CHANGES,
    OPERATIONS,
    ORDERS,
    REFUND_REASONS,
    REFUNDS,
    STATUS_EVENTS,
    TRANSACTIONS,
)

HistoryFacts = Mapping[int, list[Fact]]


async def of_transactions(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> HistoryFacts:
    """The facts of each transaction and of its refunds."""
    return await _read(
        session,
        _deeds(merchant_id, CHANGES.c.transaction_id, ids),
        _sendings(merchant_id, OPERATIONS.c.transaction_id, ids),
        _statuses(merchant_id, STATUS_EVENTS.c.transaction_id, ids),
        _statuses(merchant_id, REFUNDS.c.transaction_id, ids),
    )


async def of_refunds(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> HistoryFacts:
    """The facts of each refund, and nothing else of its transaction's."""
    return await _read(
        session,
        _deeds(merchant_id, CHANGES.c.refund_id, ids),
        _sendings(merchant_id, OPERATIONS.c.refund_id, ids),
        _statuses(merchant_id, STATUS_EVENTS.c.refund_id, ids),
    )


async def of_orders(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> HistoryFacts:
    """The facts of each order, of its transactions and of their refunds."""
    belonging = select(TRANSACTIONS.c.id, TRANSACTIONS.c.belongs_to).where(
        TRANSACTIONS.c.merchant_id == merchant_id, TRANSACTIONS.c.belongs_to.in_(ids)
    )
    rows = all_of(MOST_HEAVY, (await session.execute(at_most(MOST_HEAVY, belonging))).all())
    orders = {row.id: row.belongs_to for row in rows}
    own = _deeds(merchant_id, CHANGES.c.order_row_id, ids).where(CHANGES.c.transaction_id.is_(None))
    found = await _read(session, own)
    for number, facts in (await of_transactions(session, merchant_id, list(orders))).items():
        found[orders[number]].extend(facts)
    return found


async def _read(session: AsyncSession, *statements: Select[Any]) -> defaultdict[int, list[Fact]]:
    """The facts that each statement's rows stand for, by the `owner` of each row."""
    found: defaultdict[int, list[Fact]] = defaultdict(list)
    for statement in statements:
        rows = all_of(MOST_HEAVY, (await session.execute(at_most(MOST_HEAVY, statement))).all())
        for index, row in enumerate(rows, start=1):
            found[row.owner].append(_fact(row))
            if index % AT_ONCE == 0:
                await asyncio.sleep(0)
    return found


def _deeds(merchant_id: int, owner: ColumnElement[Any], ids: Sequence[int]) -> Select[Any]:
    reason = and_(REFUND_REASONS.c.merchant_id == CHANGES.c.merchant_id, REFUND_REASONS.c.code == CHANGES.c.reason_code)
    return (
        select(CHANGES, owner.label("owner"), ORDERS.c.order_id, REFUND_REASONS.c.label, *_NAMES)
        .outerjoin(REFUNDS, REFUNDS.c.id == CHANGES.c.refund_id)
        .outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == CHANGES.c.transaction_id)
        .outerjoin(ORDERS, ORDERS.c.id == CHANGES.c.order_row_id)
        .outerjoin(REFUND_REASONS, reason)
        .where(CHANGES.c.merchant_id == merchant_id, owner.in_(ids))
        .order_by(CHANGES.c.id)
    )


def _sendings(merchant_id: int, owner: ColumnElement[Any], ids: Sequence[int]) -> Select[Any]:
    return (
        select(ATTEMPTS, owner.label("owner"), OPERATIONS.c.kind, *_NAMES)
        .join(OPERATIONS, OPERATIONS.c.id == ATTEMPTS.c.operation_id)
        .join(TRANSACTIONS, TRANSACTIONS.c.id == OPERATIONS.c.transaction_id)
        .outerjoin(REFUNDS, REFUNDS.c.id == OPERATIONS.c.refund_id)
        .where(OPERATIONS.c.merchant_id == merchant_id, owner.in_(ids))
        .order_by(ATTEMPTS.c.id)
    )


def _statuses(merchant_id: int, owner: ColumnElement[Any], ids: Sequence[int]) -> Select[Any]:
    return (
        select(STATUS_EVENTS, owner.label("owner"), *_NAMES)
        .outerjoin(REFUNDS, REFUNDS.c.id == STATUS_EVENTS.c.refund_id)
        .outerjoin(TRANSACTIONS, TRANSACTIONS.c.id == STATUS_EVENTS.c.transaction_id)
        .where(or_(TRANSACTIONS.c.merchant_id == merchant_id, REFUNDS.c.merchant_id == merchant_id), owner.in_(ids))
        .order_by(STATUS_EVENTS.c.id)
    )


_NAMES = REFUNDS.c.legacy_id.label("refund_name"), TRANSACTIONS.c.legacy_id.label("transaction_name")


def _fact(row: Row[Any]) -> Fact:
    columns = row._asdict()
    if "facts" in columns:
        by_itself = row.actor_id == BY_ITSELF
        return Action(
            subject=_subject(columns),
            at=row.at,
            entry=kept_entry(row.kind, row.facts),
            by=None if by_itself else row.actor_name,
            source=None if by_itself else PaymentSource(row.source),
            note=row.note,
            reason=None if row.reason_code is None else wording.reason(row.reason_code, row.label),
        )
    if "operation_id" in columns:
        return AttemptMade(
            subject=_subject(columns),
            at=row.finished_at or row.started_at,
            kind=OperationKind(row.kind),
            number=row.number,
            outcome=None if row.outcome is None else AttemptOutcome(row.outcome),
            code=row.response_code,
            message=row.message,
        )
    return StatusReached(
        subject=_subject(columns),
        at=row.at,
        status=PaymentStatus(row.status),
        by=row.user_name,
        source=PaymentSource(row.source),
        code=row.response_code,
        message=row.response_message,
    )


def _subject(columns: Mapping[str, Any]) -> HistorySubject:
    if columns["refund_name"] is not None:
        return HistorySubject(SubjectKind.REFUND, columns["refund_name"])
    if columns["transaction_name"] is not None:
        return HistorySubject(SubjectKind.TRANSACTION, columns["transaction_name"])
    return HistorySubject(SubjectKind.ORDER, columns["order_id"])
