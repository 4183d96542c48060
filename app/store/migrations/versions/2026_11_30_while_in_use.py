"""What the migrations before have left to do while the tables are in use: rows filled in, indexes made, rows checked."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "a3f7c05e9d12"
down_revision: str | Sequence[str] | None = "e1d7a94c50b3"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

INDEXES = {
    "ix_operations_due_at_account": "INDEX CONCURRENTLY {} ON operations (gateway_account_id, next_attempt_at, id)"
    " WHERE next_attempt_at IS NOT NULL AND gateway_account_id IS NOT NULL",
    "uq_refunds_made_elsewhere": "UNIQUE INDEX CONCURRENTLY {} ON refunds (transaction_id, gateway_id) WHERE made_elsewhere",
    "uq_order_line_items_id": "UNIQUE INDEX CONCURRENTLY {} ON order_line_items (order_row_id, item_id, (kind IS NULL))",
}

CONSTRAINTS = (
    ("transactions", "fk_transactions_gateway_account_id"),
    ("transactions", "ck_transactions_dispute_state"),
    ("transactions", "ck_transactions_dispute"),
    ("transactions", "ck_transactions_no_void_beside_refunds"),
    ("refunds", "ck_refunds_made_elsewhere"),
    ("order_line_items", "ck_order_line_items_kind"),
    ("order_line_items", "ck_order_line_items_prices"),
    ("line_item_refunds", "ck_line_item_refunds_amount"),
)


def upgrade() -> None:
    """Each step may be done again: where one fails, the whole is begun anew."""
    with op.get_context().autocommit_block():
        op.execute("""
            UPDATE merchant_accounts m SET gateway_account_version = g.version
            FROM gateway_accounts g WHERE g.id = m.gateway_account_id AND m.gateway_account_version IS NULL
        """)
        if op.get_bind().scalar(sa.text("SELECT EXISTS (SELECT FROM gateway_accounts)")):
            _pin_what_waits()
        for name, index in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE {index.format(name)}")
        for table, name in CONSTRAINTS:
            op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
    op.create_check_constraint(
        op.f("ck_merchant_accounts_gateway_account_version"),
        "merchant_accounts",
        "(gateway_account_id IS NULL) = (gateway_account_version IS NULL)",
    )


def _pin_what_waits() -> None:
    """What waits for a gateway account was never sent: it goes where its merchant account is linked to."""
    op.execute("""
        UPDATE operations o
        SET gateway_account_id = m.gateway_account_id, gateway_account_version = m.gateway_account_version
        FROM transactions t JOIN merchant_accounts m ON m.id = t.account_id
        WHERE t.id = o.transaction_id AND m.gateway_account_id IS NOT NULL AND o.gateway = m.gateway
            AND o.gateway_account_id IS NULL AND o.state IN ('WAITING', 'RUNNING', 'PAUSED')
    """)
    op.execute("""
        UPDATE refunds r
        SET gateway_account_id = o.gateway_account_id, gateway_account_version = o.gateway_account_version
        FROM operations o
        WHERE o.refund_id = r.id AND o.gateway_account_id IS NOT NULL AND r.gateway = o.gateway
            AND r.gateway_account_id IS NULL
    """)


def downgrade() -> None:
    """Nothing was added that the migrations before do not take away."""
