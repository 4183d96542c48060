"""Reads what many ask for at the same time in one go, and everything once only."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


AT_ONCE = 250
"""Numbers that are read by in one go: what is made of them takes some milliseconds."""


class Loader(Generic[Value]):
    """Reads by number, for one request. `read` gives a value for each of the numbers, in their order.

    It is called when everybody who is about to ask has asked: at the loop's next turn, with up to `at_once` numbers.
    """

    def __init__(self, read: Callable[[list[int]], Awaitable[Sequence[Value]]], at_once: int = AT_ONCE) -> None:
        self._read = read
        self._at_once = at_once
        self._found: dict[int, Value] = {}
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._waiting: Counter[asyncio.Task[None]] = Counter()
        self._asked: list[int] = []
        self._batch: asyncio.Task[None] | None = None

    async def load(self, number: int) -> Value:
        """Raises what reading raised."""
        return (await self.load_many([number]))[0]

    async def load_many(self, numbers: Sequence[int]) -> list[Value]:
        """The values in the order of `numbers`. Raises likewise."""
        batches = {self._batch_of(number) for number in numbers if number not in self._found}
        self._waiting.update(batches)
        try:
            for batch in batches:
                # A caller that is cancelled leaves the others their reading; with the last of them it ends.
                await asyncio.shield(batch)
        finally:
            self._leave(batches)
        return [self._found[number] for number in numbers]

    def _batch_of(self, number: int) -> asyncio.Task[None]:
        if number in self._under_way:
            return self._under_way[number]
        if self._batch is None:
            self._batch = asyncio.create_task(self._read_asked())
            # Those who have given up no longer look at its error.
            self._batch.add_done_callback(lambda batch: batch.cancelled() or batch.exception())
        self._asked.append(number)
        self._under_way[number] = self._batch
        return self._batch

    def _leave(self, batches: Iterable["asyncio.Task[None]"]) -> None:
        self._waiting.subtract(batches)
        for batch in batches:
            if not self._waiting[batch]:
                del self._waiting[batch]
                if not batch.done():
                    self._give_up(batch)

    def _give_up(self, batch: "asyncio.Task[None]") -> None:
        """Later calls start a new reading."""
        batch.cancel()
        self._under_way = {number: each for number, each in self._under_way.items() if each is not batch}
        if batch is self._batch:
            self._batch, self._asked = None, []

    async def _read_asked(self) -> None:
        batch, self._batch, asked, self._asked = self._batch, None, self._asked, []
        try:
            for start in range(0, len(asked), self._at_once):
                numbers = asked[start : start + self._at_once]
                self._found.update(zip(numbers, await self._read(numbers), strict=True))
        finally:
            for number in asked:
                if self._under_way.get(number) is batch:
                    del self._under_way[number]
