"""A database with many sales to reverse, written at once: every second one can be voided, the others refunded."""

import asyncpg

from bench.loading import MERCHANT

FIRST = 1_000_001
"""The first sale's number, which is its legacy id as well. Odd ones are submitted, even ones are settled."""

LEAST, SPREAD = 1_000, 5000
"""Amounts go round from 10.00 on: none of them is one that the sandbox takes for a script."""

OF_AN_ORDER = 3
"""Payments that an order has, unless something else is measured."""

SALES = (
    """
    CREATE TEMPORARY TABLE sales ON COMMIT DROP AS
    SELECT $1::bigint + number AS id, ($1::bigint + number)::text AS legacy_id,
        'order-' || ($1::bigint + number) / $5::bigint AS order_id,
        $2::bigint + number % $3::bigint AS amount, ($1::bigint + number) % 2 = 0 AS settled,
        date_trunc('second', now()) - interval '1 day' - number * interval '1 second' AS at
    FROM generate_series(0, $4::bigint - 1) AS number
    """,
    """
    INSERT INTO orders (merchant_id, legacy_id, order_id, currency, placed_at)
    SELECT a.merchant_id, 'of' || min(s.id), s.order_id, 'USD', min(s.at)
    FROM sales s, merchant_accounts a GROUP BY a.merchant_id, s.order_id
    """,
    """
    INSERT INTO transactions (id, merchant_id, legacy_id, account_id, currency, amount, authorized_amount, order_id,
        belongs_to, status, method, source, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT s.id, a.merchant_id, s.legacy_id, a.id, 'USD', s.amount, s.amount, s.order_id, o.id,
        CASE WHEN s.settled THEN 'SETTLED' ELSE 'SUBMITTED_FOR_SETTLEMENT' END,
        '{"brand": "VISA", "last4": "1881", "bin": "401288"}', 'API', s.at
    FROM sales s JOIN orders o USING (order_id), merchant_accounts a
    """,
    "INSERT INTO order_ids (merchant_id, order_id) SELECT merchant_id, order_id FROM orders",
    """
    INSERT INTO transaction_texts (transaction_id, merchant_id, last4)
    SELECT id, merchant_id, method->>'last4' FROM transactions
    """,
    """
    INSERT INTO status_events (transaction_id, status, at, amount, currency, source, user_name)
    SELECT s.id, status, s.at, s.amount, 'USD', 'API', 'Bench'
    FROM sales s, unnest(ARRAY['AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLING', 'SETTLED'])
        WITH ORDINALITY AS steps(status, step)
    WHERE s.settled OR step <= 2
    """,
    """
    INSERT INTO operations (merchant_id, kind, key, transaction_id, currency, amount, state, on_failure, requested_by,
        requested_by_kind, requested_by_id, requested_at, attempts_made, first_attempt_at, last_attempt_at,
        last_outcome, gateway)
    SELECT a.merchant_id, 'CHARGE', 'charge' || s.id, s.id, 'USD', s.amount, 'SUCCEEDED', 'QUEUE', 'Bench', 'API_KEY',
        'bench', s.at, 1, s.at, s.at, 'ACCEPTED', 'sandbox'
    FROM sales s, merchant_accounts a
    """,
    """
    INSERT INTO attempts (operation_id, number, key, started_at, finished_at, outcome)
    SELECT id, 1, key, first_attempt_at, first_attempt_at, last_outcome FROM operations WHERE kind = 'CHARGE'
    """,
    """
    INSERT INTO sandbox.payments (transaction, merchant, currency, amount, captured, status, method, authorized_at,
        expires_at, submitted_at, settled_at)
    SELECT legacy_id, 'bench', 'USD', amount, amount,
        CASE WHEN settled THEN 'SETTLED' ELSE 'SUBMITTED_FOR_SETTLEMENT' END, 'CARD', at, at + interval '7 days', at,
        CASE WHEN settled THEN at END
    FROM sales
    """,
    """
    INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)
    SELECT 'charge' || id, 'charge', legacy_id, 'USD', amount, true, at FROM sales
    """,
)

