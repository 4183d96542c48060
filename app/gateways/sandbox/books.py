"""Every statement that reads or writes the sandbox gateway's books."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

import asyncpg

from app.domain.money import Money
from app.domain.states import PaymentStatus
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
from app.quick_pool import Connection

UNSETTLED = ("SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING")

_PAYMENT = """
    SELECT transaction, merchant, currency, amount, captured, status, method, expires_at, submitted_at
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

_LOCK_WHAT_IS_FREE = """
    WITH payments AS MATERIALIZED (
        SELECT transaction FROM sandbox.payments WHERE transaction = ANY ($2) FOR UPDATE SKIP LOCKED
    ), refunds AS MATERIALIZED (
        SELECT key FROM sandbox.refunds WHERE key = ANY ($3) FOR UPDATE SKIP LOCKED
    )
    SELECT sent.key
    FROM unnest($1::text[], $2::text[], $3::text[]) AS sent(key, transaction, refund_key)
    WHERE pg_try_advisory_xact_lock(hashtextextended('sandbox:' || sent.key, 0))
        AND (
            EXISTS (SELECT FROM payments WHERE payments.transaction = sent.transaction)
            OR NOT EXISTS (SELECT FROM sandbox.payments p WHERE p.transaction = sent.transaction)
        )
        AND (
            sent.refund_key IS NULL
            OR EXISTS (SELECT FROM refunds WHERE refunds.key = sent.refund_key)
            OR NOT EXISTS (SELECT FROM sandbox.refunds r WHERE r.key = sent.refund_key)
        )
"""

_LOOK = """
    SELECT sent.key AS sent_key, a.kind AS kept_kind, a.transaction AS kept_transaction, a.currency AS kept_currency,
        a.amount AS kept_amount, a.answer AS kept_answer, a.decided_at AS kept_decided_at,
        p.transaction, p.merchant, p.currency, p.amount, p.captured, p.status, p.method, p.expires_at, p.submitted_at,
        (SELECT count(*) FROM sandbox.journal j WHERE j.key = sent.key) AS sendings,
        (SELECT count(*) FROM sandbox.journal j WHERE j.transaction = sent.transaction AND j.kind = 'void') AS voids,
        EXISTS (
            SELECT FROM sandbox.answers d
            WHERE d.transaction = sent.transaction AND d.kind = 'refund' AND d.amount = sent.amount
                AND d.currency = sent.currency AND d.answer->>'outcome' = 'DECLINED' AND d.answer->>'reason' IS NULL
        ) AS declined_before
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS sent(key, transaction, currency, amount)
    LEFT JOIN sandbox.answers a ON a.key = sent.key
    LEFT JOIN sandbox.payments p ON p.transaction = sent.transaction
"""

