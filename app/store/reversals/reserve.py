"""Writes reservations, before any gateway hears of them: one statement for many at a time.

What belongs together is a group: the operation of one payment, or all parts of an order's refund. A group is written
whole, or not at all. It is written only if the rows have the versions that it was decided on; a version is
PostgreSQL's `xmin`, which every change of a row renews. Whatever can make a decision wrong changes the payment's row
(its status, and what refunds hold of it), except for a void or capture that begins; of those an index allows one at a
time. A caller that holds the rows gives no versions.
"""

from collections.abc import Sequence
from itertools import groupby

from msgspec.json import encode
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.database import Connection, driver_of
from app.store.reversals.reservation import ON_HOLD, Group, Reserved, ReservedGroup
from app.store.tables.columns import names_of
from app.store.tables.payments import APPROVALS, CHANGES, OPERATIONS, ORDER_REFUNDS, REFUNDS


def _insert(table: Table, source: str, json: str, **given: str) -> str:
    """A row of the table for each row of `source`: the columns that the object `json` has, but for what is `given`."""
    numbered = {"id"} - given.keys()
    values = [given.get(column.name, f"next.{column.name}") for column in table.c if column.name not in numbered]
    return f"""
        INSERT INTO {table.name} ({names_of(table, without=numbered)}) {"" if numbered else "OVERRIDING SYSTEM VALUE"}
        SELECT {", ".join(values)}
        FROM {source} CROSS JOIN LATERAL json_populate_record(NULL::{table.name}, {json}) AS next
    """  # noqa: S608 -- the columns' names are those of our own tables


_NUMBER, _REFUND = "going.operation_id", "going.refund_id"
_OF_ORDER = "coalesce(going.order_refund_id, next.order_refund_id)"

_UNLESS_ON_HOLD = {
    "state": "CASE WHEN going.on_hold THEN 'WAITING' ELSE next.state END",
    "attempts_made": "CASE WHEN going.on_hold THEN 0 ELSE next.attempts_made END",
    "next_attempt_at": "CASE WHEN going.on_hold THEN going.at END",
    "last_error": f"CASE WHEN going.on_hold THEN '{ON_HOLD}' ELSE next.last_error END",
    "lease": "CASE WHEN going.on_hold THEN NULL ELSE next.lease END",
    "lease_until": "CASE WHEN going.on_hold THEN NULL ELSE next.lease_until END",
}
"""What is asked for while the merchant is on hold waits, unsent. The statement itself reads whether it is: a process
that saw the merchant before sends nothing.
"""

