"""Refunds of orders whose request the database has forgotten, while their parts were found at the gateway again."""

from tests.flows.refusals import refused
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.till import REFUND_ORDER, give_back, new_order_id, results


async def test_a_part_that_was_found_again_is_not_made_once_more(shop: Shop) -> None:
    order_id = new_order_id()
    paid = await shop.settled("100.00", orderId=order_id)
    assert len(results(await give_back(shop, order_id, apiRequestKey="once", amount="30.00"))) == 1
    forget = "DELETE FROM request_keys WHERE merchant_id = $1 AND key = 'once'"
    await shop.execute(forget, shop.merchant.id)
    (reused,) = await refused(shop, REFUND_ORDER, orderId=order_id, apiRequestKey="once", amount="30.00")
    assert (reused.condition, reused.path) == ("REQUEST_KEY_REUSED", ("input", "apiRequestKey"))
    assert (await shop.effects(paid)).count("refund") == 1
    assert len(results(await give_back(shop, order_id, apiRequestKey="another", amount="30.00"))) == 1
    assert (await shop.effects(paid)).count("refund") == 2
    await verified_of(shop)