REFUNDS = (
    """
    CREATE TEMPORARY TABLE given_back ON COMMIT DROP AS
    SELECT id AS transaction_id, merchant_id, account_id, 'r' || legacy_id AS legacy_id, 'refund' || id AS key,
        amount / 2 AS amount, created_at + interval '1 hour' AS at
    FROM transactions WHERE status = 'SETTLED' AND id % $1::bigint = 0
    """,
    """
    INSERT INTO refunds (merchant_id, legacy_id, transaction_id, account_id, currency, amount, status, source,
        created_at, requested_by, requested_by_id)
    SELECT merchant_id, legacy_id, transaction_id, account_id, 'USD', amount, 'SUBMITTED_FOR_SETTLEMENT', 'API', at,
        'Bench', 'bench'
    FROM given_back
    """,
    """
    UPDATE transactions t SET reserved_amount = g.amount FROM given_back g WHERE g.transaction_id = t.id
    """,
    """
    INSERT INTO status_events (refund_id, status, at, amount, currency, source, user_name)
    SELECT r.id, steps.status, r.created_at, r.amount, 'USD', 'API', 'Bench'
    FROM refunds r, unnest(ARRAY['AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT']) AS steps(status)
    """,
    """
    INSERT INTO operations (merchant_id, kind, key, transaction_id, refund_id, currency, amount, state, on_failure,
        requested_by, requested_by_kind, requested_by_id, requested_at, attempts_made, first_attempt_at,
        last_attempt_at, last_outcome, gateway)
    SELECT g.merchant_id, 'REFUND', g.key, g.transaction_id, r.id, 'USD', g.amount, 'SUCCEEDED', 'QUEUE', 'Bench',
        'API_KEY', 'bench', g.at, 1, g.at, g.at, 'ACCEPTED', 'sandbox'
    FROM given_back g JOIN refunds r USING (transaction_id)
    """,
    """
    INSERT INTO sandbox.refunds (key, transaction, merchant, currency, amount, status, submitted_at)
    SELECT key, legacy_id, 'bench', 'USD', amount, 'SUBMITTED_FOR_SETTLEMENT', at FROM (
        SELECT g.key, t.legacy_id, g.amount, g.at FROM given_back g JOIN transactions t ON t.id = g.transaction_id
    ) AS refunded
    """,
    """
    INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)
    SELECT g.key, 'refund', t.legacy_id, 'USD', g.amount, true, g.at
    FROM given_back g JOIN transactions t ON t.id = g.transaction_id
    """,
    """
    INSERT INTO attempts (operation_id, number, key, started_at, finished_at, outcome)
    SELECT id, 1, key, first_attempt_at, first_attempt_at, last_outcome FROM operations WHERE kind = 'REFUND'
    """,
)


def order_id(sale: int, of_an_order: int) -> str:
    """The order that a loaded sale is a payment of, where an order has so many."""
    return f"order-{sale // of_an_order}"


async def load_sales(
    address: str, sales: int, *, of_an_order: int = OF_AN_ORDER, refunded_every: int | None = None
) -> None:
    """Fills an empty, migrated database with so many `sales`, numbered from FIRST on, the newest first.

    Each order has `of_an_order` of them. Of every `refunded_every` th sale, an even number, half was given back.
    """
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            # What is written is whole: foreign keys and triggers would look at it row by row.
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute(MERCHANT)
            await connection.execute(SALES[0], FIRST, LEAST, SPREAD, sales, of_an_order)
            for statement in SALES[1:]:
                await connection.execute(statement)
            if refunded_every is not None:
                await connection.execute(REFUNDS[0], refunded_every)
                for statement in REFUNDS[1:]:
                    await connection.execute(statement)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
