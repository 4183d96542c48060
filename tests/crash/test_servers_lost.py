"""PostgreSQL and Valkey end under load: nothing is lost, nothing done twice, and the service comes back by itself."""

import asyncio
import signal
from collections import Counter

import asyncpg

from bench.loading import load_queue
from tests.crash.cases import check_books, nothing_runs, set_to_noon
from tests.crash.installation import World, until
from tests.support.merchant_client import Answer, Shop
from tests.support.promises import verified

QUEUED, DUE = 10_000, 1_000
REQUESTS = 150
AT_ONCE = 12

REFUNDED = """
SELECT count(*) FILTER (WHERE j.effect) AS effects, count(DISTINCT j.key) AS keys, count(*) AS sendings
FROM sandbox.journal j JOIN sandbox.payments p ON p.transaction = j.transaction
WHERE p.merchant = $1 AND j.kind = 'refund'
"""
SUCCEEDED = "SELECT count(*) AS refunds FROM operations WHERE kind = 'REFUND' AND state = 'SUCCEEDED'"


async def test_valkey_is_killed_while_a_thousand_refunds_are_due_and_some_run(world: World) -> None:
    """Twice all that Valkey knows is gone, while two workers are at work; what is not due yet goes on waiting."""
    await load_queue(world.database, QUEUED, DUE)
    workers = [world.start_worker(), world.start_worker()]
    for effects in (50, 400):

        async def so_many(effects: int = effects) -> bool:
            return int((await _ask(world, REFUNDED, "bench"))["effects"]) >= effects

        await until(so_many, f"{effects} refunds")
        await world.end_server("valkey", signal.SIGKILL)
        await world.revive("valkey")

    async def all_done() -> bool:
        return int((await _ask(world, SUCCEEDED))["refunds"]) == DUE

    await until(all_done, "the thousand to be refunded")
    assert [await world.stop(worker) for worker in workers] == [0, 0]
    row = await _ask(world, REFUNDED, "bench")
    assert (row["effects"], row["keys"], row["sendings"]) == (DUE, DUE, DUE)
    await verified(world.settings)


async def test_postgresql_is_restarted_under_load(world: World, stall: Shop) -> None:
    """Every request took effect once or was told SERVICE_AVAILABILITY, and sent again it finds the truth."""
    world.run_api()
    await set_to_noon(stall)
    transactions = [await stall.settled("9000.00") for _ in range(AT_ONCE)]
    told: dict[str, Answer] = {}
    waiting = asyncio.Semaphore(AT_ONCE)

    async def ask(number: int) -> None:
        async with waiting:
            told[f"key-{number}"] = await stall.refund(transactions[number % AT_ONCE], "1.00", key=f"key-{number}")

    async def made() -> bool:
        return sum(not answer.codes for answer in told.values()) > REQUESTS // 5

    async def refused() -> bool:
        return sum(bool(answer.codes) for answer in told.values()) > REQUESTS // 5

    asking = [asyncio.create_task(ask(number)) for number in range(REQUESTS)]
    await until(made, "some refunds")
    await world.end_server("postgres", signal.SIGQUIT)
    await until(refused, "some requests to be refused")
    await world.revive("postgres")
    await asyncio.gather(*asking)
    codes = Counter(code for answer in told.values() for code in answer.codes)
    assert set(codes) == {"SERVICE_AVAILABILITY"}
    worker = world.start_worker()
    await until(lambda: nothing_runs(stall), "what was cut to be recorded")
    await stall.advance("PT10M")
    refunds = set()
    for key, first in told.items():
        number = int(key.removeprefix("key-"))
        again = (await stall.refund(transactions[number % AT_ONCE], "1.00", key=key)).object
        assert first.codes or first.object["id"] == again["id"]
        assert again["status"] == "SUBMITTED_FOR_SETTLEMENT"
        refunds.add(again["id"])
    assert len(refunds) == REQUESTS
    row = await _ask(world, REFUNDED, stall.merchant.public_id)
    assert (row["effects"], row["keys"]) == (REQUESTS, REQUESTS)
    await check_books(stall)
    assert await world.stop(worker) == 0
    await verified(world.settings)


async def _ask(world: World, statement: str, *values: object) -> asyncpg.Record:
    """The one row of a statement on the service's database."""
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(world.database)
    try:
        (row,) = await connection.fetch(statement, *values)
        return row
    finally:
        await connection.close()
