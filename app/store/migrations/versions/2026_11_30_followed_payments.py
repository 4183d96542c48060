"""Payments are taken over from gateway accounts, with their disputes and the refunds made elsewhere, and followed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "d4e1907c6b35"
down_revision: str | Sequence[str] | None = "d94b6e03a7c5"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FOLLOW_PAYMENT = """
CREATE FUNCTION follow_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO followed (transaction_id, gateway_account_id, due_at)
    SELECT id, gateway_account_id, now() FROM transactions
    WHERE id = NEW.transaction_id AND gateway_account_id IS NOT NULL
    ON CONFLICT (transaction_id) DO UPDATE SET due_at = least(followed.due_at, EXCLUDED.due_at);
    RETURN NULL;
END
$$
"""

REFUNDS_FOLLOW_PAYMENT = """
CREATE TRIGGER refunds_follow_payment
AFTER UPDATE OF status ON refunds
FOR EACH ROW WHEN (NEW.gateway <> 'sandbox' AND OLD.status <> NEW.status)
EXECUTE FUNCTION follow_payment()
"""

CONSTRAINTS = (
    ("transactions", "fk_transactions_gateway_account_id", "FOREIGN KEY (gateway_account_id) REFERENCES gateway_accounts (id)"),
    ("transactions", "ck_transactions_dispute_state", "CHECK (dispute_state IN ('OPEN', 'WON', 'LOST'))"),
    ("transactions", "ck_transactions_dispute", "CHECK ((dispute_state IS NULL) = (dispute_opened_at IS NULL))"),
    ("refunds", "ck_refunds_made_elsewhere", "CHECK (NOT made_elsewhere OR gateway_id IS NOT NULL)"),
)


def upgrade() -> None:
    op.add_column("transactions", sa.Column("gateway_account_id", sa.BigInteger(), nullable=True))
    op.add_column("transactions", sa.Column("dispute_state", sa.String(32), nullable=True))
    op.add_column("transactions", sa.Column("dispute_reason", sa.Text(), nullable=True))
    op.add_column("transactions", sa.Column("dispute_opened_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("refunds", sa.Column("made_elsewhere", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    for table, name, constraint in CONSTRAINTS:
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {constraint} NOT VALID")
    op.create_table(
        "followed",
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gateway_account_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_followed_failures")),
        sa.ForeignKeyConstraint(["transaction_id"], ["transactions.id"], name=op.f("fk_followed_transaction_id")),
        sa.ForeignKeyConstraint(
            ["gateway_account_id"], ["gateway_accounts.id"], name=op.f("fk_followed_gateway_account_id")
        ),
        sa.PrimaryKeyConstraint("transaction_id", name=op.f("pk_followed")),
    )
    op.create_index("ix_followed_due", "followed", ["gateway_account_id", "due_at", "transaction_id"])
    op.create_table(
        "payment_imports",
        sa.Column("gateway_account_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("position >= begins_at", name=op.f("ck_payment_imports_position")),
        sa.ForeignKeyConstraint(
            ["gateway_account_id"], ["gateway_accounts.id"], name=op.f("fk_payment_imports_gateway_account_id")
        ),
        sa.PrimaryKeyConstraint("gateway_account_id", name=op.f("pk_payment_imports")),
    )
    op.execute(FOLLOW_PAYMENT)
    op.execute(REFUNDS_FOLLOW_PAYMENT)


def downgrade() -> None:
    op.execute("DROP TRIGGER refunds_follow_payment ON refunds")
    op.execute("DROP FUNCTION follow_payment()")
    op.drop_table("payment_imports")
    op.drop_table("followed")
    op.drop_index("uq_refunds_made_elsewhere", table_name="refunds")
    op.drop_constraint(op.f("ck_refunds_made_elsewhere"), "refunds", type_="check")
    op.drop_column("refunds", "made_elsewhere")
    for name in ("dispute_opened_at", "dispute_reason", "dispute_state", "gateway_account_id"):
        op.drop_column("transactions", name)
