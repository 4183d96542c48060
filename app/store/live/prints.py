"""Prints of what people follow: a print differs as soon as anything of its object has changed.

A print is made of the versions (PostgreSQL's `xmin`) of all rows that an object is shown with, and of the number of its
last change. Each look is one statement for as many objects as are followed, by their indexes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.store.statements import Driver


@dataclass(frozen=True, slots=True)
class Print:
    """The print of one object, and the transactions whose changes are its own too."""

    value: int
    transaction_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """An operation that moved in a merchant's queue, and the print of its row."""

    operation_id: int
    merchant_id: int
    value: int


_TRANSACTIONS = """
    SELECT t.id, ARRAY[t.id] AS transactions, hashtextextended(concat_ws('/', t.xmin,
        (SELECT string_agg(r.xmin::text, ',' ORDER BY r.id) FROM refunds r WHERE r.transaction_id = t.id),
        (SELECT string_agg(o.xmin::text, ',' ORDER BY o.id) FROM operations o WHERE o.transaction_id = t.id),
        (SELECT max(c.id) FROM changes c WHERE c.transaction_id = t.id)
    ), 0) AS value
    FROM transactions t WHERE t.id = ANY ($1::bigint[])
"""

_REFUNDS = """
    SELECT r.id, ARRAY[r.transaction_id] AS transactions, hashtextextended(concat_ws('/', r.xmin,
        (SELECT string_agg(o.xmin::text, ',' ORDER BY o.id) FROM operations o WHERE o.refund_id = r.id),
        (SELECT string_agg(a.xmin::text, ',') FROM approvals a WHERE a.refund_id = r.id),
        (SELECT max(c.id) FROM changes c WHERE c.refund_id = r.id)
    ), 0) AS value
    FROM refunds r WHERE r.id = ANY ($1::bigint[])
"""

_ORDERS = """
    SELECT o.id, coalesce(paid.ids, '{}') AS transactions, hashtextextended(concat_ws('/', o.xmin,
        paid.versions, paid.refunds, paid.operations, paid.changes,
        (SELECT xmin FROM customers c WHERE c.id = o.customer_id),
        (SELECT string_agg(i.xmin::text, ',' ORDER BY i.id) FROM order_line_items i WHERE i.order_row_id = o.id),
        (SELECT max(c.id) FROM changes c WHERE c.order_row_id = o.id)
    ), 0) AS value
    FROM orders o LEFT JOIN LATERAL (
        SELECT array_agg(t.id ORDER BY t.id) AS ids, string_agg(t.xmin::text, ',' ORDER BY t.id) AS versions,
            string_agg((SELECT string_agg(r.xmin::text, ',' ORDER BY r.id) FROM refunds r
                WHERE r.transaction_id = t.id), ';' ORDER BY t.id) AS refunds,
            string_agg((SELECT string_agg(p.xmin::text, ',' ORDER BY p.id) FROM operations p
                WHERE p.transaction_id = t.id), ';' ORDER BY t.id) AS operations,
            max((SELECT max(c.id) FROM changes c WHERE c.transaction_id = t.id)) AS changes
        FROM transactions t WHERE t.belongs_to = o.id
    ) AS paid ON true
    WHERE o.id = ANY ($1::bigint[])
"""

_MOVES = """
    SELECT id, merchant_id, hashtextextended(concat_ws('/', xmin, moved_at), 0) AS value
    FROM operations
    WHERE merchant_id = ANY ($1::bigint[]) AND moved_at > $2 AND kind NOT IN ('CHARGE', 'AUTHORIZE')
    ORDER BY moved_at LIMIT $3
"""

MOST_MOVES = 20_000
"""Moves that one look reads at most, the oldest first: more than a process makes within OVERLAP."""

OVERLAP = timedelta(seconds=5)
"""How long before the last look moves are looked at: longer than what moves an operation takes to commit."""


async def of_transactions(driver: Driver, ids: Sequence[int]) -> Mapping[int, Print]:
    """The prints of these transactions, with their refunds and what is under way of them."""
    return await _prints(driver, _TRANSACTIONS, ids)


async def of_refunds(driver: Driver, ids: Sequence[int]) -> Mapping[int, Print]:
    """The prints of these refunds."""
    return await _prints(driver, _REFUNDS, ids)


async def of_orders(driver: Driver, ids: Sequence[int]) -> Mapping[int, Print]:
    """The prints of these orders, with their payments and what is under way of them."""
    return await _prints(driver, _ORDERS, ids)


async def moves(driver: Driver, merchant_ids: Collection[int], since: datetime | None) -> tuple[list[Move], datetime]:
    """What moved in the queues of these merchants since a look (None for now), and when this look was.

    The times are the database's. The oldest move comes first; what moved within OVERLAP before the look is among them.
    """
    now: datetime = await driver.fetchval("SELECT clock_timestamp()")
    rows = await driver.fetch(_MOVES, list(merchant_ids), (since or now) - OVERLAP, MOST_MOVES)
    return [Move(row["id"], row["merchant_id"], row["value"]) for row in rows], now


async def _prints(driver: Driver, statement: str, ids: Sequence[int]) -> Mapping[int, Print]:
    rows = await driver.fetch(statement, list(ids))
    return {row["id"]: Print(row["value"], tuple(row["transactions"])) for row in rows}
