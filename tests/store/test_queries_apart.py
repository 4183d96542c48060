"""What queries read: by connections of their own, one at a time for each query, and for so long and no longer."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import GraphQLError
from sqlalchemy import text

from app.domain.problems import TookTooLong, Unavailable
from app.schema.errors.problems import Stage, errors_of
from app.store.database import Store, divided
from tests.support.merchant_client import Shop

WAYS = ["session", "driver", "at_one_moment"]

SLEEP = "SELECT pg_sleep(30)"
SLEEPING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query = $1 AND state = 'active'
"""


@pytest.fixture
async def store(shop: Shop) -> AsyncIterator[Store]:
    store = Store(shop.live.settings.database_url, pool_size=9, query_timeout=0.5)
    yield store
    await store.close()


async def at_once() -> None:
    """Nothing goes first."""


async def execute(reader: Any, statement: str) -> None:
    await reader.execute(statement if hasattr(reader, "fetch") else text(statement))


@pytest.mark.parametrize("size", range(1, 40))
def test_every_part_has_a_connection_and_no_more_are_kept_than_may_be(size: int) -> None:
    for for_queries in (True, False):
        connections = divided(size, for_queries=for_queries)
        assert min(connections.shared, connections.work) >= 1
        assert (connections.queries >= 1) is for_queries
        assert sum(connections) == max(size, 3 if for_queries else 2)


@pytest.mark.parametrize("way", WAYS)
async def test_a_statement_of_a_query_ends_with_its_time(shop: Shop, store: Store, way: str) -> None:
    query = store.for_a_query(at_once)
    with pytest.raises(TookTooLong):
        async with getattr(query, way)() as reader:
            await execute(reader, SLEEP)
    [row] = await shop.execute(SLEEPING, SLEEP)
    assert row["count"] == 0
    async with getattr(query, way)() as reader:
        await execute(reader, "SELECT 1")
    async with store.session() as session:
        await session.execute(text("SELECT pg_sleep(0.6)"))


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_given_up_ends_in_the_database(shop: Shop, way: str) -> None:
    store = Store(shop.live.settings.database_url, query_timeout=60.0)
    try:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1), getattr(store.for_a_query(at_once), way)() as reader:
                await execute(reader, SLEEP)
        for _ in range(1_000):
            [row] = await shop.execute(SLEEPING, SLEEP)
            if not row["count"]:
                break
            await asyncio.sleep(0.01)
        else:
            pytest.fail("it goes on")
    finally:
        await store.close()


async def test_a_query_reads_by_one_connection_at_a_time(store: Store) -> None:
    query, reading, most = store.for_a_query(at_once), 0, 0

    async def read(way: str) -> None:
        nonlocal reading, most
        async with getattr(query, way)() as reader:
            reading += 1
            most = max(most, reading)
            await execute(reader, "SELECT 1")
            reading -= 1

    await asyncio.gather(*(read(WAYS[number % len(WAYS)]) for number in range(15)))
    assert most == 1


async def test_a_query_gives_way_before_each_statement(store: Store) -> None:
    gone, given = asyncio.Event(), 0

    async def give_way() -> None:
        nonlocal given
        given += 1
        await gone.wait()

    query = store.for_a_query(give_way)

    async def read() -> None:
        async with query.driver() as driver:
            await driver.execute("SELECT 1")

    reading = [asyncio.create_task(read()) for _ in range(3)]
    await asyncio.sleep(0.05)
    assert (given, any(each.done() for each in reading)) == (1, False)
    gone.set()
    await asyncio.gather(*reading)
    assert given == 3


async def test_all_queries_together_leave_the_others_their_connections(store: Store) -> None:
    """Sessions for work, and what requests read together, come while every connection for queries is taken."""
    assert store.connections == (4, 2, 3)
    held, all_held, release = 0, asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        nonlocal held
        async with store.for_a_query(at_once).driver() as driver:
            await driver.execute("SELECT 1")
            held += 1
            if held == store.connections.queries:
                all_held.set()
            await release.wait()

    holding = [asyncio.create_task(hold()) for _ in range(4)]
    async with asyncio.timeout(10):
        await all_held.wait()
    async with asyncio.timeout(10), store.session() as session, store.begin() as begun, store.connection() as shared:
        await session.execute(text("SELECT 1"))
        await begun.execute(text("SELECT 1"))
        await shared.execute("SELECT 1")
    assert held == store.connections.queries
    release.set()
    await asyncio.gather(*holding)


async def test_whoever_reads_twice_at_once_is_told_that_it_would_wait_for_itself(store: Store) -> None:
    query = store.for_a_query(at_once)
    with pytest.raises(AssertionError, match="wait for itself"):
        async with query.session(), query.driver():
            pass
    async with query.session() as session:
        await session.execute(text("SELECT 1"))


async def test_no_statement_of_a_query_takes_several_processes(store: Store) -> None:
    async with store.for_a_query(at_once).driver() as driver:
        assert await driver.fetchval("SHOW max_parallel_workers_per_gather") == "0"
        assert await driver.fetchval("SHOW statement_timeout") == "500ms"
    async with store.driver() as driver:
        assert await driver.fetchval("SHOW statement_timeout") == "30s"


async def test_elsewhere_a_statement_that_is_ended_is_no_defect(store: Store) -> None:
    """An operator may end one, or give all of a role's statements a time of their own."""
    with pytest.raises(Unavailable):
        async with store.driver() as driver:
            await driver.execute("SET statement_timeout = 10; SELECT pg_sleep(10)")


def test_a_client_hears_that_the_query_took_too_long() -> None:
    error = GraphQLError("", original_error=TookTooLong(20))
    (entry,) = errors_of(error, Stage.EXECUTION, "request")
    assert entry["message"] == "The query took longer than 20 seconds. Ask for less at once."
    assert entry["extensions"] == {
        "errorType": "developer_error",
        "errorClass": "SERVICE_AVAILABILITY",
        "code": "DEADLINE_EXCEEDED",
    }
