"""HTTP/1.1 as the service speaks it: uvicorn's protocol, but no request may turn the connection into something else."""

import asyncio
from collections.abc import Iterator
from typing import cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.web.joined_writes import JoinedWrites

OFFERS = frozenset({b"upgrade", b"http2-settings"})
"""Headers by which a client offers another protocol (RFC 9110, 7.8; RFC 7540, 3.2.1)."""


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol by httptools, which routes targets in absolute form, as some clients send them.

    An offer of another protocol is ignored, as RFC 9110, 7.8 allows. The parser takes all that follows such a head for
    the other protocol, so that the body would be lost, or be read as a request of its own if it comes later. Therefore
    the head goes through a new parser once more, without the offer.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        joined = JoinedWrites(cast(asyncio.Transport, transport), self.loop)
        super().connection_made(cast(asyncio.Transport, joined))

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        # A loop, and no copies: there may be thousands of such requests in what comes at once.
        rest = memoryview(data)
        try:
            while rest:
                rest = self._read(rest)
        except httptools.HttpParserError:
            message = "Invalid HTTP request received."
            self.logger.warning(message)
            self.send_400_response(message)

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
