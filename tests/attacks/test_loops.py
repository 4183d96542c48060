"""Documents that lead back to where they come from: a payment has refunds, and each of those has it again."""

import json
from typing import Any

import httpx
import pytest

from app.engine.limits import Limits
from tests.attacks.heavy import LOOPS, Watch, around, classes, copies, of_payment, payment, served, watched
from tests.support.merchant_client import Shop

REFUNDS = 16

UNMEASURED = Limits(cost=10**9)
"""A document is let through whatever it may come to: what the answer holds bounds it alone."""

LONGEST = 0.1
"""Seconds of processor time that one turn of the loop may take."""


async def ask(client: httpx.AsyncClient, query: str, **variables: Any) -> tuple[dict[str, Any], Watch]:
    async with watched() as watch:
        response = await client.post("/graphql", json={"query": query, "variables": variables})
    answer: dict[str, Any] = json.loads(response.content)
    return answer, watch


async def test_a_payment_and_its_refunds_five_times(shop: Shop) -> None:
    """Some 218 characters and the right to look: the service stood still for 11 seconds, and for 93 with 20 refunds."""
    paid = await payment(shop, REFUNDS)
    query = of_payment(around(LOOPS[0], 5))
    assert len(query) < 300
    async with watched() as watch:
        answer = await shop.post(query, {"id": paid})
    assert classes(answer.body) == {"RESOURCE_LIMIT"}
    assert "data" not in answer.body
    assert watch.longest < LONGEST


@pytest.mark.parametrize("loop", LOOPS)
async def test_no_loop_keeps_anybody_waiting(shop: Shop, loop: str) -> None:
    """Whatever the document was said to cost: each round is made once, and counted as often as it would stand there."""
    paid = await payment(shop, 1, copied=40, orderId="round")
    await copies(shop, "transactions", (await shop.node(paid))["legacyId"], 20)
    rounds = 11 // loop.count("{")
    async with served(shop, UNMEASURED) as client:
        answer, watch = await ask(client, of_payment(around(loop, rounds)), id=paid)
    assert classes(answer) == {"RESOURCE_LIMIT"}
    assert answer["data"] is None
    assert watch.longest < LONGEST
    assert watch.seconds < 2
