"""Orders, approvals and reasons. What was there before gets the orders that its order ids name."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = '0544540a458d'
down_revision: str | Sequence[str] | None = '2167c5037c39'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('refund_reasons',
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.CheckConstraint('length(code) BETWEEN 1 AND 64', name=op.f('ck_refund_reasons_code')),
    sa.CheckConstraint('length(label) BETWEEN 1 AND 255', name=op.f('ck_refund_reasons_label')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_refund_reasons_merchant_id')),
    sa.PrimaryKeyConstraint('merchant_id', 'code', name=op.f('pk_refund_reasons'))
    )
    op.create_table('orders',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('legacy_id', sa.Text(), nullable=False),
    sa.Column('order_id', sa.Text(), nullable=False),
    sa.Column('currency', sa.Text(), nullable=False),
    sa.Column('customer_id', sa.BigInteger(), nullable=True),
    sa.Column('customer_email', sa.Text(), nullable=True),
    sa.Column('placed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('balance_due', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
    sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f('ck_orders_currency')),
    sa.CheckConstraint('balance_due >= 0', name=op.f('ck_orders_balance_due')),
    sa.CheckConstraint('length(order_id) BETWEEN 1 AND 255', name=op.f('ck_orders_order_id')),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_orders_customer_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_orders_merchant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_orders')),
    sa.UniqueConstraint('legacy_id', name=op.f('uq_orders_legacy_id')),
    sa.UniqueConstraint('merchant_id', 'order_id', name=op.f('uq_orders_merchant_id_order_id'))
    )
    op.create_index('ix_orders_customer', 'orders', ['customer_id'], unique=False, postgresql_where=sa.text('customer_id IS NOT NULL'))
    op.create_index('ix_orders_customer_email', 'orders', ['merchant_id', sa.literal_column('lower(customer_email)').label('email'), sa.literal_column('placed_at DESC')], unique=False, postgresql_ops={'email': 'text_pattern_ops'})
    op.create_index('ix_orders_newest', 'orders', ['merchant_id', sa.literal_column('placed_at DESC'), sa.literal_column('id DESC')], unique=False)
    op.create_index('ix_orders_order_id', 'orders', ['merchant_id', sa.literal_column('lower(order_id)').label('name')], unique=False, postgresql_ops={'name': 'text_pattern_ops'})
    op.create_table('order_line_items',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('order_row_id', sa.BigInteger(), nullable=False),
    sa.Column('item_id', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('quantity', sa.BigInteger(), nullable=False),
    sa.Column('unit_amount', sa.BigInteger(), nullable=False),
    sa.Column('tax_amount', sa.BigInteger(), nullable=True),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_order_line_items_quantity')),
    sa.CheckConstraint('unit_amount >= 0 AND tax_amount >= 0', name=op.f('ck_order_line_items_amounts')),
    sa.ForeignKeyConstraint(['order_row_id'], ['orders.id'], name=op.f('fk_order_line_items_order_row_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_line_items')),
    sa.UniqueConstraint('order_row_id', 'item_id', name=op.f('uq_order_line_items_order_row_id_item_id'))
    )
    op.create_table('order_refunds',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('order_row_id', sa.BigInteger(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('on_failure', sa.Enum('QUEUE', 'RECORD_ANYWAY', 'SKIP', name='on_failure', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('cancels_order', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('balance_due', sa.BigInteger(), nullable=True),
    sa.Column('reason_code', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('requested_by', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('in_effect', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.CheckConstraint('amount > 0', name=op.f('ck_order_refunds_amount')),
    sa.CheckConstraint('balance_due >= 0', name=op.f('ck_order_refunds_balance_due')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_order_refunds_merchant_id')),
    sa.ForeignKeyConstraint(['order_row_id'], ['orders.id'], name=op.f('fk_order_refunds_order_row_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_refunds'))
    )
    op.create_index('ix_order_refunds_order', 'order_refunds', ['order_row_id'], unique=False)
    op.create_table('line_item_refunds',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('order_refund_id', sa.BigInteger(), nullable=False),
    sa.Column('transaction_id', sa.BigInteger(), nullable=False),
    sa.Column('line_item_id', sa.BigInteger(), nullable=False),
    sa.Column('quantity', sa.BigInteger(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('amount > 0', name=op.f('ck_line_item_refunds_amount')),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_line_item_refunds_quantity')),
    sa.ForeignKeyConstraint(['line_item_id'], ['order_line_items.id'], name=op.f('fk_line_item_refunds_line_item_id')),
    sa.ForeignKeyConstraint(['order_refund_id'], ['order_refunds.id'], name=op.f('fk_line_item_refunds_order_refund_id')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_line_item_refunds_transaction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line_item_refunds')),
    sa.UniqueConstraint('order_refund_id', 'transaction_id', 'line_item_id', name=op.f('uq_line_item_refunds_order_refund_id_transaction_id_line_item_id'))
    )
    op.create_index('ix_line_item_refunds_line_item', 'line_item_refunds', ['line_item_id'], unique=False)
    op.create_table('approvals',
    sa.Column('refund_id', sa.BigInteger(), nullable=False),
    sa.Column('merchant_id', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Enum('WAITING', 'APPROVED', 'REJECTED', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('turns', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('on_failure', sa.Enum('QUEUE', 'RECORD_ANYWAY', 'SKIP', name='on_failure', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('requested_by', sa.Text(), nullable=False),
    sa.Column('requested_by_kind', sa.Enum('API_KEY', 'USER', 'SYSTEM', name='requested_by_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('requested_by_id', sa.Text(), nullable=False),
    sa.Column('requested_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Text(), nullable=True),
    sa.Column('decided_by_id', sa.Text(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.CheckConstraint("(state = 'WAITING') = (decided_at IS NULL)", name=op.f('ck_approvals_decided_at')),
    sa.CheckConstraint("decided_by_id IS DISTINCT FROM requested_by_id OR state = 'REJECTED'", name=op.f('ck_approvals_another_person')),
    sa.CheckConstraint('(decided_at IS NULL) = (decided_by_id IS NULL)', name=op.f('ck_approvals_decided_by_id')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_approvals_merchant_id')),
    sa.ForeignKeyConstraint(['refund_id'], ['refunds.id'], name=op.f('fk_approvals_refund_id')),
    sa.PrimaryKeyConstraint('refund_id', name=op.f('pk_approvals'))
    )
    op.create_index('ix_approvals_waiting', 'approvals', ['merchant_id', 'requested_at', 'refund_id'], unique=False, postgresql_where=sa.text("state = 'WAITING'"))
    op.add_column('changes', sa.Column('order_row_id', sa.BigInteger(), nullable=True))
    op.add_column('changes', sa.Column('reason_code', sa.Text(), nullable=True))
    op.create_index('ix_changes_order', 'changes', ['order_row_id'], unique=False, postgresql_where=sa.text('order_row_id IS NOT NULL'))
    op.create_foreign_key(op.f('fk_changes_order_row_id'), 'changes', 'orders', ['order_row_id'], ['id'])
    op.add_column('merchants', sa.Column('require_reason_from_staff', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('merchants', sa.Column('approval_limits', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False))
    op.add_column('operations', sa.Column('gateway', sa.Text(), nullable=True))
    op.execute("""
        UPDATE operations SET gateway = merchant_accounts.gateway
        FROM transactions JOIN merchant_accounts ON merchant_accounts.id = transactions.account_id
        WHERE transactions.id = operations.transaction_id
    """)
    op.add_column('operations', sa.Column('reason_code', sa.Text(), nullable=True))
    op.add_column('operations', sa.Column('note', sa.Text(), nullable=True))
    op.add_column('operations', sa.Column('order_refund_id', sa.BigInteger(), nullable=True))
    op.create_index('ix_operations_order_refund', 'operations', ['order_refund_id'], unique=False, postgresql_where=sa.text('order_refund_id IS NOT NULL'))
    op.create_foreign_key(op.f('fk_operations_order_refund_id'), 'operations', 'order_refunds', ['order_refund_id'], ['id'])
    op.add_column('refunds', sa.Column('requested_by_id', sa.Text(), nullable=True))
    op.execute("""
        UPDATE refunds SET requested_by_id = coalesce(
            (
                SELECT operations.requested_by_id FROM operations
                WHERE operations.refund_id = refunds.id ORDER BY operations.id LIMIT 1
            ),
            (
                SELECT changes.actor_id FROM changes
                WHERE changes.refund_id = refunds.id ORDER BY changes.id LIMIT 1
            ),
            requested_by
        )
    """)
    op.alter_column('refunds', 'requested_by_id', nullable=False)
    op.add_column('refunds', sa.Column('reason_code', sa.Text(), nullable=True))
    op.add_column('refunds', sa.Column('note', sa.Text(), nullable=True))
    op.add_column('refunds', sa.Column('order_refund_id', sa.BigInteger(), nullable=True))
    op.create_index('ix_refunds_order_refund', 'refunds', ['order_refund_id'], unique=False, postgresql_where=sa.text('order_refund_id IS NOT NULL'))
    op.create_foreign_key(op.f('fk_refunds_order_refund_id'), 'refunds', 'order_refunds', ['order_refund_id'], ['id'])
    op.add_column('refunds', sa.Column('gateway', sa.Text(), nullable=True))
    op.execute("""
        UPDATE refunds SET gateway = merchant_accounts.gateway
        FROM transactions JOIN merchant_accounts ON merchant_accounts.id = transactions.account_id
        WHERE transactions.id = refunds.transaction_id
    """)
    op.create_index('ix_request_keys_approval', 'request_keys', ['refund_id'], unique=False, postgresql_where=sa.text('refund_id IS NOT NULL AND operation_id IS NULL'))
    op.add_column('request_keys', sa.Column('order_refund_id', sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f('fk_request_keys_order_refund_id'), 'request_keys', 'order_refunds', ['order_refund_id'], ['id'])
    op.add_column('transactions', sa.Column('belongs_to', sa.BigInteger(), nullable=True))
    op.add_column('transactions', sa.Column('gateway_id', sa.Text(), nullable=True))
    op.add_column('transactions', sa.Column('confirmed', sa.Boolean(), server_default=sa.text('true'), nullable=False))
    op.create_index('ix_transactions_belongs_to', 'transactions', ['belongs_to'], unique=False, postgresql_where=sa.text('belongs_to IS NOT NULL'))
    op.add_column('transactions', sa.Column('unconfirmed_because', sa.Text(), nullable=True))
    op.create_index('ix_transactions_given_back', 'transactions', ['merchant_id', 'belongs_to'], unique=False, postgresql_where=sa.text("belongs_to IS NOT NULL AND (status = 'VOIDED' OR reserved_amount > 0)"))
    op.create_index('ix_customers_newest', 'customers', ['merchant_id', sa.literal_column('created_at DESC'), sa.literal_column('id DESC')], unique=False)
    op.create_index('ix_customers_last_name', 'customers', ['merchant_id', sa.literal_column('lower(last_name)').label('name')], unique=False, postgresql_ops={'name': 'text_pattern_ops'})
    op.create_index('ix_customers_first_name', 'customers', ['merchant_id', sa.literal_column('lower(first_name)').label('name')], unique=False, postgresql_ops={'name': 'text_pattern_ops'})
    op.create_index('uq_transactions_gateway_id', 'transactions', ['merchant_id', 'gateway_id'], unique=True, postgresql_where=sa.text('gateway_id IS NOT NULL'))
    op.create_foreign_key(op.f('fk_transactions_belongs_to'), 'transactions', 'orders', ['belongs_to'], ['id'])
    op.drop_index('uq_users_email', table_name='users')
    op.create_index('uq_users_email', 'users', [sa.literal_column('lower(email)').label('email'), 'merchant_id'], unique=True)
    op.create_check_constraint(op.f('ck_transactions_confirmed'), 'transactions', 'confirmed OR gateway_id IS NOT NULL')
    op.create_check_constraint(op.f('ck_transactions_unconfirmed_because'), 'transactions', 'NOT confirmed OR unconfirmed_because IS NULL')
    op.execute("""
        INSERT INTO orders (merchant_id, legacy_id, order_id, currency, customer_id, customer_email, placed_at)
        SELECT DISTINCT ON (transactions.merchant_id, transactions.order_id)
            transactions.merchant_id, substr(md5(random()::text), 1, 12), transactions.order_id, transactions.currency,
            transactions.customer_id, customers.email, transactions.created_at
        FROM transactions LEFT JOIN customers ON customers.id = transactions.customer_id
        WHERE transactions.order_id <> ''
        ORDER BY transactions.merchant_id, transactions.order_id, transactions.created_at, transactions.id
    """)
    op.execute("""
        UPDATE transactions SET belongs_to = orders.id FROM orders
        WHERE orders.merchant_id = transactions.merchant_id AND orders.order_id = transactions.order_id
            AND orders.currency = transactions.currency
    """)


def downgrade() -> None:
    op.drop_index('uq_users_email', table_name='users')
    op.create_index('uq_users_email', 'users', [sa.literal_column('lower(email)').label('email')], unique=True)
    op.drop_constraint(op.f('fk_transactions_belongs_to'), 'transactions', type_='foreignkey')
    op.drop_index('uq_transactions_gateway_id', table_name='transactions', postgresql_where=sa.text('gateway_id IS NOT NULL'))
    op.drop_index('ix_transactions_belongs_to', table_name='transactions', postgresql_where=sa.text('belongs_to IS NOT NULL'))
    op.drop_index('ix_customers_first_name', table_name='customers')
    op.drop_index('ix_customers_last_name', table_name='customers')
    op.drop_index('ix_customers_newest', table_name='customers')
    op.drop_index('ix_transactions_given_back', table_name='transactions', postgresql_where=sa.text("belongs_to IS NOT NULL AND (status = 'VOIDED' OR reserved_amount > 0)"))
    op.drop_column('transactions', 'unconfirmed_because')
    op.drop_column('transactions', 'confirmed')
    op.drop_column('transactions', 'gateway_id')
    op.drop_column('transactions', 'belongs_to')
    op.drop_constraint(op.f('fk_request_keys_order_refund_id'), 'request_keys', type_='foreignkey')
    op.drop_column('request_keys', 'order_refund_id')
    op.drop_index('ix_request_keys_approval', table_name='request_keys', postgresql_where=sa.text('refund_id IS NOT NULL AND operation_id IS NULL'))
    op.drop_column('refunds', 'gateway')
    op.drop_constraint(op.f('fk_refunds_order_refund_id'), 'refunds', type_='foreignkey')
    op.drop_index('ix_refunds_order_refund', table_name='refunds', postgresql_where=sa.text('order_refund_id IS NOT NULL'))
    op.drop_column('refunds', 'order_refund_id')
    op.drop_column('refunds', 'note')
    op.drop_column('refunds', 'reason_code')
    op.drop_column('refunds', 'requested_by_id')
    op.drop_constraint(op.f('fk_operations_order_refund_id'), 'operations', type_='foreignkey')
    op.drop_index('ix_operations_order_refund', table_name='operations', postgresql_where=sa.text('order_refund_id IS NOT NULL'))
    op.drop_column('operations', 'order_refund_id')
    op.drop_column('operations', 'note')
    op.drop_column('operations', 'reason_code')
    op.drop_column('operations', 'gateway')
    op.drop_column('merchants', 'approval_limits')
    op.drop_column('merchants', 'require_reason_from_staff')
    op.drop_constraint(op.f('fk_changes_order_row_id'), 'changes', type_='foreignkey')
    op.drop_index('ix_changes_order', table_name='changes', postgresql_where=sa.text('order_row_id IS NOT NULL'))
    op.drop_column('changes', 'reason_code')
    op.drop_column('changes', 'order_row_id')
    op.drop_index('ix_approvals_waiting', table_name='approvals', postgresql_where=sa.text("state = 'WAITING'"))
    op.drop_table('approvals')
    op.drop_index('ix_line_item_refunds_line_item', table_name='line_item_refunds')
    op.drop_table('line_item_refunds')
    op.drop_index('ix_order_refunds_order', table_name='order_refunds')
    op.drop_table('order_refunds')
    op.drop_table('order_line_items')
    op.drop_index('ix_orders_order_id', table_name='orders', postgresql_ops={'name': 'text_pattern_ops'})
    op.drop_index('ix_orders_newest', table_name='orders')
    op.drop_index('ix_orders_customer_email', table_name='orders', postgresql_ops={'email': 'text_pattern_ops'})
    op.drop_index('ix_orders_customer', table_name='orders', postgresql_where=sa.text('customer_id IS NOT NULL'))
    op.drop_table('orders')
    op.drop_table('refund_reasons')
