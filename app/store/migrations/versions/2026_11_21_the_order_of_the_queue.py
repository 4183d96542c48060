"""the order of the queue."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '73b5aa6eec1a'
down_revision: str | Sequence[str] | None = '925a4fcab321'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index(op.f('ix_operations_due'), table_name='operations', postgresql_where='(next_attempt_at IS NOT NULL)')
    op.create_index('ix_operations_due', 'operations', ['merchant_id', 'next_attempt_at', 'id'], unique=False, postgresql_where=sa.text('next_attempt_at IS NOT NULL'))
    op.create_index('ix_operations_ended', 'operations', ['merchant_id', 'state', 'id'], unique=False, postgresql_where=sa.text("state IN ('EXHAUSTED', 'CANCELLED', 'SUCCEEDED')"))
    op.create_index('ix_operations_parked', 'operations', ['merchant_id', 'id'], unique=False, postgresql_where=sa.text("state IN ('WAITING', 'PAUSED') AND next_attempt_at IS NULL"))
    op.create_index('ix_refunds_attention', 'refunds', ['merchant_id', 'created_at', 'id'], unique=False, postgresql_where=sa.text('needs_attention'))
    op.create_index('ix_transactions_attention', 'transactions', ['merchant_id', 'created_at', 'id'], unique=False, postgresql_where=sa.text('needs_attention'))


def downgrade() -> None:
    op.drop_index('ix_transactions_attention', table_name='transactions', postgresql_where=sa.text('needs_attention'))
    op.drop_index('ix_refunds_attention', table_name='refunds', postgresql_where=sa.text('needs_attention'))
    op.drop_index('ix_operations_parked', table_name='operations', postgresql_where=sa.text("state IN ('WAITING', 'PAUSED') AND next_attempt_at IS NULL"))
    op.drop_index('ix_operations_ended', table_name='operations', postgresql_where=sa.text("state IN ('EXHAUSTED', 'CANCELLED', 'SUCCEEDED')"))
    op.drop_index('ix_operations_due', table_name='operations', postgresql_where=sa.text('next_attempt_at IS NOT NULL'))
    op.create_index(op.f('ix_operations_due'), 'operations', ['merchant_id', 'next_attempt_at'], unique=False, postgresql_where='(next_attempt_at IS NOT NULL)')
