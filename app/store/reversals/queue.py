"""The queue as people see it: what waits at the gateways, and what came to nothing, in pages.

The list has parts, one behind the other, and each part an index of its own that delivers it in order: a page costs
what is on it, however many wait. A payment is listed once, with its latest operation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    Select,
    and_,
    any_,
    exists,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.payments import Operation
from app.domain.reversals.states import OPEN_STATES, AttemptOutcome, OperationKind, RetryState
from app.store.reversals.rows import operation_from
from app.store.search.search import PaymentKind
from app.store.statements import MERCHANT, parameter
from app.store.tables.payments import ATTEMPTS, OPERATIONS, REFUNDS, TRANSACTIONS


class QueuePart(StrEnum):
    """The parts of the queue in their order."""

    ATTENTION = "a"
    """What needs a person, in whatever state; the oldest payment first."""
    RUNNING = "r"
    """What is being carried out, the longest known first."""
    DUE = "d"
    """What has a time, the next one first."""
    PARKED = "p"
    """What goes on only when a person says so, the longest known first."""
    EXHAUSTED = "e"
    CANCELLED = "c"
    SUCCEEDED = "s"
    """What has ended, the latest first."""


_STATES = {
    QueuePart.ATTENTION: frozenset(RetryState),
    QueuePart.RUNNING: frozenset({RetryState.RUNNING}),
    QueuePart.DUE: frozenset({RetryState.WAITING}),
    QueuePart.PARKED: frozenset({RetryState.PAUSED, RetryState.WAITING}),
    QueuePart.EXHAUSTED: frozenset({RetryState.EXHAUSTED}),
    QueuePart.CANCELLED: frozenset({RetryState.CANCELLED}),
    QueuePart.SUCCEEDED: frozenset({RetryState.SUCCEEDED}),
}
_DATED = {QueuePart.ATTENTION, QueuePart.DUE}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class QueueCriteria:
    """What is looked for; all of it must hold, and None means that it does not matter.

    Without `states` that is everything which is open or needs a person. `due_before` leaves out what has no time.
    """

    states: frozenset[RetryState] | None = None
    order_id: str | None = None
    due_before: datetime | None = None
    needs_attention: bool | None = None

    def parts(self) -> list[QueuePart]:
        """The parts of the queue that can have what is looked for."""
        if self.needs_attention:
            return [QueuePart.ATTENTION]
        states = OPEN_STATES if self.states is None else self.states
        parts = [part for part in QueuePart if _STATES[part] & states]
        if self.needs_attention is False:
            parts.remove(QueuePart.ATTENTION)
        return [part for part in parts if self.due_before is None or part in _DATED]


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where in the queue something stands: `at` is what its part goes by, if it goes by a time."""

    part: QueuePart
    kind: PaymentKind
    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Queued:
    """An operation and where in the queue it stands."""

    position: QueuePosition
    operation: Operation


async def page(
    session: AsyncSession, merchant_id: int, criteria: QueueCriteria, size: int, after: QueuePosition | None = None
) -> tuple[Sequence[Queued], bool]:
    """The next `size` of the merchant's queue from behind `after` on, and whether more follow."""
    values: dict[str, Any] = {MERCHANT.key: merchant_id, "due_before": criteria.due_before}
    if criteria.order_id is not None:
        values |= await _of_order(session, merchant_id, criteria.order_id)
    if after is not None:
        values |= {"after_at": after.at, "after_id": after.id}
    found: list[Queued] = []
    for part in criteria.parts():
        order = list(QueuePart)
        if after is not None and order.index(part) < order.index(after.part):
            continue
        begins = after.kind if after is not None and after.part is part else None
        shape = _Shape(part, criteria.states, criteria.order_id is not None, criteria.due_before is not None, begins)
        rows = await session.execute(_statement(shape), values | {"most": size + 1 - len(found)})
        found += [_queued(part, row._asdict()) for row in rows]
        if len(found) > size:
            return found[:size], True
    return found, False