_WRITE = """
    WITH answered AS (
        INSERT INTO sandbox.answers SELECT * FROM unnest($1::sandbox.answers[])
    ), opened AS (
        INSERT INTO sandbox.payments SELECT * FROM unnest($2::sandbox.payments[])
    ), changed AS (
        UPDATE sandbox.payments p
        SET status = new.status, captured = coalesce(new.captured, p.captured),
            submitted_at = coalesce(new.submitted_at, p.submitted_at),
            settled_at = coalesce(new.settled_at, p.settled_at)
        FROM unnest($3::sandbox.payments[]) AS new WHERE p.transaction = new.transaction
    ), refunded AS (
        INSERT INTO sandbox.refunds SELECT * FROM unnest($4::sandbox.refunds[])
    ), voided AS (
        UPDATE sandbox.refunds SET status = 'VOIDED' WHERE key = ANY ($5::text[])
    )
    INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)
    SELECT key, kind, transaction, currency, amount, effect, at FROM unnest($6::sandbox.journal[])
"""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Books:
    """The gateway's books, open on one connection, in one transaction of the gateway's own."""

    connection: Connection

    async def lock(self, sending: Sending) -> None:
        """Waits until nobody else works under its key or on its payment and refund; keeps them to this transaction."""
        await self.connection.execute(_LOCK_KEY, sending.key)
        await self.payment(sending.transaction, lock=True)
        if sending.refund_key is not None:
            await self.refund(sending.refund_key, lock=True)

    async def lock_what_is_free(self, sendings: Sequence[Sending]) -> set[str]:
        """The same for all of them, without waiting: the keys of those where it could be had."""
        rows = await self.connection.fetch(
            _LOCK_WHAT_IS_FREE,
            [each.key for each in sendings],
            [each.transaction for each in sendings],
            [each.refund_key for each in sendings],
        )
        return {row["key"] for row in rows}

    async def look(self, sendings: Sequence[Sending]) -> dict[str, Found]:
        """What the books hold of what the sendings are about, by their keys. Nobody changes it once that is locked."""
        # PostgreSQL takes a statement's view before its locks, so this is another statement than the one that locks.
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
            )
            for row in rows
        }

    async def write(self, done: Iterable[tuple[Sending, Deed | None]]) -> None:
        """Journals each sending, and writes down what it came to; one that came to nothing new has no deed."""
        rows: defaultdict[type, list[Row | str]] = defaultdict(list)
        for sending, deed in done:
            moved = None if deed is None else deed.moved
            rows[JournalEntry].append(
                _sent(sending, moved or sending.amount) | {"effect": moved is not None, "at": sending.at}
            )
            if deed is not None and deed.answer is not None:
                answer = json.dumps(answer_as_json(deed.answer))
                rows[Kept].append(_sent(sending, sending.amount) | {"answer": answer, "decided_at": deed.decided_at})
            if deed is not None and deed.change is not None:
                rows[type(deed.change)].append(_row(sending, deed, deed.change))
        tables = (Kept, PaymentOpened, PaymentChanged, RefundOpened, RefundVoided, JournalEntry)
        await self.connection.execute(_WRITE, *(rows[table] for table in tables))

    async def kept(self, key: str) -> Kept | None:
        row = await self.connection.fetchrow(_KEPT, key)
        return None if row is None else _kept(row)

    async def payment(self, transaction: str, *, lock: bool = False) -> PaymentRecord | None:
        row = await self.connection.fetchrow(
            _PAYMENT + " WHERE transaction = $1" + (" FOR UPDATE" if lock else ""), transaction
        )
        return None if row is None else _payment(row)

    async def unsettled_payments(self, merchant: str, before: datetime) -> list[PaymentRecord]:
        """The merchant's payments that were submitted before then and have not settled; locked, in one order."""
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

    async def settle_payments(self, settled: Iterable[tuple[str, PaymentStatus, datetime]]) -> None:
        """Writes what settlement made of each payment, by its id, and when."""
        await self.connection.executemany(
            "UPDATE sandbox.payments SET status = $2, settled_at = $3 WHERE transaction = $1", settled
        )

    async def refund(self, key: str, *, lock: bool = False) -> RefundRecord | None:
        row = await self.connection.fetchrow(_REFUND + " WHERE key = $1" + (" FOR UPDATE" if lock else ""), key)
        return None if row is None else _refund(row)

    async def unsettled_refunds(self, merchant: str, before: datetime) -> list[RefundRecord]:
        """The merchant's refunds that were submitted before then and have not settled; locked, in one order."""
        rows = await self.connection.fetch(
            _REFUND + " WHERE merchant = $1 AND submitted_at < $2 AND status = 'SUBMITTED_FOR_SETTLEMENT'"
            " ORDER BY key FOR UPDATE",
            merchant,
            before,
        )
        return [_refund(row) for row in rows]

    async def settle_refunds(self, settled: Iterable[tuple[str, PaymentStatus, datetime]]) -> None:
        """Writes what settlement made of each refund, by its key, and when."""
        await self.connection.executemany(
            "UPDATE sandbox.refunds SET status = $2, settled_at = $3 WHERE key = $1", settled
        )

    async def journal(self, since: datetime | None) -> AsyncIterator[JournalEntry]:
        """The journal in the order of writing: all of it, or what has a time of `since` or later."""
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


def _sent(sending: Sending, amount: Money) -> dict[str, Any]:
    return {
        "key": sending.key,
        "kind": sending.kind,
        "transaction": sending.transaction,
        "currency": amount.currency,
        "amount": amount.minor,
    }


def _row(sending: Sending, deed: Deed, change: Change) -> Row | str:
    """The row that the change writes, or the key of the one that it voids."""
    match change:
        case PaymentOpened(merchant, status, paypal, expires_at, captured):
            return {
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
            }
        case PaymentChanged(status, captured_amount, submitted_at, settled_at):
            return {
                "transaction": sending.transaction,
                "status": status,
                "captured": None if captured_amount is None else captured_amount.minor,
                "submitted_at": submitted_at,
                "settled_at": settled_at,
            }
        case RefundOpened(merchant, status):
            return {
                "key": sending.key,
                "transaction": sending.transaction,
                "merchant": merchant,
                "currency": sending.amount.currency,
                "amount": sending.amount.minor,
                "status": status,
                "submitted_at": deed.decided_at or sending.at,
                "decided_at": deed.decided_at,
            }
        case RefundVoided(key):
            return key
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
