"""Searching orders and customers: criteria in, a page of places out, newest first (SPEC 7.2).

A text is found by index, whether all of it is given, its beginning, its end or another part of three letters or digits.
PostgreSQL is made to plan each search by its own texts: by a plan for any text it would read all orders where few begin
like this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, Select, case, false, func, literal, select, text, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.orders.orders import NEVER_PAID, AdjustmentKind, OrderStatus
from app.domain.reversals.states import PaymentStatus
from app.store.search.matching import TextMatch, TimeRange, alike, among, matching, within
from app.store.tables.payments import CUSTOMERS, ORDER_IDS, ORDER_LINE_ITEMS, ORDERS, REFUNDS, TRANSACTIONS


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a list, newest first."""

    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """The places in their order, and whether more follow."""

    places: Sequence[Place]
    more: bool


@dataclass(frozen=True, slots=True)
class OrderCriteria:
    """Which orders are looked for; all of it must hold, and None does not matter. The number is a customer's."""

    order_id: TextMatch | None = None
    customer_email: TextMatch | None = None
    status: OrderStatus | None = None
    placed_at: TimeRange = field(default_factory=TimeRange)
    updated_at: TimeRange = field(default_factory=TimeRange)
    customer_number: int | None = None
    overpaid: bool | None = None


@dataclass(frozen=True, slots=True)
class CustomerCriteria:
    """Which customers are looked for; the texts go by column. `legacy_ids` None means anyone."""

    legacy_ids: tuple[str, ...] | None = None
    texts: tuple[tuple[str, TextMatch], ...] = ()
    created_at: TimeRange = field(default_factory=TimeRange)


async def orders(
    session: AsyncSession, merchant_id: int, criteria: OrderCriteria, size: int, after: Place | None = None
) -> Page:
    """The `size` newest orders of the merchant that meet the criteria, from behind `after` on."""
    return await _page(session, select_orders(merchant_id, criteria, size, after), size)


async def customers(
    session: AsyncSession, merchant_id: int, criteria: CustomerCriteria, size: int, after: Place | None = None
) -> Page:
    """The `size` newest customers of the merchant that meet the criteria, from behind `after` on."""
    return await _page(session, select_customers(merchant_id, criteria, size, after), size)


def select_orders(merchant_id: int, criteria: OrderCriteria, size: int, after: Place | None) -> Select[datetime, int]:
    """One more order than the page has, so that it is seen whether more follow."""
    conditions = [
        ORDERS.c.merchant_id == merchant_id,
        *_order_id(merchant_id, criteria.order_id),
        *alike(ORDERS.c.customer_email, criteria.customer_email),
        *within(ORDERS.c.placed_at, criteria.placed_at),
        *_updated(merchant_id, criteria.updated_at),
        *_stands_at(merchant_id, criteria.status),
        *_overpaid(criteria.overpaid),
    ]
    if criteria.customer_number is not None:
        conditions.append(ORDERS.c.customer_id == criteria.customer_number)
    return _newest(ORDERS.c.placed_at, ORDERS.c.id, conditions, size, after)


def select_customers(
    merchant_id: int, criteria: CustomerCriteria, size: int, after: Place | None
) -> Select[datetime, int]:
    """One more customer than the page has, likewise."""
    conditions = [
        CUSTOMERS.c.merchant_id == merchant_id,
        CUSTOMERS.c.deleted_at.is_(None),
        *among(CUSTOMERS.c.legacy_id, criteria.legacy_ids),
        *(condition for column, wanted in criteria.texts for condition in alike(CUSTOMERS.c[column], wanted)),
        *within(CUSTOMERS.c.created_at, criteria.created_at),
    ]
    return _newest(CUSTOMERS.c.created_at, CUSTOMERS.c.id, conditions, size, after)


def _order_id(merchant_id: int, wanted: TextMatch | None) -> list[ColumnElement[bool]]:
    """The beginning is found by the table's own index, its end and other parts among all order ids of the merchant."""
    if wanted is None:
        return []
    wanted = wanted.with_patterns()
    conditions = matching(ORDERS.c.order_id, replace(wanted, ends=None, contains=None))
    parts = [ORDER_IDS.c.order_id.ilike(each) for each in (wanted.ends, wanted.contains) if each is not None]
    if parts:
        named = select(ORDER_IDS.c.order_id).where(ORDER_IDS.c.merchant_id == merchant_id, *parts)
        conditions.append(ORDERS.c.order_id.in_(named))
    return conditions


def _newest(
    at: ColumnElement[datetime],
    number: ColumnElement[int],
    conditions: Sequence[ColumnElement[bool]],
    size: int,
    after: Place | None,
) -> Select[datetime, int]:
    statement: Select[datetime, int] = select(at.label("at"), number.label("id")).where(*conditions)
    if after is not None:
        statement = statement.where(
            tuple_(at, number) < tuple_(literal(after.at, at.type), literal(after.id, BigInteger))
        )
    return statement.order_by(at.desc(), number.desc()).limit(size + 1)