_WRITE = f"""
    WITH groups AS MATERIALIZED (
        SELECT given.*, CASE WHEN order_row_id IS NOT NULL THEN nextval('order_refunds_id_seq') END AS order_refund_id
        FROM json_to_recordset($1::text::json) AS given(place bigint, order_row_id bigint, order_version text,
            merchant_id bigint, merchant_version text, parts bigint, at timestamptz, request_key text,
            fingerprint bytea, key_transaction bigint, order_refund json, portions json, change json)
    ), asked AS MATERIALIZED (
        SELECT given.*,
            CASE WHEN given.operation IS NOT NULL THEN nextval('operations_id_seq') END AS operation_id,
            CASE WHEN given.refund IS NOT NULL THEN nextval('refunds_id_seq') ELSE given.of_refund END AS refund_id
        FROM (
            SELECT part.*, g.merchant_id, g.merchant_version, g.order_row_id, g.order_refund_id
            FROM json_to_recordset($2::text::json) AS part(of_group bigint, place bigint, transaction_id bigint,
                    version text, of_refund bigint, forgets boolean, key text, at timestamptz, refund json,
                    operation json, change json, approval json)
                JOIN groups g ON g.place = part.of_group
            ORDER BY part.of_group, part.place
        ) AS given
    ), free_orders AS MATERIALIZED (
        SELECT g.place FROM groups g JOIN orders o ON o.id = g.order_row_id
        WHERE g.order_version IS NULL OR o.xmin::text = g.order_version
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), free AS MATERIALIZED (
        SELECT asked.of_group, m.held_at IS NOT NULL AS on_hold
        FROM asked JOIN transactions t ON t.id = asked.transaction_id JOIN merchants m ON m.id = asked.merchant_id
        WHERE (asked.version IS NULL OR asked.version = t.xmin::text)
            AND (asked.merchant_version IS NULL OR asked.merchant_version = m.xmin::text)
            AND (asked.order_row_id IS NULL OR asked.of_group IN (SELECT place FROM free_orders))
        FOR NO KEY UPDATE OF t SKIP LOCKED
    ), whole AS MATERIALIZED (
        SELECT g.*, (SELECT bool_or(free.on_hold) FROM free WHERE free.of_group = g.place) AS on_hold FROM groups g
        WHERE g.parts = (SELECT count(*) FROM free WHERE free.of_group = g.place)
            AND (
                g.order_version IS NULL
                OR g.parts = (SELECT count(*) FROM transactions t WHERE t.belongs_to = g.order_row_id)
            )
    ), claimed AS (
        INSERT INTO request_keys AS k (merchant_id, key, fingerprint, created_at, transaction_id, refund_id,
            operation_id, order_refund_id)
        SELECT w.merchant_id, w.request_key, w.fingerprint, w.at, w.key_transaction, one.refund_id, one.operation_id,
            w.order_refund_id
        FROM whole w LEFT JOIN asked one ON one.of_group = w.place AND w.order_row_id IS NULL
        WHERE w.request_key IS NOT NULL
        ON CONFLICT (merchant_id, key) DO UPDATE
        SET transaction_id = EXCLUDED.transaction_id, refund_id = EXCLUDED.refund_id,
            operation_id = EXCLUDED.operation_id, order_refund_id = EXCLUDED.order_refund_id
        WHERE num_nonnulls(k.transaction_id, k.refund_id, k.operation_id, k.order_refund_id) = 0
        RETURNING merchant_id, key
    ), going_groups AS MATERIALIZED (
        SELECT * FROM whole
        WHERE request_key IS NULL OR (merchant_id, request_key) IN (SELECT merchant_id, key FROM claimed)
    ), agreed AS (
        {_insert(ORDER_REFUNDS, "going_groups g", "g.order_refund", id="g.order_refund_id")}
        WHERE g.order_row_id IS NOT NULL
    ), carried AS (
        INSERT INTO line_item_refunds (order_refund_id, transaction_id, line_item_id, quantity, amount)
        SELECT g.order_refund_id, p.transaction_id, p.line_item_id, p.quantity, p.amount
        FROM going_groups g
            CROSS JOIN LATERAL json_to_recordset(g.portions) AS p(transaction_id bigint, line_item_id bigint,
                quantity bigint, amount bigint)
    ), told_of_order AS (
        {_insert(CHANGES, "going_groups g", "g.change")}
        WHERE g.order_row_id IS NOT NULL
        RETURNING order_row_id
    ), going AS MATERIALIZED (
        SELECT asked.*, g.on_hold AND asked.key IS NOT NULL AS on_hold
        FROM asked JOIN going_groups g ON g.place = asked.of_group
        WHERE g.order_row_id IS NULL OR g.order_row_id IN (SELECT order_row_id FROM told_of_order)
        ORDER BY asked.of_group, asked.place
    ), reserved AS (
        {_insert(REFUNDS, "going", "going.refund", id=_REFUND, order_refund_id=_OF_ORDER)}
        WHERE going.refund IS NOT NULL
    ), started AS (
        {
    _insert(
        OPERATIONS,
        "going",
        "going.operation",
        id=_NUMBER,
        refund_id=_REFUND,
        order_refund_id=_OF_ORDER,
        **_UNLESS_ON_HOLD,
    )
}
        WHERE going.operation IS NOT NULL
    ), begun AS (
        INSERT INTO attempts (operation_id, number, key, started_at)
        SELECT operation_id, 1, key, at FROM going WHERE operation IS NOT NULL AND key IS NOT NULL AND NOT on_hold
    ), awaits AS (
        {_insert(APPROVALS, "going", "going.approval", refund_id=_REFUND)}
        WHERE going.approval IS NOT NULL
    ), told AS (
        {_insert(CHANGES, "going", "going.change", refund_id=_REFUND)}
        WHERE going.change IS NOT NULL
    ), forgotten AS (
        UPDATE refunds r SET needs_attention = false
        FROM going
        WHERE r.transaction_id = going.transaction_id AND going.forgets AND r.needs_attention AND NOT EXISTS (
            SELECT FROM operations o WHERE o.refund_id = r.id AND o.state IN ('WAITING', 'RUNNING', 'PAUSED')
        )
    ), forgotten_payments AS (
        UPDATE transactions t SET needs_attention = false
        FROM going WHERE t.id = going.transaction_id AND going.forgets AND t.needs_attention
    )
    SELECT of_group, order_refund_id, operation_id, refund_id, on_hold FROM going ORDER BY of_group, place
"""  # noqa: S608 -- the columns' names are those of our own tables
"""What is about to be made gets its numbers first, in the order of the parts, so that all of it is written at once. The
parts wait for what is told of their order, so that it comes before them in a list of all changes. A key that this very
transaction has claimed names nothing yet, and is given its names.
"""


async def write(connection: Connection, groups: Sequence[Group]) -> list[ReservedGroup | None]:
    """Writes all of them down; None for one that is not as it was, that others hold, or whose key is taken.

    Of several for one payment, or with one key, the first is written. Raises what a constraint refuses, and then
    nothing was written of any.
    """
    met: set[object] = set()
    rows, parts = list[dict[str, object]](), list[dict[str, object]]()
    for place, each in enumerate(groups):
        if not met.isdisjoint(each.names):
            continue
        met |= each.names
        rows.append(each.row(place))
        parts += [part.row(place, number) for number, part in enumerate(each.parts)]
    written: list[ReservedGroup | None] = [None] * len(groups)
    made = await connection.fetch(_WRITE, encode(rows).decode(), encode(parts).decode())
    for place, of_group in groupby(made, lambda row: row["of_group"]):
        numbers = list(of_group)
        reserved = tuple(Reserved(row["operation_id"], row["refund_id"], row["on_hold"]) for row in numbers)
        written[place] = ReservedGroup(numbers[0]["order_refund_id"], reserved)
    return written


async def write_held(session: AsyncSession, group: Group) -> ReservedGroup:
    """Writes it down in the session's work, which holds the payments, and their order."""
    (written,) = await write(await driver_of(session), [group])
    assert written is not None, "what is held and has no version stands as it was decided on"
    return written
