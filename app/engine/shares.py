"""Bounds the queries that run at once, so that a merchant's queries wait only for its own.

A query that reads much keeps processors busy, PostgreSQL's and this process's. The running queries of one merchant are
bounded, so that some processors stay free for others; further ones wait for its earlier ones.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass


class QueueFull(Exception):
    """As many queries of the merchant wait as are allowed."""


class WaitedTooLong(Exception):
    """The query waited for its whole patience without starting."""


class Shares:
    """At most `each` queries of one merchant run at once, `of_all` of all merchants, and `waiting` of each wait.

    Queries of one merchant start in the order of arrival. Several waiting merchants take turns. While payments come
    (`payments` tells whether any came lately), each merchant runs one long query at a time: two may leave PostgreSQL no
    free processor for a payment. Brief ones do not wait for it.
    """

    def __init__(self, each: int, of_all: int, waiting: int, *, payments: Callable[[], bool] = lambda: False) -> None:
        self.each = each
        self.of_all = of_all
        self.waiting = waiting
        self._payments = payments
        self._at_work: Counter[Hashable] = Counter()
        self._long_at_work: Counter[Hashable] = Counter()
        self._queues: OrderedDict[Hashable, deque[_Waiting]] = OrderedDict()

    @asynccontextmanager
    async def share(self, merchant: Hashable, patience: float, *, brief: bool = False) -> AsyncIterator[None]:
        """Runs the block as one of the merchant's queries, after waiting for its turn. A `brief` one ends soon.

        Raises QueueFull at once, or WaitedTooLong after `patience` seconds.
        """
        try:
            async with asyncio.timeout(patience):
                await self._begin(merchant, brief)
        except TimeoutError as error:
            raise WaitedTooLong from error
        try:
            yield
        finally:
            self._end(merchant, brief)

    async def _begin(self, merchant: Hashable, brief: bool) -> None:
        if self._first_that_may(merchant) is None and self._may_begin(merchant, brief):
            self._count(merchant, brief, 1)
            return
        if len(self._queues.get(merchant, ())) >= self.waiting:
            raise QueueFull
        queue = self._queues.setdefault(merchant, deque())
        waiting = _Waiting(asyncio.get_running_loop().create_future(), brief)
        queue.append(waiting)
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting.turn.done() and not waiting.turn.cancelled():
                self._end(merchant, brief)  # it was started and cancelled at the same moment
            else:
                self._leave(merchant, waiting)
            raise

    def _may_begin(self, merchant: Hashable, brief: bool) -> bool:
        if self._at_work[merchant] >= self.each or self._at_work.total() >= self.of_all:
            return False
        return brief or not self._long_at_work[merchant] or not self._payments()

    def _first_that_may(self, merchant: Hashable) -> "_Waiting | None":
        """The merchant's first waiting query that may begin now. Brief ones overtake long ones that may not."""
        queue = self._queues.get(merchant, ())
        return next((each for each in queue if self._may_begin(merchant, each.brief)), None)

    def _count(self, merchant: Hashable, brief: bool, number: int) -> None:
        for counter in (self._at_work,) if brief else (self._at_work, self._long_at_work):
            counter[merchant] += number
            if not counter[merchant]:
                del counter[merchant]

    def _end(self, merchant: Hashable, brief: bool) -> None:
        self._count(merchant, brief, -1)
        self._let_in()

    def _let_in(self) -> None:
        """Starts as many waiting queries as may run, one of each merchant in turn."""
        while (found := self._next()) is not None:
            merchant, waiting = found
            self._queues.move_to_end(merchant)
            self._leave(merchant, waiting)
            if not waiting.turn.done():  # otherwise it is cancelled, and will find its turn here
                self._count(merchant, waiting.brief, 1)
                waiting.turn.set_result(None)

    def _next(self) -> "tuple[Hashable, _Waiting] | None":
        for merchant in self._queues:
            waiting = self._first_that_may(merchant)
            if waiting is not None:
                return merchant, waiting
        return None

    def _leave(self, merchant: Hashable, waiting: "_Waiting") -> None:
        queue = self._queues.get(merchant)
        if queue is not None and waiting in queue:
            queue.remove(waiting)
            if not queue:
                del self._queues[merchant]


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A query that waits for its `turn`."""

    turn: asyncio.Future[None]
    brief: bool
