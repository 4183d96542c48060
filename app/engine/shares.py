"""Bounds the queries that run at once, so that a merchant's queries wait only for its own.

A query that reads much keeps processors busy, PostgreSQL's and this process's. The running queries of one merchant are
bounded, so that some processors stay free for others; further ones wait for its earlier ones.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager


class QueueFull(Exception):
    """As many queries of the merchant wait as are allowed."""


class WaitedTooLong(Exception):
    """The query waited for its whole patience without starting."""


class Shares:
    """At most `each` queries of one merchant run at once, `of_all` of all merchants, and `waiting` of each wait.

    Queries of one merchant start in the order of arrival. Several waiting merchants take turns. While payments come
    (`payments` tells whether any came lately), each merchant runs one query at a time: two may leave PostgreSQL no free
    processor for a payment.
    """

    def __init__(self, each: int, of_all: int, waiting: int, *, payments: Callable[[], bool] = lambda: False) -> None:
        self.each = each
        self.of_all = of_all
        self.waiting = waiting
        self._payments = payments
        self._at_work: Counter[Hashable] = Counter()
        self._queues: OrderedDict[Hashable, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def share(self, merchant: Hashable, patience: float) -> AsyncIterator[None]:
        """Runs the block as one of the merchant's queries, after waiting for its turn.

        Raises QueueFull at once, or WaitedTooLong after `patience` seconds.
        """
        try:
            async with asyncio.timeout(patience):
                await self._begin(merchant)
        except TimeoutError as error:
            raise WaitedTooLong from error
        try:
            yield
        finally:
            self._end(merchant)

    async def _begin(self, merchant: Hashable) -> None:
        if merchant not in self._queues and self._may_begin(merchant):
            self._at_work[merchant] += 1
            return
        if len(self._queues.get(merchant, ())) >= self.waiting:
            raise QueueFull
        queue = self._queues.setdefault(merchant, deque())
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._end(merchant)  # it was started and cancelled at the same moment
            else:
                self._leave(merchant, turn)
            raise

    def _may_begin(self, merchant: Hashable) -> bool:
        each = 1 if self._payments() else self.each
        return self._at_work[merchant] < each and self._at_work.total() < self.of_all

    def _end(self, merchant: Hashable) -> None:
        self._at_work[merchant] -= 1
        if not self._at_work[merchant]:
            del self._at_work[merchant]
        self._let_in()

    def _let_in(self) -> None:
        """Starts as many waiting queries as may run, one of each merchant in turn."""
        while (merchant := next(filter(self._may_begin, self._queues), None)) is not None:
            turn = self._queues[merchant][0]
            self._queues.move_to_end(merchant)
            self._leave(merchant, turn)
            if not turn.done():  # otherwise it is cancelled, and will find its turn here
                self._at_work[merchant] += 1
                turn.set_result(None)

    def _leave(self, merchant: Hashable, turn: "asyncio.Future[None]") -> None:
        queue = self._queues.get(merchant)
        if queue is not None and turn in queue:
            queue.remove(turn)
            if not queue:
                del self._queues[merchant]
