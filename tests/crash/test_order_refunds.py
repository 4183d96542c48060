"""The process that gives back an order dies: every part ends as it should, and so does the order itself."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.crash.cases import check_books, journal_lines, nothing_runs, set_to_noon
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, until
from tests.support.merchant_client import Shop, open_shop
from tests.support.promises import verified_of
from tests.support.till import give_back, look, new_order_id, record, results

ON_THE_WAY = [Gate.SEND, Gate.RECORD, Gate.WRITE]
"""Reserved and not sent; done without anybody's hearing of it; in the middle of writing the first answer down."""

ITEMS = [{"lineItemId": "ticket", "quantity": 2}, {"lineItemId": "fee"}]


@pytest.mark.parametrize("killed_at", ON_THE_WAY, ids=lambda gate: gate.name)
async def test_the_api_is_killed_while_it_gives_back_an_order(lasting: World, killed_at: Gate) -> None:
    """Two refunds and a void were reserved at once. Nobody asks again, and all of it is done once."""
    api = lasting.run_api()
    async with open_shop(lasting.live) as shop:
        await set_to_noon(shop)
        order_id = new_order_id()
        settled = [await shop.settled(amount, orderId=order_id) for amount in ("60.00", "40.00")]
        submitted = await shop.charge("25.00", orderId=order_id)
        await record(shop, order_id, ("ticket", 2, "50.00"), ("fee", 1, "25.00"))
        async with Gates(lasting.database) as gates:
            await gates.walk([Gate.RESERVE])
            asking = asyncio.create_task(_ask(shop, order_id))
            await gates.catch(1)
            for gate in ON_THE_WAY[: ON_THE_WAY.index(killed_at) + 1]:
                await gates.walk([gate])
                await gates.catch(3)
            lasting.kill(api)
            with pytest.raises(httpx.TransportError):
                await asking
        await gates.ended()
        lasting.run_api()
        left = await look(shop, order_id)
        assert (left["cancelled"], left["refundInProgress"]) == (False, True)
        worker = lasting.start_worker()
        await until(lambda: nothing_runs(shop), "the worker to go on with what was left behind")
        await shop.advance("PT10M")
        lasting.kill(worker)
        assert [await journal_lines(shop, payment) for payment in settled] == [("charge", "refund")] * 2
        assert await journal_lines(shop, submitted) == ("charge", "void")
        order = await look(shop, order_id)
        assert (order["cancelled"], order["balanceDue"]["value"], order["status"]) == (True, "3.00", "REFUNDED")
        assert [item["refundedQuantity"] for item in order["lineItems"]] == [2, 1]
        again = results(await _ask(shop, order_id))
        assert [each["outcome"] for each in again] == ["ACCEPTED"] * 3
        await check_books(shop)
        await verified_of(shop)


async def _ask(shop: Shop, order_id: str) -> Any:
    return await give_back(
        shop, order_id, lineItems=ITEMS, cancelOrder=True, balanceDue="3.00", apiRequestKey=f"key of {order_id}"
    )
