"""A refund of a payment that has not settled waits for that, if it was asked to (SPEC 1.3)."""

import asyncio
from typing import Any

import pytest

from app.flows.reversals.sweep import sweep
from tests.flows.desk import MARK_VOIDED, PAUSE, press
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import PROBLEMS, Answer, Shop
from tests.support.promises import verified_of
from tests.support.till import give_back, results

REFUND = (
    "mutation ($input: RefundTransactionInput!) { refundTransaction(input: $input) { refund { id status "
    "amount { value } retry { state attemptsMade nextAttemptAt lastError } } " + PROBLEMS + " } }"
)
QUEUE = "{ refundQueue { edges { node { state lastError attemptsMade payment { id } } } } }"
RESUME = "mutation ($input: RetryInput!) { resumeRefundRetry(input: $input) { retry { state } } }"
RETRY = "mutation ($input: RetryInput!) { retryRefundNow(input: $input) { retry { state } } }"
WAITING = {
    "state": "WAITING",
    "attemptsMade": 0,
    "nextAttemptAt": None,
    "lastError": "It is sent once its payment has settled.",
}


async def ask(shop: Shop, payment: str, amount: str | None = "30.00", **more: Any) -> Answer:
    refund = {"amount": amount, "whenUnsettled": "WAIT"}
    return await shop.ask(REFUND, transactionId=payment, refund=refund, **more)


async def waits(shop: Shop, payment: str, amount: str | None = "30.00", **more: Any) -> str:
    """The id of a refund that waits for its payment's settlement."""
    made = (await ask(shop, payment, amount, **more)).object
    assert (made["status"], made["retry"]) == ("AUTHORIZING", WAITING)
    return str(made["id"])


async def status(shop: Shop, object_id: str) -> str:
    return str((await shop.node(object_id))["status"])


async def codes(answer: Answer) -> list[str]:
    return [each["code"] for each in answer.body["data"]["refundTransaction"]["validationErrors"]]


async def test_it_is_reserved_shown_in_the_queue_and_sent_when_the_payment_settles(shop: Shop) -> None:
    payment = await shop.charge("100.00")
    assert (await shop.refund(payment, "30.00")).codes == ["91506"], "REFUSE stays the default"
    refund = await waits(shop, payment, apiRequestKey="once")
    assert (await ask(shop, payment, apiRequestKey="once")).object["id"] == refund
    assert (await shop.node(payment))["refundedAmount"]["value"] == "30.00"
    assert await codes(await ask(shop, payment, "70.01")) == ["REFUND_AMOUNT_TOO_LARGE"]
    rest = await waits(shop, payment, None)
    queue = (await shop.post(QUEUE)).body["data"]["refundQueue"]["edges"]
    assert {each["node"]["payment"]["id"] for each in queue} == {refund, rest}
    assert {each["node"]["lastError"] for each in queue} == {WAITING["lastError"]}
    assert await shop.effects(payment) == ["charge"]
    await shop.settle(payment)
    assert [await status(shop, each) for each in (refund, rest)] == ["SUBMITTED_FOR_SETTLEMENT"] * 2
    assert await shop.effects(payment) == ["charge", "refund", "refund"]
    assert await shop.given_back(payment) == 100_00
    await verified_of(shop)


async def test_the_night_settles_the_payment_and_sends_the_refund(shop: Shop) -> None:
    payment = await shop.charge("100.00")
    refund = await waits(shop, payment)
    await verified_of(shop)
    await shop.advance("P3D")
    assert await status(shop, refund) == "SETTLED"
    assert await shop.given_back(payment) == 30_00
    await verified_of(shop)


async def void(shop: Shop, payment: str) -> None:
    assert not (await shop.void(payment)).codes


async def reverse(shop: Shop, payment: str) -> None:
    assert not (await shop.reverse(payment)).codes


async def of_order(shop: Shop, payment: str) -> None:
    assert [each["outcome"] for each in results(await give_back(shop, "order-1"))] == ["ACCEPTED"]


async def elsewhere(shop: Shop, payment: str) -> None:
    assert not (await shop.ask(MARK_VOIDED, transactionId=payment)).codes


@pytest.mark.parametrize("way", [void, reverse, of_order, elsewhere])
async def test_voiding_the_payment_cancels_it(shop: Shop, way: Any) -> None:
    payment = await shop.charge("100.00", orderId="order-1")
    refund = await waits(shop, payment)
    await way(shop, payment)
    assert (await status(shop, payment), await status(shop, refund)) == ("VOIDED", "VOIDED")
    assert "refund" not in await shop.effects(payment)
    await shop.advance("P3D")
    assert await status(shop, refund) == "VOIDED"
    await verified_of(shop)


