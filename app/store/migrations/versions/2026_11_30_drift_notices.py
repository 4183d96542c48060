"""People are told by mail of what a gateway and this service tell differently: a notice that is of no payment."""

from collections.abc import Sequence

from alembic import op

revision: str = "c2b8e61f4d97"
down_revision: str | Sequence[str] | None = "8d9345da3b96"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = (
    "'REFUND_FAILED', 'REFUND_DECLINED', 'SETTLEMENT_DECLINED', 'VOID_FAILED', 'OUTCOME_UNKNOWN', 'OUTCOME_PENDING', "
    "'OUTCOME_AWAITS_APPROVAL', 'OUTCOME_CONTRADICTED', 'GATEWAY_UNUSABLE'"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.alter_column("outbox", "transaction_id", nullable=True)
    _allow(f"{KINDS}, 'DRIFT_FOUND'")


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE transaction_id IS NULL OR kind = 'DRIFT_FOUND'")
    _allow(KINDS)
    op.alter_column("outbox", "transaction_id", nullable=False)


def _allow(kinds: str) -> None:
    op.execute("ALTER TABLE outbox DROP CONSTRAINT ck_outbox_kind")
    op.execute(f"ALTER TABLE outbox ADD CONSTRAINT ck_outbox_kind CHECK (kind IN ({kinds})) NOT VALID")
    # Reads the rows without holding up who writes.
    op.execute("ALTER TABLE outbox VALIDATE CONSTRAINT ck_outbox_kind")
