"""A viewer's slow searches starve nobody: not another merchant, and not its own merchant's payments.

What makes a search slow here is a lock on the table that it reads: it takes as long as a test wants, however busy the
machine is. How many statements are under way is counted where they are carried out, in PostgreSQL.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg
import httpx
import pytest

from app.demo.embedded import Urls
from app.domain.people.people import Right
from app.settings import Settings
from tests.support.merchant_client import PLAIN_HTTP, Answer, Live, Shop, live_service, open_shop
from tests.support.servers import settings_for

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

ALIASES = 15
SEARCHES = [
    f'a{n}: transactions(input: {{orderId: {{contains: "{n:04}"}}}}) {{ edges {{ cursor }} }}' for n in range(ALIASES)
]
FIFTEEN_SEARCHES = f"{{ {' '.join(SEARCHES)} }}"
PAGE = "{ transactions(input: {}) { edges { node { id status } } } }"

LOOKED = 20
"""How often it is counted what is under way, after as many statements were seen as there should be."""

READING = """
SELECT count(*) FROM pg_locks
WHERE relation = $1::text::regclass AND NOT granted
"""


@pytest.fixture
def settings(servers: Urls, database: str) -> Settings:
    """Nothing waits for a lock in vain."""
    return settings_for(servers, database, lock_timeout=20.0)


@pytest.fixture
async def live(settings: Settings) -> AsyncIterator[Live]:
    async with live_service(settings) as running:
        yield running


@pytest.fixture
async def viewer(live: Live) -> AsyncIterator[Shop]:
    async with open_shop(live) as shop:
        yield await shop.key(Right.VIEW)


@pytest.fixture
async def neighbour(live: Live) -> AsyncIterator[Shop]:
    async with open_shop(live) as shop:
        yield shop


class Slowed:
    """Statements that read a table, while they wait for a lock that one connection has; another one counts them."""

    def __init__(self, table: str, locking: Connection, counting: Connection) -> None:
        self.table, self.locking, self.counting = table, locking, counting

    async def under_way(self) -> int:
        return int(await self.counting.fetchval(READING, self.table))

    async def are(self, number: int) -> None:
        """Returns once so many are under way. Fails where there are not, after half a minute."""
        for _ in range(3_000):
            if await self.under_way() == number:
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"{await self.under_way()} are under way")

    async def stay(self, number: int) -> None:
        """The same; there are no more of them, however often one looks."""
        await self.are(number)
        for _ in range(LOOKED):
            await asyncio.sleep(0.01)
            assert await self.under_way() == number

    async def go_on(self) -> None:
        await self.locking.execute("ROLLBACK")


@asynccontextmanager
async def slowed(live: Live, table: str = "order_ids") -> AsyncIterator[Slowed]:
    """Searches by a part of the order id are slow; payments without one have nothing to do with that table."""
    address = live.settings.database_url.replace("+asyncpg", "")
    locking, counting = await asyncpg.connect(address), await asyncpg.connect(address)
    try:
        await locking.execute(f"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield Slowed(table, locking, counting)
    finally:
        await locking.close()
        await counting.close()


def codes_of(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.body["errors"][0]["extensions"]["code"]


def sent(viewer: Shop, times: int) -> list[asyncio.Task[Answer]]:
    return [asyncio.create_task(viewer.post(FIFTEEN_SEARCHES)) for _ in range(times)]


async def test_one_query_has_one_statement_under_way(viewer: Shop, live: Live) -> None:
    async with slowed(live) as searches:
        (query,) = sent(viewer, 1)
        await searches.stay(1)
        await searches.go_on()
        assert len((await query).body["data"]) == ALIASES


async def test_one_merchant_has_two_queries_at_work_and_holds_up_nobody_else(
    viewer: Shop, neighbour: Shop, live: Live
) -> None:
    async with slowed(live) as searches:
        queries = sent(viewer, 12)
        await searches.stay(2)
        payment = await neighbour.charge("10.00")
        assert (await neighbour.reverse(payment)).object["status"] == "VOIDED"
        assert len((await neighbour.post(PAGE)).body["data"]["transactions"]["edges"]) == 1
        assert await searches.under_way() == 2
        assert not any(query.done() for query in queries)
        await searches.go_on()
        for query in queries:
            assert len((await query).body["data"]) == ALIASES


async def test_its_own_payments_go_before_its_queries(neighbour: Shop, live: Live) -> None:
    viewer = await neighbour.key(Right.VIEW)
    async with slowed(live) as searches:
        queries = sent(viewer, 6)
        await searches.stay(2)
        payment = await neighbour.settled("10.00")
        assert (await neighbour.refund(payment, "4.00")).object["amount"]["value"] == "4.00"
        assert await searches.under_way() == 2
        await searches.go_on()
        await asyncio.gather(*queries)


async def test_many_merchants_leave_payments_their_connections(neighbour: Shop, live: Live) -> None:
    """All connections that there are for queries are taken; what comes then waits, and goes on in its turn."""
    async with slowed(live) as searches:
        queries: list[asyncio.Task[Answer]] = []
        for _ in range(3):
            async with open_shop(live) as shop:
                viewer = await shop.key(Right.VIEW)
            queries += sent(Shop(live, viewer.merchant, viewer.keys, neighbour.http), 3)
        await searches.stay(5)
        page = asyncio.create_task(neighbour.post(PAGE))
        await neighbour.charge("10.00")
        assert not page.done()
        await searches.go_on()
        assert (await page).body["data"]["transactions"]["edges"] is not None
        await asyncio.gather(*queries)


class TestWithShortTime:
    """Where a query may take a second."""

    @pytest.fixture
    def settings(self, servers: Urls, database: str) -> Settings:
        return settings_for(servers, database, lock_timeout=20.0, query_deadline=1.0)

    async def test_what_ran_out_of_time_ends_in_the_database_too(self, viewer: Shop, live: Live) -> None:
        async with slowed(live) as searches:
            ended = await asyncio.gather(*sent(viewer, 2))
            assert {codes_of(each) for each in ended} == {(200, "DEADLINE_EXCEEDED")}
            await searches.are(0)
            page = await viewer.post(PAGE)
            assert page.body["data"]["transactions"]["edges"] == []

    async def test_what_waited_for_its_turn_in_vain_hears_so(self, viewer: Shop, live: Live) -> None:
        async with slowed(live) as searches:
            ended = await asyncio.gather(*sent(viewer, 5))
            assert {codes_of(each) for each in ended} == {(200, "DEADLINE_EXCEEDED"), (503, "SERVICE_UNAVAILABLE")}
            await searches.are(0)

    async def test_so_does_what_a_queries_readers_read(self, viewer: Shop, neighbour: Shop, live: Live) -> None:
        """They read for many fields at once, beside the fields themselves."""
        query = "{ orders(input: {}) { edges { node { customer { email } } } } }"
        await neighbour.record_order("A-1", customer={"email": "somebody@example.com"})
        reader = await neighbour.key(Right.VIEW)
        async with slowed(live, "customers") as searches:
            ended = await reader.post(query)
            assert codes_of(ended) == (200, "DEADLINE_EXCEEDED")
            await searches.are(0)


async def test_more_than_may_wait_is_refused_at_once(viewer: Shop, neighbour: Shop, live: Live) -> None:
    # As many connections as requests: others would wait before they were sent.
    many = httpx.Limits(max_connections=104)
    async with slowed(live) as searches, httpx.AsyncClient(timeout=60, limits=many, verify=PLAIN_HTTP) as http:
        queries = sent(Shop(live, viewer.merchant, viewer.keys, http), 104)
        await searches.are(2)
        refused, _ = await asyncio.wait(queries, timeout=30, return_when=asyncio.FIRST_COMPLETED)
        assert {codes_of(each.result()) for each in refused} == {(429, "TOO_MANY_REQUESTS")}
        await neighbour.charge("10.00")
        await searches.go_on()
        answers = [await query for query in queries]
    assert [each.status for each in answers].count(429) == 2
