"""An order given back over its payments, as a support person does it: looked at first, then done (SPEC 7.3 to 7.5)."""

from datetime import timedelta

import pytest

from app.domain.people.people import Right
from tests.flows.refusals import refused, unchanged
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.till import REFUND_ORDER, give_back, look, new_order_id, preview, record, results

APPROVE = "mutation ($input: ApprovalInput!) { approveRefund(input: $input) { refund { id status } } }"
LIMITS = "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { clientMutationId } }"


async def test_an_order_is_given_back_in_full_over_its_payments(shop: Shop) -> None:
    """Settled payments are refunded, others voided; the order says so by itself, is cancelled, and owes nothing."""
    order_id = new_order_id()
    settled = await shop.settled("100.00", orderId=order_id)
    refunded_partly = await shop.settled("50.00", orderId=order_id)
    await shop.refund(refunded_partly, "20.00")
    submitted = await shop.charge("30.00", orderId=order_id)
    async with unchanged(shop):
        shown = await preview(shop, order_id)
    assert [(part["transaction"]["id"], part["action"], part["amount"]["value"]) for part in shown["parts"]] == [
        (submitted, "VOID", "30.00"),
        (refunded_partly, "REFUND", "30.00"),
        (settled, "REFUND", "100.00"),
    ]
    assert (shown["total"]["value"], shown["blockers"], shown["lineItems"]) == ("160.00", [], [])
    done = await give_back(shop, order_id, cancelOrder=True, note="All of it")
    assert [(each["reversal"]["__typename"], each["reversal"]["status"]) for each in results(done)] == [
        ("Transaction", "VOIDED"),
        ("Refund", "SUBMITTED_FOR_SETTLEMENT"),
        ("Refund", "SUBMITTED_FOR_SETTLEMENT"),
    ]
    assert {each["outcome"] for each in results(done)} == {"ACCEPTED"}
    order = done.body["data"]["refundOrder"]["order"]
    assert (order["status"], order["cancelled"], order["refundInProgress"]) == ("REFUNDED", True, False)
    assert (order["refundedAmount"]["value"], order["refundableAmount"]["value"]) == ("180.00", "0.00")
    assert await shop.given_back(settled) == 100_00
    assert await shop.given_back(refunded_partly) == 50_00
    assert await shop.effects(submitted) == ["charge", "void"]
    await verified_of(shop)


async def test_products_are_given_back_by_quantity_and_by_amount(shop: Shop) -> None:
    order_id = new_order_id()
    first = await shop.settled("60.00", orderId=order_id)
    second = await shop.settled("41.00", orderId=order_id)
    await record(shop, order_id, ("shirt", 3, "20.00", "2.00"), ("socks", 5, "7.00"))
    asked = [{"lineItemId": "shirt", "quantity": 2}, {"lineItemId": "socks", "amount": "10.01"}]
    shown = await preview(shop, order_id, lineItems=asked)
    assert [(each["lineItem"]["id"], each["quantity"], each["amount"]["value"]) for each in shown["lineItems"]] == [
        ("shirt", 2, "44.00"),
        ("socks", None, "10.01"),
    ]
    done = await give_back(shop, order_id, lineItems=asked, previewToken=shown["token"])
    newest, oldest = results(done)
    assert newest["reversal"]["amount"]["value"] == "41.00"
    assert oldest["reversal"]["amount"]["value"] == "13.01"
    for result in (newest, oldest):
        portions = [float(each["amount"]["value"]) for each in result["reversal"]["lineItemRefunds"]]
        assert round(sum(portions), 2) == float(result["reversal"]["amount"]["value"])
        assert [each["quantity"] for each in result["reversal"]["lineItemRefunds"]] == [2, None]
    order = await look(shop, order_id)
    shirt, socks = order["lineItems"]
    assert (shirt["refundedQuantity"], shirt["refundableAmount"]["value"]) == (2, "22.00")
    assert (socks["refundedQuantity"], socks["refundableAmount"]["value"]) == (0, "24.99")
    (too_many,) = await refused(shop, REFUND_ORDER, orderId=order_id, lineItems=asked[:1])
    assert (too_many.condition, too_many.path) == ("QUANTITY_INVALID", ("input", "lineItems", "0", "quantity"))
    rest = await give_back(shop, order_id, lineItems=[{"lineItemId": "shirt"}, {"lineItemId": "socks"}])
    assert sum(float(each["reversal"]["amount"]["value"]) for each in results(rest)) == pytest.approx(46.99)
    shirt, socks = (await look(shop, order_id))["lineItems"]
    assert (shirt["refundedQuantity"], shirt["refundableAmount"]["value"]) == (3, "0.00")
    assert (socks["refundedQuantity"], socks["refundableAmount"]["value"]) == (5, "0.00")
    assert await shop.given_back(first) + await shop.given_back(second) == 101_00
    await verified_of(shop)


