"""HTTP/1.1 as the service speaks it: uvicorn's protocol, with an end to every head, and nothing but HTTP/1.1."""

import asyncio
import select
from collections.abc import Iterator
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
from app.web.http.joined_writes import JoinedWrites
from app.web.http.slow_readers import SlowReaders
from app.web.http.statuses import HttpRefusal, MediaType, status_of
from app.web.middleware import request_id_of

log: FilteringBoundLogger = structlog.get_logger()

OFFERS = frozenset({b"upgrade", b"http2-settings"})
"""Headers by which a client offers another protocol (RFC 9110, 7.8; RFC 7540, 3.2.1)."""

LONGEST_HEAD = 64 * 1024
"""Bytes of a request's target and headers, trailers included: far more than any client sends of them."""

PATIENCE = 60.0
"""Seconds that a request may take to come, from its first byte to its last; the first one from the connection on."""

LOOKED_AFTER_EVERY = 1.0
"""Seconds between two looks whether a client is still there while nothing is read from it."""

_HUNG_UP = getattr(select, "POLLRDHUP", 0) | getattr(select, "POLLHUP", 0)
"""What Linux says of a socket whose other end was closed, also while something of it is still unread."""

LINGERING = 5.0
"""Seconds in which a client that was refused may go on sending: were its connection reset, it would not see why."""

PROTOCOL = b"P/"
"""Stands once in the head of each request at least, in HTTP/1.1."""

PART = 512
"""Bytes that are read at a time where several requests may have come at once: a few short requests."""

MOST_IN_A_PART = 64
"""Requests in what is read at a time; more come from programs that speak another protocol."""


class _TooLong(Exception):
    """A head that has no end, or none soon enough."""


class _TooMany(Exception):
    """More requests at once than HTTP/1.1 has in so few bytes."""


class _Flow(FlowControl):
    """uvicorn's flow control, which reads no further while the connection has requests that were not begun."""

    held = False

    def resume_reading(self) -> None:
        if not self.held:
            super().resume_reading()


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol by httptools, which routes targets in absolute form, as some clients send them.

    An offer of another protocol is ignored, as RFC 9110, 7.8 allows. The parser takes all that follows such a head for
    the other protocol, so that the body would be lost, or be read as a request of its own if it comes later. Therefore
    the head goes through a new parser once more, without the offer.

    A head is kept in memory before anything is known of who sends it, so that it may not be longer than LONGEST_HEAD.
    What follows the body in chunks is counted as part of the head, and otherwise ignored: trailers are no headers.
    A client that sends nothing, or not all of a request, is given up after `patience` seconds.

    Requests that come while another one is at work are read one part at a time, and the next is begun when the client
    has taken the answer to the last. A client that does not is one of the `readers`, who are given up in the end.
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

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._joined = JoinedWrites(cast(asyncio.Transport, transport), self.loop)
        super().connection_made(cast(asyncio.Transport, self._joined))
        self._flow = self.flow = _Flow(self.transport)
        if self.client is not None:
            # Of a socket for both, an address of IPv4 comes as one of IPv6: the same client by another name.
            self.client = (self.client[0].removeprefix("::ffff:"), self.client[1])
        self._await_the_rest()

    def connection_lost(self, exc: Exception | None) -> None:
        self._have_it_all()
        self.readers.discard(self)
        self._rest = None
        if self._looking is not None:
            self._looking.cancel()
        if self._at_work is not None and not self._at_work.response_complete:
            # Of several requests that came one upon the other, uvicorn tells only the last that the client has left.
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
        # A loop, and no copies: there may be thousands of requests in what comes at once.
        self._take(memoryview(data), PART if several else len(data))

    def _take(self, rest: memoryview, part: int) -> None:
        """Reads on in parts, as long as no request has to wait for an earlier one's answer."""
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
        # What comes at once, as nearly all requests do, needs no timer.
        elif self._begun or self._answers_nothing():
            self._await_the_rest()

    def _has_enough(self) -> bool:
        return bool(self.pipeline) or self._unread_answer or self._last_words is not None

    def _hold(self) -> None:
        """Reads nothing more from the connection, whatever the request at work waits for: it has come as a whole."""
        self._flow.pause_reading()
        self._flow.held = True
        self._look_after_client_later()

    def _look_after_client_later(self) -> None:
        if self._looking is None:
            self._looking = self.loop.call_later(LOOKED_AFTER_EVERY, self._look_after_client)

    def _look_after_client(self) -> None:
        """Ends the connection if the client has. Nothing is read while requests wait here, so that it is not seen."""
        self._looking = None
        if not (self.pipeline or self._flow.held):
            return
        if _hung_up(self.transport.get_extra_info("socket").fileno()):
            self.transport.abort()
        else:
            self._look_after_client_later()

    def _read_on(self) -> None:
        """Takes what was held, once there is nothing left in front of it."""
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
        """Gives back what follows a head that offers another protocol."""
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
            # A trailer changes nothing of the request, but the parser takes this one for the connection's end.
            self.cycle.keep_alive = False

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._head_complete = True
        cycle = self.cycle
        self.scope["state"][CAME_WHOLE] = lambda: not cycle.more_body
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
        """The bytes that are kept until the client reads: of its answer, and of what it sent meanwhile."""
        return self.transport.get_write_buffer_size() + len(self._rest or b"")

    def give_up(self) -> None:
        """Ends the connection of a client that does not read its answer."""
        log.info("connection.given_up", unread=self.unread(), client=self.client and self.client[0])
        self.transport.abort()

    # What ends

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
        # While an earlier request is at work, or no more is read since there is enough, it is not the client's turn.
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
        """Counts what the parser alone has so far: a header, or a chunk's extensions, without their end."""
        self._unfinished = 0 if self._finished_something else self._unfinished + size
        if self._head + self._unfinished > LONGEST_HEAD:
            raise _TooLong

    def _refuse(self, refusal: HttpRefusal) -> None:
        """Reads nothing more. The connection ends once what was asked before has its answer, and then this one."""
        self._have_it_all()
        self._rest = None
        self._hold()
        self._last_words = refusal
        if self._head_complete:
            self._forget_the_unfinished()
        self._say_last_words()

    def _forget_the_unfinished(self) -> None:
        """The request whose body will not come as a whole is not carried out, or learns that its client is gone."""
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
        log.info("request refused", request_id=request_id, status=status, code=refusal.complaint.code)
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


def _refusal(error: Exception) -> HttpRefusal:
    """What is answered to a request that the parser, or the protocol within it, did not take."""
    if isinstance(error, _TooLong) or isinstance(error.__context__, _TooLong):
        return HttpRefusal(
            "HEAD_TOO_LARGE", f"The head of the request is too long. It may have {LONGEST_HEAD:,} bytes."
        )
    return HttpRefusal("BAD_REQUEST", "This is not a valid HTTP/1.1 request.")


def _hung_up(socket: int) -> bool:
    looking = select.poll()
    looking.register(socket, _HUNG_UP)
    return bool(looking.poll(0))
