"""people."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = '7765df8e7828'
down_revision: str | Sequence[str] | None = '73b5aa6eec1a'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('sign_in_failures',
    sa.Column('subject', sa.LargeBinary(), nullable=False),
    sa.Column('failures', sa.BigInteger(), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('blocked_until', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('failures >= 0', name=op.f('ck_sign_in_failures_failures')),
    sa.CheckConstraint('octet_length(subject) = 32', name=op.f('ck_sign_in_failures_subject')),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_sign_in_failures'))
    )
    op.create_index('ix_sign_in_failures_last', 'sign_in_failures', [sa.literal_column('last_at')], unique=False)
    op.create_table('users',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('legacy_id', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('rights', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("password_hash LIKE '$argon2id$%'", name=op.f('ck_users_password_hash')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_users_merchant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('legacy_id', name=op.f('uq_users_legacy_id'))
    )
    op.create_index('ix_users_merchant', 'users', ['merchant_id'], unique=False)
    op.create_index('uq_users_email', 'users', [sa.literal_column('lower(email)').label('email')], unique=True)
    op.create_table('sessions',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('user_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('COOKIE', 'BEARER', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('token_sha256', sa.LargeBinary(), nullable=False),
    sa.Column('family', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('expires_at <= ends_at', name=op.f('ck_sessions_expires_at')),
    sa.CheckConstraint('octet_length(token_sha256) = 32', name=op.f('ck_sessions_token_sha256')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sessions_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sessions')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_sessions_token_sha256'))
    )
    op.create_index('ix_sessions_expires', 'sessions', ['expires_at'], unique=False)
    op.create_index('ix_sessions_family', 'sessions', ['family'], unique=False)
    op.create_index('ix_sessions_user', 'sessions', ['user_id'], unique=False)
    op.add_column('api_keys', sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True))
    # Until now only keys have asked; what no key is known of was nobody's that still counts.
    op.alter_column('operations', 'requested_by_key', new_column_name='requested_by_id')
    op.execute("UPDATE operations SET requested_by_id = '' WHERE requested_by_id IS NULL")
    op.alter_column('operations', 'requested_by_id', nullable=False)
    kinds = sa.Enum('API_KEY', 'USER', 'SYSTEM', name='requested_by_kind', native_enum=False, create_constraint=True, length=32)
    op.add_column('operations', sa.Column('requested_by_kind', kinds, server_default='API_KEY', nullable=False))
    op.alter_column('operations', 'requested_by_kind', server_default=None)


def downgrade() -> None:
    op.drop_column('operations', 'requested_by_kind')
    op.alter_column('operations', 'requested_by_id', new_column_name='requested_by_key', nullable=True)
    op.drop_column('api_keys', 'last_used_at')
    op.drop_index('ix_sessions_user', table_name='sessions')
    op.drop_index('ix_sessions_family', table_name='sessions')
    op.drop_index('ix_sessions_expires', table_name='sessions')
    op.drop_table('sessions')
    op.drop_index('uq_users_email', table_name='users')
    op.drop_index('ix_users_merchant', table_name='users')
    op.drop_table('users')
    op.drop_index('ix_sign_in_failures_last', table_name='sign_in_failures')
    op.drop_table('sign_in_failures')
