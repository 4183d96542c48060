"""Many at once: what fits succeeds, what doesn't is told so, and the gateway's journal is the judge."""

import asyncio
from collections import Counter

from tests.crash.installation import until
from tests.flows.reversals.test_reserve import held, legacy
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of


async def test_parallel_refunds_never_exceed_the_amount(shop: Shop) -> None:
    """40 refunds of 10.00 on 100.00: exactly 10 succeed (SPEC 1.6)."""
    transaction_id = await shop.settled("100.00")
    answers = await asyncio.gather(*(shop.refund(transaction_id, "10.00") for _ in range(40)))
    refused = Counter(code for answer in answers for code in answer.codes)
    assert sum(not answer.codes for answer in answers) == 10
    assert refused.total() == 30
    assert set(refused) <= {"91521", "91512"}
    assert await shop.given_back(transaction_id) == 100_00
    assert (await shop.node(transaction_id))["refundableAmount"]["value"] == "0.00"
    await verified_of(shop)


async def test_parallel_reversals_of_an_unsettled_transaction_void_it_once(shop: Shop) -> None:
    transaction_id = await shop.charge("100.00")
    answers = await asyncio.gather(*(shop.reverse(transaction_id) for _ in range(50)))
    assert sum(not answer.codes for answer in answers) == 1
    assert {code for answer in answers for code in answer.codes} <= {"91504", "915282"}
    assert await shop.effects(transaction_id) == ["charge", "void"]
    await verified_of(shop)


async def test_parallel_reversals_of_a_settled_transaction_refund_it_once(shop: Shop) -> None:
    transaction_id = await shop.settled("100.00")
    answers = await asyncio.gather(*(shop.reverse(transaction_id) for _ in range(50)))
    assert sum(not answer.codes for answer in answers) == 1
    assert {code for answer in answers for code in answer.codes} <= {"91512"}
    assert await shop.effects(transaction_id) == ["charge", "refund"]
    await verified_of(shop)


async def test_one_request_key_fifty_times_at_once_makes_one_refund(shop: Shop) -> None:
    transaction_id = await shop.settled("100.00")
    answers = await asyncio.gather(*(shop.refund(transaction_id, "10.00", key="only-once") for _ in range(50)))
    made = [answer for answer in answers if not answer.codes]
    assert len({answer.object["id"] for answer in made}) == 1
    assert {code for answer in answers for code in answer.codes} <= {"915233"}
    assert await shop.given_back(transaction_id) == 10_00
    again = await shop.refund(transaction_id, "10.00", key="only-once")
    assert again.object["id"] == made[0].object["id"]
    assert await shop.given_back(transaction_id) == 10_00
    await verified_of(shop)


async def test_voids_and_refunds_at_once_leave_one_effect(shop: Shop) -> None:
    transaction_id = await shop.charge("100.00")
    calls = [shop.void(transaction_id) for _ in range(20)] + [shop.refund(transaction_id) for _ in range(20)]
    await asyncio.gather(*calls, shop.settle(transaction_id))
    effects = await shop.effects(transaction_id)
    assert effects[0] == "charge"
    assert len(effects) <= 2
    await verified_of(shop)


async def test_of_many_captures_at_once_one_is_made(shop: Shop) -> None:
    """Each was decided on the same authorization; a capture that begins leaves the payment's row as it is."""
    transaction_id = await shop.authorize("100.00")
    answers = await asyncio.gather(*(shop.capture(transaction_id, f"{amount}.00") for amount in range(1, 31)))
    (captured,) = (answer.object for answer in answers if not answer.codes)
    assert {code for answer in answers for code in answer.codes} == {"91507"}
    assert await shop.effects(transaction_id) == ["authorize", "capture"]
    taken = [each["amount"] for each in await shop.journal(transaction_id) if each["kind"] == "capture"]
    assert [f"{amount // 100}.00" for amount in taken] == [captured["amount"]["value"]]
    await verified_of(shop)


async def test_captures_and_voids_at_once_contradict_each_other_nowhere(shop: Shop) -> None:
    transaction_id = await shop.authorize("100.00")
    calls = [[shop.capture(transaction_id), shop.void(transaction_id)] for _ in range(15)]
    answers = await asyncio.gather(*(each for pair in calls for each in pair))
    assert {code for answer in answers for code in answer.codes} <= {"91507", "91504", "915282"}
    effects = await shop.effects(transaction_id)
    assert effects[0] == "authorize"
    assert effects[1:] in (["capture"], ["void"], ["capture", "void"])
    await verified_of(shop)


async def test_a_capture_waits_for_whoever_holds_the_payment(shop: Shop) -> None:
    transaction_id = await shop.authorize("100.00")
    number = "SELECT id FROM transactions WHERE legacy_id = $1 FOR UPDATE"
    async with held(shop, number, legacy(transaction_id)):
        capture = asyncio.create_task(shop.capture(transaction_id))
        await until(lambda: somebody_waits(shop), "the capture waits for the payment")
        assert await shop.effects(transaction_id) == ["authorize"]
    assert (await capture).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.effects(transaction_id) == ["authorize", "capture"]
    await verified_of(shop)


async def somebody_waits(shop: Shop) -> bool:
    waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return bool(await shop.execute(waiting))
