"""Refunds and operations get what their attempts heard of the gateway, while the tables are in use."""

from collections.abc import Sequence

from alembic import op

revision: str = "4f7d0a92c6e1"
down_revision: str | Sequence[str] | None = "c58e2f7a1b94"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BATCH = 10_000
"""Rows of one statement, each a transaction of its own: nobody waits for long for a row that is being filled in."""


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE outbox VALIDATE CONSTRAINT ck_outbox_kind")
        connection = op.get_bind()
        last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM operations").scalar_one()
        for first in range(0, last + 1, BATCH):
            bounds = f"o.id >= {first} AND o.id < {first + BATCH}"
            op.execute(f"""
                UPDATE refunds r SET gateway_id = a.gateway_reference
                FROM operations o JOIN attempts a ON a.operation_id = o.id
                WHERE o.refund_id = r.id AND o.kind = 'REFUND' AND a.outcome = 'ACCEPTED' AND r.gateway_id IS NULL
                    AND {bounds}
            """)
            op.execute(f"""
                UPDATE operations o SET gateway_reference = a.gateway_reference
                FROM attempts a
                WHERE a.operation_id = o.id AND a.key = o.key AND a.gateway_reference IS NOT NULL
                    AND o.state IN ('WAITING', 'RUNNING', 'PAUSED') AND o.gateway_reference IS NULL AND {bounds}
            """)


def downgrade() -> None:
    """Nothing was added that the migration before does not take away."""
