"""A preview holds until anything that was seen, or asked for, is another thing (SPEC 7.3)."""

from typing import Any

import pytest

from tests.flows.refusals import refused
from tests.support.merchant_client import Shop
from tests.support.till import REFUND_ORDER, give_back, new_order_id, preview, record, results

MARK = "mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { refund { id } } }"
CANCEL = "mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { order { id } } }"


async def test_a_preview_holds_until_something_changes(shop: Shop) -> None:
    """The token binds the input and what was seen; time alone doesn't outdate it (SPEC 7.3)."""
    order_id = new_order_id()
    payment = await shop.settled("100.00", orderId=order_id)
    shown = await preview(shop, order_id, amount="10.00")
    assert (await preview(shop, order_id, amount="10"))["token"] == shown["token"]
    await shop.advance("PT6H")
    assert (await preview(shop, order_id, amount="10.00", cancelOrder=False))["token"] == shown["token"]
    await refused_as_outdated(shop, order_id, shown["token"], amount="10.01")
    await refused_as_outdated(shop, order_id, shown["token"], amount="10.00", cancelOrder=True)
    done = await give_back(shop, order_id, amount="10.0", previewToken=shown["token"], note="Why: it moves no money")
    assert results(done)[0]["reversal"]["amount"]["value"] == "10.00"
    await refused_as_outdated(shop, order_id, shown["token"], amount="10.00")
    assert await shop.given_back(payment) == 10_00


async def test_payments_of_another_currency_under_the_same_order_id_are_named(shop: Shop) -> None:
    order_id = new_order_id()
    dollars = await shop.settled("100.00", orderId=order_id)
    euros = await shop.settled("50.00", "eur", orderId=order_id)
    shown = await preview(shop, order_id)
    assert [part["transaction"]["id"] for part in shown["parts"]] == [dollars]
    (blocker,) = shown["blockers"]
    assert (blocker["code"], blocker["inputPath"]) == ("PAYMENT_IN_OTHER_CURRENCY", ["input", "orderId"])
    assert euros in blocker["message"]
    assert "50.00 EUR" in blocker["message"]
    assert results(await give_back(shop, order_id, previewToken=shown["token"]))
    await shop.refund(euros)
    await shop.settled("1.00", orderId=order_id)
    assert (await preview(shop, order_id))["blockers"] == []


async def refused_as_outdated(shop: Shop, order_id: str, token: str, **given: Any) -> None:
    found = await refused(shop, REFUND_ORDER, orderId=order_id, previewToken=token, **given)
    assert found[0].condition == "PREVIEW_OUTDATED"


@pytest.mark.parametrize("change", ["refund", "void", "charge", "settle", "record", "unlink", "mark", "cancel", "all"])
async def test_whatever_comes_in_between_outdates_a_preview(shop: Shop, change: str) -> None:
    order_id = new_order_id()
    settled = await shop.settled("100.00", orderId=order_id)
    submitted = await shop.charge("30.00", orderId=order_id)
    shown = await preview(shop, order_id, amount="10.00")
    match change:
        case "refund":
            await shop.refund(settled, "1.00")
        case "void":
            await shop.void(submitted)
        case "charge":
            await shop.charge("5.00", orderId=order_id)
        case "settle":
            await shop.settle(submitted)
        case "record":
            await record(shop, order_id, ("it", 1, "10.00"))
        case "unlink":
            await shop.set_account("usd", gateway=None)
        case "mark":
            assert not (await shop.ask(MARK, transactionId=settled, refund={"amount": "1.00"})).codes
        case "cancel":
            assert not (await shop.ask(CANCEL, orderId=order_id)).codes
        case "all":
            results(await give_back(shop, order_id))
    await refused_as_outdated(shop, order_id, shown["token"], amount="10.00")
