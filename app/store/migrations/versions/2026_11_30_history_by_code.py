"""Changes keep a code and facts instead of a sentence; what stands in old rows is read once, here."""

from collections.abc import Sequence

from alembic import op

revision: str = "b3d5a0c97e14"
down_revision: str | Sequence[str] | None = "b3d81f6c02ae"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

READ_SENTENCE = r"""
CREATE FUNCTION pg_temp.read_sentence(what text, OUT kind text, OUT facts jsonb) LANGUAGE plpgsql AS $$
DECLARE
    -- An amount is written with all decimals of its currency, so that its digits are its minor units.
    money CONSTANT text := '([0-9]+(?:\.[0-9]+)?) ([A-Z]{3})';
    plain CONSTANT jsonb := '{
        "Cancelled while it waited": "CANCELLED",
        "Approved": "APPROVED",
        "Rejected": "REJECTED",
        "Settled by hand, as the sandbox allows": "SETTLED_BY_HAND",
        "Tried again by hand": "RETRIED_BY_HAND",
        "Paused": "PAUSED",
        "Resumed": "RESUMED",
        "It needs somebody''s attention": "ATTENTION_NEEDED",
        "Attention dismissed": "ATTENTION_DISMISSED",
        "Resolved: done": "RESOLVED_DONE",
        "Resolved: not done": "RESOLVED_NOT_DONE",
        "External refund undone": "REFUND_MARK_UNDONE",
        "External void undone": "VOID_MARK_UNDONE",
        "Its gateway has confirmed it": "CONFIRMED",
        "Cancelled": "ORDER_CANCELLED",
        "Orders given back at the command line": "ORDERS_REFUNDED",
        "Merchant added": "MERCHANT_ADDED",
        "Merchant account added": "MERCHANT_ACCOUNT_ADDED",
        "API key made": "API_KEY_CREATED",
        "API key revoked": "API_KEY_REVOKED",
        "Person added": "USER_ADDED",
        "Right given": "RIGHT_GRANTED",
        "Right taken": "RIGHT_REVOKED",
        "Password set": "PASSWORD_SET",
        "Password changed": "PASSWORD_CHANGED",
        "Settings changed": "SETTINGS_CHANGED",
        "Reason added": "REASON_ADDED",
        "Reason changed": "REASON_CHANGED"
    }';
    operations CONSTANT jsonb := '{
        "Asked to charge": "CHARGE",
        "Asked to authorize": "AUTHORIZE",
        "Asked to capture": "CAPTURE",
        "Asked to void": "VOID",
        "Asked to refund": "REFUND",
        "Asked to void the refund of": "REFUND_VOID",
        "Voids": "VOID",
        "Refunds": "REFUND"
    }';
    found text[];
BEGIN
    facts := '{}';
    kind := plain ->> what;
    IF kind IS NOT NULL THEN
        RETURN;
    END IF;

    found := regexp_match(what, '^(Asked to [a-z ]+|Voids|Refunds) ' || money
        || '( instead, since it has (?:not )?settled)?(, which awaits approval)?$');
    IF found IS NOT NULL AND operations ? found[1] THEN
        kind := 'ASKED';
        facts := jsonb_build_object('operation', operations ->> found[1], 'amount', replace(found[2], '.', '')::bigint,
            'currency', found[3]);
        IF found[4] IS NOT NULL THEN
            facts := facts || '{"instead": true}';
        END IF;
        IF found[5] IS NOT NULL THEN
            facts := facts || '{"awaits_approval": true}';
        END IF;
        RETURN;
    END IF;

    found := regexp_match(what, '^Asked to give back ' || money || ' over ([0-9]+) payments?$');
    IF found IS NOT NULL THEN
        kind := 'ORDER_REFUND_ASKED';
        facts := jsonb_build_object('amount', replace(found[1], '.', '')::bigint, 'currency', found[2],
            'payments', found[3]::bigint);
        RETURN;
    END IF;

    found := regexp_match(what, '^Marked as (refunded|voided) externally: ' || money || '(?:, reference (.*))?$');
    IF found IS NOT NULL THEN
        kind := CASE found[1] WHEN 'voided' THEN 'MARKED_VOIDED' ELSE 'MARKED_REFUNDED' END;
        facts := jsonb_build_object('amount', replace(found[2], '.', '')::bigint, 'currency', found[3]);
        IF found[4] IS NOT NULL THEN
            facts := facts || jsonb_build_object('reference', found[4]);
        END IF;
        RETURN;
    END IF;

    found := regexp_match(what, '^Recorded as (refunded|voided) externally, as was asked for: ' || money || '$');
    IF found IS NOT NULL THEN
        kind := CASE found[1] WHEN 'voided' THEN 'VOID_RECORDED_ANYWAY' ELSE 'REFUND_RECORDED_ANYWAY' END;
        facts := jsonb_build_object('amount', replace(found[2], '.', '')::bigint, 'currency', found[3]);
        RETURN;
    END IF;

    found := regexp_match(what, '^Recorded as made elsewhere; the gateway calls it (.*)$');
    IF found IS NOT NULL THEN
        kind := 'PAYMENT_RECORDED';
        facts := jsonb_build_object('gateway_id', found[1]);
        RETURN;
    END IF;

    found := regexp_match(what, '^Recorded( again)?(?:, with (.*))?$');
    IF found IS NOT NULL THEN
        kind := 'ORDER_RECORDED';
        facts := jsonb_strip_nulls(jsonb_build_object(
            'first', found[1] IS NULL,
            'payments', (regexp_match(found[2], '([0-9]+) payments?'))[1]::bigint,
            'line_items', (regexp_match(found[2], '([0-9]+) line items?'))[1]::bigint,
            'customer', CASE WHEN position('the customer' IN found[2]) > 0 THEN true END
        ));
        RETURN;
    END IF;

    found := regexp_match(what, '^Given up: (?:(Whoever asked for this no longer has the right to)'
        || '|(The merchant account is no longer linked to a gateway)|The transaction is ([A-Z_]+) by now)$');
    IF found IS NOT NULL THEN
        kind := 'GIVEN_UP';
        facts := CASE
            WHEN found[1] IS NOT NULL THEN '{"why": "NOT_ALLOWED"}'
            WHEN found[2] IS NOT NULL THEN '{"why": "NOT_LINKED"}'
            ELSE jsonb_build_object('why', 'STATUS', 'status', found[3])
        END;
        RETURN;
    END IF;

    found := regexp_match(what, '^Clock moved on by (.*)$');
    IF found IS NOT NULL THEN
        kind := 'CLOCK_MOVED';
        facts := jsonb_build_object('by', found[1]);
        RETURN;
    END IF;

    kind := 'OTHER';
    facts := jsonb_build_object('text', what);
END
$$
"""


def upgrade() -> None:
    op.execute("ALTER TABLE changes ADD COLUMN kind text, ADD COLUMN facts jsonb")
    # As it is: its regular expressions have what SQLAlchemy would take for parameters.
    op.get_bind().exec_driver_sql(READ_SENTENCE)
    op.execute(
        """
UPDATE changes c SET kind = told.kind, facts = told.facts
FROM (SELECT what, (pg_temp.read_sentence(what)).* FROM (SELECT DISTINCT what FROM changes) said) told
WHERE told.what = c.what
"""
    )
    op.execute("ALTER TABLE changes ALTER COLUMN kind SET NOT NULL, ALTER COLUMN facts SET NOT NULL, DROP COLUMN what")


def downgrade() -> None:
    raise NotImplementedError("The sentences are not kept: restore a backup instead.")
