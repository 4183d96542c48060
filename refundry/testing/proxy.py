"""A proxy between an adapter and a gateway's simulator that spoils what it is told to."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from refundry.testing.exchange import Answer, Request, read_answer, read_request
from refundry.testing.faults import Ending, Fault

NOTHING = Answer(200)


def _is_no_question(request: Request) -> bool:
    return request.method != "GET"


def _as_it_is(request: Request, answer: Answer) -> Answer:
    return answer


@dataclass
class Proxy:
    """`faults` spoil the next requests that tell the gateway to do something, one each; `spoilt_questions` the others.

    `tells` says which requests those are. `seen` is what becomes of an answer that the gateway gave.
    """

    address: str
    gateway: str
    faults: deque[Fault] = field(default_factory=deque)
    spoilt_questions: deque[Fault] = field(default_factory=deque)
    tells: Callable[[Request], bool] = _is_no_question
    seen: Callable[[Request, Answer], Answer] = _as_it_is
    requests: list[Request] = field(default_factory=list)
    open: int = 0
    """Connections to the proxy."""
    most_open: int = 0
    busy: int = 0
    """Requests that are being answered, but for those that never are."""
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """Set as soon as a request is answered by silence."""

    @property
    def tellings(self) -> list[Request]:
        return [request for request in self.requests if self.tells(request)]


@asynccontextmanager
async def proxy_to(gateway: str) -> AsyncIterator[Proxy]:
    """A proxy on a port of its own."""
    connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        proxy.open += 1
        proxy.most_open = max(proxy.most_open, proxy.open)
        try:
            while (request := await read_request(reader)) is not None:
                answer = await _answer(proxy, request)
                if answer is Ending.SILENCE:
                    proxy.held.set()
                    await reader.read()
                if isinstance(answer, Ending):
                    return
                writer.write(answer.wire())
                await writer.drain()
                if answer.length is not None:
                    return
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            proxy.open -= 1
            connections.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    proxy = Proxy(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", gateway)
    try:
        yield proxy
    finally:
        server.close()
        for task in connections:
            task.cancel()


async def _answer(proxy: Proxy, request: Request) -> Answer | Ending:
    proxy.requests.append(request)
    waiting = proxy.faults if proxy.tells(request) else proxy.spoilt_questions
    fault = waiting.popleft() if waiting else None
    if fault is not None and not fault.reaches:
        return fault.change(NOTHING)
    proxy.busy += 1
    try:
        answer = proxy.seen(request, await _passed_on(proxy.gateway, request))
    finally:
        proxy.busy -= 1
    return fault.change(answer) if fault else answer


async def _passed_on(gateway: str, request: Request) -> Answer:
    parts = urlsplit(gateway)
    assert parts.hostname is not None
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    headers = {**request.headers, "connection": "close", "accept-encoding": "identity"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"{request.method} {request.target} HTTP/1.1\r\n{lines}\r\n".encode() + request.body)
    try:
        return await read_answer(reader)
    finally:
        writer.close()
