"""What a sweep finds: everybody's share of what is due, at the price of what is due (SPEC 5.5)."""

from datetime import timedelta

from sqlalchemy import text

from app.demo.embedded import Urls
from app.store.reversals import due
from bench.loading import load_queue
from bench.queue import ROWS_READ
from tests.support import servers as real
from tests.support.merchant_client import live_service, open_shop
from tests.support.promises import verified

QUEUED, DUE, MOST, OF_ANOTHER = 20_000, 2_000, 100, 3


async def test_a_merchant_of_whom_many_are_due_keeps_nobody_waiting(servers: Urls, database: str) -> None:
    """The other's have been due for less long than all of theirs, and are found nevertheless."""
    await load_queue(database, QUEUED, DUE)
    async with live_service(real.settings_for(servers, database)) as live, open_shop(live) as shop:
        for _ in range(OF_ANOTHER):
            await shop.refund(await shop.settled("4000.00"), "3001.00")
        statement = "UPDATE merchants SET clock_offset = clock_offset + $2 WHERE id = $1"
        await shop.execute(statement, shop.merchant.id, timedelta(days=1, seconds=30))
        rows = await shop.execute(
            "SELECT id FROM operations WHERE merchant_id = $1 AND next_attempt_at IS NOT NULL ORDER BY next_attempt_at",
            shop.merchant.id,
        )
        own = [row["id"] for row in rows]
        async with live.service.store.session() as session:
            found = await due.in_rounds(session, MOST)
            assert len(found) == len(set(found)) == MOST
            assert set(own) <= set(found[: 2 * OF_ANOTHER]), "they take turns"
            assert [number for number in found if number in own] == own, "the longest due first"
            read_before = int((await session.execute(text(ROWS_READ))).scalar_one())
            assert len(await due.in_rounds(session, MOST)) == MOST
            rows_read = int((await session.execute(text(ROWS_READ))).scalar_one()) - read_before
            assert rows_read < 5 * MOST, "however many wait, and however many more are due"
            assert len(await due.in_rounds(session, QUEUED)) == DUE + OF_ANOTHER
    await verified(live.settings)
