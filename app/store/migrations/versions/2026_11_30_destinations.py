"""Operations and refunds keep by which version of which gateway account they are sent; accounts keep a pace."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d94b6e03a7c5"
down_revision: str | Sequence[str] | None = "c58e2f7a1b94"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None



def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for table in ("operations", "refunds"):
        op.add_column(table, sa.Column("gateway_account_id", sa.BigInteger(), nullable=True))
        op.add_column(table, sa.Column("gateway_account_version", sa.BigInteger(), nullable=True))
    op.add_column("merchant_accounts", sa.Column("gateway_account_version", sa.BigInteger(), nullable=True))
    op.execute("""
        UPDATE merchant_accounts m SET gateway_account_version = g.version
        FROM gateway_accounts g WHERE g.id = m.gateway_account_id
    """)
    op.create_check_constraint(
        op.f("ck_merchant_accounts_gateway_account_version"),
        "merchant_accounts",
        "(gateway_account_id IS NULL) = (gateway_account_version IS NULL)",
    )
    if op.get_bind().scalar(sa.text("SELECT EXISTS (SELECT FROM gateway_accounts)")):
        _pin_what_waits()
    op.create_table(
        "gateway_pace",
        sa.Column("account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_gateway_pace")),
        prefixes=["UNLOGGED"],
    )


def _pin_what_waits() -> None:
    """What waits for a gateway account was never sent: it goes where its merchant account is linked to."""
    op.execute("""
        UPDATE operations o
        SET gateway_account_id = m.gateway_account_id, gateway_account_version = m.gateway_account_version
        FROM transactions t JOIN merchant_accounts m ON m.id = t.account_id
        WHERE t.id = o.transaction_id AND m.gateway_account_id IS NOT NULL AND o.gateway = m.gateway
            AND o.state IN ('WAITING', 'RUNNING', 'PAUSED')
    """)
    op.execute("""
        UPDATE refunds r
        SET gateway_account_id = o.gateway_account_id, gateway_account_version = o.gateway_account_version
        FROM operations o
        WHERE o.refund_id = r.id AND o.gateway_account_id IS NOT NULL AND r.gateway = o.gateway
    """)


def downgrade() -> None:
    op.drop_table("gateway_pace")
    op.drop_constraint(op.f("ck_merchant_accounts_gateway_account_version"), "merchant_accounts", type_="check")
    op.drop_column("merchant_accounts", "gateway_account_version")
    for table in ("refunds", "operations"):
        op.drop_column(table, "gateway_account_version")
        op.drop_column(table, "gateway_account_id")
