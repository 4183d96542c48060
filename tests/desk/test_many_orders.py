"""Many orders are refunded from the desk, in a real browser: looked at in a dry run, run once, taken along as CSV."""

import asyncio
import contextlib
import csv
import json
import os
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from app.domain.people.people import Right
from app.flows.orders.carry_out_run import carry_out_run, sweep_runs
from app.settings import Settings
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.node import run
from tests.support.promises import verified
from tests.support.staff import PASSWORD, hire

SCRIPT = Path(__file__).parents[1] / "browser" / "many_orders.mjs"
OPEN = "SELECT id FROM refund_runs WHERE due_at IS NOT NULL"


@pytest.fixture
async def shop(settings: Settings) -> AsyncIterator[Shop]:
    """A merchant on a database of its own."""
    async with live_service(settings) as live, open_shop(live) as opened:
        yield opened


async def work(shop: Shop) -> None:
    """What a worker does of runs, until it is cancelled."""
    while True:
        await sweep_runs(shop.live.service)
        for row in await shop.execute(OPEN):
            await carry_out_run(shop.live.service, row["id"])
        await asyncio.sleep(0.2)


async def test_many_orders_are_refunded_once(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> None:
    paid = {f"A-{number}": await shop.settled("10.00", orderId=f"A-{number}") for number in range(3)}
    agent = await hire(shop, Right.VIEW, Right.REFUND, Right.VOID)
    given = {
        "origin": shop.live.url.removesuffix("/graphql"),
        "agent": {"email": agent.email, "password": PASSWORD},
        "ids": [*paid, "A-unknown"],
        "shots": os.environ.get("SHOTS"),
    }
    folder = str(tmp_path_factory.mktemp("browser"))
    worker = asyncio.create_task(work(shop))
    try:
        answer = await asyncio.to_thread(run, SCRIPT, json.dumps(given), TMPDIR=folder, HOME=folder)
    finally:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
    told: dict[str, Any] = json.loads(answer)
    seen = told["seen"]
    assert (told["outside"], told["said"], {name: found for name, found in told["serious"].items() if found}) == (
        [],
        [],
        {},
    )
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
    await verified(shop.live.settings)
