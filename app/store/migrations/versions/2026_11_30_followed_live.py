"""Payments and orders keep when they last changed, and operations when they moved in the queue, for those who follow."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "f2b60c9d7e41"
down_revision: str | Sequence[str] | None = "a3f7c05e9d12"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

RESERVED_AMOUNT = """
CREATE OR REPLACE FUNCTION keep_reserved_amount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    reserving CONSTANT text[] := ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ];
    before bigint := 0;
    after bigint := 0;
    waited bigint := 0;
    waits bigint := 0;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.transaction_id <> OLD.transaction_id OR NEW.amount <> OLD.amount OR NEW.currency <> OLD.currency THEN
            RAISE EXCEPTION 'a refund keeps its transaction, its amount and its currency' USING ERRCODE = '23514';
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.status = ANY (reserving) THEN
        before := OLD.amount;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.status = 'AUTHORIZING' AND OLD.waits_for_settlement THEN
        waited := OLD.amount;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = ANY (reserving) THEN
        after := NEW.amount;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.status = 'AUTHORIZING' AND NEW.waits_for_settlement THEN
        waits := NEW.amount;
    END IF;
    IF before <> after OR waited <> waits THEN
        UPDATE transactions
        SET reserved_amount = reserved_amount + after - before, waiting_amount = waiting_amount + waits - waited{more}
        WHERE id = coalesce(NEW.transaction_id, OLD.transaction_id);
    END IF;
    RETURN NULL;
END
$$
"""

MORE = """,
            updated_at = coalesce(NEW.updated_at, NEW.created_at, updated_at)"""

FUNCTIONS = (
    """
CREATE FUNCTION keep_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp() + (SELECT clock_offset FROM merchants WHERE id = NEW.merchant_id);
    RETURN NEW;
END
$$
""",
    """
CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.moved_at := clock_timestamp();
    RETURN NEW;
END
$$
""",
    """
CREATE FUNCTION note_attention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'refunds' THEN
        UPDATE operations SET moved_at = clock_timestamp()
        WHERE id = (SELECT max(id) FROM operations WHERE refund_id = NEW.id);
    ELSE
        UPDATE operations SET moved_at = clock_timestamp()
        WHERE id = (SELECT max(id) FROM operations WHERE transaction_id = NEW.id AND refund_id IS NULL);
    END IF;
    RETURN NULL;
END
$$
""",
)

TRIGGERS = (
    (
        "operations_note_move",
        "operations",
        """BEFORE UPDATE ON operations
FOR EACH ROW
WHEN (
    NEW.last_error IS NOT NULL OR OLD.last_error IS NOT NULL
    OR NEW.state IN ('WAITING', 'PAUSED') OR OLD.state IN ('WAITING', 'PAUSED')
)
EXECUTE FUNCTION note_move()""",
    ),
    (
        "operations_note_joining",
        "operations",
        "BEFORE INSERT ON operations FOR EACH ROW WHEN (NEW.state = 'WAITING') EXECUTE FUNCTION note_move()",
    ),
    *(
        (
            f"{table}_keep_updated_at",
            table,
            f"BEFORE UPDATE ON {table} FOR EACH ROW"
            " WHEN (NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at) EXECUTE FUNCTION keep_updated_at()",
        )
        for table in ("transactions", "refunds", "orders")
    ),
    *(
        (
            f"{table}_begin_updated_at",
            table,
            f"BEFORE INSERT ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION keep_updated_at()",
        )
        for table, when in (
            ("transactions", "NEW.gateway_id IS NOT NULL"),
            ("refunds", "NEW.made_elsewhere"),
            ("orders", "true"),
        )
    ),
    *(
        (
            f"{table}_note_attention",
            table,
            f"AFTER UPDATE OF needs_attention ON {table}"
            " FOR EACH ROW WHEN (NEW.needs_attention <> OLD.needs_attention) EXECUTE FUNCTION note_attention()",
        )
        for table in ("refunds", "transactions")
    ),
)

INDEXES = {
    "ix_transactions_updated": "transactions (merchant_id, coalesce(updated_at, created_at))",
    "ix_refunds_updated": "refunds (merchant_id, coalesce(updated_at, created_at))",
    "ix_orders_updated": "orders (merchant_id, coalesce(updated_at, placed_at))",
    "ix_operations_moved": "operations (merchant_id, moved_at) WHERE moved_at IS NOT NULL",
}


def upgrade() -> None:
    """The columns are empty of what was there before. Each step may be done again, should a later one fail."""
    for table, column in (
        ("transactions", "updated_at"),
        ("refunds", "updated_at"),
        ("orders", "updated_at"),
        ("operations", "moved_at"),
    ):
        op.execute(f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {column} timestamptz")
    for function in FUNCTIONS:
        op.execute(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    for name, table, what in TRIGGERS:
        op.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        op.execute(f"CREATE TRIGGER {name} {what}")
    op.execute(RESERVED_AMOUNT.replace("{more}", MORE))
    with op.get_context().autocommit_block():
        for name, index in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY {name} ON {index}")


def downgrade() -> None:
    op.execute(RESERVED_AMOUNT.replace("{more}", ""))
    for name, table, _ in TRIGGERS:
        op.execute(f"DROP TRIGGER {name} ON {table}")
    for name in ("keep_updated_at", "note_move", "note_attention"):
        op.execute(f"DROP FUNCTION {name}()")
    for name in INDEXES:
        op.execute(f"DROP INDEX {name}")
    op.drop_column("operations", "moved_at")
    for table in ("orders", "refunds", "transactions"):
        op.drop_column(table, "updated_at")
