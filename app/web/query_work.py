"""One query's work beside payments: when it gives way to them, and how long it works."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from app.engine.usual_work import UsualWork
from app.web.running import Running

GIVEN_WAY = 0.02
"""Seconds that a long query waits for payments before each of its statements, at most."""


class QueryWork:
    """The work of one query, whose document's queries `usual`ly are brief or long.

    A long query gives way to the running mutations before each of its statements. A brief one would wait for longer
    than it works, and hardly delays a payment.
    """

    def __init__(self, usual: UsualWork, running: Running) -> None:
        self.brief = usual.brief
        self._usual = usual
        self._running = running
        self._waited = 0.0

    async def give_way(self) -> None:
        """Returns when no mutation runs that started lately, or after GIVEN_WAY; at once for a brief query."""
        if self.brief:
            return
        clock = asyncio.get_running_loop().time
        began = clock()
        await self._running.clear(GIVEN_WAY)
        self._waited += clock() - began

    @contextmanager
    def measured(self) -> Iterator[None]:
        """Keeps how long the block worked, without the time in which it gave way."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            yield
        finally:
            self._usual.took(clock() - began - self._waited)
