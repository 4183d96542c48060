"""How many calls of one gateway account run at a time, and how many begin in a second (SPEC 14.5).

A call has a slot: one of the account's places in this process, and with a rate, a moment of its own, which all
processes draw from one row. Every further request of the call waits for another moment.

What is promised: a gateway sees no more requests within any second than the rate, while requests are written within
`PUNCTUAL` of their moments and are on their way for about the same time, give or take `ON_THE_WAY`. One that was
written later, because the process was held up, costs the process a further moment, which nobody uses; no more of them
than a second has.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import timedelta
from decimal import Decimal
from functools import partial

import httpx
from anyio import CapacityLimiter, WouldBlock

from app.domain.reversals.queues import Queue
from refundry.gateways.http import CONNECTING

PUNCTUAL, ON_THE_WAY = 0.1, 0.15
"""Seconds after its moment within which a request is written as a rule, and by which the ways of two may differ."""

MARGIN = 1 + PUNCTUAL + ON_THE_WAY
"""Moments are this much further apart than the rate says: so much time has as many moments as a second may have
requests, and all that come within a second have theirs in it.
"""

WRITTEN = "http11.send_request_body.complete"
"""What httpcore calls it that the whole of a request was handed to the connection."""

AHEAD = 0.05
"""Seconds of moments that a process draws at a time."""

PAUSE = 1.0
"""Seconds after which one for which there was no slot may try again at the earliest."""

USUAL = 0.25
"""Seconds that a call is taken to last, where it is guessed when there is another slot."""

DrawMoments = Callable[[int, timedelta, int], Awaitable[timedelta]]
"""Draws so many moments of an account, each this much after the one before: the time until the first of them."""


class NoSlot(Exception):
    """The account is busy. `again_in` is when another try is worth it; later for each one that was told so."""

    def __init__(self, again_in: timedelta) -> None:
        super().__init__(f"no slot; again in {again_in.total_seconds():g} seconds")
        self.again_in = again_in


class Lane:
    """One account's calls in this process, by whichever of its versions: they come to one gateway."""

    def __init__(self, account: int, concurrency: int, rate: Decimal | None, draw: DrawMoments) -> None:
        self._account = account
        self._version = 0
        self._spacing = _spacing(rate)
        self._draw = draw
        self._places = CapacityLimiter(concurrency)
        self._gate = asyncio.Lock()
        self._moments: deque[float] = deque()
        self._last = self._moment_of_last = self._sooner = 0.0
        self._owed = 0
        self._waiting = 0
        self._told = 0.0

    def go_by(self, version: int, concurrency: int, rate: Decimal | None) -> None:
        """That version of the account's settings says so; what the newest one says counts."""
        if version < self._version:
            return
        self._version, self._spacing = version, _spacing(rate)
        self._places.total_tokens = concurrency

    @asynccontextmanager
    async def slot(self, patience: float) -> AsyncIterator[None]:
        """Within the block one call is made. Raises NoSlot if it would have to wait for more than `patience` seconds.

        A slot within another one of the same account takes the place of that.
        """
        held = _held.get()
        if held is not None and held.lane is self:
            if not held.fresh:
                await self._within(patience, self._moment)
                held.fresh = True
            yield
            return
        if self._guessed_wait() > patience:
            raise NoSlot(self.again_in())
        slot = _Slot(self)
        await self._within(patience, partial(self._enter, slot))
        token = _held.set(slot)
        try:
            yield
        finally:
            _held.reset(token)
            self._places.release_on_behalf_of(slot)

    async def before_request(self, request: httpx.Request) -> None:
        """To be called before each request: the first one of a slot goes at once. Raises httpx.PoolTimeout."""
        held = _held.get()
        if held is not None and held.lane is self and held.fresh:
            held.fresh = False
        else:
            try:
                await self._within(CONNECTING, self._moment)
            except NoSlot as error:
                raise httpx.PoolTimeout("the account's rate is used up", request=request) from error
        request.extensions["trace"] = partial(self._seen, self._moment_of_last)

    async def _seen(self, moment: float, event: str, _: object) -> None:
        """httpcore tells what becomes of a request, which was to be written at that moment."""
        if event == WRITTEN and self._spacing is not None and asyncio.get_running_loop().time() > moment + PUNCTUAL:
            self._owed = min(self._owed + 1, round(1 / self._spacing))

    async def _within(self, patience: float, get: Callable[[], Awaitable[None]]) -> None:
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                await get()
        except TimeoutError:
            raise NoSlot(self.again_in()) from None
        finally:
            self._waiting -= 1

    async def _enter(self, slot: "_Slot") -> None:
        try:
            self._places.acquire_on_behalf_of_nowait(slot)
        except WouldBlock:
            await self._places.acquire_on_behalf_of(slot)
        try:
            await self._moment()
        except BaseException:
            self._places.release_on_behalf_of(slot)
            raise

    async def _moment(self) -> None:
        """Waits for the next moment of the account that nobody else has."""
        loop = asyncio.get_running_loop()
        async with self._gate:
            if self._spacing is None:
                return
            while self._moments and self._moments[0] < loop.time() - self._spacing:
                self._moments.popleft()
            while self._moments and self._owed:
                self._moments.popleft()
                self._owed -= 1
            if not self._moments:
                unused, count, asked = self._owed, max(1, round(AHEAD / self._spacing)), loop.time()
                first = await self._draw(self._account, timedelta(seconds=self._spacing), unused + count)
                self._owed -= unused
                begin = loop.time() + first.total_seconds()
                self._moments.extend(begin + each * self._spacing for each in range(unused, unused + count))
                # By the row's clock they may be as much sooner as its answer was on its way.
                self._sooner = loop.time() - asked
            moment = self._moments.popleft()
            self._moment_of_last = moment - self._sooner
            # One that begins late is no reason to begin the next one sooner after it.
            begin = max(moment, self._last + self._spacing)
            try:
                await asyncio.sleep(max(0.0, begin - loop.time()))
            except asyncio.CancelledError:
                # The next waiter takes it. If each lost its moment, the next one would be further and further away.
                self._moments.appendleft(moment)
                raise
            self._last = loop.time()

    def _guessed_wait(self) -> float:
        """Seconds until one more would have its slot."""
        if self._places.available_tokens < 1 or self._waiting:
            return (self._waiting + 1) * self._apart()
        return 0.0

    def _apart(self) -> float:
        return max(self._spacing or 0.0, USUAL / self._places.total_tokens)

    def again_in(self) -> timedelta:
        """When there may be a slot: later each time, so that not all who are told so come back at the same time."""
        present = asyncio.get_running_loop().time()
        self._told = max(self._told + self._apart(), present + PAUSE)
        return timedelta(seconds=self._told - present)


def _spacing(rate: Decimal | None) -> float | None:
    """Seconds between the beginnings of two calls; None for any number at a time."""
    return None if rate is None else MARGIN / float(rate)


class _Slot:
    """A slot that somebody has; `fresh` until its first request."""

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.fresh = True


_held: ContextVar[_Slot | None] = ContextVar("held", default=None)


PLACES = 128
"""How many operations a worker goes on with at a time. They mostly wait for gateways."""


class Shares:
    """How many of a worker's places one queue may take, so that some are left for others.

    Each may take as many as there are left: alone half of all, beside one other that takes what it may a third each.
    """

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._taken: Counter[Queue] = Counter()

    @asynccontextmanager
    async def one(self, queue: Queue) -> AsyncIterator[bool]:
        """Whether the queue may take one more place, for the length of the block."""
        left = self._places - self._taken.total()
        if self._taken[queue] >= max(1, left):
            yield False
            return
        self._taken[queue] += 1
        try:
            yield True
        finally:
            self._taken[queue] -= 1
            if not self._taken[queue]:
                del self._taken[queue]
