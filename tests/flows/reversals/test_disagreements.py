"""The gateway has it otherwise than we do, and nobody asked at that moment: nothing breaks, and people are told."""

import asyncio
from datetime import UTC, datetime, timedelta

from app.domain.reversals.payments import Merchant
from app.flows.sandbox.night import settle_night
from app.store.people import merchants
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from workers.settings import _worker


async def gateway_has(shop: Shop, transaction_id: str, **columns: object) -> None:
    """Writes one payment in the gateway's own books."""
    legacy_id = (await shop.node(transaction_id))["legacyId"]
    names = ", ".join(f"{name} = ${number}" for number, name in enumerate(columns, start=2))
    await shop.execute(f"UPDATE sandbox.payments SET {names} WHERE transaction = $1", legacy_id, *columns.values())


async def test_one_payment_that_contradicts_the_gateway_does_not_stop_the_night(shop: Shop) -> None:
    strange, usual = await shop.charge("10.00"), await shop.charge("20.00")
    await gateway_has(shop, strange, status="PROCESSOR_DECLINED", captured=None, submitted_at=None)
    await shop.advance("P1D")
    assert (await shop.node(strange))["needsAttention"]
    assert (await shop.node(strange))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await shop.node(usual))["status"] == "SETTLED"
    assert not (await shop.settle(strange)).body.get("errors")


async def test_what_was_captured_elsewhere_is_all_that_can_be_given_back(shop: Shop) -> None:
    transaction_id = await shop.authorize("100.00")
    now = datetime.now(UTC)
    await gateway_has(shop, transaction_id, status="SETTLED", captured=60_00, submitted_at=now, settled_at=now)
    reversal = (await shop.reverse(transaction_id)).object
    assert (reversal["__typename"], reversal["amount"]["value"]) == ("Refund", "60.00")
    assert await shop.given_back(transaction_id) == 60_00


async def test_a_refund_taken_back_while_it_is_being_settled_ends_once(shop: Shop) -> None:
    transaction_id = await shop.settled("100.00")
    refund_ids = [(await shop.refund(transaction_id, "1.00")).object["id"] for _ in range(10)]
    calls = [call for each in refund_ids for call in (shop.settle(each), shop.reverse_refund(each))]
    answers = await asyncio.gather(*calls)
    assert {code for answer in answers for code in answer.codes} <= {"91504", "91575", "915282"}
    await shop.advance("P1D")
    ends = [(await shop.node(each))["status"] for each in refund_ids]
    assert set(ends) <= {"SETTLED", "VOIDED"}
    assert await shop.given_back(transaction_id) == 100 * ends.count("SETTLED")
    await verified_of(shop)


async def test_the_worker_settles_at_night(shop: Shop) -> None:
    """It has the job, and the job does it for a clock that has passed midnight."""
    worker = _worker(shop.live.settings, shop.live.service, "test", asyncio.Event())
    assert "sandbox.settle" in {job.name for job in worker.cron_jobs or ()}
    transaction_id = await shop.charge("10.00")
    service = shop.live.service
    async with service.store.begin() as session:
        await merchants.set_clock_offset(session, shop.merchant.id, timedelta(days=2))
    assert [await settle_night(service, await present(shop)) for _ in range(2)] == [True, False]
    assert (await shop.node(transaction_id))["status"] == "SETTLED"


async def present(shop: Shop) -> Merchant:
    async with shop.live.service.store.session() as session:
        return await merchants.get(session, shop.merchant.id)
