"""Status events keep what a processor said beside its code and its words. Merchants and keys have a default for refunds
that fail, and keys a word for refunds in the queue.
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
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("status_events", sa.Column("response_more", postgresql.JSONB(none_as_null=True), nullable=True))
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


def downgrade() -> None:
    op.drop_column("api_keys", "queued_refund_status")
    op.drop_column("api_keys", "on_failure")
    op.drop_column("merchants", "on_failure")
    op.drop_column("status_events", "response_more")
