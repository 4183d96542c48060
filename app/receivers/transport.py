"""Connections to merchants' receivers: a name is looked up once, its addresses are checked, and one is connected to.

httpx and httpcore know nothing of it: they are given the network. TLS is for the name in any case, so is Host.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from ssl import SSLContext
from typing import Any

import httpcore
import httpx

from app.domain.telling.addresses import Address, Forbidden, Network, choose

LookUp = Callable[[str, int], Awaitable[Sequence[Address]]]
"""The addresses of a name, or of an address as text. Raises OSError."""

MOST_CONNECTIONS = 256
KEPT_FOR = 5.0
"""Seconds that a connection is kept for the next message."""


async def look_up(host: str, port: int) -> Sequence[Address]:
    """The addresses that the system's resolver gives, each once."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(each) for each in dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)]


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that `choose` allows, and to nothing else. `plain` says that there will be no TLS."""

    def __init__(self, networks: Sequence[Network], *, plain: bool, look_up: LookUp = look_up) -> None:
        self._networks, self._plain, self._look_up = networks, plain, look_up
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises httpcore.ConnectError, and Forbidden where none of the addresses is allowed."""
        try:
            async with asyncio.timeout(timeout):
                found = await self._look_up(host, port)
        except (OSError, TimeoutError, UnicodeError) as error:
            raise httpcore.ConnectError("Its name could not be looked up.") from error
        address = choose(found, self._networks, plain=self._plain)
        return await self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise Forbidden("It leads to no network.")

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends httpx's requests by connections of a CheckedNetwork each for https and for http."""

    def __init__(
        self, networks: Sequence[Network], *, look_up: LookUp = look_up, tls: SSLContext | None = None
    ) -> None:
        tls = tls or httpx.create_ssl_context(trust_env=False)
        self._pools = {
            scheme: httpcore.AsyncConnectionPool(
                ssl_context=tls,
                max_connections=MOST_CONNECTIONS,
                max_keepalive_connections=MOST_CONNECTIONS // 4,
                keepalive_expiry=KEPT_FOR,
                network_backend=CheckedNetwork(networks, plain=scheme == b"http", look_up=look_up),
            )
            for scheme in (b"https", b"http")
        }

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises httpx.TransportError, and Forbidden."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            method=request.method,
            url=url,
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _told_as_httpx():
            answer = await self._pools[request.url.raw_scheme].handle_async_request(asked)
        assert not isinstance(answer.stream, Iterator)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()


class _Body(httpx.AsyncByteStream):
    """The body of an answer as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _told_as_httpx():
            async for part in self._answer.aiter_stream():
                yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


@contextmanager
def _told_as_httpx() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout("It took too long.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise httpx.NetworkError(str(error) or type(error).__name__) from error