@pytest.mark.parametrize(
    ("account", "currency", "paid", "price", "amounts"),
    [
        ("jpy", "JPY", ["100", "1"], "101", ["1", "100"]),
        ("kwd", "KWD", ["0.010", "0.015"], "0.025", ["0.015", "0.010"]),
        ("usd", "USD", ["0.34", "0.67"], "1.01", ["0.67", "0.34"]),
    ],
)
async def test_every_currency_is_given_back_to_its_last_unit(
    shop: Shop, account: str, currency: str, paid: list[str], price: str, amounts: list[str]
) -> None:
    order_id = new_order_id()
    payments = [await shop.settled(amount, account, orderId=order_id) for amount in paid]
    await record(shop, order_id, ("it", 1, price), currency=currency)
    done = await give_back(shop, order_id, lineItems=[{"lineItemId": "it", "quantity": 1}])
    assert [each["reversal"]["amount"]["value"] for each in results(done)] == amounts
    assert (await look(shop, order_id))["status"] == "REFUNDED"
    assert all([await shop.given_back(payment) for payment in payments])
    await verified_of(shop)


async def test_one_payments_failure_undoes_no_others_success(shop: Shop) -> None:
    """Each of the gateway's answers at once: every payment's result says its own, and the queue goes on with it."""
    order_id = new_order_id()
    accepted = await shop.settled("100.00", orderId=order_id)
    declined = await left_with(shop, order_id, "2004.00")
    unreached = await left_with(shop, order_id, "3001.00")
    unheard = await left_with(shop, order_id, "3002.00")
    pending = await left_with(shop, order_id, "3005.00")
    turns = await shop.charge("3900.00", orderId=order_id)
    not_voided = await shop.charge("3901.00", orderId=order_id)
    done = await give_back(shop, order_id, cancelOrder=True, note="Why")
    told = {each["transaction"]["id"]: each for each in results(done)}
    assert {payment: (each["reversal"]["status"], each["outcome"]) for payment, each in told.items()} == {
        accepted: ("SUBMITTED_FOR_SETTLEMENT", "ACCEPTED"),
        declined: ("PROCESSOR_DECLINED", "DECLINED"),
        unreached: ("AUTHORIZING", "UNAVAILABLE"),
        unheard: ("AUTHORIZING", "UNKNOWN"),
        pending: ("AUTHORIZING", "PENDING"),
        turns: ("SUBMITTED_FOR_SETTLEMENT", "ACCEPTED"),
        not_voided: ("SUBMITTED_FOR_SETTLEMENT", "UNAVAILABLE"),
    }
    assert told[turns]["reversal"]["__typename"] == "Refund"
    assert told[turns]["reversal"]["note"] == "Why"
    assert not any(each["errors"] for each in told.values())
    order = await look(shop, order_id)
    assert (order["cancelled"], order["refundInProgress"], order["status"]) == (True, True, "PARTIALLY_REFUNDED")
    await shop.advance("P1D")
    order = await look(shop, order_id)
    assert (order["refundInProgress"], order["refundableAmount"]["value"]) == (False, "2004.00")
    for payment in (accepted, unreached, unheard, pending, turns, not_voided):
        assert (await shop.effects(payment))[-1] in {"refund", "void"}
    await verified_of(shop)


async def left_with(shop: Shop, order_id: str, amount: str) -> str:
    """A settled payment of the order of which so much is left."""
    payment = await shop.settled("4000.00", orderId=order_id)
    await shop.refund(payment, f"{4000 - float(amount):.2f}")
    return payment


async def test_an_order_of_which_every_part_was_declined_is_not_cancelled(shop: Shop) -> None:
    order_id = new_order_id()
    await left_with(shop, order_id, "2004.00")
    done = await give_back(shop, order_id, cancelOrder=True, balanceDue="7.00")
    assert [each["outcome"] for each in results(done)] == ["DECLINED"]
    order = await look(shop, order_id)
    assert (order["cancelled"], order["balanceDue"]["value"]) == (False, "0.00")
    await verified_of(shop)


