"""Joins the writes of a response's head and body into one, since each write to a socket is a system call."""

import asyncio
import socket
from typing import Any

MOST_HELD = 16 * 1024
"""Bytes that are joined at most; longer writes gain nothing."""

MOST_UNSENT = 64 * 1024
"""Unsent bytes that the operating system buffers at most, where that can be set (Linux).

By default it buffers megabytes, and takes more only when a good part is sent: a slow client looks like one that reads
nothing.
"""

_UNSENT = getattr(socket, "TCP_NOTSENT_LOWAT", None)


class JoinedWrites:
    """A transport that holds what is written until `flush`, or until the present turn of the event loop is over.

    It tells its protocol to pause as soon as the client's system has not taken everything: `flush` has done so by the
    time it returns.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        transport.set_write_buffer_limits(high=0)
        connection = transport.get_extra_info("socket")
        if _UNSENT is not None and connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, _UNSENT, MOST_UNSENT)
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        if not self._held:
            self._loop.call_soon(self.flush)
        self._held.append(data)
        self._size += len(data)
        if self._size > MOST_HELD:
            self.flush()

    def flush(self) -> None:
        held, size, self._held, self._size = self._held, self._size, [], 0
        if not held or self._transport.is_closing():
            return
        if size > MOST_HELD:
            self._transport.writelines(held)
        else:
            self._transport.write(b"".join(held))

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
