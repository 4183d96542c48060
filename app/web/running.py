"""Running mutations, which go on to their end even if the connection is closed."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

Result = TypeVar("Result")

LATELY = 0.1
"""Seconds. A mutation that runs for longer waits for its gateway or for a row."""


class Running:
    """The running mutations of this process."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()
        self._last_began = float("-inf")
        self._ends: asyncio.Future[None] | None = None

    def lately(self) -> bool:
        """Whether a mutation started within the last LATELY seconds."""
        return asyncio.get_running_loop().time() - self._last_began < LATELY

    async def clear(self, patience: float) -> None:
        """Returns when no mutation runs that started lately, or after `patience` seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        while self._tasks and self.lately() and (left := until - loop.time()) > 0:
            if self._ends is None:
                self._ends = loop.create_future()
            await asyncio.wait([self._ends], timeout=left)

    async def to_the_end(self, work: Coroutine[object, object, Result]) -> Result:
        """Runs `work` and returns its result. If the caller is cancelled, it goes on, and `finished` awaits it."""
        self._last_began = asyncio.get_running_loop().time()
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    async def finished(self) -> None:
        """Returns when no mutation runs any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if self._ends is not None and not self._tasks:
            self._ends.set_result(None)
            self._ends = None
        if not task.cancelled():
            # Reading the exception keeps asyncio from reporting it: the caller has had it.
            task.exception()
