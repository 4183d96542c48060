"""Every statement that reads or writes the sandbox gateway's books."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

import asyncpg
from msgspec.json import encode

from app.domain.money import Money
from app.domain.reversals.states import PaymentStatus
from app.gateways.sandbox.records import (
    Change,
    Deed,
    Found,
    JournalEntry,
    JournalKind,
    Kept,
    PaymentChanged,
    PaymentOpened,
    PaymentRecord,
    RefundOpened,
    RefundRecord,
    RefundVoided,
    Sending,
    answer_as_json,
    answer_from_json,
)
from app.store.pool import Connection

UNSETTLED = ("SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING")

_PAYMENT = """
    SELECT transaction, merchant, currency, amount, captured, status, method, expires_at, submitted_at, in_parts
    FROM sandbox.payments
"""
_REFUND = """
    SELECT key, transaction, merchant, currency, amount, status, submitted_at, decided_at FROM sandbox.refunds
"""

_KEPT = """
    SELECT kind AS kept_kind, transaction AS kept_transaction, currency AS kept_currency, amount AS kept_amount,
        answer AS kept_answer, decided_at AS kept_decided_at
    FROM sandbox.answers WHERE key = $1
"""

_LOCK_KEY = "SELECT pg_advisory_xact_lock(hashtextextended('sandbox:' || $1, 0))"

_LOOK = """
    SELECT sent.key AS sent_key, a.kind AS kept_kind, a.transaction AS kept_transaction, a.currency AS kept_currency,
        a.amount AS kept_amount, a.answer AS kept_answer, a.decided_at AS kept_decided_at,
        p.transaction, p.merchant, p.currency, p.amount, p.captured, p.status, p.method, p.expires_at, p.submitted_at,
        p.in_parts, p.xmin::text AS version,
        (SELECT count(*) FROM sandbox.journal j WHERE j.key = sent.key) AS sendings,
        (SELECT count(*) FROM sandbox.journal j WHERE j.transaction = sent.transaction AND j.kind = 'void') AS voids,
        (
            SELECT count(*) FROM sandbox.answers d
            WHERE d.transaction = sent.transaction AND d.kind = 'refund' AND d.amount = sent.amount
                AND d.currency = sent.currency AND d.answer->>'outcome' = 'DECLINED' AND d.answer->>'reason' IS NULL
        ) > 0 AS declined_before
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS sent(key, transaction, currency, amount)
    LEFT JOIN sandbox.answers a ON a.key = sent.key
    LEFT JOIN sandbox.payments p ON p.transaction = sent.transaction
"""
"""It counts rows instead of asking EXISTS, for which PostgreSQL may read all answers beforehand."""

_WRITE = """
    WITH sent AS MATERIALIZED (
        SELECT * FROM json_to_recordset($2::text::json) AS given(key text, kind text, transaction text, currency text,
            amount bigint, moved bigint, at timestamptz, version text, answer jsonb, decided_at timestamptz,
            sent boolean, payment json, change json, refund json, voided_refund text)
    ), free AS MATERIALIZED (
        SELECT sent.key FROM sent JOIN sandbox.payments p ON p.transaction = sent.transaction
        WHERE $1 AND p.xmin::text = sent.version
            AND pg_try_advisory_xact_lock(hashtextextended('sandbox:' || sent.key, 0))
        FOR NO KEY UPDATE OF p SKIP LOCKED
    ), new AS MATERIALIZED (
        SELECT sent.key FROM sent
        WHERE $1 AND sent.version IS NULL
            AND NOT EXISTS (SELECT FROM sandbox.payments p WHERE p.transaction = sent.transaction)
            AND pg_try_advisory_xact_lock(hashtextextended('sandbox:' || sent.key, 0))
    ), going AS MATERIALIZED (
        SELECT * FROM sent WHERE NOT $1 OR key IN (SELECT key FROM free UNION ALL SELECT key FROM new)
    ), answered AS (
        INSERT INTO sandbox.answers (key, kind, transaction, currency, amount, answer, decided_at)
        SELECT key, kind, transaction, currency, amount, answer, decided_at FROM going WHERE answer IS NOT NULL
    ), opened AS (
        INSERT INTO sandbox.payments SELECT row.*
        FROM going CROSS JOIN LATERAL json_populate_record(NULL::sandbox.payments, going.payment) AS row
        WHERE going.payment IS NOT NULL
    ), changed AS (
        UPDATE sandbox.payments p
        SET status = coalesce(going.change->>'status', p.status),
            captured = coalesce((going.change->>'captured')::bigint, p.captured),
            submitted_at = coalesce((going.change->>'submitted_at')::timestamptz, p.submitted_at),
            settled_at = coalesce((going.change->>'settled_at')::timestamptz, p.settled_at)
        FROM going WHERE p.transaction = going.transaction AND going.sent
    ), refunded AS (
        INSERT INTO sandbox.refunds SELECT row.*
        FROM going CROSS JOIN LATERAL json_populate_record(NULL::sandbox.refunds, going.refund) AS row
        WHERE going.refund IS NOT NULL
    ), voided AS (
        UPDATE sandbox.refunds r SET status = 'VOIDED' FROM going WHERE r.key = going.voided_refund
    ), journaled AS (
        INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)
        SELECT key, kind, transaction, currency, coalesce(moved, amount), moved IS NOT NULL, at FROM going
    )
    SELECT key FROM going
