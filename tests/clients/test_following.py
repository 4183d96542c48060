"""The clients' iterators: the present state, each change, and a new connection where one was lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from refundry_client import ApiKey, AsyncRefundry, Patience, Refundry, RefundryError

from tests.clients import package
from tests.support.merchant_client import Shop
from tests.support.till import new_order_id

SOON = Patience(1, 0.05)


@dataclass
class Cut:
    """A line to the service that can be cut while it is used."""

    port: int
    lines: set[asyncio.StreamWriter] = field(default_factory=set)
    begun: int = 0
    used: asyncio.Event = field(default_factory=asyncio.Event)

    def cut(self) -> None:
        """Every connection is gone, without a goodbye."""
        for line in self.lines:
            line.transport.abort()


@asynccontextmanager
async def cuttable(shop: Shop) -> AsyncIterator[tuple[str, Cut]]:
    """The address of such a line to the shop's service."""
    target = int(shop.live.url.rpartition(":")[2].partition("/")[0])
    line = Cut(target)

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line.begun += 1
        line.used.set()
        there_reader, there = await asyncio.open_connection("127.0.0.1", target)
        line.lines |= {writer, there}

        async def pump(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
            try:
                while data := await source.read(65_536):
                    to.write(data)
                    await to.drain()
            except OSError:
                pass
            finally:
                to.close()

        await asyncio.gather(pump(reader, there), pump(there_reader, writer))
        line.lines -= {writer, there}

    server = await asyncio.start_server(pass_on, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", line
    finally:
        server.close()
        line.cut()
        await server.wait_closed()


async def test_python_with_tasks_follows_a_refund(shop: Shop) -> None:
    refund = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
    async with (
        cuttable(shop) as (url, line),
        AsyncRefundry(url, ApiKey(*shop.keys), patience=SOON) as refundry,
        asyncio.timeout(30),
        aclosing(refundry.refund_changed(refund)) as changes,
    ):
        told = [(await anext(changes)).status]
        line.cut()
        await shop.advance("P3D")
        async for change in changes:
            told.append(change.status)
            if change.status == "FAILED":
                break
    assert (told[0], told[-1]) == ("AUTHORIZING", "FAILED")
    assert line.begun > 1


async def test_python_with_threads_follows_an_order(shop: Shop) -> None:
    order = new_order_id()
    payment = await shop.settled("10.00", orderId=order)
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def follow() -> list[str]:
        told = []
        with Refundry(shop.live.url, ApiKey(*shop.keys), patience=SOON) as refundry:
            changes = refundry.order_changed(order)
            for change in changes:
                told.append(str(change.status))
                loop.call_soon_threadsafe(begun.set)
                if change.status == "REFUNDED":
                    break
            changes.close()
        return told

    following = loop.run_in_executor(None, follow)
    async with asyncio.timeout(30):
        await begun.wait()
        await shop.reverse(payment)
        assert await following == ["OPEN", "REFUNDED"]


async def test_typescript_follows_a_refund(shop: Shop, programs: Path) -> None:
    refund = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object["id"]
    async with cuttable(shop) as (url, line):
        given = {"url": url, "key": key_of(shop), "follow": "refund", "id": refund, "until": "FAILED"}
        following = asyncio.create_task(asyncio.to_thread(package.run, programs / "follow.ts", given))
        async with asyncio.timeout(30):
            await line.used.wait()
            line.cut()
            await shop.advance("P3D")
            told = await following
    assert (told[0], told[-1]) in {("AUTHORIZING", "FAILED"), ("FAILED", "FAILED")}
    assert line.begun > 1


def key_of(shop: Shop) -> dict[str, str]:
    return {"publicKey": shop.keys[0], "privateKey": shop.keys[1]}


async def _python(shop: Shop, id: str) -> str:
    async with AsyncRefundry(shop.live.url, ApiKey(*shop.keys), patience=SOON) as refundry:
        try:
            async with aclosing(refundry.refund_changed(id)) as changes:
                return str((await anext(changes)).status)
        except RefundryError as error:
            return str(error.error_class.value)
        except TypeError as error:
            return str(error)


async def _threads(shop: Shop, id: str) -> str:
    def ask() -> str:
        with Refundry(shop.live.url, ApiKey(*shop.keys), patience=SOON) as refundry:
            changes = refundry.refund_changed(id)
            try:
                return str(next(iter(changes)).status)
            except RefundryError as error:
                return str(error.error_class.value)
            except TypeError as error:
                return str(error)

    return await asyncio.to_thread(ask)


CLIENTS: dict[str, Callable[[Shop, str], Awaitable[Any]]] = {"tasks": _python, "threads": _threads}


@pytest.mark.parametrize("client", CLIENTS.values(), ids=CLIENTS)
async def test_what_is_refused_is_raised(shop: Shop, client: Callable[[Shop, str], Awaitable[Any]]) -> None:
    assert await client(shop, "no id") == "NOT_FOUND"
    assert await client(shop, await shop.charge("10.00")) == "This id is no refund's."


async def test_typescript_throws_what_is_refused(shop: Shop, programs: Path) -> None:
    given = {"url": shop.live.url, "key": key_of(shop), "follow": "refund", "id": "no id", "until": ""}
    assert await asyncio.to_thread(package.run, programs / "follow.ts", given) == ["NOT_FOUND"]
