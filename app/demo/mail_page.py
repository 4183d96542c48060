"""The demo's mail catcher: a mail server that stores every message for people to read, and delivers none."""

import asyncio
import mailbox
import signal
import socket
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_OF_A_MESSAGE = 10_000_000
"""Bytes of a message at most. A larger one is refused, as by other mail servers."""

FOLDER = "mail"
"""The name of the mail folder in the demo's data folder."""


class Catcher:
    """Stores messages in `folder`, a Maildir, where they stay after a restart."""

    def __init__(self, folder: Path) -> None:
        self._box = mailbox.Maildir(folder, create=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Stores a message, and then accepts it. aiosmtpd calls this method by its name."""
        content = envelope.content
        assert isinstance(content, bytes), "the server was not asked to decode it"
        await asyncio.to_thread(self._box.add, content)
        return "250 Kept"


async def catch(listening: socket.socket, folder: Path) -> None:
    """Catches the mail that comes in at `listening` until SIGINT or SIGTERM."""
    loop = asyncio.get_running_loop()
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    catcher = Catcher(folder)

    def receive() -> SMTP:
        return SMTP(catcher, hostname="localhost", loop=loop, data_size_limit=MOST_OF_A_MESSAGE)

    server = await loop.create_server(receive, sock=listening)
    async with server:
        await stopping.wait()
