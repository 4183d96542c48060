"""What the database keeps by itself: how much of a transaction its refunds hold.

A refund counts while its status is one of RESERVING; a change of its status moves the sum with it, in the same
transaction. A check on `transactions.reserved_amount` then refuses an over-refund, whichever way it was written.
"""

KEEP_RESERVED_AMOUNT = """
CREATE FUNCTION keep_reserved_amount() RETURNS trigger LANGUAGE plpgsql AS $$
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
AFTER UPDATE OF status, amount, currency, transaction_id ON refunds
FOR EACH ROW
WHEN (
    OLD.transaction_id <> NEW.transaction_id OR OLD.amount <> NEW.amount OR OLD.currency <> NEW.currency
    OR ({_RESERVING.format("OLD.status")}) <> ({_RESERVING.format("NEW.status")})
)
EXECUTE FUNCTION keep_reserved_amount()
"""
"""Most refunds go from one status that reserves to the next, and the function need not be called to see that."""

STATEMENTS = (KEEP_RESERVED_AMOUNT, REFUNDS_KEEP_RESERVED_AMOUNT, REFUNDS_MOVE_RESERVED_AMOUNT)
"""In the order in which they are created, once `refunds` is there."""
