"""A worker goes through a queue: all that is due of it, each once, whatever one of them comes to (SPEC 5.5)."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import timedelta

from app.domain.reversals.queues import Queue, QueueKind
from app.flows.reversals.go_through import MOMENT, READ_AT_ONCE, go_through
from app.gateways.pacing import PLACES
from tests.attacks.workers import two_days_on
from tests.flows.desk import refunded
from tests.support.merchant_client import Shop

OPEN = "SELECT count(*) AS n FROM operations WHERE merchant_id = $1 AND state <> 'SUCCEEDED'"


async def due(shop: Shop, number: int, price: str = "3001.00") -> list[str]:
    """So many refunds of which another attempt is due: 3001.00 is accepted then, 3004.00 is not answered for long."""
    made = await asyncio.gather(*(refunded(shop, price) for _ in range(number)))
    await two_days_on(shop)
    return [each.refund for each in made]


def queue_of(shop: Shop) -> Queue:
    return Queue(QueueKind.MERCHANT, shop.merchant.id)


async def are_open(shop: Shop) -> int:
    [row] = await shop.execute(OPEN, shop.merchant.id)
    return int(row["n"])


async def done_once(shop: Shop, number: int) -> None:
    """By the gateway's own books."""
    refunds = [each for each in await shop.journal() if each["effect"] and each["kind"] == "refund"]
    effects = Counter(each["transaction"] for each in refunds)
    assert (len(effects), set(effects.values())) == (number, {1})


async def test_two_that_go_through_it_at_once_do_each_once(shop: Shop) -> None:
    """More than are read at a time, so that both read on."""
    number = READ_AT_ONCE + 6
    await due(shop, number)
    service = shop.live.service
    assert None in await asyncio.gather(*(go_through(service, queue_of(shop)) for _ in range(2)))
    assert await are_open(shop) == 0
    await done_once(shop, number)


async def test_what_is_left_when_it_has_to_stop_is_told(shop: Shop) -> None:
    await due(shop, 3)
    asked = iter([False, True, True, True])
    assert await go_through(shop.live.service, queue_of(shop), lambda: next(asked)) == timedelta(0)
    assert await are_open(shop) == 2
    assert await go_through(shop.live.service, queue_of(shop)) is None
    await done_once(shop, 3)


async def test_one_that_can_not_be_gone_on_with_keeps_no_other_waiting(shop: Shop) -> None:
    """It stands at the front."""
    await due(shop, 4)
    await shop.execute(
        "UPDATE transactions SET method = '[]' WHERE id = (SELECT transaction_id FROM operations WHERE merchant_id = $1"
        " AND next_attempt_at IS NOT NULL ORDER BY next_attempt_at, id LIMIT 1)",
        shop.merchant.id,
    )
    assert await go_through(shop.live.service, queue_of(shop)) is None
    assert await are_open(shop) == 1
    await done_once(shop, 3)


async def test_a_queue_without_a_place_is_left_for_later(shop: Shop) -> None:
    """As while as many are gone on with as may be."""
    await due(shop, 1)
    shares = shop.live.service.sessions.shares
    async with AsyncExitStack() as stack:
        taken = [await stack.enter_async_context(shares.one(queue_of(shop))) for _ in range(PLACES)]
        assert taken.count(True) == PLACES // 2
        assert await go_through(shop.live.service, queue_of(shop)) == MOMENT
        assert await are_open(shop) == 1, "nor is it put off"
        async with shares.one(Queue(QueueKind.ACCOUNT, 1)) as has_place:
            assert has_place, "another queue has one all the same"
    assert await go_through(shop.live.service, queue_of(shop)) is None
    await done_once(shop, 1)
