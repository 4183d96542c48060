"""A merchant with a great many customers, written at once beside the one that is measured, and the key of a viewer."""

import asyncpg

VIEWER = "viewer"
"""The merchant, and both halves of the key that its viewer has."""

MERCHANT = """
INSERT INTO merchants (public_id, name, sandbox, created_at, settled_until)
    VALUES ('viewer', 'Viewer', true, now(), date_trunc('day', now(), 'UTC') + interval '1 day');
INSERT INTO merchant_accounts (merchant_id, public_id, currency, gateway, status, is_default)
    SELECT id, 'theirs', 'USD', 'sandbox', 'ACTIVE', true FROM merchants WHERE public_id = 'viewer';
INSERT INTO api_keys (merchant_id, public_key, private_key_sha256, name, rights, created_at)
    SELECT id, 'viewer', sha256('viewer'), 'Viewer', ARRAY['VIEW'], now() FROM merchants WHERE public_id = 'viewer';
"""

ROWS = (
    """
    CREATE TEMPORARY TABLE theirs ON COMMIT DROP AS
    SELECT 900000000000 + n AS id, a.merchant_id, a.id AS account_id, 'v' || n AS legacy_id,
        'WEB-' || substr(md5(n::text), 1, 8) || '-' || n AS order_id, 1000 + n % 5000 AS amount,
        substr(md5(n::text), 1, 6) || '.' || substr(md5((7 * n)::text), 1, 8) || n || '@'
            || (ARRAY['gmail.example', 'example.com', 'post.example', 'mail.example'])[1 + n % 4] AS email,
        (ARRAY['Anna', 'Bert', 'Carla', 'Dirk', 'Elena', 'Franz'])[1 + n % 6] AS first_name,
        initcap(substr(md5((n % 40000)::text), 1, 8)) AS last_name, '+49 ' || 100000000 + 37 * n AS phone_number,
        now() - n * interval '1 minute' AS at
    FROM generate_series(1, $1::bigint) AS n, merchant_accounts AS a WHERE a.public_id = 'theirs'
    """,
    """
    INSERT INTO customers (id, merchant_id, legacy_id, email, first_name, last_name, phone_number, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, merchant_id, legacy_id, email, first_name, last_name, phone_number, at FROM theirs
    """,
    """
    INSERT INTO orders (id, merchant_id, legacy_id, order_id, currency, customer_id, customer_email, placed_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, merchant_id, legacy_id, order_id, 'USD', id, email, at FROM theirs
    """,
    """
    INSERT INTO transactions (id, merchant_id, legacy_id, account_id, customer_id, currency, amount, authorized_amount,
        reserved_amount, order_id, belongs_to, status, method, source, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, merchant_id, legacy_id, account_id, id, 'USD', amount, amount, CASE WHEN id % 3 = 0 THEN 500 ELSE 0 END,
        order_id, id, 'SETTLED', jsonb_build_object('brand', 'VISA', 'bin', '401288', 'last4',
        lpad((id % 10000)::text, 4, '0'), 'cardholder', first_name || ' ' || last_name), 'API', at
    FROM theirs
    """,
    "INSERT INTO order_ids (merchant_id, order_id) SELECT merchant_id, order_id FROM theirs",
    """
    INSERT INTO transaction_texts (transaction_id, merchant_id, cardholder, last4)
    SELECT id, merchant_id, lower(first_name || ' ' || last_name), lpad((id % 10000)::text, 4, '0') FROM theirs
    """,
    """
    INSERT INTO status_events (transaction_id, status, at, amount, currency, source)
    SELECT id, status, at, amount, 'USD', 'API' FROM theirs, unnest(ARRAY['AUTHORIZED', 'SETTLED']) AS status
    """,
    """
    INSERT INTO refunds (id, merchant_id, legacy_id, transaction_id, account_id, order_id, currency, amount, status,
        source, created_at, requested_by, requested_by_id, gateway)
    OVERRIDING SYSTEM VALUE
    SELECT id, merchant_id, 'r' || legacy_id, id, account_id, order_id, 'USD', 500, 'SETTLED', 'API',
        at + interval '1 hour', 'Viewer', 'viewer', 'sandbox'
    FROM theirs WHERE id % 3 = 0
    """,
    """
    INSERT INTO operations (merchant_id, kind, key, transaction_id, refund_id, currency, amount, state, on_failure,
        requested_by, requested_by_kind, requested_by_id, requested_at, attempts_made, first_attempt_at,
        last_attempt_at, last_outcome, gateway)
    SELECT merchant_id, 'REFUND', 'their-refund' || id, id, id, 'USD', 500, 'SUCCEEDED', 'QUEUE', 'Viewer', 'API_KEY',
        'viewer', at, 1, at, at, 'ACCEPTED', 'sandbox'
    FROM theirs WHERE id % 3 = 0
    """,
    """
    INSERT INTO attempts (operation_id, number, key, started_at, finished_at, outcome)
    SELECT id, 1, key, first_attempt_at, first_attempt_at, last_outcome FROM operations WHERE requested_by = 'Viewer'
    """,
)


async def load_customers(address: str, customers: int) -> None:
    """Adds it to a database, with so many customers, each with an order and a payment; a third was refunded."""
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            # What is written is whole: foreign keys and triggers would look at it row by row.
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute(MERCHANT)
            await connection.execute(ROWS[0], customers)
            for statement in ROWS[1:]:
                await connection.execute(statement)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
