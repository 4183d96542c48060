"""The sum of a payment's refunds is looked at only where a refund begins or ceases to count."""

from collections.abc import Sequence

from alembic import op

revision: str = "6f0c1b2d9a37"
down_revision: str | Sequence[str] | None = "0544540a458d"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("DROP TRIGGER refunds_keep_reserved_amount ON refunds")
    op.execute(
        """
CREATE TRIGGER refunds_keep_reserved_amount
AFTER INSERT OR DELETE ON refunds
FOR EACH ROW EXECUTE FUNCTION keep_reserved_amount()
"""
    )
    op.execute(
        """
CREATE TRIGGER refunds_move_reserved_amount
AFTER UPDATE OF status, amount, currency, transaction_id ON refunds
FOR EACH ROW
WHEN (
    OLD.transaction_id <> NEW.transaction_id OR OLD.amount <> NEW.amount OR OLD.currency <> NEW.currency
    OR (
    OLD.status = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
) <> (
    NEW.status = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
)
)
EXECUTE FUNCTION keep_reserved_amount()
"""
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER refunds_move_reserved_amount ON refunds")
    op.execute("DROP TRIGGER refunds_keep_reserved_amount ON refunds")
    op.execute(
        """
CREATE TRIGGER refunds_keep_reserved_amount
AFTER INSERT OR DELETE OR UPDATE OF status, amount, currency, transaction_id ON refunds
FOR EACH ROW EXECUTE FUNCTION keep_reserved_amount()
"""
    )
