"""Reads orders as their refund is planned, and as they stand once it was made, for many at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from app.domain.money import Money
from app.domain.orders.orders import LineItem, Order
from app.store.database import Connection
from app.store.reversals.look_payments import OPEN_OPERATION, PAYMENT, Seen, Sight
from app.store.reversals.row_reader import Columns
from app.store.tables.payments import ORDERS

_ORDER = ", ".join(f"o.{column.name} AS order__{column.name}" for column in ORDERS.c)

_LOOK = f"""
    SELECT asked.place, {PAYMENT}, {_ORDER}, o.xmin::text AS order__version,
        (SELECT count(*) FROM order_refunds f WHERE f.order_row_id = o.id) > 0 AS order__was_given_back,
        (SELECT count(*) FROM refunds r WHERE r.transaction_id = t.id) > 0 AS has_refund,
        (
            SELECT json_agg(i ORDER BY i.id) FROM order_line_items i WHERE i.order_row_id = o.id
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
            SELECT json_agg(json_build_array(i.id, i.name, i.quantity, i.unit_amount, i.tax_amount) ORDER BY i.id)
            FROM order_line_items i WHERE i.order_row_id = o.id
        ) AS line_items,
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
    line_items: list[list[object]]
    payments: list[list[object]]
    refunds: list[list[object]]

    @classmethod
    def of(cls, order: Order) -> "OrderState":
        return cls(
            order.cancelled,
            order.balance_due.minor,
            (order.customer_id, order.customer_email),
            order.placed_at,
            [_product(each) for each in order.line_items],
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
            json.loads(row["line_items"] or "[]"),
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
        line_items=tuple(_line_item(each, currency) for each in json.loads(first["order__line_items"] or "[]")),
        transactions=tuple(each.transaction for each in payments),
        refunds=(),
    )
    return SeenOrder(order, payments, first["order__version"], plain)


def _product(item: LineItem) -> list[object]:
    tax = None if item.tax_amount is None else item.tax_amount.minor
    return [item.id, item.name, item.quantity, item.unit_amount.minor, tax]


def _line_item(columns: dict[str, Any], currency: str) -> LineItem:
    """A product of which nothing was refunded."""
    tax = columns["tax_amount"]
    return LineItem(
        id=columns["id"],
        item_id=columns["item_id"],
        name=columns["name"],
        quantity=columns["quantity"],
        unit_amount=Money(columns["unit_amount"], currency),
        tax_amount=None if tax is None else Money(tax, currency),
        refunded_quantity=0,
        refunded=Money(0, currency),
    )
