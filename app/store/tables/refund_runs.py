"""The tables of runs that refund many orders: this row is the job, and one row for each of its orders."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.domain.orders.results import Result
from app.domain.people.people import ActorKind
from app.domain.reversals.states import PaymentSource, RefundFailurePolicy
from app.store.tables.columns import flag, key, moment, one_of, reference, words
from app.store.tables.naming import METADATA as METADATA


class RefundRunRow(SQLModel, table=True):
    """A run: in whose name it is done, and what is asked of each order. `fingerprint` is of all of that and the orders.

    It is carried out from `due_at`, on the wall clock, on; the process `leased_by` that does so moves that time on, so
    that no other one does, and a run whose process died is due again. At `ended_at` each order has a result; it is
    kept until `kept_until`, on the wall clock. The other times are the merchant's.
    """

    __tablename__ = "refund_runs"

    id: int | None = Field(default=None, sa_column=key())
    legacy_id: str = Field(sa_column=words(unique=True))
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    name: str = Field(sa_column=words())
    dry_run: bool = Field(sa_column=flag())
    fingerprint: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    requested_by_kind: ActorKind = Field(sa_column=one_of(ActorKind, "requested_by_kind"))
    requested_by_id: str = Field(sa_column=words())
    requested_by: str = Field(sa_column=words())
    source: PaymentSource = Field(sa_column=one_of(PaymentSource, "source"))
    address: str | None = Field(default=None, sa_column=words(nullable=True))
    reason_code: str | None = Field(default=None, sa_column=words(nullable=True))
    note: str | None = Field(default=None, sa_column=words(nullable=True))
    cancel_order: bool = Field(sa_column=flag())
    on_failure: RefundFailurePolicy = Field(sa_column=one_of(RefundFailurePolicy, "on_failure"))
    keep: str | None = Field(default=None, sa_column=words(nullable=True))
    external_reference: str | None = Field(default=None, sa_column=words(nullable=True))
    created_at: datetime = Field(sa_column=moment())
    due_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    leased_by: str | None = Field(default=None, sa_column=words(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    kept_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        CheckConstraint("(due_at IS NULL) = (ended_at IS NOT NULL)", "due_or_ended"),
        CheckConstraint("(kept_until IS NULL) = (ended_at IS NULL)", "kept_until"),
        CheckConstraint("length(name) BETWEEN 1 AND 200", "name"),
        Index("uq_refund_runs_name", "merchant_id", "name", unique=True, postgresql_where=text("NOT dry_run")),
        Index("ix_refund_runs_due", "due_at", "id", postgresql_where=text("due_at IS NOT NULL")),
        Index("ix_refund_runs_open", "merchant_id", "id", postgresql_where=text("due_at IS NOT NULL")),
        Index("ix_refund_runs_kept", "kept_until", postgresql_where=text("kept_until IS NOT NULL")),
    )


class RefundRunOrderRow(SQLModel, table=True):
    """One order of a run, by its place in the list, from 1 on. Without a `result` it is still to be done.

    Of its result `refunded` and `under_way` are in minor units of the `currency`; `outcome` has all of it.
    """

    __tablename__ = "refund_run_orders"

    id: int | None = Field(default=None, sa_column=key())
    run_id: int = Field(sa_column=reference("refund_runs.id"))
    line: int = Field(sa_column=Column(BigInteger, nullable=False))
    order_id: str = Field(sa_column=words())
    result: Result | None = Field(default=None, sa_column=one_of(Result, "result", nullable=True))
    currency: str | None = Field(default=None, sa_column=words(nullable=True))
    refunded: int | None = Field(default=None, sa_column=Column(BigInteger))
    under_way: int | None = Field(default=None, sa_column=Column(BigInteger))
    outcome: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True)))

    __table_args__ = (
        UniqueConstraint("run_id", "line"),
        CheckConstraint("(result IS NULL) = (outcome IS NULL)", "done"),
        CheckConstraint("length(order_id) BETWEEN 1 AND 255", "order_id"),
        Index("ix_refund_run_orders_open", "run_id", "line", postgresql_where=text("result IS NULL")),
    )


REFUND_RUNS = METADATA.tables["refund_runs"]
REFUND_RUN_ORDERS = METADATA.tables["refund_run_orders"]
