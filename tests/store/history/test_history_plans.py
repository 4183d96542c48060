"""A page's histories are read by index, however many payments there are (SPEC 8.5)."""

from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import asyncpg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from app.store.history import changes, history
from app.store.history.history import HistoryFacts

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

PAYMENTS = 20_000

TABLES = f"""
INSERT INTO merchants (public_id, name, sandbox, created_at) VALUES ('m', 'M', true, now());
INSERT INTO merchant_accounts (merchant_id, public_id, currency, status) VALUES (1, 'usd', 'USD', 'ACTIVE');
INSERT INTO orders (merchant_id, legacy_id, order_id, currency, placed_at)
SELECT 1, 'o' || n, 'Web-' || n, 'USD', now() FROM generate_series(1, {PAYMENTS}) n;
INSERT INTO transactions (merchant_id, legacy_id, account_id, order_id, belongs_to, currency, amount,
    authorized_amount, status, method, source, created_at)
SELECT 1, 't' || id, 1, order_id, id, 'USD', 100, 100, 'SETTLED', '{{}}', 'API', placed_at FROM orders;
INSERT INTO refunds (merchant_id, legacy_id, transaction_id, account_id, currency, amount, status, source, created_at,
    requested_by, requested_by_id)
SELECT 1, 'r' || id, id, 1, 'USD', 10, 'SETTLED', 'API', now(), 'Key', 'key' FROM transactions;
INSERT INTO status_events (transaction_id, status, at, amount, currency, source)
SELECT id, 'SETTLED', now(), 100, 'USD', 'API' FROM transactions;
INSERT INTO status_events (refund_id, status, at, amount, currency, source)
SELECT id, 'SETTLED', now(), 10, 'USD', 'API' FROM refunds;
INSERT INTO operations (merchant_id, kind, key, transaction_id, refund_id, currency, amount, state, on_failure,
    requested_by, requested_by_id, requested_by_kind, requested_at, attempts_made, first_attempt_at, last_attempt_at)
SELECT 1, 'REFUND', 'k' || id, transaction_id, id, 'USD', 10, 'SUCCEEDED', 'QUEUE', 'Key', 'key', 'API_KEY', now(), 1,
    now(), now() FROM refunds;
INSERT INTO attempts (operation_id, number, key, started_at, finished_at, outcome)
SELECT id, 1, key, now(), now(), 'ACCEPTED' FROM operations;
INSERT INTO changes (merchant_id, transaction_id, refund_id, order_row_id, at, actor_id, actor_name, source, kind,
    facts)
SELECT 1, transaction_id, id, NULL, now(), 'key', 'Key', 'API', 'ASKED',
    '{{"operation": "REFUND", "amount": 10, "currency": "USD"}}' FROM refunds;
INSERT INTO changes (merchant_id, order_row_id, at, actor_id, actor_name, source, kind, facts)
SELECT 1, id, now(), 'key', 'Key', 'API', 'ORDER_CANCELLED', '{{}}' FROM orders;
ANALYZE;
"""


@pytest.fixture
async def connection(database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    await connection.execute(TABLES)
    yield connection
    await connection.close()


class Explaining:
    """Stands for a session: gives what the statement finds, after a look at the plan for it."""

    def __init__(self, session: Any, connection: Connection) -> None:
        self.session, self.connection = session, connection
        self.plans: list[str] = []

    async def execute(self, statement: Any) -> Any:
        dialect = create_engine("postgresql+asyncpg://")
        sql = str(statement.compile(dialect, compile_kwargs={"literal_binds": True}))
        self.plans.append("\n".join(row[0] for row in await self.connection.fetch("EXPLAIN " + sql)))
        return await self.session.execute(statement)


READS: dict[str, tuple[Any, int]] = {
    "transactions": (history.of_transactions, 4),
    "refunds": (history.of_refunds, 3),
    "orders": (history.of_orders, 5),
}
"""What reads the facts of a page, and how many there are of each of its things."""


async def test_a_page_reads_its_own_rows_only(database: str, connection: Connection) -> None:
    large = ("changes", "attempts", "operations", "status_events", "transactions", "refunds", "orders")
    engine = create_async_engine(database.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.connect() as session:
        for read, told in READS.values():
            explaining: Any = Explaining(session, connection)
            page: HistoryFacts = await read(explaining, 1, list(range(1, 51)))
            assert {number: len(facts) for number, facts in page.items()} == dict.fromkeys(range(1, 51), told)
            assert not [plan for plan in explaining.plans for name in large if f"Seq Scan on {name}" in plan]
            assert len(explaining.plans) <= 6
        explaining = Explaining(session, connection)
        found, more = await changes.page(explaining, 1, 50, 30_000)
        assert ([each.id for each in found], more) == (list(range(29_999, 29_949, -1)), True)
        assert "Seq Scan on changes" not in explaining.plans[0]
    await engine.dispose()
