"""The tables of orders, of what was refunded on them, and of what a refund waits for: beside those of `tables`.

Amounts are whole minor units of the order's currency; times are the merchant's.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlmodel import Field, SQLModel

from app.domain.orders.orders import AdjustmentKind
from app.domain.people.people import ActorKind
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.states import RefundFailurePolicy
from app.store.tables.columns import TRIGRAMS, flag, key, minor_units, moment, one_of, reference, words
from app.store.tables.naming import METADATA


class OrderRow(SQLModel, table=True):
    """`recorded_at` is when it was first brought in by itself; before, it is only what its payments say of it.

    `updated_at` is when the row last changed, kept by a trigger; empty of one that is older than that.
    """

    __tablename__ = "orders"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    legacy_id: str = Field(sa_column=words(unique=True))
    order_id: str = Field(sa_column=words())
    currency: str = Field(sa_column=words())
    customer_id: int | None = Field(default=None, sa_column=reference("customers.id", nullable=True))
    customer_email: str | None = Field(default=None, sa_column=words(nullable=True))
    placed_at: datetime = Field(sa_column=moment())
    recorded_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    cancelled: bool = Field(default=False, sa_column=flag())
    balance_due: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    updated_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))

    __table_args__ = (
        UniqueConstraint("merchant_id", "order_id"),
        CheckConstraint("length(order_id) BETWEEN 1 AND 255", "order_id"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", "currency"),
        CheckConstraint("balance_due >= 0", "balance_due"),
        Index("ix_orders_newest", "merchant_id", text("placed_at DESC"), text("id DESC")),
        Index("ix_orders_customer", "customer_id", postgresql_where=text("customer_id IS NOT NULL")),
        Index("ix_orders_updated", "merchant_id", literal_column("coalesce(updated_at, placed_at)").label("at")),
        Index(
            "ix_orders_order_id",
            "merchant_id",
            literal_column("lower(order_id)").label("name"),
            postgresql_ops={"name": "text_pattern_ops"},
        ),
        Index(
            "ix_orders_customer_email",
            "merchant_id",
            literal_column("lower(customer_email)").label("email"),
            text("placed_at DESC"),
            postgresql_ops={"email": "text_pattern_ops"},
        ),
        Index(
            "ix_orders_words",
            literal_column("lower(customer_email)").label("email"),
            postgresql_using="gin",
            postgresql_ops={"email": TRIGRAMS},
        ),
    )


class OrderLineItemRow(SQLModel, table=True):
    """One product of an order, or with a `kind` one adjustment: its quantity is 1. `item_id` is the shop's own.

    `unit_amount` and `tax_amount` are for one piece; an adjustment's is without its sign. `total_amount` is for all
    pieces, where that was recorded. `discount_amount` is the line's own, `order_discount` its share of the order's. A
    row that was corrected away is `removed`: refunds that failed may still name it.
    """

    __tablename__ = "order_line_items"

    id: int | None = Field(default=None, sa_column=key())
    order_row_id: int = Field(sa_column=reference("orders.id"))
    item_id: str = Field(sa_column=words())
    name: str = Field(sa_column=words())
    quantity: int = Field(sa_column=Column(BigInteger, nullable=False))
    unit_amount: int = Field(sa_column=minor_units())
    tax_amount: int | None = Field(default=None, sa_column=Column(BigInteger))
    kind: AdjustmentKind | None = Field(default=None, sa_column=one_of(AdjustmentKind, "kind", nullable=True))
    total_amount: int | None = Field(default=None, sa_column=Column(BigInteger))
    discount_amount: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    order_discount: int = Field(default=0, sa_column=Column(BigInteger, nullable=False, server_default=text("0")))
    removed: bool = Field(default=False, sa_column=flag())

    __table_args__ = (
        Index(
            "uq_order_line_items_id",
            "order_row_id",
            "item_id",
            literal_column("(kind IS NULL)"),
            unique=True,
        ),
        CheckConstraint("quantity > 0", "quantity"),
        CheckConstraint("unit_amount >= 0 AND tax_amount >= 0", "amounts"),
        CheckConstraint("total_amount >= 0 AND discount_amount >= 0 AND order_discount >= 0", "prices"),
    )


class OrderRefundRow(SQLModel, table=True):
    """What was asked for at once over an order's payments, and why. Its parts are operations and refunds.

    `in_effect` says that a part of it was accepted or queued: only then is the order cancelled and its balance set.
    """

    __tablename__ = "order_refunds"

    id: int | None = Field(default=None, sa_column=key())
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    order_row_id: int = Field(sa_column=reference("orders.id"))
    amount: int = Field(sa_column=minor_units())
    on_failure: RefundFailurePolicy = Field(sa_column=one_of(RefundFailurePolicy, "on_failure"))
    cancels_order: bool = Field(default=False, sa_column=flag())
    balance_due: int | None = Field(default=None, sa_column=Column(BigInteger))
    reason_code: str | None = Field(default=None, sa_column=words(nullable=True))
    note: str | None = Field(default=None, sa_column=words(nullable=True))
    requested_by: str = Field(sa_column=words())
    created_at: datetime = Field(sa_column=moment())
    in_effect: bool = Field(default=False, sa_column=flag())

    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("balance_due >= 0", "balance_due"),
        Index("ix_order_refunds_order", "order_row_id"),
    )


class LineItemRefundRow(SQLModel, table=True):
    """What one payment's part of an order refund refunds of one product or adjustment; 0 of a product that is free.

    It counts while that part does. `quantity` is that of the whole order refund, the same in all of its parts.
    """

    __tablename__ = "line_item_refunds"

    id: int | None = Field(default=None, sa_column=key())
    order_refund_id: int = Field(sa_column=reference("order_refunds.id"))
    transaction_id: int = Field(sa_column=reference("transactions.id"))
    line_item_id: int = Field(sa_column=reference("order_line_items.id"))
    quantity: int | None = Field(default=None, sa_column=Column(BigInteger))
    amount: int = Field(sa_column=minor_units())

    __table_args__ = (
        UniqueConstraint("order_refund_id", "transaction_id", "line_item_id"),
        CheckConstraint("quantity > 0", "quantity"),
        CheckConstraint("amount >= 0", "amount"),
        Index("ix_line_item_refunds_line_item", "line_item_id"),
    )


class ApprovalRow(SQLModel, table=True):
    """A refund that waits for a second person, or did (SPEC 8.3): who asked, who decided.

    `key` is the one by which its gateway will know it; NULL in a row of an older version.
    """

    __tablename__ = "approvals"

    refund_id: int = Field(sa_column=Column(BigInteger, ForeignKey("refunds.id"), primary_key=True))
    merchant_id: int = Field(sa_column=reference("merchants.id"))
    state: ApprovalState = Field(sa_column=one_of(ApprovalState, "state"))
    turns: bool = Field(default=False, sa_column=flag())
    on_failure: RefundFailurePolicy = Field(sa_column=one_of(RefundFailurePolicy, "on_failure"))
    requested_by: str = Field(sa_column=words())
    requested_by_kind: ActorKind = Field(sa_column=one_of(ActorKind, "requested_by_kind"))
    requested_by_id: str = Field(sa_column=words())
    requested_at: datetime = Field(sa_column=moment())
    decided_by: str | None = Field(default=None, sa_column=words(nullable=True))
    decided_by_id: str | None = Field(default=None, sa_column=words(nullable=True))
    decided_at: datetime | None = Field(default=None, sa_column=moment(nullable=True))
    note: str | None = Field(default=None, sa_column=words(nullable=True))
    key: str | None = Field(default=None, sa_column=words(nullable=True))

    __table_args__ = (
        CheckConstraint("(state = 'WAITING') = (decided_at IS NULL)", "decided_at"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", "decided_by_id"),
        CheckConstraint("decided_by_id IS DISTINCT FROM requested_by_id OR state = 'REJECTED'", "another_person"),
        Index(
            "ix_approvals_waiting",
            "merchant_id",
            "requested_at",
            "refund_id",
            postgresql_where=text("state = 'WAITING'"),
        ),
    )


class RefundReasonRow(SQLModel, table=True):
    """A merchant's own reason for refunds. Never deleted: what was refunded for it goes on naming it."""

    __tablename__ = "refund_reasons"

    merchant_id: int = Field(sa_column=Column(BigInteger, ForeignKey("merchants.id"), primary_key=True))
    code: str = Field(sa_column=Column(Text, primary_key=True))
    label: str = Field(sa_column=words())
    active: bool = Field(default=True, sa_column=flag(default=True))

    __table_args__ = (
        CheckConstraint("length(code) BETWEEN 1 AND 64", "code"),
        CheckConstraint("length(label) BETWEEN 1 AND 255", "label"),
    )


ORDERS = METADATA.tables["orders"]
ORDER_LINE_ITEMS = METADATA.tables["order_line_items"]
ORDER_REFUNDS = METADATA.tables["order_refunds"]
LINE_ITEM_REFUNDS = METADATA.tables["line_item_refunds"]
APPROVALS = METADATA.tables["approvals"]
REFUND_REASONS = METADATA.tables["refund_reasons"]
