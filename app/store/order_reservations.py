"""Orders that are given back as they are asked for: what has to be known of one, and everything that asking writes.

As for a single payment (`reservations`), both are one statement for as many orders as come at a time, and what was
decided without a lock is written only if the order and its payments are still the rows that were looked at: all of an
order, or nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from msgspec.json import encode

from app.domain.money import Money
from app.domain.order_refunds import Plan
from app.domain.orders import LineItem, Order
from app.domain.people import Actor
from app.domain.states import RefundFailurePolicy
from app.store.database import Connection
from app.store.reservations import (
    COLUMNS,
    MADE,
    NUMBERS,
    OPEN_OPERATION,
    PAYMENT,
    KeyClaim,
    Reservation,
    Reserved,
    Seen,
    Sight,
)
from app.store.rows import Columns, as_interval
from app.store.tables import ORDERS

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

_WRITE = f"""
    WITH given_orders AS MATERIALIZED (
        SELECT given.*, nextval('order_refunds_id_seq') AS order_refund_id
        FROM json_to_recordset($1::text::json) AS given(place bigint, order_row_id bigint, version text,
            clock_offset interval, merchant_id bigint, payments bigint, amount bigint, on_failure text,
            cancels_order boolean, balance_due bigint, reason_code text, note text, actor_id text, actor_name text,
            source text, address text, at timestamptz, what text, request_key text, fingerprint bytea, portions json)
    ), asked AS MATERIALIZED (
        SELECT given.*, o.order_refund_id, {NUMBERS}
        FROM json_to_recordset($2::text::json) AS given({COLUMNS}, of_order bigint)
            JOIN given_orders o ON o.place = given.of_order
    ), free_orders AS MATERIALIZED (
        SELECT g.place
        FROM given_orders g JOIN orders o ON o.id = g.order_row_id JOIN merchants m ON m.id = g.merchant_id
        WHERE o.xmin::text = g.version AND m.clock_offset = g.clock_offset
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), free AS MATERIALIZED (
        SELECT asked.place, asked.of_order
        FROM asked JOIN free_orders f ON f.place = asked.of_order JOIN transactions t ON t.id = asked.transaction_id
        WHERE asked.version = t.xmin::text
        FOR NO KEY UPDATE OF t SKIP LOCKED
    ), whole AS MATERIALIZED (
        SELECT g.* FROM given_orders g
        WHERE g.payments = (SELECT count(*) FROM free WHERE free.of_order = g.place)
            AND g.payments = (SELECT count(*) FROM transactions t WHERE t.belongs_to = g.order_row_id)
    ), claimed AS (
        INSERT INTO request_keys (merchant_id, key, fingerprint, created_at, order_refund_id)
        SELECT merchant_id, request_key, fingerprint, at, order_refund_id FROM whole WHERE request_key IS NOT NULL
        ON CONFLICT DO NOTHING
        RETURNING merchant_id, key
    ), going_orders AS MATERIALIZED (
        SELECT * FROM whole
        WHERE request_key IS NULL OR (merchant_id, request_key) IN (SELECT merchant_id, key FROM claimed)
    ), agreed AS (
        INSERT INTO order_refunds (id, merchant_id, order_row_id, amount, on_failure, cancels_order, balance_due,
            reason_code, note, requested_by, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT order_refund_id, merchant_id, order_row_id, amount, on_failure, cancels_order, balance_due, reason_code,
            note, actor_name, at
        FROM going_orders
    ), carried AS (
        INSERT INTO line_item_refunds (order_refund_id, transaction_id, line_item_id, quantity, amount)
        SELECT g.order_refund_id, p.transaction_id, p.line_item_id, p.quantity, p.amount
        FROM going_orders g
            CROSS JOIN LATERAL json_to_recordset(g.portions) AS p(transaction_id bigint, line_item_id bigint,
                quantity bigint, amount bigint)
    ), told_of_order AS (
        INSERT INTO changes (merchant_id, order_row_id, at, actor_id, actor_name, source, address, what, note,
            reason_code)
        SELECT merchant_id, order_row_id, at, actor_id, actor_name, source, address, what, note, reason_code
        FROM going_orders
        RETURNING order_row_id
    ), going AS MATERIALIZED (
        SELECT asked.* FROM asked JOIN going_orders g ON g.place = asked.of_order
        WHERE g.order_row_id IN (SELECT order_row_id FROM told_of_order)
    ), {MADE}
    SELECT of_order, order_refund_id, operation_id, refund_id FROM going ORDER BY going.place
"""  # noqa: S608 -- the same
"""The parts wait for what is told of their order, so that whoever reads all changes finds it before them."""


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

    `plain` says that nothing was given back of it before, and that all of its payments are plain.
    """

    order: Order
    payments: tuple[Seen, ...]
    version: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """All that can change of an order and of what belongs to it, the newest first: what it is, and what it comes to."""

    cancelled: bool
    balance_due: int
    customer: tuple[int | None, str | None]
    placed_at: datetime
    line_items: list[list[object]]
    payments: list[list[object]]
    refunds: list[list[object]]

    @classmethod
    def of(cls, order: Order) -> "Standing":
        return cls(
            order.cancelled,
            order.balance_due.minor,
            (order.customer_id, order.customer_email),
            order.placed_at,
            [_product(each) for each in order.line_items],
            [[each.id, each.status, each.amount.minor, each.reserved.minor] for each in order.transactions],
            [[each.id, each.status] for each in order.refunds],
        )


@dataclass(frozen=True, slots=True)
class OrderReservation:
    """Everything that asking for an order's refund writes down, before any gateway hears of it.

    `parts` are those of the plan, one for each payment, as `reservations` has them. `what` is kept for the history.
    """

    seen: SeenOrder
    plan: Plan
    parts: tuple[Reservation, ...]
    actor: Actor
    at: datetime
    what: str
    on_failure: RefundFailurePolicy
    cancels_order: bool
    reason_code: str | None
    note: str | None
    claim: KeyClaim | None

    def row(self, place: int) -> dict[str, object]:
        """The columns of what is said of the order; what is left out is NULL."""
        order, plan, actor, claim = self.seen.order, self.plan, self.actor, self.claim
        return {
            "place": place,
            "order_row_id": order.id,
            "version": self.seen.version,
            "clock_offset": as_interval(self.seen.payments[0].merchant.clock_offset),
            "merchant_id": order.merchant_id,
            "payments": len(self.parts),
            "amount": plan.total.minor,
            "on_failure": self.on_failure,
            "cancels_order": self.cancels_order,
            "balance_due": plan.balance_due.minor,
            "reason_code": self.reason_code,
            "note": self.note,
            "actor_id": actor.id,
            "actor_name": actor.name,
            "source": actor.source,
            "address": actor.address,
            "at": self.at,
            "what": self.what,
            "request_key": claim and claim.key,
            "fingerprint": claim and claim.fingerprint_text,
            "portions": [
                {
                    "transaction_id": part.transaction.id,
                    "line_item_id": each.item.id,
                    "quantity": each.quantity,
                    "amount": portion.minor,
                }
                for each in plan.line_items
                for part, portion in zip(plan.parts, each.portions, strict=True)
                if portion
            ],
        }


@dataclass(frozen=True, slots=True)
class ReservedOrder:
    """The number of the order's refund, and those of its parts, in their order."""

    order_refund_id: int
    parts: tuple[Reserved, ...]


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


async def standing(connection: Connection, numbers: Sequence[int]) -> dict[int, Standing]:
    """How the orders of those numbers stand, all as of one moment."""
    return {
        row["id"]: Standing(
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


async def write(connection: Connection, reservations: Sequence[OrderReservation]) -> list[ReservedOrder | None]:
    """Writes all of them down; None for one that is not as it was, that others hold, or whose key is taken.

    Of several for one order, or with one key, the first is written. Raises what a constraint refuses, and then nothing
    was written of any.
    """
    orders, parts = list[dict[str, object]](), list[dict[str, object]]()
    met: set[object] = set()
    for place, each in enumerate(reservations):
        order, claim = each.seen.order, each.claim
        names = {order.id, order.id if claim is None else (order.merchant_id, claim.key)}
        if not met.isdisjoint(names):
            continue
        met |= names
        orders.append(each.row(place))
        parts += [part.row(len(parts) + number) | {"of_order": place} for number, part in enumerate(each.parts)]
    written: list[ReservedOrder | None] = [None] * len(reservations)
    rows = await connection.fetch(_WRITE, encode(orders).decode(), encode(parts).decode())
    for place, of_order in groupby(rows, lambda row: row["of_order"]):
        made = list(of_order)
        numbers = tuple(Reserved(row["operation_id"], row["refund_id"]) for row in made)
        written[place] = ReservedOrder(made[0]["order_refund_id"], numbers)
    return written


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
    """A product of which nothing was given back."""
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
