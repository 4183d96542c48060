"""Texts are found by what they contain by index; those of payments in tables that no reversal writes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "b8d35f60c2e4"
down_revision: str | Sequence[str] | None = "6f0c1b2d9a37"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEEP_ORDER_ID = """
CREATE FUNCTION keep_order_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_ids (merchant_id, order_id) VALUES (NEW.merchant_id, NEW.order_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$
"""

KEEPS_ORDER_ID = """
CREATE TRIGGER {table}_keep_order_id
AFTER INSERT OR UPDATE OF order_id ON {table}
FOR EACH ROW WHEN (NEW.order_id IS NOT NULL) EXECUTE FUNCTION keep_order_id()
"""

KEEP_TRANSACTION_TEXTS = """
CREATE FUNCTION keep_transaction_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM transaction_texts WHERE transaction_id = NEW.id;
    END IF;
    IF NEW.method ?| ARRAY['cardholder', 'payer_email', 'last4'] THEN
        INSERT INTO transaction_texts (transaction_id, merchant_id, cardholder, payer_email, last4)
        VALUES (
            NEW.id, NEW.merchant_id, lower(NEW.method->>'cardholder'), lower(NEW.method->>'payer_email'),
            NEW.method->>'last4'
        );
    END IF;
    RETURN NULL;
END
$$
"""

TRANSACTIONS_KEEP_TEXTS = """
CREATE TRIGGER transactions_keep_texts
AFTER INSERT OR UPDATE OF method ON transactions
FOR EACH ROW EXECUTE FUNCTION keep_transaction_texts()
"""

ORDER_IDS = """
INSERT INTO order_ids (merchant_id, order_id)
SELECT merchant_id, order_id FROM orders
UNION SELECT merchant_id, order_id FROM transactions WHERE order_id IS NOT NULL
UNION SELECT merchant_id, order_id FROM refunds WHERE order_id IS NOT NULL
"""

TRANSACTION_TEXTS = """
INSERT INTO transaction_texts (transaction_id, merchant_id, cardholder, payer_email, last4)
SELECT id, merchant_id, lower(method->>'cardholder'), lower(method->>'payer_email'), method->>'last4'
FROM transactions WHERE method ?| ARRAY['cardholder', 'payer_email', 'last4']
"""

TRIGRAMS = "gin_trgm_ops"
OF_CUSTOMERS = ("email", "first_name", "last_name", "company", "phone_number")
OF_METHODS = ("cardholder", "payer_email", "last4")


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    op.create_table(
        "order_ids",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchants.id"], name=op.f("fk_order_ids_merchant_id")),
        sa.PrimaryKeyConstraint("merchant_id", "order_id", name=op.f("pk_order_ids")),
    )
    op.create_table(
        "transaction_texts",
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("cardholder", sa.Text(), nullable=True),
        sa.Column("payer_email", sa.Text(), nullable=True),
        sa.Column("last4", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["transaction_id"], ["transactions.id"], name=op.f("fk_transaction_texts_transaction_id")
        ),
        sa.PrimaryKeyConstraint("transaction_id", name=op.f("pk_transaction_texts")),
    )
    op.execute(ORDER_IDS)
    op.execute(TRANSACTION_TEXTS)
    _create_text_index("ix_order_ids_words", "order_ids", {"order_id": "order_id"})
    _create_text_index("ix_transaction_texts_words", "transaction_texts", {name: name for name in OF_METHODS})
    folded = {name: name if name == "phone_number" else f"lower({name})" for name in OF_CUSTOMERS}
    _create_text_index("ix_customers_words", "customers", folded)
    _create_text_index("ix_orders_words", "orders", {"email": "lower(customer_email)"})
    op.create_index(
        "ix_attempts_in_trouble", "attempts", ["operation_id"], postgresql_where=sa.text("outcome <> 'ACCEPTED'")
    )
    op.execute(KEEP_ORDER_ID)
    for table in ("orders", "transactions", "refunds"):
        op.execute(KEEPS_ORDER_ID.format(table=table))
    op.execute(KEEP_TRANSACTION_TEXTS)
    op.execute(TRANSACTIONS_KEEP_TEXTS)


def downgrade() -> None:
    op.execute("DROP TRIGGER transactions_keep_texts ON transactions")
    op.execute("DROP FUNCTION keep_transaction_texts")
    for table in ("orders", "transactions", "refunds"):
        op.execute(f"DROP TRIGGER {table}_keep_order_id ON {table}")
    op.execute("DROP FUNCTION keep_order_id")
    op.drop_index("ix_attempts_in_trouble", table_name="attempts")
    op.drop_index("ix_orders_words", table_name="orders")
    op.drop_index("ix_customers_words", table_name="customers")
    op.drop_table("transaction_texts")
    op.drop_table("order_ids")


def _create_text_index(name: str, table: str, texts: dict[str, str]) -> None:
    """By each of these expressions, which are called something for the operator class to be given to them."""
    columns = [sa.literal_column(expression, sa.Text()).label(label) for label, expression in texts.items()]
    op.create_index(name, table, columns, postgresql_using="gin", postgresql_ops=dict.fromkeys(texts, TRIGRAMS))
