"""Infusionsoft's handbook "How to Issue a Refund", step by step."""

from tests.documents import counter
from tests.documents.counter import DAILY_WORK, order, see
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of


async def test_when_the_payment_was_processed_through_a_linked_merchant_account(shop: Shop) -> None:
    payment = await counter.tickets(shop, "I-1")
    await shop.set_account("usd", gateway=None)
    desk = await shop.person(*DAILY_WORK)

    (shown,) = (await order(desk, "I-1"))["transactions"]
    answer = await desk.refund(payment)

    assert shown["refundability"]["action"] == "NONE"
    assert shown["refundability"]["blockers"][0]["message"] == answer.body["errors"][0]["message"]
    await shop.set_account("usd", gateway="sandbox")


async def test_when_the_payment_has_cleared(shop: Shop) -> None:
    payment = await shop.charge("70.00", orderId="I-2")
    desk = await shop.person(*DAILY_WORK)

    assert (await desk.refund(payment)).codes == ["91506"]
    await shop.advance()
    assert (await desk.refund(payment)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_1_to_3_from_the_contact_record_to_the_order(shop: Shop) -> None:
    await counter.tickets(shop, "I-3a")
    await counter.tickets(shop, "I-3b")
    desk = await shop.person(*DAILY_WORK)

    (contact,) = (await see(desk, counter.CUSTOMERS, input={"email": {"is": "alex@example.com"}}))["edges"]

    assert [edge["node"]["orderId"] for edge in contact["node"]["orders"]["edges"]] == ["I-3b", "I-3a"]


async def test_4_tick_the_box_next_to_the_payment_and_enter_a_reason(shop: Shop) -> None:
    first = await shop.settled("30.00", orderId="I-4")
    second = await shop.settled("40.00", orderId="I-4")
    desk = await shop.person(*DAILY_WORK)

    answer = await desk.ask(counter.REFUND_ORDER, orderId="I-4", transactionIds=[first], note="sent wrong size")

    (result,) = answer.body["data"]["refundOrder"]["results"]
    assert (result["transaction"]["id"], result["outcome"]) == (first, "ACCEPTED")
    assert (await shop.given_back(first), await shop.given_back(second)) == (3000, 0)
    assert (await order(desk, "I-4"))["refunds"][0]["note"] == "sent wrong size"
    await verified_of(shop)


async def test_6_without_the_gateway_the_refund_is_issued_separately(shop: Shop) -> None:
    payment = await counter.tickets(shop, "I-6")
    await shop.set_account("usd", gateway=None)
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.MARK_REFUNDED, transactionId=payment, reference="by hand in the merchant account")

    assert (await order(desk, "I-6"))["status"] == "REFUNDED"
    await shop.set_account("usd", gateway="sandbox")


async def test_7_if_an_automatic_refund_fails_record_the_refund_anyway(shop: Shop) -> None:
    payment = await shop.settled("5000.00", orderId="I-7a")
    desk = await shop.person(*DAILY_WORK)

    answer = await desk.ask(counter.REFUND_ORDER, orderId="I-7a", amount="3000.00", onFailure="RECORD_ANYWAY")

    (result,) = answer.body["data"]["refundOrder"]["results"]
    assert result["reversal"]["status"] == "SETTLED"
    assert result["reversal"]["external"] is not None
    assert (await order(desk, "I-7a"))["refundedAmount"] == {"value": "3000.00"}
    assert await shop.given_back(payment) == 0
    await verified_of(shop)


async def test_7_if_an_automatic_refund_fails_skip_that_payment(shop: Shop) -> None:
    failing, fine = await shop.settled("5000.00", orderId="I-7b"), await shop.settled("40.00", orderId="I-7b")
    desk = await shop.person(*DAILY_WORK)
    for _ in range(2):
        await desk.refund(failing, "1000.00")

    await desk.ask(counter.REFUND_ORDER, orderId="I-7b", onFailure="SKIP")

    skipped = await order(desk, "I-7b")
    assert skipped["refundedAmount"] == {"value": "2040.00"}, "of the first payment 3000.00 are left, which failed"
    assert not any(refund["needsAttention"] for refund in skipped["refunds"])
    assert (await shop.given_back(failing), await shop.given_back(fine)) == (200000, 4000)
    await shop.advance("P5D")
    assert await shop.given_back(failing) == 200000, "skipped is skipped"
    await verified_of(shop)


async def test_issuing_a_credit_the_amount_owed_is_zero_unless_given(shop: Shop) -> None:
    await counter.tickets(shop, "I-8a")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="I-8a")

    assert (await order(desk, "I-8a"))["balanceDue"] == {"value": "0.00"}


async def test_issuing_a_credit_the_customer_pays_the_difference_after_a_full_refund(shop: Shop) -> None:
    await counter.tickets(shop, "I-8b")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="I-8b", balanceDue="10.00")

    owed = await order(desk, "I-8b")
    assert (owed["status"], owed["balanceDue"]) == ("REFUNDED", {"value": "10.00"})
