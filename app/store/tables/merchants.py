"""The tables of merchants, their accounts and keys, and of their customers. See `tables`."""

from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Interval,
    LargeBinary,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.domain.reversals.states import (
    AccountStatus,
)
from app.store.tables.columns import TRIGRAMS, flag, key, moment, one_of, reference, words
from app.store.tables.naming import METADATA as METADATA

_ON_FAILURE = "on_failure IN ('QUEUE', 'RECORD_ANYWAY', 'SKIP')"


class MerchantRow(SQLModel, table=True):
    __tablename__ = "merchants"

    id: int | None = Field(default=None, sa_column=key())
    public_id: str = Field(sa_column=words(unique=True))
    name: str = Field(sa_column=words())
    sandbox: bool = Field(sa_column=flag())
    clock_offset: timedelta = Field(sa_column=Column(Interval, nullable=False, server_default=text("'0'")))
    settled_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    created_at: datetime = Field(sa_column=moment())
    retry_interval: timedelta | None = Field(default=None, sa_column=Column(Interval))
    retry_attempts: int | None = Field(default=None, sa_column=Column(BigInteger))
    retry_declines: bool = Field(default=False, sa_column=flag())
    require_request_key: bool = Field(default=False, sa_column=flag())
    notify_emails: list[str] | None = Field(default=None, sa_column=Column(ARRAY(Text)))
    require_reason_from_staff: bool = Field(default=False, sa_column=flag())
    approval_limits: dict[str, int] = Field(sa_column=Column(JSONB, nullable=False, server_default=text("'{}'")))
    require_approval_of_not_done: bool = Field(default=False, sa_column=flag())
    time_zone: str = Field(default="UTC", sa_column=Column(Text, nullable=False, server_default=text("'UTC'")))
    held_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    on_failure: str = Field(default="QUEUE", sa_column=Column(Text, nullable=False, server_default=text("'QUEUE'")))

    __table_args__ = (
        CheckConstraint(_ON_FAILURE, "on_failure"),
        CheckConstraint("sandbox OR clock_offset = interval '0'", "clock_offset"),
        CheckConstraint("retry_interval > interval '0'", "retry_interval"),
        CheckConstraint("retry_attempts >= 0", "retry_attempts"),
    )


class HoldOfAllRow(SQLModel, table=True):
    """One row while all merchants are on hold, those that are added meanwhile as well."""

    __tablename__ = "hold_of_all"

    id: int = Field(default=1, sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    held_at: datetime = Field(sa_column=moment())

    __table_args__ = (CheckConstraint("id = 1", "only"),)


class MerchantAccountRow(SQLModel, table=True):
    """`gateway_account_version` is the present one of the gateway account, so that it is read with the row."""

    __tablename__ = "merchant_accounts"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    public_id: str = Field(sa_column=words())
    currency: str = Field(sa_column=words())
    gateway: str | None = Field(default=None, sa_column=words(nullable=True))
    status: AccountStatus = Field(sa_column=one_of(AccountStatus, "status"))
    is_default: bool = Field(default=False, sa_column=flag())
    supports_refunds: bool = Field(default=True, sa_column=flag(default=True))
    refunds_while_settling: bool = Field(default=True, sa_column=flag(default=True))
    gateway_account_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    gateway_account_version: int | None = Field(default=None, sa_column=Column(BigInteger))

    __table_args__ = (
        UniqueConstraint("merchant_id", "public_id"),
        ForeignKeyConstraint(
            ["merchant_id", "gateway_account_id"], ["gateway_accounts.merchant_id", "gateway_accounts.id"]
        ),
        CheckConstraint("gateway_account_id IS NULL OR gateway IS NOT NULL", "gateway_account_id"),
        CheckConstraint("(gateway_account_id IS NULL) = (gateway_account_version IS NULL)", "gateway_account_version"),
        Index("uq_merchant_accounts_default", "merchant_id", unique=True, postgresql_where=text("is_default")),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", "currency"),
    )


class ApiKeyRow(SQLModel, table=True):
    """`private_key_sha256` is all that is kept of the private half (SPEC 8.1)."""

    __tablename__ = "api_keys"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    public_key: str = Field(sa_column=words(unique=True))
    private_key_sha256: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    name: str = Field(sa_column=words())
    rights: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    created_at: datetime = Field(sa_column=moment())
    revoked_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    last_used_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    on_failure: str | None = Field(default=None, sa_column=words(nullable=True))
    queued_refund_status: str = Field(
        default="AUTHORIZING", sa_column=Column(Text, nullable=False, server_default=text("'AUTHORIZING'"))
    )

    __table_args__ = (
        CheckConstraint("octet_length(private_key_sha256) = 32", "private_key_sha256"),
        CheckConstraint(_ON_FAILURE, "on_failure"),
        CheckConstraint("queued_refund_status IN ('AUTHORIZING', 'SUBMITTED_FOR_SETTLEMENT')", "queued_refund_status"),
    )


class CustomerRow(SQLModel, table=True):
    __tablename__ = "customers"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    legacy_id: str = Field(sa_column=words(unique=True))
    email: str | None = Field(default=None, sa_column=words(nullable=True))
    first_name: str | None = Field(default=None, sa_column=words(nullable=True))
    last_name: str | None = Field(default=None, sa_column=words(nullable=True))
    company: str | None = Field(default=None, sa_column=words(nullable=True))
    phone_number: str | None = Field(default=None, sa_column=words(nullable=True))
    created_at: datetime = Field(sa_column=moment())
    deleted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        Index(
            "ix_customers_email",
            "merchant_id",
            literal_column("lower(email)").label("email"),
            postgresql_ops={"email": "text_pattern_ops"},
        ),
        Index("ix_customers_newest", "merchant_id", text("created_at DESC"), text("id DESC")),
        Index(
            "ix_customers_last_name",
            "merchant_id",
            literal_column("lower(last_name)").label("name"),
            postgresql_ops={"name": "text_pattern_ops"},
        ),
        Index(
            "ix_customers_first_name",
            "merchant_id",
            literal_column("lower(first_name)").label("name"),
            postgresql_ops={"name": "text_pattern_ops"},
        ),
        Index(
            "ix_customers_words",
            *(literal_column(f"lower({name})").label(name) for name in ("email", "first_name", "last_name", "company")),
            "phone_number",
            postgresql_using="gin",
            postgresql_ops=dict.fromkeys(("email", "first_name", "last_name", "company", "phone_number"), TRIGRAMS),
        ),
    )


MERCHANTS = METADATA.tables["merchants"]
HOLD_OF_ALL = METADATA.tables["hold_of_all"]
MERCHANT_ACCOUNTS = METADATA.tables["merchant_accounts"]
API_KEYS = METADATA.tables["api_keys"]
CUSTOMERS = METADATA.tables["customers"]
