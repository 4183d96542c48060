"""PostgreSQL and Valkey end under load: nothing is lost, nothing is done twice, and the service comes back by itself."""

import asyncio
import signal
from collections import Counter
from datetime import timedelta

from app.flows.refund import RefundAsk, refund_transaction
from app.flows.sign_in import actor_of_key
from tests.crash.cases import advance, check_books, move_clock, nothing_runs, set_to_noon
from tests.crash.world import World, until
from tests.promises import verified
from tests.shop import Answer, Shop

QUEUED = 1_000
REQUESTS = 150
AT_ONCE = 12

REFUNDED = """
SELECT count(*) FILTER (WHERE j.effect) AS effects, count(DISTINCT j.key) AS keys, count(*) AS sendings
FROM sandbox.journal j JOIN sandbox.payments p ON p.transaction = j.transaction
WHERE p.merchant = $1 AND j.kind = 'refund'
"""


async def test_valkey_is_killed_while_a_thousand_refunds_are_queued_and_some_run(world: World, stall: Shop) -> None:
    """Twice all that Valkey knows is gone, once before and once while two workers are at work."""
    world.run_api()
    await set_to_noon(stall)
    await stall.set_merchant(retry_interval=timedelta(minutes=6))
    await _queue(stall, QUEUED)
    await move_clock(stall, timedelta(minutes=7))
    workers = [world.start_worker(), world.start_worker()]
    for effects in (50, 400):

        async def so_many(effects: int = effects) -> bool:
            return await _effects(stall) >= effects

        await until(so_many, f"{effects} refunds")
        await world.end_server("valkey", signal.SIGKILL)
        await world.revive("valkey")
    waiting = "SELECT 1 FROM operations WHERE merchant_id = $1 AND kind = 'REFUND' AND state <> 'SUCCEEDED'"

    async def all_done() -> bool:
        return not await stall.execute(waiting, stall.merchant.id)

    await until(all_done, "the thousand to be refunded")
    assert [worker.poll() for worker in workers] == [None, None]
    (row,) = await stall.execute(REFUNDED, stall.merchant.public_id)
    assert (row["effects"], row["keys"], row["sendings"]) == (QUEUED, QUEUED, 2 * QUEUED)
    assert [await world.stop(worker) for worker in workers] == [0, 0]
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
    await advance(stall, "PT10M")
    refunds = set()
    for key, first in told.items():
        number = int(key.removeprefix("key-"))
        again = (await stall.refund(transactions[number % AT_ONCE], "1.00", key=key)).object
        assert first.codes or first.object["id"] == again["id"]
        assert again["status"] == "SUBMITTED_FOR_SETTLEMENT"
        refunds.add(again["id"])
    assert len(refunds) == REQUESTS
    (row,) = await stall.execute(REFUNDED, stall.merchant.public_id)
    assert (row["effects"], row["keys"]) == (REQUESTS, REQUESTS)
    await check_books(stall)
    assert await world.stop(worker) == 0
    await verified(world.settings)


async def _queue(shop: Shop, number: int) -> None:
    """So many refunds wait for their second attempt, at which the gateway accepts them. Fifty to a transaction."""
    transactions = [await shop.settled("200000.00") for _ in range(number // 50)]
    service = shop.live.service
    actor = await actor_of_key(service.store, *shop.keys, None)
    assert actor is not None
    waiting = asyncio.Semaphore(AT_ONCE)

    async def refund(of: int) -> None:
        async with waiting:
            await refund_transaction(service, actor, RefundAsk(transactions[of % len(transactions)], "3001.00"))

    await asyncio.gather(*(refund(of) for of in range(number)))


async def _effects(shop: Shop) -> int:
    (row,) = await shop.execute(REFUNDED, shop.merchant.public_id)
    return int(row["effects"])
