"""Orders have adjustments beside their products; lines have totals and discounts, and are corrected."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "7d3f0b92c6ae"
down_revision: str | Sequence[str] | None = "d94b7e20c6a5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = ["SHIPPING", "TAX", "DISCOUNT", "FEE", "GIFT_CARD"]
PRICES = "total_amount >= 0 AND discount_amount >= 0 AND order_discount >= 0"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
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
    op.create_index(
        "uq_order_line_items_id",
        "order_line_items",
        ["order_row_id", "item_id", sa.literal_column("(kind IS NULL)")],
        unique=True,
    )
    op.drop_constraint(op.f("ck_line_item_refunds_amount"), "line_item_refunds", type_="check")
    _checked("line_item_refunds", "ck_line_item_refunds_amount", "amount >= 0")


def _checked(table: str, name: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition}) NOT VALID")
    op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")


def downgrade() -> None:
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
