"""Brief queries and long ones: which a document's are, and which give way to payments."""

import asyncio

import pytest

from app.engine.usual_work import BRIEF, UsualWork
from app.web.query_work import QueryWork
from app.web.running import Running

SECOND = 1.0


def test_a_document_is_long_until_its_first_query_has_ended() -> None:
    usual = UsualWork()
    assert not usual.brief
    usual.took(BRIEF / 10)
    assert usual.brief


def test_one_long_query_makes_it_long_until_enough_brief_ones_came() -> None:
    usual = UsualWork()
    usual.took(BRIEF / 10)
    usual.took(2 * BRIEF)
    brief = 0
    while not usual.brief:
        usual.took(BRIEF / 10)
        brief += 1
    assert brief == 7, "0.9 to the power of 7 is below a half"


async def _gives_way(usual: UsualWork) -> bool:
    """Whether a query waits for a mutation that does not end."""
    running, gate = Running(), asyncio.Event()

    async def mutate() -> None:
        await gate.wait()

    mutation = asyncio.create_task(running.to_the_end(mutate()))
    await asyncio.sleep(0)
    waits = asyncio.create_task(QueryWork(usual, running).give_way())
    for _ in range(3):
        await asyncio.sleep(0)
    waited = not waits.done()
    gate.set()
    await asyncio.gather(mutation, waits)
    return waited


@pytest.mark.parametrize(("took", "waits"), [(2 * BRIEF, True), (BRIEF / 10, False)])
async def test_only_a_long_query_gives_way(took: float, waits: bool) -> None:
    usual = UsualWork()
    usual.took(took)
    assert await _gives_way(usual) is waits


async def test_the_time_in_which_it_gave_way_is_no_work() -> None:
    usual, running = UsualWork(), Running()
    work = QueryWork(usual, running)

    async def mutate() -> None:
        await asyncio.sleep(0)

    with work.measured():
        mutation = asyncio.create_task(running.to_the_end(mutate()))
        await asyncio.sleep(0)
        await work.give_way()
        await mutation
        work._waited += SECOND  # as if it had taken as long
    assert usual.brief