@pytest.mark.parametrize("way", [void, reverse, of_order, elsewhere])
async def test_one_that_nobody_has_decided_on_stands_against_no_void_and_ends_with_it(shop: Shop, way: Any) -> None:
    desk = await open_desk(shop)
    payment = await shop.charge("1000.00", orderId="order-1")
    asked = {"amount": "150.00", "whenUnsettled": "WAIT"}
    refund = (await desk.asker.ask(REFUND, transactionId=payment, refund=asked)).object["id"]
    assert (await desk.approve(refund)).codes == ["91506"]
    assert (await shop.node(payment))["refundedAmount"]["value"] == "150.00"
    await way(shop, payment)
    assert (await status(shop, payment), await status(shop, refund)) == ("VOIDED", "VOIDED")
    assert ((await desk.approval(refund))["state"], await desk.listed()) == ("REJECTED", [])
    assert await shop.given_back(payment) == 0
    await verified_of(shop)


async def test_one_that_was_not_decided_on_is_approved_and_sent_after_settlement(shop: Shop) -> None:
    desk = await open_desk(shop)
    payments = [await shop.charge("1000.00"), await shop.charge("4001.00")]
    asked = {"amount": "150.00", "whenUnsettled": "WAIT"}
    kept, lost = [(await desk.asker.ask(REFUND, transactionId=each, refund=asked)).object["id"] for each in payments]
    await shop.advance("P2D")
    await sweep(shop.live.service)
    assert [await status(shop, each) for each in (kept, lost)] == ["AUTHORIZING", "VOIDED"]
    assert await desk.listed() == [kept]
    await desk.approve(kept)
    assert await status(shop, kept) == "SUBMITTED_FOR_SETTLEMENT"
    assert [await shop.given_back(each) for each in payments] == [150_00, 0]
    await verified_of(shop)


async def test_it_can_be_cancelled_paused_and_pressed_and_is_not_sent_before(shop: Shop) -> None:
    payment = await shop.charge("100.00")
    cancelled, pressed, paused = [await waits(shop, payment, "10.00") for _ in range(3)]
    assert (await shop.reverse_refund(cancelled)).object["status"] == "VOIDED"
    await press(shop, RETRY, pressed)
    await press(shop, PAUSE, paused)
    assert await shop.effects(payment) == ["charge"]
    await shop.settle(payment)
    assert [await status(shop, each) for each in (cancelled, pressed, paused)] == [
        "VOIDED",
        "SUBMITTED_FOR_SETTLEMENT",
        "AUTHORIZING",
    ]
    await press(shop, RESUME, paused)
    await shop.advance("PT1S")
    assert await status(shop, paused) == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.given_back(payment) == 20_00
    await verified_of(shop)


async def test_a_payment_that_never_settles_ends_it(shop: Shop) -> None:
    payment = await shop.charge("4001.00")
    refund = await waits(shop, payment)
    await shop.advance("P2D")
    assert (await status(shop, payment), await status(shop, refund)) == ("SETTLEMENT_DECLINED", "VOIDED")
    await verified_of(shop)


async def test_its_failure_after_settlement_is_a_first_attempt(shop: Shop) -> None:
    payment = await shop.charge("4000.00")
    refund = await waits(shop, payment, "3001.00")
    await shop.settle(payment)
    retry = (await shop.node(refund))["retry"]
    assert (retry["state"], retry["attemptsMade"], retry["attemptsLeft"]) == ("WAITING", 1, 3)
    await shop.advance("P1D")
    assert await status(shop, refund) == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


async def test_only_what_is_submitted_for_settlement_is_waited_for(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    assert await codes(await ask(shop, authorized)) == ["TRANSACTION_NOT_SETTLED"]
    voided = await shop.charge("100.00")
    await shop.void(voided)
    assert await codes(await ask(shop, voided)) == ["TRANSACTION_NOT_SETTLED"]
    settled = await shop.settled("100.00")
    assert (await ask(shop, settled)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_a_void_and_refunds_at_the_same_time_give_back_once(shop: Shop) -> None:
    for _ in range(8):
        payment = await shop.charge("100.00")
        await asyncio.gather(ask(shop, payment, "60.00"), shop.void(payment), ask(shop, payment, "60.00"))
        await shop.advance("P2D")
        assert await shop.given_back(payment) in (0, 60_00)
        assert ("void" in await shop.effects(payment)) is ("refund" not in await shop.effects(payment))
    await verified_of(shop)
