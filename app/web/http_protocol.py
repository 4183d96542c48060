"""HTTP/1.1 as the service speaks it: uvicorn's protocol, with an end to every head, and nothing but HTTP/1.1."""

import asyncio
import select
from collections.abc import Iterator
from typing import Any, cast

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.web.joined_writes import JoinedWrites

OFFERS = frozenset({b"upgrade", b"http2-settings"})
"""Headers by which a client offers another protocol (RFC 9110, 7.8; RFC 7540, 3.2.1)."""

LONGEST_HEAD = 64 * 1024
"""Bytes of a request's target and headers, trailers included: far more than any client sends of them."""

PATIENCE = 60.0
"""Seconds that a request may take to come, from its first byte to its last; the first one from the connection on."""

LOOKED_AFTER_EVERY = 1.0
"""Seconds between two looks whether a client is still there that sends one request upon the other."""

_HUNG_UP = getattr(select, "POLLRDHUP", 0) | getattr(select, "POLLHUP", 0)
"""What Linux says of a socket whose other end was closed, also while something of it is still unread."""


class _TooLong(Exception):
    """A head that has no end, or none soon enough."""


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol by httptools, which routes targets in absolute form, as some clients send them.

    An offer of another protocol is ignored, as RFC 9110, 7.8 allows. The parser takes all that follows such a head for
    the other protocol, so that the body would be lost, or be read as a request of its own if it comes later. Therefore
    the head goes through a new parser once more, without the offer.

    A head is kept in memory before anything is known of who sends it, so that it may not be longer than LONGEST_HEAD.
    Who connects and sends nothing, or not all of a request, is given up after `patience` seconds.
    """

    patience = PATIENCE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head = 0
        self._unfinished = 0
        self._finished_something = False
        self._begun = False
        self._giving_up: asyncio.TimerHandle | None = None
        self._at_work: RequestResponseCycle | None = None
        self._looking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        joined = JoinedWrites(cast(asyncio.Transport, transport), self.loop)
        super().connection_made(cast(asyncio.Transport, joined))
        self._await_the_rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._have_it_all()
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)
        if self._at_work is not None and not self._at_work.response_complete:
            # Of several requests that came one upon the other, uvicorn tells only the last that the client has left.
            self._at_work.disconnected = True
            self._at_work.message_event.set()

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        self._finished_something = False
        # A loop, and no copies: there may be thousands of such requests in what comes at once.
        rest = memoryview(data)
        try:
            while rest:
                rest = self._read(rest)
            self._count_unfinished(len(data))
        except _TooLong:
            self._refuse_head()
        except httptools.HttpParserError as error:
            if isinstance(error.__context__, _TooLong):
                self._refuse_head()
                return
            message = "Invalid HTTP request received."
            self.logger.warning(message)
            self.send_400_response(message)
        else:
            # What comes at once, as nearly all requests do, needs no timer.
            if self._begun or self._answers_nothing():
                self._await_the_rest()

    def on_message_begin(self) -> None:
        self._head = 0
        self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if self.pipeline and self._looking is None:
            self._looking = self.loop.call_later(LOOKED_AFTER_EVERY, self._look_after_client)

    def on_message_complete(self) -> None:
        self._begun = False
        self._have_it_all()
        super().on_message_complete()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value) + len(": \r\n"))
        super().on_header(name, value)

    def on_chunk_header(self) -> None:
        self._finished_something = True

    def on_body(self, body: bytes) -> None:
        self._finished_something = True
        super().on_body(body)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._at_work = cycle
        super()._start_asgi_task(cycle, app)

    def _look_after_client(self) -> None:
        """Ends the connection if the client has. Nothing is read while requests wait here, so that it is not seen."""
        self._looking = None
        if self.pipeline and _hung_up(self.transport.get_extra_info("socket").fileno()):
            self.transport.abort()
        elif self.pipeline:
            self._looking = self.loop.call_later(LOOKED_AFTER_EVERY, self._look_after_client)

    def _answers_nothing(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _await_the_rest(self) -> None:
        if self._giving_up is None:
            self._giving_up = self.loop.call_later(self.patience, self._give_up)

    def _give_up(self) -> None:
        self._giving_up = None
        # While an earlier request is at work, or no more is read since there is enough, it is not the client's turn.
        if self.flow.read_paused or not (self._answers_nothing() or self.cycle.more_body):
            self._await_the_rest()
        else:
            self.transport.close()

    def _have_it_all(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None

    def _count(self, size: int) -> None:
        self._finished_something = True
        self._head += size
        if self._head > LONGEST_HEAD:
            raise _TooLong

    def _count_unfinished(self, size: int) -> None:
        """Counts what the parser alone has so far: a header, or a chunk's extensions, without their end."""
        self._unfinished = 0 if self._finished_something else self._unfinished + size
        if self._head + self._unfinished > LONGEST_HEAD:
            raise _TooLong

    def _refuse_head(self) -> None:
        self.logger.warning("Too long a head of a request received.")
        if self._answers_nothing():
            message = b"The head of the request is too long."
            lines = [
                *(name + b": " + value for name, value in self.server_state.default_headers),
                b"content-type: text/plain; charset=utf-8",
                b"content-length: %d" % len(message),
                b"connection: close",
                b"",
                message,
            ]
            self.transport.write(STATUS_LINE[431] + b"\r\n".join(lines))
        # Otherwise the client would take it for the answer to what it asked before.
        self.transport.close()

    def _read(self, data: memoryview) -> memoryview:
        """Gives back what follows a head that offers another protocol."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            if self.parser.get_method() == b"CONNECT":
                raise httptools.HttpParserInvalidMethodError("there are no tunnels here") from offer
            self._begin_again()
            return data[offer.args[0] :]
        return data[:0]

    def _should_upgrade(self) -> bool:
        # To uvicorn: nothing begins for this head. It comes once more.
        return True

    def _begin_again(self) -> None:
        """Reads the head that was just read, without its offer."""
        start = [self.parser.get_method(), self.url, b"HTTP/" + self.parser.get_http_version().encode()]
        lines = [b" ".join(start), *(name + b": " + value for name, value in self._headers_without_offer()), b"", b""]
        self.parser = httptools.HttpRequestParser(self)
        # As uvicorn does for its own parsers.
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self.parser.feed_data(b"\r\n".join(lines))

    def _headers_without_offer(self) -> Iterator[tuple[bytes, bytes]]:
        for name, value in self.headers:
            if name == b"connection":
                options = [option.strip() for option in value.split(b",")]
                yield name, b", ".join(option for option in options if option.lower() not in OFFERS)
            elif name not in OFFERS:
                yield name, value


def _hung_up(socket: int) -> bool:
    looking = select.poll()
    looking.register(socket, _HUNG_UP)
    return bool(looking.poll(0))
