"""Writes conclusions: one statement for as many as there are at a time.

A conclusion is written only if what it was drawn from is still so: the lease is the sender's, and the rows of the
merchant (clock, settings) and, where the conclusion depends on it, of the payment have the versions that were seen. A
caller that holds the rows gives no versions. The first part of an order's refund that takes effect changes the order as
was asked (SPEC 7.5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec.json import encode
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, system_actor
from app.domain.reversals.conclusion import Conclusion, Situation
from app.domain.reversals.states import Subject
from app.store.database import Connection, driver_of
from app.store.reversals.rows import changed_columns
from app.store.tables.columns import names_of, set_from_json, types_of
from app.store.tables.payments import CHANGES, OPERATIONS, OUTBOX, REFUNDS, STATUS_EVENTS, TRANSACTIONS

_NUMBERED = {"id"}
_KEPT = {"id", "reserved_amount"}
"""Columns that no conclusion writes: the database keeps them by itself."""

_WRITE = f"""
    WITH asked AS MATERIALIZED (
        SELECT * FROM json_to_recordset($1::text::json) AS given(place bigint, operation_id bigint, lease text,
            number bigint, transaction_id bigint, version text, merchant_id bigint, merchant_version text,
            refund_id bigint, order_refund_id bigint, at timestamptz, actor_id text, actor_name text, source text,
            address text, operation json, transaction json, refund json, ends_attempt boolean, outcome text,
            response_code text, message text, reference text, releases_key boolean, overtakes boolean)
    ), ordered AS MATERIALIZED (
        SELECT f.id, f.cancels_order AND NOT o.cancelled AS cancels
        FROM order_refunds f JOIN orders o ON o.id = f.order_row_id
            JOIN orders seen ON seen.id = o.id AND seen.xmin = o.xmin
        WHERE f.id IN (SELECT order_refund_id FROM asked) AND NOT f.in_effect
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), paid AS MATERIALIZED (
        SELECT asked.place
        FROM asked JOIN transactions t ON t.id = asked.transaction_id JOIN merchants m ON m.id = asked.merchant_id
        WHERE (asked.version IS NULL OR asked.version = t.xmin::text)
            AND (asked.merchant_version IS NULL OR asked.merchant_version = m.xmin::text)
            AND (
                asked.order_refund_id IS NULL OR asked.order_refund_id IN (SELECT id FROM ordered)
                OR (SELECT f.in_effect FROM order_refunds f WHERE f.id = asked.order_refund_id)
            )
        FOR NO KEY UPDATE OF t SKIP LOCKED
    ), held AS MATERIALIZED (
        SELECT asked.place FROM asked JOIN paid USING (place) JOIN operations o ON o.id = asked.operation_id
        WHERE o.lease IS NOT DISTINCT FROM asked.lease
        FOR NO KEY UPDATE OF o SKIP LOCKED
    ), going AS MATERIALIZED (
        SELECT asked.* FROM asked JOIN held USING (place)
    ), payments AS (
        UPDATE transactions t SET {set_from_json(TRANSACTIONS, "t", "going.transaction", without=_KEPT)}
        FROM going WHERE t.id = going.transaction_id AND going.transaction IS NOT NULL
    ), refunded AS (
        UPDATE refunds r SET {set_from_json(REFUNDS, "r", "going.refund", without=_KEPT)}
        FROM going WHERE r.id = going.refund_id AND going.refund IS NOT NULL
    ), jobs AS (
        UPDATE operations o SET {set_from_json(OPERATIONS, "o", "going.operation", without=_KEPT)}
        FROM going WHERE o.id = going.operation_id
    ), finished AS (
        UPDATE attempts a
        SET finished_at = going.at, outcome = going.outcome, response_code = going.response_code,
            message = going.message, gateway_reference = going.reference
        FROM going
        WHERE a.operation_id = going.operation_id AND a.number = going.number AND a.outcome IS NULL
            AND going.ends_attempt
    ), released AS (
        UPDATE request_keys k
        SET transaction_id = NULL, refund_id = NULL, operation_id = NULL, order_refund_id = NULL, uses = k.uses + 1
        FROM going WHERE k.operation_id = going.operation_id AND going.releases_key
    ), overtaken AS (
        UPDATE resolutions w SET state = 'OVERTAKEN', decided_at = going.at
        FROM going WHERE w.operation_id = going.operation_id AND w.state = 'WAITING' AND going.overtakes
    ), became AS (
        INSERT INTO status_events ({names_of(STATUS_EVENTS, without=_NUMBERED)})
        SELECT {names_of(STATUS_EVENTS, without=_NUMBERED)}
        FROM json_to_recordset($2::text::json)
            AS event(place bigint, step bigint, {types_of(STATUS_EVENTS, without=_NUMBERED)})
        WHERE place IN (SELECT place FROM going)
        ORDER BY place, step
    ), kept AS (
        INSERT INTO changes ({names_of(CHANGES, without=_NUMBERED)})
        SELECT {names_of(CHANGES, without=_NUMBERED)}
        FROM json_to_recordset($3::text::json)
            AS change(place bigint, step bigint, {types_of(CHANGES, without=_NUMBERED)})
        WHERE place IN (SELECT place FROM going)
        ORDER BY place, step
    ), told AS (
        INSERT INTO outbox ({names_of(OUTBOX, without=_NUMBERED)})
        SELECT {names_of(OUTBOX, without=_NUMBERED)}
        FROM json_to_recordset($4::text::json)
            AS notice(place bigint, step bigint, {types_of(OUTBOX, without=_NUMBERED)})
        WHERE place IN (SELECT place FROM going)
        ORDER BY place, step
        ON CONFLICT (event, recipient) DO NOTHING
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
            going.actor_name, going.source, going.address, $5,
            '{{}}'
        FROM effect JOIN going ON going.order_refund_id = effect.id
        WHERE effect.cancels
        ORDER BY effect.id, going.place
    )
    SELECT place FROM going
