"""Products of voids that a person says were done elsewhere: each is given back once (SPEC 6.3 and 7.8)."""

import pytest

from tests.flows.desk import LONG_ENOUGH, MARK_VOIDED, UNDO_VOID, cannot_say, resolve
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.till import give_back, look, new_order_id, record, results


async def test_a_void_that_was_done_elsewhere_while_it_waited_gives_its_products_back(shop: Shop) -> None:
    order_id = new_order_id()
    first, _ = [await shop.charge("3901.00", orderId=order_id) for _ in range(2)]
    await record(shop, order_id, ("it", 1, "3901.00"), ("else", 1, "3901.00"))
    asked = {"lineItems": [{"lineItemId": "it", "quantity": 1}]}
    (queued,) = results(await give_back(shop, order_id, transactionIds=[first], **asked))
    assert (queued["outcome"], queued["reversal"]["status"]) == ("UNAVAILABLE", "SUBMITTED_FOR_SETTLEMENT")
    await shop.ask(MARK_VOIDED, transactionId=first)
    assert await products(shop, order_id) == [(1, "0.00"), (0, "3901.00")]
    again = (await give_back(shop, order_id, **asked)).body["errors"]
    assert [error["extensions"]["condition"] for error in again] == ["QUANTITY_INVALID"]
    await verified_of(shop)


@pytest.mark.parametrize("policy", ["QUEUE", "RECORD_ANYWAY"])
async def test_a_mark_that_was_undone_gives_no_product_back_a_second_time(shop: Shop, policy: str) -> None:
    """It was given back over another payment meanwhile: that the first one is voided after all is another story."""
    order_id = new_order_id()
    first = await shop.charge("3901.00", orderId=order_id)
    await record(shop, order_id, ("it", 1, "3901.00"), ("else", 1, "3901.00"))
    asked = {"lineItems": [{"lineItemId": "it", "quantity": 1}]}
    await give_back(shop, order_id, onFailure=policy, **asked)
    if policy == "QUEUE":
        await shop.ask(MARK_VOIDED, transactionId=first)
    assert (await products(shop, order_id))[0] == (1, "0.00")
    await shop.ask(UNDO_VOID, transactionId=first)
    assert (await products(shop, order_id))[0] == (0, "3901.00")
    second = await shop.settled("3901.00", orderId=order_id)
    assert len(results(await give_back(shop, order_id, transactionIds=[second], **asked))) == 1
    await shop.ask(MARK_VOIDED, transactionId=first)
    assert (await shop.node(first))["status"] == "VOIDED"
    assert await products(shop, order_id) == [(1, "0.00"), (0, "0.00")]
    await verified_of(shop)


async def test_a_void_that_came_to_nothing_gives_no_product_back_later(shop: Shop) -> None:
    """It would have been recorded anyway had it failed, but a person says first that it was not done."""
    order_id = new_order_id()
    first, second = await shop.charge("3902.00", orderId=order_id), await shop.settled("3902.00", orderId=order_id)
    await record(shop, order_id, ("it", 1, "3902.00"), ("else", 1, "3902.00"))
    asked = {"lineItems": [{"lineItemId": "it", "quantity": 1}], "onFailure": "RECORD_ANYWAY"}
    assert results(await give_back(shop, order_id, transactionIds=[first], **asked))[0]["outcome"] == "UNKNOWN"
    assert (await products(shop, order_id))[0] == (1, "0.00")
    await cannot_say(shop, first)
    await shop.advance(LONG_ENOUGH)
    assert (await resolve(shop, first, "NOT_DONE")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await products(shop, order_id))[0] == (0, "3902.00")
    assert len(results(await give_back(shop, order_id, transactionIds=[second], **asked))) == 1
    await shop.ask(MARK_VOIDED, transactionId=first)
    assert await products(shop, order_id) == [(1, "0.00"), (0, "0.00")]
    await verified_of(shop)


async def products(shop: Shop, order_id: str) -> list[tuple[int, str]]:
    """How many of each product were given back, and how much can still be."""
    items = (await look(shop, order_id))["lineItems"]
    return [(item["refundedQuantity"], item["refundableAmount"]["value"]) for item in items]
