"""The table of what gateways have told by webhook."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.store.tables.columns import key, moment, reference, words
from app.store.tables.naming import METADATA as METADATA


class GatewayEventRow(SQLModel, table=True):
    """One item of a webhook whose signature was found true. This row is the job.

    `reference` is the gateway's own id of the item, or a digest of it: the same whenever it is sent again. `facts` are
    what it says, `refund` the gateway's id of the refund that it names. It is acted on at `due_at`; a process that does
    so moves that time on first, so that no other one does, and an event whose process died is due again. At `acted_at`
    it was done with, and `came_to` says what of it. All times are the wall clock's.
    """

    __tablename__ = "gateway_events"

    id: int | None = Field(default=None, sa_column=key())
    account_id: int = Field(sa_column=reference("gateway_accounts.id"))
    reference: str = Field(sa_column=words())
    name: str = Field(sa_column=words())
    refund: str | None = Field(default=None, sa_column=words(nullable=True))
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    received_at: datetime = Field(sa_column=moment())
    due_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    tries: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    acted_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    came_to: str | None = Field(default=None, sa_column=words(nullable=True))

    __table_args__ = (
        UniqueConstraint("account_id", "reference"),
        CheckConstraint("(due_at IS NULL) = (acted_at IS NOT NULL)", "due_or_acted"),
        CheckConstraint("length(reference) <= 255 AND length(name) <= 100", "lengths"),
        CheckConstraint("tries >= 0", "tries"),
        Index("ix_gateway_events_refund", "account_id", "refund", postgresql_where=text("refund IS NOT NULL")),
        Index("ix_gateway_events_due", "due_at", "id", postgresql_where=text("due_at IS NOT NULL")),
        Index("ix_gateway_events_acted", "acted_at", postgresql_where=text("acted_at IS NOT NULL")),
    )


GATEWAY_EVENTS = METADATA.tables["gateway_events"]
