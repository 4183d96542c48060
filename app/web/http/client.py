"""The client's end of one request: whether it still waits for the response."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.types import Receive

SOON = 0.1
"""Seconds after which the client of a query is watched. Nearly all queries end before."""


CALL_WHEN_STOPPING = "call_when_stopping"
"""Key of a function in the request's state: has a function called when the server is told to stop."""


class ClientLeft(Exception):
    """The client closed its connection before the response."""


class ClientConnection:
    """The client of a request whose body has been read; `receive` is the ASGI function."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = False
        self._watching: asyncio.Task[None] | None = None
        self._when_it_leaves: Callable[[], object] | None = None

    @property
    def gone(self) -> bool:
        """Whether the client has left. Watching starts with the first call, which therefore returns False."""
        self._watch()
        return self._left

    @asynccontextmanager
    async def while_it_waits(self) -> AsyncIterator[None]:
        """Cancels the block when the client leaves, and raises ClientLeft then."""
        task = asyncio.current_task()
        assert task is not None
        cancelled_before = task.cancelling()
        self._when_it_leaves = task.cancel
        timer = asyncio.get_running_loop().call_later(SOON, self._watch)
        try:
            yield
        except asyncio.CancelledError:
            if self._left and task.uncancel() <= cancelled_before:
                raise ClientLeft from None
            raise
        finally:
            timer.cancel()
            self._when_it_leaves = None

    def when_it_leaves(self, call: Callable[[], object]) -> None:
        """Watches from now on, and calls when the client leaves."""
        self._when_it_leaves = call
        self._watch()

    def close(self) -> None:
        """Ends the watching. From now on the client counts as gone."""
        self._left = True
        if self._watching is not None:
            self._watching.cancel()

    def _watch(self) -> None:
        if self._watching is None and not self._left:
            self._watching = asyncio.create_task(self._wait_for_its_end())

    async def _wait_for_its_end(self) -> None:
        # Parts of the body may still come, and are dropped.
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True
        if self._when_it_leaves is not None:
            self._when_it_leaves()
