"""What changed while somebody waited for a lock is seen once the lock was had: the time, an apiRequestKey's end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

import asyncpg
import pytest

from app.demo.embedded import Urls
from tests.crash.installation import until
from tests.flows.desk import DAY, DISMISS, outcomes, press, refunded
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified

T = TypeVar("T")

AT_ONCE = 5
WAITING = """
SELECT count(*) AS number FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
TRANSACTION = "SELECT FROM transactions WHERE merchant_id = $1 FOR UPDATE"
REQUEST_KEY = "SELECT FROM request_keys WHERE merchant_id = $1 FOR UPDATE"


@pytest.fixture
async def shop(servers: Urls, database: str) -> AsyncIterator[Shop]:
    """A merchant of a service that waits as long as a test holds a lock."""
    async with live_service(real.settings_for(servers, database, lock_timeout=20.0)) as live, open_shop(live) as shop:
        yield shop


@asynccontextmanager
async def held(shop: Shop, statement: str) -> AsyncIterator[None]:
    """The shop's rows are locked by somebody else, in a transaction that ends with the block."""
    connection = await asyncpg.connect(shop.live.settings.database_url.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.fetch(statement, shop.merchant.id)
            yield
    finally:
        await connection.close()


async def once_waiting(shop: Shop, number: int) -> None:
    """Returns once so many wait for locks."""

    async def they_wait() -> bool:
        (row,) = await shop.execute(WAITING)
        return int(row["number"]) >= number

    await until(they_wait, f"{number} to wait for a lock")


async def together(calls: list[Awaitable[T]]) -> list[T]:
    return await asyncio.gather(*calls)


async def test_a_clock_that_is_moved_meanwhile_rules(shop: Shop) -> None:
    """Whoever had the lock may have written down what happened a day later: nothing is dated before that."""
    sale = await shop.settled("100.00")
    async with held(shop, TRANSACTION):
        asking = asyncio.create_task(shop.refund(sale, "10.00"))
        await once_waiting(shop, 1)
        statement = "UPDATE merchants SET clock_offset = clock_offset + $2 WHERE id = $1"
        await shop.execute(statement, shop.merchant.id, DAY)
        moved = await shop.now()
    refund = (await asking).object
    assert datetime.fromisoformat(refund["createdAt"]) >= moved
    assert all(datetime.fromisoformat(event["timestamp"]) >= moved for event in refund["statusHistory"])
    await verified(shop.live.settings)


@pytest.mark.parametrize("alike", [True, False])
async def test_an_expired_key_is_taken_once(shop: Shop, alike: bool) -> None:
    """All have seen that it has expired before the first of them takes it."""
    sale = await shop.settled("100.00")
    first = (await shop.refund(sale, "10.00", key="monthly")).object["id"]
    await shop.advance("P30D")
    await shop.advance("PT1H")
    amounts = ["10.00" if alike else f"1{number}.00" for number in range(AT_ONCE)]
    async with held(shop, REQUEST_KEY):
        asking = asyncio.create_task(together([shop.refund(sale, amount, key="monthly") for amount in amounts]))
        await once_waiting(shop, AT_ONCE)
    answers = await asking
    made = {answer.object["id"] for answer in answers if not answer.codes}
    assert len(made) == 1
    assert made != {first}
    assert {code for answer in answers for code in answer.codes} <= ({"915233"} if alike else {"915232"})
    again = next(amount for amount, answer in zip(amounts, answers, strict=True) if not answer.codes)
    assert (await shop.refund(sale, again, key="monthly")).object["id"] in made
    assert [line["kind"] for line in await shop.journal(sale)] == ["charge", "refund", "refund"]
    await verified(shop.live.settings)


async def test_what_takes_the_gateway_long_is_dismissed_for_good(shop: Shop) -> None:
    """It is asked about every six hours; people hear of it again once it is decided, and only then."""
    made = await refunded(shop, "3005.01")
    await takes_longer(shop, made.sale, timedelta(days=20))
    await shop.advance("P11D")
    assert (await shop.node(made.refund))["needsAttention"]
    assert (await press(shop, DISMISS, made.refund, "They promise it for next week")).body.get("errors") is None
    for _ in range(2):
        await shop.advance("P4D")
        refund = await shop.node(made.refund)
        assert (refund["status"], outcomes(refund), refund["needsAttention"]) == ("AUTHORIZING", ["PENDING"], False)
    await shop.advance("P3D")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == ("PROCESSOR_DECLINED", True)
    await verified(shop.live.settings)


async def takes_longer(shop: Shop, sale: str, by: timedelta) -> None:
    """Lets the gateway take that much longer to decide."""
    legacy_id: Any = (await shop.node(sale))["legacyId"]
    statement = (
        "UPDATE sandbox.answers SET decided_at = decided_at + $2 WHERE transaction = $1 AND decided_at IS NOT NULL"
    )
    await shop.execute(statement, legacy_id, by)
    await shop.execute(
        "UPDATE sandbox.refunds SET decided_at = decided_at + $2 WHERE transaction = $1 AND decided_at IS NOT NULL",
        legacy_id,
        by,
    )
