"""Mutations go first: how long queries wait for them."""

import asyncio

from app.web.running import LATELY, Running

LONG = 60.0
"""Seconds that no test waits."""


class Mutation:
    """One that is under way until it `ends`."""

    def __init__(self, running: Running) -> None:
        self._ends = asyncio.Event()
        self._task = asyncio.create_task(running.to_the_end(self._carry_out()))

    async def _carry_out(self) -> None:
        await self._ends.wait()

    async def end(self) -> None:
        self._ends.set()
        await self._task


async def begun(running: Running) -> Mutation:
    mutation = Mutation(running)
    await asyncio.sleep(0)
    return mutation


async def test_while_there_is_none_nobody_waits() -> None:
    running = Running()
    assert not running.lately()
    await asyncio.wait_for(running.clear(LONG), 5)


async def test_a_query_goes_on_as_soon_as_all_have_ended() -> None:
    running = Running()
    one = await begun(running)
    waiting = [asyncio.create_task(running.clear(LONG)) for _ in range(2)]
    await asyncio.sleep(0)
    other = await begun(running)
    assert running.lately()
    await one.end()
    assert not any(each.done() for each in waiting)
    await other.end()
    await asyncio.wait_for(asyncio.gather(*waiting), 5)
    await asyncio.wait_for(running.clear(LONG), 5)


async def test_a_query_waits_no_longer_than_its_patience() -> None:
    running = Running()
    mutation = await begun(running)
    await asyncio.wait_for(running.clear(0.001), 5)
    await mutation.end()


async def test_one_that_waits_for_its_gateway_holds_up_no_query() -> None:
    running = Running()
    mutation = await begun(running)
    running._last_began -= LATELY
    assert not running.lately()
    await asyncio.wait_for(running.clear(LONG), 5)
    await mutation.end()
