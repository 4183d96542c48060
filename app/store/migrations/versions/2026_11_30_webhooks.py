"""Endpoints of merchants' systems, and messages to them that the database writes with each change. The outbox has mails
that are about no payment.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "918dc40023cb"
down_revision: str | Sequence[str] | None = "c2b8e61f4d97"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OLD_MAILS = [
    "REFUND_FAILED",
    "REFUND_DECLINED",
    "SETTLEMENT_DECLINED",
    "VOID_FAILED",
    "OUTCOME_UNKNOWN",
    "OUTCOME_PENDING",
    "OUTCOME_AWAITS_APPROVAL",
    "OUTCOME_CONTRADICTED",
    "GATEWAY_UNUSABLE",
    "DRIFT_FOUND",
]
NEW_MAILS = ["WEBHOOK_ENDPOINT_OFF", "CUSTOMER_REFUND_ACCEPTED", "CUSTOMER_REFUND_FAILED"]

FUNCTIONS = (
    """
CREATE FUNCTION mail_customer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    failed CONSTANT boolean := NEW.status IN ('PROCESSOR_DECLINED', 'FAILED', 'SETTLEMENT_DECLINED');
    mail_kind CONSTANT text := CASE WHEN failed THEN 'CUSTOMER_REFUND_FAILED' ELSE 'CUSTOMER_REFUND_ACCEPTED' END;
    told_event CONSTANT text := mail_kind || ':' || NEW.legacy_id;
BEGIN
    INSERT INTO outbox (merchant_id, transaction_id, refund_id, kind, event, recipient, message_id, facts, created_at,
        next_try_at)
    SELECT NEW.merchant_id, NEW.transaction_id, NEW.id, mail_kind, told_event, to_whom.email,
        '<' || left(encode(sha256(convert_to(told_event || ' ' || to_whom.email, 'UTF8')), 'hex'), 40)
            || '@notice.refundry>',
        jsonb_build_object(
            'kind', mail_kind, 'merchant', m.name, 'order_id', coalesce(NEW.order_id, t.order_id),
            'subject', CASE WHEN failed THEN c.failed_subject ELSE c.accepted_subject END,
            'text', CASE WHEN failed THEN c.failed_text ELSE c.accepted_text END,
            'amount', NEW.amount, 'currency', NEW.currency, 'customer_name', to_whom.name
        ),
        now(), now()
    FROM customer_mails c JOIN merchants m ON m.id = c.merchant_id JOIN transactions t ON t.id = NEW.transaction_id
        LEFT JOIN customers p ON p.id = t.customer_id LEFT JOIN orders o ON o.id = t.belongs_to
        CROSS JOIN LATERAL (
            SELECT coalesce(p.email, o.customer_email) AS email,
                nullif(concat_ws(' ', p.first_name, p.last_name), '') AS name
        ) to_whom
    WHERE c.merchant_id = NEW.merchant_id AND (NOT m.sandbox OR c.in_sandbox) AND to_whom.email IS NOT NULL
        AND CASE WHEN failed THEN c.failed_subject ELSE c.accepted_subject END IS NOT NULL
    ON CONFLICT (event, recipient) DO NOTHING;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION has_webhooks(merchant bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT FROM webhook_endpoints e WHERE e.merchant_id = merchant AND e.deleted_at IS NULL);
END
$$
""",
    """
CREATE FUNCTION tell_webhooks(merchant bigint, object text, told_row bigint, told text, facts jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
    moment timestamptz;
BEGIN
    INSERT INTO webhook_objects AS o (kind, row_id, sequence) VALUES (object, told_row, 1)
    ON CONFLICT (kind, row_id) DO UPDATE SET sequence = o.sequence + 1
    RETURNING o.sequence INTO number;
    SELECT clock_timestamp() + m.clock_offset INTO moment FROM merchants m WHERE m.id = merchant;
    INSERT INTO webhook_messages
        (merchant_id, endpoint_id, public_id, type, facts, created_at, state, next_try_at)
    SELECT merchant, e.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), told,
        facts || jsonb_build_object('object', object, 'sequence', number), moment,
        CASE WHEN e.enabled THEN 'WAITING' ELSE 'FAILED' END, CASE WHEN e.enabled THEN moment END
    FROM webhook_endpoints e
    WHERE e.merchant_id = merchant AND e.deleted_at IS NULL AND (e.types IS NULL OR told = ANY (e.types))
    ORDER BY e.id;
