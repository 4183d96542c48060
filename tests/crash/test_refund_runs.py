"""The worker that carries out a run of `refundOrders` dies in the midst: the next one goes on, and refunds once."""

import asyncio

import pytest

from app.flows.orders.carry_out_run import sweep_runs
from tests.crash.cases import check_books, journal_lines, set_to_noon
from tests.crash.conftest import is_long
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Shop, open_shop
from tests.support.promises import verified_of
from tests.support.till import look_at_run, new_order_id, orders_of, start_run

ON_THE_WAY = [Gate.RESERVE, Gate.SEND, Gate.RECORD, Gate.WRITE]
"""Nothing is reserved; reserved and not sent; done and not heard of; in the middle of writing it down."""

USUAL = [Gate.SEND, Gate.RECORD]

ORDERS = 4


@pytest.mark.parametrize("killed_at", ON_THE_WAY if is_long() else USUAL, ids=lambda gate: gate.name)
async def test_a_worker_is_killed_in_the_midst_of_a_run(lasting: World, killed_at: Gate) -> None:
    lasting.run_api()
    async with open_shop(lasting.live) as shop:
        await set_to_noon(shop)
        paid = {}
        for number in range(ORDERS):
            sell = shop.settled if number % 2 else shop.charge
            order_id = new_order_id()
            paid[order_id] = await sell("10.00", orderId=order_id)
        async with Gates(lasting.database) as gates:
            await gates.walk([Gate.RESERVE])
            dying = lasting.start_worker()
            run = await start_run(shop, [*paid], run="gala")
            await gates.catch(1)
            for gate in ON_THE_WAY[1 : ON_THE_WAY.index(killed_at) + 1]:
                await gates.walk([gate])
                await gates.catch(ORDERS)
            lasting.kill(dying)
            assert (await look_at_run(shop, run["id"]))["state"] == "RUNNING"
        await gates.ended()
        worker = lasting.start_worker()
        await until(lambda: _has_ended(shop, run["id"]), "the run to end")
        ended = await look_at_run(shop, run["id"])
        assert {each["result"] for each in orders_of(ended)} <= {"REFUNDED", "WAITING"}
        assert {each["before"] for each in orders_of(ended)} == {killed_at is not Gate.RESERVE}
        # Whether the gateway has heard of what was to be sent only time proves.
        await shop.advance("PT10M")
        assert await lasting.stop(worker) == 0
        for number, payment in enumerate(paid.values()):
            lines = await journal_lines(shop, payment)
            assert [line for line in lines if not line.endswith("-")] == ["charge", "refund" if number % 2 else "void"]
        again = await start_run(shop, [*paid], run="gala")
        assert (again["id"], again["state"]) == (run["id"], "ENDED")
        await check_books(shop)
        await verified_of(shop)


async def test_two_workers_and_many_orders(lasting: World) -> None:
    """One of them dies on the way. No order is refunded twice, and none is left."""
    lasting.run_api()
    async with open_shop(lasting.live) as shop:
        ids = [new_order_id() for _ in range(40)]
        await asyncio.gather(*(shop.charge("10.00", orderId=each) for each in ids))
        workers = [lasting.start_worker() for _ in range(2)]
        run = await start_run(shop, ids, run="gala")
        await until(lambda: _has_begun(shop, run["id"]), "some orders to be refunded")
        lasting.kill(workers[0])
        await sweep_runs(shop.live.service)
        await until(lambda: _has_ended(shop, run["id"]), "the run to end")
        # What the dead one had reserved and not sent counts as under way in the run.
        await shop.advance("PT10M")
        rows = await shop.execute(
            "SELECT j.transaction FROM sandbox.journal j JOIN transactions t ON t.legacy_id = j.transaction"
            " WHERE t.merchant_id = $1 AND j.effect AND j.kind = 'void'",
            shop.merchant.id,
        )
        assert len(rows) == len({row["transaction"] for row in rows}) == len(ids)
        assert await lasting.stop(workers[1]) == 0
        await verified_of(shop)


async def _has_ended(shop: Shop, run_id: str) -> bool:
    return str((await look_at_run(shop, run_id))["state"]) == "ENDED"


async def _has_begun(shop: Shop, run_id: str) -> bool:
    return int((await look_at_run(shop, run_id))["done"]) > 0
