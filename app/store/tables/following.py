"""The tables of what is followed at gateways, and of how far imports of payments have come."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from app.store.tables.columns import moment, reference
from app.store.tables.naming import METADATA as METADATA


class FollowedRow(SQLModel, table=True):
    """A payment of which a gateway account is asked again, since something of it may still change.

    The row goes once nothing can. `due_at` is when it is looked at next, `asked_at` when the gateway last answered, and
    `failures` how often in a row it has not. All times are the wall clock's.
    """

    __tablename__ = "followed"

    transaction_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("transactions.id"), primary_key=True, autoincrement=False)
    )
    gateway_account_id: int = Field(sa_column=reference("gateway_accounts.id"))
    due_at: datetime = Field(sa_column=moment())
    asked_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    failures: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))

    __table_args__ = (
        CheckConstraint("failures >= 0", "failures"),
        Index("ix_followed_due", "gateway_account_id", "due_at", "transaction_id"),
    )


class PaymentImportRow(SQLModel, table=True):
    """An import of a gateway account's payments that has not come to its end: all made before `position` are in.

    `ends_at` is None for one that goes up to the present.
    """

    __tablename__ = "payment_imports"

    gateway_account_id: int = Field(
        sa_column=Column(BigInteger, ForeignKey("gateway_accounts.id"), primary_key=True, autoincrement=False)
    )
    begins_at: datetime = Field(sa_column=moment())
    ends_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    position: datetime = Field(sa_column=moment())

    __table_args__ = (CheckConstraint("position >= begins_at", "position"),)


FOLLOWED = METADATA.tables["followed"]
PAYMENT_IMPORTS = METADATA.tables["payment_imports"]
