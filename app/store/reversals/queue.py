"""The queue as people see it: what waits at the gateways, and what came to nothing, in pages.

The list has parts, one behind the other, and each part an index of its own that delivers it in order: a page costs
what is on it, however many wait. A payment is listed once, with its latest operation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    false,
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
    scope = [] if criteria.order_id is None else [await _order(session, merchant_id, criteria.order_id)]
    found: list[Queued] = []
    for part in criteria.parts():
        order = list(QueuePart)
        if after is not None and order.index(part) < order.index(after.part):
            continue
        start = after if after is not None and after.part is part else None
        statement = _statement(part, merchant_id, criteria, scope, start, size + 1 - len(found))
        found += [_queued(part, row._asdict()) for row in await session.execute(statement)]
        if len(found) > size:
            return found[:size], True
    return found, False


@dataclass(frozen=True, slots=True)
class _Order:
    """Whose refunds and transactions belong to an order: read first, so that the search begins with these few."""

    transaction_ids: Sequence[int]
    refund_ids: Sequence[int]

    def has(self, transaction_id: ColumnElement[int], refund_id: ColumnElement[int] | None) -> ColumnElement[bool]:
        of_transactions = transaction_id.in_(self.transaction_ids) if self.transaction_ids else false()
        if refund_id is None or not self.refund_ids:
            return of_transactions
        return or_(of_transactions, refund_id.in_(self.refund_ids))


async def _order(session: AsyncSession, merchant_id: int, order_id: str) -> _Order:
    """A refund belongs to the order of its transaction, and to the one that it was given itself."""
    ids = [
        list((await session.execute(select(table.c.id).where(*_of_order(table, merchant_id, order_id)))).scalars())
        for table in (TRANSACTIONS, REFUNDS)
    ]
    return _Order(*ids)


def _of_order(table: Table, merchant_id: int, order_id: str) -> list[ColumnElement[bool]]:
    return [table.c.merchant_id == merchant_id, table.c.order_id == order_id]


def _statement(
    part: QueuePart,
    merchant_id: int,
    criteria: QueueCriteria,
    scope: list[_Order],
    after: QueuePosition | None,
    most: int,
) -> Select[Any]:
    if part is QueuePart.ATTENTION:
        return _attention(merchant_id, criteria, scope, after, most)
    columns = OPERATIONS.c
    states = _STATES[part] if criteria.states is None else _STATES[part] & criteria.states
    # Written out, since the indexes are for some states alone.
    among = bindparam("states", sorted(states), columns.state.type, expanding=True, literal_execute=True)
    statement = (
        select(*columns)
        .join(TRANSACTIONS, TRANSACTIONS.c.id == columns.transaction_id)
        .outerjoin(REFUNDS, REFUNDS.c.id == columns.refund_id)
        .where(
            columns.merchant_id == merchant_id,
            columns.state.in_(among),
            ~func.coalesce(REFUNDS.c.needs_attention, TRANSACTIONS.c.needs_attention),
            *(order.has(columns.transaction_id, columns.refund_id) for order in scope),
        )
        .limit(most)
    )
    match part:
        case QueuePart.DUE:
            return _due(statement, criteria, after)
        case QueuePart.RUNNING:
            statement = statement.where(columns.lease_until.is_not(None), _had_trouble())
        case QueuePart.PARKED:
            statement = statement.where(columns.next_attempt_at.is_(None))
        case _:
            return _ended(statement, after)
    if after is not None:
        statement = statement.where(columns.id > after.id)
    return statement.order_by(columns.id)


def _due(statement: Select[Any], criteria: QueueCriteria, after: QueuePosition | None) -> Select[Any]:
    due = OPERATIONS.c.next_attempt_at
    statement = statement.where(due.is_not(None))
    if criteria.due_before is not None:
        statement = statement.where(due < criteria.due_before)
    if after is not None:
        statement = statement.where(tuple_(due, OPERATIONS.c.id) > _at(after))
    return statement.order_by(due, OPERATIONS.c.id)


def _ended(statement: Select[Any], after: QueuePosition | None) -> Select[Any]:
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
    if after is not None:
        statement = statement.where(OPERATIONS.c.id < after.id)
    return statement.order_by(OPERATIONS.c.id.desc())


def _attention(
    merchant_id: int, criteria: QueueCriteria, scope: list[_Order], after: QueuePosition | None, most: int
) -> Select[Any]:
    arms = [_needing(kind, merchant_id, criteria, scope, after).limit(most) for kind in sorted(PaymentKind)]
    merged = union_all(*(select(arm.subquery()) for arm in arms)).subquery("needing")
    return select(merged).order_by(merged.c.payment_at, merged.c.payment_kind, merged.c.payment_id).limit(most)


def _needing(
    kind: PaymentKind, merchant_id: int, criteria: QueueCriteria, scope: list[_Order], after: QueuePosition | None
) -> Select[Any]:
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
        .where(table.c.merchant_id == merchant_id, table.c.needs_attention)
    )
    for order in scope:
        belongs = (
            order.has(REFUNDS.c.transaction_id, REFUNDS.c.id)
            if kind is PaymentKind.REFUND
            else order.has(TRANSACTIONS.c.id, None)
        )
        statement = statement.where(belongs)
    if criteria.states is not None:
        statement = statement.where(latest.c.state.in_(criteria.states))
    if criteria.due_before is not None:
        statement = statement.where(latest.c.next_attempt_at < criteria.due_before)
    if after is not None:
        here = tuple_(table.c.created_at, table.c.id)
        if kind is after.kind:
            statement = statement.where(here > _at(after))
        elif kind > after.kind:
            statement = statement.where(table.c.created_at >= after.at)
        else:
            statement = statement.where(table.c.created_at > after.at)
    return statement.order_by(table.c.created_at, table.c.id)


def _had_trouble() -> ColumnElement[bool]:
    """Whether a sending of the operation was answered otherwise than by a yes: only then is there a story to tell."""
    no = ATTEMPTS.c.outcome.is_not(None) & (ATTEMPTS.c.outcome != AttemptOutcome.ACCEPTED)
    return exists().where(ATTEMPTS.c.operation_id == OPERATIONS.c.id, no)


def _at(after: QueuePosition) -> ColumnElement[Any]:
    return tuple_(literal(after.at, OPERATIONS.c.next_attempt_at.type), literal(after.id, OPERATIONS.c.id.type))


def _queued(part: QueuePart, columns: dict[str, Any]) -> Queued:
    operation = operation_from(columns)
    kind = PaymentKind.TRANSACTION if operation.refund_id is None else PaymentKind.REFUND
    position = QueuePosition(part, kind, operation.next_attempt_at or _EPOCH, operation.id)
    if part is QueuePart.ATTENTION:
        position = QueuePosition(part, kind, columns["payment_at"], columns["payment_id"])
    return Queued(position, operation)
