"""A receiver that a test scripts: what it answers, and what it got."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ssl import SSLContext

from standardwebhooks import Webhook


@dataclass(frozen=True)
class Got:
    """One request."""

    target: str
    headers: dict[str, str]
    body: bytes


Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]


def says(status: str, body: bytes = b"", **headers: str) -> Reply:
    """An answer such as `says("500 Broken", b"why", retry_after="7")`."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]

    async def reply(writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()

    return reply


@dataclass
class Receiver:
    """Listens at `url`. `replies` are used up in their order; after that it answers with `usual`, 204 by default."""

    url: str = ""
    port: int = 0
    got: list[Got] = field(default_factory=list)
    connections: int = 0
    replies: list[Reply] = field(default_factory=list)
    usual: Reply = field(default_factory=lambda: says("204 No Content"))
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def has(self, count: int) -> list[Got]:
        """What it got, once that many have come."""
        async with asyncio.timeout(20):
            await self.has_got(count)
        return self.got

    async def has_got(self, count: int) -> None:
        """Returns once that many have come, however long it takes."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.got) >= count)

    def verified(self, secret: str) -> list[dict[str, object]]:
        """The bodies that it got; the judge takes their signatures."""
        return [Webhook(secret).verify(each.body, each.headers) for each in self.got]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        async with self.arrived:
            self.got.append(Got(head[0].split()[1], headers, body))
            self.arrived.notify_all()
        reply = self.replies.pop(0) if self.replies else self.usual
        await reply(writer)
        return not writer.is_closing()


@asynccontextmanager
async def receiving(*replies: Reply, tls: SSLContext | None = None) -> AsyncIterator[Receiver]:
    receiver = Receiver(replies=list(replies))
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0, ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    receiver.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{receiver.port}/hooks?shop=7"
    try:
        yield receiver
    finally:
        server.close()
        for task in list(receiver.tasks):
            task.cancel()
        await asyncio.gather(*receiver.tasks, return_exceptions=True)
        await server.wait_closed()
