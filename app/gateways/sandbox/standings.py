"""Reads where payments and refunds stand in the sandbox's books, at a time of their merchant's clock."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import asyncpg

from app.domain.money import Money
from app.domain.reversals.states import TERMINAL, PaymentStatus
from app.gateways.sandbox.records import reference, status_at
from app.store.pool import Connection
from refundry.gateways.calls import PaymentStanding, RefundStanding

S = PaymentStatus

AT_A_TIME = 500
"""Rows that one statement of a list reads."""

_PAYMENTS = """
    SELECT transaction, currency, amount, captured, status, authorized_at, expires_at, submitted_at, in_parts
    FROM sandbox.payments
"""
_REFUNDS = """
    SELECT r.key, r.transaction, r.currency, r.amount, r.status, r.decided_at, r.fails_at,
        coalesce((SELECT min(j.at) FROM sandbox.journal j WHERE j.key = r.key), r.submitted_at) AS created_at
    FROM sandbox.refunds r
"""


async def of_payment(connection: Connection, merchant: str, transaction: str, at: datetime) -> PaymentStanding | None:
    """The merchant's payment with its refunds; None if it has none of that id."""
    row = await connection.fetchrow(_PAYMENTS + " WHERE transaction = $1 AND merchant = $2", transaction, merchant)
    if row is None:
        return None
    return _payment(row, await _refunds_of(connection, [transaction], at), at)


async def of_refund(
    connection: Connection, merchant: str, key: str, transaction: str, at: datetime
) -> RefundStanding | None:
    """The refund that was made under `key` of that payment of the merchant's; None if there is none."""
    row = await connection.fetchrow(
        _REFUNDS + " WHERE r.key = $1 AND r.transaction = $2 AND r.merchant = $3", key, transaction, merchant
    )
    return None if row is None else _refund(row, at)


async def payments(
    connection: Connection, merchant: str, begin: datetime, end: datetime, at: datetime
) -> AsyncIterator[PaymentStanding]:
    """The merchant's payments that were authorized from `begin` on and before `end`, the oldest first."""
    page = (
        _PAYMENTS + " WHERE merchant = $1 AND authorized_at >= $2 AND authorized_at < $3"
        " AND (authorized_at, transaction) > ($4, $5) ORDER BY authorized_at, transaction LIMIT $6"
    )
    after: tuple[datetime, str] = (begin, "")
    while rows := await connection.fetch(page, merchant, begin, end, *after, AT_A_TIME):
        made = await _refunds_of(connection, [row["transaction"] for row in rows], at)
        for row in rows:
            yield _payment(row, made, at)
        after = (rows[-1]["authorized_at"], rows[-1]["transaction"])


async def refunds(
    connection: Connection, merchant: str, begin: datetime, end: datetime, at: datetime
) -> AsyncIterator[RefundStanding]:
    """The merchant's refunds that were made from `begin` on and before `end`, the oldest first."""
    page = (
        f"SELECT * FROM ({_REFUNDS} WHERE r.merchant = $1) AS made"  # noqa: S608 -- it has no value in it
        " WHERE created_at >= $2 AND created_at < $3 AND (created_at, key) > ($4, $5)"
        " ORDER BY created_at, key LIMIT $6"
    )
    after: tuple[datetime, str] = (begin, "")
    while rows := await connection.fetch(page, merchant, begin, end, *after, AT_A_TIME):
        for row in rows:
            yield _refund(row, at)
        after = (rows[-1]["created_at"], rows[-1]["key"])


async def _refunds_of(
    connection: Connection, transactions: Sequence[str], at: datetime
) -> dict[str, list[RefundStanding]]:
    """The refunds of each payment, the oldest first."""
    found: dict[str, list[RefundStanding]] = {}
    statement = _REFUNDS + " WHERE r.transaction = ANY($1) ORDER BY r.submitted_at, r.key"
    for row in await connection.fetch(statement, transactions):
        found.setdefault(row["transaction"], []).append(_refund(row, at))
    return found


def _payment(row: asyncpg.Record, made: dict[str, list[RefundStanding]], at: datetime) -> PaymentStanding:
    is_open = bool(row["in_parts"]) and row["submitted_at"] is None
    status = status_at(PaymentStatus(row["status"]), at, row["expires_at"], is_open=is_open)
    return PaymentStanding(
        reference=row["transaction"],
        status=status,
        amount=_money(row, "amount"),
        # What was captured in parts are payments by themselves.
        captured=Money(0, row["currency"]) if row["in_parts"] else _money(row, "captured"),
        created_at=row["authorized_at"],
        refunds=tuple(made.get(row["transaction"], ())),
        final=status in TERMINAL,
    )


def _refund(row: asyncpg.Record, at: datetime) -> RefundStanding:
    undecided = row["decided_at"] is not None and at < row["decided_at"]
    status = S.AUTHORIZING if undecided else PaymentStatus(row["status"])
    return RefundStanding(
        reference=reference(row["key"]),
        transaction=row["transaction"],
        status=status,
        amount=_money(row, "amount"),
        created_at=row["created_at"],
        key=row["key"],
        final=status in TERMINAL and not (status is S.SETTLED and row["fails_at"] is not None),
    )


def _money(row: Any, column: str) -> Money:
    return Money(row[column] or 0, row["currency"])
