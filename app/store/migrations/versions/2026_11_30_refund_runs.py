"""Runs that refund many orders, and each of their orders."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "8d9345da3b96"
down_revision: str | Sequence[str] | None = "c7b20f5e81d6"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('refund_runs',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('legacy_id', sa.Text(), nullable=False),
        sa.Column('merchant_id', sa.BigInteger(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('dry_run', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('fingerprint', sa.LargeBinary(), nullable=False),
        sa.Column('requested_by_kind', sa.Enum('API_KEY', 'USER', 'SYSTEM', name='requested_by_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('requested_by_id', sa.Text(), nullable=False),
        sa.Column('requested_by', sa.Text(), nullable=False),
        sa.Column('source', sa.Enum('API', 'CONTROL_PANEL', 'PAYMENT_READER', 'RECURRING', 'UNKNOWN', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('address', sa.Text(), nullable=True),
        sa.Column('reason_code', sa.Text(), nullable=True),
        sa.Column('note', sa.Text(), nullable=True),
        sa.Column('cancel_order', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('on_failure', sa.Enum('QUEUE', 'RECORD_ANYWAY', 'SKIP', name='on_failure', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('keep', sa.Text(), nullable=True),
        sa.Column('external_reference', sa.Text(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('leased_by', sa.Text(), nullable=True),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('kept_until', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint('(due_at IS NULL) = (ended_at IS NOT NULL)', name=op.f('ck_refund_runs_due_or_ended')),
        sa.CheckConstraint('(kept_until IS NULL) = (ended_at IS NULL)', name=op.f('ck_refund_runs_kept_until')),
        sa.CheckConstraint('length(name) BETWEEN 1 AND 200', name=op.f('ck_refund_runs_name')),
        sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_refund_runs_merchant_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_refund_runs')),
        sa.UniqueConstraint('legacy_id', name=op.f('uq_refund_runs_legacy_id'))
    )
    op.create_index('ix_refund_runs_due', 'refund_runs', ['due_at', 'id'], unique=False, postgresql_where=sa.text('due_at IS NOT NULL'))
    op.create_index('ix_refund_runs_kept', 'refund_runs', ['kept_until'], unique=False, postgresql_where=sa.text('kept_until IS NOT NULL'))
    op.create_index('ix_refund_runs_open', 'refund_runs', ['merchant_id', 'id'], unique=False, postgresql_where=sa.text('due_at IS NOT NULL'))
    op.create_index('uq_refund_runs_name', 'refund_runs', ['merchant_id', 'name'], unique=True, postgresql_where=sa.text('NOT dry_run'))
    op.create_table('refund_run_orders',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('run_id', sa.BigInteger(), nullable=False),
        sa.Column('line', sa.BigInteger(), nullable=False),
        sa.Column('order_id', sa.Text(), nullable=False),
        sa.Column('result', sa.Enum('REFUNDED', 'WAITING', 'AWAITS_APPROVAL', 'PARTLY_REFUNDED', 'NOT_REFUNDED', 'CANCELLED', 'REFUSED', 'UNREADABLE', 'NOT_KNOWN', name='result', native_enum=False, create_constraint=True, length=32), nullable=True),
        sa.Column('currency', sa.Text(), nullable=True),
        sa.Column('refunded', sa.BigInteger(), nullable=True),
        sa.Column('under_way', sa.BigInteger(), nullable=True),
        sa.Column('outcome', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint('(result IS NULL) = (outcome IS NULL)', name=op.f('ck_refund_run_orders_done')),
        sa.CheckConstraint('length(order_id) BETWEEN 1 AND 255', name=op.f('ck_refund_run_orders_order_id')),
        sa.ForeignKeyConstraint(['run_id'], ['refund_runs.id'], name=op.f('fk_refund_run_orders_run_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_refund_run_orders')),
        sa.UniqueConstraint('run_id', 'line', name=op.f('uq_refund_run_orders_run_id_line'))
    )
    op.create_index('ix_refund_run_orders_open', 'refund_run_orders', ['run_id', 'line'], unique=False, postgresql_where=sa.text('result IS NULL'))


def downgrade() -> None:
    op.drop_table('refund_run_orders')
    op.drop_table('refund_runs')
