"""A server on this machine's own address, for simulators that run in this process."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from refundry.testing.exchange import Answer, Request, read_request

Reply = Callable[[Request], Awaitable[Answer]]


@asynccontextmanager
async def serving(reply: Reply) -> AsyncIterator[str]:
    """Answers each request by `reply`, and gives the address, scheme://host:port."""
    connections: set[asyncio.Task[None]] = set()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        connections.add(task)
        try:
            while (request := await read_request(reader)) is not None:
                writer.write((await reply(request)).wire())
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            connections.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in connections:
            task.cancel()
