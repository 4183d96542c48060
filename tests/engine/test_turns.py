"""Walks share the event loop: each stops when its turn is over, and one of them goes on in each turn of the loop."""

import asyncio
from time import perf_counter

import pytest

from app.engine.turns import APART, LoopTurns


async def test_a_turn_is_over_after_its_seconds_and_begins_again_with_the_loop() -> None:
    turns = LoopTurns(seconds=0.002)
    for _ in range(3):
        begun = perf_counter()
        while not turns.over():
            assert perf_counter() < begun + 1
        assert perf_counter() - begun >= 0.002
        await asyncio.sleep(0)
        # What was to begin the next turn may stand behind this task.
        await asyncio.sleep(0)


async def test_who_has_had_the_fewest_turns_goes_first_and_alone() -> None:
    turns, order, loops = LoopTurns(seconds=0), list[str](), list[int]()
    turning = 0

    async def execute(name: str, had: int) -> None:
        await turns.another(had)
        order.append(name)
        loops.append(turning)

    async def count() -> None:
        nonlocal turning
        while True:
            turning += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    await asyncio.gather(
        execute("old", 90), execute("older", 100), execute("new", 1), execute("newer", 0), execute("as new", 1)
    )
    counting.cancel()
    assert order == ["newer", "new", "as new", "old", "older"]
    assert len(set(loops)) == 5


async def test_who_gave_up_is_passed_over() -> None:
    turns = LoopTurns(seconds=0)
    gone = asyncio.create_task(turns.another(0))
    staying = asyncio.create_task(turns.another(1))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait_for(staying, 5)
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_while_payments_come_turns_are_brief_and_far_apart() -> None:
    turns = LoopTurns(seconds=60, payments=lambda: True)
    begun = asyncio.get_running_loop().time()
    for had in range(4):
        await turns.another(had)
    assert asyncio.get_running_loop().time() - begun >= 3 * APART
    for _ in range(3):
        await asyncio.sleep(0)
    while not turns.over():
        assert asyncio.get_running_loop().time() < begun + 50, "a turn would take a minute without payments"


async def test_an_execution_that_begins_between_two_such_turns_waits_for_the_next() -> None:
    turns = LoopTurns(payments=lambda: True)
    loop = asyncio.get_running_loop()
    await turns.another(0)
    begun = loop.time()
    next_one = asyncio.create_task(turns.another(1))
    await asyncio.sleep(0)
    while not turns.over():
        pass
    found_over = 0
    while turns.over():
        found_over += 1
        await asyncio.sleep(0)
    assert found_over
    assert loop.time() - begun >= APART / 2
    await next_one
