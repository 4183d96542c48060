"""A database with a long queue, written at once: a merchant whose refunds wait, each after one attempt that failed."""

import asyncpg

SALE_HAS = 10
"""Refunds of one sale; no two of them are due."""

MERCHANT = """
-- Its nights up to the next are taken for settled: nothing settles while something is measured.
INSERT INTO merchants (public_id, name, sandbox, created_at, settled_until)
    VALUES ('bench', 'Bench', true, now(), date_trunc('day', now(), 'UTC') + interval '1 day');
INSERT INTO merchant_accounts (merchant_id, public_id, currency, gateway, status, is_default)
    SELECT id, 'usd', 'USD', 'sandbox', 'ACTIVE', true FROM merchants;
INSERT INTO api_keys (merchant_id, public_key, private_key_sha256, name, rights, created_at)
    SELECT id, 'bench', sha256('bench'), 'Bench', ARRAY['VIEW', 'REFUND', 'VOID'], now() FROM merchants;
"""

SALES = (
    """
    CREATE TEMPORARY TABLE sales ON COMMIT DROP AS
    SELECT number AS id, 'sale' || number AS legacy_id, 'charge' || number AS key, now() - interval '2 days' AS at
    FROM generate_series(1, $1::bigint) AS number
    """,
    """
    INSERT INTO transactions (id, merchant_id, legacy_id, account_id, currency, amount, authorized_amount,
        reserved_amount, status, method, source, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT s.id, a.merchant_id, s.legacy_id, a.id, 'USD', $1::bigint * 100, $1::bigint * 100, $1::bigint * 100,
        'SETTLED', '{}', 'API', s.at
    FROM sales s, merchant_accounts a
    """,
    """
    INSERT INTO status_events (transaction_id, status, at, amount, currency, source)
    SELECT s.id, status, s.at, $1::bigint * 100, 'USD', 'API'
    FROM sales s, unnest(ARRAY['AUTHORIZED', 'SUBMITTED_FOR_SETTLEMENT', 'SETTLING', 'SETTLED']) AS status
    """,
    """
    INSERT INTO operations (merchant_id, kind, key, transaction_id, currency, amount, state, on_failure, requested_by,
        requested_by_kind, requested_by_id, requested_at, attempts_made, first_attempt_at, last_attempt_at,
        last_outcome, gateway)
    SELECT a.merchant_id, 'CHARGE', s.key, s.id, 'USD', $1::bigint * 100, 'SUCCEEDED', 'QUEUE', 'Bench', 'API_KEY',
        'bench', s.at, 1, s.at, s.at, 'ACCEPTED', 'sandbox'
    FROM sales s, merchant_accounts a
    """,
    """
    INSERT INTO sandbox.payments (transaction, merchant, currency, amount, captured, status, method, authorized_at,
        expires_at, submitted_at, settled_at)
    SELECT legacy_id, 'bench', 'USD', $1::bigint * 100, $1::bigint * 100, 'SETTLED', 'CARD', at,
        at + interval '7 days', at, at
    FROM sales
    """,
    """
    INSERT INTO sandbox.journal (key, kind, transaction, currency, amount, effect, at)
    SELECT key, 'charge', legacy_id, 'USD', $1::bigint * 100, true, at FROM sales
    """,
)

REFUNDS = (
    """
    CREATE TEMPORARY TABLE asked ON COMMIT DROP AS
    SELECT number AS id, 'refund' || number AS legacy_id, 'refund' || number AS key, (number + 9) / 10 AS sale,
        now() - interval '1 day' - interval '1 minute' AS at,
        CASE
            WHEN number % ($1::bigint / $2::bigint) = 0 THEN now() - interval '1 minute'
            ELSE now() + interval '1 hour' + number * interval '70 milliseconds'
        END AS due
    FROM generate_series(1, $1::bigint) AS number
    """,
    """
    INSERT INTO refunds (id, merchant_id, legacy_id, transaction_id, account_id, currency, amount, status, source,
        created_at, requested_by, requested_by_id)
    OVERRIDING SYSTEM VALUE
    SELECT r.id, a.merchant_id, r.legacy_id, r.sale, a.id, 'USD', 100, 'AUTHORIZING', 'API', r.at, 'Bench', 'bench'
    FROM asked r, merchant_accounts a
    """,
    """
    INSERT INTO operations (merchant_id, kind, key, transaction_id, refund_id, currency, amount, state, on_failure,
        requested_by, requested_by_kind, requested_by_id, requested_at, attempts_made, first_attempt_at,
        last_attempt_at, next_attempt_at, last_outcome, last_error, gateway)
    SELECT a.merchant_id, 'REFUND', r.key, r.sale, r.id, 'USD', 100, 'WAITING', 'QUEUE', 'Bench', 'API_KEY', 'bench',
        r.at, 1, r.at, r.at, r.due, 'UNAVAILABLE', 'The gateway could not be reached.', 'sandbox'
    FROM asked r, merchant_accounts a
    """,
)

ATTEMPTS = """
INSERT INTO attempts (operation_id, number, key, started_at, finished_at, outcome)
SELECT id, 1, key, first_attempt_at, first_attempt_at, last_outcome FROM operations
"""

NUMBERED = ("transactions", "refunds")
GO_ON_COUNTING = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
"""Their rows were given numbers; those that come are to have others."""


async def load_queue(address: str, queued: int, due: int) -> None:
    """Fills an empty, migrated database with `queued` waiting refunds of 1.00, of which `due` are due.

    `queued` is a multiple of SALE_HAS times `due`.
    """
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(address.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute(MERCHANT)
            # The sum that this trigger keeps row by row is written with the sales.
            await connection.execute("ALTER TABLE refunds DISABLE TRIGGER USER")
            await connection.execute(SALES[0], queued // SALE_HAS)
            for statement in SALES[1:]:
                await connection.execute(statement, SALE_HAS)
            await connection.execute(REFUNDS[0], queued, due)
            for statement in REFUNDS[1:]:
                await connection.execute(statement)
            await connection.execute(ATTEMPTS)
            for table in NUMBERED:
                await connection.execute(GO_ON_COUNTING.format(table=table))
            await connection.execute("ALTER TABLE refunds ENABLE TRIGGER USER")
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()
