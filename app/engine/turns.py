"""Shares the event loop between executions of queries and all other work of a process.

An execution that works for longer than a turn without awaiting stops, and goes on in a later turn of the loop. In each
turn of the loop only one waiting execution goes on: that with the fewest turns so far. So answers that take seconds to
make do not hold up other requests, however many there are.

Payments go first. A payment has a dozen steps with statements between them, and could wait for a turn at each. While
payments come, turns are therefore short and far apart.
"""

import asyncio
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from time import perf_counter

BRIEF = 0.002
"""Seconds of a turn while payments come."""

APART = 0.010
"""Seconds from the start of a turn to the start of the next, while payments come."""


class LoopTurns:
    """Turns of `seconds` each on one event loop.

    An execution checks whether its turn is over after each `portion` of an answer, in bytes, and between the items of a
    list of more than `long`. `payments` tells whether payments came lately.
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
        """Whether the running execution has to stop. The first call in a turn of the loop starts the turn."""
        if self._ends is None:
            self._ends = perf_counter() + (min(BRIEF, self._seconds) if self._payments() else self._seconds)
            self._expect_the_next()
            return False
        return perf_counter() >= self._ends

    async def another(self, had: int) -> None:
        """Returns in a later turn of the loop. `had` is the number of turns that the caller has had."""
        turn = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (had, next(self._arrivals), turn))
        self._expect_the_next()
        await turn

    def _expect_the_next(self) -> None:
        if not self._expected:
            self._expected = True
            asyncio.get_running_loop().call_soon(self._begin)

    def _begin(self) -> None:
        """Ends the present turn, and starts that of the execution that waits first."""
        self._ends, self._expected = None, False
        loop = asyncio.get_running_loop()
        if self._waiting and self._payments() and loop.time() < self._rests_until:
            # Until then, an execution that starts finds its turn over.
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
