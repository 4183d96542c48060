"""Orders have adjustments beside their products; lines have totals and discounts, and are corrected. Refunds may wait for
settlement, and merchants have a time zone.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "7d3f0b92c6ae"
down_revision: str | Sequence[str] | None = "d94b7e20c6a5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = ["SHIPPING", "TAX", "DISCOUNT", "FEE", "GIFT_CARD"]
PRICES = "total_amount >= 0 AND discount_amount >= 0 AND order_discount >= 0"

NEW_FUNCTION = """
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
        SET reserved_amount = reserved_amount + after - before, waiting_amount = waiting_amount + waits - waited
        WHERE id = coalesce(NEW.transaction_id, OLD.transaction_id);
    END IF;
    RETURN NULL;
END
$$
"""

NEW_TRIGGER = """
CREATE TRIGGER refunds_move_reserved_amount
AFTER UPDATE OF status, amount, currency, transaction_id, waits_for_settlement ON refunds
FOR EACH ROW
WHEN (
    OLD.transaction_id <> NEW.transaction_id OR OLD.amount <> NEW.amount OR OLD.currency <> NEW.currency
    OR (
    OLD.status = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
) <> (
    NEW.status = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
)
    OR (OLD.waits_for_settlement AND OLD.status = 'AUTHORIZING')
        <> (NEW.waits_for_settlement AND NEW.status = 'AUTHORIZING')
)
EXECUTE FUNCTION keep_reserved_amount()
"""

OLD_FUNCTION = """
CREATE OR REPLACE FUNCTION keep_reserved_amount() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""

OLD_TRIGGER = """
CREATE TRIGGER refunds_move_reserved_amount
AFTER UPDATE OF status, amount, currency, transaction_id ON refunds
FOR EACH ROW
WHEN (
    OLD.transaction_id <> NEW.transaction_id OR OLD.amount <> NEW.amount OR OLD.currency <> NEW.currency
    OR (
    OLD.status = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
) <> (
    NEW.status = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
)
)
EXECUTE FUNCTION keep_reserved_amount()
"""

WAKE_FUNCTION = """
CREATE FUNCTION wake_waiting_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE operations SET next_attempt_at = first_attempt_at
    WHERE transaction_id = NEW.id AND kind = 'REFUND' AND state = 'WAITING' AND attempts_made = 0;
    RETURN NULL;
END
$$
"""

WAKE_TRIGGER = """
CREATE TRIGGER transactions_wake_waiting_refunds
AFTER UPDATE OF status ON transactions
FOR EACH ROW WHEN (NEW.waiting_amount > 0 AND OLD.status <> NEW.status) EXECUTE FUNCTION wake_waiting_refunds()
"""


def upgrade() -> None:
    op.add_column("order_line_items", sa.Column("kind", sa.String(32), nullable=True))
    op.add_column("order_line_items", sa.Column("total_amount", sa.BigInteger(), nullable=True))
    for name in ("discount_amount", "order_discount"):
        column = sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False)
        op.add_column("order_line_items", column)
    op.add_column(
        "order_line_items", sa.Column("removed", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    _checked("order_line_items", "ck_order_line_items_kind", f"kind IN ({', '.join(map(repr, KINDS))})")
    _checked("order_line_items", "ck_order_line_items_prices", PRICES)
    op.drop_constraint("uq_order_line_items_order_row_id_item_id", "order_line_items", type_="unique")
    op.drop_constraint(op.f("ck_line_item_refunds_amount"), "line_item_refunds", type_="check")
    _checked("line_item_refunds", "ck_line_item_refunds_amount", "amount >= 0")
    waiting = sa.Column("waiting_amount", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
    op.add_column("transactions", waiting)
    op.add_column(
        "refunds", sa.Column("waits_for_settlement", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.drop_constraint(op.f("ck_transactions_no_void_beside_refunds"), "transactions", type_="check")
    unvoided = "status <> 'VOIDED' OR reserved_amount = waiting_amount"
    _checked("transactions", "ck_transactions_no_void_beside_refunds", unvoided)
    zone = sa.Column("time_zone", sa.Text(), server_default=sa.text("'UTC'"), nullable=False)
    op.add_column("merchants", zone)
    op.execute(NEW_FUNCTION)
    op.execute("DROP TRIGGER refunds_move_reserved_amount ON refunds")
    for statement in (NEW_TRIGGER, WAKE_FUNCTION, WAKE_TRIGGER):
        op.execute(statement)


def _checked(table: str, name: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition}) NOT VALID")


def downgrade() -> None:
    op.execute("DROP TRIGGER transactions_wake_waiting_refunds ON transactions")
    op.execute("DROP FUNCTION wake_waiting_refunds()")
    op.execute("DROP TRIGGER refunds_move_reserved_amount ON refunds")
    op.execute(OLD_FUNCTION)
    op.execute(OLD_TRIGGER)
    op.drop_constraint(op.f("ck_transactions_no_void_beside_refunds"), "transactions", type_="check")
    unvoided = "status <> 'VOIDED' OR reserved_amount = 0"
    op.create_check_constraint(op.f("ck_transactions_no_void_beside_refunds"), "transactions", unvoided)
    op.drop_column("merchants", "time_zone")
    op.drop_column("refunds", "waits_for_settlement")
    op.drop_column("transactions", "waiting_amount")
    op.execute("DELETE FROM line_item_refunds WHERE amount = 0")
    op.drop_constraint(op.f("ck_line_item_refunds_amount"), "line_item_refunds", type_="check")
    op.create_check_constraint(op.f("ck_line_item_refunds_amount"), "line_item_refunds", "amount > 0")
    op.drop_index("uq_order_line_items_id", table_name="order_line_items")
    op.execute("""
        DELETE FROM line_item_refunds WHERE line_item_id IN (
            SELECT id FROM order_line_items WHERE kind IS NOT NULL OR removed
        )
    """)
    op.execute("DELETE FROM order_line_items WHERE kind IS NOT NULL OR removed")
    op.create_unique_constraint(
        op.f("uq_order_line_items_order_row_id_item_id"), "order_line_items", ["order_row_id", "item_id"]
    )
    op.drop_constraint(op.f("ck_order_line_items_prices"), "order_line_items", type_="check")
    op.drop_constraint(op.f("ck_order_line_items_kind"), "order_line_items", type_="check")
    for name in ("removed", "order_discount", "discount_amount", "total_amount", "kind"):
        op.drop_column("order_line_items", name)
