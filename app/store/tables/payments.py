"""The tables. Amounts are whole minor units of the row's currency; times are the merchant's unless they say otherwise.

These classes don't validate (SQLModel): the rules live in the domain, and the constraints here refuse what the rules
forbid. What a constraint of a single row can't see, triggers keep: `transactions.reserved_amount` is the sum of the
refunds that count against the transaction, kept by the database itself, so that no way of writing can over-refund.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Index,
    Table,
    UniqueConstraint,
    event,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.domain.people.people import ActorKind
from app.domain.reversals.answers import DisputeState
from app.domain.reversals.states import (
    AttemptOutcome,
    CaptureInParts,
    OperationKind,
    PaymentSource,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)
from app.store.tables import triggers
from app.store.tables.audit import CHANGES as CHANGES
from app.store.tables.audit import OUTBOX as OUTBOX
from app.store.tables.audit import REQUEST_KEYS as REQUEST_KEYS
from app.store.tables.audit import RESOLUTIONS as RESOLUTIONS
from app.store.tables.columns import flag, key, minor_units, moment, one_of, reference, words
from app.store.tables.drift import DRIFT as DRIFT
from app.store.tables.following import FOLLOWED as FOLLOWED
from app.store.tables.following import PAYMENT_IMPORTS as PAYMENT_IMPORTS
from app.store.tables.gateway_events import GATEWAY_EVENTS as GATEWAY_EVENTS
from app.store.tables.gateways import GATEWAY_ACCOUNTS as GATEWAY_ACCOUNTS
from app.store.tables.merchants import API_KEYS as API_KEYS
from app.store.tables.merchants import CUSTOMERS as CUSTOMERS
from app.store.tables.merchants import MERCHANT_ACCOUNTS as MERCHANT_ACCOUNTS
from app.store.tables.merchants import MERCHANTS as MERCHANTS
from app.store.tables.naming import METADATA as METADATA
from app.store.tables.orders import APPROVALS as APPROVALS
from app.store.tables.orders import LINE_ITEM_REFUNDS as LINE_ITEM_REFUNDS
from app.store.tables.orders import ORDER_LINE_ITEMS as ORDER_LINE_ITEMS
from app.store.tables.orders import ORDER_REFUNDS as ORDER_REFUNDS
from app.store.tables.orders import ORDERS as ORDERS
from app.store.tables.orders import REFUND_REASONS as REFUND_REASONS
from app.store.tables.refund_runs import REFUND_RUN_ORDERS as REFUND_RUN_ORDERS
from app.store.tables.refund_runs import REFUND_RUNS as REFUND_RUNS
from app.store.tables.search import ORDER_IDS as ORDER_IDS
from app.store.tables.search import TRANSACTION_TEXTS as TRANSACTION_TEXTS
from app.store.tables.vault import PAYMENT_METHODS as PAYMENT_METHODS


class TransactionRow(SQLModel, table=True):
    """`amount` is what was authorized, or captured once that is less; `reserved_amount` is kept by a trigger.

    `waiting_amount`, kept by the same trigger, is the part of it that waits for settlement: no gateway has heard of it.
    `doubtful_amount` is what one word, and not the gateway's, has freed of its refunds (see `resolutions`).
    `order_id` is what the client said; `belongs_to` the order that it is part of, if the currency fits. `gateway_id`
    is what the gateway calls a payment that was made elsewhere, `confirmed` whether the gateway knows it, and
    `unconfirmed_because` what came of asking it last, if it does not (SPEC 7.8). `gateway_account_id` is the gateway
    account that has such a payment, and the columns of the dispute tell of the latest one that it has told of.
    `updated_at` is when the row last changed, kept by a trigger; empty while nothing has changed since `created_at`.
    One that is a partial capture is `part_of` the authorization that it captures some of. `parts` says of such an
    authorization whether more of it can be captured, and `parts_amount`, kept by a trigger, what its captures hold.
    """

    __tablename__ = "transactions"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    legacy_id: str = Field(sa_column=words(unique=True))
    account_id: int = Field(sa_column=reference("merchant_accounts.id"))
    customer_id: int | None = Field(default=None, sa_column=reference("customers.id", nullable=True))
    order_id: str | None = Field(default=None, sa_column=words(nullable=True))
    currency: str = Field(sa_column=words())
    amount: int = Field(sa_column=minor_units())
    authorized_amount: int = Field(sa_column=minor_units())
    reserved_amount: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    status: PaymentStatus = Field(sa_column=one_of(PaymentStatus, "status"))
    method: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    source: PaymentSource = Field(sa_column=one_of(PaymentSource, "source"))
    created_at: datetime = Field(sa_column=moment())
    authorization_expires_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    details: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False, server_default=text("'{}'")))
    voided_externally: bool = Field(default=False, sa_column=flag())
    external_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    external_by: str | None = Field(default=None, sa_column=words(nullable=True))
    external_reference: str | None = Field(default=None, sa_column=words(nullable=True))
    external_note: str | None = Field(default=None, sa_column=words(nullable=True))
    external_undone_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    external_undone_by: str | None = Field(default=None, sa_column=words(nullable=True))
    needs_attention: bool = Field(default=False, sa_column=flag())
    belongs_to: int | None = Field(default=None, sa_column=reference("orders.id", nullable=True))
    gateway_id: str | None = Field(default=None, sa_column=words(nullable=True))
    confirmed: bool = Field(default=True, sa_column=flag(default=True))
    unconfirmed_because: str | None = Field(default=None, sa_column=words(nullable=True))
    doubtful_amount: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    gateway_account_id: int | None = Field(default=None, sa_column=reference("gateway_accounts.id", nullable=True))
    dispute_state: DisputeState | None = Field(
        default=None, sa_column=one_of(DisputeState, "dispute_state", nullable=True)
    )
    dispute_reason: str | None = Field(default=None, sa_column=words(nullable=True))
    dispute_opened_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    waiting_amount: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    updated_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    part_of: int | None = Field(default=None, sa_column=reference("transactions.id", nullable=True))
    parts: CaptureInParts | None = Field(default=None, sa_column=one_of(CaptureInParts, "parts", nullable=True))
    parts_amount: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))

    __table_args__ = (
        CheckConstraint("amount > 0 AND amount <= authorized_amount", "amount"),
        CheckConstraint("parts_amount >= 0 AND parts_amount <= amount", "parts_amount"),
        CheckConstraint("reserved_amount = 0 OR (parts_amount = 0 AND parts IS NULL)", "refunded_by_parts"),
        CheckConstraint("part_of IS NULL OR (parts_amount = 0 AND parts IS NULL)", "part_of"),
        CheckConstraint("reserved_amount >= 0 AND reserved_amount <= amount", "not_over_refunded"),
        CheckConstraint("doubtful_amount >= 0", "doubtful_amount"),
        CheckConstraint("status <> 'VOIDED' OR reserved_amount = waiting_amount", "no_void_beside_refunds"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", "currency"),
        CheckConstraint("length(order_id) <= 255", "order_id"),
        Index("ix_transactions_newest", "merchant_id", text("created_at DESC"), text("id DESC")),
        Index("ix_transactions_order", "merchant_id", "order_id"),
        Index("ix_transactions_customer", "customer_id"),
        Index("ix_transactions_belongs_to", "belongs_to", postgresql_where=text("belongs_to IS NOT NULL")),
        Index(
            "uq_transactions_gateway_id",
            "merchant_id",
            "gateway_id",
            unique=True,
            postgresql_where=text("gateway_id IS NOT NULL"),
        ),
        CheckConstraint("confirmed OR gateway_id IS NOT NULL", "confirmed"),
        CheckConstraint("NOT confirmed OR unconfirmed_because IS NULL", "unconfirmed_because"),
        CheckConstraint("(dispute_state IS NULL) = (dispute_opened_at IS NULL)", "dispute"),
        Index(
            "ix_transactions_given_back",
            "merchant_id",
            "belongs_to",
            postgresql_where=text("belongs_to IS NOT NULL AND (status = 'VOIDED' OR reserved_amount > 0)"),
        ),
        Index("ix_transactions_attention", "merchant_id", "created_at", "id", postgresql_where=text("needs_attention")),
        Index("ix_transactions_part_of", "part_of", postgresql_where=text("part_of IS NOT NULL")),
        Index("ix_transactions_updated", "merchant_id", literal_column("coalesce(updated_at, created_at)").label("at")),
    )


class RefundRow(SQLModel, table=True):
    """`gateway` is the adapter that is asked to make it, also of one that was made elsewhere in the end.

    `gateway_account_id` and `gateway_account_version` say by which version of which gateway account.
    One that is `made_elsewhere` was never asked for here: its gateway has told of it, and calls it `gateway_id`.
    One that `waits_for_settlement` of its payment was not sent to any gateway yet. `updated_at` is as a transaction's.
    """

    __tablename__ = "refunds"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    legacy_id: str = Field(sa_column=words(unique=True))
    transaction_id: int = Field(sa_column=reference("transactions.id"))
    account_id: int = Field(sa_column=reference("merchant_accounts.id"))
    order_id: str | None = Field(default=None, sa_column=words(nullable=True))
    currency: str = Field(sa_column=words())
    amount: int = Field(sa_column=minor_units())
    status: PaymentStatus = Field(sa_column=one_of(PaymentStatus, "status"))
    source: PaymentSource = Field(sa_column=one_of(PaymentSource, "source"))
    created_at: datetime = Field(sa_column=moment())
    requested_by: str = Field(sa_column=words())
    needs_attention: bool = Field(default=False, sa_column=flag())
    external_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    external_by: str | None = Field(default=None, sa_column=words(nullable=True))
    external_reference: str | None = Field(default=None, sa_column=words(nullable=True))
    external_note: str | None = Field(default=None, sa_column=words(nullable=True))
    external_undone_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    external_undone_by: str | None = Field(default=None, sa_column=words(nullable=True))
    details: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False, server_default=text("'{}'")))
    requested_by_id: str = Field(sa_column=words())
    reason_code: str | None = Field(default=None, sa_column=words(nullable=True))
    note: str | None = Field(default=None, sa_column=words(nullable=True))
    order_refund_id: int | None = Field(default=None, sa_column=reference("order_refunds.id", nullable=True))
    gateway: str | None = Field(default=None, sa_column=words(nullable=True))
    gateway_id: str | None = Field(default=None, sa_column=words(nullable=True))
    gateway_account_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    gateway_account_version: int | None = Field(default=None, sa_column=Column(BigInteger))
    made_elsewhere: bool = Field(default=False, sa_column=flag())
    waits_for_settlement: bool = Field(default=False, sa_column=flag())
    updated_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("length(order_id) <= 255", "order_id"),
        CheckConstraint("(external_at IS NULL) = (external_by IS NULL)", "external"),
        CheckConstraint("NOT made_elsewhere OR gateway_id IS NOT NULL", "made_elsewhere"),
        Index(
            "uq_refunds_made_elsewhere",
            "transaction_id",
            "gateway_id",
            unique=True,
            postgresql_where=text("made_elsewhere"),
        ),
        Index("ix_refunds_newest", "merchant_id", text("created_at DESC"), text("id DESC")),
        Index("ix_refunds_transaction", "transaction_id"),
        Index("ix_refunds_order", "merchant_id", "order_id"),
        Index("ix_refunds_order_refund", "order_refund_id", postgresql_where=text("order_refund_id IS NOT NULL")),
        Index("ix_refunds_attention", "merchant_id", "created_at", "id", postgresql_where=text("needs_attention")),
        Index("ix_refunds_updated", "merchant_id", literal_column("coalesce(updated_at, created_at)").label("at")),
    )


class StatusEventRow(SQLModel, table=True):
    """One line of a status history, of a transaction or of a refund. Written once, never changed."""

    __tablename__ = "status_events"

    id: int | None = Field(default=None, sa_column=key())
    transaction_id: int | None = Field(default=None, sa_column=reference("transactions.id", nullable=True))
    refund_id: int | None = Field(default=None, sa_column=reference("refunds.id", nullable=True))
    status: PaymentStatus = Field(sa_column=one_of(PaymentStatus, "status"))
    at: datetime = Field(sa_column=moment())
    amount: int = Field(sa_column=minor_units())
    currency: str = Field(sa_column=words())
    source: PaymentSource = Field(sa_column=one_of(PaymentSource, "source"))
    user_name: str | None = Field(default=None, sa_column=words(nullable=True))
    response_code: str | None = Field(default=None, sa_column=words(nullable=True))
    response_message: str | None = Field(default=None, sa_column=words(nullable=True))
    soft_decline: bool | None = Field(default=None, sa_column=Column(Boolean))
    response_more: dict[str, str] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))

    __table_args__ = (
        CheckConstraint("num_nonnulls(transaction_id, refund_id) = 1", "one_subject"),
        CheckConstraint("amount > 0", "amount"),
        Index("ix_status_events_transaction", "transaction_id", postgresql_where=text("transaction_id IS NOT NULL")),
        Index("ix_status_events_refund", "refund_id", postgresql_where=text("refund_id IS NOT NULL")),
    )


class OperationRow(SQLModel, table=True):
    """One thing to get done at the gateway. The row is the job: `next_attempt_at` says when it is due.

    While it runs, `lease` names the process that does it; past `lease_until` (the database's clock) it is orphaned
    (SPEC 13). `gateway`, `gateway_account_id` and `gateway_account_version` are where it is sent, whatever its merchant
    account is linked to later. `moved_at` (the database's clock), kept by triggers, is when it last joined the queue,
    moved in it or left it, or the attention that its payment needs began or ended; empty of one that never waited.
    """

    __tablename__ = "operations"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    kind: OperationKind = Field(sa_column=one_of(OperationKind, "kind"))
    key: str = Field(sa_column=words(unique=True))
    transaction_id: int = Field(sa_column=reference("transactions.id"))
    refund_id: int | None = Field(default=None, sa_column=reference("refunds.id", nullable=True))
    currency: str = Field(sa_column=words())
    amount: int = Field(sa_column=minor_units())
    state: RetryState = Field(sa_column=one_of(RetryState, "state"))
    order_id: str | None = Field(default=None, sa_column=words(nullable=True))
    turns: bool = Field(default=False, sa_column=flag())
    on_failure: RefundFailurePolicy = Field(sa_column=one_of(RefundFailurePolicy, "on_failure"))
    requested_by: str = Field(sa_column=words())
    requested_by_id: str = Field(sa_column=words())
    requested_at: datetime = Field(sa_column=moment())
    attempts_made: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    retries_made: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    first_attempt_at: datetime = Field(sa_column=moment())
    last_attempt_at: datetime = Field(sa_column=moment())
    pressed_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    next_attempt_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    last_outcome: AttemptOutcome | None = Field(
        default=None, sa_column=one_of(AttemptOutcome, "last_outcome", nullable=True)
    )
    last_error: str | None = Field(default=None, sa_column=words(nullable=True))
    lease: str | None = Field(default=None, sa_column=words(nullable=True))
    lease_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    requested_by_kind: ActorKind = Field(sa_column=one_of(ActorKind, "requested_by_kind"))
    gateway: str | None = Field(default=None, sa_column=words(nullable=True))
    reason_code: str | None = Field(default=None, sa_column=words(nullable=True))
    note: str | None = Field(default=None, sa_column=words(nullable=True))
    order_refund_id: int | None = Field(default=None, sa_column=reference("order_refunds.id", nullable=True))
    gateway_reference: str | None = Field(default=None, sa_column=words(nullable=True))
    answered_wrongly: bool = Field(default=False, sa_column=flag())
    sent_anew: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    wire_keys: int = Field(default=1, sa_column=Column(BigInteger, nullable=False, server_default=text("1")))
    gateway_account_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    gateway_account_version: int | None = Field(default=None, sa_column=Column(BigInteger))
    moved_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("(kind IN ('REFUND', 'REFUND_VOID')) = (refund_id IS NOT NULL)", "subject"),
        CheckConstraint("next_attempt_at IS NULL OR state = 'WAITING'", "due_only_while_waiting"),
        CheckConstraint("(state = 'RUNNING') = (lease IS NOT NULL)", "leased_while_running"),
        CheckConstraint("(lease IS NULL) = (lease_until IS NULL)", "lease"),
        CheckConstraint("attempts_made >= 0 AND retries_made >= 0", "counts"),
        Index(
            "uq_operations_open_on_transaction",
            "transaction_id",
            unique=True,
            postgresql_where=text("refund_id IS NULL AND state IN ('WAITING', 'RUNNING', 'PAUSED')"),
        ),
        Index(
            "uq_operations_open_on_refund",
            "refund_id",
            unique=True,
            postgresql_where=text("refund_id IS NOT NULL AND state IN ('WAITING', 'RUNNING', 'PAUSED')"),
        ),
        Index("ix_operations_transaction", "transaction_id"),
        Index("ix_operations_order_refund", "order_refund_id", postgresql_where=text("order_refund_id IS NOT NULL")),
        Index("ix_operations_refund", "refund_id", postgresql_where=text("refund_id IS NOT NULL")),
        Index(
            "ix_operations_due",
            "merchant_id",
            "next_attempt_at",
            "id",
            postgresql_where=text("next_attempt_at IS NOT NULL"),
        ),
        Index(
            "ix_operations_due_at_account",
            "gateway_account_id",
            "next_attempt_at",
            "id",
            postgresql_where=text("next_attempt_at IS NOT NULL AND gateway_account_id IS NOT NULL"),
        ),
        Index(
            "ix_operations_parked",
            "merchant_id",
            "id",
            postgresql_where=text("state IN ('WAITING', 'PAUSED') AND next_attempt_at IS NULL"),
        ),
        Index(
            "ix_operations_ended",
            "merchant_id",
            "state",
            "id",
            postgresql_where=text("state IN ('EXHAUSTED', 'CANCELLED', 'SUCCEEDED')"),
        ),
        Index("ix_operations_running", "lease_until", postgresql_where=text("lease_until IS NOT NULL")),
        Index("ix_operations_moved", "merchant_id", "moved_at", postgresql_where=text("moved_at IS NOT NULL")),
    )


class AttemptRow(SQLModel, table=True):
    """One sending of an operation. Written before the gateway is called; `outcome` is empty until it has answered."""

    __tablename__ = "attempts"

    id: int | None = Field(default=None, sa_column=key())
    operation_id: int = Field(sa_column=reference("operations.id"))
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    key: str = Field(sa_column=words())
    started_at: datetime = Field(sa_column=moment())
    finished_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    outcome: AttemptOutcome | None = Field(default=None, sa_column=one_of(AttemptOutcome, "outcome", nullable=True))
    response_code: str | None = Field(default=None, sa_column=words(nullable=True))
    message: str | None = Field(default=None, sa_column=words(nullable=True))
    gateway_reference: str | None = Field(default=None, sa_column=words(nullable=True))

    __table_args__ = (
        UniqueConstraint("operation_id", "number"),
        CheckConstraint("number > 0", "number"),
        CheckConstraint("(finished_at IS NULL) = (outcome IS NULL)", "finished"),
        Index("uq_attempts_running", "operation_id", unique=True, postgresql_where=text("outcome IS NULL")),
        Index("ix_attempts_in_trouble", "operation_id", postgresql_where=text("outcome <> 'ACCEPTED'")),
    )


TRANSACTIONS = METADATA.tables["transactions"]
REFUNDS = METADATA.tables["refunds"]
STATUS_EVENTS = METADATA.tables["status_events"]
OPERATIONS = METADATA.tables["operations"]
ATTEMPTS = METADATA.tables["attempts"]


@event.listens_for(REFUNDS, "after_create")
def _create_triggers(_: Table, connection: Connection, **__: Any) -> None:
    for statement in triggers.STATEMENTS:
        connection.exec_driver_sql(statement)


@event.listens_for(OPERATIONS, "after_create")
def _create_triggers_of_operations(_: Table, connection: Connection, **__: Any) -> None:
    for statement in triggers.STATEMENTS_OF_OPERATIONS:
        connection.exec_driver_sql(statement)
