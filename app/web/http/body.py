"""A request's body as it comes: what follows its head at once, and the rest when it is known who sends it."""

import asyncio
from contextlib import suppress

from starlette.requests import Request

from app.web.http.statuses import HttpRefusal

AT_ONCE = 0.05
"""Seconds in which the body of a short request follows its head, even in a packet of its own."""

CAME_WHOLE = "came_whole"
"""What the server calls, in a request's state, the question whether all of the request has come by now."""

SHORT = 16 * 1024
"""Bytes that are waited for before it is known who sends them."""

THROWN_AWAY = 16 * 1024 * 1024
"""Bytes of a refused body that are read all the same, so that the client comes to see the answer."""

SECONDS_TO_THROW_AWAY = 5.0


class Body:
    """The body of one request, of which the server hands on one part after the other."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._parts = bytearray()
        self._complete = False
        self._broken = False

    async def came_at_once(self) -> bool:
        """Whether all of it is here, after a moment's wait for a short one.

        If so, whatever is found out about its sender from then on is true of a request that has come as a whole.
        """
        came_whole = self._request.scope.get("state", {}).get(CAME_WHOLE)
        if came_whole is not None and came_whole():
            # A clock for what takes no time would cost as much as reading it.
            await self._receive()
            return self._complete
        with suppress(TimeoutError):
            async with asyncio.timeout(AT_ONCE):
                while self._goes_on() and len(self._parts) < SHORT:
                    await self._receive()
        return self._complete

    async def read(self, most: int) -> bytes:
        """All of it. Raises HttpRefusal if that is more than `most` bytes, or the client goes away meanwhile."""
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
        """Reads what is left of a refused body, up to a bound in bytes and in seconds."""
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
    """The request's body, of which there is one, whoever reads it."""
    state = request.scope.setdefault("state", {})
    found: Body = state.get("body") or state.setdefault("body", Body(request))
    return found


def too_large(most: int) -> HttpRefusal:
    """What a request is answered that is longer than `most` bytes."""
    return HttpRefusal("CONTENT_TOO_LARGE", f"The request is too large. It may have up to {most} bytes.")
