"""The table of the sandbox's vault. See `tables`. Of a card's number it has no more than `method` has of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.store.tables.columns import flag, key, moment, reference, words
from app.store.tables.naming import METADATA as METADATA


class PaymentMethodRow(SQLModel, table=True):
    """`method` is as a transaction's; `behaves_as` the sandbox's nonce that a sale on it comes to the same as."""

    __tablename__ = "payment_methods"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    legacy_id: str = Field(sa_column=words(unique=True))
    customer_id: int | None = Field(default=None, sa_column=reference("customers.id", nullable=True))
    usage: str = Field(sa_column=Column(Text, nullable=False))
    method: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    behaves_as: str = Field(sa_column=words())
    is_default: bool = Field(default=False, sa_column=flag())
    created_at: datetime = Field(sa_column=moment())
    consumed_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    deleted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        CheckConstraint("usage IN ('MULTI_USE', 'SINGLE_USE')", "usage"),
        CheckConstraint("usage = 'SINGLE_USE' OR consumed_at IS NULL", "consumed_at"),
        CheckConstraint("NOT method ? 'number' AND NOT method ? 'cvv'", "no_number"),
        Index(
            "ix_payment_methods_customer",
            "customer_id",
            "id",
            postgresql_where=text("customer_id IS NOT NULL AND deleted_at IS NULL"),
        ),
        Index(
            "uq_payment_methods_default",
            "customer_id",
            unique=True,
            postgresql_where=text("is_default AND deleted_at IS NULL"),
        ),
    )


PAYMENT_METHODS = METADATA.tables["payment_methods"]
