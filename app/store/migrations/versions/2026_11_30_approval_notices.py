"""People are told by mail of a reported outcome that awaits their approval: the outbox has one more kind of notice."""

from collections.abc import Sequence

from alembic import op

revision: str = "f17c5e92ab40"
down_revision: str | Sequence[str] | None = "e93b4a7d10c8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = "'REFUND_FAILED', 'REFUND_DECLINED', 'SETTLEMENT_DECLINED', 'VOID_FAILED', 'OUTCOME_UNKNOWN', 'OUTCOME_PENDING'"


def upgrade() -> None:
    _allow(f"{KINDS}, 'OUTCOME_AWAITS_APPROVAL'")


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE kind = 'OUTCOME_AWAITS_APPROVAL'")
    _allow(KINDS)


def _allow(kinds: str) -> None:
    op.drop_constraint(op.f("ck_outbox_kind"), "outbox", type_="check")
    op.create_check_constraint(op.f("ck_outbox_kind"), "outbox", f"kind IN ({kinds})")
