"""The tables of people who sign in, beside those of `tables`. All times are the wall clock's (SPEC 13)."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Text,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from app.domain.people.people import SessionKind
from app.store.tables.payments import METADATA as METADATA


def _key() -> Column[int]:
    return Column(BigInteger, Identity(always=True), primary_key=True)


def _text(*, unique: bool = False) -> Column[str]:
    return Column(Text, nullable=False, unique=unique)


def _now() -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=False, server_default=func.now())


def _time(*, nullable: bool = False) -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=nullable)


class UserRow(SQLModel, table=True):
    """A merchant has an address once. Another merchant may have somebody with the same one: neither learns of it."""

    __tablename__ = "users"

    id: int | None = Field(default=None, sa_column=_key())
    merchant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("merchants.id"), nullable=False))
    legacy_id: str = Field(sa_column=_text(unique=True))
    email: str = Field(sa_column=_text())
    name: str = Field(sa_column=_text())
    password_hash: str = Field(sa_column=_text())
    rights: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    created_at: datetime | None = Field(default=None, sa_column=_now())
    disabled_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))

    __table_args__ = (
        CheckConstraint("password_hash LIKE '$argon2id$%'", "password_hash"),
        Index("uq_users_email", literal_column("lower(email)").label("email"), "merchant_id", unique=True),
        Index("ix_users_merchant", "merchant_id"),
    )


class SessionRow(SQLModel, table=True):
    """What one token opens, and until when. `family` is what one sign-in and its renewals have in common.

    `network` is that of the client's `address` (`domain.networks`), by which people who come back are known.
    """

    __tablename__ = "sessions"

    id: int | None = Field(default=None, sa_column=_key())
    user_id: int = Field(sa_column=Column(BigInteger, ForeignKey("users.id"), nullable=False))
    kind: SessionKind = Field(
        sa_column=Column(
            Enum(SessionKind, native_enum=False, create_constraint=True, name="kind", length=32), nullable=False
        )
    )
    token_sha256: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    family: str = Field(sa_column=_text())
    address: str | None = Field(default=None, sa_column=Column(Text))
    created_at: datetime | None = Field(default=None, sa_column=_now())
    last_seen_at: datetime | None = Field(default=None, sa_column=_now())
    expires_at: datetime = Field(sa_column=_time())
    ends_at: datetime = Field(sa_column=_time())
    revoked_at: datetime | None = Field(default=None, sa_column=_time(nullable=True))
    network: str | None = Field(default=None, sa_column=Column(Text))

    __table_args__ = (
        CheckConstraint("octet_length(token_sha256) = 32", "token_sha256"),
        CheckConstraint("expires_at <= ends_at", "expires_at"),
        Index("ix_sessions_user", "user_id", "network"),
        Index("ix_sessions_family", "family"),
        Index("ix_sessions_expires", "expires_at"),
    )


class SignInFailuresRow(SQLModel, table=True):
    """How often a sign-in failed in a row: `subject` is the SHA-256 of an account's name, or of a client's network."""

    __tablename__ = "sign_in_failures"

    subject: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    failures: int = Field(sa_column=Column(BigInteger, nullable=False))
    last_at: datetime | None = Field(default=None, sa_column=_now())
    blocked_until: datetime | None = Field(default=None, sa_column=_time(nullable=True))

    __table_args__ = (
        CheckConstraint("octet_length(subject) = 32", "subject"),
        CheckConstraint("failures >= 0", "failures"),
        Index("ix_sign_in_failures_last", text("last_at")),
    )


USERS = METADATA.tables["users"]
SESSIONS = METADATA.tables["sessions"]
SIGN_IN_FAILURES = METADATA.tables["sign_in_failures"]