async def _page(session: AsyncSession, statement: Select[datetime, int], size: int) -> Page:
    await session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
    rows = (await session.execute(statement)).all()
    return Page([Place(row.at, row.id) for row in rows[:size]], len(rows) > size)


def _updated(merchant_id: int, times: TimeRange) -> list[ColumnElement[bool]]:
    """Orders that last changed within these times, as `Order.updatedAt` has it: themselves, their payments or refunds.

    What has changed since a time is found by the indexes of all three; whether anything has since, order by order.
    """
    own = func.coalesce(ORDERS.c.updated_at, ORDERS.c.placed_at)
    paid = func.coalesce(TRANSACTIONS.c.updated_at, TRANSACTIONS.c.created_at)
    refunded = func.coalesce(REFUNDS.c.updated_at, REFUNDS.c.created_at)
    refunds = REFUNDS.join(TRANSACTIONS, TRANSACTIONS.c.id == REFUNDS.c.transaction_id)
    conditions: list[ColumnElement[bool]] = []
    if times.since is not None:
        changed = ORDERS.alias("changed")
        since = union_all(
            select(changed.c.id).where(
                changed.c.merchant_id == merchant_id,
                func.coalesce(changed.c.updated_at, changed.c.placed_at) >= times.since,
            ),
            select(TRANSACTIONS.c.belongs_to).where(
                TRANSACTIONS.c.merchant_id == merchant_id, paid >= times.since, TRANSACTIONS.c.belongs_to.is_not(None)
            ),
            select(TRANSACTIONS.c.belongs_to)
            .select_from(refunds)
            .where(
                REFUNDS.c.merchant_id == merchant_id, refunded >= times.since, TRANSACTIONS.c.belongs_to.is_not(None)
            ),
        )
        conditions.append(ORDERS.c.id.in_(since))
    if times.until is not None:
        of_order = TRANSACTIONS.c.belongs_to == ORDERS.c.id
        later = select(TRANSACTIONS.c.id).where(of_order, paid > times.until)
        later_refund = select(REFUNDS.c.id).select_from(refunds).where(of_order, refunded > times.until)
        conditions += [own <= times.until, ~later.exists(), ~later_refund.exists()]
    return conditions


def _overpaid(wanted: bool | None) -> list[ColumnElement[bool]]:
    """Orders of which more was paid than they cost, as `Order.overpaidAmount` has it, or the others. They are looked at
    one by one: what the other criteria leave, until the page is full.
    """
    if wanted is None:
        return []
    of_order = ORDER_LINE_ITEMS.c.order_row_id == ORDERS.c.id, ~ORDER_LINE_ITEMS.c.removed
    item = ORDER_LINE_ITEMS.c
    pieces = item.quantity * (item.unit_amount + func.coalesce(item.tax_amount, 0))
    lowers = item.kind.in_(sorted(kind for kind in AdjustmentKind if kind.lowers))
    price = func.coalesce(item.total_amount, pieces) - item.discount_amount - item.order_discount
    total = select(func.sum(case((lowers, 0), else_=price))).where(*of_order).scalar_subquery()
    paid = (
        select(func.sum(TRANSACTIONS.c.amount))
        .where(TRANSACTIONS.c.belongs_to == ORDERS.c.id, TRANSACTIONS.c.status.not_in(NEVER_PAID))
        .scalar_subquery()
    )
    has_products = select(item.id).where(*of_order, item.kind.is_(None)).exists()
    more = has_products & (func.coalesce(paid, 0) > total)
    return [more if wanted else ~more]


def _stands_at(merchant_id: int, status: OrderStatus | None) -> list[ColumnElement[bool]]:
    """Orders of that status, as `Order.status` has it: from what was refunded of their payments.

    Those of which anything was refunded have an index of their own, by their payments.
    """
    if status is None:
        return []
    given_back = select(TRANSACTIONS.c.belongs_to).where(
        TRANSACTIONS.c.merchant_id == merchant_id,
        TRANSACTIONS.c.belongs_to.is_not(None),
        (TRANSACTIONS.c.status == PaymentStatus.VOIDED) | (TRANSACTIONS.c.reserved_amount > 0),
    )
    of_this_order = given_back.where(TRANSACTIONS.c.belongs_to == ORDERS.c.id).exists()
    if status is OrderStatus.OPEN:
        return [~of_this_order]
    paid = func.sum(TRANSACTIONS.c.amount).filter(TRANSACTIONS.c.status.not_in(NEVER_PAID))
    voided = TRANSACTIONS.c.status == PaymentStatus.VOIDED
    returned = func.sum(case((voided, TRANSACTIONS.c.amount), else_=TRANSACTIONS.c.reserved_amount))
    whole = returned >= func.coalesce(paid, 0)
    sums = select(whole if status is OrderStatus.REFUNDED else ~whole).where(TRANSACTIONS.c.belongs_to == ORDERS.c.id)
    # Sums are made only of those of which anything was refunded, whichever way the others are told apart.
    return [ORDERS.c.id.in_(given_back), case((of_this_order, sums.scalar_subquery()), else_=false())]
