"""Reads orders as their refund is planned, and as they stand once it was made, for many at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.domain.money import Money
from app.domain.orders.orders import Adjustment, LineItem, Order
from app.store.database import Connection
from app.store.orders.lines import line_from
from app.store.reversals.look_payments import OPEN_OPERATION, PAYMENT, Seen, Sight
from app.store.reversals.row_reader import Columns
from app.store.tables.payments import ORDERS

_ORDER = ", ".join(f"o.{column.name} AS order__{column.name}" for column in ORDERS.c)

_LOOK = f"""
    SELECT asked.place, {PAYMENT}, {_ORDER}, o.xmin::text AS order__version,
        (SELECT count(*) FROM order_refunds f WHERE f.order_row_id = o.id) > 0 AS order__was_given_back,
        (SELECT count(*) FROM refunds r WHERE r.transaction_id = t.id) > 0 AS has_refund,
        (
            SELECT json_agg(i ORDER BY i.id) FROM order_line_items i WHERE i.order_row_id = o.id AND NOT i.removed
        ) AS order__line_items
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])
        WITH ORDINALITY AS asked(merchant_id, order_id, request_key, reason_code, place)
    JOIN merchants m ON m.id = asked.merchant_id
    JOIN orders o ON o.merchant_id = m.id AND o.order_id = asked.order_id
    JOIN transactions t ON t.belongs_to = o.id
    JOIN merchant_accounts a ON a.id = t.account_id
    {OPEN_OPERATION}
    ORDER BY asked.place, t.created_at DESC, t.id DESC
"""  # noqa: S608 -- the columns' names are those of our own tables

_STANDING = """
    SELECT o.id, o.cancelled, o.balance_due, o.customer_id, o.customer_email, o.placed_at,
        (
            SELECT json_agg(json_build_array(i.id, i.name, i.quantity, i.unit_amount, i.tax_amount, i.total_amount,
                i.discount_amount, i.order_discount) ORDER BY i.id)
            FROM order_line_items i WHERE i.order_row_id = o.id AND NOT i.removed
        ) AS lines,
        (
            SELECT json_agg(json_build_array(t.id, t.status, t.amount, t.reserved_amount)
                ORDER BY t.created_at DESC, t.id DESC)
            FROM transactions t WHERE t.belongs_to = o.id
        ) AS payments,
        (
            SELECT json_agg(json_build_array(r.id, r.status) ORDER BY r.created_at DESC, r.id DESC)
            FROM transactions t JOIN refunds r ON r.transaction_id = t.id WHERE t.belongs_to = o.id
        ) AS refunds
    FROM orders o WHERE o.id = ANY($1::bigint[])
"""


@dataclass(frozen=True, slots=True)
class WantedOrder:
    """What is looked for: a merchant's order, beside the apiRequestKey and the reason that came with the request."""

    merchant_id: int
    order_id: str
    request_key: str | None = None
    reason_code: str | None = None


@dataclass(frozen=True, slots=True)
class SeenOrder:
    """An order with its payments as they were at one moment, the newest first, and the version of the order's row.

    `plain` says that nothing was refunded of it before, and that all of its payments are plain.
    """

    order: Order
    payments: tuple[Seen, ...]
    version: str
    plain: bool


@dataclass(frozen=True, slots=True)
class OrderState:
    """All that can change of an order and of what belongs to it, the newest first: what it is, and what it comes to."""

    cancelled: bool
    balance_due: int
    customer: tuple[int | None, str | None]
    placed_at: datetime
    lines: list[list[object]]
    payments: list[list[object]]
    refunds: list[list[object]]

    @classmethod
    def of(cls, order: Order) -> "OrderState":
        return cls(
            order.cancelled,
            order.balance_due.minor,
            (order.customer_id, order.customer_email),
            order.placed_at,
            _lines(order),
            [[each.id, each.status, each.amount.minor, each.reserved.minor] for each in order.transactions],
            [[each.id, each.status] for each in order.refunds],
        )


async def look(connection: Connection, wanted: Sequence[WantedOrder]) -> dict[WantedOrder, SeenOrder]:
    """What there is of them, each with one payment at least, all as of one moment."""
    rows = await connection.fetch(
        _LOOK,
        [each.merchant_id for each in wanted],
        [each.order_id for each in wanted],
        [each.request_key for each in wanted],
        [each.reason_code for each in wanted],
    )
    sight = Sight()
    return {
        wanted[place - 1]: _seen(list(of_order), sight) for place, of_order in groupby(rows, lambda row: row["place"])
    }


async def states(connection: Connection, numbers: Sequence[int]) -> dict[int, OrderState]:
    """How the orders of those numbers stand, all as of one moment."""
    return {
        row["id"]: OrderState(
            row["cancelled"],
            row["balance_due"],
            (row["customer_id"], row["customer_email"]),
            row["placed_at"],
            json.loads(row["lines"] or "[]"),
            json.loads(row["payments"] or "[]"),
            json.loads(row["refunds"] or "[]"),
        )
        for row in await connection.fetch(_STANDING, numbers)
    }


def _seen(rows: Sequence[Columns], sight: Sight) -> SeenOrder:
    first = rows[0]
    payments = tuple(sight.of(row) for row in rows)
    plain = not first["order__was_given_back"] and all(
        seen.plain and seen.transaction.confirmed and not row["has_refund"]
        for seen, row in zip(payments, rows, strict=True)
    )
    currency = first["order__currency"]
    lines = [line_from(each, currency) for each in json.loads(first["order__line_items"] or "[]")]
    order = Order(
        id=first["order__id"],
        legacy_id=first["order__legacy_id"],
        merchant_id=first["order__merchant_id"],
        order_id=first["order__order_id"],
        currency=currency,
        customer_id=first["order__customer_id"],
        customer_email=first["order__customer_email"],
        placed_at=first["order__placed_at"],
        recorded_at=first["order__recorded_at"],
        cancelled=first["order__cancelled"],
        balance_due=Money(first["order__balance_due"], currency),
        line_items=tuple(each for each in lines if isinstance(each, LineItem)),
        transactions=tuple(each.transaction for each in payments),
        refunds=(),
        adjustments=tuple(each for each in lines if isinstance(each, Adjustment)),
    )
    return SeenOrder(order, payments, first["order__version"], plain)


def _lines(order: Order) -> list[list[object]]:
    """The columns of each line that say what it costs, by the lines' numbers."""
    by_number = {each.id: _product(each) for each in order.line_items}
    by_number |= {each.id: _charge(each) for each in order.adjustments}
    return [by_number[number] for number in sorted(by_number)]


def _product(item: LineItem) -> list[object]:
    tax, whole = item.tax_amount, item.whole_amount
    return [
        item.id,
        item.name,
        item.quantity,
        item.unit_amount.minor,
        None if tax is None else tax.minor,
        None if whole is None else whole.minor,
        item.own_discount.minor if item.own_discount else 0,
        item.order_discount.minor if item.order_discount else 0,
    ]


def _charge(known: Adjustment) -> list[object]:
    share = known.order_discount.minor if known.order_discount else 0
    return [known.id, known.name, 1, abs(known.amount.minor), None, None, 0, share]
