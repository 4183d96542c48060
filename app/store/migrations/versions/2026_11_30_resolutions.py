"""What a person says of an unknown outcome is kept by itself, may await another person, and counts towards limits."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b3d81f6c02ae"
down_revision: str | Sequence[str] | None = "b8d35f60c2e4"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column('merchants', sa.Column('require_approval_of_not_done', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('transactions', sa.Column('doubtful_amount', sa.BigInteger(), server_default=sa.text('0'), nullable=False))
    op.create_check_constraint(op.f('ck_transactions_doubtful_amount'), 'transactions', 'doubtful_amount >= 0')
    op.drop_constraint(op.f('ck_approvals_state'), 'approvals', type_='check')
    op.create_check_constraint(op.f('ck_approvals_state'), 'approvals', "state IN ('WAITING', 'APPROVED', 'REJECTED', 'OVERTAKEN')")
    op.create_table('resolutions',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('merchant_id', sa.BigInteger(), nullable=False),
        sa.Column('operation_id', sa.BigInteger(), nullable=False),
        sa.Column('transaction_id', sa.BigInteger(), nullable=False),
        sa.Column('refund_id', sa.BigInteger(), nullable=True),
        sa.Column('said', sa.Enum('DONE', 'NOT_DONE', name='said', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('state', sa.Enum('WAITING', 'APPROVED', 'REJECTED', 'OVERTAKEN', name='state', native_enum=False, create_constraint=True, length=32), nullable=True),
        sa.Column('sendings', sa.BigInteger(), nullable=False),
        sa.Column('reference', sa.Text(), nullable=True),
        sa.Column('note', sa.Text(), nullable=False),
        sa.Column('said_by', sa.Text(), nullable=False),
        sa.Column('said_by_kind', sa.Enum('API_KEY', 'USER', 'SYSTEM', name='said_by_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
        sa.Column('said_by_id', sa.Text(), nullable=False),
        sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided_by', sa.Text(), nullable=True),
        sa.Column('decided_by_id', sa.Text(), nullable=True),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('decision_note', sa.Text(), nullable=True),
        sa.CheckConstraint("(coalesce(state, 'WAITING') = 'WAITING') = (decided_at IS NULL)", name=op.f('ck_resolutions_decided_at')),
        sa.CheckConstraint("state <> 'APPROVED' OR (decided_by_id IS NOT NULL AND decided_by_id <> said_by_id)", name=op.f('ck_resolutions_another_person')),
        sa.CheckConstraint('state IS NULL OR refund_id IS NOT NULL', name=op.f('ck_resolutions_of_refund')),
        sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_resolutions_merchant_id')),
        sa.ForeignKeyConstraint(['operation_id'], ['operations.id'], name=op.f('fk_resolutions_operation_id')),
        sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_resolutions_transaction_id')),
        sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_resolutions_refund_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_resolutions')),
    )
    op.create_index('ix_resolutions_operation', 'resolutions', ['operation_id'], unique=False)
    op.create_index('ix_resolutions_refund', 'resolutions', ['refund_id'], unique=False, postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.create_index('uq_resolutions_waiting', 'resolutions', ['refund_id'], unique=True, postgresql_where=sa.text("state = 'WAITING'"))
    op.create_index('ix_resolutions_waiting', 'resolutions', ['merchant_id', 'said_at', 'refund_id'], unique=False, postgresql_where=sa.text("state = 'WAITING'"))
    # What was said before stands in the histories alone, and counted at once: the gateway was not asked.
    op.execute("""
        INSERT INTO resolutions (merchant_id, operation_id, transaction_id, refund_id, said, sendings, note, said_by,
            said_by_kind, said_by_id, said_at)
        SELECT c.merchant_id, o.id, c.transaction_id, c.refund_id,
            CASE c.what WHEN 'Resolved: done' THEN 'DONE' ELSE 'NOT_DONE' END, o.attempts_made, coalesce(c.note, ''),
            c.actor_name,
            CASE WHEN EXISTS (SELECT FROM api_keys k WHERE k.public_key = c.actor_id) THEN 'API_KEY' ELSE 'USER' END,
            c.actor_id, c.at
        FROM changes c
        CROSS JOIN LATERAL (
            SELECT o.id, o.attempts_made FROM operations o
            WHERE o.transaction_id = c.transaction_id AND o.refund_id IS NOT DISTINCT FROM c.refund_id
                AND o.requested_at <= c.at
            ORDER BY o.id DESC LIMIT 1
        ) o
        WHERE c.what IN ('Resolved: done', 'Resolved: not done')
        ORDER BY c.id
    """)
    op.execute("""
        UPDATE transactions t SET doubtful_amount = freed.amount
        FROM (
            SELECT s.transaction_id, sum(r.amount) AS amount
            FROM resolutions s JOIN operations o ON o.id = s.operation_id JOIN refunds r ON r.id = s.refund_id
            WHERE (o.kind, s.said) IN (('REFUND', 'NOT_DONE'), ('REFUND_VOID', 'DONE'))
            GROUP BY s.transaction_id
        ) freed
        WHERE t.id = freed.transaction_id
    """)


def downgrade() -> None:
    op.drop_table('resolutions')
    op.drop_constraint(op.f('ck_approvals_state'), 'approvals', type_='check')
    op.create_check_constraint(op.f('ck_approvals_state'), 'approvals', "state IN ('WAITING', 'APPROVED', 'REJECTED')")
    op.drop_constraint(op.f('ck_transactions_doubtful_amount'), 'transactions', type_='check')
    op.drop_column('transactions', 'doubtful_amount')
    op.drop_column('merchants', 'require_approval_of_not_done')
