"""Asks over HTTP, many at once, at as little cost as Python allows: what is measured shares the machine with it."""

import base64
import selectors
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import perf_counter

KEY = "bench"
"""Both halves of the key that the loaded merchant is asked for with."""

PATIENCE = 120.0
"""Seconds without any answer after which none is expected any more."""

_END_OF_HEADERS = b"\r\n\r\n"


class NotAnswered(Exception):
    """The answer was not what it should have been, or there was none: what was measured is worth nothing."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How long it took until all were answered, in seconds, and how long each waited, in the order of the answers."""

    seconds: float
    waits: Sequence[float]

    @property
    def by_second(self) -> float:
        return len(self.waits) / self.seconds

    def percentile(self, percent: float) -> float:
        """The wait, in seconds, that so many percent of the requests did not exceed."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


@dataclass(slots=True)
class _Connection:
    socket: socket.socket
    begun: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        self.received.clear()
        self.begun = perf_counter()
        self.socket.setblocking(True)
        self.socket.sendall(request)
        self.socket.setblocking(False)

    def answered(self) -> bool:
        """Takes what there is; whether the answer is complete."""
        data = self.socket.recv(262_144)
        if not data:
            raise NotAnswered(f"The connection was closed after {bytes(self.received[:500])!r}")
        self.received += data
        end = self.received.find(_END_OF_HEADERS)
        return end >= 0 and len(self.received) >= end + len(_END_OF_HEADERS) + _length(self.received[:end])

    @property
    def body(self) -> bytes:
        return bytes(self.received).partition(_END_OF_HEADERS)[2]


def authorization(key: str) -> str:
    """The header's value for a key that is its own private half."""
    return "Basic " + base64.b64encode(f"{key}:{key}".encode()).decode()


AUTHORIZATION = authorization(KEY)


def post(body: bytes, key: str = KEY) -> bytes:
    """A request as a client with the loaded merchant's key sends it, or with that of another merchant."""
    head = (
        "POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
        f"Authorization: {authorization(key)}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def ask(ports: Sequence[int], requests: Iterable[bytes], connections: int, seconds: float | None = None) -> Answered:
    """Sends `requests`, one at a time on each of so many `connections`, spread over `ports` of 127.0.0.1.

    It ends with the last answer, when there are no more requests or no more are sent after `seconds`. Raises
    NotAnswered where an answer is not 200 or has errors in it.
    """
    left, waits = iter(requests), list[float]()
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        opened = [stack.enter_context(_connect(ports[number % len(ports)])) for number in range(connections)]
        began = perf_counter()
        open_until = began + seconds if seconds is not None else float("inf")
        waiting = sum(_send_next(_register(selector, each), left) for each in opened)
        while waiting:
            ready = selector.select(PATIENCE)
            if not ready:
                raise NotAnswered(f"{waiting} requests were not answered within {PATIENCE:g} seconds")
            for key, _ in ready:
                connection: _Connection = key.data
                if not connection.answered():
                    continue
                now = perf_counter()
                waits.append(now - connection.begun)
                _check(connection)
                if now >= open_until or not _send_next(connection, left):
                    selector.unregister(connection.socket)  # the server closes it when it has been idle for a while
                    waiting -= 1
        return Answered(perf_counter() - began, waits)


def ask_once(port: int, request: bytes) -> bytes:
    """The body of one answer. Raises NotAnswered, and OSError while nobody listens."""
    with _connect(port) as opened:
        opened.settimeout(PATIENCE)
        connection = _Connection(opened)
        connection.begun = perf_counter()
        opened.sendall(request)
        while not connection.answered():
            pass
        _check(connection)
        return connection.body


def _connect(port: int) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened


def _register(selector: selectors.BaseSelector, opened: socket.socket) -> _Connection:
    connection = _Connection(opened)
    selector.register(opened, selectors.EVENT_READ, connection)
    return connection


def _send_next(connection: _Connection, left: Iterator[bytes]) -> bool:
    request = next(left, None)
    if request is not None:
        connection.send(request)
    return request is not None


def _check(connection: _Connection) -> None:
    received = connection.received
    if not received.startswith(b"HTTP/1.1 200") or b'"errors"' in received:
        raise NotAnswered(f"{bytes(received[-2000:])!r}")


def _length(head: bytearray) -> int:
    for line in bytes(head).lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length":
            return int(value)
    raise NotAnswered(f"An answer of unknown length: {bytes(head)!r}")
