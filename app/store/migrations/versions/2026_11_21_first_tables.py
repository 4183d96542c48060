"""first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = '2167c5037c39'
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("CREATE SCHEMA sandbox")
    op.create_table('merchants',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('sandbox', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('clock_offset', sa.Interval(), server_default=sa.text("'0'"), nullable=False),
    sa.Column('settled_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('retry_interval', sa.Interval(), nullable=True),
    sa.Column('retry_attempts', sa.BigInteger(), nullable=True),
    sa.Column('retry_declines', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('require_request_key', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('notify_emails', postgresql.ARRAY(sa.Text()), nullable=True),
    sa.CheckConstraint("retry_interval > interval '0'", name=op.f('ck_merchants_retry_interval')),
    sa.CheckConstraint("sandbox OR clock_offset = interval '0'", name=op.f('ck_merchants_clock_offset')),
    sa.CheckConstraint('retry_attempts >= 0', name=op.f('ck_merchants_retry_attempts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merchants')),
    sa.UniqueConstraint('public_id', name=op.f('uq_merchants_public_id'))
    )
    op.create_table('answers',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('transaction', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('answer', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_answers_currency')),
    sa.CheckConstraint("kind IN ('charge', 'capture', 'void', 'refund', 'refund_void')", name=op.f('ck_answers_kind')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_answers_amount')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_answers')),
    schema='sandbox'
    )
    op.create_index('ix_answers_payment', 'answers', ['transaction'], unique=False, schema='sandbox')
    op.create_table('journal',
    sa.Column('seq', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('transaction', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('effect', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_journal_currency')),
    sa.CheckConstraint("kind IN ('charge', 'capture', 'void', 'refund', 'refund_void')", name=op.f('ck_journal_kind')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_journal_amount')),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_journal')),
    schema='sandbox'
    )
    op.create_index('ix_journal_key', 'journal', ['key'], unique=False, schema='sandbox')
    op.create_index('ix_journal_payment', 'journal', ['transaction'], unique=False, schema='sandbox')
    op.create_index('uq_journal_one_effect', 'journal', ['key'], unique=True, schema='sandbox', postgresql_where=sa.text('effect'))
    op.create_table('payments',
    sa.Column('transaction', sa.Text(), nullable=False),
    sa.Column('merchant', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('captured', sa.BigInteger(), nullable=True),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('authorized_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_payments_currency')),
    sa.CheckConstraint("status IN ('AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED', 'SETTLEMENT_DECLINED', 'VOIDED', 'PROCESSOR_DECLINED', 'GATEWAY_REJECTED', 'FAILED')", name=op.f('ck_payments_status')),
    sa.CheckConstraint('(captured IS NULL) = (submitted_at IS NULL)', name=op.f('ck_payments_submitted')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_payments_amount')),
    sa.CheckConstraint('captured > 0', name=op.f('ck_payments_captured')),
    sa.CheckConstraint('settled_at IS NULL OR captured IS NOT NULL', name=op.f('ck_payments_settled')),
    sa.PrimaryKeyConstraint('transaction', name=op.f('pk_payments')),
    schema='sandbox'
    )
    op.create_index('ix_payments_unsettled', 'payments', ['merchant', 'submitted_at'], unique=False, schema='sandbox', postgresql_where=sa.text("status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING')"))
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
    op.create_table('api_keys',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('public_key', sa.Text(), nullable=False),
    sa.Column('private_key_sha256', sa.LargeBinary(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('rights', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('octet_length(private_key_sha256) = 32', name=op.f('ck_api_keys_private_key_sha256')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_api_keys_merchant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_keys')),
    sa.UniqueConstraint('public_key', name=op.f('uq_api_keys_public_key'))
    )
    op.create_table('customers',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('legacy_id', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('first_name', sa.Text(), nullable=True),
    sa.Column('last_name', sa.Text(), nullable=True),
    sa.Column('company', sa.Text(), nullable=True),
    sa.Column('phone_number', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_customers_merchant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_customers')),
    sa.UniqueConstraint('legacy_id', name=op.f('uq_customers_legacy_id'))
    )
    op.create_index('ix_customers_email', 'customers', ['merchant_id', sa.literal_column('lower(email)').label('email')], unique=False, postgresql_ops={'email': 'text_pattern_ops'})
    op.create_table('merchant_accounts',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('public_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('gateway', sa.Text(), nullable=True),
    sa.Column('status', sa.Enum('ACTIVE', 'PENDING', 'SUSPENDED', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_default', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('supports_refunds', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('refunds_while_settling', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_merchant_accounts_currency')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_merchant_accounts_merchant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merchant_accounts')),
    sa.UniqueConstraint('merchant_id', 'public_id', name=op.f('uq_merchant_accounts_merchant_id_public_id'))
    )
    op.create_index('uq_merchant_accounts_default', 'merchant_accounts', ['merchant_id'], unique=True, postgresql_where=sa.text('is_default'))
    op.create_table('refunds',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('transaction', sa.Text(), nullable=False),
    sa.Column('merchant', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_refunds_currency')),
    sa.CheckConstraint("status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLED', 'SETTLEMENT_DECLINED', 'VOIDED', 'PROCESSOR_DECLINED')", name=op.f('ck_refunds_status')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_refunds_amount')),
    sa.ForeignKeyConstraint(['transaction'], ['sandbox.payments.transaction'], name=op.f('fk_refunds_transaction')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_refunds')),
    schema='sandbox'
    )
    op.create_index('ix_refunds_of_payment', 'refunds', ['transaction'], unique=False, schema='sandbox')
    op.create_index('ix_refunds_unsettled', 'refunds', ['merchant', 'submitted_at'], unique=False, schema='sandbox', postgresql_where=sa.text("status = 'SUBMITTED_FOR_SETTLEMENT'"))
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
    op.create_table('transactions',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('legacy_id', sa.Text(), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('customer_id', sa.BigInteger(), nullable=True),
    sa.Column('order_id', sa.Text(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('authorized_amount', sa.BigInteger(), nullable=False),
    sa.Column('reserved_amount', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('status', sa.Enum('AUTHORIZATION_EXPIRED', 'AUTHORIZED', 'AUTHORIZING', 'FAILED', 'GATEWAY_REJECTED', 'PROCESSOR_DECLINED', 'SETTLED', 'SETTLEMENT_CONFIRMED', 'SETTLEMENT_DECLINED', 'SETTLEMENT_PENDING', 'SETTLING', 'SUBMITTED_FOR_SETTLEMENT', 'VOIDED', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('method', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('source', sa.Enum('API', 'CONTROL_PANEL', 'PAYMENT_READER', 'RECURRING', 'UNKNOWN', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('authorization_expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('voided_externally', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('external_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('external_by', sa.Text(), nullable=True),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('external_note', sa.Text(), nullable=True),
    sa.Column('external_undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('external_undone_by', sa.Text(), nullable=True),
    sa.Column('needs_attention', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_transactions_currency')),
    sa.CheckConstraint("status <> 'VOIDED' OR reserved_amount = 0", name=op.f('ck_transactions_no_void_beside_refunds')),
    sa.CheckConstraint('amount > 0 AND amount <= authorized_amount', name=op.f('ck_transactions_amount')),
    sa.CheckConstraint('length(order_id) <= 255', name=op.f('ck_transactions_order_id')),
    sa.CheckConstraint('reserved_amount >= 0 AND reserved_amount <= amount', name=op.f('ck_transactions_not_over_refunded')),
    sa.ForeignKeyConstraint(['account_id'], ['merchant_accounts.id'], name=op.f('fk_transactions_account_id')),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_transactions_customer_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_transactions_merchant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_transactions')),
    sa.UniqueConstraint('legacy_id', name=op.f('uq_transactions_legacy_id'))
    )
    op.create_index('ix_transactions_attention', 'transactions', ['merchant_id', 'created_at', 'id'], unique=False, postgresql_where=sa.text('needs_attention'))
    op.create_index('ix_transactions_customer', 'transactions', ['customer_id'], unique=False)
    op.create_index('ix_transactions_newest', 'transactions', ['merchant_id', sa.literal_column('created_at DESC'), sa.literal_column('id DESC')], unique=False)
    op.create_index('ix_transactions_order', 'transactions', ['merchant_id', 'order_id'], unique=False)
    op.create_table('refunds',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('legacy_id', sa.Text(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=False),
    sa.Column('account_id', sa.BigInteger(), nullable=False),
    sa.Column('order_id', sa.Text(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('status', sa.Enum('AUTHORIZATION_EXPIRED', 'AUTHORIZED', 'AUTHORIZING', 'FAILED', 'GATEWAY_REJECTED', 'PROCESSOR_DECLINED', 'SETTLED', 'SETTLEMENT_CONFIRMED', 'SETTLEMENT_DECLINED', 'SETTLEMENT_PENDING', 'SETTLING', 'SUBMITTED_FOR_SETTLEMENT', 'VOIDED', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('source', sa.Enum('API', 'CONTROL_PANEL', 'PAYMENT_READER', 'RECURRING', 'UNKNOWN', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('requested_by', sa.Text(), nullable=False),
    sa.Column('needs_attention', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('external_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('external_by', sa.Text(), nullable=True),
    sa.Column('external_reference', sa.Text(), nullable=True),
    sa.Column('external_note', sa.Text(), nullable=True),
    sa.Column('external_undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('external_undone_by', sa.Text(), nullable=True),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.CheckConstraint('(external_at IS NULL) = (external_by IS NULL)', name=op.f('ck_refunds_external')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_refunds_amount')),
    sa.CheckConstraint('length(order_id) <= 255', name=op.f('ck_refunds_order_id')),
    sa.ForeignKeyConstraint(['account_id'], ['merchant_accounts.id'], name=op.f('fk_refunds_account_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_refunds_merchant_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_refunds_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refunds')),
    sa.UniqueConstraint('legacy_id', name=op.f('uq_refunds_legacy_id'))
    )
    op.create_index('ix_refunds_attention', 'refunds', ['merchant_id', 'created_at', 'id'], unique=False, postgresql_where=sa.text('needs_attention'))
    op.create_index('ix_refunds_newest', 'refunds', ['merchant_id', sa.literal_column('created_at DESC'), sa.literal_column('id DESC')], unique=False)
    op.create_index('ix_refunds_order', 'refunds', ['merchant_id', 'order_id'], unique=False)
    op.create_index('ix_refunds_transaction', 'refunds', ['transaction_id'], unique=False)
    op.create_table('changes',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=True),
    sa.Column('refund_id', sa.BigInteger(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Text(), nullable=False),
    sa.Column('actor_name', sa.Text(), nullable=False),
    sa.Column('source', sa.Enum('API', 'CONTROL_PANEL', 'PAYMENT_READER', 'RECURRING', 'UNKNOWN', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_changes_merchant_id')),
    sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_changes_refund_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_changes_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_changes'))
    )
    op.create_index('ix_changes_merchant', 'changes', ['merchant_id', 'id'], unique=False)
    op.create_index('ix_changes_refund', 'changes', ['refund_id'], unique=False, postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.create_index('ix_changes_transaction', 'changes', ['transaction_id'], unique=False, postgresql_where=sa.text('transaction_id IS NOT NULL'))
    op.create_table('operations',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('CHARGE', 'AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND', 'REFUND_VOID', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=False),
    sa.Column('refund_id', sa.BigInteger(), nullable=True),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Enum('WAITING', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'EXHAUSTED', 'CANCELLED', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('order_id', sa.Text(), nullable=True),
    sa.Column('turns', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('on_failure', sa.Enum('QUEUE', 'RECORD_ANYWAY', 'SKIP', name='on_failure', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('requested_by', sa.Text(), nullable=False),
    sa.Column('requested_by_id', sa.Text(), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts_made', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('retries_made', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('first_attempt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_attempt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('pressed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('next_attempt_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_outcome', sa.Enum('ACCEPTED', 'PENDING', 'DECLINED', 'UNAVAILABLE', 'UNKNOWN', name='last_outcome', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.Column('lease', sa.Text(), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('requested_by_kind', sa.Enum('API_KEY', 'USER', 'SYSTEM', name='requested_by_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.CheckConstraint("(kind IN ('REFUND', 'REFUND_VOID')) = (refund_id IS NOT NULL)", name=op.f('ck_operations_subject')),
    sa.CheckConstraint("(state = 'RUNNING') = (lease IS NOT NULL)", name=op.f('ck_operations_leased_while_running')),
    sa.CheckConstraint("next_attempt_at IS NULL OR state = 'WAITING'", name=op.f('ck_operations_due_only_while_waiting')),
    sa.CheckConstraint('(lease IS NULL) = (lease_until IS NULL)', name=op.f('ck_operations_lease')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_operations_amount')),
    sa.CheckConstraint('attempts_made >= 0 AND retries_made >= 0', name=op.f('ck_operations_counts')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_operations_merchant_id')),
    sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_operations_refund_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_operations_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_operations')),
    sa.UniqueConstraint('key', name=op.f('uq_operations_key'))
    )
    op.create_index('ix_operations_due', 'operations', ['merchant_id', 'next_attempt_at', 'id'], unique=False, postgresql_where=sa.text('next_attempt_at IS NOT NULL'))
    op.create_index('ix_operations_ended', 'operations', ['merchant_id', 'state', 'id'], unique=False, postgresql_where=sa.text("state IN ('EXHAUSTED', 'CANCELLED', 'SUCCEEDED')"))
    op.create_index('ix_operations_parked', 'operations', ['merchant_id', 'id'], unique=False, postgresql_where=sa.text("state IN ('WAITING', 'PAUSED') AND next_attempt_at IS NULL"))
    op.create_index('ix_operations_refund', 'operations', ['refund_id'], unique=False, postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.create_index('ix_operations_running', 'operations', ['lease_until'], unique=False, postgresql_where=sa.text('lease_until IS NOT NULL'))
    op.create_index('ix_operations_transaction', 'operations', ['transaction_id'], unique=False)
    op.create_index('uq_operations_open_on_refund', 'operations', ['refund_id'], unique=True, postgresql_where=sa.text("refund_id IS NOT NULL AND state IN ('WAITING', 'RUNNING', 'PAUSED')"))
    op.create_index('uq_operations_open_on_transaction', 'operations', ['transaction_id'], unique=True, postgresql_where=sa.text("refund_id IS NULL AND state IN ('WAITING', 'RUNNING', 'PAUSED')"))
    op.create_table('outbox',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=False),
    sa.Column('refund_id', sa.BigInteger(), nullable=True),
    sa.Column('kind', sa.Enum('REFUND_FAILED', 'REFUND_DECLINED', 'SETTLEMENT_DECLINED', 'VOID_FAILED', 'OUTCOME_UNKNOWN', 'OUTCOME_PENDING', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('message_id', sa.Text(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.Column('refused_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.CheckConstraint('num_nonnulls(next_try_at, sent_at, failed_at) = 1', name=op.f('ck_outbox_waits_or_is_over')),
    sa.CheckConstraint('tries >= 0', name=op.f('ck_outbox_tries')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_outbox_merchant_id')),
    sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_outbox_refund_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_outbox_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('event', 'recipient', name=op.f('uq_outbox_event_recipient')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_message_id'))
    )
    op.create_index('ix_outbox_due', 'outbox', ['next_try_at'], unique=False, postgresql_where=sa.text('next_try_at IS NOT NULL'))
    op.create_index('ix_outbox_refund', 'outbox', ['refund_id'], unique=False, postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.create_table('status_events',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=True),
    sa.Column('refund_id', sa.BigInteger(), nullable=True),
    sa.Column('status', sa.Enum('AUTHORIZATION_EXPIRED', 'AUTHORIZED', 'AUTHORIZING', 'FAILED', 'GATEWAY_REJECTED', 'PROCESSOR_DECLINED', 'SETTLED', 'SETTLEMENT_CONFIRMED', 'SETTLEMENT_DECLINED', 'SETTLEMENT_PENDING', 'SETTLING', 'SUBMITTED_FOR_SETTLEMENT', 'VOIDED', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('source', sa.Enum('API', 'CONTROL_PANEL', 'PAYMENT_READER', 'RECURRING', 'UNKNOWN', name='source', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('user_name', sa.Text(), nullable=True),
    sa.Column('response_code', sa.Text(), nullable=True),
    sa.Column('response_message', sa.Text(), nullable=True),
    sa.Column('soft_decline', sa.Boolean(), nullable=True),
    sa.CheckConstraint('amount > 0', name=op.f('ck_status_events_amount')),
    sa.CheckConstraint('num_nonnulls(transaction_id, refund_id) = 1', name=op.f('ck_status_events_one_subject')),
    sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_status_events_refund_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_status_events_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_status_events'))
    )
    op.create_index('ix_status_events_refund', 'status_events', ['refund_id'], unique=False, postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.create_index('ix_status_events_transaction', 'status_events', ['transaction_id'], unique=False, postgresql_where=sa.text('transaction_id IS NOT NULL'))
    op.create_table('attempts',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('operation_id', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Enum('ACCEPTED', 'PENDING', 'DECLINED', 'UNAVAILABLE', 'UNKNOWN', name='outcome', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('response_code', sa.Text(), nullable=True),
    sa.Column('message', sa.Text(), nullable=True),
    sa.Column('gateway_reference', sa.Text(), nullable=True),
    sa.CheckConstraint('(finished_at IS NULL) = (outcome IS NULL)', name=op.f('ck_attempts_finished')),
    sa.CheckConstraint('number > 0', name=op.f('ck_attempts_number')),
    sa.ForeignKeyConstraint(['operation_id'], ['operations.id'], name=op.f('fk_attempts_operation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempts')),
    sa.UniqueConstraint('operation_id', 'number', name=op.f('uq_attempts_operation_id_number'))
    )
    op.create_index('uq_attempts_running', 'attempts', ['operation_id'], unique=True, postgresql_where=sa.text('outcome IS NULL'))
    op.create_table('request_keys',
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=True),
    sa.Column('refund_id', sa.BigInteger(), nullable=True),
    sa.Column('operation_id', sa.BigInteger(), nullable=True),
    sa.CheckConstraint('length(key) BETWEEN 1 AND 255', name=op.f('ck_request_keys_key')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_request_keys_merchant_id')),
    sa.ForeignKeyConstraint(['operation_id'], ['operations.id'], name=op.f('fk_request_keys_operation_id')),
    sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_request_keys_refund_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_request_keys_transaction_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'key', name=op.f('pk_request_keys'))
    )
    op.create_index('ix_request_keys_operation', 'request_keys', ['operation_id'], unique=False, postgresql_where=sa.text('operation_id IS NOT NULL'))
    op.execute("""
