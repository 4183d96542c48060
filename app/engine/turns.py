"""Shares the event loop between the walks of a process and everything else that it does.

A walk is work that awaits nothing. One that goes on for longer than a turn stops, and goes on in a later turn of the
loop; of all walks that wait for one, only one does so in each turn of the loop, the one that has had the fewest first.
So an answer that takes seconds to make holds nobody up, and neither do many of them.

Payments go first. Each consists of a dozen steps with the database between them, and would meet a turn at each: for as
long as payments come, turns are short, and far apart.
"""

import asyncio
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from time import perf_counter

BRIEF = 0.002
"""Seconds of a turn while payments come."""

APART = 0.010
"""Seconds from the beginning of such a turn to that of the next."""


class Turns:
    """The turns of `seconds` each that walks take on one event loop. A walk looks whether its turn is over after each
    `portion` of an answer, in bytes, and among the items of a list that is longer than `long`. `payments` tells whether
    any came lately.
    """

    def __init__(
        self,
        seconds: float = 0.005,
        portion: int = 8 * 1024,
        long: int = 64,
        payments: Callable[[], bool] = lambda: False,
    ) -> None:
        self.portion = portion
        self.long = long
        self._payments = payments
        self._rests_until = 0.0
        self._seconds = seconds
        self._ends: float | None = None
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._arrivals = count()
        self._expected = False

    def over(self) -> bool:
        """Whether whoever works now has to stop. The first question in a turn of the loop begins the turn."""
        if self._ends is None:
            self._ends = perf_counter() + (min(BRIEF, self._seconds) if self._payments() else self._seconds)
            self._expect_the_next()
            return False
        return perf_counter() >= self._ends

    async def another(self, had: int) -> None:
        """Returns in a later turn of the loop. `had` is how many turns the one that asks has had."""
        turn = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (had, next(self._arrivals), turn))
        self._expect_the_next()
        await turn

    def _expect_the_next(self) -> None:
        if not self._expected:
            self._expected = True
            asyncio.get_running_loop().call_soon(self._begin)

    def _begin(self) -> None:
        """The loop has come round."""
        self._ends, self._expected = None, False
        loop = asyncio.get_running_loop()
        if self._waiting and self._payments() and loop.time() < self._rests_until:
            # Until then, a walk that begins finds its turn over.
            self._ends, self._expected = 0.0, True
            loop.call_at(self._rests_until, self._begin)
            return
        while self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                self._rests_until = loop.time() + APART
                break
        if self._waiting:
            self._expect_the_next()
