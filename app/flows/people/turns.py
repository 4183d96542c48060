"""Who goes next where few can go at a time and many want to: those who asked least of late, and of equals the newest.

Waiting has bounds in number and in time. Who floods it by one name only stands behind everybody else; who floods it by
many names is behind all others once each of them has asked. The newest goes first among equals because under a flood
the oldest has most likely given up: first come, first served would serve no one in time.
"""

import asyncio
import itertools
from bisect import insort
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.problems import TooBusy

COUNTED_FOR = 60.0
"""Seconds after its first request within which a name's further requests count."""

MOST_NAMES = 10_000
"""Names that are counted at the same time; beyond them the one that has been counted longest is forgotten."""

RETRY_AFTER = timedelta(seconds=2)
"""What somebody who was turned away is told to wait."""


@dataclass(frozen=True, slots=True, order=True)
class _Waiting:
    """Somebody in the line. The smallest goes first: `behind` is how many requests it stands behind of late."""

    behind: int
    newest_first: int
    turn: "asyncio.Future[None]" = field(compare=False)


class HashingTurns:
    """Lets `at_a_time` go at once; `most_waiting` wait, each for `patience` seconds at most."""

    def __init__(self, at_a_time: int, most_waiting: int, patience: float) -> None:
        self.at_a_time = at_a_time
        self._most_waiting = most_waiting
        self._patience = patience
        self._going = 0
        self._line: list[_Waiting] = []
        self._arrivals = itertools.count()
        self._recent = _Recent()

    @asynccontextmanager
    async def turn(self, name: Hashable, behind: int = 0) -> AsyncIterator[None]:
        """A block that is entered when it is the turn of the requests of that `name`.

        `behind` adds to the requests that the name has made of late. Raises TooBusy where the line is full of others
        who go first, or where patience ends.
        """
        await self._enter(behind + self._recent.count(name))
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, behind: int) -> None:
        if self._going < self.at_a_time:
            self._going += 1
            return
        own = _Waiting(behind, -next(self._arrivals), asyncio.get_running_loop().create_future())
        insort(self._line, own)
        if len(self._line) > self._most_waiting:
            self._line.pop().turn.set_exception(TooBusy(RETRY_AFTER))
        try:
            async with asyncio.timeout(self._patience):
                await own.turn
        except BaseException as error:
            if own in self._line:
                self._line.remove(own)
            elif own.turn.done() and not own.turn.cancelled() and own.turn.exception() is None:
                # It was our turn at the same moment; somebody else takes it.
                self._leave()
            if isinstance(error, TimeoutError):
                raise TooBusy(RETRY_AFTER) from None
            raise

    def _leave(self) -> None:
        while self._line:
            first = self._line.pop(0)
            if not first.turn.done():
                first.turn.set_result(None)
                return
        self._going -= 1


class _Recent:
    """How many requests each name has made since its first one, for `COUNTED_FOR` seconds."""

    def __init__(self) -> None:
        self._names: OrderedDict[Hashable, tuple[int, float]] = OrderedDict()

    def count(self, name: Hashable) -> int:
        """How many there were of this name before this one, which counts from now on."""
        present = asyncio.get_running_loop().time()
        while self._names and next(iter(self._names.values()))[1] + COUNTED_FOR <= present:
            self._names.popitem(last=False)
        before, since = self._names.get(name, (0, present))
        self._names[name] = before + 1, since
        if len(self._names) > MOST_NAMES:
            self._names.popitem(last=False)
        return before
