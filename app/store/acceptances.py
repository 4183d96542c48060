"""What nearly always comes back: the gateway took a void or a refund. Written down in one statement for many at a time.

It is written only where nothing has changed since it was reserved: the lease is still the sender's, a payment that is
voided still the row that was looked at, and the merchant's clock where it was. The first part of an order's refund that
is taken changes the order as was asked (SPEC 7.5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.json import encode

from app.domain.history.kinds import ChangeKind
from app.domain.payments import Merchant, Operation
from app.domain.people import Actor
from app.domain.states import PaymentStatus
from app.store.database import Connection
from app.store.history import Answer
from app.store.rows import as_interval

_WRITE = """
    WITH asked AS MATERIALIZED (
        SELECT * FROM json_to_recordset($1::text::json) AS given(place bigint, operation_id bigint, lease text,
            number bigint, transaction_id bigint, version text, merchant_id bigint, clock_offset interval,
            refund_id bigint, first_status text, last_status text, at timestamptz, source text, actor_id text,
            actor_name text, address text, response_code text, message text, reference text, told_code text,
            told_message text, order_refund_id bigint)
    ), ordered AS MATERIALIZED (
        SELECT f.id, f.cancels_order AND NOT o.cancelled AS cancels
        FROM order_refunds f JOIN orders o ON o.id = f.order_row_id
            JOIN orders seen ON seen.id = o.id AND seen.xmin = o.xmin
        WHERE f.id IN (SELECT order_refund_id FROM asked) AND NOT f.in_effect
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), paid AS MATERIALIZED (
        SELECT asked.place
        FROM asked JOIN transactions t ON t.id = asked.transaction_id JOIN merchants m ON m.id = asked.merchant_id
        WHERE (asked.version IS NULL OR asked.version = t.xmin::text) AND asked.clock_offset = m.clock_offset
            AND (
                asked.order_refund_id IS NULL OR asked.order_refund_id IN (SELECT id FROM ordered)
                OR (SELECT f.in_effect FROM order_refunds f WHERE f.id = asked.order_refund_id)
            )
        FOR NO KEY UPDATE OF t SKIP LOCKED
    ), held AS MATERIALIZED (
        SELECT asked.place FROM asked JOIN paid USING (place) JOIN operations o ON o.id = asked.operation_id
        WHERE o.lease = asked.lease
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), going AS MATERIALIZED (
        SELECT asked.* FROM asked JOIN held USING (place)
    ), voided AS (
        UPDATE transactions t SET status = going.last_status, needs_attention = false
        FROM going WHERE t.id = going.transaction_id AND going.refund_id IS NULL
    ), refunded AS (
        UPDATE refunds r SET status = going.last_status, needs_attention = false
        FROM going WHERE r.id = going.refund_id
    ), ended AS (
        UPDATE operations o
        SET state = 'SUCCEEDED', last_outcome = 'ACCEPTED', last_error = NULL, next_attempt_at = NULL, lease = NULL,
            lease_until = NULL
        FROM going WHERE o.id = going.operation_id
        RETURNING o.id, o.amount, o.currency
    ), finished AS (
        UPDATE attempts a
        SET finished_at = going.at, outcome = 'ACCEPTED', response_code = going.response_code, message = going.message,
            gateway_reference = going.reference
        FROM going WHERE a.operation_id = going.operation_id AND a.number = going.number
    ), became AS (
        INSERT INTO status_events (transaction_id, refund_id, status, at, amount, currency, source, user_name,
            response_code, response_message)
        SELECT CASE WHEN refund_id IS NULL THEN transaction_id END, refund_id, step.status, at, ended.amount,
            ended.currency, source, actor_name, told_code, told_message
        FROM going JOIN ended ON ended.id = going.operation_id
            CROSS JOIN LATERAL (VALUES (1, first_status), (2, last_status)) AS step(number, status)
        WHERE step.status IS NOT NULL
        ORDER BY going.place, step.number
    ), effect AS (
        UPDATE order_refunds f SET in_effect = true
        FROM ordered WHERE f.id = ordered.id AND f.id IN (SELECT order_refund_id FROM going)
        RETURNING f.id, f.order_row_id, f.balance_due, ordered.cancels
    ), changed AS (
        UPDATE orders o
        SET cancelled = o.cancelled OR effect.cancels,
            balance_due = CASE WHEN EXISTS (
                SELECT FROM order_refunds later
                WHERE later.order_row_id = o.id AND later.in_effect AND later.id > effect.id
            ) THEN o.balance_due ELSE effect.balance_due END
        FROM effect WHERE o.id = effect.order_row_id AND (effect.cancels OR effect.balance_due <> o.balance_due)
    ), cancelled AS (
        INSERT INTO changes (merchant_id, order_row_id, at, actor_id, actor_name, source, address, kind, facts)
        SELECT DISTINCT ON (effect.id) going.merchant_id, effect.order_row_id, going.at, going.actor_id,
            going.actor_name, going.source, going.address, $2,
            '{}'
        FROM effect JOIN going ON going.order_refund_id = effect.id
        WHERE effect.cancels
        ORDER BY effect.id, going.place
    )
    SELECT place FROM going
"""
"""An order that changed since the statement began is left to the way with locks: its row is `seen` no longer. Whether a
later refund has set its balance is looked up as of that moment.
"""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An operation that its gateway took, with what it said, and the one or two `steps` that what it is about took.

    A void's payment has to be of this `version`; `told` is what the status history says that the processor said.
    """

    operation: Operation
    merchant: Merchant
    version: str | None
    steps: Sequence[PaymentStatus]
    actor: Actor
    at: datetime
    reference: str
    answer: Answer
    told: Answer | None

    def row(self, place: int) -> dict[str, object]:
        """The columns of the statement; what is left out is NULL."""
        operation, actor, answer, told = self.operation, self.actor, self.answer, self.told
        return {
            "place": place,
            "operation_id": operation.id,
            "lease": operation.lease,
            "number": operation.attempts_made,
            "transaction_id": operation.transaction_id,
            "version": self.version,
            "merchant_id": operation.merchant_id,
            "clock_offset": as_interval(self.merchant.clock_offset),
            "refund_id": operation.refund_id,
            "first_status": self.steps[0] if len(self.steps) > 1 else None,
            "last_status": self.steps[-1],
            "at": self.at,
            "source": actor.source,
            "actor_id": actor.id,
            "actor_name": actor.name,
            "address": actor.address,
            "response_code": answer.code,
            "message": answer.message,
            "reference": self.reference,
            "told_code": told and told.code,
            "told_message": told and told.message,
            "order_refund_id": operation.terms.order_refund_id,
        }


async def write(connection: Connection, acceptances: Sequence[Acceptance]) -> list[bool | None]:
    """Writes all of them down; None for one of which something has changed, or is held by others."""
    rows = encode([each.row(place) for place, each in enumerate(acceptances)])
    written: list[bool | None] = [None] * len(acceptances)
    for row in await connection.fetch(_WRITE, rows.decode(), ChangeKind.ORDER_CANCELLED):
        written[row["place"]] = True
    return written
