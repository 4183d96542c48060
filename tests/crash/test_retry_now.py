"""Two workers and an impatient person want the same attempt at the same time: it is made once."""

import asyncio
from datetime import timedelta

from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.queue import QueueAsk, retry_now
from tests.crash.cases import check_books, journal_lines, move_clock, nothing_runs, set_to_noon
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Shop
from tests.support.promises import verified

PRESSED = 5


async def test_two_workers_and_an_impatient_person_make_one_attempt(world: World, stall: Shop) -> None:
    """All of them are held up just before they take the refund, and let go at the same moment."""
    world.run_api()
    await set_to_noon(stall)
    await stall.set_merchant(retry_interval=timedelta(minutes=6))
    transaction = await stall.settled("4000.00")
    refund = (await stall.refund(transaction, "3001.00")).object["id"]
    await move_clock(stall, timedelta(minutes=7))
    service = stall.live.service
    actor = await actor_of_key(service.store, *stall.keys, None)
    assert actor is not None
    (row,) = await stall.execute("SELECT id FROM operations WHERE refund_id IS NOT NULL")
    async with Gates(world.database) as gates:
        await gates.walk([Gate.RESERVE])
        # Two jobs for the one operation, of which each worker may have either.
        await service.doorbell.ring(row["id"])
        await service.doorbell.ring(row["id"], timedelta(seconds=1))
        workers = [world.start_worker(), world.start_worker()]
        await gates.catch(len(workers))
        pressing = [asyncio.create_task(retry_now(service, actor, QueueAsk(refund))) for _ in range(PRESSED)]
        await gates.catch(PRESSED + len(workers))
    await asyncio.gather(*pressing)
    await until(lambda: nothing_runs(stall), "the attempt to end")
    assert await journal_lines(stall, transaction) == ("charge", "refund-", "refund")
    made = await stall.node(refund)
    assert (made["status"], made["retry"]["attemptsMade"]) == ("SUBMITTED_FOR_SETTLEMENT", 2)
    assert [await world.stop(worker) for worker in workers] == [0, 0]
    await check_books(stall)
    await verified(world.settings)
