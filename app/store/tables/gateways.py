"""The tables of gateway accounts: what is known of each, and its settings with its sealed secrets in each version."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.store.tables.columns import flag, key, moment, reference, words
from app.store.tables.naming import METADATA as METADATA


class GatewayAccountRow(SQLModel, table=True):
    """A gateway account; `version` is the current one. A name is never given to a second account of the merchant's.

    `credentials_refused`, `last_answered_at` and `last_error` are of the last time that its gateway was asked. All
    times are the wall clock's.
    """

    __tablename__ = "gateway_accounts"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    name: str = Field(sa_column=words())
    adapter: str = Field(sa_column=words())
    version: int = Field(sa_column=Column(BigInteger, nullable=False))
    live: bool = Field(sa_column=flag())
    webhook_token: str = Field(sa_column=words(unique=True))
    credentials_refused: bool = Field(default=False, sa_column=flag())
    last_answered_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    last_error: str | None = Field(default=None, sa_column=words(nullable=True))
    created_at: datetime = Field(sa_column=moment())
    retired_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        UniqueConstraint("merchant_id", "name"),
        UniqueConstraint("merchant_id", "id"),
        CheckConstraint("version > 0", "version"),
        CheckConstraint("webhook_token ~ '^[A-Za-z0-9_-]{32,}$'", "webhook_token"),
    )


class GatewayAccountSecretsRow(SQLModel, table=True):
    """One version of a gateway account: its settings, and its secrets sealed under the key `key_id` of the key ring.

    What was begun with a version is ended at that account of the gateway, so that a version stays. `fingerprints` are
    lists of a secret's name, its fingerprint and its last four characters. `reference` is the gateway's own id of the
    account, as it said when it was asked with these secrets.
    """

    __tablename__ = "gateway_account_secrets"

    account_id: int = Field(sa_column=Column(BigInteger, ForeignKey("gateway_accounts.id"), primary_key=True))
    version: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    settings: dict[str, str] = Field(sa_column=Column(JSONB, nullable=False))
    secrets: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    key_id: str = Field(sa_column=words())
    fingerprints: list[list[str]] = Field(sa_column=Column(JSONB, nullable=False))
    reference: str | None = Field(default=None, sa_column=words(nullable=True))
    created_at: datetime = Field(sa_column=moment())

    __table_args__: Any = (
        CheckConstraint("version > 0", "version"),
        CheckConstraint("octet_length(secrets) >= 28", "secrets"),
        Index("ix_gateway_account_secrets_key", "key_id", text("account_id"), text("version")),
    )


class GatewayPaceRow(SQLModel, table=True):
    """When the next call of a gateway account may begin, by the database's clock: all processes draw from this row.

    It is not logged: after a crash of the database it is empty, and the next call begins at once.
    """

    __tablename__ = "gateway_pace"

    account_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    next_at: datetime = Field(sa_column=moment())

    __table_args__: Any = ({"prefixes": ["UNLOGGED"]},)


class OtherGatewayIdRow(SQLModel, table=True):
    """Another id that a gateway has for a payment than `transactions.gateway_id`: Stripe's charge of a PaymentIntent.

    A file or a list may have a payment under any of them, and it is one payment.
    """

    __tablename__ = "other_gateway_ids"

    merchant_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    gateway_id: str = Field(sa_column=Column(Text, primary_key=True))
    transaction_id: int = Field(sa_column=reference("transactions.id"))

    __table_args__: Any = (Index("ix_other_gateway_ids_transaction_id", "transaction_id"),)


GATEWAY_ACCOUNTS = METADATA.tables["gateway_accounts"]
OTHER_GATEWAY_IDS = METADATA.tables["other_gateway_ids"]
GATEWAY_ACCOUNT_SECRETS = METADATA.tables["gateway_account_secrets"]
