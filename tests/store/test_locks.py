"""Locks across processes: nobody waits for one, one connection carries all of a process's, and none is left behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import asyncpg
import pytest

from app.domain.problems import Unavailable
from app.store.database import Store, Taken
from tests.crash.installation import until

KIND = "test"


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    opened = Store(database)
    yield opened
    await opened.close()


@pytest.fixture
async def other(database: str) -> AsyncIterator[Store]:
    """Another process's."""
    opened = Store(database)
    yield opened
    await opened.close()


async def holders(database: str) -> list[int]:
    """The connections that hold an advisory lock."""
    connection = await asyncpg.connect(database)
    try:
        rows = await connection.fetch(
            "SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE l.locktype = 'advisory' AND d.datname = current_database()"
        )
        return [row["pid"] for row in rows]
    finally:
        await connection.close()


async def test_who_comes_second_is_told_at_once(store: Store, other: Store) -> None:
    async with store.alone(KIND, 1):
        for each in (store, other):
            with pytest.raises(Taken):
                async with each.alone(KIND, 1):
                    pytest.fail("both have it")
        async with other.alone(KIND, 2), store.alone("another kind", 1):
            pass
    async with other.alone(KIND, 1):
        pass


async def test_all_locks_of_a_process_take_one_connection(store: Store, database: str) -> None:
    async with AsyncExitStack() as held:
        await asyncio.gather(*(held.enter_async_context(store.alone(KIND, number)) for number in range(50)))
        assert len(await holders(database)) == 1
    assert await holders(database) == []


async def test_of_many_at_once_one_gets_it(store: Store, other: Store) -> None:
    got: list[Store] = []

    async def try_it(each: Store) -> None:
        try:
            async with each.alone(KIND, 1):
                got.append(each)
                await over.wait()
        except Taken:
            refused.append(each)
            if len(refused) == 39:
                over.set()

    over, refused = asyncio.Event(), list[Store]()
    async with asyncio.timeout(30):
        await asyncio.gather(*(try_it(each) for each in [store, other] * 20))
    assert len(got) == 1


async def test_what_fails_or_is_cut_short_lets_go(store: Store, other: Store, database: str) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.alone(KIND, 1), store.alone(KIND, 2):
            raise ZeroDivisionError
    async with store.alone(KIND, 3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), store.alone(KIND, 1):
                await asyncio.Event().wait()
        async with other.alone(KIND, 1), other.alone(KIND, 2):
            pass

    async def none_held() -> bool:
        return not await holders(database)

    await until(none_held, "the locks to be free")


async def test_a_lost_connection_is_replaced(store: Store, other: Store, database: str) -> None:
    async with store.alone(KIND, 1):
        (lost,) = await holders(database)
        connection = await asyncpg.connect(database)
        assert await connection.fetchval("SELECT pg_terminate_backend($1, 5000)", lost)
        await connection.close()
        with pytest.raises(Taken):
            async with store.alone(KIND, 1):
                pytest.fail("this process still does it")
        taken = 0
        for _ in range(3):
            # That the connection is gone is seen when it is used, at the latest.
            with suppress(Unavailable):
                async with store.alone(KIND, 2):
                    taken += 1
        assert taken >= 2
    async with other.alone(KIND, 1), other.alone(KIND, 2), store.alone(KIND, 3):
        pass