"""
"""Every sending about a payment rewrites the payment's row, so its version shows whether something was sent since."""

_CAPTURE_PART = """
    WITH taken AS (
        SELECT coalesce(sum(captured), 0) AS amount FROM sandbox.payments
        WHERE part_of = $1 AND status NOT IN ('VOIDED', 'SETTLEMENT_DECLINED')
    )
    UPDATE sandbox.payments p
    SET status = 'SETTLEMENT_PENDING', in_parts = true,
        captured = CASE WHEN $3 OR taken.amount >= p.amount THEN taken.amount END,
        submitted_at = CASE WHEN $3 OR taken.amount >= p.amount THEN $2::timestamptz END
    FROM taken WHERE p.transaction = $1
"""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """A sending and its deed, None if it did nothing new. `version` is that of the payment's row when it was read.

    Steps of settlement stand in the journal too, but were not `sent`.
    """

    sending: Sending
    deed: Deed | None
    version: str | None = None
    sent: bool = True


@dataclass(frozen=True, slots=True)
class Books:
    """The gateway's books on one connection, in one transaction or with one transaction for each statement."""

    connection: Connection

    async def lock(self, sending: Sending) -> None:
        """Locks its key, payment and refund for this transaction, and waits for others that have them."""
        await self.connection.execute(_LOCK_KEY, sending.key)
        await self.payment(sending.transaction, lock=True)
        if sending.refund_key is not None:
            await self.refund(sending.refund_key, lock=True)

    async def look(self, sendings: Sequence[Sending]) -> dict[str, Found]:
        """The rows that the sendings are about, by the sendings' keys, as of one moment."""
        rows = await self.connection.fetch(
            _LOOK,
            [each.key for each in sendings],
            [each.transaction for each in sendings],
            [each.amount.currency for each in sendings],
            [each.amount.minor for each in sendings],
        )
        refunds = {each.key: await self.refund(each.refund_key) for each in sendings if each.refund_key is not None}
        return {
            row["sent_key"]: Found(
                _kept(row),
                None if row["transaction"] is None else _payment(row),
                refunds.get(row["sent_key"]),
                row["sendings"],
                row["voids"],
                row["declined_before"],
                row["version"],
            )
            for row in rows
        }

    async def write(self, done: Iterable[Done], *, locked: bool) -> set[str]:
        """Writes each sending to the journal, and its deed to the books. Returns the keys that were written.

        Unless everything is `locked`, a sending is written only if no other transaction works on its rows now, and
        nothing was sent about its payment since that was read.
        """
        rows = encode([_sent(each) for each in done])
        return {row["key"] for row in await self.connection.fetch(_WRITE, not locked, rows.decode())}

    async def kept(self, key: str) -> Kept | None:
        row = await self.connection.fetchrow(_KEPT, key)
        return None if row is None else _kept(row)

    async def payment(self, transaction: str, *, lock: bool = False) -> PaymentRecord | None:
        row = await self.connection.fetchrow(
            _PAYMENT + " WHERE transaction = $1" + (" FOR UPDATE" if lock else ""), transaction
        )
        return None if row is None else _payment(row)

    async def unsettled_payments(self, merchant: str, before: datetime) -> list[PaymentRecord]:
        """The merchant's payments that were submitted before that time and are unsettled, locked in a fixed order."""
        rows = await self.connection.fetch(
            _PAYMENT + " WHERE merchant = $1 AND submitted_at < $2 AND status = ANY($3)"
            " ORDER BY transaction FOR UPDATE",
            merchant,
            before,
            UNSETTLED,
        )
        return [_payment(row) for row in rows]

    async def set_payment_status(self, transaction: str, status: PaymentStatus) -> None:
        await self.connection.execute(
            "UPDATE sandbox.payments SET status = $2 WHERE transaction = $1", transaction, status
        )

    async def capture_part(self, authorization: str, at: datetime, *, final: bool) -> None:
        """The authorization has one more part, which is in the books. With the `final` one, or once nothing is left, it
        is submitted as a whole.
        """
        await self.connection.execute(_CAPTURE_PART, authorization, at, final)

    async def settle_payments(self, settled: Iterable[tuple[str, PaymentStatus, datetime]]) -> None:
        """Writes each payment's status after settlement, by its id, and the time."""
        await self.connection.executemany(
            "UPDATE sandbox.payments SET status = $2, settled_at = $3 WHERE transaction = $1", settled
        )

    async def refund(self, key: str, *, lock: bool = False) -> RefundRecord | None:
        row = await self.connection.fetchrow(_REFUND + " WHERE key = $1" + (" FOR UPDATE" if lock else ""), key)
        return None if row is None else _refund(row)

    async def unsettled_refunds(self, merchant: str, before: datetime) -> list[RefundRecord]:
        """The merchant's refunds that were submitted before that time and are unsettled, locked in a fixed order."""
        rows = await self.connection.fetch(
            _REFUND + " WHERE merchant = $1 AND submitted_at < $2 AND status = 'SUBMITTED_FOR_SETTLEMENT'"
            " ORDER BY key FOR UPDATE",
            merchant,
            before,
        )
        return [_refund(row) for row in rows]

    async def settle_refunds(self, settled: Iterable[tuple[str, PaymentStatus, datetime, datetime | None]]) -> None:
        """Writes each refund's status after settlement, by its key, and when; and when it fails, if it will."""
        await self.connection.executemany(
            "UPDATE sandbox.refunds SET status = $2, settled_at = $3, fails_at = $4 WHERE key = $1", settled
        )

    async def failing_refunds(self, merchant: str, by: datetime) -> list[tuple[RefundRecord, datetime]]:
        """The merchant's settled refunds that fail by then, and when; locked, in one order."""
        rows = await self.connection.fetch(
            "SELECT key, transaction, merchant, currency, amount, status, submitted_at, decided_at, fails_at"
            " FROM sandbox.refunds WHERE merchant = $1 AND fails_at <= $2 AND status = 'SETTLED'"
            " ORDER BY key FOR UPDATE",
            merchant,
            by,
        )
        return [(_refund(row), row["fails_at"]) for row in rows]

    async def fail_refunds(self, keys: Sequence[str]) -> None:
        await self.connection.execute(
            "UPDATE sandbox.refunds SET status = 'SETTLEMENT_DECLINED' WHERE key = ANY($1)", keys
        )

    async def late_failures(self, merchant: str, since: datetime) -> dict[str, datetime]:
        """The keys of the merchant's refunds that have failed after their settlement, later than `since`; and when."""
        rows = await self.connection.fetch(
            "SELECT key, fails_at FROM sandbox.refunds"
            " WHERE merchant = $1 AND fails_at > $2 AND status = 'SETTLEMENT_DECLINED'",
            merchant,
            since,
        )
        return {row["key"]: row["fails_at"] for row in rows}

    async def journal(self, since: datetime | None) -> AsyncIterator[JournalEntry]:
        """The journal in the order of writing: all entries, or those of `since` and later."""
        rows = self.connection.cursor(
            "SELECT key, kind, transaction, currency, amount, effect, at FROM sandbox.journal"
            " WHERE $1::timestamptz IS NULL OR at >= $1 ORDER BY seq",
            since,
        )
        async for row in rows:
            kind = JournalKind(row["kind"])
            yield JournalEntry(row["key"], kind, row["transaction"], _amount(row), row["effect"], row["at"])


