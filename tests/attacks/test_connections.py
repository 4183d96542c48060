"""Whoever asks for PostgreSQL's connections gets those of the pools, and no payment is refused for it.

The service runs here in this process and for this test alone, so that every connection of its database is its own.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace

import asyncpg
import httpx

from app.domain.people import Right
from app.embedded import Urls
from app.main import create_app
from app.settings import Settings
from tests import servers as real
from tests.promises import verified
from tests.shop import ADVANCE_CLOCK, CHARGE, VISA, Answer, Shop, live_service, open_shop
from tests.web.live import served

POOL, GATEWAY, LOCKS = 8, 10, 1
"""The connections that a process may keep: REFUNDRY_DATABASE_POOL_SIZE, the sandbox gateway's, and the locks'."""

CALLS, MERCHANTS, PAYMENTS = 230, 5, 40
"""More calls than PostgreSQL has connections."""

OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@dataclass(slots=True)
class Watch:
    """How many connections the database has, looked at again and again."""

    connection: "asyncpg.Connection[asyncpg.Record]"
    most: int = 0
    looks: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def look(self) -> int:
        seen = int(await self.connection.fetchval(OTHERS))
        self.most, self.looks = max(self.most, seen), self.looks + 1
        return seen

    async def go_on(self) -> None:
        while not self.over.is_set():
            await self.look()
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
async def opened(settings: Settings, merchants: int) -> AsyncIterator[list[Shop]]:
    """Merchants of a service that has no connections but its own: what set it up is gone by then."""
    async with AsyncExitStack() as stack:
        async with live_service(settings) as live:
            shops = [await stack.enter_async_context(open_shop(live)) for _ in range(merchants)]
            movers = [await shop.key(Right.CHARGE) for shop in shops]
        port = await stack.enter_async_context(served(create_app(settings)))
        limits = httpx.Limits(max_connections=CALLS + PAYMENTS)
        http = await stack.enter_async_context(httpx.AsyncClient(timeout=120, limits=limits, verify=False))
        url = f"http://127.0.0.1:{port}/graphql"
        yield [replace(mover, live=replace(live, url=url), http=http) for mover in movers]


async def test_moving_clocks_takes_no_connection_from_others(servers: Urls, database: str) -> None:
    """CHARGE alone, 230 at once on five merchants, while a sixth one takes payments."""
    settings = real.settings_for(servers, database, database_pool_size=POOL)
    async with opened(settings, MERCHANTS + 1) as (payer, *movers), watched(settings) as watch:
        moving = [asyncio.create_task(movers[n % MERCHANTS].ask(ADVANCE_CLOCK, by="P2D")) for n in range(CALLS)]
        paid = [await _pay(payer) for _ in range(PAYMENTS)]
        moved = await asyncio.gather(*moving)
    assert [answer.codes for answer in paid] == [[]] * PAYMENTS
    assert {answer.object["status"] for answer in paid} == {"SUBMITTED_FOR_SETTLEMENT"}
    told = Counter(_condition(answer) for answer in moved)
    assert set(told) <= {"moved", "CONCURRENT_CLOCK_MOVES"}, told
    assert told["moved"] >= MERCHANTS
    assert told["CONCURRENT_CLOCK_MOVES"] > CALLS // 2, told
    assert watch.looks > 10
    assert watch.most <= POOL + GATEWAY + LOCKS
    await verified(settings)


async def _pay(shop: Shop) -> Answer:
    return await shop.ask(CHARGE, paymentMethodId=VISA, transaction={"amount": "10.00"})


def _condition(answer: Answer) -> str:
    errors = answer.body.get("errors", [])
    return str(errors[0]["extensions"].get("condition", errors[0]["extensions"]["errorClass"])) if errors else "moved"
