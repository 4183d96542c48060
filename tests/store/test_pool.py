"""Connections that plan a statement once for many times, and yet follow what becomes of the tables."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from app.store.pool import PLANNED_FOR, QuickPool, plan_as_usual

# Nobody but the test analyzes the table: that alone would have its statements planned afresh.
TABLE = "CREATE TABLE grown (id int PRIMARY KEY, of int) WITH (autovacuum_enabled = false)"
GROW = "INSERT INTO grown SELECT n, n % 10 FROM generate_series(1, 10000) AS n"
PREPARE = "PREPARE counted (int) AS SELECT * FROM grown WHERE of = $1"
EXPLAIN = "EXPLAIN EXECUTE counted (1)"


@pytest.fixture
async def address(empty: str) -> str:
    """The address of a database with a table that is empty."""
    connection = await asyncpg.connect(empty)
    await connection.execute(TABLE)
    await connection.close()
    return empty


@pytest.fixture
async def pool(address: str) -> AsyncIterator[QuickPool]:
    made = QuickPool(address, least=1, most=1)
    yield made
    await made.close()


async def test_it_plans_once_for_many_times_and_then_afresh(pool: QuickPool, address: str) -> None:
    async with pool.connection() as connection:
        await connection.execute(PREPARE)
    plans: list[str] = []
    grown = await asyncpg.connect(address)
    for used in range(2, 2 * PLANNED_FOR):
        async with pool.connection() as connection:
            plans.append("\n".join(row[0] for row in await connection.fetch(EXPLAIN)))
        if used == PLANNED_FOR // 2:
            await grown.execute(GROW)
    await grown.close()
    # The growth goes unnoticed until the plans are discarded.
    assert len({*plans[: PLANNED_FOR - 2]}) == 1
    assert len({*plans[PLANNED_FOR - 2 :]}) == 1
    assert plans[0] != plans[-1]


async def test_its_statements_never_read_a_whole_table_where_there_is_another_way(pool: QuickPool) -> None:
    statement = "EXPLAIN SELECT * FROM grown WHERE id = 1"
    async with pool.connection() as connection:
        assert "Seq Scan" not in "".join(row[0] for row in await connection.fetch(statement))
        async with connection.transaction():
            await plan_as_usual(connection)
            assert await connection.fetchval("SHOW enable_seqscan") == "on"
        assert await connection.fetchval("SHOW enable_seqscan") == "off"
        assert await connection.fetchval("SHOW plan_cache_mode") == "force_generic_plan"


async def test_it_opens_again_after_it_was_closed(pool: QuickPool) -> None:
    for _ in range(2):
        async with pool.connection() as connection:
            assert await connection.fetchval("SELECT 1") == 1
        await pool.close()


async def test_nobody_waits_for_ever_for_a_connection_that_others_keep(address: str) -> None:
    pool = QuickPool(address, least=1, most=1, wait=0.05)
    async with pool.connection():
        with pytest.raises(TimeoutError):
            async with pool.connection():
                pytest.fail("there is one only")
    async with pool.connection() as connection:
        assert await connection.fetchval("SELECT 1") == 1
    await pool.close()
