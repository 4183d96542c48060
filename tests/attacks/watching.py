"""A service that has its database for itself, and a look at how many connections it keeps there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace

import asyncpg
import httpx

from app.domain.people.people import Right
from app.main import create_app
from app.settings import Settings
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.web.live import served

OTHERS = """
SELECT count(*) AS connections, count(*) FILTER (WHERE wait_event_type = 'Lock') AS waiting
FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True, slots=True)
class Pooled:
    """The connections that a process may keep: REFUNDRY_DATABASE_POOL_SIZE, the sandbox gateway's, and the locks'."""

    pool: int = 8
    gateway: int = 10
    locks: int = 1

    @property
    def most(self) -> int:
        return self.pool + self.gateway + self.locks


POOLED = Pooled()


@dataclass(slots=True)
class Watch:
    """How many connections a database has beside this one, and had at most; looked at again and again."""

    connection: "asyncpg.Connection[asyncpg.Record]"
    most: int = 0
    looks: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def waiting(self) -> int:
        """How many wait for a lock."""
        async with self.one_at_a_time:
            seen = await self.connection.fetchrow(OTHERS)
        assert seen is not None
        self.most, self.looks = max(self.most, seen["connections"]), self.looks + 1
        return int(seen["waiting"])

    async def go_on(self) -> None:
        while not self.over.is_set():
            await self.waiting()
            await asyncio.sleep(0.01)


@asynccontextmanager
async def watched(settings: Settings) -> AsyncIterator[Watch]:
    connection = await asyncpg.connect(settings.database_url.replace("+asyncpg", ""))
    watch = Watch(connection)
    watching = asyncio.create_task(watch.go_on())
    try:
        yield watch
    finally:
        watch.over.set()
        await watching
        await connection.close()


@asynccontextmanager
async def opened(settings: Settings, merchants: int, *rights: Right) -> AsyncIterator[list[Shop]]:
    """New merchants, each by a key with these rights, of a service in this process.

    The database has no other connections: what set it up is gone by then.
    """
    async with AsyncExitStack() as stack:
        async with live_service(settings) as live:
            shops = [await stack.enter_async_context(open_shop(live)) for _ in range(merchants)]
            keys = [await shop.key(*rights) for shop in shops]
        port = await stack.enter_async_context(served(create_app(settings)))
        limits = httpx.Limits(max_connections=None)
        http = await stack.enter_async_context(httpx.AsyncClient(timeout=120, limits=limits, verify=False))
        running = replace(live, url=f"http://127.0.0.1:{port}/graphql")
        yield [replace(key, live=running, http=http) for key in keys]