END
$$
""",
    """
CREATE FUNCTION tell_of_refund(refund jsonb, told text, more jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_webhooks(
        (refund->>'merchant_id')::bigint, 'refund', (refund->>'id')::bigint, told, more || jsonb_build_object(
            'legacy_id', refund->'legacy_id', 'status', refund->'status', 'amount', refund->'amount',
            'currency', refund->'currency', 'order_id', refund->'order_id', 'reason', refund->'reason_code',
            'needs_attention', refund->'needs_attention', 'transaction',
            (SELECT t.legacy_id FROM transactions t WHERE t.id = (refund->>'transaction_id')::bigint)
        )
    );
END
$$
""",
    """
CREATE FUNCTION tell_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := '';
    needed boolean := false;
    told text;
BEGIN
    IF NOT has_webhooks(NEW.merchant_id) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        before := OLD.status;
        needed := OLD.needs_attention;
    END IF;
    IF before <> NEW.status THEN
        told := CASE NEW.status
            WHEN 'SETTLED' THEN 'refund.settled'
            WHEN 'PROCESSOR_DECLINED' THEN 'refund.declined'
            WHEN 'SETTLEMENT_DECLINED' THEN 'refund.settlement_declined'
            WHEN 'FAILED' THEN 'refund.failed'
            WHEN 'VOIDED' THEN 'refund.voided'
            WHEN 'AUTHORIZING' THEN NULL
            ELSE CASE WHEN before IN ('', 'AUTHORIZING') THEN 'refund.accepted' END
        END;
        IF told IS NOT NULL THEN
            PERFORM tell_of_refund(to_jsonb(NEW), told, '{}');
        END IF;
    END IF;
    IF NEW.needs_attention AND NOT needed THEN
        PERFORM tell_of_refund(to_jsonb(NEW), 'refund.needs_attention', '{}');
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION tell_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    facts jsonb;
BEGIN
    IF NOT has_webhooks(NEW.merchant_id) THEN
        RETURN NULL;
    END IF;
    facts := jsonb_build_object(
        'legacy_id', NEW.legacy_id, 'status', NEW.status, 'amount', NEW.amount, 'currency', NEW.currency,
        'refunded', NEW.reserved_amount, 'order_id', NEW.order_id, 'dispute', NEW.dispute_state,
        'reason', CASE WHEN NEW.status = 'VOIDED' THEN (
            SELECT o.reason_code FROM operations o WHERE o.transaction_id = NEW.id AND o.kind = 'VOID'
            ORDER BY o.id DESC LIMIT 1
        ) END
    );
    IF OLD.status <> NEW.status AND NEW.status IN ('VOIDED', 'SETTLED') THEN
        PERFORM tell_webhooks(
            NEW.merchant_id, 'transaction', NEW.id, 'transaction.' || lower(NEW.status), facts
        );
    END IF;
    IF NEW.dispute_state IS NOT NULL AND OLD.dispute_state IS DISTINCT FROM NEW.dispute_state THEN
        PERFORM tell_webhooks(NEW.merchant_id, 'transaction', NEW.id, 'transaction.disputed', facts);
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION tell_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF has_webhooks(NEW.merchant_id) THEN
        PERFORM tell_webhooks(NEW.merchant_id, 'order', NEW.id, 'order.cancelled', jsonb_build_object(
            'legacy_id', NEW.legacy_id, 'order_id', NEW.order_id, 'cancelled', NEW.cancelled
        ));
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION tell_order_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF has_webhooks(NEW.merchant_id) THEN
        PERFORM tell_webhooks(NEW.merchant_id, 'order', NEW.order_row_id, 'order.refunded', (
            SELECT jsonb_build_object(
                'legacy_id', o.legacy_id, 'order_id', o.order_id, 'cancelled', o.cancelled, 'amount', NEW.amount,
                'currency', o.currency, 'reason', NEW.reason_code
            ) FROM orders o WHERE o.id = NEW.order_row_id
        ));
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION tell_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    refund refunds;
BEGIN
    IF has_webhooks(NEW.merchant_id) THEN
        SELECT * INTO refund FROM refunds r WHERE r.id = NEW.refund_id;
        PERFORM tell_of_refund(
            to_jsonb(refund), CASE NEW.state WHEN 'WAITING' THEN 'approval.requested' ELSE 'approval.decided' END,
            jsonb_build_object('approval', NEW.state, 'approves', TG_ARGV[0])
        );
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE FUNCTION tell_queued() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    refund refunds;
    first bigint;
BEGIN
    IF NOT has_webhooks(NEW.merchant_id) THEN
        RETURN NULL;
    END IF;
    INSERT INTO webhook_objects AS o (kind, row_id, queued_operation) VALUES ('refund', NEW.refund_id, NEW.id)
    ON CONFLICT (kind, row_id) DO UPDATE SET queued_operation = NEW.id WHERE o.queued_operation IS DISTINCT FROM NEW.id
    RETURNING o.row_id INTO first;
    IF first IS NOT NULL THEN
        SELECT * INTO refund FROM refunds r WHERE r.id = NEW.refund_id;
        PERFORM tell_of_refund(to_jsonb(refund), 'refund.queued', '{}');
    END IF;
    RETURN NULL;
END
$$
""",
)

TRIGGERS = (
    """
CREATE TRIGGER refunds_mail_customer
AFTER UPDATE OF status ON refunds
FOR EACH ROW WHEN (
    OLD.status = 'AUTHORIZING' AND NEW.status IN (
        'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'PROCESSOR_DECLINED', 'FAILED'
    ) OR OLD.status <> 'SETTLEMENT_DECLINED' AND NEW.status = 'SETTLEMENT_DECLINED'
)
EXECUTE FUNCTION mail_customer()
""",
    """
CREATE TRIGGER refunds_tell_new
AFTER INSERT ON refunds
FOR EACH ROW WHEN (NEW.status <> 'AUTHORIZING' OR NEW.needs_attention) EXECUTE FUNCTION tell_refund()
""",
    """
CREATE TRIGGER refunds_tell
AFTER UPDATE OF status, needs_attention ON refunds
FOR EACH ROW WHEN (OLD.status <> NEW.status OR NEW.needs_attention AND NOT OLD.needs_attention)
EXECUTE FUNCTION tell_refund()
""",
    """
CREATE TRIGGER transactions_tell
AFTER UPDATE OF status, dispute_state ON transactions
FOR EACH ROW WHEN (
    OLD.status <> NEW.status AND NEW.status IN ('VOIDED', 'SETTLED')
    OR OLD.dispute_state IS DISTINCT FROM NEW.dispute_state
)
EXECUTE FUNCTION tell_transaction()
""",
    """
CREATE TRIGGER orders_tell
AFTER UPDATE OF cancelled ON orders
FOR EACH ROW WHEN (NEW.cancelled AND NOT OLD.cancelled) EXECUTE FUNCTION tell_order()
""",
    """
CREATE TRIGGER order_refunds_tell
AFTER UPDATE OF in_effect ON order_refunds
FOR EACH ROW WHEN (NEW.in_effect AND NOT OLD.in_effect) EXECUTE FUNCTION tell_order_refund()
""",
    """
CREATE TRIGGER approvals_tell_new
AFTER INSERT ON approvals
FOR EACH ROW WHEN (NEW.state = 'WAITING') EXECUTE FUNCTION tell_approval('REFUND')
""",
    """
CREATE TRIGGER approvals_tell
AFTER UPDATE OF state ON approvals
FOR EACH ROW WHEN (OLD.state = 'WAITING' AND NEW.state <> 'WAITING') EXECUTE FUNCTION tell_approval('REFUND')
""",
    """
CREATE TRIGGER resolutions_tell_new
AFTER INSERT ON resolutions
FOR EACH ROW WHEN (NEW.state = 'WAITING') EXECUTE FUNCTION tell_approval('OUTCOME')
""",
    """
CREATE TRIGGER resolutions_tell
AFTER UPDATE OF state ON resolutions
FOR EACH ROW WHEN (OLD.state = 'WAITING' AND NEW.state <> 'WAITING') EXECUTE FUNCTION tell_approval('OUTCOME')
""",
    """
CREATE TRIGGER operations_tell_new
AFTER INSERT ON operations
FOR EACH ROW WHEN (NEW.kind = 'REFUND' AND NEW.state = 'WAITING') EXECUTE FUNCTION tell_queued()
""",
    """
CREATE TRIGGER operations_tell
AFTER UPDATE OF state ON operations
FOR EACH ROW WHEN (
    NEW.kind = 'REFUND' AND NEW.state = 'WAITING' AND OLD.state = 'RUNNING' AND OLD.last_outcome IS NULL
)
EXECUTE FUNCTION tell_queued()
""",
)


def upgrade() -> None:
    op.create_table('webhook_messages',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('merchant_id', sa.BigInteger(), nullable=False),
        sa.Column('endpoint_id', sa.BigInteger(), nullable=False),
        sa.Column('public_id', sa.Text(), nullable=False),
        sa.Column('type', sa.Text(), nullable=False),
        sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
        sa.Column('state', sa.String(32), nullable=False),
        sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('leased_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('tries', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
        sa.Column('attempts', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
        sa.CheckConstraint("state IN ('WAITING', 'DELIVERED', 'FAILED')", name=op.f('ck_webhook_messages_state')),
        sa.CheckConstraint("(state = 'WAITING') = (next_try_at IS NOT NULL)", name=op.f('ck_webhook_messages_waits')),
        sa.CheckConstraint('tries >= 0', name=op.f('ck_webhook_messages_tries')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_messages')),
        sa.UniqueConstraint('public_id', name=op.f('uq_webhook_messages_public_id'))
    )
    op.create_index('ix_webhook_messages_due', 'webhook_messages', ['endpoint_id', 'next_try_at', 'id'], unique=False, postgresql_where=sa.text('next_try_at IS NOT NULL'))
    op.create_index('ix_webhook_messages_endpoint', 'webhook_messages', ['endpoint_id', 'id'], unique=False)
    op.create_index('ix_webhook_messages_merchant', 'webhook_messages', ['merchant_id', 'id'], unique=False)
    op.create_index('ix_webhook_messages_written', 'webhook_messages', ['written_at'], unique=False, postgresql_using='brin')
    op.create_table('webhook_objects',
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('row_id', sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column('sequence', sa.BigInteger(), server_default=sa.text('0'), nullable=False),
        sa.Column('queued_operation', sa.BigInteger(), nullable=True),
        sa.CheckConstraint('sequence >= 0', name=op.f('ck_webhook_objects_sequence')),
        sa.PrimaryKeyConstraint('kind', 'row_id', name=op.f('pk_webhook_objects'))
    )
    op.create_table('webhook_endpoints',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('merchant_id', sa.BigInteger(), nullable=False),
        sa.Column('legacy_id', sa.Text(), nullable=False),
        sa.Column('url', sa.Text(), nullable=False),
        sa.Column('types', postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column('description', sa.Text(), nullable=True),
        sa.Column('enabled', sa.Boolean(), server_default=sa.text('true'), nullable=False),
        sa.Column('secret', sa.LargeBinary(), nullable=True),
        sa.Column('key_id', sa.Text(), nullable=True),
        sa.Column('old_secret', sa.LargeBinary(), nullable=True),
        sa.Column('old_key_id', sa.Text(), nullable=True),
        sa.Column('old_secret_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('failing_since', sa.DateTime(timezone=True), nullable=True),
        sa.Column('paused_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('off_because', sa.Text(), nullable=True),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint('(old_secret IS NULL) = (old_secret_until IS NULL)', name=op.f('ck_webhook_endpoints_old_secret')),
        sa.CheckConstraint('(secret IS NULL) = (deleted_at IS NOT NULL)', name=op.f('ck_webhook_endpoints_secret')),
        sa.CheckConstraint('deleted_at IS NULL OR NOT enabled', name=op.f('ck_webhook_endpoints_deleted')),
        sa.CheckConstraint('length(url) BETWEEN 1 AND 2048', name=op.f('ck_webhook_endpoints_url')),
        sa.ForeignKeyConstraint(['merchant_id'], ['merchants.id'], name=op.f('fk_webhook_endpoints_merchant_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_webhook_endpoints')),
        sa.UniqueConstraint('legacy_id', name=op.f('uq_webhook_endpoints_legacy_id'))
    )
    op.create_index('ix_webhook_endpoints_merchant', 'webhook_endpoints', ['merchant_id'], unique=False, postgresql_where=sa.text('deleted_at IS NULL'))
    op.create_table(
        "customer_mails",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("accepted_subject", sa.Text(), nullable=True),
        sa.Column("accepted_text", sa.Text(), nullable=True),
        sa.Column("failed_subject", sa.Text(), nullable=True),
        sa.Column("failed_text", sa.Text(), nullable=True),
        sa.Column("in_sandbox", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.CheckConstraint(
            "(accepted_subject IS NULL) = (accepted_text IS NULL)", name=op.f("ck_customer_mails_accepted")
        ),
        sa.CheckConstraint("(failed_subject IS NULL) = (failed_text IS NULL)", name=op.f("ck_customer_mails_failed")),
        sa.ForeignKeyConstraint(["merchant_id"], ["merchants.id"], name=op.f("fk_customer_mails_merchant_id")),
        sa.PrimaryKeyConstraint("merchant_id", name=op.f("pk_customer_mails")),
    )
    op.alter_column("outbox", "transaction_id", existing_type=sa.BigInteger(), nullable=True)
    op.execute("ALTER TABLE outbox DROP CONSTRAINT ck_outbox_kind")
    kinds = ", ".join(f"'{kind}'" for kind in [*OLD_MAILS, *NEW_MAILS])
    op.execute(f"ALTER TABLE outbox ADD CONSTRAINT ck_outbox_kind CHECK (kind IN ({kinds})) NOT VALID")
    for statement in (*FUNCTIONS, *TRIGGERS):
        op.execute(statement)
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE outbox VALIDATE CONSTRAINT ck_outbox_kind")


def downgrade() -> None:
    for table, name in reversed([(found[1], found[0]) for found in map(_named, TRIGGERS)]):
        op.execute(f"DROP TRIGGER {name} ON {table}")
    for name, arguments in (
        ("tell_queued", ""),
        ("tell_approval", ""),
        ("tell_order_refund", ""),
        ("tell_order", ""),
        ("tell_transaction", ""),
        ("tell_refund", ""),
        ("tell_of_refund", "jsonb, text, jsonb"),
        ("tell_webhooks", "bigint, text, bigint, text, jsonb"),
        ("has_webhooks", "bigint"),
        ("mail_customer", ""),
    ):
        op.execute(f"DROP FUNCTION {name}({arguments})")
    op.drop_table("customer_mails")
    op.drop_table("webhook_endpoints")
    op.drop_table("webhook_objects")
    op.drop_table("webhook_messages")
    op.execute(sa.text("DELETE FROM outbox WHERE kind = ANY(:kinds)").bindparams(kinds=NEW_MAILS))
    op.drop_constraint(op.f("ck_outbox_kind"), "outbox", type_="check")
    op.create_check_constraint(op.f("ck_outbox_kind"), "outbox", sa.column("kind").in_(OLD_MAILS))
    op.alter_column("outbox", "transaction_id", existing_type=sa.BigInteger(), nullable=False)


def _named(trigger: str) -> tuple[str, str]:
    """The name of a trigger, and the table that it is on."""
    words = trigger.split()
    return words[2], words[words.index("ON") + 1]
