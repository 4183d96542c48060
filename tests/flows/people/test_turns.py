"""Who goes next, and who is turned away, where few can go at a time."""

import asyncio
from collections.abc import Hashable

import pytest

from app.domain.problems import TooBusy
from app.flows.people import turns
from app.flows.people.turns import RETRY_AFTER, HashingTurns

LONG = 60.0


class Place:
    """A place where one goes at a time, which keeps the order in which they went and who was turned away."""

    def __init__(self, at_a_time: int = 1, most_waiting: int = 100, patience: float = LONG) -> None:
        self.turns = HashingTurns(at_a_time, most_waiting, patience)
        self.free = asyncio.Event()
        self.went: list[Hashable] = []
        self.turned_away: list[Hashable] = []
        self.together = self.most_together = 0

    async def come(self, name: Hashable, behind: int = 0) -> None:
        try:
            async with self.turns.turn(name, behind):
                self.together += 1
                self.most_together = max(self.most_together, self.together)
                self.went.append(name)
                await self.free.wait()
                self.together -= 1
        except TooBusy:
            self.turned_away.append(name)

    async def all_come(self, *names: Hashable) -> list[asyncio.Task[None]]:
        """They come in this order, and the first goes at once."""
        tasks = []
        for name in names:
            tasks.append(asyncio.create_task(self.come(name)))
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        return tasks

    async def end(self, tasks: list[asyncio.Task[None]]) -> None:
        self.free.set()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_no_more_go_at_a_time_than_can() -> None:
    place = Place(at_a_time=3)
    tasks = await place.all_come(*range(20))
    assert place.together == 3
    await place.end(tasks)
    assert (len(place.went), place.most_together, place.together) == (20, 3, 0)


async def test_of_equals_the_newest_goes_first() -> None:
    place = Place()
    await place.end(await place.all_come("going", 1, 2, 3))
    assert place.went == ["going", 3, 2, 1]


async def test_who_asked_more_often_of_late_goes_after_who_asked_less_often() -> None:
    place = Place()
    await place.end(await place.all_come("going", "flood", "other", *["flood"] * 5, "another"))
    assert place.went == ["going", "another", "other", *["flood"] * 6]


async def test_what_is_known_of_somebody_counts_as_well() -> None:
    place = Place()
    tasks = await place.all_come("going", "nothing")
    tasks += [asyncio.create_task(place.come("failed twice", 2)), asyncio.create_task(place.come("failed once", 1))]
    await asyncio.sleep(0)
    await place.end(tasks)
    assert place.went == ["going", "nothing", "failed once", "failed twice"]


async def test_a_full_line_turns_away_who_would_go_last() -> None:
    place = Place(most_waiting=3)
    tasks = await place.all_come("going", "flood", "flood", "flood", "flood", "other")
    assert place.turned_away == ["flood", "flood"], "the one that came last, and then one that gives way to another"
    await place.end(tasks)
    assert place.went == ["going", "other", "flood", "flood"]
    oldest = Place(most_waiting=2)
    await oldest.end(await oldest.all_come("going", 1, 2, 3))
    assert (oldest.went, oldest.turned_away) == (["going", 3, 2], [1])


async def test_who_floods_by_one_name_never_turns_others_away() -> None:
    place = Place(most_waiting=16)
    tasks = await place.all_come("going", *range(10), *["flood"] * 300)
    await place.end(tasks)
    assert set(range(10)) <= set(place.went)
    assert set(place.turned_away) == {"flood"}


async def test_waiting_has_an_end() -> None:
    place = Place(patience=0.01)
    (going,) = await place.all_come("going")
    with pytest.raises(TooBusy) as busy:
        async with place.turns.turn("waiting"):
            pass
    assert busy.value.wait == RETRY_AFTER
    await place.end([going])
    async with place.turns.turn("next"):
        pass


async def test_who_is_cancelled_takes_nobodys_turn() -> None:
    """In the line, and at the very moment of its turn."""
    place = Place()
    async with place.turns.turn("going"):
        tasks = await place.all_come(1, 2, 3)
        tasks[1].cancel()
    tasks[2].cancel()
    await place.end(tasks)
    assert place.went == [1]
    async with asyncio.timeout(LONG), place.turns.turn("next"):
        pass


async def test_a_turn_that_fails_is_over() -> None:
    place = Place()
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with place.turns.turn("fails"):
                raise ZeroDivisionError
    async with asyncio.timeout(LONG), place.turns.turn("next"):
        pass


async def test_what_somebody_asked_a_minute_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place()
    async with place.turns.turn("often"), asyncio.timeout(LONG):
        tasks = [asyncio.create_task(place.come("often")) for _ in range(3)]
        await asyncio.sleep(0)
        monkeypatch.setattr(turns, "COUNTED_FOR", 0.0)
        tasks += [asyncio.create_task(place.come("once")), asyncio.create_task(place.come("often"))]
        await asyncio.sleep(0)
    await place.end(tasks)
    assert place.went[0] == "often", "the newest of equals, for nothing counts against it any more"


async def test_no_more_names_are_counted_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "MOST_NAMES", 10)
    place = HashingTurns(1, 1, LONG)
    for name in range(1_000):
        async with place.turn(name):
            pass
    assert len(place._recent._names) == 10
