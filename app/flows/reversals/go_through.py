"""Go through a queue: go on with what is due of it, the longest due first, many at a time (SPEC 5.5).

The rows are the queue. Each operation is leased and sent by itself; what they need of the database at the same time is
read and written by statements for many. Where several processes go through a queue, each operation goes to
the one that leases it first, and the others leave it.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta

import structlog

from app.domain.reversals.queues import Queue
from app.flows.reversals.resume import resume_operation
from app.flows.service import Service
from app.store.reversals import due
from app.store.reversals.due import Due

log = structlog.get_logger(__name__)

READ_AT_ONCE = 64
"""How many of the queue are read, and gone on with, at a time."""

BEGINS_FOR = 20.0
"""Seconds in which one job begins with operations. Then the queue is put behind others."""

MOMENT = timedelta(seconds=1)
"""After which it is worth looking again for a place."""


async def go_through(service: Service, queue: Queue, stopping: Callable[[], bool] = bool) -> timedelta | None:
    """Goes on for a while with what is due of the queue. `stopping` says when to begin with no more.

    If some may be left: in how long to go on with the queue, at once or, where it had no place, a moment later.

    Raises Unavailable where the database is away: the next sweep finds the queue again.
    """
    walk = _Walk(service, queue, stopping)
    await walk.read()
    going = [asyncio.create_task(_go_on(service, queue, walk)) for _ in range(len(walk.found))]
    try:
        ended = await asyncio.gather(*going, return_exceptions=True)
    finally:
        for each in going:
            each.cancel()
    for error in ended:
        if error is not None:
            raise error
    if walk.at_end and not walk.found:
        return None
    return timedelta(0) if walk.begun else MOMENT


class _Walk:
    """What is due of the queue, from its front to its end. Each operation comes once."""

    def __init__(self, service: Service, queue: Queue, stopping: Callable[[], bool]) -> None:
        self.found: deque[Due] = deque()
        self.at_end = False
        self.begun = 0
        self._service = service
        self._queue = queue
        self._stopping = stopping
        self._until = time.monotonic() + BEGINS_FOR
        self._last: Due | None = None
        self._reading = asyncio.Lock()

    async def next(self) -> int | None:
        """The next operation; None at the end, or where none is to be begun any more. Raises Unavailable."""
        if self._stopping() or time.monotonic() > self._until:
            return None
        if not self.found and not self.at_end:
            async with self._reading:
                if not self.found and not self.at_end:
                    await self.read()
        if not self.found:
            return None
        self.begun += 1
        return self.found.popleft().operation_id

    async def read(self) -> None:
        """Reads the next ones. Raises Unavailable."""
        async with self._service.store.session() as session:
            found = await due.in_queue(session, self._queue, READ_AT_ONCE, self._last)
        self.found.extend(found)
        self.at_end = len(found) < READ_AT_ONCE
        self._last = found[-1] if found else self._last


async def _go_on(service: Service, queue: Queue, walk: _Walk) -> None:
    """Goes on with one operation after the other, while the queue has a place for that."""
    while True:
        async with service.sessions.shares.one(queue) as has_place:
            number = await walk.next() if has_place else None
            if number is None:
                return
            try:
                await resume_operation(service, number, has_place=True)
            except Exception:
                # An operation that always fails must not stop the others.
                log.exception("operation.not_gone_on_with", operation=number)
