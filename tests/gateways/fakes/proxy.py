"""A proxy between an adapter and a gateway's fake that spoils what it is told to."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any
from urllib.parse import urlsplit

from tests.gateways.fakes.exchange import Answer, Request, read_answer, read_request


class Ending(Enum):
    """What may come instead of an answer."""

    CLOSED = auto()
    SILENCE = auto()


Change = Callable[[Answer], Answer | Ending]

NOTHING = Answer(200)


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong. `reaches` says whether the gateway gets the request."""

    name: str
    reaches: bool
    change: Change

    def __str__(self) -> str:
        return self.name


def _body(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Change:
    return lambda answer: replace(answer, body=json.dumps(change(json.loads(answer.body))).encode())


def _of(**fields: Any) -> Change:
    return _body(lambda body: {**body, **{name: value for name, value in fields.items() if name in body}})


HTML = Answer(200, b"<html><body>Please sign in</body></html>", {"content-type": "text/html"})

DROPPED_BEFORE = Fault("dropped-before", False, lambda answer: Ending.CLOSED)
DROPPED_AFTER = Fault("dropped-after", True, lambda answer: Ending.CLOSED)
SILENT_BEFORE = Fault("silent-before", False, lambda answer: Ending.SILENCE)
SILENT_AFTER = Fault("silent-after", True, lambda answer: Ending.SILENCE)
HTML_BEFORE = Fault("html-before", False, lambda answer: HTML)
HTML_AFTER = Fault("html-after", True, lambda answer: HTML)
EMPTY = Fault("empty", True, lambda answer: replace(answer, body=b""))
HALF_A_BODY = Fault(
    "half-a-body",
    True,
    lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2], length=len(answer.body)),
)
HALF_A_JSON = Fault("half-a-json", True, lambda answer: replace(answer, body=answer.body[: len(answer.body) // 2]))
WRONG_TYPE = Fault("wrong-type", True, _body(lambda body: {**body, "amount": str(body["amount"])}))
OTHER_OBJECT = Fault("other-object", True, _of(object="balance"))
UNKNOWN_STATUS = Fault("unknown-status", True, _of(status="unheard_of"))
OTHER_AMOUNT = Fault("other-amount", True, _body(lambda body: {**body, "amount": body["amount"] + 1}))
OTHER_CURRENCY = Fault("other-currency", True, _of(currency="chf"))
OTHER_PAYMENT = Fault("other-payment", True, _of(payment_intent="pi_other", charge="ch_other"))

CONTRADICTIONS = (OTHER_AMOUNT, OTHER_CURRENCY, OTHER_PAYMENT)


def status(code: int, *, reaches: bool) -> Fault:
    """A server in front of the gateway answers by itself, before or after the gateway got the request."""
    return Fault(f"{code}-{'after' if reaches else 'before'}", reaches, lambda answer: Answer(code, b"upstream error"))


LOST = (
    DROPPED_BEFORE,
    DROPPED_AFTER,
    HTML_BEFORE,
    HTML_AFTER,
    EMPTY,
    HALF_A_BODY,
    HALF_A_JSON,
    WRONG_TYPE,
    OTHER_OBJECT,
    UNKNOWN_STATUS,
    *(status(code, reaches=reaches) for code in (500, 502, 503, 504) for reaches in (False, True)),
)
"""After each of these nobody can say whether it was done."""


@dataclass
class Proxy:
    """`faults` spoil the next requests that tell the gateway to do something, one each. Questions pass as they are."""

    address: str
    gateway: str
    faults: deque[Fault] = field(default_factory=deque)
    requests: list[Request] = field(default_factory=list)
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """Set as soon as a request is answered by silence."""

    @property
    def tellings(self) -> list[Request]:
        return [request for request in self.requests if request.method != "GET"]


@asynccontextmanager
async def proxy_to(gateway: str) -> AsyncIterator[Proxy]:
    """A proxy on a port of its own."""
    connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
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
    fault = proxy.faults.popleft() if proxy.faults and request.method != "GET" else None
    answer = await _passed_on(proxy.gateway, request) if fault is None or fault.reaches else NOTHING
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
