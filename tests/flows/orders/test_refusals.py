"""What is wrong with a refund of an order is said, whoever asks, and nothing of it is done."""

from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.refusals import refused, unchanged
from tests.support.merchant_client import Shop
from tests.support.till import PREVIEW, REFUND_ORDER, give_back, new_order_id, preview, record, results

REFUSALS: list[tuple[dict[str, Any], str | None, str, str, str]] = [
    ({"orderId": "no such order"}, None, "OBJECT_NOT_FOUND", "orderId", ""),
    ({"orderId": "x" * 256}, "91501", "ORDER_ID_TOO_LONG", "orderId", "255"),
    ({"amount": "131.00"}, "91521", "REFUND_AMOUNT_TOO_LARGE", "amount", "130.00 USD"),
    ({"amount": "110.00"}, None, "AMOUNT_NOT_POSSIBLE", "amount", "100.00 or 130.00 USD")
    if False
    else ({"transactionIds": ["unsettled"], "amount": "10.00"}, None, "AMOUNT_NOT_POSSIBLE", "amount", "30.00 USD"),
    ({"amount": "0"}, "81531", "AMOUNT_NOT_POSITIVE", "amount", ""),
    ({"amount": "1.234"}, "81503", "AMOUNT_INVALID", "amount", "2 decimals"),
    ({"balanceDue": "-1"}, "81501", "AMOUNT_NEGATIVE", "balanceDue", ""),
    ({"lineItems": []}, None, "LIST_EMPTY", "lineItems", ""),
    ({"transactionIds": []}, None, "LIST_EMPTY", "transactionIds", ""),
    ({"transactionIds": ["elsewhere"]}, None, "OBJECT_NOT_FOUND", "transactionIds.0", ""),
    ({"transactionIds": ["dHJhbnNhY3Rpb25fbm9zdWNoaWQ"]}, None, "OBJECT_NOT_FOUND", "transactionIds.0", ""),
    ({"transactionIds": ["settled", "settled"]}, None, "NAMED_TWICE", "transactionIds.1", ""),
    ({"amount": "1", "lineItems": [{"lineItemId": "it"}]}, None, "AMOUNT_BESIDE_LINE_ITEMS", "amount", ""),
    ({"lineItems": [{"lineItemId": "other"}]}, None, "OBJECT_NOT_FOUND", "lineItems.0.lineItemId", ""),
    (
        {"lineItems": [{"lineItemId": "it"}, {"lineItemId": "it"}]},
        None,
        "NAMED_TWICE",
        "lineItems.1.lineItemId",
        "",
    ),
    ({"lineItems": [{"lineItemId": "it", "quantity": 0}]}, None, "QUANTITY_INVALID", "lineItems.0.quantity", "1"),
    ({"lineItems": [{"lineItemId": "it", "quantity": 3}]}, None, "QUANTITY_INVALID", "lineItems.0.quantity", "2 of"),
    (
        {"lineItems": [{"lineItemId": "it", "amount": "80.01"}]},
        "91521",
        "REFUND_AMOUNT_TOO_LARGE",
        "lineItems.0.amount",
        "80.00 USD",
    ),
    ({"reasonCode": "no-such-reason"}, None, "REASON_UNKNOWN", "reasonCode", ""),
    ({"note": "\0"}, None, "TEXT_INVALID", "note", ""),
    ({"previewToken": "none"}, None, "PREVIEW_OUTDATED", "previewToken", ""),
    ({"apiRequestKey": ""}, None, "REQUEST_KEY_INVALID", "apiRequestKey", ""),
]


@pytest.mark.parametrize(
    ("asked", "code", "condition", "path", "said"), REFUSALS, ids=[f"{each[2]} {each[3]}" for each in REFUSALS]
)
async def test_what_is_wrong_is_said_and_nothing_is_done(
    shop: Shop, asked: dict[str, Any], code: str | None, condition: str, path: str, said: str
) -> None:
    order_id = new_order_id()
    ids = {
        "settled": await shop.settled("100.00", orderId=order_id),
        "unsettled": await shop.charge("30.00", orderId=order_id),
        "elsewhere": await shop.settled("30.00", orderId=new_order_id()),
    }
    await record(shop, order_id, ("it", 2, "40.00"))
    named = asked.get("transactionIds")
    given = {**asked, "transactionIds": None if named is None else [ids.get(each, each) for each in named]}
    (found,) = await refused(shop, REFUND_ORDER, **{"orderId": order_id, **given})
    assert (found.code, found.condition) == (code, condition)
    assert found.path == ("input", *path.split("."))
    assert said in found.message
    if path not in {"previewToken", "apiRequestKey"}:
        shown = await shop.post(PREVIEW, {"input": {"orderId": order_id, **given}})
        assert [error["extensions"]["condition"] for error in shown.body["errors"]] == [condition]


async def test_each_kind_of_reversal_needs_its_right(shop: Shop) -> None:
    """Who may do the half of it does none of it: what was shown is done, or nothing."""
    for right in (Right.REFUND, Right.VOID):
        order_id = new_order_id()
        paid = {
            Right.REFUND: await shop.settled("100.00", orderId=order_id),
            Right.VOID: await shop.charge("30.00", orderId=order_id),
        }
        person = await shop.person(right)
        (others,) = paid.keys() - {right}
        for named in (None, [paid[others]], list(paid.values())):
            async with unchanged(shop):
                assert (await give_back(person, order_id, transactionIds=named)).codes == ["AUTHORIZATION"]
        (result,) = results(await give_back(person, order_id, transactionIds=[paid[right]]))
        assert result["outcome"] == "ACCEPTED"


async def test_who_may_neither_refund_nor_void_nor_mark_is_refused(shop: Shop) -> None:
    order_id = new_order_id()
    await shop.settled("100.00", orderId=order_id)
    async with unchanged(shop):
        viewer = await shop.person(Right.VIEW, Right.MARK_EXTERNALLY)
        assert (await give_back(viewer, order_id)).codes == ["AUTHORIZATION"]
        refunder = await shop.person(Right.REFUND, Right.VOID)
        assert (await give_back(refunder, order_id, onFailure="RECORD_ANYWAY")).codes == ["AUTHORIZATION"]
        assert (await refunder.post(PREVIEW, {"input": {"orderId": order_id}})).codes == ["AUTHORIZATION"]
    assert (await preview(viewer, order_id))["total"]["value"] == "100.00"
