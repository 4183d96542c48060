"""Merchants have gateway accounts, with sealed secrets, and merchant accounts name one."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "a7c41e9d3b60"
down_revision: str | Sequence[str] | None = "f17c5e92ab40"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('gateway_accounts',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('merchant_id', sa.BigInteger(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('adapter', sa.Text(), nullable=False),
        sa.Column('version', sa.BigInteger(), nullable=False),
        sa.Column('live', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('webhook_token', sa.Text(), nullable=False),
        sa.Column('credentials_refused', sa.Boolean(), server_default=sa.text('false'), nullable=False),
        sa.Column('last_answered_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('last_error', sa.Text(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint('version > 0', name=op.f('ck_gateway_accounts_version')),
        sa.CheckConstraint("webhook_token ~ '^[A-Za-z0-9_-]{32,}$'", name=op.f('ck_gateway_accounts_webhook_token')),
        sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_gateway_accounts_merchant_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_gateway_accounts')),
        sa.UniqueConstraint('merchant_id', 'name', name='uq_gateway_accounts_merchant_id_name'),
        sa.UniqueConstraint('merchant_id', 'id', name='uq_gateway_accounts_merchant_id_id'),
        sa.UniqueConstraint('webhook_token', name=op.f('uq_gateway_accounts_webhook_token')),
    )
    op.create_table('gateway_account_secrets',
        sa.Column('account_id', sa.BigInteger(), nullable=False),
        sa.Column('version', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('settings', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('secrets', sa.LargeBinary(), nullable=False),
        sa.Column('key_id', sa.Text(), nullable=False),
        sa.Column('fingerprints', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('reference', sa.Text(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('version > 0', name=op.f('ck_gateway_account_secrets_version')),
        sa.CheckConstraint('octet_length(secrets) >= 28', name=op.f('ck_gateway_account_secrets_secrets')),
        sa.ForeignKeyConstraint(['account_id'], ['gateway_accounts.id'], name=op.f('fk_gateway_account_secrets_account_id')),
        sa.PrimaryKeyConstraint('account_id', 'version', name=op.f('pk_gateway_account_secrets')),
    )
    op.create_index('ix_gateway_account_secrets_key', 'gateway_account_secrets', ['key_id', sa.text('account_id'), sa.text('version')], unique=False)
    op.add_column('merchant_accounts', sa.Column('gateway_account_id', sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f('fk_merchant_accounts_merchant_id_gateway_account_id'), 'merchant_accounts', 'gateway_accounts', ['merchant_id', 'gateway_account_id'], ['merchant_id', 'id'])
    op.create_check_constraint(op.f('ck_merchant_accounts_gateway_account_id'), 'merchant_accounts', 'gateway_account_id IS NULL OR gateway IS NOT NULL')


def downgrade() -> None:
    op.drop_constraint(op.f('ck_merchant_accounts_gateway_account_id'), 'merchant_accounts', type_='check')
    op.drop_constraint(op.f('fk_merchant_accounts_merchant_id_gateway_account_id'), 'merchant_accounts', type_='foreignkey')
    op.drop_column('merchant_accounts', 'gateway_account_id')
    op.drop_table('gateway_account_secrets')
    op.drop_table('gateway_accounts')
