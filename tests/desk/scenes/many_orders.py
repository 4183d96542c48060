"""Many orders are refunded from the desk: looked at in a dry run, run once, taken along as CSV."""

import asyncio
import csv
from io import StringIO

from app.domain.people.people import Right
from app.flows.orders.carry_out_run import carry_out_run, sweep_runs
from tests.desk.scenes.scene import Scene, Told
from tests.support.merchant_client import Shop
from tests.support.staff import PASSWORD, hire

OPEN = "SELECT id FROM refund_runs WHERE due_at IS NOT NULL"


async def work(shop: Shop) -> None:
    """What a worker does of runs, until it is cancelled."""
    while True:
        await sweep_runs(shop.live.service)
        for row in await shop.execute(OPEN):
            await carry_out_run(shop.live.service, row["id"])
        await asyncio.sleep(0.2)


async def many_orders(shop: Shop) -> Scene:
    """An agent with three orders, and the id of one that is not there."""
    paid = {f"A-{number}": await shop.settled("10.00", orderId=f"A-{number}") for number in range(3)}
    agent = await hire(shop, Right.VIEW, Right.REFUND, Right.VOID)

    async def check(told: Told) -> None:
        told.quiet()
        seen = told.seen
        assert seen["overflow"] <= 0
        assert seen["counted"].startswith("4 orders")
        assert "nothing refunded. 3 would be refunded, 1 would be refused." in seen["dryRun"]
        assert "Done: 4 of 4 orders of “gala”. 3 refunded, 1 refused." in seen["done"]
        assert seen["rows"] == seen["afterReload"]
        assert [row.count("Would be re") for row in seen["rowsBefore"]] == [1] * 4
        assert "A-unknown" in seen["refused"][0]
        lines = list(csv.DictReader(StringIO(seen["csv"])))
        assert [(line["order_id"], line["result"], line["refunded"]) for line in lines] == [
            ("A-0", "REFUNDED", "10.00"),
            ("A-1", "REFUNDED", "10.00"),
            ("A-2", "REFUNDED", "10.00"),
            ("A-unknown", "REFUSED", ""),
        ]
        assert [await shop.effects(each) for each in paid.values()] == [["charge", "refund"]] * 3
        assert len(await shop.execute("SELECT FROM refund_runs")) == 2

    given = {"agent": {"email": agent.email, "password": PASSWORD}, "ids": [*paid, "A-unknown"]}
    return Scene("manyOrders", given, check)
