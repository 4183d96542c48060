"""Operations keep what was heard of their sendings, and how often they were sent again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c58e2f7a1b94"
down_revision: str | Sequence[str] | None = "e93b4a7d10c8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("operations", sa.Column("gateway_reference", sa.Text(), nullable=True))
    op.add_column("operations", sa.Column("sent_anew", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    op.execute("""
        UPDATE operations o SET gateway_reference = a.gateway_reference
        FROM attempts a
        WHERE a.operation_id = o.id AND a.key = o.key AND a.gateway_reference IS NOT NULL
            AND o.state IN ('WAITING', 'RUNNING', 'PAUSED')
    """)


def downgrade() -> None:
    op.drop_column("operations", "sent_anew")
    op.drop_column("operations", "gateway_reference")
