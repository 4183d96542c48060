"""The table of what merchants' customers are told by mail."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey
from sqlmodel import Field, SQLModel

from app.store.tables.columns import flag, words
from app.store.tables.naming import METADATA as METADATA


class CustomerMailsRow(SQLModel, table=True):
    """A merchant's templates for a refund that was accepted, and for one that has failed for good; NULL for no mail."""

    __tablename__ = "customer_mails"

    merchant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("merchants.id"), primary_key=True))
    accepted_subject: str | None = Field(default=None, sa_column=words(nullable=True))
    accepted_text: str | None = Field(default=None, sa_column=words(nullable=True))
    failed_subject: str | None = Field(default=None, sa_column=words(nullable=True))
    failed_text: str | None = Field(default=None, sa_column=words(nullable=True))
    in_sandbox: bool = Field(default=False, sa_column=flag())

    __table_args__: Any = (
        CheckConstraint("(accepted_subject IS NULL) = (accepted_text IS NULL)", "accepted"),
        CheckConstraint("(failed_subject IS NULL) = (failed_text IS NULL)", "failed"),
    )


CUSTOMER_MAILS = METADATA.tables["customer_mails"]
