"""Clients that ask and do not read: what they hold of the service is bounded, and ends."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.desk.assets import ADDRESS, Assets
from app.settings import Settings
from app.web.http.http_protocol import HttpProtocol
from app.web.http.slow_readers import SlowReader, SlowReaders
from tests.attacks.served import SECONDS, Served, ask, exchange, head, served, until
from tests.web.live import served as served_here

MEGABYTE = 1024 * 1024
CLIENTS = 60
AHEAD = 12
"""Requests that each client sends at once."""


@asynccontextmanager
async def deaf(port: int, number: int, request: bytes) -> AsyncIterator[list[socket.socket]]:
    """Clients that send the request, and read nothing, each with as little room for the answer as there can be."""
    loop = asyncio.get_running_loop()
    clients = []
    try:
        for _ in range(number):
            client = socket.socket()
            clients.append(client)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.setblocking(False)
            await loop.sock_connect(client, ("127.0.0.1", port))
            await loop.sock_sendall(client, request)
        yield clients
    finally:
        for client in clients:
            client.close()


async def settled(process: Served) -> int:
    """The memory that the process holds once it has written all that it writes ahead."""
    # What is answered now was asked after everything else had been begun.
    for _ in range(5):
        assert (await ask(process.port, "GET /readyz HTTP/1.1")).status == 200
    held, same = process.memory(), 0
    while same < 10:
        await asyncio.sleep(0.05)
        now = process.memory()
        same = same + 1 if abs(now - held) < MEGABYTE // 2 else 0
        held = now
    return held


async def test_files_that_are_not_read_are_not_kept(settings: Settings, tmp_path: Path) -> None:
    assets = Assets.found()
    assert assets is not None
    largest = max(assets.names, key=lambda name: (assets.folder / name).stat().st_size)
    size = (assets.folder / largest).stat().st_size
    request = head(f"GET {ADDRESS}{largest} HTTP/1.1")
    async with served(settings, tmp_path / "log") as process:
        (whole,) = await exchange(process.port, [head(f"GET {ADDRESS}{largest} HTTP/1.1", "Connection: close")])
        assert len(whole.body) == size
        before = await settled(process)
        async with deaf(process.port, CLIENTS, request * AHEAD):
            held = await settled(process) - before
    assert size > MEGABYTE // 2, "there is something to hold"
    assert held < CLIENTS * size / 4


Address = tuple[str, int]


class Watched(HttpProtocol):
    """The service's own protocol, which tells whose connections it has lost."""

    lost: ClassVar[set[Address | None]] = set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.add(self.client)
        super().connection_lost(exc)


class Hasty(Watched):
    """It waits for a client as long as a test can."""

    readers = SlowReaders(patience=2)


class Small(Watched):
    """It has less room for what is unread."""

    readers = SlowReaders(most_in_all=40 * MEGABYTE)


SIZE = 8 * MEGABYTE
"""Bytes of a large answer; the system takes some of them before anybody reads."""


class Shop:
    """An application with large answers at /large and small ones at /small; it counts what it was asked for."""

    def __init__(self) -> None:
        self.asked = {"/large": 0, "/small": 0}
        self.app = Starlette(routes=[Route(path, self._answer) for path in self.asked])

    async def _answer(self, request: Request) -> Response:
        self.asked[request.url.path] += 1
        return Response(b"x" * (SIZE if request.url.path == "/large" else 1))


LARGE, SMALL = (head(f"GET /{name} HTTP/1.1") for name in ("large", "small"))
LAST_LARGE, LAST = (head(f"GET /{name} HTTP/1.1", "Connection: close") for name in ("large", "small"))


async def given_up(protocol: type[Watched], client: socket.socket) -> None:
    """Returns once the server has ended the client's connection."""
    address = client.getsockname()
    await until(lambda: address in protocol.lost, "the client to be given up")


async def test_a_client_that_takes_nothing_is_given_up() -> None:
    async with served_here(Shop().app, Hasty) as port, deaf(port, 1, LARGE + SMALL) as (client,):
        await given_up(Hasty, client)


async def test_a_client_that_takes_nothing_of_its_last_answer_is_given_up() -> None:
    """Also where the connection was to end with the answer, and waits for it to be taken."""
    async with served_here(Shop().app, Hasty) as port, deaf(port, 1, LAST_LARGE) as (client,):
        await given_up(Hasty, client)


