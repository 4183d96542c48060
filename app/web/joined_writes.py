"""An answer's head and body leave in one piece: each write to a socket costs as much as making the answer does."""

import asyncio
from typing import Any


class JoinedWrites:
    """A transport that holds what is written until the present turn of the event loop is over."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        held, self._held = self._held, []
        if held and not self._transport.is_closing():
            self._transport.write(b"".join(held) if len(held) > 1 else held[0])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
