"""What a text contains and ends with is found by index, by the searches' own statements and PostgreSQL's own plans."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest
from sqlalchemy import Select, create_engine

from app.demo.embedded import Urls
from app.store.search import search
from app.store.search.matching import TextMatch, TimeRange
from app.store.search.order_search import CustomerCriteria, OrderCriteria, select_customers, select_orders
from app.store.search.search import Criteria, CustomerMatch, MethodMatch, PaymentKind
from tests.support import servers as real

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

CUSTOMERS = 20_000

TABLES = f"""
INSERT INTO merchants (public_id, name, sandbox, created_at) VALUES ('m', 'M', true, now());
INSERT INTO merchant_accounts (merchant_id, public_id, currency, status) VALUES (1, 'usd', 'USD', 'ACTIVE');
INSERT INTO customers (merchant_id, legacy_id, email, first_name, last_name, company, phone_number, created_at)
SELECT 1, 'c' || n, 'Person' || n || '@example.com', 'First' || n % 100, 'Last' || n % 1000, 'Company ' || n,
    '+49 ' || 1000000 + n, timestamptz '2025-01-01' + n * interval '10 minutes'
FROM generate_series(1, {CUSTOMERS}) n;
INSERT INTO orders (merchant_id, legacy_id, order_id, currency, customer_id, customer_email, placed_at)
SELECT 1, 'o' || id, 'Web-' || id, 'USD', id, email, created_at FROM customers;
INSERT INTO transactions (merchant_id, legacy_id, account_id, customer_id, order_id, belongs_to, currency, amount,
    authorized_amount, status, method, source, created_at)
SELECT 1, 't' || o.id, 1, o.customer_id, o.order_id, o.id, 'USD', 100, 100, 'SETTLED',
    CASE WHEN o.id % 2 = 0 THEN jsonb_build_object('payer_email', o.customer_email)
    ELSE jsonb_build_object('cardholder', c.first_name || ' ' || c.last_name || ' ' || c.id, 'last4',
        lpad((o.id % 10000)::text, 4, '0'), 'bin', '401288') END,
    'API', o.placed_at
FROM orders o JOIN customers c ON c.id = o.customer_id;
INSERT INTO refunds (merchant_id, legacy_id, transaction_id, account_id, order_id, currency, amount, status, source,
    created_at, requested_by, requested_by_id)
SELECT 1, 'r' || id, id, 1, CASE WHEN id % 10 = 0 THEN 'Own-' || id ELSE order_id END, 'USD', 10, 'SETTLED', 'API',
    created_at, 'Key', 'key'
FROM transactions;
UPDATE orders SET updated_at = placed_at;
"""


@pytest.fixture(scope="module")
async def connection(servers: Urls, template: str) -> AsyncIterator[Connection]:
    address = await real.create_database(servers, template=template)
    connection = await asyncpg.connect(address)
    await connection.execute(TABLES)
    # What was written last waits beside an index of texts until a VACUUM, or until it is much, and is read as a whole.
    await connection.execute("VACUUM ANALYZE")
    yield connection
    await connection.close()
    await real.drop_database(servers, address)


class Explaining:
    """Stands for a driver's connection: gives what a statement finds, after a look at the plan for it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.plan = ""

    async def prepare(self, text: str, *, name: str, record_class: Any) -> Any:
        assert name == "", "a name would keep the plan"
        explaining = self

        class Statement:
            async def fetch(self, *values: object) -> list[Any]:
                return await explaining.fetch(text, *values, record_class=record_class)

        return Statement()

    async def fetch(self, text: str, *values: object, record_class: Any) -> list[Any]:
        self.plan = "\n".join(row[0] for row in await self.connection.fetch("EXPLAIN " + text, *values))
        found: list[Any] = await self.connection.fetch(text, *values, record_class=record_class)
        return found


def folded(**wanted: str) -> TextMatch:
    return TextMatch(**wanted, fold=True)  # type: ignore[arg-type]


def of_customer(column: str, **wanted: str) -> CustomerMatch:
    return CustomerMatch(texts=((column, folded(**wanted)),))


