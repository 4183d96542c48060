"""Long lists on a real server: their first rows are there soon after the answer, and so are more of them."""

import asyncio
import os

from tests.desk.scenes.scene import Scene, Told
from tests.support.merchant_client import Shop
from tests.support.staff import PASSWORD, hire

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
ORDERS, QUEUED = (500, 5_000) if LONG else (60, 60)
MOST = 300 if LONG else 3_000
"""Milliseconds from the first answer to its rows: exact where nothing else runs on the machine."""
MOST_OF_MORE = 3_000
"""The same for a page that is added to as many rows as there are."""
AT_ONCE = 40


async def lists(shop: Shop) -> Scene:
    """That many orders, and as many refunds in the queue."""
    person = await hire(shop)
    turns = asyncio.Semaphore(AT_ONCE)

    async def refund(payment: str) -> None:
        async with turns:
            assert (await shop.refund(payment, "3001.00")).object["retry"]["state"] == "WAITING"

    async def sell(number: int) -> str:
        async with turns:
            return await shop.settled("400000.00", orderId=f"long-{number:03}")

    payments = await asyncio.gather(*(sell(number) for number in range(ORDERS)))
    await asyncio.gather(*(refund(payments[number % ORDERS]) for number in range(QUEUED)))

    async def check(told: Told) -> None:
        told.quiet()
        assert {path: each["rows"] for path, each in told.seen.items()} == {"/orders": ORDERS, "/queue": QUEUED}
        for each in told.seen.values():
            assert each["first"] <= MOST, told.seen
            assert each["slowest"] <= MOST_OF_MORE, told.seen

    given = {
        "person": {"email": person.email, "password": PASSWORD},
        "paths": ["/orders", "/queue"],
        "rows": max(ORDERS, QUEUED),
    }
    return Scene("lists", given, check)
