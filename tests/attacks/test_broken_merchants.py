"""One merchant with something that nobody can make sense of: all others are settled, and their queues go on."""

import asyncio
from pathlib import Path
from socket import gethostname

import asyncpg
import pytest

from app.demo.embedded import Urls
from app.flows.reversals.sweep import sweep
from app.flows.sandbox.settle_sandboxes import settle_sandboxes
from tests.attacks.workers import two_days_on, working
from tests.crash.installation import until
from tests.flows.desk import Refunded, refunded
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, live_service, open_shop

BROKEN = {
    "a clock beyond Python's times": "UPDATE merchants SET clock_offset = interval '9000 years' WHERE id = $1",
    "a clock beyond PostgreSQL's times": "UPDATE merchants SET clock_offset = interval '400000 years' WHERE id = $1",
    "a clock before all times": "UPDATE merchants SET clock_offset = interval '-400000 years' WHERE id = $1",
    "a clock that Python can't read": "UPDATE merchants SET clock_offset = interval '4000000 years' WHERE id = $1",
    "a payment that can't be read": "UPDATE transactions SET method = '[]' WHERE merchant_id = $1",
    "a lease that nobody signs so": (
        "UPDATE operations SET state = 'RUNNING', next_attempt_at = NULL, lease = 'nonsense',"
        " lease_until = now() + interval '1 hour' WHERE merchant_id = $1 AND state = 'WAITING'"
    ),
    "a lease of no process": (
        f"UPDATE operations SET state = 'RUNNING', next_attempt_at = NULL, lease = '{gethostname()}:{10**20}:ab/cd',"
        " lease_until = now() + interval '1 hour' WHERE merchant_id = $1 AND state = 'WAITING'"
    ),
}


async def waiting(shop: Shop) -> tuple[str, Refunded]:
    """A payment that settles at night, and a refund that is tried again the next day."""
    return await shop.charge("10.00"), await refunded(shop, "3001.00")


async def is_done(shop: Shop, sale: str, refund: str) -> bool:
    rest = await shop.node(refund)
    return bool((await shop.node(sale))["status"] == "SETTLED" and rest["retry"]["state"] == "SUCCEEDED")


@pytest.mark.parametrize("broken", BROKEN)
async def test_a_broken_merchant_stops_no_other(servers: Urls, database: str, broken: str, tmp_path: Path) -> None:
    """It was there first, and is therefore looked at first."""
    settings = real.settings_for(servers, database)
    said = tmp_path / "worker.log"
    async with live_service(settings) as live, open_shop(live) as first, open_shop(live) as other:
        await waiting(first)
        sale, made = await waiting(other)
        for each in (first, other):
            await two_days_on(each)
        assert await first.execute(BROKEN[broken] + " RETURNING 1", first.merchant.id)
        async with working(settings, said):
            await until(lambda: is_done(other, sale, made.refund), "the other's to be done")
    if "lease" not in broken:
        assert "settlement.failed" in said.read_text(), "what goes wrong is logged"


async def test_whoever_holds_a_payment_keeps_no_other_merchant_from_settling(servers: Urls, database: str) -> None:
    settings = real.settings_for(servers, database)
    async with live_service(settings) as live, open_shop(live) as first, open_shop(live) as other:
        held, sale = await first.charge("10.00"), await other.charge("10.00")
        for each in (first, other):
            await two_days_on(each)
        connection = await asyncpg.connect(settings.database_url.replace("+asyncpg", ""))
        async with connection.transaction():
            await connection.execute("SELECT FROM transactions WHERE merchant_id = $1 FOR UPDATE", first.merchant.id)
            await settle_sandboxes(live.service)
            assert (await other.node(sale))["status"] == "SETTLED"
        await connection.close()
        await settle_sandboxes(live.service)
        assert (await first.node(held))["status"] == "SETTLED", "the next run does the rest"


async def test_many_broken_merchants_are_swept_past(servers: Urls, database: str) -> None:
    """The sweep rings for all that is due of the others, in one go."""
    async with live_service(real.settings_for(servers, database)) as live:
        broken = [await _broken(live, each) for each in BROKEN.values()]
        assert len(broken) == len(BROKEN)
        async with open_shop(live) as other:
            await waiting(other)
            await two_days_on(other)
            assert await asyncio.wait_for(sweep(live.service), 30) >= 1


async def _broken(live: Live, statement: str) -> int:
    async with open_shop(live) as shop:
        await waiting(shop)
        await shop.execute(statement, shop.merchant.id)
        return shop.merchant.id
