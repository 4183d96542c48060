"""Every statement that reads or writes the sandbox gateway's books."""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from app.domain.money import Money
from app.domain.states import PaymentStatus
from app.gateways.base import Sale
from app.gateways.sandbox.records import (
    Answer,
    JournalEntry,
    JournalKind,
    Kept,
    PaymentRecord,
    RefundRecord,
    Sending,
    answer_as_json,
    answer_from_json,
)

UNSETTLED = ("SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING")

_PAYMENT = """
    SELECT transaction, merchant, currency, amount, captured, status, method, expires_at, submitted_at
    FROM sandbox.payments
"""
_REFUND = """
    SELECT key, transaction, merchant, currency, amount, status, submitted_at, decided_at FROM sandbox.refunds
"""


@dataclass(frozen=True, slots=True)
class Books:
    """The gateway's books, open on one connection, in one transaction of the gateway's own."""

    connection: "PoolConnectionProxy[asyncpg.Record]"

    async def lock_key(self, key: str) -> None:
        """Waits until nobody else works under the key, and keeps it to this transaction."""
        await self.connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('sandbox:' || $1, 0))", key)

    async def kept(self, key: str) -> Kept | None:
        row = await self.connection.fetchrow("SELECT * FROM sandbox.answers WHERE key = $1", key)
        if row is None:
            return None
        answer = answer_from_json(json.loads(row["answer"]))
        return Kept(JournalKind(row["kind"]), row["transaction"], _amount(row), answer, row["decided_at"])

    async def keep(self, sending: Sending, answer: Answer, decided_at: datetime | None) -> None:
        await self.connection.execute(
            "INSERT INTO sandbox.answers (key, kind, transaction, currency, amount, answer, decided_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            sending.key,
            sending.kind,
            sending.transaction,
            sending.amount.currency,
            sending.amount.minor,
            json.dumps(answer_as_json(answer)),
            decided_at,
        )

    async def write(self, sending: Sending, moved: Money | None) -> None:
        """Journals one sending: with the effect that `moved` is, or without one and of the amount that was asked."""
        amount = moved or sending.amount
        await self.connection.execute(
            "INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            sending.key,
            sending.kind,
            sending.transaction,
            amount.currency,
            amount.minor,
            moved is not None,
            sending.at,
        )

    async def sendings(self, key: str) -> int:
        """How often anything was sent under the key before."""
        return await self._count("SELECT count(*) FROM sandbox.journal WHERE key = $1", key)

    async def voids_sent(self, transaction: str) -> int:
        """How many voids of the payment were sent before, under whatever key."""
        return await self._count(
            "SELECT count(*) FROM sandbox.journal WHERE transaction = $1 AND kind = 'void'", transaction
        )

    async def declined_before(self, transaction: str, amount: Money) -> bool:
        """Whether the processor declined a refund of this amount on the payment before."""
        found = await self._count(
            "SELECT count(*) FROM sandbox.answers WHERE transaction = $1 AND kind = 'refund' AND amount = $2"
            " AND currency = $3 AND answer->>'outcome' = 'DECLINED' AND answer->>'reason' IS NULL",
            transaction,
            amount.minor,
            amount.currency,
        )
        return found > 0

    async def open_payment(
        self, sale: Sale, status: PaymentStatus, *, paypal: bool, expires_at: datetime, captured: bool
    ) -> None:
        await self.connection.execute(
            "INSERT INTO sandbox.payments (transaction, merchant, currency, amount, captured, status, method,"
            " authorized_at, expires_at, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            sale.transaction,
            sale.merchant,
            sale.amount.currency,
            sale.amount.minor,
            sale.amount.minor if captured else None,
            status,
            "PAYPAL" if paypal else "CARD",
            sale.at,
            expires_at,
            sale.at if captured else None,
        )

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

    async def capture(self, transaction: str, amount: Money, at: datetime) -> None:
        await self.connection.execute(
            "UPDATE sandbox.payments SET status = 'SUBMITTED_FOR_SETTLEMENT', captured = $2, submitted_at = $3"
            " WHERE transaction = $1",
            transaction,
            amount.minor,
            at,
        )

    async def set_payment_status(self, transaction: str, status: PaymentStatus) -> None:
        await self.connection.execute(
            "UPDATE sandbox.payments SET status = $2 WHERE transaction = $1", transaction, status
        )

    async def settle_payments(self, settled: Iterable[tuple[str, PaymentStatus, datetime]]) -> None:
        """Writes what settlement made of each payment, by its id, and when."""
        await self.connection.executemany(
            "UPDATE sandbox.payments SET status = $2, settled_at = $3 WHERE transaction = $1", settled
        )

    async def open_refund(
        self, sending: Sending, merchant: str, status: PaymentStatus, decided_at: datetime | None
    ) -> None:
        await self.connection.execute(
            "INSERT INTO sandbox.refunds (key, transaction, merchant, currency, amount, status, submitted_at,"
            " decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            sending.key,
            sending.transaction,
            merchant,
            sending.amount.currency,
            sending.amount.minor,
            status,
            decided_at or sending.at,
            decided_at,
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

    async def void_refund(self, key: str) -> None:
        await self.connection.execute("UPDATE sandbox.refunds SET status = 'VOIDED' WHERE key = $1", key)

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

    async def _count(self, statement: str, *values: Any) -> int:
        return int(await self.connection.fetchval(statement, *values))


def _amount(row: asyncpg.Record) -> Money:
    return Money(row["amount"], row["currency"])


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
