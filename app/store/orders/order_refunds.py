"""Refunds of whole orders: what was asked for at once, its parts by payment, and what it does to the order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.orders.orders import NEVER_PAID
from app.domain.orders.plan import MOST_PARTS
from app.domain.reversals.payments import Operation, Refund, Transaction
from app.domain.reversals.states import OperationKind, PaymentStatus
from app.store.orders.orders import part_counts
from app.store.reversals.rows import operation_from, refund_from, select_refunds, select_transactions, transaction_from
from app.store.search.bounds import MOST_LIGHT, all_of, at_most
from app.store.tables.payments import (
    LINE_ITEM_REFUNDS,
    OPERATIONS,
    ORDER_LINE_ITEMS,
    ORDER_REFUNDS,
    ORDERS,
    REFUNDS,
    TRANSACTIONS,
)

REVERSALS = (OperationKind.VOID, OperationKind.REFUND)


@dataclass(frozen=True, slots=True)
class MadePart:
    """One payment's part as it stands: its latest `operation`, a void or a refund, and its `refund`, if it led to one.

    Without an operation its refund has not been sent to any gateway: it awaits approval, or did. `overtaken` says that
    the payment has seen another void since.
    """

    transaction: Transaction
    operation: Operation | None
    refund: Refund | None
    overtaken: bool


@dataclass(frozen=True, slots=True)
class Given:
    """What one refund refunds of one product or adjustment: numbers of the order and of its line."""

    order: int
    line_item: int
    quantity: int | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Effect:
    """What was done to the order of that number: whether this cancelled it."""

    order: int
    cancelled: bool


async def unconfirmed(session: AsyncSession, merchant_id: int, order_id: str) -> list[Transaction]:
    """The payments of the order of that order id that were made elsewhere, and that no gateway has confirmed."""
    statement = (
        select_transactions()
        .join(ORDERS, ORDERS.c.id == TRANSACTIONS.c.belongs_to)
        .where(ORDERS.c.merchant_id == merchant_id, ORDERS.c.order_id == order_id, ~TRANSACTIONS.c.confirmed)
        .order_by(TRANSACTIONS.c.id)
    )
    return [transaction_from(row) for row in await session.execute(statement)]


async def in_other_currencies(session: AsyncSession, merchant_id: int, order_id: str) -> list[Transaction]:
    """Payments with that order id that belong to no order, since that has another currency; those that were paid.

    An authorization that was captured in parts belongs to none either, and a part to its order once it is accepted.
    """
    statement = (
        select_transactions(details=False)
        .where(
            TRANSACTIONS.c.merchant_id == merchant_id,
            TRANSACTIONS.c.order_id == order_id,
            TRANSACTIONS.c.belongs_to.is_(None),
            TRANSACTIONS.c.parts.is_(None),
            (TRANSACTIONS.c.part_of.is_(None) | (TRANSACTIONS.c.status != PaymentStatus.AUTHORIZING)),
            TRANSACTIONS.c.status.not_in(NEVER_PAID | {PaymentStatus.VOIDED}),
        )
        .order_by(TRANSACTIONS.c.created_at.desc(), TRANSACTIONS.c.id.desc())
        .limit(MOST_PARTS)
    )
    return [transaction_from(row) for row in await session.execute(statement)]


async def lock_order(session: AsyncSession, order_refund_id: int | None) -> None:
    """Holds the order that a part's outcome may be about to change: before its payment, as everybody does.

    Nothing is held for what is no part of an order's refund, nor once that refund is in effect.
    """
    if order_refund_id is not None:
        statement = (
            select(ORDERS.c.id)
            .join(ORDER_REFUNDS, ORDER_REFUNDS.c.order_row_id == ORDERS.c.id)
            .where(ORDER_REFUNDS.c.id == order_refund_id, ~ORDER_REFUNDS.c.in_effect)
            .with_for_update(key_share=True, of=ORDERS)
        )
        await session.execute(statement)


async def take_effect(session: AsyncSession, order_refund_id: int, transaction_id: int) -> Effect | None:
    """That payment's part has an outcome: if it takes effect, or is about to, the order is changed as was asked.

    Only the first such part changes it; None if there was nothing to do. A balance due that a later refund of the order
    has set stays as it is.
    """
    counts = part_counts(ORDER_REFUNDS.c.id, TRANSACTIONS.c.id)
    taken = (
        update(ORDER_REFUNDS)
        .where(
            ORDER_REFUNDS.c.id == order_refund_id,
            ~ORDER_REFUNDS.c.in_effect,
            select(TRANSACTIONS.c.id).where(TRANSACTIONS.c.id == transaction_id, counts).exists(),
        )
        .values(in_effect=True)
        .returning(ORDER_REFUNDS.c.order_row_id, ORDER_REFUNDS.c.cancels_order, ORDER_REFUNDS.c.balance_due)
    )
    row = (await session.execute(taken)).one_or_none()
    if row is None:
        return None
    later = select(func.max(ORDER_REFUNDS.c.id)).where(
        ORDER_REFUNDS.c.order_row_id == row.order_row_id, ORDER_REFUNDS.c.in_effect
    )
    if (await session.execute(later)).scalar_one() == order_refund_id:
        due = update(ORDERS).where(ORDERS.c.id == row.order_row_id).values(balance_due=row.balance_due)
        await session.execute(due)
    cancelled = False
    if row.cancels_order:
        cancel = update(ORDERS).where(ORDERS.c.id == row.order_row_id, ~ORDERS.c.cancelled).values(cancelled=True)
        cancelled = (await session.execute(cancel.returning(ORDERS.c.id))).first() is not None
    return Effect(row.order_row_id, cancelled)


async def order_of(session: AsyncSession, order_refund_id: int) -> int:
    """The number of the order that it is a refund of."""
    statement = select(ORDER_REFUNDS.c.order_row_id).where(ORDER_REFUNDS.c.id == order_refund_id)
    return int((await session.execute(statement)).scalar_one())


async def parts(session: AsyncSession, order_refund_id: int) -> list[MadePart]:
    """Its parts as they stand now, the newest payment first."""
    operations = (
        select(OPERATIONS)
        .where(OPERATIONS.c.order_refund_id == order_refund_id, OPERATIONS.c.kind.in_(REVERSALS))
        .ext(distinct_on(OPERATIONS.c.transaction_id))
        .order_by(OPERATIONS.c.transaction_id, OPERATIONS.c.id.desc())
    )
    latest = {row.transaction_id: operation_from(row._asdict()) for row in await session.execute(operations)}
    refunds = select_refunds().where(REFUNDS.c.order_refund_id == order_refund_id).order_by(REFUNDS.c.id)
    made = {found.transaction_id: found for found in map(refund_from, await session.execute(refunds))}
    transactions = (
        select_transactions()
        .where(TRANSACTIONS.c.id.in_([*latest, *made]))
        .order_by(TRANSACTIONS.c.created_at.desc(), TRANSACTIONS.c.id.desc())
    )
    voids = (
        select(OPERATIONS.c.transaction_id, func.max(OPERATIONS.c.id).label("latest"))
        .where(OPERATIONS.c.transaction_id.in_([*latest]), OPERATIONS.c.kind == OperationKind.VOID)
        .group_by(OPERATIONS.c.transaction_id)
    )
    overtaken = {
        row.transaction_id for row in await session.execute(voids) if row.latest > latest[row.transaction_id].id
    }
    return [
        MadePart(found, latest.get(found.id), made.get(found.id), found.id in overtaken)
        for found in map(transaction_from, await session.execute(transactions))
    ]


async def line_items_of_refunds(
    session: AsyncSession, merchant_id: int, ids: Sequence[int]
) -> Mapping[int, list[Given]]:
    """What each refund refunds of its order's products and adjustments, those apart that were corrected away; a refund
    that says nothing of them is left out.
    """
    carries = and_(
        LINE_ITEM_REFUNDS.c.order_refund_id == REFUNDS.c.order_refund_id,
        LINE_ITEM_REFUNDS.c.transaction_id == REFUNDS.c.transaction_id,
    )
    statement = (
        select(
            REFUNDS.c.id,
            REFUNDS.c.currency,
            ORDER_REFUNDS.c.order_row_id,
            LINE_ITEM_REFUNDS.c.line_item_id,
            LINE_ITEM_REFUNDS.c.quantity,
            LINE_ITEM_REFUNDS.c.amount,
        )
        .join(LINE_ITEM_REFUNDS, carries)
        .join(ORDER_REFUNDS, ORDER_REFUNDS.c.id == LINE_ITEM_REFUNDS.c.order_refund_id)
        .join(ORDER_LINE_ITEMS, ORDER_LINE_ITEMS.c.id == LINE_ITEM_REFUNDS.c.line_item_id)
        .where(REFUNDS.c.merchant_id == merchant_id, REFUNDS.c.id.in_(ids), ~ORDER_LINE_ITEMS.c.removed)
        .order_by(LINE_ITEM_REFUNDS.c.line_item_id)
    )
    found: defaultdict[int, list[Given]] = defaultdict(list)
    for row in all_of(MOST_LIGHT, (await session.execute(at_most(MOST_LIGHT, statement))).all()):
        given = Given(row.order_row_id, row.line_item_id, row.quantity, Money(row.amount, row.currency))
        found[row.id].append(given)
    return found
