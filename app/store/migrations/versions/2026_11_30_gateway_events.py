"""What gateways tell by webhook is kept until it was acted on, and for a while after."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "d94b7e20c6a5"
down_revision: str | Sequence[str] | None = "d4e1907c6b35"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('gateway_events',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('account_id', sa.BigInteger(), nullable=False),
        sa.Column('reference', sa.Text(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('refund', sa.Text(), nullable=True),
        sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('tries', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
        sa.Column('acted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('came_to', sa.Text(), nullable=True),
        sa.CheckConstraint('(due_at IS NULL) = (acted_at IS NOT NULL)', name=op.f('ck_gateway_events_due_or_acted')),
        sa.CheckConstraint('length(reference) <= 255 AND length(name) <= 100', name=op.f('ck_gateway_events_lengths')),
        sa.CheckConstraint('tries >= 0', name=op.f('ck_gateway_events_tries')),
        sa.ForeignKeyConstraint(['account_id'], ['gateway_accounts.id'], name=op.f('fk_gateway_events_account_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_gateway_events')),
        sa.UniqueConstraint('account_id', 'reference', name='uq_gateway_events_account_id_reference'),
    )
    op.create_index('ix_gateway_events_refund', 'gateway_events', ['account_id', 'refund'], unique=False, postgresql_where=sa.text('refund IS NOT NULL'))
    op.create_index('ix_gateway_events_due', 'gateway_events', ['due_at', 'id'], unique=False, postgresql_where=sa.text('due_at IS NOT NULL'))
    op.create_index('ix_gateway_events_acted', 'gateway_events', ['acted_at'], unique=False, postgresql_where=sa.text('acted_at IS NOT NULL'))


def downgrade() -> None:
    op.drop_table('gateway_events')
