"""What a sweep finds: everybody's share of what is due, at the price of what is due (SPEC 5.5)."""

from datetime import timedelta

from sqlalchemy import text

from app.demo.embedded import Urls
from app.domain.reversals.queues import Queue, QueueKind
from app.store.reversals import due
from app.store.reversals.due import QueueDue
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
            of_other, of_shop = Queue(QueueKind.MERCHANT, 1), Queue(QueueKind.MERCHANT, shop.merchant.id)
            found = await due.queues(session, MOST)
            assert sorted(found, key=lambda each: str(each.queue)) == [
                QueueDue(of_other, MOST),
                QueueDue(of_shop, OF_ANOTHER),
            ]
            in_own = await due.in_queue(session, of_shop, MOST)
            assert [each.operation_id for each in in_own] == own, "the longest due first"
            read_before = int((await session.execute(text(ROWS_READ))).scalar_one())
            await due.queues(session, MOST)
            first = await due.in_queue(session, of_other, MOST)
            second = await due.in_queue(session, of_other, MOST, first[-1])
            rows_read = int((await session.execute(text(ROWS_READ))).scalar_one()) - read_before
            assert rows_read < 5 * MOST, "however many wait, and however many more are due"
            walked = [(each.at, each.operation_id) for each in [*first, *second]]
            assert walked == sorted(set(walked))
            assert len(walked) == 2 * MOST
            counted = await due.queues(session, QUEUED)
            assert {each.queue: each.due for each in counted} == {of_other: DUE, of_shop: OF_ANOTHER}
    await verified(live.settings)
