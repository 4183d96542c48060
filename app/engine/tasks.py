"""The asyncio tasks of one execution."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any

PATIENCE = 1.0
"""Seconds that an execution waits for its cancelled tasks."""


class Tasks:
    """The tasks of one execution. An exception of one ends the execution, which cancels all others."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._error: BaseException | None = None
        self._stirred: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._tasks)

    def start(self, works: Iterable[Coroutine[Any, Any, None]]) -> None:
        """Makes a task of each."""
        for work in works:
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    async def news(self) -> None:
        """Returns when a task has ended or has called `stir`. Raises the first exception of a task."""
        self._stirred = asyncio.get_running_loop().create_future()
        try:
            await self._stirred
        finally:
            self._stirred = None
        self.check()

    def check(self) -> None:
        """Raises the first exception of a task, if there is one."""
        if self._error is not None:
            raise self._error

    def stir(self) -> None:
        """Makes `news` return although no task has ended."""
        if self._stirred is not None and not self._stirred.done():
            self._stirred.set_result(None)

    async def give_up(self) -> None:
        """Cancels all of them, and waits for their end up to PATIENCE seconds."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE)
        self._error = None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            error = task.exception()
            self._error = self._error or error
        self.stir()
