"""Mutations that are under way: whatever becomes of the connection, they are carried out to their end."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

Result = TypeVar("Result")

LATELY = 0.1
"""Seconds. A mutation that has been under way for longer waits for its gateway, or for others."""


class Running:
    """The mutations under way in this process."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self._last_began = float("-inf")
        self._ends: asyncio.Future[None] | None = None

    def lately(self) -> bool:
        """Whether a mutation has begun lately."""
        return asyncio.get_running_loop().time() - self._last_began < LATELY

    async def clear(self, patience: float) -> None:
        """Returns as soon as no mutation is under way that has begun lately, or after `patience` seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        while self._tasks and self.lately() and (left := until - loop.time()) > 0:
            if self._ends is None:
                self._ends = loop.create_future()
            await asyncio.wait([self._ends], timeout=left)

    async def to_the_end(self, work: Coroutine[object, object, Result]) -> Result:
        """What `work` gives. Cancelling the caller leaves the work running, and `finished` waits for it."""
        self._last_began = asyncio.get_running_loop().time()
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    async def finished(self) -> None:
        """Returns when none is left."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if self._ends is not None and not self._tasks:
            self._ends.set_result(None)
            self._ends = None
        if not task.cancelled():
            # Looking at it keeps asyncio from reporting an error that whoever waited has already had.
            task.exception()
