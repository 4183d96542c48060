"""Processes say that they are at work."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d90b6e21f5a8"
down_revision: str | Sequence[str] | None = "4f7d0a92c6e1"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "heartbeats",
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("API", "WORKER", name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeats")),
    )
    op.create_index("ix_heartbeats_kind_beat_at", "heartbeats", ["kind", "beat_at"], unique=False)


def downgrade() -> None:
    op.drop_table("heartbeats")
