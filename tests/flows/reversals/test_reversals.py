"""SPEC 1, case by case: what reversing, refunding, voiding and capturing do to a payment in each of its statuses."""

from typing import Any

import pytest

from tests.flows.refusals import refused
from tests.support.merchant_client import PAYPAL, PENDING_AT_PAYPAL, REFUND_TRANSACTION, REVERSE_REFUND, VOID, Shop

AUTHORIZED, SUBMITTED = "AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"


def statuses(payment: dict[str, Any]) -> list[str]:
    """Its history, newest first, after checking that each event has the type and the end that its status has."""
    history = payment["statusHistory"]
    for event in history:
        words = event["status"].lower().split("_")
        assert event["__typename"] == "".join(word.title() for word in words) + "Event"
    assert [event["timestamp"] for event in history] == sorted((e["timestamp"] for e in history), reverse=True)
    ends = {"VOIDED", "SETTLED", "SETTLEMENT_DECLINED", "PROCESSOR_DECLINED", "FAILED"}
    assert all(event["terminal"] is (event["status"] in ends) for event in history)
    return [event["status"] for event in history]


async def gateway_says(shop: Shop, status: str) -> None:
    """Writes the gateway's own books, as if it had done something that nobody here has heard of."""
    await shop.execute("UPDATE sandbox.payments SET status = $2 WHERE merchant = $1", shop.merchant.public_id, status)


class TestReverseTransaction:
    async def test_voids_an_authorization(self, shop: Shop) -> None:
        transaction_id = await shop.authorize(orderId="order-1")
        voided = (await shop.reverse(transaction_id)).object
        assert (voided["__typename"], voided["id"]) == ("Transaction", transaction_id)
        assert (voided["status"], voided["orderId"]) == ("VOIDED", "order-1")
        assert statuses(voided) == ["VOIDED", AUTHORIZED]
        assert await shop.effects(transaction_id) == ["void"], "what is only authorized has taken no money"
        assert (voided["refunds"], voided["refundableAmount"]["value"]) == ([], "0.00")

    async def test_voids_a_submitted_transaction(self, shop: Shop) -> None:
        transaction_id = await shop.charge()
        voided = (await shop.reverse(transaction_id)).object
        assert statuses(voided) == ["VOIDED", SUBMITTED, AUTHORIZED]
        assert await shop.effects(transaction_id) == ["charge", "void"]

    async def test_refunds_a_paypal_payment_at_once(self, shop: Shop) -> None:
        transaction_id = await shop.charge(method=PAYPAL)
        assert statuses(await shop.node(transaction_id)) == ["SETTLING", SUBMITTED, AUTHORIZED]
        assert (await shop.void(transaction_id)).codes == ["91504"]
        refund = (await shop.reverse(transaction_id)).object
        assert refund["__typename"] == "Refund"
        assert await shop.effects(transaction_id) == ["charge", "refund"]

    async def test_voids_a_paypal_payment_whose_settlement_is_pending(self, shop: Shop) -> None:
        transaction_id = await shop.charge(PENDING_AT_PAYPAL, method=PAYPAL)
        assert (await shop.node(transaction_id))["status"] == "SETTLEMENT_PENDING"
        voided = (await shop.reverse(transaction_id)).object
        assert statuses(voided) == ["VOIDED", "SETTLEMENT_PENDING", SUBMITTED, AUTHORIZED]

    @pytest.mark.parametrize("status", ["SETTLING", "SETTLED"])
    async def test_refunds_what_settles_in_full(self, shop: Shop, status: str) -> None:
        pay = shop.settling if status == "SETTLING" else shop.settled
        transaction_id = await pay("100.00", orderId="order-1")
        refund = (await shop.reverse(transaction_id)).object
        assert (refund["__typename"], refund["status"]) == ("Refund", SUBMITTED)
        assert refund["amount"] == {"value": "100.00", "currencyCode": "USD"}
        assert refund["orderId"] == "order-1"
        assert (refund["refundedTransaction"]["id"], refund["refundedTransaction"]["status"]) == (
            transaction_id,
            status,
        )
        assert refund["refundedTransaction"]["refundableAmount"]["value"] == "0.00"
        assert statuses(refund) == [SUBMITTED, AUTHORIZED]
        assert await shop.given_back(transaction_id) == 100_00

    async def test_refunds_the_rest_of_what_was_partly_refunded(self, shop: Shop) -> None:
        transaction_id = await shop.settled()
        await shop.refund(transaction_id, "30.01")
        refund = (await shop.reverse(transaction_id)).object
        assert refund["amount"]["value"] == "69.99"
        paid = await shop.node(transaction_id)
        assert [each["amount"]["value"] for each in paid["refunds"]] == ["69.99", "30.01"]
        assert await shop.given_back(transaction_id) == 100_00

    async def test_refunds_no_more_than_a_queued_refund_leaves(self, shop: Shop) -> None:
        transaction_id = await shop.settled("4000.00")
        await shop.refund(transaction_id, "3000.00")
        assert (await shop.reverse(transaction_id)).object["amount"]["value"] == "1000.00"
        assert await shop.given_back(transaction_id) == 1000_00

    async def test_refunds_again_what_was_declined(self, shop: Shop) -> None:
        transaction_id = await shop.settled("4000.00")
        await shop.refund(transaction_id, "2004.00")
        assert (await shop.reverse(transaction_id)).object["amount"]["value"] == "4000.00"

    async def test_turns_from_a_void_into_a_refund(self, shop: Shop) -> None:
        """The gateway has settled meanwhile: one call brings the status up to date and refunds (SPEC 1.2)."""
        transaction_id = await shop.charge("3900.00", orderId="order-1")
        refund = (await shop.reverse(transaction_id)).object
        assert (refund["__typename"], refund["status"]) == ("Refund", SUBMITTED)
        assert (refund["amount"]["value"], refund["orderId"]) == ("3900.00", "order-1")
        paid = await shop.node(transaction_id)
        assert statuses(paid) == ["SETTLED", "SETTLING", SUBMITTED, AUTHORIZED]
        assert await shop.effects(transaction_id) == ["charge", "refund"]

    async def test_turns_from_a_refund_into_a_void(self, shop: Shop) -> None:
        transaction_id = await shop.settled()
        await gateway_says(shop, SUBMITTED)
        voided = (await shop.reverse(transaction_id)).object
        assert (voided["__typename"], voided["status"]) == ("Transaction", "VOIDED")
        assert statuses(voided)[:2] == ["VOIDED", SUBMITTED]
        assert [each["status"] for each in voided["refunds"]] == ["VOIDED"]
        assert voided["refundedAmount"]["value"] == "0.00"
        assert await shop.effects(transaction_id) == ["charge", "void"]

    async def test_that_turned_once_is_over(self, shop: Shop) -> None:
        transaction_id = await shop.charge("3900.00")
        await shop.reverse(transaction_id)
        assert (await shop.reverse(transaction_id)).codes == ["91512"]
        assert await shop.effects(transaction_id) == ["charge", "refund"]

    async def test_finds_out_that_the_gateway_has_voided_it(self, shop: Shop) -> None:
        transaction_id = await shop.charge()
        await gateway_says(shop, "VOIDED")
        assert (await shop.reverse(transaction_id)).codes == ["91504"]
        assert (await shop.node(transaction_id))["status"] == "VOIDED"
        assert await shop.effects(transaction_id) == ["charge"]


