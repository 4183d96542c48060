"""Operations keep what was heard of their sendings, and how often they were sent again. The sandbox's refunds may fail
late.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c58e2f7a1b94"
down_revision: str | Sequence[str] | None = "a7c41e9d3b60"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OLD_NOTICES = [
    "REFUND_FAILED",
    "REFUND_DECLINED",
    "SETTLEMENT_DECLINED",
    "VOID_FAILED",
    "OUTCOME_UNKNOWN",
    "OUTCOME_PENDING",
    "OUTCOME_AWAITS_APPROVAL",
]
NEW_NOTICES = ["OUTCOME_CONTRADICTED", "GATEWAY_UNUSABLE"]


def upgrade() -> None:
    op.add_column("operations", sa.Column("gateway_reference", sa.Text(), nullable=True))
    op.add_column(
        "operations", sa.Column("answered_wrongly", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("operations", sa.Column("sent_anew", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    op.add_column("operations", sa.Column("wire_keys", sa.BigInteger(), server_default=sa.text("1"), nullable=False))
    op.execute("ALTER TABLE outbox DROP CONSTRAINT ck_outbox_kind")
    kinds = ", ".join(f"'{kind}'" for kind in [*OLD_NOTICES, *NEW_NOTICES])
    # The next migration looks at the rows that are there, while the table is in use.
    op.execute(f"ALTER TABLE outbox ADD CONSTRAINT ck_outbox_kind CHECK (kind IN ({kinds})) NOT VALID")
    op.add_column("refunds", sa.Column("fails_at", sa.DateTime(timezone=True), nullable=True), schema="sandbox")
    op.create_index(
        "ix_refunds_failing",
        "refunds",
        ["merchant", "fails_at"],
        schema="sandbox",
        postgresql_where=sa.text("fails_at IS NOT NULL"),
    )
    op.add_column("refunds", sa.Column("gateway_id", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_index("ix_refunds_failing", table_name="refunds", schema="sandbox")
    op.drop_column("refunds", "fails_at", schema="sandbox")
    op.drop_constraint(op.f("ck_outbox_kind"), "outbox", type_="check")
    op.execute(sa.text("DELETE FROM outbox WHERE kind = ANY(:kinds)").bindparams(kinds=NEW_NOTICES))
    op.create_check_constraint(op.f("ck_outbox_kind"), "outbox", sa.column("kind").in_(OLD_NOTICES))
    op.drop_column("operations", "wire_keys")
    op.drop_column("operations", "sent_anew")
    op.drop_column("refunds", "gateway_id")
    op.drop_column("operations", "answered_wrongly")
    op.drop_column("operations", "gateway_reference")