def of_method(attribute: str, wanted: TextMatch) -> tuple[MethodMatch, ...]:
    return (MethodMatch(paypal=attribute == "payer_email", texts=((attribute, wanted),)),)


PAYMENTS: dict[str, tuple[Criteria, str, int]] = {
    "a part of the order id": (Criteria(order_id=TextMatch(contains="b-1777")), "ix_order_ids_words", 11),
    "its end": (Criteria(order_id=TextMatch(ends="-1777")), "ix_order_ids_words", 1),
    "its beginning": (Criteria(order_id=TextMatch(starts="Web-1777")), "ix_order_ids_words|pk_order_ids", 11),
    "no part of any": (Criteria(order_id=TextMatch(contains="nothing")), "ix_order_ids_words", 0),
    "in another case": (Criteria(order_id=TextMatch(contains="WEB-1777")), "ix_order_ids_words", 0),
    "the customer's address": (Criteria(customer=of_customer("email", contains="ON1777")), "ix_customers_words", 11),
    "its end too": (Criteria(customer=of_customer("email", ends="1777@EXAMPLE.com")), "ix_customers_words", 2),
    "the customer's company": (Criteria(customer=of_customer("company", ends="y 1777")), "ix_customers_words", 1),
    "it exactly": (Criteria(customer=of_customer("company", equals="COMPANY 1777")), "ix_customers_words", 1),
    "the card's holder": (
        Criteria(methods=of_method("cardholder", folded(contains="last777 17777"))),
        "ix_transaction_texts_words",
        1,
    ),
    "the holder exactly": (
        Criteria(methods=of_method("cardholder", folded(equals="first77 last777 17777"))),
        "ix_transaction_texts_words",
        1,
    ),
    "the card's last digits": (
        Criteria(methods=of_method("last4", TextMatch(ends="1777"))),
        "ix_transaction_texts_words",
        2,
    ),
    "who paid by PayPal": (
        Criteria(methods=of_method("payer_email", folded(contains="PERSON1776"))),
        "ix_transaction_texts_words",
        6,
    ),
}
"""What is looked for, the index that finds it, and how many transactions there are of it."""


@pytest.mark.parametrize("name", PAYMENTS)
async def test_payments_are_found_by_the_texts_index(connection: Connection, name: str) -> None:
    criteria, index, number = PAYMENTS[name]
    explaining: Any = Explaining(connection)
    page = await search.transactions(explaining, 1, criteria, 50)
    assert len(page.transactions) == number
    assert_found_by(index, explaining.plan)


@pytest.mark.parametrize("name", PAYMENTS)
async def test_so_are_refunds(connection: Connection, name: str) -> None:
    criteria, index, _ = PAYMENTS[name]
    explaining: Any = Explaining(connection)
    await search.payments(explaining, 1, Criteria(**_parts(criteria), kinds=frozenset({PaymentKind.REFUND})), 50)
    assert_found_by(index, explaining.plan)


def assert_found_by(index: str, plan: str) -> None:
    assert not re.search(r"Seq Scan on (?!merchant_accounts)", plan), plan
    assert any(each in plan for each in index.split("|")), plan


def _parts(criteria: Criteria) -> dict[str, Any]:
    return {name: getattr(criteria, name) for name in ("order_id", "customer", "methods")}


async def test_a_refund_is_found_by_an_order_id_of_its_own(connection: Connection) -> None:
    explaining: Any = Explaining(connection)
    criteria = Criteria(order_id=TextMatch(contains="wn-177"), kinds=frozenset({PaymentKind.REFUND}))
    found = await search.payments(explaining, 1, criteria, 50)
    assert [each.id for each in found.positions] == [*range(17_790, 17_690, -10), 1_770]
    assert (await search.transactions(explaining, 1, criteria, 50)).transactions == []


async def test_what_many_have_is_read_from_the_newest_on(connection: Connection) -> None:
    """The index would find all of them before the first was known."""
    explaining: Any = Explaining(connection)
    for criteria in (
        Criteria(order_id=TextMatch(contains="Web-")),
        Criteria(customer=of_customer("email", contains="example")),
        Criteria(methods=of_method("payer_email", folded(ends="example.com"))),
    ):
        page = await search.transactions(explaining, 1, criteria, 50)
        assert (len(page.transactions), page.more) == (50, True)
        assert "ix_transactions_newest" in explaining.plan


