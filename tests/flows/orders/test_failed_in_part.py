"""A product whose refund failed in part: asking the same again gives back what is left of it (SPEC 7.4)."""

from typing import Any

from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.till import look, record

REFUND_ORDER = (
    "mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { results { transaction { id } outcome message "
    "reversal { ... on Refund { amount { value } status } } } } }"
)


async def left_with(shop: Shop, order_id: str, amount: str) -> str:
    """A settled payment of the order of which so much is left."""
    payment = await shop.settled("4000.00", orderId=order_id)
    await shop.refund(payment, f"{4000 - float(amount):.2f}")
    return payment


async def give_back(shop: Shop, order_id: str, quantity: int) -> list[dict[str, Any]]:
    asked = {"orderId": order_id, "lineItems": [{"lineItemId": "it", "quantity": quantity}]}
    answer = await shop.post(REFUND_ORDER, {"input": asked})
    assert "errors" not in answer.body, answer.body
    return list(answer.body["data"]["refundOrder"]["results"])


async def test_the_same_asked_again_gives_back_what_is_left(shop: Shop) -> None:
    """Of one piece of 2104.00, 100.00 is taken by a payment and 2004.00 declined by the other."""
    others = [await shop.settled(amount, orderId="A-1") for amount in ("5000.00", "1000.00")]
    declines = await left_with(shop, "A-1", "2004.00")
    accepts = await shop.settled("100.00", orderId="A-1")
    await record(shop, "A-1", ("it", 3, "2104.00"))
    first = await give_back(shop, "A-1", 1)
    assert [(each["transaction"]["id"], each["outcome"]) for each in first] == [
        (accepts, "ACCEPTED"),
        (declines, "DECLINED"),
    ]
    assert first[0]["message"] == "Of this payment, 100.00 USD was refunded."
    assert first[1]["message"].startswith("Of this payment, 2004.00 USD was not refunded (")
    assert "Expired Card" in first[1]["message"]
    assert first[1]["message"].endswith("It can be refunded again.")
    (item,) = (await look(shop, "A-1"))["lineItems"]
    assert (item["refundedQuantity"], item["refundableAmount"]["value"]) == (0, "6212.00")
    refund = {"orderId": "A-1", "lineItems": [{"lineItemId": "it", "quantity": 1}], "transactionIds": others}
    second = (await shop.post(REFUND_ORDER, {"input": refund})).body["data"]["refundOrder"]["results"]
    assert [(each["outcome"], each["reversal"]["amount"]["value"]) for each in second] == [
        ("ACCEPTED", "1000.00"),
        ("ACCEPTED", "1004.00"),
    ]
    (item,) = (await look(shop, "A-1"))["lineItems"]
    assert (item["refundedQuantity"], item["refundableAmount"]["value"]) == (1, "4208.00")
    (third,) = (await shop.post(REFUND_ORDER, {"input": refund})).body["data"]["refundOrder"]["results"]
    assert third["reversal"]["amount"]["value"] == "2104.00"
    await verified_of(shop)
