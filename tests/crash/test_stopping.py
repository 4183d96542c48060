"""A process that is told to stop, or whose client goes away, carries out what it has begun."""

import asyncio
from datetime import timedelta

import httpx

from tests.crash.cases import check_books, journal_lines, move_clock, nothing_runs, set_to_noon
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Shop
from tests.support.promises import verified

SLOW = "3004.00"
"""The gateway does it at once, and answers after three seconds."""


async def test_the_api_answers_all_that_is_in_flight_before_it_stops(world: World, stall: Shop) -> None:
    api = world.run_api()
    transactions = [await stall.settled("4000.00") for _ in range(5)]
    asking = [asyncio.create_task(stall.refund(each, SLOW)) for each in transactions]
    await until(lambda: _sent(stall, 5), "the gateway to have all")
    assert await world.stop(api) == 0
    answers = await asyncio.gather(*asking)
    assert [answer.object["status"] for answer in answers] == ["SUBMITTED_FOR_SETTLEMENT"] * 5
    assert await nothing_runs(stall)
    await verified(world.settings)


async def test_a_worker_records_what_it_has_sent_before_it_stops(world: World, stall: Shop) -> None:
    """The API is killed before the gateway has looked at a slow refund; the worker sends it again, and is stopped."""
    api = world.run_api()
    await set_to_noon(stall)
    transaction = await stall.settled("4000.00")
    async with Gates(world.database) as gates:
        await gates.walk([Gate.SEND])
        asking = asyncio.create_task(stall.refund(transaction, SLOW, key="slow"))
        await gates.catch(1)
        world.kill(api)
        (cut,) = await asyncio.gather(asking, return_exceptions=True)
        assert isinstance(cut, httpx.TransportError)
    await gates.ended()
    await move_clock(stall, timedelta(minutes=7))
    worker = world.start_worker()
    await until(lambda: _sent(stall, 1), "the worker to send it again")
    assert not await nothing_runs(stall)
    assert await world.stop(worker) == 0
    assert await nothing_runs(stall)
    world.run_api()
    again = (await stall.refund(transaction, SLOW, key="slow")).object
    assert again["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert [attempt["outcome"] for attempt in again["retry"]["attempts"]] == ["UNKNOWN", "ACCEPTED"]
    assert await journal_lines(stall, transaction) == ("charge", "refund")
    await check_books(stall)
    await verified(world.settings)


async def test_a_client_that_goes_away_changes_nothing(world: World, stall: Shop) -> None:
    """One goes away before its refund is reserved, one while the gateway works on it; both are made and recorded."""
    world.run_api()
    transaction = await stall.settled("9000.00")
    async with Gates(world.database) as gates:
        await gates.walk([Gate.RESERVE])
        early = asyncio.create_task(stall.refund(transaction, "10.00", key="early"))
        await gates.catch(1)
        await _goes_away(early)
    late = asyncio.create_task(stall.refund(transaction, SLOW, key="late"))
    await until(lambda: _sent(stall, 2), "the gateway to have both")
    await _goes_away(late)
    await until(lambda: nothing_runs(stall), "the outcome to be recorded")
    for amount, key in (("10.00", "early"), (SLOW, "late")):
        again = (await stall.refund(transaction, amount, key=key)).object
        assert (again["status"], again["retry"]) == ("SUBMITTED_FOR_SETTLEMENT", None)
    assert await journal_lines(stall, transaction) == ("charge", "refund", "refund")
    await check_books(stall)
    await verified(world.settings)


async def _sent(shop: Shop, number: int) -> bool:
    """Whether the gateway's journal has so many refunds."""
    sent = [line for line in await _journal(shop) if line == "refund"]
    return len(sent) == number


async def _journal(shop: Shop) -> list[str]:
    """The journal's kinds, read without the API, which may be on its way out."""
    statement = (
        "SELECT j.kind FROM sandbox.journal j JOIN sandbox.payments p ON p.transaction = j.transaction"
        " WHERE p.merchant = $1 AND j.effect"
    )
    return [row["kind"] for row in await shop.execute(statement, shop.merchant.public_id)]


async def _goes_away(asking: "asyncio.Task[object]") -> None:
    """Closes the connection on which something was asked."""
    asking.cancel()
    await asyncio.wait([asking])