async def _of_order(session: AsyncSession, merchant_id: int, order_id: str) -> dict[str, list[int]]:
    """Whose refunds and transactions belong to an order: read first, so that the search begins with these few.

    A refund belongs to the order of its transaction, and to the one that it was given itself.
    """
    ids = {}
    for name, table in (("transaction_ids", TRANSACTIONS), ("refund_ids", REFUNDS)):
        of_order = select(table.c.id).where(table.c.merchant_id == merchant_id, table.c.order_id == order_id)
        ids[name] = list((await session.execute(of_order)).scalars())
    return ids


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a statement depends on beside the values of its parameters: to build one takes longer than to carry it out.

    `after` is the kind of payment that the page before ended with, if it ended within this part.
    """

    part: QueuePart
    states: frozenset[RetryState] | None
    of_order: bool
    due_before: bool
    after: PaymentKind | None


_MOST = parameter("most", BigInteger())
_TRANSACTIONS = any_(parameter("transaction_ids", ARRAY(BigInteger)))
_REFUNDS = any_(parameter("refund_ids", ARRAY(BigInteger)))
_DUE_BEFORE = parameter("due_before", DateTime(timezone=True))
_AFTER_AT, _AFTER_ID = parameter("after_at", DateTime(timezone=True)), parameter("after_id", BigInteger())
_AFTER = tuple_(_AFTER_AT, _AFTER_ID)


@lru_cache(maxsize=256)
def _statement(shape: _Shape) -> Select[Any]:
    """The next rows of a part: those of `merchant`, `most` at the most."""
    if shape.part is QueuePart.ATTENTION:
        return _attention(shape)
    columns = OPERATIONS.c
    states = _STATES[shape.part] if shape.states is None else _STATES[shape.part] & shape.states
    statement = (
        select(*columns)
        .join(TRANSACTIONS, TRANSACTIONS.c.id == columns.transaction_id)
        .outerjoin(REFUNDS, REFUNDS.c.id == columns.refund_id)
        .where(
            columns.merchant_id == MERCHANT,
            # Written out, since the indexes are for some states alone.
            columns.state.in_([literal(each.value, literal_execute=True) for each in sorted(states)]),
            ~func.coalesce(REFUNDS.c.needs_attention, TRANSACTIONS.c.needs_attention),
        )
        .limit(_MOST)
    )
    if shape.of_order:
        statement = statement.where(or_(columns.transaction_id == _TRANSACTIONS, columns.refund_id == _REFUNDS))
    match shape.part:
        case QueuePart.DUE:
            return _due(statement, shape)
        case QueuePart.RUNNING:
            statement = statement.where(columns.lease_until.is_not(None), _had_trouble())
        case QueuePart.PARKED:
            statement = statement.where(columns.next_attempt_at.is_(None))
        case _:
            return _ended(statement, shape)
    if shape.after is not None:
        statement = statement.where(columns.id > _AFTER_ID)
    return statement.order_by(columns.id)


def _due(statement: Select[Any], shape: _Shape) -> Select[Any]:
    due = OPERATIONS.c.next_attempt_at
    statement = statement.where(due.is_not(None))
    if shape.due_before:
        statement = statement.where(due < _DUE_BEFORE)
    if shape.after is not None:
        statement = statement.where(tuple_(due, OPERATIONS.c.id) > _AFTER)
    return statement.order_by(due, OPERATIONS.c.id)


def _ended(statement: Select[Any], shape: _Shape) -> Select[Any]:
    """What took more than one answer, or ended without a yes; of a sale, its status says all there is to say."""
    later = OPERATIONS.alias("later")
    of_the_same = or_(
        and_(OPERATIONS.c.refund_id.is_not(None), later.c.refund_id == OPERATIONS.c.refund_id),
        and_(
            OPERATIONS.c.refund_id.is_(None),
            later.c.refund_id.is_(None),
            later.c.transaction_id == OPERATIONS.c.transaction_id,
        ),
    )
    statement = statement.where(
        OPERATIONS.c.kind.not_in({OperationKind.CHARGE, OperationKind.AUTHORIZE}),
        _had_trouble(),
        ~exists().where(
            later.c.transaction_id == OPERATIONS.c.transaction_id, later.c.id > OPERATIONS.c.id, of_the_same
        ),
    )
    if shape.after is not None:
        statement = statement.where(OPERATIONS.c.id < _AFTER_ID)
    return statement.order_by(OPERATIONS.c.id.desc())


def _attention(shape: _Shape) -> Select[Any]:
    arms = [_needing(kind, shape).limit(_MOST) for kind in sorted(PaymentKind)]
    merged = union_all(*(select(arm.subquery()) for arm in arms)).subquery("needing")
    return select(merged).order_by(merged.c.payment_at, merged.c.payment_kind, merged.c.payment_id).limit(_MOST)


def _needing(kind: PaymentKind, shape: _Shape) -> Select[Any]:
    table = REFUNDS if kind is PaymentKind.REFUND else TRANSACTIONS
    own = (
        OPERATIONS.c.refund_id == REFUNDS.c.id
        if kind is PaymentKind.REFUND
        else and_(OPERATIONS.c.transaction_id == TRANSACTIONS.c.id, OPERATIONS.c.refund_id.is_(None))
    )
    latest = select(OPERATIONS).where(own).order_by(OPERATIONS.c.id.desc()).limit(1).lateral("latest")
    statement = (
        select(
            table.c.created_at.label("payment_at"),
            literal(kind.value).label("payment_kind"),
            table.c.id.label("payment_id"),
            *latest.c,
        )
        .join(latest, latest.c.id.is_not(None))
        .where(table.c.merchant_id == MERCHANT, table.c.needs_attention)
    )
    if shape.of_order:
        of_refunds = or_(REFUNDS.c.transaction_id == _TRANSACTIONS, REFUNDS.c.id == _REFUNDS)
        statement = statement.where(of_refunds if kind is PaymentKind.REFUND else TRANSACTIONS.c.id == _TRANSACTIONS)
    if shape.states is not None:
        statement = statement.where(latest.c.state.in_(shape.states))
    if shape.due_before:
        statement = statement.where(latest.c.next_attempt_at < _DUE_BEFORE)
    if shape.after is not None:
        if kind is shape.after:
            statement = statement.where(tuple_(table.c.created_at, table.c.id) > _AFTER)
        elif kind > shape.after:
            statement = statement.where(table.c.created_at >= _AFTER_AT)
        else:
            statement = statement.where(table.c.created_at > _AFTER_AT)
    return statement.order_by(table.c.created_at, table.c.id)


def _had_trouble() -> ColumnElement[bool]:
    """Whether a sending of the operation was answered otherwise than by a yes: only then is there a story to tell."""
    no = ATTEMPTS.c.outcome.is_not(None) & (ATTEMPTS.c.outcome != AttemptOutcome.ACCEPTED)
    return exists().where(ATTEMPTS.c.operation_id == OPERATIONS.c.id, no)


def _queued(part: QueuePart, columns: dict[str, Any]) -> Queued:
    operation = operation_from(columns)
    kind = PaymentKind.TRANSACTION if operation.refund_id is None else PaymentKind.REFUND
    position = QueuePosition(part, kind, operation.next_attempt_at or _EPOCH, operation.id)
    if part is QueuePart.ATTENTION:
        position = QueuePosition(part, kind, columns["payment_at"], columns["payment_id"])
    return Queued(position, operation)
