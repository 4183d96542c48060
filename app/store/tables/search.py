"""The tables of texts that payments are searched by, beside those of `tables`. Triggers keep them (`triggers`).

Each refund and void writes its payment's row anew, with an entry in every index of the table. An index of texts has
dozens of entries for a row: it stands on these tables, which no reversal writes.
"""

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, MetaData, Text, event
from sqlmodel import Field, SQLModel

from app.store.tables.columns import TRIGRAMS, words
from app.store.tables.naming import METADATA


class OrderIdRow(SQLModel, table=True):
    """An order id that an order, a payment or a refund of the merchant has, or had; each of them once."""

    __tablename__ = "order_ids"

    merchant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("merchants.id"), primary_key=True))
    order_id: str = Field(sa_column=Column(Text, primary_key=True))

    __table_args__ = (
        Index("ix_order_ids_words", "order_id", postgresql_using="gin", postgresql_ops={"order_id": TRIGRAMS}),
    )


class TransactionTextRow(SQLModel, table=True):
    """What a payment's method is searched by, in lower case; no row where there is nothing of it."""

    __tablename__ = "transaction_texts"

    transaction_id: int = Field(sa_column=Column(BigInteger, ForeignKey("transactions.id"), primary_key=True))
    merchant_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    cardholder: str | None = Field(default=None, sa_column=words(nullable=True))
    payer_email: str | None = Field(default=None, sa_column=words(nullable=True))
    last4: str | None = Field(default=None, sa_column=words(nullable=True))

    __table_args__ = (
        Index(
            "ix_transaction_texts_words",
            "cardholder",
            "payer_email",
            "last4",
            postgresql_using="gin",
            postgresql_ops=dict.fromkeys(("cardholder", "payer_email", "last4"), TRIGRAMS),
        ),
    )


ORDER_IDS = METADATA.tables["order_ids"]
TRANSACTION_TEXTS = METADATA.tables["transaction_texts"]


@event.listens_for(METADATA, "before_create")
def _create_extension(_: MetaData, connection: Connection, **__: object) -> None:
    connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
