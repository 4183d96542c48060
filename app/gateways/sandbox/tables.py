"""The sandbox gateway's books: a PostgreSQL schema of its own, written in transactions of its own.

No foreign key connects them with the service's tables: a real gateway's books are another company's. Amounts are whole
minor units of the row's currency. Times are those of the merchant's clock.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, DateTime, ForeignKey, Identity, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

# This names the constraints below.
from app.store.tables.naming import METADATA as METADATA

SCHEMA = "sandbox"

_CURRENCY = "currency ~ '^[A-Z]{3}$'"


def _text(*, nullable: bool = False, primary_key: bool = False) -> Column[str]:
    return Column(Text, nullable=nullable, primary_key=primary_key)


def _minor(*, nullable: bool = False) -> Column[int]:
    return Column(BigInteger, nullable=nullable)


def _time(*, nullable: bool = False) -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=nullable)


class SandboxPaymentRow(SQLModel, table=True):
    """A payment, by the id that its merchant gave it. `amount` was authorized, `captured` was taken.

    One that is `part_of` an authorization captured some of that, which then is `in_parts`: its own `captured` stays
    empty until there is no more to capture.
    """

    __tablename__ = "payments"

    transaction: str = Field(sa_column=_text(primary_key=True))
    merchant: str = Field(sa_column=_text())
    currency: str = Field(sa_column=_text())
    amount: int = Field(sa_column=_minor())
    captured: int | None = Field(default=None, sa_column=_minor(nullable=True))
    status: str = Field(sa_column=_text())
    method: str = Field(sa_column=_text())
    authorized_at: datetime = Field(sa_column=_time())
    expires_at: datetime = Field(sa_column=_time())
    submitted_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))
    settled_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))
    part_of: str | None = Field(default=None, sa_column=_text(nullable=True))
    in_parts: bool | None = Field(default=None, sa_column=Column(Boolean))

    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("captured > 0", "captured"),
        CheckConstraint("(captured IS NULL) = (submitted_at IS NULL)", "submitted"),
        CheckConstraint("settled_at IS NULL OR captured IS NOT NULL", "settled"),
        CheckConstraint(_CURRENCY, "currency"),
        CheckConstraint(
            "status IN ('AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED',"
            " 'SETTLEMENT_DECLINED', 'VOIDED', 'PROCESSOR_DECLINED', 'GATEWAY_REJECTED', 'FAILED')",
            "status",
        ),
        Index("ix_payments_parts", "part_of", postgresql_where=text("part_of IS NOT NULL")),
        Index(
            "ix_payments_unsettled",
            "merchant",
            "submitted_at",
            postgresql_where=text("status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING')"),
        ),
        {"schema": SCHEMA},
    )


class SandboxRefundRow(SQLModel, table=True):
    """A refund, by the key under which it was made.

    A refund that is decided later already has its coming status; `decided_at` is the time from which it counts. One
    that fails although it has settled does so at `fails_at`.
    """

    __tablename__ = "refunds"

    key: str = Field(sa_column=_text(primary_key=True))
    transaction: str = Field(sa_column=Column(Text, ForeignKey(f"{SCHEMA}.payments.transaction"), nullable=False))
    merchant: str = Field(sa_column=_text())
    currency: str = Field(sa_column=_text())
    amount: int = Field(sa_column=_minor())
    status: str = Field(sa_column=_text())
    submitted_at: datetime = Field(sa_column=_time())
    decided_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))
    settled_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))
    fails_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))

    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint(_CURRENCY, "currency"),
        CheckConstraint(
            "status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLED', 'SETTLEMENT_DECLINED', 'VOIDED', 'PROCESSOR_DECLINED')",
            "status",
        ),
        Index("ix_refunds_of_payment", "transaction"),
        Index("ix_refunds_failing", "merchant", "fails_at", postgresql_where=text("fails_at IS NOT NULL")),
        Index(
            "ix_refunds_unsettled",
            "merchant",
            "submitted_at",
            postgresql_where=text("status = 'SUBMITTED_FOR_SETTLEMENT'"),
        ),
        {"schema": SCHEMA},
    )


class SandboxAnswerRow(SQLModel, table=True):
    """A used key with its instruction and its answer, which is the same however often the key is sent or asked for.

    Until `decided_at`, if it is set, the answer is that it is pending.
    """

    __tablename__ = "answers"

    key: str = Field(sa_column=_text(primary_key=True))
    kind: str = Field(sa_column=_text())
    transaction: str = Field(sa_column=_text())
    currency: str = Field(sa_column=_text())
    amount: int = Field(sa_column=_minor())
    answer: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    decided_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))

    __table_args__ = (
        CheckConstraint("kind IN ('charge', 'capture', 'void', 'refund', 'refund_void')", "kind"),
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint(_CURRENCY, "currency"),
        Index("ix_answers_payment", "transaction"),
        {"schema": SCHEMA},
    )


class SandboxJournalRow(SQLModel, table=True):
    """One sending, in the order of the gateway's work. Rows are never changed. `effect` means that money moved."""

    __tablename__ = "journal"

    seq: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    key: str = Field(sa_column=_text())
    kind: str = Field(sa_column=_text())
    transaction: str = Field(sa_column=_text())
    currency: str = Field(sa_column=_text())
    amount: int = Field(sa_column=_minor())
    effect: bool = Field(sa_column=Column(Boolean, nullable=False))
    at: datetime = Field(sa_column=_time())

    __table_args__ = (
        CheckConstraint("kind IN ('charge', 'capture', 'void', 'refund', 'refund_void')", "kind"),
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint(_CURRENCY, "currency"),
        Index("uq_journal_one_effect", "key", unique=True, postgresql_where=text("effect")),
        Index("ix_journal_key", "key"),
        Index("ix_journal_payment", "transaction"),
        {"schema": SCHEMA},
    )
