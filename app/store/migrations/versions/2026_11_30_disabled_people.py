"""People can be disabled."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b41d7c0e95f2"
down_revision: str | Sequence[str] | None = "b3d5a0c97e14"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("users", sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "disabled_at")
