"""Authorizations are captured in parts, each of which is a transaction of its own; in the sandbox's books as well."""

from collections.abc import Sequence

from alembic import op

revision: str = "5b0e6d2c91f4"
down_revision: str | Sequence[str] | None = "7c1e9b42d6a8"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CHECKS = {
    "parts": "parts IN ('OPEN', 'OVER')",
    "parts_amount": "parts_amount >= 0 AND parts_amount <= amount",
    "refunded_by_parts": "reserved_amount = 0 OR (parts_amount = 0 AND parts IS NULL)",
    "part_of": "part_of IS NULL OR (parts_amount = 0 AND parts IS NULL)",
}

KEEP_PARTS_AMOUNT = """
CREATE OR REPLACE FUNCTION keep_parts_amount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    holding CONSTANT text[] := ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ];
    before bigint := 0;
    after bigint := 0;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.part_of IS DISTINCT FROM OLD.part_of OR NEW.currency <> OLD.currency THEN
            RAISE EXCEPTION 'a partial capture keeps its authorization and its currency' USING ERRCODE = '23514';
        END IF;
        IF OLD.status = ANY (holding) THEN
            before := OLD.amount;
        END IF;
    END IF;
    IF NEW.status = ANY (holding) THEN
        after := NEW.amount;
    END IF;
    IF before <> after THEN
        UPDATE transactions SET parts_amount = parts_amount + after - before WHERE id = NEW.part_of;
    END IF;
    RETURN NULL;
END
$$
"""

TRANSACTIONS_KEEP_PARTS_AMOUNT = """
CREATE TRIGGER transactions_keep_parts_amount
AFTER INSERT OR UPDATE OF status, amount, currency, part_of ON transactions
FOR EACH ROW WHEN (NEW.part_of IS NOT NULL) EXECUTE FUNCTION keep_parts_amount()
"""


ADDED = {
    "transactions": {"part_of": "bigint", "parts": "varchar(32)", "parts_amount": "bigint NOT NULL DEFAULT 0"},
    "sandbox.payments": {"part_of": "text", "in_parts": "boolean"},
}

CONSTRAINTS = {
    **{f"ck_transactions_{name}": f"CHECK ({condition})" for name, condition in CHECKS.items()},
    "fk_transactions_part_of": "FOREIGN KEY (part_of) REFERENCES transactions (id)",
}

INDEXES = {
    "public.ix_transactions_part_of": "transactions (part_of)",
    "sandbox.ix_payments_parts": "sandbox.payments (part_of)",
}


def upgrade() -> None:
    """Each step may be done again: where one fails, the whole is begun anew."""
    for table, columns in ADDED.items():
        added = ", ".join(f"ADD COLUMN IF NOT EXISTS {name} {kind}" for name, kind in columns.items())
        op.execute(f"ALTER TABLE {table} {added}")
    for name, condition in CONSTRAINTS.items():
        op.execute(f"ALTER TABLE transactions DROP CONSTRAINT IF EXISTS {name}")
        op.execute(f"ALTER TABLE transactions ADD CONSTRAINT {name} {condition} NOT VALID")
    op.execute(KEEP_PARTS_AMOUNT)
    op.execute("DROP TRIGGER IF EXISTS transactions_keep_parts_amount ON transactions")
    op.execute(TRANSACTIONS_KEEP_PARTS_AMOUNT)
    with op.get_context().autocommit_block():
        for name, columns_of in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            bare = name.partition(".")[2]
            op.execute(f"CREATE INDEX CONCURRENTLY {bare} ON {columns_of} WHERE part_of IS NOT NULL")
        for name in CONSTRAINTS:
            op.execute(f"ALTER TABLE transactions VALIDATE CONSTRAINT {name}")


def downgrade() -> None:
    op.drop_index("ix_payments_parts", table_name="payments", schema="sandbox")
    op.drop_index("ix_transactions_part_of", table_name="transactions")
    op.drop_column("payments", "in_parts", schema="sandbox")
    op.drop_column("payments", "part_of", schema="sandbox")
    op.execute("DROP TRIGGER transactions_keep_parts_amount ON transactions")
    op.execute("DROP FUNCTION keep_parts_amount()")
    for name in CONSTRAINTS:
        op.execute(f"ALTER TABLE transactions DROP CONSTRAINT {name}")
    op.drop_column("transactions", "parts_amount")
    op.drop_column("transactions", "parts")
    op.drop_column("transactions", "part_of")
