"""An authorization is captured in parts, and each part is a transaction that is reversed by itself."""

import asyncio
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.desk import MARK_REFUNDED
from tests.support.merchant_client import PAYPAL, REFUND_TRANSACTION, Shop
from tests.support.promises import verified_of

DETAILS = """query ($id: ID!) { node(id: $id) { ... on Transaction { id status partialCaptureDetails { __typename
  ... on ChildCapture { parentAuthorization { id status } }
  ... on ParentAuthorization { totalAmountAuthorized { value } childCaptures { id status amount { value } } }
} history { what } } } }"""


async def parts_of(shop: Shop, transaction_id: str) -> dict[str, Any]:
    return dict((await shop.post(DETAILS, {"id": transaction_id})).object)


async def steps_of(shop: Shop, transaction_id: str) -> list[str]:
    return [each["status"] for each in reversed((await shop.node(transaction_id))["statusHistory"])]


async def captured(shop: Shop, authorized: str, amount: str, **more: Any) -> dict[str, Any]:
    return (await shop.capture_part(authorized, amount, **more)).object


async def test_each_part_is_a_transaction_that_names_its_authorization(shop: Shop) -> None:
    authorized = await shop.authorize("100.00", orderId="the order")
    first = await captured(shop, authorized, "60.00")
    second = await captured(shop, authorized, "40.00", orderId="the second")
    assert [first["status"], second["status"]] == ["SUBMITTED_FOR_SETTLEMENT"] * 2
    assert [first["orderId"], second["orderId"]] == ["the order", "the second"]
    whole = await parts_of(shop, authorized)
    assert whole["status"] == "SETTLEMENT_PENDING"
    assert whole["partialCaptureDetails"] == {
        "__typename": "ParentAuthorization",
        "totalAmountAuthorized": {"value": "100.00"},
        "childCaptures": [
            {"id": second["id"], "status": "SUBMITTED_FOR_SETTLEMENT", "amount": {"value": "40.00"}},
            {"id": first["id"], "status": "SUBMITTED_FOR_SETTLEMENT", "amount": {"value": "60.00"}},
        ],
    }
    assert (await parts_of(shop, first["id"]))["partialCaptureDetails"] == {
        "__typename": "ChildCapture",
        "parentAuthorization": {"id": authorized, "status": "SETTLEMENT_PENDING"},
    }
    assert (await parts_of(shop, await shop.charge()))["partialCaptureDetails"] is None
    asked = [line["what"] for line in whole["history"]]
    assert f"Asked to capture 60.00 USD of it, as transaction {first['legacyId']}." in asked
    assert await steps_of(shop, authorized) == ["AUTHORIZED", "SETTLEMENT_PENDING"]
    assert await steps_of(shop, first["id"]) == ["AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"]


