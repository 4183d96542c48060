"""Sessions know the network that their client came from. Those of IPv4 clients get it; others know it from now on."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "e93b4a7d10c8"
down_revision: str | Sequence[str] | None = "d2f86a51c7e4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("network", sa.Text(), nullable=True))
    op.execute("UPDATE sessions SET network = address WHERE address ~ '^[0-9]+([.][0-9]+){3}$'")
    op.drop_index("ix_sessions_user", table_name="sessions")
    op.create_index("ix_sessions_user", "sessions", ["user_id", "network"])


def downgrade() -> None:
    op.drop_index("ix_sessions_user", table_name="sessions")
    op.create_index("ix_sessions_user", "sessions", ["user_id"])
    op.drop_column("sessions", "network")
