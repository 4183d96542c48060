"""Statements that requests share: what holds up one of them holds up nobody else for long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app.domain.ids import read_global_id
from app.domain.problems import Unavailable
from app.gateways.sandbox import books
from app.store.database import Store
from app.store.orders import look_orders
from app.store.people import keys
from app.store.pool import BY_THEIR_KEYS
from app.store.reversals import conclude, look, look_payments, reserve, taking
from app.store.reversals.look_payments import Wanted
from tests.support.merchant_client import Shop, open_shop

CLAIM = "INSERT INTO request_keys (merchant_id, key, fingerprint, created_at) VALUES ($1, 'taken', '\\x00', now())"
LOCK_TIMEOUT = 3
"""Seconds, by which a request that waits for the key would be late."""


class Wire:
    """A way to the database that can fall silent: what is connected by then hears nothing more, and is not told."""

    def __init__(self, address: str) -> None:
        self._url = make_url(address)
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: list[asyncio.StreamWriter] = []

    @asynccontextmanager
    async def address(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._connect, "127.0.0.1")
        port = server.sockets[0].getsockname()[1]
        try:
            yield self._url.set(host="127.0.0.1", port=port, query={}).render_as_string(hide_password=False)
        finally:
            server.close()
            self.fall_silent()
            for writer in self._writers:
                writer.close()
            await asyncio.gather(*(each.wait_closed() for each in self._writers), return_exceptions=True)

    def fall_silent(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = str(self._url.query.get("host") or self._url.host)
        port = self._url.port or 5432
        if host.startswith("/"):
            opened = await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{port}")
        else:
            opened = await asyncio.open_connection(host, port)
        for source, target in ((reader, opened[1]), (opened[0], writer)):
            task = asyncio.create_task(_pass_on(source, target))
            self._tasks.add(task)
            self._writers.append(target)


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
        target.close()


SHARED = {
    "keys": keys._FIND_ALL,
    "what is known of a payment": look_payments._LOOK,
    "what a reversal writes": reserve._WRITE,
    "what is known of an order": look_orders._LOOK,
    "how an order stands": look_orders._STANDING,
    "what is known of an operation": look._OPERATIONS,
    "what is taken from the queue": taking._WRITE,
    "what an answer writes": conclude._WRITE,
    "what the sandbox knows": books._LOOK,
    "what the sandbox writes": books._WRITE,
}


@pytest.mark.parametrize("statement", SHARED.values(), ids=SHARED)
async def test_no_table_is_read_for_a_few_rows(database: str, statement: str) -> None:
    """Nor where PostgreSQL knows nothing of the tables yet, as in a new database: the plan stays for a while."""
    connection = await asyncpg.connect(database.replace("+asyncpg", ""), server_settings=BY_THEIR_KEYS)
    try:
        values = (await connection.prepare(statement)).get_parameters()
        await connection.execute(f"PREPARE shared AS {statement}")
        given = ", ".join(["NULL"] * len(values))
        plan = "\n".join(row[0] for row in await connection.fetch(f"EXPLAIN EXECUTE shared({given})"))
    finally:
        await connection.close()
    assert "Index" in plan
    assert "Seq Scan" not in plan, plan


async def test_a_connection_that_went_silent_is_given_up(shop: Shop) -> None:
    legacy = read_global_id(await shop.settled())
    assert legacy is not None
    wanted = Wanted(shop.merchant.id, legacy[1])
    wire = Wire(shop.live.settings.database_url)
    async with wire.address() as address:
        store = Store(address, pool_size=4, shared_answer_timeout=3.0)
        try:
            assert await store.read_together(look_payments.look, wanted) is not None
            wire.fall_silent()
            async with asyncio.timeout(30):
                with pytest.raises(Unavailable):
                    await store.read_together(look_payments.look, wanted)
                assert await store.read_together(look_payments.look, wanted) is not None
        finally:
            await store.close()


async def test_nobody_waits_for_a_key_that_another_claims(shop: Shop) -> None:
    """Its own request does, by the way with locks; whoever asks at the same time is answered long before."""
    loop = asyncio.get_running_loop()
    async with open_shop(shop.live) as neighbour:
        mine, theirs = await shop.settled(), [await neighbour.settled() for _ in range(4)]
        connection = await asyncpg.connect(shop.live.settings.database_url.replace("+asyncpg", ""))
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(CLAIM, shop.merchant.id)
        began = loop.time()
        waiting = asyncio.create_task(shop.refund(mine, "1.00", key="taken"))
        for answer in await asyncio.gather(*(neighbour.refund(each, "1.00") for each in theirs)):
            assert answer.object["id"]
        assert loop.time() - began < LOCK_TIMEOUT
        assert not waiting.done()
        await transaction.rollback()
        await connection.close()
        assert (await waiting).object["id"]


async def test_what_is_put_off_waits_for_nobody(shop: Shop) -> None:
    """Whoever holds one operation may go on to the next one, in an order of its own: so may who puts several off."""
    for _ in range(2):
        await shop.refund(await shop.settled("4000.00"), "3000.00")
    of_shop = "SELECT id, next_attempt_at FROM operations WHERE merchant_id = $1 AND state = 'WAITING' ORDER BY id"
    held, free = await shop.execute(of_shop, shop.merchant.id)
    due = free["next_attempt_at"] + timedelta(hours=1)
    off = [taking.PutOff(each["id"], each["next_attempt_at"], due) for each in (free, held)]
    store = shop.live.service.store
    async with asyncio.timeout(LOCK_TIMEOUT), store.begin() as session:
        await session.execute(text("SELECT FROM operations WHERE id = :id FOR UPDATE").bindparams(id=held["id"]))
        assert await asyncio.gather(*(store.write_together(taking.put_off, each) for each in off)) == [True, None]
    assert [row["next_attempt_at"] for row in await shop.execute(of_shop, shop.merchant.id)] == [
        held["next_attempt_at"],
        due,
    ]
