"""Status events keep what a processor said beside its code and its words. Merchants and keys have a default for refunds
that fail, and keys a word for refunds in the queue. The sandbox has a vault of payment methods, and
customers can be deleted.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "c7b20f5e81d6"
down_revision: str | Sequence[str] | None = "f2b60c9d7e41"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


ON_FAILURE = "on_failure IN ('QUEUE', 'RECORD_ANYWAY', 'SKIP')"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # By itself: this table is in use, and what follows looks through others.
        op.execute("ALTER TABLE status_events ADD COLUMN IF NOT EXISTS response_more jsonb")
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("merchants", sa.Column("on_failure", sa.Text(), server_default=sa.text("'QUEUE'"), nullable=False))
    op.create_check_constraint(op.f("ck_merchants_on_failure"), "merchants", ON_FAILURE)
    op.add_column("api_keys", sa.Column("on_failure", sa.Text(), nullable=True))
    op.add_column(
        "api_keys",
        sa.Column("queued_refund_status", sa.Text(), server_default=sa.text("'AUTHORIZING'"), nullable=False),
    )
    op.create_check_constraint(op.f("ck_api_keys_on_failure"), "api_keys", ON_FAILURE)
    op.create_check_constraint(
        op.f("ck_api_keys_queued_refund_status"),
        "api_keys",
        "queued_refund_status IN ('AUTHORIZING', 'SUBMITTED_FOR_SETTLEMENT')",
    )
    op.add_column("customers", sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
    _add_vault()


def _add_vault() -> None:
    op.create_table(
        "payment_methods",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("legacy_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column("method", postgresql.JSONB(), nullable=False),
        sa.Column("behaves_as", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("usage IN ('MULTI_USE', 'SINGLE_USE')", name=op.f("ck_payment_methods_usage")),
        sa.CheckConstraint(
            "usage = 'SINGLE_USE' OR consumed_at IS NULL", name=op.f("ck_payment_methods_consumed_at")
        ),
        sa.CheckConstraint("NOT method ? 'number' AND NOT method ? 'cvv'", name=op.f("ck_payment_methods_no_number")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_payment_methods_customer_id")),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchants.id"], name=op.f("fk_payment_methods_merchant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_methods")),
        sa.UniqueConstraint("legacy_id", name=op.f("uq_payment_methods_legacy_id")),
    )
    op.create_index(
        "ix_payment_methods_customer",
        "payment_methods",
        ["customer_id", "id"],
        postgresql_where=sa.text("customer_id IS NOT NULL AND deleted_at IS NULL"),
    )
    op.create_index(
        "uq_payment_methods_default",
        "payment_methods",
        ["customer_id"],
        unique=True,
        postgresql_where=sa.text("is_default AND deleted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("payment_methods")
    op.drop_column("customers", "deleted_at")
    op.drop_column("api_keys", "queued_refund_status")
    op.drop_column("api_keys", "on_failure")
    op.drop_column("merchants", "on_failure")
    op.drop_column("status_events", "response_more")
