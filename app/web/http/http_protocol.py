"""uvicorn's HTTP/1.1 protocol with bounded heads, bounded waiting and without upgrades."""

import asyncio
from collections.abc import Callable, Iterator
from secrets import token_hex
from typing import Any, ClassVar, cast

import httptools
import structlog
from starlette.types import Scope
from structlog.typing import FilteringBoundLogger
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.web import responses
from app.web.http.body import CAME_WHOLE
from app.web.http.client import CALL_WHEN_STOPPING
from app.web.http.hang_up import hung_up
from app.web.http.joined_writes import JoinedWrites
from app.web.http.slow_readers import SlowReaders
from app.web.http.statuses import HttpRefusal, MediaType, status_of
from app.web.middleware import request_id_of

log: FilteringBoundLogger = structlog.get_logger()

OFFERS = frozenset({b"upgrade", b"http2-settings"})
"""Headers by which a client offers another protocol (RFC 9110, 7.8; RFC 7540, 3.2.1)."""

LONGEST_HEAD = 64 * 1024
"""Bytes of a request's target and headers, trailers included, at most. Clients send far fewer."""

PATIENCE = 60.0
"""Seconds in which a request arrives, from its first byte to its last; for the first request from the connection on."""

LOOKED_AFTER_EVERY = 1.0
"""Seconds between two checks whether a client is still there while nothing is read from it."""

LINGERING = 5.0
"""Seconds in which a refused client may go on sending: a reset connection would lose the response."""

PROTOCOL = b"P/"
"""Occurs at least once in the head of each HTTP/1.1 request."""

PART = 512
"""Bytes that are parsed at a time if several requests may have come at once: a few short requests."""

MOST_IN_A_PART = 64
"""Requests in one part at most; more come only from programs of another protocol."""


class _TooLong(Exception):
    """A head of more than LONGEST_HEAD bytes."""


class _TooMany(Exception):
    """More than MOST_IN_A_PART requests in one part."""


