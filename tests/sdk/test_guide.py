"""The documents of Braintree's guide to reversing and refunding, word for word, by Braintree's own SDKs (SPEC 1)."""

from typing import Any

import pytest

from tests.sdk.clients import EXAMPLE_REFUND, EXAMPLE_REVERSE, Ask
from tests.support.merchant_client import Shop

ORDER = "original-charge-order-id-123"
REFUND_ORDER = "refund-order-id-456"


def refund_of(transaction_id: str, refund_id: str, amount: str, order_id: str, status: str) -> dict[str, Any]:
    """What both documents select of a refund of the 10.00 that were paid."""
    return {
        **{"id": refund_id, "amount": {"value": amount}, "orderId": order_id, "status": status},
        "refundedTransaction": {
            **{"id": transaction_id, "amount": {"value": "10.00"}, "orderId": ORDER, "status": "SETTLED"}
        },
    }


async def test_a_transaction_before_settlement_is_voided(shop: Shop, ask: Ask) -> None:
    paid = await shop.charge("10.00", orderId=ORDER)
    said = await ask(shop, EXAMPLE_REVERSE, {"input": {"transactionId": paid}})
    history = [
        {"status": "VOIDED", "terminal": True},
        {"status": "SUBMITTED_FOR_SETTLEMENT", "terminal": False},
        {"status": "AUTHORIZED", "terminal": False},
    ]
    reversal = {"id": paid, "status": "VOIDED", "statusHistory": history}
    assert said.data == {"reverseTransaction": {"reversal": reversal}}
    assert await shop.effects(paid) == ["charge", "void"]


async def test_a_settled_transaction_is_refunded_in_full(shop: Shop, ask: Ask) -> None:
    paid = await shop.settled("10.00", orderId=ORDER)
    said = await ask(shop, EXAMPLE_REVERSE, {"input": {"transactionId": paid}})
    reversal = said.data["reverseTransaction"]["reversal"]
    assert reversal == refund_of(paid, reversal["id"], "10.00", ORDER, "SUBMITTED_FOR_SETTLEMENT")
    assert (await shop.node(reversal["id"]))["__typename"] == "Refund"
    assert await shop.effects(paid) == ["charge", "refund"]
    assert await shop.given_back(paid) == 10_00


async def test_a_part_is_refunded_under_an_order_id_of_its_own(shop: Shop, ask: Ask) -> None:
    paid = await shop.settled("10.00", orderId=ORDER)
    asked = {"input": {"transactionId": paid, "refund": {"amount": "7.00", "orderId": REFUND_ORDER}}}
    refund = (await ask(shop, EXAMPLE_REFUND, asked)).data["refundTransaction"]["refund"]
    assert refund == refund_of(paid, refund["id"], "7.00", REFUND_ORDER, "SUBMITTED_FOR_SETTLEMENT")
    assert await shop.given_back(paid) == 7_00


@pytest.mark.parametrize("refund", [{}, {"refund": {}}, {"refund": None}], ids=["absent", "empty", "null"])
async def test_a_refund_without_particulars_is_in_full(shop: Shop, ask: Ask, refund: dict[str, Any]) -> None:
    paid = await shop.settled("10.00", orderId=ORDER)
    said = await ask(shop, EXAMPLE_REFUND, {"input": {"transactionId": paid, **refund}})
    made = said.data["refundTransaction"]["refund"]
    assert made == refund_of(paid, made["id"], "10.00", ORDER, "SUBMITTED_FOR_SETTLEMENT")
    assert await shop.given_back(paid) == 10_00


async def test_what_was_refunded_before_is_a_validation_error_that_the_caller_gets(shop: Shop, ask: Ask) -> None:
    paid = await shop.settled("10.00", orderId=ORDER)
    await ask(shop, EXAMPLE_REVERSE, {"input": {"transactionId": paid}})
    asked = {"input": {"transactionId": paid, "refund": {"amount": "7.00", "orderId": REFUND_ORDER}}}
    said = await ask(shop, EXAMPLE_REFUND, asked)
    assert said.body is not None
    (error,) = said.body["errors"]
    assert error["message"].startswith("Transaction has already been completely refunded.")
    assert error["locations"] == [{"line": 2, "column": 3}]
    assert error["path"] == ["refundTransaction"]
    in_the_guide = {"errorType": "user_error", "errorClass": "VALIDATION", "legacyCode": "91512"}
    assert error["extensions"].items() >= in_the_guide.items()
    assert error["extensions"]["inputPath"] == ["input", "transactionId"]
    assert said.body["data"] == {"refundTransaction": None}
    assert said.body["extensions"]["requestId"]
    assert await shop.given_back(paid) == 10_00


async def test_a_decline_is_data(shop: Shop, ask: Ask) -> None:
    """A refund of 2004.00 is declined by the sandbox's processor (BRAINTREE.md 2 and 6)."""
    paid = await shop.settled("4000.00")
    said = await ask(shop, EXAMPLE_REFUND, {"input": {"transactionId": paid, "refund": {"amount": "2004.00"}}})
    assert said.data["refundTransaction"]["refund"]["status"] == "PROCESSOR_DECLINED"
    assert await shop.given_back(paid) == 0
