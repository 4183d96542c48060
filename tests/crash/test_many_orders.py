"""The process that gives back many orders dies at a boundary, or loses its database: started again, it goes on."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.crash.cases import check_books, journal_lines, nothing_runs, set_to_noon
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import ADVANCE_CLOCK, Shop
from tests.support.operator import Operator, Told, ended, hire
from tests.support.promises import verified_of

ON_THE_WAY = [Gate.RESERVE, Gate.SEND, Gate.RECORD, Gate.WRITE]
"""Nothing is reserved; reserved and not sent; done and not heard of; in the middle of writing it down."""

ORDERS = 4
MANY = 60


@pytest.mark.parametrize("killed_at", ON_THE_WAY, ids=lambda gate: gate.name)
async def test_it_is_killed_at_a_boundary_and_started_again(
    world: World, stall: Shop, tmp_path: Path, killed_at: Gate
) -> None:
    """No worker is there: what the dead process left in the middle, the next one goes on with by itself."""
    world.run_api()
    operator, paid = await _sold(stall, tmp_path, ORDERS)
    file = operator.write([*paid])
    async with Gates(world.database) as gates:
        await gates.walk([Gate.RESERVE])
        process = operator.start(file)
        await gates.catch(1)
        for gate in ON_THE_WAY[1 : ON_THE_WAY.index(killed_at) + 1]:
            await gates.walk([gate])
            await gates.catch(ORDERS)
        process.kill()
        assert (await ended(process)).lines == []
    await gates.ended()
    told = await ended(operator.start(file))
    known = killed_at is not Gate.RESERVE
    assert [line["before"] for line in told.lines] == [known] * ORDERS
    if killed_at is Gate.SEND:
        # Whether the gateway has heard of it only time proves.
        assert (told.status, set(told.results)) == (3, {"WAITING"})
        await stall.advance("PT10M")
        told = await ended(operator.start(file))
    await _check(stall, paid, told)


async def test_two_runs_while_the_first_is_in_the_middle(world: World, stall: Shop, tmp_path: Path) -> None:
    """The second waits for the first, which lives, and tells what became of it."""
    world.run_api()
    operator, paid = await _sold(stall, tmp_path, ORDERS)
    file = operator.write([*paid])
    async with Gates(world.database) as gates:
        await gates.walk([Gate.SEND])
        first = operator.start(file)
        await gates.catch(ORDERS)
        second = operator.start(file)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.to_thread(second.wait, 4), 3)
    one, other = await ended(first), await ended(second)
    assert one.lasting() == other.lasting()
    assert {line["before"] for line in other.lines} == {True}
    await _check(stall, paid, one)


async def test_the_database_is_lost_and_comes_back(world: World, stall: Shop, tmp_path: Path) -> None:
    """For a while it is waited for; what was asked for then is found, and nothing is given back twice."""
    world.run_api()
    operator, paid = await _sold(stall, tmp_path, MANY)
    file = operator.write([*paid])
    process = operator.start(file, "--at-a-time", "8")

    async def some() -> bool:
        return len(await stall.journal()) > MANY + 15

    await until(some, "some orders to be given back")
    await world.end_server("postgres", signal.SIGQUIT)
    await asyncio.sleep(1)
    await world.revive("postgres")
    told = await ended(process)
    assert len(told.lines) == MANY, told.said
    worker = world.start_worker()
    await until(lambda: nothing_runs(stall), "what was cut to be recorded")
    await until(lambda: _answers(stall), "the API to have connections again")
    await stall.advance("PT10M")
    await _check(stall, paid, await ended(operator.start(file)))
    assert await world.stop(worker) == 0


async def _sold(shop: Shop, folder: Path, number: int) -> tuple[Operator, dict[str, str]]:
    """An operator, and the payments of so many orders by their order ids, every second of which has settled."""
    await set_to_noon(shop)
    await hire(shop)
    paid = {}
    for at in range(number):
        sell = shop.settled if at % 2 else shop.charge
        paid[f"A-{at}"] = await sell("10.00", orderId=f"A-{at}")
    return Operator(shop.live.settings, shop.merchant, folder), paid


async def _check(shop: Shop, paid: dict[str, str], told: Told) -> None:
    """All was told to be given back, and was, once."""
    assert (told.status, told.results) == (0, ["REFUNDED"] * len(paid)), (told.said, told.lines)
    for at, payment in enumerate(paid.values()):
        lines = await journal_lines(shop, payment)
        assert [line for line in lines if not line.endswith("-")] == ["charge", "refund" if at % 2 else "void"]
    if len(paid) <= ORDERS:
        await check_books(shop)
    await verified_of(shop)


async def _answers(shop: Shop) -> bool:
    """Whether the API writes again: its connections were lost as well, and are opened anew by whoever meets one."""
    return "errors" not in (await shop.ask(ADVANCE_CLOCK, by="PT0S")).body