CREATE FUNCTION keep_reserved_amount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    reserving CONSTANT text[] := ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ];
    before bigint := 0;
    after bigint := 0;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.transaction_id <> OLD.transaction_id OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency THEN
            RAISE EXCEPTION 'a refund keeps its transaction, its amount and its currency' USING ERRCODE = '23514';
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.status = ANY (reserving) THEN
        before := OLD.amount;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = ANY (reserving) THEN
        after := NEW.amount;
    END IF;
    IF before <> after THEN
        UPDATE transactions SET reserved_amount = reserved_amount + after - before
        WHERE id = coalesce(NEW.transaction_id, OLD.transaction_id);
    END IF;
    RETURN NULL;
END
$$
""")
    op.execute("""
CREATE TRIGGER refunds_keep_reserved_amount
AFTER INSERT OR DELETE OR UPDATE OF status, amount, currency, transaction_id ON refunds
FOR EACH ROW EXECUTE FUNCTION keep_reserved_amount()
""")


def downgrade() -> None:
    op.drop_index('ix_request_keys_operation', table_name='request_keys', postgresql_where=sa.text('operation_id IS NOT NULL'))
    op.drop_table('request_keys')
    op.drop_index('uq_attempts_running', table_name='attempts', postgresql_where=sa.text('outcome IS NULL'))
    op.drop_table('attempts')
    op.drop_index('ix_status_events_transaction', table_name='status_events', postgresql_where=sa.text('transaction_id IS NOT NULL'))
    op.drop_index('ix_status_events_refund', table_name='status_events', postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.drop_table('status_events')
    op.drop_index('ix_outbox_refund', table_name='outbox', postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.drop_index('ix_outbox_due', table_name='outbox', postgresql_where=sa.text('next_try_at IS NOT NULL'))
    op.drop_table('outbox')
    op.drop_index('uq_operations_open_on_transaction', table_name='operations', postgresql_where=sa.text("refund_id IS NULL AND state IN ('WAITING', 'RUNNING', 'PAUSED')"))
    op.drop_index('uq_operations_open_on_refund', table_name='operations', postgresql_where=sa.text("refund_id IS NOT NULL AND state IN ('WAITING', 'RUNNING', 'PAUSED')"))
    op.drop_index('ix_operations_transaction', table_name='operations')
    op.drop_index('ix_operations_running', table_name='operations', postgresql_where=sa.text('lease_until IS NOT NULL'))
    op.drop_index('ix_operations_refund', table_name='operations', postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.drop_index('ix_operations_parked', table_name='operations', postgresql_where=sa.text("state IN ('WAITING', 'PAUSED') AND next_attempt_at IS NULL"))
    op.drop_index('ix_operations_ended', table_name='operations', postgresql_where=sa.text("state IN ('EXHAUSTED', 'CANCELLED', 'SUCCEEDED')"))
    op.drop_index('ix_operations_due', table_name='operations', postgresql_where=sa.text('next_attempt_at IS NOT NULL'))
    op.drop_table('operations')
    op.drop_index('ix_changes_transaction', table_name='changes', postgresql_where=sa.text('transaction_id IS NOT NULL'))
    op.drop_index('ix_changes_refund', table_name='changes', postgresql_where=sa.text('refund_id IS NOT NULL'))
    op.drop_index('ix_changes_merchant', table_name='changes')
    op.drop_table('changes')
    op.drop_index('ix_refunds_transaction', table_name='refunds')
    op.drop_index('ix_refunds_order', table_name='refunds')
    op.drop_index('ix_refunds_newest', table_name='refunds')
    op.drop_index('ix_refunds_attention', table_name='refunds', postgresql_where=sa.text('needs_attention'))
    op.drop_table('refunds')
    op.drop_index('ix_transactions_order', table_name='transactions')
    op.drop_index('ix_transactions_newest', table_name='transactions')
    op.drop_index('ix_transactions_customer', table_name='transactions')
    op.drop_index('ix_transactions_attention', table_name='transactions', postgresql_where=sa.text('needs_attention'))
    op.drop_table('transactions')
    op.drop_index('ix_sessions_user', table_name='sessions')
    op.drop_index('ix_sessions_family', table_name='sessions')
    op.drop_index('ix_sessions_expires', table_name='sessions')
    op.drop_table('sessions')
    op.drop_index('uq_users_email', table_name='users')
    op.drop_index('ix_users_merchant', table_name='users')
    op.drop_table('users')
    op.drop_index('ix_refunds_unsettled', table_name='refunds', schema='sandbox', postgresql_where=sa.text("status = 'SUBMITTED_FOR_SETTLEMENT'"))
    op.drop_index('ix_refunds_of_payment', table_name='refunds', schema='sandbox')
    op.drop_table('refunds', schema='sandbox')
    op.drop_index('uq_merchant_accounts_default', table_name='merchant_accounts', postgresql_where=sa.text('is_default'))
    op.drop_table('merchant_accounts')
    op.drop_index('ix_customers_email', table_name='customers', postgresql_ops={'email': 'text_pattern_ops'})
    op.drop_table('customers')
    op.drop_table('api_keys')
    op.drop_index('ix_sign_in_failures_last', table_name='sign_in_failures')
    op.drop_table('sign_in_failures')
    op.drop_index('ix_payments_unsettled', table_name='payments', schema='sandbox', postgresql_where=sa.text("status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING')"))
    op.drop_table('payments', schema='sandbox')
    op.drop_index('uq_journal_one_effect', table_name='journal', schema='sandbox', postgresql_where=sa.text('effect'))
    op.drop_index('ix_journal_payment', table_name='journal', schema='sandbox')
    op.drop_index('ix_journal_key', table_name='journal', schema='sandbox')
    op.drop_table('journal', schema='sandbox')
    op.drop_index('ix_answers_payment', table_name='answers', schema='sandbox')
    op.drop_table('answers', schema='sandbox')
    op.drop_table('merchants')
    op.execute("DROP FUNCTION keep_reserved_amount")
    op.execute("DROP SCHEMA sandbox")
