"""Keys of gateways are made of the requests' own keys, whose uses are counted. Merchants can be put on hold, and what
gateways tell differently is kept.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "e1d7a94c50b3"
down_revision: str | Sequence[str] | None = "7d3f0b92c6ae"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = ["MISSING_HERE", "MISSING_THERE", "AMOUNT", "STATUS", "TWO_EFFECTS"]


def upgrade() -> None:
    op.add_column("request_keys", sa.Column("uses", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    op.add_column("approvals", sa.Column("key", sa.Text(), nullable=True))
    op.add_column("merchants", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "hold_of_all",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_hold_of_all_only")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_of_all")),
    )
    op.create_table(
        "drift",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("legacy_id", sa.Text(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("gateway_account_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column(
            "subject",
            sa.Enum("TRANSACTION", "REFUND", name="subject", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("payment", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("refund_id", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("ours", sa.BigInteger(), nullable=True),
        sa.Column("theirs", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_by", sa.Text(), nullable=True),
        sa.Column("adoption_note", sa.Text(), nullable=True),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_drift_currency")),
        sa.CheckConstraint("(adopted_at IS NULL) = (adopted_by IS NULL)", name=op.f("ck_drift_adopted_by")),
        sa.ForeignKeyConstraint(
            ["gateway_account_id"], ["gateway_accounts.id"], name=op.f("fk_drift_gateway_account_id")
        ),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchants.id"], name=op.f("fk_drift_merchant_id")),
        sa.ForeignKeyConstraint(["refund_id"], ["refunds.id"], name=op.f("fk_drift_refund_id")),
        sa.ForeignKeyConstraint(["transaction_id"], ["transactions.id"], name=op.f("fk_drift_transaction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drift")),
        sa.UniqueConstraint("legacy_id", name=op.f("uq_drift_legacy_id")),
    )
    op.create_index(
        "uq_drift_present",
        "drift",
        ["merchant_id", sa.literal_column("coalesce(gateway_account_id, 0)"), "kind", "reference"],
        unique=True,
        postgresql_where=sa.text("gone_at IS NULL"),
    )
    op.create_index(
        "ix_drift_open",
        "drift",
        ["merchant_id", sa.text("id DESC")],
        postgresql_where=sa.text("gone_at IS NULL AND adopted_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("drift")
    op.drop_table("hold_of_all")
    op.drop_column("merchants", "held_at")
    op.drop_column("approvals", "key")
    op.drop_column("request_keys", "uses")
