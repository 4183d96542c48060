"""What tells of changes copies no more of a row than it needs, and nothing that has no bound."""

from collections.abc import Sequence

from alembic import op

revision: str = "7c1e9b42d6a8"
down_revision: str | Sequence[str] | None = "918dc40023cb"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FUNCTIONS = (
    """
CREATE OR REPLACE FUNCTION tell_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := '';
    needed boolean := false;
    told text;
    refund jsonb;
BEGIN
    IF NOT has_webhooks(NEW.merchant_id) THEN
        RETURN NULL;
    END IF;
    refund := jsonb_build_object(
        'id', NEW.id, 'merchant_id', NEW.merchant_id, 'transaction_id', NEW.transaction_id,
        'legacy_id', NEW.legacy_id, 'status', NEW.status, 'amount', NEW.amount, 'currency', NEW.currency,
        'order_id', NEW.order_id, 'reason_code', left(NEW.reason_code, 255), 'needs_attention', NEW.needs_attention
    );
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
            PERFORM tell_of_refund(refund, told, '{}');
        END IF;
    END IF;
    IF NEW.needs_attention AND NOT needed THEN
        PERFORM tell_of_refund(refund, 'refund.needs_attention', '{}');
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE OR REPLACE FUNCTION tell_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
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
            SELECT left(o.reason_code, 255) FROM operations o WHERE o.transaction_id = NEW.id AND o.kind = 'VOID'
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
CREATE OR REPLACE FUNCTION tell_order_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF has_webhooks(NEW.merchant_id) THEN
        PERFORM tell_webhooks(NEW.merchant_id, 'order', NEW.order_row_id, 'order.refunded', (
            SELECT jsonb_build_object(
                'legacy_id', o.legacy_id, 'order_id', o.order_id, 'cancelled', o.cancelled, 'amount', NEW.amount,
                'currency', o.currency, 'reason', left(NEW.reason_code, 255)
            ) FROM orders o WHERE o.id = NEW.order_row_id
        ));
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE OR REPLACE FUNCTION tell_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    refund jsonb;
BEGIN
    IF has_webhooks(NEW.merchant_id) THEN
        SELECT jsonb_build_object(
        'id', r.id, 'merchant_id', r.merchant_id, 'transaction_id', r.transaction_id,
        'legacy_id', r.legacy_id, 'status', r.status, 'amount', r.amount, 'currency', r.currency,
        'order_id', r.order_id, 'reason_code', left(r.reason_code, 255), 'needs_attention', r.needs_attention
    ) INTO refund FROM refunds r WHERE r.id = NEW.refund_id;
        PERFORM tell_of_refund(
            refund, CASE NEW.state WHEN 'WAITING' THEN 'approval.requested' ELSE 'approval.decided' END,
            jsonb_build_object('approval', NEW.state, 'approves', TG_ARGV[0])
        );
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE OR REPLACE FUNCTION tell_queued() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    refund jsonb;
    first bigint;
BEGIN
    IF NOT has_webhooks(NEW.merchant_id) THEN
        RETURN NULL;
    END IF;
    INSERT INTO webhook_objects AS o (kind, row_id, queued_operation) VALUES ('refund', NEW.refund_id, NEW.id)
    ON CONFLICT (kind, row_id) DO UPDATE SET queued_operation = NEW.id WHERE o.queued_operation IS DISTINCT FROM NEW.id
    RETURNING o.row_id INTO first;
    IF first IS NOT NULL THEN
        SELECT jsonb_build_object(
        'id', r.id, 'merchant_id', r.merchant_id, 'transaction_id', r.transaction_id,
        'legacy_id', r.legacy_id, 'status', r.status, 'amount', r.amount, 'currency', r.currency,
        'order_id', r.order_id, 'reason_code', left(r.reason_code, 255), 'needs_attention', r.needs_attention
    ) INTO refund FROM refunds r WHERE r.id = NEW.refund_id;
        PERFORM tell_of_refund(refund, 'refund.queued', '{}');
    END IF;
    RETURN NULL;
END
$$
""",
    """
CREATE OR REPLACE FUNCTION mail_customer() RETURNS trigger LANGUAGE plpgsql AS $$
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
    WHERE c.merchant_id = NEW.merchant_id AND (NOT m.sandbox OR c.in_sandbox) AND length(to_whom.email) <= 320
        AND CASE WHEN failed THEN c.failed_subject ELSE c.accepted_subject END IS NOT NULL
    ON CONFLICT (event, recipient) DO NOTHING;
    RETURN NULL;
END
$$
""",
)
"""They have the arguments that they had: one that is called while it is replaced finds those that it calls."""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    for function in FUNCTIONS:
        op.execute(function)


def downgrade() -> None:
    """The functions as they are now do all that those before did."""
