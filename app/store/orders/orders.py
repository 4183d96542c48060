"""Orders: made by what carries their order id, read with all that belongs to them, and changed by named verbs.

Who locks an order and its payments locks the order first, then the payments in the order of their numbers. An order is
locked without its key: whatever only refers to it doesn't wait.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import ChangeKind
from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.orders.orders import Adjustment, LineItem, Order
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.states import (
    OPEN_STATES,
    RESERVING,
    OperationKind,
    PaymentStatus,
    RetryState,
)
from app.store.orders.lines import line_from
from app.store.reversals.rows import refund_from, select_refunds, select_transactions, transaction_from
from app.store.search.bounds import AT_ONCE, MOST_HEAVY, MOST_LIGHT, all_of, at_most
from app.store.tables.payments import (
    CHANGES,
    CUSTOMERS,
    LINE_ITEM_REFUNDS,
    OPERATIONS,
    ORDER_LINE_ITEMS,
    ORDERS,
    REFUNDS,
    TRANSACTIONS,
)


async def of_payment(
    session: AsyncSession, merchant_id: int, order_id: str, currency: str, customer_id: int | None, at: datetime
) -> int | None:
    """The number of the order that a payment with that order id belongs to, made if there was none.

    None for a payment in another currency than the order's: it belongs to no order (SPEC 7.8). Two sessions that make
    one order at a time: the second waits for the first, and finds what it made.
    """
    values = {
        "merchant_id": merchant_id,
        "legacy_id": new_legacy_id(),
        "order_id": order_id,
        "currency": currency,
        "customer_id": customer_id,
        "customer_email": select(CUSTOMERS.c.email).where(CUSTOMERS.c.id == customer_id).scalar_subquery(),
        "placed_at": at,
    }
    made = insert(ORDERS).values(**values).on_conflict_do_nothing(index_elements=["merchant_id", "order_id"])
    row = (await session.execute(made.returning(ORDERS.c.id, ORDERS.c.currency))).one_or_none()
    if row is None:
        found = select(ORDERS.c.id, ORDERS.c.currency).where(_named(merchant_id, order_id))
        row = (await session.execute(found)).one()
    return int(row.id) if row.currency == currency else None


async def cancel(session: AsyncSession, number: int) -> None:
    """The order is cancelled."""
    await session.execute(update(ORDERS).where(ORDERS.c.id == number).values(cancelled=True))


async def find(session: AsyncSession, merchant_id: int, order_id: str, *, for_query: bool = False) -> Order | None:
    """The merchant's order of that order id, with all that belongs to it, or what a query may have of that."""
    number = (await session.execute(select(ORDERS.c.id).where(_named(merchant_id, order_id)))).scalar_one_or_none()
    return None if number is None else (await load(session, [number], for_query=for_query))[number]


async def lock(session: AsyncSession, merchant_id: int, order_id: str) -> Order | None:
    """`find`, with the order and its payments locked until the end of the session's work."""
    held = select(ORDERS.c.id).where(_named(merchant_id, order_id)).with_for_update(key_share=True)
    number = (await session.execute(held)).scalar_one_or_none()
    if number is None:
        return None
    payments = select(TRANSACTIONS.c.id).where(TRANSACTIONS.c.belongs_to == number).order_by(TRANSACTIONS.c.id)
    while True:
        locked = set((await session.execute(payments.with_for_update())).scalars())
        order = (await load(session, [number]))[number]
        # A capture that gives a payment this order id may have come in between the two statements.
        if all(each.id in locked for each in order.transactions):
            return order


async def load(session: AsyncSession, numbers: Sequence[int], *, for_query: bool = False) -> dict[int, Order]:
    """The orders of those numbers with all that belongs to them, in five statements however many there are; payments
    and refunds without their details. A query that would read too much raises AnswerTooLarge.
    """
    rows = (await session.execute(select(ORDERS).where(ORDERS.c.id.in_(numbers)))).all()
    transactions = await _transactions(session, numbers, for_query=for_query)
    refunds = await _refunds(session, numbers, for_query=for_query)
    lines = await _lines(session, rows, for_query=for_query)
    return {row.id: _order(row, lines[row.id], transactions[row.id], refunds[row.id]) for row in rows}


def _order(
    row: Row[Any], lines: list[LineItem | Adjustment], transactions: list[Transaction], refunds: list[Refund]
) -> Order:
    return Order(
        id=row.id,
        legacy_id=row.legacy_id,
        merchant_id=row.merchant_id,
        order_id=row.order_id,
        currency=row.currency,
        customer_id=row.customer_id,
        customer_email=row.customer_email,
        placed_at=row.placed_at,
        recorded_at=row.recorded_at,
        cancelled=row.cancelled,
        balance_due=Money(row.balance_due, row.currency),
        line_items=tuple(each for each in lines if isinstance(each, LineItem)),
        transactions=tuple(transactions),
        refunds=tuple(refunds),
        adjustments=tuple(each for each in lines if isinstance(each, Adjustment)),
        updated_at=row.updated_at,
    )


async def _rows(session: AsyncSession, statement: Select[Any], most: int | None) -> AsyncIterator[Row[Any]]:
    """The statement's rows, `most` of them unless that is None; others have turns of the event loop among them. Raises
    AnswerTooLarge for more.
    """
    found = (await session.execute(statement if most is None else at_most(most, statement))).all()
    for index, row in enumerate(found if most is None else all_of(most, found), start=1):
        yield row
        if index % AT_ONCE == 0:
            await asyncio.sleep(0)