def _amount(row: asyncpg.Record) -> Money:
    return Money(row["amount"], row["currency"])


def _sent(done: Done) -> dict[str, Any]:
    """The rows that a sending writes. Missing ones are not written."""
    sending, deed = done.sending, done.deed
    sent: dict[str, Any] = {
        "key": sending.key,
        "kind": sending.kind,
        "transaction": sending.transaction,
        "currency": sending.amount.currency,
        "amount": sending.amount.minor,
        "at": sending.at,
        "version": done.version,
        "sent": done.sent,
    }
    if deed is not None:
        sent["moved"] = None if deed.moved is None else deed.moved.minor
        sent["answer"] = None if deed.answer is None else answer_as_json(deed.answer)
        sent["decided_at"] = deed.decided_at
        if deed.change is not None:
            sent |= _changed(sending, deed, deed.change)
    return sent


def _changed(sending: Sending, deed: Deed, change: Change) -> dict[str, Any]:
    """The row that a change writes, or the key of the refund that it voids."""
    match change:
        case PaymentOpened(merchant, status, paypal, expires_at, captured, part_of):
            payment = {
                "transaction": sending.transaction,
                "merchant": merchant,
                "currency": sending.amount.currency,
                "amount": sending.amount.minor,
                "captured": sending.amount.minor if captured else None,
                "status": status,
                "method": "PAYPAL" if paypal else "CARD",
                "authorized_at": sending.at,
                "expires_at": expires_at,
                "submitted_at": sending.at if captured else None,
                "part_of": part_of,
            }
            return {"payment": payment}
        case PaymentChanged(status, captured_amount, submitted_at, settled_at):
            new = {
                "status": status,
                "captured": None if captured_amount is None else captured_amount.minor,
                "submitted_at": submitted_at,
                "settled_at": settled_at,
            }
            return {"change": new}
        case RefundOpened(merchant, status, opens):
            refund = {
                "key": sending.key,
                "transaction": sending.transaction,
                "merchant": merchant,
                "currency": sending.amount.currency,
                "amount": sending.amount.minor,
                "status": status,
                "submitted_at": deed.decided_at or sending.at,
                "decided_at": deed.decided_at,
            }
            return {"refund": refund} | ({} if opens is None else _changed(sending, deed, opens))
        case RefundVoided(key):
            return {"voided_refund": key}
        case _:
            assert_never(change)


def _kept(row: asyncpg.Record) -> Kept | None:
    if row["kept_kind"] is None:
        return None
    return Kept(
        JournalKind(row["kept_kind"]),
        row["kept_transaction"],
        Money(row["kept_amount"], row["kept_currency"]),
        answer_from_json(json.loads(row["kept_answer"])),
        row["kept_decided_at"],
    )


def _payment(row: asyncpg.Record) -> PaymentRecord:
    captured = None if row["captured"] is None else Money(row["captured"], row["currency"])
    return PaymentRecord(
        row["transaction"],
        row["merchant"],
        _amount(row),
        captured,
        PaymentStatus(row["status"]),
        row["method"] == "PAYPAL",
        row["expires_at"],
        row["submitted_at"],
        bool(row["in_parts"]),
    )


def _refund(row: asyncpg.Record) -> RefundRecord:
    return RefundRecord(
        row["key"],
        row["transaction"],
        row["merchant"],
        _amount(row),
        PaymentStatus(row["status"]),
        row["submitted_at"],
        row["decided_at"],
    )