LISTS: dict[str, tuple[Select[Any, Any], str, int]] = {
    "a part of an order id": (
        select_orders(1, OrderCriteria(order_id=folded(contains="EB-1777")), 50, None),
        "ix_order_ids_words",
        11,
    ),
    "its end": (select_orders(1, OrderCriteria(order_id=folded(ends="-1777")), 50, None), "ix_order_ids_words", 1),
    "a part of an address": (
        select_orders(1, OrderCriteria(customer_email=folded(contains="ON1777@")), 50, None),
        "ix_orders_words",
        1,
    ),
    **{
        f"a part of a customer's {column}": (
            select_customers(1, CustomerCriteria(texts=((column, wanted),)), 50, None),
            "ix_customers_words",
            number,
        )
        for column, wanted, number in [
            ("email", folded(contains="SON1777@"), 1),
            ("first_name", folded(ends="rst77", contains="zzz"), 0),
            ("last_name", folded(contains="ST777"), 20),
            ("company", folded(contains="any 1777"), 11),
            ("phone_number", TextMatch(contains="1001777"), 1),
        ]
    },
    "a company exactly": (
        select_customers(1, CustomerCriteria(texts=(("company", folded(equals="COMPANY 7")),)), 50, None),
        "ix_customers_words",
        1,
    ),
    "a telephone number exactly": (
        select_customers(1, CustomerCriteria(texts=(("phone_number", TextMatch(equals="+49 1000007")),)), 50, None),
        "ix_customers_words",
        1,
    ),
}


@pytest.mark.parametrize("name", LISTS)
async def test_orders_and_customers_are_found_by_the_texts_index(connection: Connection, name: str) -> None:
    statement, index, number = LISTS[name]
    sql = str(statement.compile(create_engine("postgresql+asyncpg://"), compile_kwargs={"literal_binds": True}))
    assert len(await connection.fetch(sql)) == number
    plan = "\n".join(row[0] for row in await connection.fetch("EXPLAIN " + sql))
    assert_found_by(index, plan)


async def test_a_page_of_lines_is_planned_by_its_own_texts(connection: Connection) -> None:
    """However often it was planned for texts that many have: the plan for a rare one is another."""
    explaining: Any = Explaining(connection)
    for _ in range(10):
        await search.transactions(explaining, 1, Criteria(order_id=TextMatch(contains="Web-")), 50)
    await search.transactions(explaining, 1, Criteria(order_id=TextMatch(contains="b-17777")), 50)
    assert "ix_order_ids_words" in explaining.plan


LATELY = TimeRange(since=datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=10 * (CUSTOMERS - 40)))
"""The last 41 of each have changed since."""


async def test_what_has_changed_since_is_found_by_its_index(connection: Connection) -> None:
    """For those who poll: one index for each of the three."""
    explaining: Any = Explaining(connection)
    page = await search.transactions(explaining, 1, Criteria(updated_at=LATELY), 50)
    assert (len(page.transactions), page.more) == (41, False)
    assert_found_by("ix_transactions_updated", explaining.plan)
    refunds = frozenset({PaymentKind.REFUND})
    found = await search.payments(explaining, 1, Criteria(updated_at=LATELY, kinds=refunds), 50)
    assert (len(found.positions), found.more) == (41, False)
    assert_found_by("ix_refunds_updated", explaining.plan)
    orders = select_orders(1, OrderCriteria(updated_at=LATELY), 50, None)
    sql = str(orders.compile(create_engine("postgresql+asyncpg://"), compile_kwargs={"literal_binds": True}))
    plan = "\n".join(row[0] for row in await connection.fetch("EXPLAIN " + sql))
    assert len(await connection.fetch(sql)) == 41
    for index in ("ix_orders_updated", "ix_transactions_updated", "ix_refunds_updated"):
        assert_found_by(index, plan)
