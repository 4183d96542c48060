"""Whoever asks for PostgreSQL's connections gets those of the pools, and no payment is refused for it."""

import asyncio
from collections import Counter

from app.demo.embedded import Urls
from app.domain.people.people import Right
from tests.attacks.watching import POOLED, opened, watched
from tests.support import servers as real
from tests.support.merchant_client import ADVANCE_CLOCK, CHARGE, VISA, Answer, Shop
from tests.support.promises import verified

CALLS, MERCHANTS, PAYMENTS = 230, 5, 40
"""More calls than PostgreSQL has connections."""


async def test_moving_clocks_takes_no_connection_from_others(servers: Urls, database: str) -> None:
    """CHARGE alone, 230 at once on five merchants, while a sixth one takes payments."""
    settings = real.settings_for(servers, database, database_pool_size=POOLED.pool)
    async with opened(settings, MERCHANTS + 1, Right.CHARGE) as (payer, *movers), watched(settings) as watch:
        moving = [asyncio.create_task(movers[n % MERCHANTS].ask(ADVANCE_CLOCK, by="P2D")) for n in range(CALLS)]
        paid = [await _pay(payer) for _ in range(PAYMENTS)]
        moved = await asyncio.gather(*moving)
    assert [answer.codes for answer in paid] == [[]] * PAYMENTS
    assert {answer.object["status"] for answer in paid} == {"SUBMITTED_FOR_SETTLEMENT"}
    told = Counter(_condition(answer) for answer in moved)
    assert set(told) <= {"moved", "CONCURRENT_CLOCK_MOVES"}, told
    assert told["moved"] >= MERCHANTS
    assert told["CONCURRENT_CLOCK_MOVES"] > 0
    assert watch.looks > 10
    assert watch.most <= POOLED.most
    await verified(settings)


async def _pay(shop: Shop) -> Answer:
    return await shop.ask(CHARGE, paymentMethodId=VISA, transaction={"amount": "10.00"})


def _condition(answer: Answer) -> str:
    errors = answer.body.get("errors", [])
    return str(errors[0]["extensions"].get("condition", errors[0]["extensions"]["errorClass"])) if errors else "moved"