async def test_what_the_customer_owes_afterwards_is_kept(shop: Shop) -> None:
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    shown = await preview(shop, order_id, amount="10.00", balanceDue="5.50")
    assert shown["balanceDue"]["value"] == "5.50"
    await give_back(shop, order_id, amount="10.00", balanceDue="5.50")
    assert (await look(shop, order_id))["balanceDue"]["value"] == "5.50"
    await give_back(shop, order_id, amount="10.00")
    assert (await look(shop, order_id))["balanceDue"]["value"] == "0.00"


@pytest.mark.parametrize("policy", ["SKIP", "RECORD_ANYWAY"])
async def test_what_becomes_of_a_failure_is_said_for_each_payment(shop: Shop, policy: str) -> None:
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    await left_with(shop, order_id, "3000.00")
    await left_with(shop, order_id, "2004.00")
    done = await give_back(shop, order_id, onFailure=policy)
    expected = {
        "SKIP": ["PROCESSOR_DECLINED", "FAILED", "SUBMITTED_FOR_SETTLEMENT"],
        "RECORD_ANYWAY": ["SETTLED", "SETTLED", "SUBMITTED_FOR_SETTLEMENT"],
    }
    assert [each["reversal"]["status"] for each in results(done)] == expected[policy]
    assert (await look(shop, order_id))["refundInProgress"] is False
    await verified_of(shop)


async def test_a_part_of_a_settled_payment_never_turns_into_a_void_of_all_of_it(shop: Shop) -> None:
    """The gateway has not settled what we take for settled: a void would give back more than was asked for."""
    order_id = new_order_id()
    payment = await shop.charge("100.00", orderId=order_id)
    await shop.execute("UPDATE transactions SET status = 'SETTLED' WHERE order_id = $1", order_id)
    done = await give_back(shop, order_id, amount="10.00", cancelOrder=True)
    (result,) = results(done)
    assert (result["reversal"], result["outcome"]) == (None, "DECLINED")
    assert [(each["code"], each["legacyCode"]) for each in result["errors"]] == [("TRANSACTION_NOT_SETTLED", "91506")]
    assert await shop.effects(payment) == ["charge"]
    assert (await look(shop, order_id))["cancelled"] is False


async def test_the_whole_of_a_settled_payment_turns_into_a_void_where_the_gateway_knows_better(shop: Shop) -> None:
    order_id = new_order_id()
    payment = await shop.charge("100.00", orderId=order_id)
    await record(shop, order_id, ("it", 1, "100.00"))
    await shop.execute("UPDATE transactions SET status = 'SETTLED' WHERE order_id = $1", order_id)
    done = await give_back(shop, order_id, lineItems=[{"lineItemId": "it"}])
    (result,) = results(done)
    assert (result["reversal"]["__typename"], result["reversal"]["status"]) == ("Transaction", "VOIDED")
    assert await shop.effects(payment) == ["charge", "void"]
    (item,) = (await look(shop, order_id))["lineItems"]
    assert (item["refundedQuantity"], item["refundableAmount"]["value"]) == (1, "0.00")


async def test_payments_that_cannot_give_back_are_skipped_and_named(shop: Shop) -> None:
    order_id = new_order_id()
    await shop.charge("2001.00", orderId=order_id)
    held = await shop.charge("3902.00", orderId=order_id)
    await shop.void(held)
    settled = await shop.settled("100.00", orderId=order_id)
    shown = await preview(shop, order_id)
    assert [part["transaction"]["id"] for part in shown["parts"]] == [settled]
    (blocker,) = shown["blockers"]
    assert (blocker["code"], blocker["legacyCode"]) == ("REVERSAL_NOT_POSSIBLE_NOW", "915282")
    assert held in blocker["message"]
    assert [each["transaction"]["id"] for each in results(await give_back(shop, order_id))] == [settled]
    (left,) = await refused(shop, REFUND_ORDER, orderId=order_id)
    assert (left.condition, left.path) == ("REVERSAL_NOT_POSSIBLE_NOW", ("input", "orderId"))


async def test_a_key_gives_the_same_refund_of_the_order_in_its_present_state(shop: Shop) -> None:
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    await left_with(shop, order_id, "3001.00")
    first = await give_back(shop, order_id, apiRequestKey="once", balanceDue="1")
    again = await give_back(shop, order_id, apiRequestKey="once", balanceDue="1.00")
    assert again.body["data"] == first.body["data"]
    await shop.advance("P1D")
    later = results(await give_back(shop, order_id, apiRequestKey="once", balanceDue="1"))
    assert [each["outcome"] for each in later] == ["ACCEPTED", "ACCEPTED"]
    (reused,) = await refused(shop, REFUND_ORDER, orderId=order_id, apiRequestKey="once", balanceDue="2")
    assert reused.code == "915232"
    (none,) = await refused(shop, REFUND_ORDER, orderId=order_id, apiRequestKey="twice")
    assert none.condition == "NOTHING_TO_REFUND"
    await shop.settled("1.00", orderId=order_id)
    assert results(await give_back(shop, order_id, apiRequestKey="twice"))
    await verified_of(shop)


