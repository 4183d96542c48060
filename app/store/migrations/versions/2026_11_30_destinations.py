"""Operations and refunds keep by which version of which gateway account they are sent; accounts keep a pace."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d94b6e03a7c5"
down_revision: str | Sequence[str] | None = "d90b6e21f5a8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None



def upgrade() -> None:
    for table in ("operations", "refunds"):
        op.add_column(table, sa.Column("gateway_account_id", sa.BigInteger(), nullable=True))
        op.add_column(table, sa.Column("gateway_account_version", sa.BigInteger(), nullable=True))
    op.add_column("merchant_accounts", sa.Column("gateway_account_version", sa.BigInteger(), nullable=True))
    op.create_table(
        "gateway_pace",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_gateway_pace")),
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("gateway_pace")
    op.drop_index("ix_operations_due_at_account", table_name="operations")
    op.drop_constraint(op.f("ck_merchant_accounts_gateway_account_version"), "merchant_accounts", type_="check")
    op.drop_column("merchant_accounts", "gateway_account_version")
    for table in ("refunds", "operations"):
        op.drop_column(table, "gateway_account_version")
        op.drop_column(table, "gateway_account_id")
