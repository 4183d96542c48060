"""Mutations that are under way: whatever becomes of the connection, they are carried out to their end."""

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

Result = TypeVar("Result")


class Running:
    """The mutations under way in this process."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    async def to_the_end(self, work: Coroutine[object, object, Result]) -> Result:
        """What `work` gives. Cancelling the caller leaves the work running, and `finished` waits for it."""
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
        if not task.cancelled():
            # Looking at it keeps asyncio from reporting an error that whoever waited has already had.
            task.exception()