async def test_a_persons_refund_above_the_limit_awaits_approval_and_counts_as_queued(shop: Shop) -> None:
    order_id = new_order_id()
    large = await shop.settled("100.00", orderId=order_id)
    small = await shop.settled("20.00", orderId=order_id)
    assert not (await shop.ask(LIMITS, approvalLimits=[{"currencyCode": "USD", "amount": "50.00"}])).codes
    asker, other = await shop.person(Right.REFUND, Right.VIEW), await shop.person(Right.APPROVE, Right.VIEW)
    done = await give_back(asker, order_id, transactionIds=[large], cancelOrder=True, apiRequestKey="waits")
    (waiting,) = results(done)
    assert (waiting["reversal"]["status"], waiting["outcome"]) == ("AUTHORIZING", None)
    order = await look(shop, order_id)
    assert (order["cancelled"], order["refundInProgress"], order["refundedAmount"]["value"]) == (True, True, "100.00")
    assert await shop.effects(large) == ["charge"]
    assert (await give_back(asker, order_id, transactionIds=[large], cancelOrder=True, apiRequestKey="waits")).body[
        "data"
    ] == done.body["data"]
    approved = await other.ask(APPROVE, refundId=waiting["reversal"]["id"])
    assert approved.object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    (told,) = results(await give_back(asker, order_id, transactionIds=[large], cancelOrder=True, apiRequestKey="waits"))
    assert told["outcome"] == "ACCEPTED"
    assert await shop.given_back(large) == 100_00
    (sent,) = results(await give_back(asker, order_id))
    assert (sent["transaction"]["id"], sent["outcome"]) == (small, "ACCEPTED")
    await verified_of(shop)


async def test_the_line_items_of_a_part_that_failed_are_left_again(shop: Shop) -> None:
    order_id = new_order_id()
    await left_with(shop, order_id, "2004.00")
    await record(shop, order_id, ("it", 2, "1002.00"))
    (result,) = results(await give_back(shop, order_id, lineItems=[{"lineItemId": "it", "quantity": 2}]))
    assert result["outcome"] == "DECLINED"
    (item,) = (await look(shop, order_id))["lineItems"]
    assert (item["refundedQuantity"], item["refundableAmount"]["value"]) == (0, "2004.00")
    await verified_of(shop)


async def test_what_was_paid_by_paypal_too_long_ago_is_skipped(shop: Shop) -> None:
    order_id = new_order_id()
    old = await shop.charge("10.00", method="fake-paypal-one-time-nonce", orderId=order_id)
    await shop.settle(old)
    await shop.execute(
        "UPDATE transactions SET created_at = created_at - $2::interval WHERE order_id = $1",
        order_id,
        timedelta(days=181),
    )
    new = await shop.settled("20.00", orderId=order_id)
    shown = await preview(shop, order_id)
    assert [part["transaction"]["id"] for part in shown["parts"]] == [new]
    assert [each["code"] for each in shown["blockers"]] == ["REFUND_PERIOD_OVER"]


async def test_what_was_paid_elsewhere_is_given_back_once_its_gateway_has_confirmed_it(shop: Shop) -> None:
    """Looking is enough to have the gateway asked; what it does not know stands in the way (SPEC 7.8)."""
    order_id = new_order_id()
    paid = {"amount": "100.00", "status": "SETTLED"}
    told = [{**paid, "gatewayTransactionId": name} for name in (await shop.paid_elsewhere("100.00"), "nowhere")]
    await shop.record_order(order_id, transactions=told)
    await shop.execute(
        "UPDATE transactions SET confirmed = false WHERE order_id = $1 AND gateway_id <> 'nowhere'", order_id
    )
    shown = await preview(shop, order_id)
    assert [part["amount"]["value"] for part in shown["parts"]] == ["100.00"]
    assert [each["code"] for each in shown["blockers"]] == ["TRANSACTION_NOT_CONFIRMED"]
    (result,) = results(await give_back(shop, order_id, previewToken=shown["token"]))
    assert result["outcome"] == "ACCEPTED"
    assert (await give_back(shop, order_id)).body["errors"][0]["extensions"]["condition"] == "TRANSACTION_NOT_CONFIRMED"
    await verified_of(shop)


