"""A TCP proxy that goes silent, delays, cuts and black-holes, for tests of what a network does to a service."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

SSL_REQUEST = (8).to_bytes(4) + (80877103).to_bytes(4)
"""How a client of PostgreSQL asks for TLS; the server says S, and both go on encrypted."""


@dataclass(slots=True, eq=False)
class _Connection:
    client: asyncio.StreamWriter
    silent: bool = False


@dataclass(slots=True, eq=False)
class Wire:
    """Forwards connections from `port` on 127.0.0.1 to a Unix socket, as it is told.

    With `tls` it speaks TLS to its clients: PostgreSQL's way with `postgres`, from the first byte without.
    """

    socket: str
    tls: ssl.SSLContext | None = None
    postgres: bool = False
    port: int = 0
    delay: float = 0.0
    black_hole: bool = False
    refusing: bool = False
    accepted: int = 0
    _connections: set[_Connection] = field(default_factory=set)
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    @property
    def open(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    def silence(self) -> None:
        """Nothing passes any more by the connections of now, which stay open; new ones work: as when a firewall has
        forgotten the old ones.
        """
        for each in self._connections:
            each.silent = True

    def cut(self) -> None:
        """Closes the connections of now; new ones work."""
        for each in list(self._connections):
            each.client.transport.abort()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        if self.refusing:
            writer.transport.abort()
            return
        connection = _Connection(writer, silent=self.black_hole)
        self._connections.add(connection)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
                await self._serve(connection, reader, writer)
        finally:
            self._connections.discard(connection)
            writer.transport.abort()

    async def _serve(self, connection: _Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = b""
        if connection.silent:
            while await reader.read(65536):
                pass
            return
        if self.postgres and self.tls is not None:
            first = await reader.readexactly(len(SSL_REQUEST))
            if first == SSL_REQUEST:
                writer.write(b"S")
                await writer.start_tls(self.tls)
                first = b""
        to_server, to = await asyncio.open_unix_connection(self.socket)
        to.write(first)
        back = asyncio.create_task(self._pass(connection, to_server, writer))
        try:
            await self._pass(connection, reader, to)
        finally:
            back.cancel()
            to.transport.abort()

    async def _pass(self, connection: _Connection, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            if self.delay:
                await asyncio.sleep(self.delay)
            if not connection.silent:
                sink.write(data)
                await sink.drain()
        if not connection.silent:
            sink.transport.abort()


@asynccontextmanager
async def wire(socket: str, *, tls: ssl.SSLContext | None = None, postgres: bool = False) -> AsyncIterator[Wire]:
    """A proxy before the Unix socket, for the length of the block."""
    made = Wire(socket, tls, postgres)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        made._tasks.add(task)
        try:
            await made.connected(reader, writer)
        except asyncio.CancelledError:
            return
        finally:
            made._tasks.discard(task)

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=None if postgres else tls)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        made.cut()
        for task in list(made._tasks):
            task.cancel()
        await asyncio.gather(*made._tasks, return_exceptions=True)