async def test_a_client_that_reads_slowly_gets_everything() -> None:
    """It takes longer for it than a client may take nothing."""
    async with served_here(Shop().app, Hasty) as port, deaf(port, 1, LARGE + LAST) as (client,):
        loop = asyncio.get_running_loop()
        read, began = 0, loop.time()
        async with asyncio.timeout(4 * SECONDS):
            while part := await loop.sock_recv(client, MEGABYTE):
                read += len(part)
                # Behind by as many seconds as its share of the answer is of six.
                await asyncio.sleep(max(0, began + 6 * read / SIZE - loop.time()))
    assert read > SIZE, "and the small one"


async def test_the_next_request_is_begun_when_the_answer_has_been_taken() -> None:
    shop = Shop()
    async with served_here(shop.app, Watched) as port, deaf(port, 1, (LARGE + SMALL) * AHEAD + LAST) as (client,):
        await until(lambda: shop.asked["/large"] == 1, "the first request to be begun")
        assert (await exchange(port, [LAST]))[0].body == b"x"
        assert shop.asked == {"/large": 1, "/small": 1}, "that of the other connection"
        loop, read = asyncio.get_running_loop(), 0
        async with asyncio.timeout(2 * SECONDS):
            while part := await loop.sock_recv(client, MEGABYTE):
                read += len(part)
    assert read > AHEAD * SIZE
    assert shop.asked == {"/large": AHEAD, "/small": AHEAD + 2}


async def test_those_that_take_nothing_make_room_for_others() -> None:
    """What is unread has a bound in all; the oldest go first, and whoever reads is answered."""
    shop = Shop()
    async with served_here(shop.app, Small) as port, deaf(port, 1, LARGE) as first, deaf(port, 20, LARGE) as others:
        await until(lambda: shop.asked["/large"] == 21, "all of them to be answered")
        await given_up(Small, first[0])
        left = [client for client in others if client.getsockname() not in Small.lost]
        assert 1 <= len(left) <= 40 // (SIZE // MEGABYTE // 2)
        (answered,) = await exchange(port, [LAST_LARGE])
    assert len(answered.body) == SIZE


class Unread:
    """A connection with so many bytes unread."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.given_up = False

    def unread(self) -> int:
        return self.size

    def give_up(self) -> None:
        self.given_up = True


async def test_who_takes_something_stays_before_who_takes_nothing() -> None:
    readers = SlowReaders(patience=60, most_in_all=100)
    taking, idle, newest = Unread(50), Unread(45), Unread(10)
    readers.add(taking)
    readers.add(idle)
    taking.size -= 1
    readers.add(newest)
    assert (taking.given_up, idle.given_up, newest.given_up) == (False, True, False)


async def test_the_last_one_may_take_its_time() -> None:
    """However much is unread: it is one answer, and nobody else needs the room."""
    readers = SlowReaders(patience=60, most_in_all=100)
    alone: SlowReader = Unread(1_000)
    readers.add(alone)
    assert isinstance(alone, Unread)
    assert not alone.given_up
    another = Unread(10)
    readers.add(another)
    assert alone.given_up
    assert not another.given_up


class Counting(Watched):
    """It tells how many requests have waited for their turn at once."""

    most: ClassVar[int] = 0

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        Counting.most = max(Counting.most, len(self.pipeline))


async def test_requests_sent_ahead_wait_as_they_came() -> None:
    """Not each with its headers and all that belongs to a request, but for the few that are next."""
    shop = Shop()
    async with served_here(shop.app, Counting) as port, deaf(port, 1, LARGE + SMALL * 3_000 + LAST) as (client,):
        loop, read = asyncio.get_running_loop(), bytearray()
        async with asyncio.timeout(2 * SECONDS):
            while part := await loop.sock_recv(client, MEGABYTE):
                read += part
    assert read.count(b"HTTP/1.1 200") == 3_002
    assert 0 < Counting.most < 64


@pytest.mark.parametrize("line", [b"SOURCE / ICE/1.1\r\n\r\n", b"DESCRIBE / RTSP/1.1\r\n\r\n"])
async def test_other_protocols_have_no_way_around_it(line: bytes) -> None:
    async with served_here(Shop().app, Counting) as port:
        answered = await exchange(port, [line * 3_000])
    assert {each.status for each in answered} <= {400, 404}
    assert Counting.most <= 64
