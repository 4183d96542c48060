"""A payment has one identity by all ids that its gateway has for it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "5e2a91c7d304"
down_revision: str | Sequence[str] | None = "5b0e6d2c91f4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    # The foreign key locks `transactions` for a moment, which waits for no long transaction.
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "other_gateway_ids",
        sa.Column("merchant_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gateway_id", sa.Text(), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"], ["transactions.id"], name=op.f("fk_other_gateway_ids_transaction_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "gateway_id", name=op.f("pk_other_gateway_ids")),
    )
    op.create_index("ix_other_gateway_ids_transaction_id", "other_gateway_ids", ["transaction_id"])


def downgrade() -> None:
    op.drop_table("other_gateway_ids")
