"""Loaders: who asks at the same time is read for at once, and everything once only."""

import asyncio
from collections.abc import Sequence

import pytest

from app.schema.base.loader import Loader


class Book:
    """What was read, how often; numbers below zero cannot be."""

    def __init__(self, at_once: int = 100) -> None:
        self.read_of: list[list[int]] = []
        self.loader = Loader(self._read, at_once)

    async def _read(self, numbers: list[int]) -> Sequence[str]:
        self.read_of.append(numbers)
        await asyncio.sleep(0.01)
        if any(number < 0 for number in numbers):
            raise ValueError("below zero")
        return [str(number) for number in numbers]


async def test_those_who_ask_at_the_same_time_are_read_for_at_once() -> None:
    book = Book()
    one, many = await asyncio.gather(book.loader.load(1), book.loader.load_many([2, 1, 3, 2]))
    assert (one, many) == ("1", ["2", "1", "3", "2"])
    assert book.read_of == [[1, 2, 3]]


async def test_many_are_read_for_in_portions() -> None:
    book = Book(at_once=3)
    assert await book.loader.load_many([5, 4, 3, 2, 1, 5, 0]) == ["5", "4", "3", "2", "1", "5", "0"]
    assert book.read_of == [[5, 4, 3], [2, 1, 0]]


async def test_what_was_read_or_is_under_way_is_not_read_again() -> None:
    book = Book()
    first = asyncio.create_task(book.loader.load(1))
    await asyncio.sleep(0.005)
    assert await book.loader.load_many([1, 2]) == ["1", "2"]
    assert await first == "1"
    assert await book.loader.load_many([]) == []
    assert await book.loader.load(2) == "2"
    assert book.read_of == [[1], [2]]


async def test_a_failure_is_told_to_all_who_asked_and_not_kept() -> None:
    book = Book()
    failed = await asyncio.gather(book.loader.load(1), book.loader.load(-1), return_exceptions=True)
    assert [str(each) for each in failed] == ["below zero"] * 2
    with pytest.raises(ValueError, match="below zero"):
        await book.loader.load_many([2, -2])
    assert await book.loader.load(1) == "1"


async def test_whoever_gives_up_leaves_the_others_their_reading() -> None:
    book = Book()
    giving_up = asyncio.create_task(book.loader.load(1))
    staying = asyncio.create_task(book.loader.load(1))
    await asyncio.sleep(0.005)
    giving_up.cancel()
    assert await staying == "1"
    assert book.read_of == [[1]]


async def test_what_nobody_waits_for_any_more_is_not_read_to_its_end() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def read(numbers: list[int]) -> list[str]:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return [str(number) for number in numbers]

    loader = Loader(read)
    both = [asyncio.create_task(loader.load(1)) for _ in range(2)]
    await begun.wait()
    both[0].cancel()
    await asyncio.sleep(0.005)
    assert not ended.is_set()
    both[1].cancel()
    async with asyncio.timeout(5):
        await ended.wait()


@pytest.mark.parametrize("wait", [0, 0.005], ids=["before it was read", "meanwhile"])
async def test_whoever_asks_when_the_others_have_given_up_is_read_for_anew(wait: float) -> None:
    book = Book()
    giving_up = asyncio.create_task(book.loader.load(1))
    await asyncio.sleep(wait)
    giving_up.cancel()
    await asyncio.wait({giving_up})
    assert await book.loader.load(1) == "1"
