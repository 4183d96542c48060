"""Reads a request's body in two steps: what comes with the head, and the rest after authentication."""

import asyncio
from contextlib import suppress

from starlette.requests import Request

from app.web.http.statuses import HttpRefusal

AT_ONCE = 0.05
"""Seconds in which a short body follows its head, even in a packet of its own."""

CAME_WHOLE = "came_whole"
"""Key of a function in the request's state: whether the whole request has arrived."""

SHORT = 16 * 1024
"""Bytes that are read before authentication, at most."""

THROWN_AWAY = 16 * 1024 * 1024
"""Bytes of a refused body that are read and dropped at most, so that the client reads the response."""

SECONDS_TO_THROW_AWAY = 5.0


class Body:
    """The body of one request, received part by part."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._parts = bytearray()
        self._complete = False
        self._broken = False

    async def came_at_once(self) -> bool:
        """Whether the whole body is here, after AT_ONCE seconds at most.

        If so, an authentication after this call holds for the whole request.
        """
        came_whole = self._request.scope.get("state", {}).get(CAME_WHOLE)
        if came_whole is not None and came_whole():
            # Nothing is awaited for long, so there is no timeout: it would cost as much as the reading.
            await self._receive()
            return self._complete
        with suppress(TimeoutError):
            async with asyncio.timeout(AT_ONCE):
                while self._goes_on() and len(self._parts) < SHORT:
                    await self._receive()
        return self._complete

    async def read(self, most: int) -> bytes:
        """The whole body. Raises HttpRefusal if it has more than `most` bytes, or the client disconnects."""
        length = self._request.headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20 and int(length) > most:
            raise too_large(most)
        while self._goes_on() and len(self._parts) <= most:
            await self._receive()
        if self._broken:
            raise HttpRefusal("BAD_REQUEST", "The body ended before it was complete.")
        if len(self._parts) > most:
            raise too_large(most)
        content = bytes(self._parts)
        self._parts.clear()
        return content

    async def throw_away(self) -> None:
        """Reads and drops the rest of a refused body, up to THROWN_AWAY bytes and SECONDS_TO_THROW_AWAY."""
        left = THROWN_AWAY
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_TO_THROW_AWAY):
                while self._goes_on() and left >= 0:
                    self._parts.clear()
                    await self._receive()
                    left -= len(self._parts)

    def _goes_on(self) -> bool:
        return not (self._complete or self._broken)

    async def _receive(self) -> None:
        message = await self._request.receive()
        if message["type"] == "http.disconnect":
            self._broken = True
        else:
            self._parts += message.get("body", b"")
            self._complete = not message.get("more_body", False)


def body_of(request: Request) -> Body:
    """The one Body of the request."""
    state = request.scope.setdefault("state", {})
    found: Body = state.get("body") or state.setdefault("body", Body(request))
    return found


def too_large(most: int) -> HttpRefusal:
    """The refusal of a request of more than `most` bytes."""
    return HttpRefusal("CONTENT_TOO_LARGE", f"The request is too large. It may have up to {most} bytes.")
