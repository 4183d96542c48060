"""Keys of gateways are made of the requests' own keys, whose uses are counted. Merchants can be put on hold."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "e1d7a94c50b3"
down_revision: str | Sequence[str] | None = "7d3f0b92c6ae"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("request_keys", sa.Column("uses", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    op.add_column("approvals", sa.Column("key", sa.Text(), nullable=True))
    op.add_column("merchants", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "hold_of_all",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_hold_of_all_only")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_of_all")),
    )


def downgrade() -> None:
    op.drop_table("hold_of_all")
    op.drop_column("merchants", "held_at")
    op.drop_column("approvals", "key")
    op.drop_column("request_keys", "uses")
