"""Payments and refunds that gateways have told of, and that nobody asked for here: written down as they are there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.people.people import ActorKind
from app.domain.reversals.answers import Dispute, settlement_answer
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Refund, Transaction
from app.domain.reversals.states import (
    AttemptOutcome,
    OperationKind,
    PaymentSource,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)
from app.domain.reversals.taking_over import OurRefunds
from app.store.reversals import refunds, status_events
from app.store.reversals.row_reader import DISPUTE
from app.store.reversals.rows import method_columns
from app.store.reversals.status_events import Cause
from app.store.tables.gateways import OTHER_GATEWAY_IDS
from app.store.tables.payments import REFUNDS, TRANSACTIONS

_SENT = text("""
SELECT o.refund_id, a.key, a.gateway_reference AS reference FROM operations o JOIN attempts a ON a.operation_id = o.id
WHERE o.transaction_id = :transaction AND o.kind = 'REFUND'
UNION SELECT o.refund_id, o.key, o.gateway_reference FROM operations o
WHERE o.transaction_id = :transaction AND o.kind = 'REFUND'
""")

_SENT_HERE = text("""
WITH sent AS (
    INSERT INTO operations (merchant_id, kind, key, transaction_id, refund_id, currency, amount, state, on_failure,
        requested_by, requested_by_id, requested_by_kind, requested_at, attempts_made, first_attempt_at,
        last_attempt_at, last_outcome, gateway, gateway_account_id, gateway_account_version, gateway_reference)
    SELECT r.merchant_id, :kind, :key, r.transaction_id, r.id, r.currency, r.amount, :state, :policy, r.requested_by,
        r.requested_by_id, :by, r.created_at, 1, r.created_at, r.created_at, :outcome, r.gateway, r.gateway_account_id,
        r.gateway_account_version, r.gateway_id
    FROM refunds r WHERE r.id = :refund
    ON CONFLICT (key) DO NOTHING
    RETURNING id, refund_id, key, first_attempt_at, gateway_reference
), attempt AS (
    INSERT INTO attempts (operation_id, number, key, started_at, finished_at, outcome, gateway_reference)
    SELECT id, 1, key, first_attempt_at, first_attempt_at, :outcome, gateway_reference FROM sent
)
UPDATE refunds r SET source = 'API' FROM sent WHERE r.id = sent.refund_id RETURNING r.id
""")

_RECORDED_BY = text("""
INSERT INTO other_gateway_ids (merchant_id, gateway_id, transaction_id)
SELECT merchant_id, gateway_id, id FROM transactions WHERE id = :transaction AND gateway_id <> :gateway_id
ON CONFLICT DO NOTHING
""")

_HOLD_ID = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class Teller(Protocol):
    """What tells of a payment: a gateway account in a version, or the sandbox, which has neither number."""

    @property
    def name(self) -> str: ...
    @property
    def adapter(self) -> str: ...
    @property
    def id(self) -> int | None: ...
    @property
    def version(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class FoundPayment:
    """A payment as its gateway has it. `legacy_id` is the id that it is to be known by here, if that is free."""

    gateway_id: str
    legacy_id: str | None
    account: MerchantAccount
    gateway_account: int
    status: PaymentStatus
    authorized: Money
    amount: Money
    method: PaymentMethod
    order_id: str | None
    belongs_to: int | None
    customer_id: int | None
    created_at: datetime


async def hold_ids(session: AsyncSession, merchant_id: int, *gateway_ids: str) -> None:
    """Locks a gateway's ids until the end of the session's work: nobody else takes over a payment that has one."""
    for each in sorted({*gateway_ids}):
        await session.execute(_HOLD_ID, {"name": f"payment {merchant_id} {each}"})


async def payment_number(session: AsyncSession, merchant_id: int, *gateway_ids: str) -> int | None:
    """The number of the merchant's transaction that its gateway calls by one of these ids, the first of which counts
    most; a transaction's own id at the gateway counts before other ids of another one.
    """
    for column, table in ((TRANSACTIONS.c.id, TRANSACTIONS), (OTHER_GATEWAY_IDS.c.transaction_id, OTHER_GATEWAY_IDS)):
        statement = select(table.c.gateway_id, column).where(
            table.c.merchant_id == merchant_id, table.c.gateway_id.in_(gateway_ids)
        )
        numbers = {row[0]: int(row[1]) for row in await session.execute(statement)}
        for gateway_id in gateway_ids:
            if gateway_id in numbers:
                return numbers[gateway_id]
    return None


async def also_called(session: AsyncSession, merchant_id: int, transaction_id: int, gateway_ids: Iterable[str]) -> None:
    """The gateway has these other ids for the payment. One that another payment has stays that one's."""
    rows = [
        {"merchant_id": merchant_id, "gateway_id": each, "transaction_id": transaction_id}
        for each in sorted({*gateway_ids})
    ]
    if rows:
        await session.execute(insert(OTHER_GATEWAY_IDS).on_conflict_do_nothing(), rows)


