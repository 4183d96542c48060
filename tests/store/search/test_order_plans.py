"""Orders and customers are found by index, by PostgreSQL's own plans (SPEC 7.2)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, TypeAlias

import asyncpg
import pytest
from sqlalchemy import Select, create_engine

from app.domain.orders.orders import OrderStatus
from app.store.search.matching import TextMatch, TimeRange
from app.store.search.order_search import CustomerCriteria, OrderCriteria, Place, select_customers, select_orders

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

ORDERS, REFUNDED_EVERY = 20_000, 1_000
MARCH = TimeRange(datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 8, tzinfo=UTC))

TABLES = f"""
INSERT INTO merchants (public_id, name, sandbox, created_at) VALUES ('m', 'M', true, now());
INSERT INTO merchant_accounts (merchant_id, public_id, currency, status) VALUES (1, 'usd', 'USD', 'ACTIVE');
INSERT INTO customers (merchant_id, legacy_id, email, first_name, last_name, created_at)
SELECT 1, 'c' || n, 'Person' || n || '@example.com', 'First' || n % 100, 'Last' || n % 1000,
    timestamptz '2025-01-01' + n * interval '10 minutes'
FROM generate_series(1, {ORDERS // 2}) n;
INSERT INTO orders (merchant_id, legacy_id, order_id, currency, customer_id, customer_email, placed_at)
SELECT 1, 'o' || n, 'Web-' || n, 'USD', c.id, c.email, timestamptz '2025-01-01' + n * interval '5 minutes'
FROM generate_series(1, {ORDERS}) n JOIN customers c ON c.legacy_id = 'c' || (1 + n % {ORDERS // 2});
INSERT INTO transactions (merchant_id, legacy_id, account_id, order_id, belongs_to, currency, amount,
    authorized_amount, status, method, source, created_at)
SELECT 1, 't' || id, 1, order_id, id, 'USD', 100, 100,
    CASE WHEN id % {REFUNDED_EVERY} = 0 THEN 'VOIDED' ELSE 'SETTLED' END, '{{}}', 'API', placed_at FROM orders;
ANALYZE;
"""


@pytest.fixture
async def connection(database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    await connection.execute(TABLES)
    yield connection
    await connection.close()


def folded(**wanted: str) -> TextMatch:
    return TextMatch(**wanted, fold=True)  # type: ignore[arg-type]


SEARCHES: dict[str, Select[Any, Any]] = {
    "the newest": select_orders(1, OrderCriteria(), 50, None),
    "a page further on": select_orders(1, OrderCriteria(), 50, Place(datetime(2025, 2, 1, tzinfo=UTC), 9_000)),
    "an order id": select_orders(1, OrderCriteria(order_id=folded(equals="WEB-777")), 50, None),
    "its beginning": select_orders(1, OrderCriteria(order_id=folded(starts="web-77")), 50, None),
    "an address": select_orders(1, OrderCriteria(customer_email=folded(equals="PERSON77@example.com")), 50, None),
    "its beginning too": select_orders(1, OrderCriteria(customer_email=folded(starts="person77")), 50, None),
    "a week": select_orders(1, OrderCriteria(placed_at=MARCH), 50, None),
    "a customer's": select_orders(1, OrderCriteria(customer_number=77), 50, None),
    **{status: select_orders(1, OrderCriteria(status=status), 50, None) for status in OrderStatus},
    "the newest customers": select_customers(1, CustomerCriteria(), 50, None),
    "a customer by address": select_customers(
        1, CustomerCriteria(texts=(("email", folded(equals="person5@example.com")),)), 50, None
    ),
    "a customer by name": select_customers(
        1, CustomerCriteria(texts=(("last_name", folded(starts="last77")),)), 50, None
    ),
    "by first name": select_customers(1, CustomerCriteria(texts=(("first_name", folded(equals="first7")),)), 50, None),
}


async def test_no_search_reads_all_orders(connection: Connection) -> None:
    engine, plans = create_engine("postgresql+asyncpg://"), {}
    for name, statement in SEARCHES.items():
        sql = str(statement.compile(engine, compile_kwargs={"literal_binds": True}))
        rows = await connection.fetch("EXPLAIN " + sql)
        plans[name] = "\n".join(row[0] for row in rows)
    assert not {name: plan for name, plan in plans.items() if "Seq Scan" in plan}
    assert "ix_orders_order_id" in plans["an order id"]
    assert "ix_orders_order_id" in plans["its beginning"]
    assert "ix_orders_customer_email" in plans["an address"]
    assert "ix_orders_customer_email" in plans["its beginning too"]
    assert "ix_transactions_given_back" in plans["REFUNDED"]
