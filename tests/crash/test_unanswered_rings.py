"""A worker dies before it has taken what it was rung for: all that is left is a job that Redis takes for begun."""

from datetime import timedelta

from app.flows.reversals.sweep import sweep
from tests.crash.cases import check_books, journal_lines, move_clock, set_to_noon
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Shop
from tests.support.promises import verified


async def test_the_next_sweep_is_heard_all_the_same(world: World, stall: Shop) -> None:
    """Here it is the sweep at the start of another worker; those of each minute ring in the same way."""
    world.run_api()
    await set_to_noon(stall)
    await stall.set_merchant(retry_interval=timedelta(minutes=6))
    transaction = await stall.settled("4000.00")
    refund = (await stall.refund(transaction, "3001.00")).object["id"]
    async with Gates(world.database) as gates:
        await gates.walk([Gate.RESERVE])
        dying = world.start_worker()
        await move_clock(stall, timedelta(minutes=7))
        await sweep(stall.live.service)
        await gates.catch(1)
        world.kill(dying)
    await gates.ended()
    lasting = world.start_worker()

    async def is_done() -> bool:
        return str((await stall.node(refund))["status"]) == "SUBMITTED_FOR_SETTLEMENT"

    await until(is_done, "the sweep to be heard")
    assert await journal_lines(stall, transaction) == ("charge", "refund-", "refund")
    assert await world.stop(lasting) == 0
    await check_books(stall)
    await verified(world.settings)