class TestVoidTransaction:
    @pytest.mark.parametrize("status", [AUTHORIZED, SUBMITTED, "SETTLEMENT_PENDING"])
    async def test_voids_what_has_not_settled(self, shop: Shop, status: str) -> None:
        if status == "SETTLEMENT_PENDING":
            transaction_id = await shop.charge(PENDING_AT_PAYPAL, method=PAYPAL)
        else:
            transaction_id = await (shop.authorize if status == AUTHORIZED else shop.charge)()
        voided = (await shop.void(transaction_id)).object
        assert statuses(voided)[:2] == ["VOIDED", status]
        assert (await shop.effects(transaction_id))[-1] == "void"

    async def test_never_turns_into_a_refund(self, shop: Shop) -> None:
        transaction_id = await shop.charge("3900.00")
        answer = await shop.void(transaction_id)
        assert answer.codes == ["91504"]
        assert "SETTLED" in answer.body["errors"][0]["message"]
        paid = await shop.node(transaction_id)
        assert (statuses(paid)[:2], paid["refunds"]) == (["SETTLED", "SETTLING"], [])
        assert await shop.effects(transaction_id) == ["charge"]
        assert (await shop.reverse(transaction_id)).object["amount"]["value"] == "3900.00"


class TestRefundTransaction:
    @pytest.mark.parametrize("refund", [{}, {"refund": None}, {"refund": {}}, {"refund": {"amount": None}}], ids=str)
    async def test_refunds_in_full_unless_told_otherwise(self, shop: Shop, refund: dict[str, Any]) -> None:
        transaction_id = await shop.settled(orderId="order-1")
        made = (await shop.ask(REFUND_TRANSACTION, transactionId=transaction_id, **refund)).object
        assert (made["amount"]["value"], made["orderId"]) == ("100.00", "order-1")
        assert await shop.given_back(transaction_id) == 100_00

    async def test_refunds_in_full_means_all_that_is_left(self, shop: Shop) -> None:
        transaction_id = await shop.settled()
        await shop.refund(transaction_id, "99.99")
        assert (await shop.refund(transaction_id)).object["amount"]["value"] == "0.01"

    async def test_has_an_order_id_of_its_own_if_it_is_given_one(self, shop: Shop) -> None:
        transaction_id = await shop.settled(orderId="order-1")
        made = (await shop.refund(transaction_id, "1.00", orderId="return-1")).object
        assert (made["orderId"], made["refundedTransaction"]["orderId"]) == ("return-1", "order-1")

    async def test_comes_out_of_another_account_of_the_same_currency(self, shop: Shop) -> None:
        await shop.set_account("eur", currency="USD")
        transaction_id = await shop.settled()
        made = (await shop.refund(transaction_id, "1.00", merchantAccountId="eur")).object
        assert made["status"] == SUBMITTED
        assert await shop.given_back(transaction_id) == 1_00

    async def test_any_mix_of_parts_adds_up_to_the_amount(self, shop: Shop) -> None:
        """Queued, unknown and accepted ones count, declined and taken back ones don't (SPEC 1.6)."""
        transaction_id = await shop.settled("9999.00")
        for amount in ("3000.00", "3002.01", "2004.00"):
            await shop.refund(transaction_id, amount)
        taken_back = (await shop.refund(transaction_id, "3996.99")).object
        await shop.reverse_refund(taken_back["id"])
        (found,) = await refused(shop, REFUND_TRANSACTION, transactionId=transaction_id, refund={"amount": "3997.00"})
        assert (found.code, "3996.99" in found.message) == ("91521", True)
        assert (await shop.refund(transaction_id, "3996.99")).object["status"] == SUBMITTED
        assert await shop.given_back(transaction_id) == 3996_99