"""  # noqa: S608 -- the columns' names are those of our own tables
"""`order_refund_id` is said of what takes effect alone. An order that changed since the statement began is not changed
on what was seen: its row is `seen` no longer. Whether a later refund has set its balance is looked up as of that
moment.
"""


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion, what it was drawn from, and the messages (rows of the outbox) that go out with it.

    The payment's row has to be of this `version`, the merchant's of `merchant_version`; None where it does not matter,
    or where the rows are held.
    """

    situation: Situation
    conclusion: Conclusion
    version: str | None = None
    merchant_version: str | None = None
    notices: tuple[Mapping[str, object], ...] = ()

    @property
    def transaction_ids(self) -> tuple[int, ...]:
        """The payment that is changed by it."""
        return (self.situation.operation.transaction_id,)

    def row(self, place: int) -> dict[str, object]:
        """The columns of what is concluded; what is left out is NULL."""
        before, after, actor = self.situation, self.conclusion, self.situation.actor
        operation = before.operation
        row: dict[str, object] = {
            "place": place,
            "operation_id": operation.id,
            "lease": operation.lease,
            "number": operation.attempts_made,
            "transaction_id": operation.transaction_id,
            "version": self.version,
            "merchant_id": operation.merchant_id,
            "merchant_version": self.merchant_version,
            "refund_id": operation.refund_id,
            "at": before.at,
            "actor_id": actor.id,
            "actor_name": actor.name,
            "source": actor.source,
            "address": actor.address,
            "operation": _released(changed_columns(operation, after.operation)),
            "transaction": _updated(changed_columns(before.transaction, after.transaction), before.at),
            "refund": _updated(changed_columns(before.refund, after.refund), before.at),
            "releases_key": after.releases_key,
            "overtakes": after.overtakes,
        }
        if after.takes_effect:
            row["order_refund_id"] = operation.terms.order_refund_id
        if after.attempt is not None:
            end = after.attempt
            row |= {"ends_attempt": True, "outcome": end.outcome, "response_code": end.code}
            row |= {"message": end.message, "reference": end.reference}
        return row

    def events(self) -> list[dict[str, object]]:
        """Rows of `status_events`."""
        operation, actor, at = self.situation.operation, self.situation.actor, self.situation.at
        return [
            {
                "transaction_id": operation.transaction_id if step.of is Subject.TRANSACTION else None,
                "refund_id": operation.refund_id if step.of is Subject.REFUND else None,
                "status": step.status,
                "at": at,
                "amount": step.amount.minor,
                "currency": step.amount.currency,
                "source": actor.source,
                "user_name": actor.name,
                "response_code": step.answer and step.answer.code,
                "response_message": step.answer and step.answer.message,
                "soft_decline": step.answer and step.answer.soft,
                "response_more": step.answer and step.answer.more,
            }
            for step in self.conclusion.steps
        ]

    def changes(self) -> list[dict[str, object]]:
        """Rows of `changes`."""
        if not self.conclusion.kept:
            return []
        operation, merchant = self.situation.operation, self.situation.merchant
        itself = system_actor(merchant.id, merchant.public_id)
        return [
            _change(itself if each.by_itself else self.situation.actor, self.situation.at, each.entry)
            | {"transaction_id": operation.transaction_id, "refund_id": operation.refund_id}
            for each in self.conclusion.kept
        ]


async def write(connection: Connection, concluded: Sequence[Concluded]) -> list[bool | None]:
    """Writes all of them down; None for one of which something has changed, or is held by others.

    Of several for one operation the first is written.
    """
    met: set[int] = set()
    rows, events, changes, notices = [], list[Mapping[str, object]](), list[Mapping[str, object]](), []
    for place, each in enumerate(concluded):
        if each.situation.operation.id in met:
            continue
        met.add(each.situation.operation.id)
        rows.append(each.row(place))
        events += _placed(place, each.events())
        changes += _placed(place, each.changes())
        notices += _placed(place, each.notices)
    texts = [encode(each).decode() for each in (rows, events, changes, notices)]
    written: list[bool | None] = [None] * len(concluded)
    for row in await connection.fetch(_WRITE, *texts, ChangeKind.ORDER_CANCELLED):
        written[row["place"]] = True
    return written


async def write_held(session: AsyncSession, concluded: Concluded) -> None:
    """Writes it down in the session's work, which holds the rows."""
    (written,) = await write(await driver_of(session), [concluded])
    assert written is not None, "what is held and has no version stands as it was concluded on"


def _placed(place: int, rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    return [{"place": place, "step": step, **row} for step, row in enumerate(rows)]


def _updated(changed: dict[str, object] | None, at: datetime) -> dict[str, object] | None:
    """With when it was changed."""
    return None if changed is None else {**changed, "updated_at": at}


def _released(changed: dict[str, object] | None) -> dict[str, object] | None:
    """With a lease that is released, the time until which it was held is."""
    if changed is not None and "lease" in changed:
        changed["lease_until"] = None
    return changed


def _change(actor: Actor, at: datetime, entry: Entry) -> dict[str, object]:
    return {
        "merchant_id": actor.merchant_id,
        "at": at,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "source": actor.source,
        "address": actor.address,
        "kind": entry.kind,
        "facts": entry.facts,
    }
