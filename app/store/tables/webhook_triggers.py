"""How the database writes webhook messages: with each change that is told of, in its transaction, whoever makes it.

A merchant without endpoints costs one look into an index. The number of the object goes up with each message type, also
where the endpoints get none of it, as long as the merchant has an endpoint. What is changed of a row holds its lock, so
that numbers have the order of the changes. Messages of an endpoint that is switched off are kept as FAILED: once it
works again, they can be sent again.

An error here would undo the change itself, such as a refund that its gateway has accepted. So these functions do only
what no row can make fail: they copy columns into JSON, cast nothing but numbers that they have put there, cut what has
no bound of its own, and look rows up by keys that foreign keys hold. What can fail (bodies, signatures, templates,
addresses) is done when a message is sent.
"""

_REFUND = """jsonb_build_object(
        'id', {0}.id, 'merchant_id', {0}.merchant_id, 'transaction_id', {0}.transaction_id,
        'legacy_id', {0}.legacy_id, 'status', {0}.status, 'amount', {0}.amount, 'currency', {0}.currency,
        'order_id', {0}.order_id, 'reason_code', left({0}.reason_code, 255), 'needs_attention', {0}.needs_attention
    )"""
"""What `tell_of_refund` needs of a refund; the whole row may have 100 KB."""

TELL_WEBHOOKS = """
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
"""

HAS_WEBHOOKS = """
CREATE FUNCTION has_webhooks(merchant bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT FROM webhook_endpoints e WHERE e.merchant_id = merchant AND e.deleted_at IS NULL);
END
$$
"""

TELL_OF_REFUND = """
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
"""

TELL_REFUND = f"""
CREATE FUNCTION tell_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text := '';
    needed boolean := false;
    told text;
    refund jsonb;
BEGIN
    IF NOT has_webhooks(NEW.merchant_id) THEN
        RETURN NULL;
    END IF;
    refund := {_REFUND.format("NEW")};
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
            PERFORM tell_of_refund(refund, told, '{{}}');
        END IF;
    END IF;
    IF NEW.needs_attention AND NOT needed THEN
        PERFORM tell_of_refund(refund, 'refund.needs_attention', '{{}}');
    END IF;
    RETURN NULL;
END
$$
"""

REFUNDS_TELL = (
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
)

TELL_TRANSACTION = """
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
"""

TRANSACTIONS_TELL = """
CREATE TRIGGER transactions_tell
AFTER UPDATE OF status, dispute_state ON transactions
FOR EACH ROW WHEN (
    OLD.status <> NEW.status AND NEW.status IN ('VOIDED', 'SETTLED')
    OR OLD.dispute_state IS DISTINCT FROM NEW.dispute_state
)
EXECUTE FUNCTION tell_transaction()
"""

TELL_ORDER = """
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
"""

ORDERS_TELL = """
CREATE TRIGGER orders_tell
AFTER UPDATE OF cancelled ON orders
FOR EACH ROW WHEN (NEW.cancelled AND NOT OLD.cancelled) EXECUTE FUNCTION tell_order()
"""

TELL_ORDER_REFUND = """
CREATE FUNCTION tell_order_refund() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""

ORDER_REFUNDS_TELL = """
CREATE TRIGGER order_refunds_tell
AFTER UPDATE OF in_effect ON order_refunds
FOR EACH ROW WHEN (NEW.in_effect AND NOT OLD.in_effect) EXECUTE FUNCTION tell_order_refund()
"""

TELL_APPROVAL = f"""
CREATE FUNCTION tell_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    refund jsonb;
BEGIN
    IF has_webhooks(NEW.merchant_id) THEN
        SELECT {_REFUND.format("r")} INTO refund FROM refunds r WHERE r.id = NEW.refund_id;
        PERFORM tell_of_refund(
            refund, CASE NEW.state WHEN 'WAITING' THEN 'approval.requested' ELSE 'approval.decided' END,
            jsonb_build_object('approval', NEW.state, 'approves', TG_ARGV[0])
        );
    END IF;
    RETURN NULL;
END
$$
"""  # noqa: S608 -- columns of our own

_APPROVALS_TELL = """
CREATE TRIGGER {table}_tell_new
AFTER INSERT ON {table}
FOR EACH ROW WHEN (NEW.state = 'WAITING') EXECUTE FUNCTION tell_approval('{what}')
"""

_DECISIONS_TELL = """
CREATE TRIGGER {table}_tell
AFTER UPDATE OF state ON {table}
FOR EACH ROW WHEN (OLD.state = 'WAITING' AND NEW.state <> 'WAITING') EXECUTE FUNCTION tell_approval('{what}')
"""
"""Of a refund, or of a person's word on an outcome, that waits for a second person."""

TELL_QUEUED = f"""
CREATE FUNCTION tell_queued() RETURNS trigger LANGUAGE plpgsql AS $$
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
        SELECT {_REFUND.format("r")} INTO refund FROM refunds r WHERE r.id = NEW.refund_id;
        PERFORM tell_of_refund(refund, 'refund.queued', '{{}}');
    END IF;
    RETURN NULL;
END
$$
"""  # noqa: S608 -- columns of our own

OPERATIONS_TELL = (
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
"""A refund is queued when its first sending was not decided on, or when it is not sent yet."""

MAIL_CUSTOMER = """
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
    WHERE c.merchant_id = NEW.merchant_id AND (NOT m.sandbox OR c.in_sandbox) AND length(to_whom.email) <= 320
        AND CASE WHEN failed THEN c.failed_subject ELSE c.accepted_subject END IS NOT NULL
    ON CONFLICT (event, recipient) DO NOTHING;
    RETURN NULL;
END
$$
"""

REFUNDS_MAIL_CUSTOMER = """
CREATE TRIGGER refunds_mail_customer
AFTER UPDATE OF status ON refunds
FOR EACH ROW WHEN (
    OLD.status = 'AUTHORIZING' AND NEW.status IN (
        'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'PROCESSOR_DECLINED', 'FAILED'
    ) OR OLD.status <> 'SETTLEMENT_DECLINED' AND NEW.status = 'SETTLEMENT_DECLINED'
)
EXECUTE FUNCTION mail_customer()
"""
"""Once of each refund when it was accepted, and once when it has failed for good, in the merchant's words of then. What
no mail server takes for an address, since it is too long, gets none: an index could not hold it either.
"""

STATEMENTS = (
    MAIL_CUSTOMER,
    REFUNDS_MAIL_CUSTOMER,
    HAS_WEBHOOKS,
    TELL_WEBHOOKS,
    TELL_OF_REFUND,
    TELL_REFUND,
    *REFUNDS_TELL,
    TELL_TRANSACTION,
    TRANSACTIONS_TELL,
    TELL_ORDER,
    ORDERS_TELL,
    TELL_ORDER_REFUND,
    ORDER_REFUNDS_TELL,
    TELL_APPROVAL,
    *(
        template.format(table=table, what=what)
        for table, what in (("approvals", "REFUND"), ("resolutions", "OUTCOME"))
        for template in (_APPROVALS_TELL, _DECISIONS_TELL)
    ),
    TELL_QUEUED,
    *OPERATIONS_TELL,
)
"""In the order in which they are created, once all tables are there."""
