"""The tables of webhooks: endpoints of merchants' systems, and the messages to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Index,
    LargeBinary,
    MetaData,
    Text,
    event,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel

from app.domain.telling.messages import MessageState, ObjectKind
from app.store.tables import webhook_triggers
from app.store.tables.columns import flag, key, moment, one_of, reference, words
from app.store.tables.naming import METADATA as METADATA


class WebhookEndpointRow(SQLModel, table=True):
    """Where a merchant's system receives messages. `types` NULL stands for all types.

    `secret` is sealed by the key `key_id` of the key ring; without one, a sandbox merchant's is kept as it is. The one
    before it signs as well until `old_secret_until`. `failing_since` is when the first try failed since one was taken,
    `paused_until` how long it asked to be left alone. `off_because` says why the service switched it off. A row whose
    endpoint was deleted stays for its messages, without secrets. Times are the merchant's.
    """

    __tablename__ = "webhook_endpoints"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    legacy_id: str = Field(sa_column=words(unique=True))
    url: str = Field(sa_column=words())
    types: list[str] | None = Field(default=None, sa_column=Column(ARRAY(Text)))
    description: str | None = Field(default=None, sa_column=words(nullable=True))
    enabled: bool = Field(default=True, sa_column=flag(default=True))
    secret: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    key_id: str | None = Field(default=None, sa_column=words(nullable=True))
    old_secret: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    old_key_id: str | None = Field(default=None, sa_column=words(nullable=True))
    old_secret_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    failing_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    paused_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    off_because: str | None = Field(default=None, sa_column=words(nullable=True))
    created_at: datetime = Field(sa_column=moment())
    deleted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        CheckConstraint("length(url) BETWEEN 1 AND 2048", "url"),
        CheckConstraint("(secret IS NULL) = (deleted_at IS NOT NULL)", "secret"),
        CheckConstraint("(old_secret IS NULL) = (old_secret_until IS NULL)", "old_secret"),
        CheckConstraint("deleted_at IS NULL OR NOT enabled", "deleted"),
        Index("ix_webhook_endpoints_merchant", "merchant_id", postgresql_where=text("deleted_at IS NULL")),
    )


class WebhookObjectRow(SQLModel, table=True):
    """How many messages' numbers a transaction, a refund or an order has used: `sequence` is the last one.

    `queued_operation` is the operation of which `refund.queued` was told last: each is told of once.
    """

    __tablename__ = "webhook_objects"

    kind: ObjectKind = Field(sa_column=Column(Text, primary_key=True))
    row_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    sequence: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    queued_operation: int | None = Field(default=None, sa_column=Column(BigInteger))

    __table_args__: Any = (CheckConstraint("sequence >= 0", "sequence"),)


class WebhookMessageRow(SQLModel, table=True):
    """One message to one endpoint, written by the database with the change that it tells of. This row is the job.

    `facts` are what was so when the change was made; what is sent is made of them and of nothing else. It is due at
    `next_try_at`, by the merchant's clock. A process that sends it holds `leased_until`, by the database's clock; if it
    dies, the message is due again then. `tries` counts since it was last to be sent from the beginning; `attempts` has
    the latest of all. `written_at` is the database's time.

    It refers to nothing by a foreign key: a row of an endpoint that thousands of changes refer to at a time would be
    locked by each of them.
    """

    __tablename__ = "webhook_messages"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    endpoint_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    public_id: str = Field(sa_column=words(unique=True))
    type: str = Field(sa_column=words())
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_at: datetime = Field(sa_column=moment())
    written_at: datetime | None = Field(
        default=None, sa_column=Column(DateTime(timezone=True), nullable=False, server_default=text("now()"))
    )
    state: MessageState = Field(sa_column=one_of(MessageState, "state"))
    next_try_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    leased_until: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    tries: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    attempts: list[Any] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default=text("'[]'"))
    )

    __table_args__ = (
        CheckConstraint("(state = 'WAITING') = (next_try_at IS NOT NULL)", "waits"),
        CheckConstraint("tries >= 0", "tries"),
        Index(
            "ix_webhook_messages_due",
            "endpoint_id",
            "next_try_at",
            "id",
            postgresql_where=text("next_try_at IS NOT NULL"),
        ),
        Index("ix_webhook_messages_endpoint", "endpoint_id", "id"),
        Index("ix_webhook_messages_merchant", "merchant_id", "id"),
        Index("ix_webhook_messages_written", "written_at", postgresql_using="brin"),
    )


WEBHOOK_ENDPOINTS = METADATA.tables["webhook_endpoints"]
WEBHOOK_OBJECTS = METADATA.tables["webhook_objects"]
WEBHOOK_MESSAGES = METADATA.tables["webhook_messages"]


@event.listens_for(METADATA, "after_create")
def _create_triggers(_: MetaData, connection: Connection, **given: Any) -> None:
    if WEBHOOK_MESSAGES in (given.get("tables") or ()):
        for statement in webhook_triggers.STATEMENTS:
            connection.exec_driver_sql(statement)
