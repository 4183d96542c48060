"""Takes operations from the queue to send them, or to ask about them: one statement for as many as there are at a time.

An operation is taken only if the rows of the operation, of the merchant and, where it matters, of the payment have the
versions that were seen. A second process finds another version, and leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.json import encode

from app.domain.reversals.payments import Operation
from app.store.database import Connection
from app.store.reversals.look import Known
from app.store.reversals.operations import Lease
from app.store.reversals.rows import changed_columns
from app.store.tables.columns import set_from_json
from app.store.tables.payments import OPERATIONS

_WRITE = f"""
    WITH asked AS MATERIALIZED (
        SELECT * FROM json_to_recordset($1::text::json) AS given(place bigint, operation_id bigint,
            operation_version text, transaction_id bigint, version text, merchant_id bigint, merchant_version text,
            operation json, sends boolean, number bigint, key text, at timestamptz)
    ), held AS MATERIALIZED (
        SELECT asked.place
        FROM asked JOIN operations o ON o.id = asked.operation_id JOIN merchants m ON m.id = asked.merchant_id
            JOIN transactions t ON t.id = asked.transaction_id
        WHERE o.xmin::text = asked.operation_version AND m.xmin::text = asked.merchant_version
            AND (asked.version IS NULL OR t.xmin::text = asked.version)
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), going AS MATERIALIZED (
        SELECT asked.* FROM asked JOIN held USING (place)
    ), jobs AS (
        UPDATE operations o SET {set_from_json(OPERATIONS, "o", "going.operation", without={"id"})}
        FROM going WHERE o.id = going.operation_id
    ), begun AS (
        INSERT INTO attempts (operation_id, number, key, started_at)
        SELECT operation_id, number, key, at FROM going WHERE sends
    )
    SELECT place FROM going
"""  # noqa: S608 -- the columns' names are those of our own tables


_PUT_OFF = """
    WITH held AS MATERIALIZED (
        SELECT o.id, asked.due
        FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) AS asked(id, was, due)
            JOIN operations o ON o.id = asked.id
        WHERE o.state = 'WAITING' AND o.next_attempt_at = asked.was
        FOR NO KEY UPDATE OF o SKIP LOCKED
    )
    UPDATE operations o SET next_attempt_at = held.due FROM held WHERE o.id = held.id
    RETURNING o.id
"""
"""It waits for no lock: a process that holds one of these operations may want another of them, and hold its payment."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """An operation that was due at a time, and is to be due at a later one."""

    operation_id: int
    was_due: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class TakenOperation:
    """An operation as it was `known`, and as it is to be: RUNNING under the lease, with another attempt if it `sends`.

    With `looks_at_payment` the payment has to be as it was known as well.
    """

    known: Known
    operation: Operation
    lease: Lease
    sends: bool
    looks_at_payment: bool

    @property
    def transaction_ids(self) -> tuple[int, ...]:
        """The payment that is changed by it."""
        return (self.operation.transaction_id,)

    def row(self, place: int) -> dict[str, object]:
        before, after = self.known.operation, self.operation
        changed = changed_columns(before, after) or {}
        return {
            "place": place,
            "operation_id": after.id,
            "operation_version": self.known.operation_version,
            "transaction_id": after.transaction_id,
            "version": self.known.version if self.looks_at_payment else None,
            "merchant_id": after.merchant_id,
            "merchant_version": self.known.merchant_version,
            "operation": changed | {"lease_until": self.lease.until},
            "sends": self.sends,
            "number": after.attempts_made,
            "key": after.key,
            "at": after.last_attempt_at,
        }


async def write(connection: Connection, taken: Sequence[TakenOperation]) -> list[bool | None]:
    """Writes all of them down; None for one of which something has changed, or is held by others.

    Of several for one operation the first is written.
    """
    first = {each.operation.id: place for place, each in reversed(list(enumerate(taken)))}
    rows = encode([taken[place].row(place) for place in first.values()])
    written: list[bool | None] = [None] * len(taken)
    for row in await connection.fetch(_WRITE, rows.decode()):
        written[row["place"]] = True
    return written


async def put_off(connection: Connection, operations: Sequence[PutOff]) -> list[bool | None]:
    """Puts all of them off; None for one that does not wait for that time any more, or is held by others."""
    once = {each.operation_id: each for each in operations}
    ids, were, due = ([getattr(each, name) for each in once.values()] for name in ("operation_id", "was_due", "due"))
    moved = {row["id"] for row in await connection.fetch(_PUT_OFF, ids, were, due)}
    return [True if each.operation_id in moved else None for each in operations]