async def _transactions(
    session: AsyncSession, numbers: Sequence[int], *, for_query: bool
) -> dict[int, list[Transaction]]:
    newest_first = TRANSACTIONS.c.created_at.desc(), TRANSACTIONS.c.id.desc()
    wanted = select_transactions(details=False).where(TRANSACTIONS.c.belongs_to.in_(numbers))
    found: dict[int, list[Transaction]] = defaultdict(list)
    async for row in _rows(session, wanted.order_by(*newest_first), MOST_HEAVY if for_query else None):
        found[row.belongs_to].append(transaction_from(row))
    return found


async def _refunds(session: AsyncSession, numbers: Sequence[int], *, for_query: bool) -> dict[int, list[Refund]]:
    of_transactions = select_refunds(details=False).add_columns(TRANSACTIONS.c.belongs_to.label("belongs_to"))
    statement = (
        of_transactions.join(TRANSACTIONS, TRANSACTIONS.c.id == REFUNDS.c.transaction_id)
        .where(TRANSACTIONS.c.belongs_to.in_(numbers))
        .order_by(REFUNDS.c.created_at.desc(), REFUNDS.c.id.desc())
    )
    found: dict[int, list[Refund]] = defaultdict(list)
    async for row in _rows(session, statement, MOST_HEAVY if for_query else None):
        found[row.belongs_to].append(refund_from(row))
    return found


async def _lines(
    session: AsyncSession, orders: Sequence[Row[Any]], *, for_query: bool
) -> dict[int, list[LineItem | Adjustment]]:
    """Products and adjustments with what was refunded of them: the portions whose payment's part counts."""
    currencies = {row.id: row.currency for row in orders}
    counts = part_counts(LINE_ITEM_REFUNDS.c.order_refund_id, LINE_ITEM_REFUNDS.c.transaction_id)
    portions = (
        select(
            LINE_ITEM_REFUNDS.c.line_item_id,
            LINE_ITEM_REFUNDS.c.order_refund_id,
            func.max(LINE_ITEM_REFUNDS.c.quantity).label("quantity"),
            func.coalesce(func.sum(LINE_ITEM_REFUNDS.c.amount).filter(counts), 0).label("amount"),
            func.bool_and(counts).label("all_count"),
        )
        .join(ORDER_LINE_ITEMS, ORDER_LINE_ITEMS.c.id == LINE_ITEM_REFUNDS.c.line_item_id)
        .where(ORDER_LINE_ITEMS.c.order_row_id.in_(list(currencies)))
        .group_by(LINE_ITEM_REFUNDS.c.line_item_id, LINE_ITEM_REFUNDS.c.order_refund_id)
        .subquery()
    )
    each_refund = func.json_build_array(portions.c.quantity, portions.c.amount, portions.c.all_count)
    given_back = (
        select(
            portions.c.line_item_id,
            func.json_agg(aggregate_order_by(each_refund, portions.c.order_refund_id)).label("given"),
        )
        .group_by(portions.c.line_item_id)
        .subquery()
    )
    statement = (
        select(ORDER_LINE_ITEMS, given_back.c.given)
        .outerjoin(given_back, given_back.c.line_item_id == ORDER_LINE_ITEMS.c.id)
        .where(ORDER_LINE_ITEMS.c.order_row_id.in_(list(currencies)), ~ORDER_LINE_ITEMS.c.removed)
        .order_by(ORDER_LINE_ITEMS.c.id)
    )
    found: dict[int, list[LineItem | Adjustment]] = defaultdict(list)
    async for row in _rows(session, statement, MOST_LIGHT if for_query else None):
        found[row.order_row_id].append(line_from(row._asdict(), currencies[row.order_row_id], row.given or ()))
    return found


def part_counts(order_refund_id: ColumnElement[int], transaction_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether one payment's part of an order refund takes effect, or is about to.

    It does while its refund counts, or its void is under way or done, or was recorded as done, which is what ends one
    that waited; a void that turned is counted by its refund. One that failed, or whose mark was undone, never counts
    again, whichever way its payment is voided later.
    """
    refund = exists().where(
        REFUNDS.c.order_refund_id == order_refund_id,
        REFUNDS.c.transaction_id == transaction_id,
        REFUNDS.c.status.in_(RESERVING),
    )
    paid, later = TRANSACTIONS.alias(), OPERATIONS.alias()
    since = exists().where(
        CHANGES.c.transaction_id == OPERATIONS.c.transaction_id, CHANGES.c.at >= OPERATIONS.c.requested_at
    )
    recorded = since.where(CHANGES.c.kind == ChangeKind.VOID_RECORDED_ANYWAY).correlate(OPERATIONS)
    undone = since.where(CHANGES.c.kind == ChangeKind.VOID_MARK_UNDONE).correlate(OPERATIONS)
    done = or_(OPERATIONS.c.state.in_({RetryState.SUCCEEDED, RetryState.CANCELLED}), recorded)
    void = (
        exists()
        .where(
            OPERATIONS.c.order_refund_id == order_refund_id,
            OPERATIONS.c.transaction_id == transaction_id,
            OPERATIONS.c.kind == OperationKind.VOID,
            paid.c.id == OPERATIONS.c.transaction_id,
            or_(
                OPERATIONS.c.state.in_(OPEN_STATES),
                and_(done, paid.c.status == PaymentStatus.VOIDED, ~undone),
            ),
            ~exists()
            .where(
                later.c.transaction_id == OPERATIONS.c.transaction_id,
                later.c.kind == OperationKind.VOID,
                later.c.id > OPERATIONS.c.id,
            )
            .correlate(OPERATIONS),
        )
        .correlate_except(OPERATIONS, paid)
    )
    return or_(refund.correlate_except(REFUNDS), void)


def _named(merchant_id: int, order_id: str) -> ColumnElement[bool]:
    return and_(ORDERS.c.merchant_id == merchant_id, ORDERS.c.order_id == order_id)