class TestReverseRefund:
    async def test_has_the_gateway_void_a_submitted_refund(self, shop: Shop) -> None:
        transaction_id = await shop.settled()
        refund = (await shop.refund(transaction_id, "40.00")).object
        voided = (await shop.reverse_refund(refund["id"])).object
        assert voided["id"] == refund["id"]
        assert statuses(voided) == ["VOIDED", SUBMITTED, AUTHORIZED]
        assert voided["refundedTransaction"]["refundedAmount"]["value"] == "0.00"
        assert await shop.effects(transaction_id) == ["charge", "refund", "refund_void"]
        assert (await shop.reverse(transaction_id)).object["amount"]["value"] == "100.00"
        assert await shop.given_back(transaction_id) == 100_00

    async def test_cancels_a_queued_refund_without_a_call(self, shop: Shop) -> None:
        transaction_id = await shop.settled("4000.00")
        refund = (await shop.refund(transaction_id, "3000.00")).object
        sent = await shop.journal(transaction_id)
        voided = (await shop.reverse_refund(refund["id"])).object
        assert (statuses(voided), voided["retry"]["state"]) == (["VOIDED"], "CANCELLED")
        assert voided["retry"]["nextAttemptAt"] is None
        assert voided["refundedTransaction"]["refundableAmount"]["value"] == "4000.00"
        assert await shop.journal(transaction_id) == sent

    async def test_cancels_a_decline_that_waits(self, shop: Shop) -> None:
        await shop.set_merchant(retry_declines=True)
        refund = (await shop.refund(await shop.settled("4000.00"), "2004.00")).object
        assert (await shop.reverse_refund(refund["id"])).object["status"] == "VOIDED"

    @pytest.mark.parametrize("amount", ["3002.00", "3002.01", "3002.02", "3005.00", "3005.01"])
    async def test_never_frees_money_that_may_have_left(self, shop: Shop, amount: str) -> None:
        refund = (await shop.refund(await shop.settled("4000.00"), amount)).object
        (found,) = await refused(shop, REVERSE_REFUND, refundId=refund["id"])
        assert (found.code, found.path) == ("915282", ("input", "refundId"))

    async def test_is_too_late_where_the_gateway_has_settled_the_refund(self, shop: Shop) -> None:
        transaction_id = await shop.settled()
        refund = (await shop.refund(transaction_id, "40.00")).object
        await shop.execute("UPDATE sandbox.refunds SET status = 'SETTLED' WHERE merchant = $1", shop.merchant.public_id)
        assert (await shop.reverse_refund(refund["id"])).codes == ["91504"]
        assert (await shop.node(transaction_id))["refundedAmount"]["value"] == "40.00"
        assert await shop.given_back(transaction_id) == 40_00

    async def test_does_not_know_a_transaction(self, shop: Shop) -> None:
        (found,) = await refused(shop, REVERSE_REFUND, refundId=await shop.settled())
        assert (found.condition, found.path) == ("OBJECT_NOT_FOUND", ("input", "refundId"))


