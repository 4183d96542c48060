"""One run: two API processes and a worker, merchants whose clocks go through a day, and a look at it each minute."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import asyncpg
import httpx
from redis.asyncio import Redis

from app.addresses.redis import read_redis
from app.assembly import assembled
from app.domain.durations import format_duration
from app.flows.upkeep.verify import verify
from app.settings import Settings
from app.store.history.checks import Patience
from app.store.people import merchants
from bench.place import LONGEST_START, Place
from bench.soak.lives import Books, Program, expect
from bench.soak.receivers import Received, receiving
from bench.soak.samples import Sample, take
from tests.support.following import following
from tests.support.merchant_client import PLAIN_HTTP, Live, Shop, open_shop

MERCHANTS = 6
"""Their clocks are apart, so that their midnights are."""

PROGRAMS = 3
"""Programs of each merchant that ask at the same time."""

DAY = timedelta(hours=24)
STEPS = 24
"""In how many steps the clocks are moved on through the day."""

LOOKS = 60
"""How often everything is looked at."""

AFTERWARDS = "P5D"
"""What the clocks are moved on by in the end, so that the queue comes to its end."""

LONGEST_CALL = 600.0
"""Seconds that an answer may take: a clock that is moved on by days plays all that falls due."""

IDLE = httpx.Limits(max_connections=64, keepalive_expiry=1.0)
"""Clients drop an idle connection after a second, before a process does: none is closed while a request is sent."""

LAST_MESSAGES = 300.0
"""Seconds within which the last webhook messages and mails have to be there."""

SETTINGS = "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { __typename } }"
ENDPOINT = (
    "mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input)"
    " { endpoint { id } validationErrors { message } } }"
)
FOLLOW = "subscription ($id: ID!) { paymentChanged(id: $id) { id status } }"

DELIVERED = "SELECT count(*) FROM webhook_messages WHERE state = 'DELIVERED'"
TWICE = "SELECT key, kind FROM sandbox.journal WHERE effect GROUP BY key, kind HAVING count(*) > 1"


@dataclass(slots=True)
class Ran:
    """What came of a run."""

    samples: list[Sample] = field(default_factory=list)
    books: Books = field(default_factory=Books)
    followed: int = 0
    messages: int = 0
    mails: int = 0
    broken: list[str] = field(default_factory=list)
    """What is not as the clients were told, in words."""


@dataclass(slots=True)
class Pace:
    """Lets `rate` things a second begin, evenly."""

    rate: float
    next: float = 0.0

    async def turn(self) -> None:
        now = time.monotonic()
        self.next = max(self.next + 1 / self.rate, now - 1)
        if self.next > now:
            await asyncio.sleep(self.next - now)


async def run(place: Place, database: str, minutes: float, rate: float, say: Callable[[str], None]) -> Ran:
    """Asks `rate` things a second for so many `minutes`, and then sees whether all of it is true."""
    ran = Ran()
    async with AsyncExitStack() as stack:
        received = await stack.enter_async_context(receiving())
        place.given = {
            "webhook_networks": ["127.0.0.0/8"],
            "smtp_url": f"smtp://127.0.0.1:{received.mail_port}?starttls=never",
            "mail_from": "soak@example.com",
            "verification_delays": "PT5M,PT1H",
            "log_level": "warning",
        }
        apis = [stack.enter_context(place.starting(database)) for _ in range(2)]
        worker = stack.enter_context(place.working(database))
        for api in apis:
            await _ready(api.port)
        settings = place.settings(database)
        shops = await stack.enter_async_context(opened_shops(settings, [api.port for api in apis], received))
        pids = {f"API {number}": api.process.pid for number, api in enumerate(apis, 1)} | {"worker": worker.pid}
        looking = await stack.enter_async_context(Looking.at(settings, pids))
        await _play(ran, shops, looking, minutes, rate, say)
        await _end(ran, shops, received, settings)
    return ran


async def _ready(port: int) -> None:
    """Returns once that process serves."""
    async with asyncio.timeout(LONGEST_START), httpx.AsyncClient() as http:
        while True:
            with suppress(httpx.TransportError):
                if (await http.get(f"http://127.0.0.1:{port}/readyz")).status_code == httpx.codes.OK:
                    return
            await asyncio.sleep(0.05)


async def _play(
    ran: Ran,
    shops: Sequence[Sequence[Shop]],
    looking: "Looking",
    minutes: float,
    rate: float,
    say: Callable[[str], None],
) -> None:
    over, pace, began = asyncio.Event(), Pace(rate), time.monotonic()
    chance = random.Random(20_26)  # noqa: S311 - it draws a load, and guards nothing
    programs = [
        Program(each, ran.books, pace.turn, random.Random(chance.random()))  # noqa: S311 - as above
        for each in shops
        for _ in range(PROGRAMS)
    ]
    async with asyncio.TaskGroup() as group:
        for program in programs:
            group.create_task(program.run(over))
        for each in shops:
            group.create_task(_move_on(each, ran.books, minutes, over))
        group.create_task(_follow(shops[0], ran, over))
        for number in range(1, LOOKS + 1):
            await asyncio.sleep(max(0.0, began + number * minutes * 60 / LOOKS - time.monotonic()))
            sample = await looking.look((time.monotonic() - began) / 60, ran.books.mutations)
            ran.samples.append(sample)
            say(_line(sample, ran.books))
        over.set()


async def _move_on(shops: Sequence[Shop], books: Books, minutes: float, over: asyncio.Event) -> None:
    """Moves one merchant's clock through a day."""
    for _ in range(STEPS):
        try:
            async with asyncio.timeout(minutes * 60 / STEPS):
                await over.wait()
                return
        except TimeoutError:
            pass
        try:
            await shops[0].advance(format_duration(DAY / STEPS))
        except Exception as error:
            books.wrong.append(f"the clock: {type(error).__name__}: {error}")


