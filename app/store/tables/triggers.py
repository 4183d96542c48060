"""What the database keeps by itself: how much of a transaction its refunds hold, what payments are searched by, that a
payment is followed whose refunds change, when rows last changed, and what moved in the queue.

A refund counts while its status is one of RESERVING; a change of its status moves the sum with it, in the same
transaction. A check on `transactions.reserved_amount` then refuses an over-refund, however it was written. The part of
the sum that waits for settlement is kept beside it.
"""

KEEP_RESERVED_AMOUNT = """
CREATE FUNCTION keep_reserved_amount() RETURNS trigger LANGUAGE plpgsql AS $$
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
        SET reserved_amount = reserved_amount + after - before, waiting_amount = waiting_amount + waits - waited,
            updated_at = coalesce(NEW.updated_at, NEW.created_at, updated_at)
        WHERE id = coalesce(NEW.transaction_id, OLD.transaction_id);
    END IF;
    RETURN NULL;
END
$$
"""

REFUNDS_KEEP_RESERVED_AMOUNT = """
CREATE TRIGGER refunds_keep_reserved_amount
AFTER INSERT OR DELETE ON refunds
FOR EACH ROW EXECUTE FUNCTION keep_reserved_amount()
"""

_RESERVING = """
    {} = ANY (ARRAY[
        'AUTHORIZING', 'AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING', 'SETTLED'
    ])
"""

REFUNDS_MOVE_RESERVED_AMOUNT = f"""
CREATE TRIGGER refunds_move_reserved_amount
AFTER UPDATE OF status, amount, currency, transaction_id, waits_for_settlement ON refunds
FOR EACH ROW
WHEN (
    OLD.transaction_id <> NEW.transaction_id OR OLD.amount <> NEW.amount OR OLD.currency <> NEW.currency
    OR ({_RESERVING.format("OLD.status")}) <> ({_RESERVING.format("NEW.status")})
    OR (OLD.waits_for_settlement AND OLD.status = 'AUTHORIZING')
        <> (NEW.waits_for_settlement AND NEW.status = 'AUTHORIZING')
)
EXECUTE FUNCTION keep_reserved_amount()
"""
"""Most refunds go from one status that reserves to the next, and the function need not be called to see that."""

KEEP_PARTS_AMOUNT = """
CREATE FUNCTION keep_parts_amount() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""A partial capture holds some of its authorization, from when it is asked for until it has failed or is voided."""

WAKE_WAITING_REFUNDS = """
CREATE FUNCTION wake_waiting_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE operations SET next_attempt_at = first_attempt_at
    WHERE transaction_id = NEW.id AND kind = 'REFUND' AND state = 'WAITING' AND attempts_made = 0;
    RETURN NULL;
END
$$
"""

TRANSACTIONS_WAKE_WAITING_REFUNDS = """
CREATE TRIGGER transactions_wake_waiting_refunds
AFTER UPDATE OF status ON transactions
FOR EACH ROW WHEN (NEW.waiting_amount > 0 AND OLD.status <> NEW.status) EXECUTE FUNCTION wake_waiting_refunds()
"""
"""Whoever hears of a payment's settlement, or of its end, makes the refunds that wait for it due."""

KEEP_ORDER_ID = """
CREATE FUNCTION keep_order_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_ids (merchant_id, order_id) VALUES (NEW.merchant_id, NEW.order_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$
"""

_KEEPS_ORDER_ID = """
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
"""A refund of a gateway account's payment that has a new status may change once more, by its gateway's word. The
sandbox settles by itself.
"""

KEEP_UPDATED_AT = """
CREATE FUNCTION keep_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp() + (SELECT clock_offset FROM merchants WHERE id = NEW.merchant_id);
    RETURN NEW;
END
$$
"""

KEEPS_UPDATED_AT = """
CREATE TRIGGER {table}_keep_updated_at
BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at) EXECUTE FUNCTION keep_updated_at()
"""
"""By the merchant's clock. The busiest statements set the time themselves, and spare the call."""

BEGINS_UPDATED_AT = """
CREATE TRIGGER {table}_begin_updated_at
BEFORE INSERT ON {table}
FOR EACH ROW WHEN ({told_later}) EXECUTE FUNCTION keep_updated_at()
"""
"""Of what may have been made long before anybody told of it, the time at which it came in counts."""

TOLD_LATER = {"transactions": "NEW.gateway_id IS NOT NULL", "refunds": "NEW.made_elsewhere", "orders": "true"}

NOTE_MOVE = """
CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.moved_at := clock_timestamp();
    RETURN NEW;
END
$$
"""

OPERATIONS_NOTE_MOVE = """
CREATE TRIGGER operations_note_move
BEFORE UPDATE ON operations
FOR EACH ROW
WHEN (
    NEW.last_error IS NOT NULL OR OLD.last_error IS NOT NULL
    OR NEW.state IN ('WAITING', 'PAUSED') OR OLD.state IN ('WAITING', 'PAUSED')
)
EXECUTE FUNCTION note_move()
"""
"""Most operations are accepted at once, and never call the function."""

OPERATIONS_NOTE_JOINING = """
CREATE TRIGGER operations_note_joining
BEFORE INSERT ON operations
FOR EACH ROW WHEN (NEW.state = 'WAITING') EXECUTE FUNCTION note_move()
"""

NOTE_ATTENTION = """
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
"""

NOTES_ATTENTION = """
CREATE TRIGGER {table}_note_attention
AFTER UPDATE OF needs_attention ON {table}
FOR EACH ROW WHEN (NEW.needs_attention <> OLD.needs_attention) EXECUTE FUNCTION note_attention()
"""

STATEMENTS = (
    KEEP_RESERVED_AMOUNT,
    REFUNDS_KEEP_RESERVED_AMOUNT,
    REFUNDS_MOVE_RESERVED_AMOUNT,
    KEEP_PARTS_AMOUNT,
    TRANSACTIONS_KEEP_PARTS_AMOUNT,
    WAKE_WAITING_REFUNDS,
    TRANSACTIONS_WAKE_WAITING_REFUNDS,
    KEEP_ORDER_ID,
    *(_KEEPS_ORDER_ID.format(table=table) for table in ("orders", "transactions", "refunds")),
    KEEP_TRANSACTION_TEXTS,
    TRANSACTIONS_KEEP_TEXTS,
    FOLLOW_PAYMENT,
    REFUNDS_FOLLOW_PAYMENT,
    KEEP_UPDATED_AT,
    *(KEEPS_UPDATED_AT.format(table=table) for table in TOLD_LATER),
    *(BEGINS_UPDATED_AT.format(table=table, told_later=when) for table, when in TOLD_LATER.items()),
    NOTE_ATTENTION,
    *(NOTES_ATTENTION.format(table=table) for table in ("refunds", "transactions")),
)
"""In the order in which they are created, once `refunds`, and with it what it refers to, is there."""

STATEMENTS_OF_OPERATIONS = (NOTE_MOVE, OPERATIONS_NOTE_MOVE, OPERATIONS_NOTE_JOINING)
"""The same once `operations` is there."""