async def test_the_history_of_the_order_says_what_was_asked_for_and_why(shop: Shop) -> None:
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    await shop.charge("20.00", orderId=order_id)
    await give_back(shop, order_id, cancelOrder=True, note="Never arrived")
    document = "query ($id: String!) { order(orderId: $id) { history { what by note } } }"
    history = (await shop.post(document, {"id": order_id})).body["data"]["order"]["history"]
    asked = [each for each in history if "120.00 USD over 2 payments" in each["what"]]
    assert [(each["by"], each["note"]) for each in asked] == [("Key", "Never arrived")]
    assert any("Cancelled" in each["what"] for each in history)


async def test_a_void_that_failed_counts_no_more_once_another_one_was_made(shop: Shop) -> None:
    """The first void of such a sale is not reached: its products are left, and given back once by the second."""
    order_id = new_order_id()
    payment = await shop.charge("3901.00", orderId=order_id)
    await record(shop, order_id, ("it", 1, "3901.00"))
    asked = {"lineItems": [{"lineItemId": "it", "quantity": 1}], "onFailure": "SKIP"}
    first = await give_back(shop, order_id, apiRequestKey="first", cancelOrder=True, **asked)
    (told,) = results(first)
    assert (told["outcome"], told["reversal"]) == ("UNAVAILABLE", None)
    (problem,) = told["errors"]
    assert (problem["legacyCode"], problem["inputPath"]) == ("915282", ["input", "orderId"])
    assert "Nothing was refunded" in problem["message"]
    order = await look(shop, order_id)
    assert (order["cancelled"], order["lineItems"][0]["refundableAmount"]["value"]) == (False, "3901.00")
    assert [each["outcome"] for each in results(await give_back(shop, order_id, **asked))] == ["ACCEPTED"]
    (item,) = (await look(shop, order_id))["lineItems"]
    assert (item["refundedQuantity"], item["refundableAmount"]["value"]) == (1, "0.00")
    assert await shop.effects(payment) == ["charge", "void"]
    await verified_of(shop)


async def test_products_that_were_given_back_over_another_payment_are_not_given_back_twice(shop: Shop) -> None:
    """The first payment's void failed, the second one gave back; then the first turns out to be voided elsewhere."""
    order_id = new_order_id()
    unsettled = await shop.charge("3901.00", orderId=order_id)
    settled = await shop.settled("3901.00", orderId=order_id)
    await record(shop, order_id, ("it", 1, "3901.00"))
    asked = {"lineItems": [{"lineItemId": "it", "quantity": 1}], "onFailure": "SKIP"}
    assert results(await give_back(shop, order_id, transactionIds=[unsettled], **asked))[0]["outcome"] == "UNAVAILABLE"
    assert results(await give_back(shop, order_id, transactionIds=[settled], **asked))[0]["outcome"] == "ACCEPTED"
    mark = (
        "mutation ($input: MarkVoidedExternallyInput!) { markVoidedExternally(input: $input) { transaction { id } } }"
    )
    assert not (await shop.ask(mark, transactionId=unsettled)).codes
    order = await look(shop, order_id)
    assert [(each["refundedQuantity"], each["refundableAmount"]["value"]) for each in order["lineItems"]] == [
        (1, "0.00")
    ]
    assert (order["status"], order["refundedAmount"]["value"]) == ("REFUNDED", "7802.00")
    await verified_of(shop)


async def test_a_void_that_turns_into_a_refund_keeps_what_it_was_asked_for_with(shop: Shop) -> None:
    order_id = new_order_id()
    payment = await shop.charge("3900.00", orderId=order_id)
    await record(shop, order_id, ("it", 2, "1950.00"))
    reason = "mutation ($input: RefundReasonInput!) { createRefundReason(input: $input) { reason { code } } }"
    assert not (await shop.ask(reason, code="damaged", label="Arrived damaged")).codes
    asked = {"lineItems": [{"lineItemId": "it", "quantity": 2}], "reasonCode": "damaged", "note": "Both of them"}
    (result,) = results(await give_back(shop, order_id, **asked))
    refund = result["reversal"]
    assert (refund["__typename"], refund["reason"], refund["note"]) == ("Refund", {"code": "damaged"}, "Both of them")
    assert [(each["quantity"], each["amount"]["value"]) for each in refund["lineItemRefunds"]] == [(2, "3900.00")]
    assert await shop.given_back(payment) == 3900_00
    assert (await look(shop, order_id))["lineItems"][0]["refundedQuantity"] == 2
    await verified_of(shop)
