"""Lets queries work: each merchant has a share of the process, and waits behind its own queries alone.

A query that reads much keeps processors busy for as long as it may, PostgreSQL's and this process's. What one merchant
has at work is bounded, so that others find some of them free; what it sends beyond that waits for what it sent before.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager


class Busy(Exception):
    """As many queries of the merchant wait as may."""


class WaitedInVain(Exception):
    """It was not the query's turn within the time that it may wait."""


class Shares:
    """At most `each` queries of one merchant are at work, and `of_all` of all merchants; `waiting` of each wait.

    The queries of one merchant begin in the order in which they came. Where several merchants wait, they take turns.
    While payments come (`payments` tells whether any came lately), a merchant's next query begins only after its last
    one has ended: with two at work, PostgreSQL may leave a payment no free processor.
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
        """The block is one of the merchant's queries at work. It begins once it is its turn.

        Raises Busy at once, WaitedInVain after `patience` seconds.
        """
        try:
            async with asyncio.timeout(patience):
                await self._begin(merchant)
        except TimeoutError as error:
            raise WaitedInVain from error
        try:
            yield
        finally:
            self._end(merchant)

    async def _begin(self, merchant: Hashable) -> None:
        if merchant not in self._queues and self._may_begin(merchant):
            self._at_work[merchant] += 1
            return
        if len(self._queues.get(merchant, ())) >= self.waiting:
            raise Busy
        queue = self._queues.setdefault(merchant, deque())
        turn = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._end(merchant)  # it was let in, and has left in the same moment
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
        """Lets in as many as there is room for, one of each merchant in turn."""
        while (merchant := next(filter(self._may_begin, self._queues), None)) is not None:
            turn = self._queues[merchant][0]
            self._queues.move_to_end(merchant)
            self._leave(merchant, turn)
            if not turn.done():  # otherwise it has left, and does not know yet that it need not wait
                self._at_work[merchant] += 1
                turn.set_result(None)

    def _leave(self, merchant: Hashable, turn: "asyncio.Future[None]") -> None:
        queue = self._queues.get(merchant)
        if queue is not None and turn in queue:
            queue.remove(turn)
            if not queue:
                del self._queues[merchant]
