"""Where the service sends meanwhile: a receiver of webhooks and a mail server, which count what they get."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"


@dataclass(slots=True)
class Received:
    """The ids of the messages that came by webhook, all deliveries, and the mails."""

    url: str = ""
    mail_port: int = 0
    messages: set[str] = field(default_factory=set)
    deliveries: int = 0
    mails: int = 0
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.mails += 1
        return "250 OK"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while True:
                    await self._take(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        await reader.readexactly(int(headers["content-length"]))
        self.messages.add(headers["webhook-id"])
        self.deliveries += 1
        writer.write(TAKEN)
        await writer.drain()

    async def end(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def receiving() -> AsyncIterator[Received]:
    """Both, on ports of 127.0.0.1, for the length of the block."""
    received = Received()
    web = await asyncio.start_server(received.serve, "127.0.0.1", 0)
    mail = await asyncio.get_running_loop().create_server(lambda: SMTP(received), "127.0.0.1", 0)
    received.url = f"http://127.0.0.1:{web.sockets[0].getsockname()[1]}/hook"
    received.mail_port = mail.sockets[0].getsockname()[1]
    try:
        yield received
    finally:
        web.close()
        mail.close()
        await received.end()