class _Flow(FlowControl):
    """uvicorn's flow control, which does not resume reading while requests are held back."""

    held = False

    def resume_reading(self) -> None:
        if not self.held:
            super().resume_reading()


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol by httptools. Request targets in absolute form, which some clients send, are routed too.

    An offer of another protocol is ignored (RFC 9110, 7.8). The parser takes the bytes after such a head for the other
    protocol: the body would be lost, or parsed as a request of its own. So the head is parsed again without the offer.

    A head is kept in memory before authentication, and has LONGEST_HEAD bytes at most. Trailers count as a part of the
    head, and are ignored. A connection is closed if a request does not arrive within `patience` seconds.

    Pipelined requests are parsed part by part, and the next one starts when the client has read the last response.
    Connections whose clients do not read are among the `readers`, which are closed in the end.
    """

    patience: ClassVar[float] = PATIENCE
    readers: ClassVar[SlowReaders] = SlowReaders()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head = 0
        self._unfinished = 0
        self._finished_something = False
        self._begun = False
        self._head_complete = False
        self._in_this_part = 0
        self._at_work: RequestResponseCycle | None = None
        self._rest: memoryview | None = None
        self._unread_answer = False
        self._last_words: HttpRefusal | None = None
        self._giving_up: asyncio.TimerHandle | None = None
        self._looking: asyncio.TimerHandle | None = None
        self._when_stopping: Callable[[], object] | None = None
        self._stopping = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._joined = JoinedWrites(cast(asyncio.Transport, transport), self.loop)
        super().connection_made(cast(asyncio.Transport, self._joined))
        self._flow = self.flow = _Flow(self.transport)
        if self.client is not None:
            # A dual-stack socket reports IPv4 addresses in their IPv6 form.
            self.client = (self.client[0].removeprefix("::ffff:"), self.client[1])
        self._await_the_rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._have_it_all()
        self.readers.discard(self)
        self._rest = None
        if self._looking is not None:
            self._looking.cancel()
        if self._at_work is not None and not self._at_work.response_complete:
            # Of pipelined requests, uvicorn notifies only the last one of the disconnection.
            self._at_work.disconnected = True
            self._at_work.message_event.set()
        self.pipeline.clear()
        super().connection_lost(exc)

    # What comes in

    def data_received(self, data: bytes) -> None:
        if self._last_words is not None:
            return
        self._unset_keepalive_if_required()
        several = data.count(PROTOCOL) > 1
        # A loop without copies: `data` may hold thousands of requests.
        self._take(memoryview(data), PART if several else len(data))

    def _take(self, rest: memoryview, part: int) -> None:
        """Parses `rest` part by part until a request has to wait for an earlier response."""
        try:
            while rest and not self._has_enough():
                self._in_this_part, self._finished_something = 0, False
                left = self._read(rest[:part])
                taken = min(part, len(rest)) - len(left)
                self._count_unfinished(taken)
                rest = rest[taken:]
        except (_TooLong, httptools.HttpParserError) as error:
            self._refuse(_refusal(error))
            return
        if rest:
            self._rest = rest
            self._hold()
        # A request that arrives as a whole, as nearly all do, needs no timer.
        elif self._begun or self._answers_nothing():
            self._await_the_rest()

    def _has_enough(self) -> bool:
        return bool(self.pipeline) or self._unread_answer or self._last_words is not None

    def _hold(self) -> None:
        """Pauses reading. The running request has arrived as a whole, so it waits for nothing."""
        self._flow.pause_reading()
        self._flow.held = True
        self._look_after_client_later()

    def _look_after_client_later(self) -> None:
        if self._looking is None:
            self._looking = self.loop.call_later(LOOKED_AFTER_EVERY, self._look_after_client)

    def _look_after_client(self) -> None:
        """Closes the connection if the client has closed it: while reading is paused, nothing else tells."""
        self._looking = None
        if not (self.pipeline or self._flow.held):
            return
        if hung_up(self.transport.get_extra_info("socket").fileno()):
            self.transport.abort()
        else:
            self._look_after_client_later()

    def _read_on(self) -> None:
        """Parses the held bytes once no request waits before them."""
        if self._has_enough():
            return
        self._flow.held = False
        rest, self._rest = self._rest, None
        if rest is not None:
            self._unset_keepalive_if_required()
            self._take(rest, PART)
        if not self._has_enough():
            self._flow.resume_reading()

    def _read(self, data: memoryview) -> memoryview:
        """Parses `data`, and returns the bytes after a head that offers another protocol."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            if self.parser.get_method() == b"CONNECT":
                raise httptools.HttpParserInvalidMethodError("there are no tunnels here") from offer
            self._begin_again()
            return data[offer.args[0] :]
        return data[:0]

    def on_message_begin(self) -> None:
        self._in_this_part += 1
        if self._in_this_part > MOST_IN_A_PART:
            raise _TooMany
        self._head = 0
        self._begun = True
        self._head_complete = False
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value) + len(": \r\n"))
        if not self._head_complete:
            super().on_header(name, value)
        elif name.lower() == b"connection":
            # A trailer changes nothing of the request, but the parser ends the connection for this one.
            self.cycle.keep_alive = False

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._head_complete = True
        cycle = self.cycle
        self.scope["state"][CAME_WHOLE] = lambda: not cycle.more_body
        self.scope["state"][CALL_WHEN_STOPPING] = self._call_when_stopping
        if self.pipeline:
            self._look_after_client_later()

    def on_chunk_header(self) -> None:
        self._finished_something = True

    def on_body(self, body: bytes) -> None:
        self._finished_something = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._begun = self._head_complete = False
        self._have_it_all()
        super().on_message_complete()

    # What goes out

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._at_work = cycle
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        self._joined.flush()
        self._when_stopping = None
        if self.flow.write_paused:
            self._unread_answer = True
            self._hold()
            return
        super().on_response_complete()
        self._say_last_words()
        if self._flow.held:
            self._read_on()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.readers.add(self)

    def resume_writing(self) -> None:
        super().resume_writing()
        self.readers.discard(self)
        if self._unread_answer:
            self._unread_answer = False
            self.on_response_complete()

    def unread(self) -> int:
        """The bytes in memory until the client reads: of the response, and of its further requests."""
        return self.transport.get_write_buffer_size() + len(self._rest or b"")

    def give_up(self) -> None:
        """Closes the connection of a client that does not read."""
        log.info("connection.given_up", unread=self.unread(), client=self.client and self.client[0])
        self.transport.abort()

    # What ends

    def shutdown(self) -> None:
        """The server stops: a response without an end of its own is told so."""
        self._stopping = True
        super().shutdown()
        if self._when_stopping is not None:
            self._when_stopping()

    def _call_when_stopping(self, call: Callable[[], object]) -> None:
        """Has the response that runs called when the server stops."""
        self._when_stopping = call
        if self._stopping:
            call()

    def _answers_nothing(self) -> bool:
        return (self._at_work is None or self._at_work.response_complete) and not self.pipeline

    def _await_the_rest(self) -> None:
        if self._giving_up is None:
            self._giving_up = self.loop.call_later(self.patience, self._not_all_of_it_came)

    def _have_it_all(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None

    def _not_all_of_it_came(self) -> None:
        self._giving_up = None
        # While an earlier request runs, or reading is paused, the client is not the one to act.
        if self.flow.read_paused or not (self._answers_nothing() or self.cycle.more_body):
            self._await_the_rest()
        elif self._begun:
            seconds = f"{self.patience:g}"
            self._refuse(
                HttpRefusal("REQUEST_TIMEOUT", f"The request did not come as a whole within {seconds} seconds.")
            )
        else:
            self.transport.close()

    def _count(self, size: int) -> None:
        self._finished_something = True
        self._head += size
        if self._head > LONGEST_HEAD:
            raise _TooLong

    def _count_unfinished(self, size: int) -> None:
        """Counts bytes that the parser holds without a callback: a header or chunk extensions without their end."""
        self._unfinished = 0 if self._finished_something else self._unfinished + size
        if self._head + self._unfinished > LONGEST_HEAD:
            raise _TooLong

    def _refuse(self, refusal: HttpRefusal) -> None:
        """Stops reading. Earlier requests are answered, then `refusal`, and the connection is closed."""
        self._have_it_all()
        self._rest = None
        self._hold()
        self._last_words = refusal
        if self._head_complete:
            self._forget_the_unfinished()
        self._say_last_words()

    def _forget_the_unfinished(self) -> None:
        """Drops the request whose body is incomplete, or disconnects it if it runs already."""
        unfinished = self.cycle
        if self._at_work is not unfinished:
            self.pipeline.popleft()
        elif unfinished.response_started:
            self.transport.close()
        else:
            unfinished.disconnected = unfinished.response_complete = True
            unfinished.message_event.set()

    def _say_last_words(self) -> None:
        if self._last_words is None or not self._answers_nothing() or self.transport.is_closing():
            return
        self._unset_keepalive_if_required()
        refusal = self._last_words
        request_id = request_id_of(cast(Scope, self.scope)) if self._head_complete else token_hex(16)
        status = status_of(refusal.complaint.code, MediaType.JSON)
        log.info("request.refused", request_id=request_id, status=status, code=refusal.complaint.code)
        response = responses.refusal(refusal, request_id)
        headers = [*self.server_state.default_headers, *response.raw_headers, (b"x-request-id", request_id.encode())]
        lines = [*(name + b": " + value for name, value in headers), b"connection: close", b"", bytes(response.body)]
        self.transport.write(STATUS_LINE[status] + b"\r\n".join(lines))
        self._joined.flush()
        self.transport.write_eof()
        self._flow.held = False
        self._flow.resume_reading()
        self._giving_up = self.loop.call_later(LINGERING, self.transport.close)

    # Offers of another protocol

    def _should_upgrade(self) -> bool:
        # Makes uvicorn start nothing for this head, which is parsed again.
        return True

    def _begin_again(self) -> None:
        """Parses the head again, without its offer."""
        start = [self.parser.get_method(), self.url, b"HTTP/" + self.parser.get_http_version().encode()]
        lines = [b" ".join(start), *(name + b": " + value for name, value in self._headers_without_offer()), b"", b""]
        self.parser = httptools.HttpRequestParser(self)
        # The same leniency as in uvicorn.
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self.parser.feed_data(b"\r\n".join(lines))

    def _headers_without_offer(self) -> Iterator[tuple[bytes, bytes]]:
        for name, value in self.headers:
            if name == b"connection":
                options = [option.strip() for option in value.split(b",")]
                yield name, b", ".join(option for option in options if option.lower() not in OFFERS)
            elif name not in OFFERS:
                yield name, value


def _refusal(error: Exception) -> HttpRefusal:
    """The response to a request that cannot be parsed."""
    if isinstance(error, _TooLong) or isinstance(error.__context__, _TooLong):
        return HttpRefusal(
            "HEAD_TOO_LARGE", f"The head of the request is too long. It may have {LONGEST_HEAD:,} bytes."
        )
    return HttpRefusal("BAD_REQUEST", "This is not a valid HTTP/1.1 request.")