async def _follow(shops: Sequence[Shop], ran: Ran, over: asyncio.Event) -> None:
    """Follows one payment after the other, by a connection of its own each time."""
    while not over.is_set():
        shop = shops[ran.followed % len(shops)]
        try:
            sale = await shop.settled("20.00")
            ran.books.sales += 1
            async with following(shop, FOLLOW, {"id": sale}) as followed:
                await followed.until(status="SETTLED")
                ran.books.accept((await shop.refund(sale, "20.00")).object)
                expect((await followed.value())["id"] == sale, "another payment's change")
        except Exception as error:
            ran.books.wrong.append(f"following: {type(error).__name__}: {error}")
        ran.followed += 1
        ran.books.mutations += 3
        await asyncio.sleep(2)


@asynccontextmanager
async def opened_shops(settings: Settings, ports: Sequence[int], received: Received) -> AsyncIterator[list[list[Shop]]]:
    """The merchants, each by every API process, with clocks that are apart."""
    async with AsyncExitStack() as stack:
        found = list[list[Shop]]()
        async with assembled(settings) as service:
            live = Live(f"http://127.0.0.1:{ports[0]}/graphql", settings, service)
            for number in range(MERCHANTS):
                client = httpx.AsyncClient(timeout=LONGEST_CALL, limits=IDLE, verify=PLAIN_HTTP)
                http = await stack.enter_async_context(client)
                shop = replace(await stack.enter_async_context(open_shop(live)), http=http)
                async with service.store.begin() as session:
                    await merchants.set_clock_offset(session, shop.merchant.id, DAY * (number + 0.5) / MERCHANTS)
                found.append(
                    [replace(shop, live=replace(live, url=f"http://127.0.0.1:{port}/graphql")) for port in ports]
                )
        for each in found:
            await _set_up(each[0], received)
        yield found


async def _set_up(shop: Shop, received: Received) -> None:
    told = await shop.ask(SETTINGS, retryInterval="PT2H", retryAttempts=3, notifyEmails=["staff@example.com"])
    expect("errors" not in told.body, told.body)
    made = await shop.ask(ENDPOINT, url=received.url)
    expect(made.body["data"]["createWebhookEndpoint"]["endpoint"] is not None, made.body)


@dataclass(slots=True)
class Looking:
    """The connections by which everything is looked at."""

    pids: dict[str, int]
    database: "asyncpg.Connection[asyncpg.Record]"
    redis: Redis

    @classmethod
    @asynccontextmanager
    async def at(cls, settings: Settings, pids: dict[str, int]) -> AsyncIterator["Looking"]:
        database: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(settings.database_url)
        redis: Redis = Redis(connection_pool=read_redis(settings.redis_url).connections(5.0, 5.0))
        try:
            yield cls(pids, database, redis)
        finally:
            await redis.aclose(close_connection_pool=True)
            await database.close()

    async def look(self, minute: float, mutations: int) -> Sample:
        return await take(minute, mutations, self.pids, self.database, self.redis)


async def _end(ran: Ran, shops: Sequence[Sequence[Shop]], received: Received, settings: Settings) -> None:
    """Plays the queue to its end, and compares what clients were told with what is there."""
    for each in shops:
        await each[0].advance(AFTERWARDS)
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(settings.database_url)
    try:
        await _all_told(connection, ran)
        ran.messages, ran.mails = len(received.messages), received.mails
        ran.broken += await _differences(connection, ran.books, received)
    finally:
        await connection.close()
    async with assembled(settings) as service:
        ran.broken += [f"promise: {each.check.name}" async for each in verify(service, Patience()) if not each.kept]


async def _all_told(connection: "asyncpg.Connection[asyncpg.Record]", ran: Ran) -> None:
    deadline = time.monotonic() + LAST_MESSAGES
    waiting = (
        "SELECT (SELECT count(*) FROM webhook_messages WHERE state = 'WAITING')"
        " + (SELECT count(*) FROM outbox WHERE next_try_at IS NOT NULL)"
    )
    while left := await connection.fetchval(waiting):
        if time.monotonic() > deadline:
            ran.broken.append(f"{left} messages and mails still wait")
            return
        await asyncio.sleep(0.5)


async def _differences(connection: "asyncpg.Connection[asyncpg.Record]", books: Books, received: Received) -> list[str]:
    twice = await connection.fetch(TWICE)
    found = [f"{row['kind']} with two effects: {row['key']}" for row in twice]
    for what, told, there in (
        ("sales", books.sales, await connection.fetchval("SELECT count(*) FROM transactions")),
        ("refunds", len(books.refunds), await connection.fetchval("SELECT count(*) FROM refunds")),
        ("webhook messages", len(received.messages), await connection.fetchval(DELIVERED)),
    ):
        if told != there:
            found.append(f"{what}: {told} told, {there} there")
    return found


def _line(sample: Sample, books: Books) -> str:
    memory = ", ".join(f"{name} {each.memory:.1f} MiB {each.files} files" for name, each in sample.processes.items())
    size = sum(each.bytes for each in sample.tables.values()) / 2**20
    return (
        f"{sample.minute:5.1f} min: {books.mutations} mutations, {books.queries} queries, {memory}, "
        f"{sample.connections} connections (largest {sample.backend:.1f} MiB), "
        f"Redis {sample.redis_clients} clients {sample.redis_keys} keys {sample.redis_memory:.1f} MiB, "
        f"tables {size:.1f} MiB, {len(books.wrong)} wrong"
    )