async def test_the_parts_and_then_the_authorization_settle(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    early = await captured(shop, authorized, "60.00")
    await shop.advance("P1D")
    assert [(await shop.node(each))["status"] for each in (early["id"], authorized)] == [
        "SETTLED",
        "SETTLEMENT_PENDING",
    ]
    late = await captured(shop, authorized, "40.00")
    await shop.advance("P1D")
    assert [(await shop.node(each))["status"] for each in (late["id"], authorized)] == ["SETTLED", "SETTLED"]
    await verified_of(shop)


async def test_each_part_is_reversed_by_itself(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    settled, submitted = [(await captured(shop, authorized, each))["id"] for each in ("60.00", "25.00")]
    await shop.settle(settled)
    assert (await shop.refund(settled, "20.00")).object["amount"]["value"] == "20.00"
    assert (await shop.reverse(settled)).object["amount"]["value"] == "40.00"
    assert (await shop.reverse(submitted)).object["status"] == "VOIDED"
    assert (await shop.refund(settled)).codes == ["91512"]
    # What was voided can be captured once more, beside the 15.00 that were left.
    assert (await shop.capture_part(authorized, "40.01")).codes == ["91522"]
    assert (await captured(shop, authorized, "40.00"))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


async def test_the_authorization_gives_nothing_back_itself(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    part = await captured(shop, authorized, "30.00", finalCapture=True)
    for later in ("", "P1D"):
        if later:
            await shop.advance(later)
        asks = [
            await shop.refund(authorized),
            await shop.ask(REFUND_TRANSACTION, transactionId=authorized, refund={"whenUnsettled": "WAIT"}),
            await shop.ask(MARK_REFUNDED, transactionId=authorized),
        ]
        for ask in asks:
            (error,) = ask.body["errors"]
            assert error["message"].startswith("This authorization was captured in parts")
    assert (await shop.node(authorized))["refundableAmount"]["value"] == "0.00"
    assert (await shop.refund(part["id"])).object["amount"]["value"] == "30.00"


@pytest.mark.parametrize("method", ["fake-valid-visa-nonce", PAYPAL])
async def test_what_is_left_can_be_voided_at_paypal(shop: Shop, method: str) -> None:
    authorized = await shop.authorize("100.00", method=method)
    part = await captured(shop, authorized, "30.00")
    voided = await shop.void(authorized)
    if method == PAYPAL:
        assert part["status"] == "SETTLING"
        assert voided.object["status"] == "VOIDED"
        assert (await shop.capture_part(authorized, "1.00")).codes == ["91507"]
        assert (await shop.refund(part["id"])).object["amount"]["value"] == "30.00"
    else:
        assert voided.codes == ["91504"]
    await verified_of(shop)


async def test_what_was_not_captured_in_time_is_given_up(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    await captured(shop, authorized, "30.00")
    await shop.advance("P8D")
    assert (await shop.node(authorized))["status"] == "SETTLED"
    assert (await shop.capture_part(authorized, "1.00")).codes == ["91507"]
    await verified_of(shop)


REFUSED = {
    "too much": ({"amount": "100.01"}, ["91522"]),
    "nothing": ({"amount": "0"}, ["81531"]),
    "no amount": ({"amount": "some"}, ["81503"]),
    "a long order id": ({"amount": "1.00", "orderId": "x" * 256}, ["91501"]),
}


@pytest.mark.parametrize(("given", "codes"), REFUSED.values(), ids=REFUSED)
async def test_what_can_not_be_captured_changes_nothing(shop: Shop, given: dict[str, str], codes: list[str]) -> None:
    authorized = await shop.authorize("100.00")
    before = await shop.everything()
    assert (await shop.capture_part(authorized, **given)).codes == codes
    assert await shop.everything() == before


async def test_only_an_authorization_is_captured_in_parts(shop: Shop) -> None:
    assert (await shop.capture_part(await shop.charge(), "1.00")).codes == ["91507"]
    authorized = await shop.authorize()
    part = await captured(shop, authorized, "1.00", finalCapture=True)
    assert (await shop.capture_part(part["id"], "0.50")).codes == ["915103"]
    assert (await shop.capture_part(authorized, "1.00")).codes == ["91522"]
    assert (await shop.capture(authorized)).codes == ["91507"]
    assert (await shop.settle(authorized)).codes == ["91575"]
    assert (await (await shop.key(Right.VIEW)).capture_part(authorized, "1.00")).codes == ["AUTHORIZATION"]


async def test_parallel_parts_never_exceed_the_authorization(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    said = await asyncio.gather(*(shop.capture_part(authorized, "30.00") for _ in range(6)))
    assert sorted(len(each.codes) for each in said) == [0, 0, 0, 1, 1, 1]
    assert {code for each in said for code in each.codes} <= {"91522", "915282"}
    await verified_of(shop)


async def test_one_key_captures_one_part(shop: Shop) -> None:
    authorized = await shop.authorize("100.00")
    first = (await shop.capture_part(authorized, "30.00", "a part")).object
    assert (await shop.capture_part(authorized, "30.0", "a part")).object["id"] == first["id"]
    assert (await shop.capture_part(authorized, "31.00", "a part")).codes == ["915232"]
    assert len((await parts_of(shop, authorized))["partialCaptureDetails"]["childCaptures"]) == 1


async def test_a_part_that_failed_frees_what_it_held(shop: Shop) -> None:
    authorized = await shop.authorize("4000.00")
    assert (await captured(shop, authorized, "2000.00"))["status"] == "PROCESSOR_DECLINED"
    assert (await shop.node(authorized))["status"] == "AUTHORIZED"
    assert (await shop.capture(authorized)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


@pytest.mark.parametrize(("amount", "becomes"), [("3002.00", "SUBMITTED_FOR_SETTLEMENT"), ("3002.01", "FAILED")])
async def test_a_part_of_unknown_outcome_holds_until_the_gateway_says(shop: Shop, amount: str, becomes: str) -> None:
    authorized = await shop.authorize("8000.00")
    part = await captured(shop, authorized, amount)
    assert part["status"] == "AUTHORIZING"
    assert (await shop.capture_part(authorized, "4998.01")).codes == ["91522"]
    assert [(await ask(authorized)).codes for ask in (shop.void, shop.reverse, shop.capture)] == [
        ["915282"],
        ["915282"],
        ["91507"],
    ]
    await shop.advance("PT1H")
    assert (await shop.node(part["id"]))["status"] == becomes
    left = "4998.00" if becomes != "FAILED" else "8000.00"
    assert (await captured(shop, authorized, left))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


async def test_the_parts_stand_for_the_authorization_in_its_order(shop: Shop) -> None:
    authorized = await shop.authorize("100.00", orderId="in parts")
    assert (await shop.order("in parts"))["total"]["value"] == "100.00"
    parts = [(await captured(shop, authorized, each))["id"] for each in ("60.00", "25.00")]
    order = await shop.order("in parts")
    assert {each["id"] for each in order["transactions"]} == set(parts)
    assert order["total"]["value"] == "85.00"
    await shop.reverse(parts[1])
    assert (await shop.order("in parts"))["refundedAmount"]["value"] == "25.00"
