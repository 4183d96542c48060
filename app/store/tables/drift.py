"""The table of what gateways and the service tell differently. See `tables`."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, literal_column, text
from sqlmodel import Field, SQLModel

from app.domain.reversals.drift import DriftKind
from app.domain.reversals.states import Subject
from app.store.tables.columns import key as row_key
from app.store.tables.columns import moment, one_of, words
from app.store.tables.columns import reference as row_of
from app.store.tables.naming import METADATA as METADATA


class DriftRow(SQLModel, table=True):
    """One difference: open until a later run finds that it is gone, or somebody takes it in (see `Difference`).

    `gateway_account_id` is NULL for the sandbox. A run that looks at what was made at `made_at` looks at this again;
    that is the merchant's time, all others are the wall clock's. `ours` and `theirs` are minor units of the `currency`.
    """

    __tablename__ = "drift"

    id: int | None = Field(default=None, sa_column=row_key())
    legacy_id: str = Field(sa_column=words(unique=True))
    merchant_id: int = Field(sa_column=row_of("merchants.id"))
    gateway_account_id: int | None = Field(default=None, sa_column=row_of("gateway_accounts.id", nullable=True))
    kind: DriftKind = Field(sa_column=one_of(DriftKind, "kind"))
    subject: Subject = Field(sa_column=one_of(Subject, "subject"))
    reference: str = Field(sa_column=words())
    payment: str = Field(sa_column=words())
    key: str | None = Field(default=None, sa_column=words(nullable=True))
    transaction_id: int | None = Field(default=None, sa_column=row_of("transactions.id", nullable=True))
    refund_id: int | None = Field(default=None, sa_column=row_of("refunds.id", nullable=True))
    currency: str = Field(sa_column=words())
    ours: int | None = Field(default=None, sa_column=Column(BigInteger))
    theirs: int | None = Field(default=None, sa_column=Column(BigInteger))
    note: str = Field(sa_column=words())
    made_at: datetime = Field(sa_column=moment())
    found_at: datetime = Field(sa_column=moment())
    gone_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    adopted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    adopted_by: str | None = Field(default=None, sa_column=words(nullable=True))
    adoption_note: str | None = Field(default=None, sa_column=words(nullable=True))

    __table_args__ = (
        CheckConstraint("currency ~ '^[A-Z]{3}$'", "currency"),
        CheckConstraint("(adopted_at IS NULL) = (adopted_by IS NULL)", "adopted_by"),
        Index(
            "uq_drift_present",
            "merchant_id",
            literal_column("coalesce(gateway_account_id, 0)").label("account"),
            "kind",
            "reference",
            unique=True,
            postgresql_where=text("gone_at IS NULL"),
        ),
        Index(
            "ix_drift_open",
            "merchant_id",
            text("id DESC"),
            postgresql_where=text("gone_at IS NULL AND adopted_at IS NULL"),
        ),
    )


DRIFT = METADATA.tables["drift"]
