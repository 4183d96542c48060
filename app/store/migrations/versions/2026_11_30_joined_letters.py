"""Notices to the same address can go in one letter."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d2f86a51c7e4"
down_revision: str | Sequence[str] | None = "b41d7c0e95f2"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("letter", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_outbox_letter", "outbox", ["letter"], postgresql_where=sa.text("next_try_at IS NOT NULL")
    )
    op.create_index(
        "ix_outbox_gathered",
        "outbox",
        ["merchant_id", sa.literal_column("lower(recipient)"), "id"],
        postgresql_where=sa.text("next_try_at IS NOT NULL AND letter IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_gathered", table_name="outbox")
    op.drop_index("ix_outbox_letter", table_name="outbox")
    op.drop_column("outbox", "letter")