class TestCaptureTransaction:
    async def test_takes_all_that_was_authorized(self, shop: Shop) -> None:
        captured = (await shop.capture(await shop.authorize())).object
        assert (statuses(captured), captured["amount"]["value"]) == ([SUBMITTED, AUTHORIZED], "100.00")

    async def test_gives_up_what_it_does_not_take(self, shop: Shop) -> None:
        transaction_id = await shop.authorize("100.00")
        captured = (await shop.capture(transaction_id, "60.00")).object
        assert (captured["amount"]["value"], captured["refundableAmount"]["value"]) == ("60.00", "60.00")
        assert [event["amount"]["value"] for event in captured["statusHistory"]] == ["60.00", "100.00"]
        await shop.settle(transaction_id)
        too_much = {"transactionId": transaction_id, "refund": {"amount": "60.01"}}
        assert [each.code for each in await refused(shop, REFUND_TRANSACTION, **too_much)] == ["91521"]
        assert (await shop.reverse(transaction_id)).object["amount"]["value"] == "60.00"
        assert await shop.given_back(transaction_id) == 60_00

    async def test_is_voided_as_a_whole(self, shop: Shop) -> None:
        transaction_id = await shop.authorize("100.00")
        await shop.capture(transaction_id, "60.00")
        assert (await shop.ask(VOID, transactionId=transaction_id)).object["status"] == "VOIDED"
        entries = await shop.journal(transaction_id)
        assert [(each["kind"], each["amount"]) for each in entries if each["effect"]] == [
            ("capture", 60_00),
            ("void", 60_00),
        ]


class TestGatewayThatHasItOtherwise:
    """The gateway refuses a refund since the payment is not what we took it for: nothing was done."""

    @pytest.mark.parametrize("books", [SUBMITTED, "VOIDED", "SETTLEMENT_DECLINED"])
    @pytest.mark.parametrize("on_failure", ["QUEUE", "RECORD_ANYWAY", "SKIP"])
    async def test_a_refund_ends_with_91506(self, shop: Shop, books: str, on_failure: str) -> None:
        transaction_id = await shop.settled()
        await gateway_says(shop, books)
        answer = await shop.refund(transaction_id, "10.00", key="once", onFailure=on_failure)
        assert answer.codes == ["91506"]
        transaction = await shop.node(transaction_id)
        assert transaction["refundedAmount"]["value"] == "0.00"
        assert [refund["status"] for refund in transaction["refunds"]] == ["VOIDED"]
        assert await shop.effects(transaction_id) == ["charge"]
        await gateway_says(shop, "SETTLED")
        if transaction["status"] == "SETTLED":
            assert (await shop.refund(transaction_id, "10.00", key="once", onFailure=on_failure)).object["id"]

    @pytest.mark.parametrize("books", ["VOIDED", "SETTLEMENT_DECLINED"])
    async def test_a_reversal_ends_with_91504(self, shop: Shop, books: str) -> None:
        transaction_id = await shop.settled()
        await gateway_says(shop, books)
        assert (await shop.reverse(transaction_id)).codes == ["91504"]
        assert await shop.effects(transaction_id) == ["charge"]


async def test_a_void_of_unknown_outcome_holds_everything(shop: Shop) -> None:
    """SPEC 5.4: no refund meanwhile, and no second void."""
    transaction_id = await shop.charge("3902.00")
    await shop.void(transaction_id)
    assert (await shop.refund(transaction_id)).codes == ["915282"]
    assert (await shop.void(transaction_id)).codes == ["915282"]
    assert (await shop.reverse(transaction_id)).codes == ["915282"]
