"""The driver's own connections: what fails is told as everywhere, and nobody gets a connection that was cut short."""

import asyncio
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from app.domain.problems import Unavailable
from app.store.database import Contended, Store
from tests.support.merchant_client import Shop


async def test_each_statement_is_its_own_transaction(shop: Shop) -> None:
    async with shop.live.service.store.driver() as driver:
        moments = {await driver.fetchval("SELECT now()") for _ in range(2)}
    assert len(moments) == 2


async def test_a_lost_connection_is_told_and_replaced(shop: Shop) -> None:
    store = Store(shop.live.settings.database_url, pool_size=1)
    try:
        async with store.driver() as driver:
            process = await driver.fetchval("SELECT pg_backend_pid()")
        with pytest.raises(Unavailable):
            await _end_and_ask(shop, store, process)
        async with store.driver() as driver:
            assert await driver.fetchval("SELECT pg_backend_pid()") != process
    finally:
        await store.close()


async def test_a_connection_that_was_lost_while_nobody_had_it_is_replaced(shop: Shop) -> None:
    store = Store(shop.live.settings.database_url, pool_size=1)
    try:
        async with store.driver() as driver:
            process = await driver.fetchval("SELECT pg_backend_pid()")
        await shop.execute("SELECT pg_terminate_backend($1, 5000)", process)
        await asyncio.sleep(0.1)
        async with store.driver() as driver:
            assert await driver.fetchval("SELECT pg_backend_pid()") != process
    finally:
        await store.close()


@pytest.mark.parametrize("door", ["session", "connection", "driver", "begin", "at_one_moment", "snapshot", "alone"])
@pytest.mark.parametrize("heard", [0, 8], ids=["at once", "after it was spoken to"])
async def test_a_server_that_hangs_up_while_a_connection_opens_is_away(door: str, heard: int) -> None:
    """As PostgreSQL does while it goes down; by every way to the database."""

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(heard)
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1")
    port = server.sockets[0].getsockname()[1]
    store = Store(f"postgresql+asyncpg://nobody@127.0.0.1:{port}/nothing?ssl=disable")
    opened: Any = store.alone("this", 1) if door == "alone" else getattr(store, door)()
    try:
        with pytest.raises(Unavailable):
            async with opened as connection:
                await connection.execute(text("SELECT 1"))
    finally:
        await store.close()
        server.close()


async def test_whoever_is_cut_short_leaves_nothing_under_way(shop: Shop) -> None:
    store = Store(shop.live.settings.database_url, pool_size=1)
    try:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), store.driver() as driver:
                await driver.execute("SELECT pg_sleep(30)")
        async with asyncio.timeout(5), store.driver() as driver:
            assert await driver.fetchval("SELECT 1") == 1
    finally:
        await store.close()


async def test_what_the_database_refuses_is_told_in_the_stores_words(shop: Shop) -> None:
    store = Store(shop.live.settings.database_url, lock_timeout=0.05)
    try:
        async with store.driver() as one, store.driver() as other, one.transaction():
            await one.execute("SELECT 1 FROM merchants WHERE id = $1 FOR UPDATE", shop.merchant.id)
            with pytest.raises(Contended):
                async with store.driver() as third:
                    await third.execute("SELECT 1 FROM merchants WHERE id = $1 FOR UPDATE", shop.merchant.id)
            with pytest.raises(asyncpg.UndefinedTableError):
                async with store.driver() as third:
                    await third.execute("SELECT 1 FROM nothing")
            assert await other.fetchval("SELECT 1") == 1
    finally:
        await store.close()


async def _end_and_ask(shop: Shop, store: Store, process: int) -> None:
    async with store.driver() as driver:
        await shop.execute("SELECT pg_terminate_backend($1, 5000)", process)
        await driver.fetchval("SELECT 1")