async def add_payment(session: AsyncSession, merchant_id: int, found: FoundPayment) -> int:
    """A new transaction, which its gateway has confirmed. Its history begins where it stands. Returns its number.

    The work holds the payment's id (`hold_ids`). Where another transaction has its `legacy_id`, it gets a new one.
    """
    values = {
        "merchant_id": merchant_id,
        "legacy_id": found.legacy_id or new_legacy_id(),
        "account_id": found.account.id,
        "customer_id": found.customer_id,
        "order_id": found.order_id,
        "belongs_to": found.belongs_to,
        "currency": found.amount.currency,
        "amount": found.amount.minor,
        "authorized_amount": found.authorized.minor,
        "status": found.status,
        "method": method_columns(found.method),
        "source": PaymentSource.UNKNOWN,
        "created_at": found.created_at,
        "gateway_id": found.gateway_id,
        "gateway_account_id": found.gateway_account,
    }
    added = insert(TRANSACTIONS).on_conflict_do_nothing(index_elements=["legacy_id"]).returning(TRANSACTIONS.c.id)
    number = (await session.execute(added.values(**values))).scalar_one_or_none()
    if number is None:
        number = (await session.execute(added.values(**values | {"legacy_id": new_legacy_id()}))).scalar_one()
    cause = Cause(found.created_at, PaymentSource.UNKNOWN, None)
    answer = settlement_answer(found.status)
    await status_events.add(session, cause, found.amount, [found.status], transaction_id=number, answer=answer)
    return int(number)


async def belongs_to_account(session: AsyncSession, transaction_id: int, gateway_account: int, gateway_id: str) -> None:
    """The gateway account has the payment, which has been confirmed, and calls it so; no other transaction is.

    An id that it was recorded by goes on naming it.
    """
    await session.execute(_RECORDED_BY, {"transaction": transaction_id, "gateway_id": gateway_id})
    values = {
        "gateway_account_id": gateway_account,
        "gateway_id": gateway_id,
        "confirmed": True,
        "unconfirmed_because": None,
    }
    await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id).values(**values))


async def is_disputed(session: AsyncSession, transaction_id: int, dispute: Dispute | None) -> None:
    """The latest chargeback of the payment is that one; there is none for None."""
    columns = {column: None if dispute is None else getattr(dispute, name) for name, column in DISPUTE.items()}
    await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id).values(**columns))


async def our_refunds(session: AsyncSession, transaction_id: int) -> OurRefunds:
    """The payment's refunds, with all keys that they were sent under, and all ids that gateways gave them."""
    known = {each.id: each for each in await refunds.of_transaction(session, transaction_id)}
    by_reference: dict[str, int] = {}
    by_key: dict[str, int] = {}
    for row in await session.execute(_SENT, {"transaction": transaction_id}):
        by_key[row.key] = row.refund_id
        if row.reference is not None:
            by_reference[row.reference] = row.refund_id
    own = {each.gateway_id: each.id for each in known.values() if each.gateway_id is not None}
    elsewhere = {each.gateway_id: each.id for each in known.values() if each.made_elsewhere and each.gateway_id}
    return OurRefunds(known, by_reference | own | elsewhere, by_key)


async def add_refund(
    session: AsyncSession,
    transaction: Transaction,
    gateway_id: str,
    legacy_id: str | None,
    status: PaymentStatus,
    amount: Money,
    at: datetime,
    account: Teller,
) -> Refund:
    """A new refund, made at the gateway. Its history begins where it stands, `at` the time at which it was made.

    `account` is what tells of it. Where another refund has the `legacy_id`, it gets a new one.
    """
    values: Mapping[str, Any] = {
        "merchant_id": transaction.merchant_id,
        "legacy_id": legacy_id or new_legacy_id(),
        "transaction_id": transaction.id,
        "account_id": transaction.account.id,
        "order_id": transaction.order_id,
        "currency": amount.currency,
        "amount": amount.minor,
        "status": status,
        "source": PaymentSource.CONTROL_PANEL,
        "created_at": at,
        "requested_by": account.name,
        "requested_by_id": account.name,
        "gateway": account.adapter,
        "gateway_account_id": account.id,
        "gateway_account_version": account.version,
        "gateway_id": gateway_id,
        "made_elsewhere": True,
    }
    added = insert(REFUNDS).on_conflict_do_nothing(index_elements=["legacy_id"]).returning(REFUNDS.c.id)
    number = (await session.execute(added.values(**values))).scalar_one_or_none()
    if number is None:
        number = (await session.execute(added.values(**{**values, "legacy_id": new_legacy_id()}))).scalar_one()
    cause = Cause(at, PaymentSource.CONTROL_PANEL, None)
    begun: list[PaymentStatus] = [] if status is PaymentStatus.AUTHORIZING else [status]
    await status_events.add(session, cause, amount, begun, refund_id=number, answer=settlement_answer(status))
    return await refunds.get(session, number)


async def was_sent_here(session: AsyncSession, refund: Refund, key: str) -> Refund:
    """The refund that was found has a key of ours: it was sent here, and forgotten since the database went back.

    It has an operation again, so that the request that asked for it is recognized; its history begins where it was
    found. Nothing is done where there is an operation of that key.
    """
    kept = await session.execute(
        _SENT_HERE,
        {
            "refund": refund.id,
            "key": key,
            "kind": OperationKind.REFUND,
            "state": RetryState.SUCCEEDED,
            "outcome": AttemptOutcome.ACCEPTED,
            "policy": RefundFailurePolicy.QUEUE,
            "by": ActorKind.SYSTEM,
        },
    )
    return refund if kept.first() is None else await refunds.get(session, refund.id)


async def called_at_gateway(session: AsyncSession, refund_id: int, gateway_id: str) -> None:
    """The gateway calls the refund so, which had no id of its own so far."""
    await session.execute(update(REFUNDS).where(REFUNDS.c.id == refund_id).values(gateway_id=gateway_id))
