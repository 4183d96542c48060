"""The tables of what is kept beside payments: changes, messages, keys of requests, words on outcomes. See `tables`."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from app.domain.history.notices import NoticeKind, OtherMail
from app.domain.people.people import ActorKind
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.resolutions import ResolvedOutcome
from app.domain.reversals.states import (
    PaymentSource,
)
from app.store.tables.columns import key, moment, one_of, reference, words
from app.store.tables.naming import METADATA as METADATA

_MAIL_KINDS = [(each.name, each.value) for each in (*NoticeKind, *OtherMail)]
_MailKind: type[StrEnum] = StrEnum("_MailKind", _MAIL_KINDS)  # type: ignore[misc] # mypy wants the names in place


class ChangeRow(SQLModel, table=True):
    """What somebody did, beside what status histories and attempts say: who, when, from where, what, why (SPEC 8.5).

    `kind` is a ChangeKind, without a constraint: a later version adds kinds without reading the whole table. `facts`
    are what the kind needs, as `app.domain.history.kinds` makes them.
    """

    __tablename__ = "changes"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    transaction_id: int | None = Field(default=None, sa_column=reference("transactions.id", nullable=True))
    refund_id: int | None = Field(default=None, sa_column=reference("refunds.id", nullable=True))
    at: datetime = Field(sa_column=moment())
    actor_id: str = Field(sa_column=words())
    actor_name: str = Field(sa_column=words())
    source: PaymentSource = Field(sa_column=one_of(PaymentSource, "source"))
    address: str | None = Field(default=None, sa_column=words(nullable=True))
    note: str | None = Field(default=None, sa_column=words(nullable=True))
    order_row_id: int | None = Field(default=None, sa_column=reference("orders.id", nullable=True))
    reason_code: str | None = Field(default=None, sa_column=words(nullable=True))
    kind: str = Field(sa_column=words())
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))

    __table_args__ = (
        Index("ix_changes_transaction", "transaction_id", postgresql_where=text("transaction_id IS NOT NULL")),
        Index("ix_changes_refund", "refund_id", postgresql_where=text("refund_id IS NOT NULL")),
        Index("ix_changes_order", "order_row_id", postgresql_where=text("order_row_id IS NOT NULL")),
        Index("ix_changes_merchant", "merchant_id", "id"),
    )


class OutboxRow(SQLModel, table=True):
    """One notice to one person, until a mail server took it. All times are the wall clock's (SPEC 13).

    One that is of a gateway account or of an endpoint names no payment.

    `facts` are a `Notice`, or of another kind of mail what that tells. A row is due at `next_try_at`; a process that
    sends it moves that time on first, so that no other one does, and a row whose sender died is due again. `letter` is
    the id of the first of the notices that go in the same letter, fixed before it is first handed in; all of them have
    the same next try, tries and end. `refused_since` is when the recipient was first refused.
    """

    __tablename__ = "outbox"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    transaction_id: int | None = Field(default=None, sa_column=reference("transactions.id", nullable=True))
    refund_id: int | None = Field(default=None, sa_column=reference("refunds.id", nullable=True))
    kind: str = Field(sa_column=one_of(_MailKind, "kind"))
    event: str = Field(sa_column=words())
    recipient: str = Field(sa_column=words())
    message_id: str = Field(sa_column=words(unique=True))
    facts: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    created_at: datetime = Field(sa_column=moment())
    next_try_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    tries: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    refused_since: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    sent_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    failed_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    last_error: str | None = Field(default=None, sa_column=words(nullable=True))
    letter: int | None = Field(default=None, sa_column=Column(BigInteger))

    __table_args__ = (
        UniqueConstraint("event", "recipient"),
        CheckConstraint("num_nonnulls(next_try_at, sent_at, failed_at) = 1", "waits_or_is_over"),
        CheckConstraint("tries >= 0", "tries"),
        Index("ix_outbox_due", "next_try_at", postgresql_where=text("next_try_at IS NOT NULL")),
        Index("ix_outbox_refund", "refund_id", postgresql_where=text("refund_id IS NOT NULL")),
        Index("ix_outbox_letter", "letter", postgresql_where=text("next_try_at IS NOT NULL")),
        Index(
            "ix_outbox_gathered",
            "merchant_id",
            literal_column("lower(recipient)").label("recipient"),
            "id",
            postgresql_where=text("next_try_at IS NOT NULL AND letter IS NULL"),
        ),
    )


class RequestKeyRow(SQLModel, table=True):
    """An apiRequestKey that made something: `fingerprint` is of the mutation and its input (SPEC 3).

    `uses` counts earlier uses of it. A row that names nothing is of a key that is free again: what its last request
    had begun has come to nothing.
    """

    __tablename__ = "request_keys"

    merchant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("merchants.id"), primary_key=True))
    key: str = Field(sa_column=Column(Text, primary_key=True))
    fingerprint: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    created_at: datetime = Field(sa_column=moment())
    transaction_id: int | None = Field(default=None, sa_column=reference("transactions.id", nullable=True))
    refund_id: int | None = Field(default=None, sa_column=reference("refunds.id", nullable=True))
    operation_id: int | None = Field(default=None, sa_column=reference("operations.id", nullable=True))
    order_refund_id: int | None = Field(default=None, sa_column=reference("order_refunds.id", nullable=True))
    uses: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))

    __table_args__ = (
        CheckConstraint("length(key) BETWEEN 1 AND 255", "key"),
        Index("ix_request_keys_operation", "operation_id", postgresql_where=text("operation_id IS NOT NULL")),
        Index(
            "ix_request_keys_approval",
            "refund_id",
            postgresql_where=text("refund_id IS NOT NULL AND operation_id IS NULL"),
        ),
    )


class ResolutionRow(SQLModel, table=True):
    """A word on an operation whose outcome the gateway could not tell (SPEC 12); see the domain's `Resolution`."""

    __tablename__ = "resolutions"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    operation_id: int = Field(sa_column=reference("operations.id"))
    transaction_id: int = Field(sa_column=reference("transactions.id"))
    refund_id: int | None = Field(default=None, sa_column=reference("refunds.id", nullable=True))
    said: ResolvedOutcome = Field(sa_column=one_of(ResolvedOutcome, "said"))
    state: ApprovalState | None = Field(default=None, sa_column=one_of(ApprovalState, "state", nullable=True))
    sendings: int = Field(sa_column=Column(BigInteger, nullable=False))
    reference: str | None = Field(default=None, sa_column=words(nullable=True))
    note: str = Field(sa_column=words())
    said_by: str = Field(sa_column=words())
    said_by_kind: ActorKind = Field(sa_column=one_of(ActorKind, "said_by_kind"))
    said_by_id: str = Field(sa_column=words())
    said_at: datetime = Field(sa_column=moment())
    decided_by: str | None = Field(default=None, sa_column=words(nullable=True))
    decided_by_id: str | None = Field(default=None, sa_column=words(nullable=True))
    decided_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    decision_note: str | None = Field(default=None, sa_column=words(nullable=True))

    __table_args__ = (
        CheckConstraint("(coalesce(state, 'WAITING') = 'WAITING') = (decided_at IS NULL)", "decided_at"),
        CheckConstraint(
            "state <> 'APPROVED' OR (decided_by_id IS NOT NULL AND decided_by_id <> said_by_id)", "another_person"
        ),
        CheckConstraint("state IS NULL OR refund_id IS NOT NULL", "of_refund"),
        Index("ix_resolutions_operation", "operation_id"),
        Index("ix_resolutions_refund", "refund_id", postgresql_where=text("refund_id IS NOT NULL")),
        Index("uq_resolutions_waiting", "refund_id", unique=True, postgresql_where=text("state = 'WAITING'")),
        Index(
            "ix_resolutions_waiting", "merchant_id", "said_at", "refund_id", postgresql_where=text("state = 'WAITING'")
        ),
    )


CHANGES = METADATA.tables["changes"]
OUTBOX = METADATA.tables["outbox"]
REQUEST_KEYS = METADATA.tables["request_keys"]
RESOLUTIONS = METADATA.tables["resolutions"]
