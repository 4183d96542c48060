"""One mistaken mark is undone by itself, with a note, and above the approval limit by a second person (SPEC 6.3)."""

from typing import Any

from app.domain.people.people import Right
from tests.flows.desk import UNDO_REFUND, mark_of, mark_refunded
from tests.flows.refusals import refused
from tests.support.merchant_client import Answer, Shop
from tests.support.promises import verified_of

LIMITS = "mutation ($input: MerchantSettingsInput!) { updateMerchantSettings(input: $input) { clientMutationId } }"


async def undo(shop: Shop, refund: str, note: str | None = "A mistake") -> Answer:
    return await shop.ask(UNDO_REFUND, refundId=refund, note=note)


async def conditions(shop: Shop, **given: Any) -> list[tuple[str, str]]:
    found = await refused(shop, UNDO_REFUND, **given)
    return [(each.condition, each.path[-1]) for each in found]


async def test_one_mark_is_undone_beside_refunds_of_a_gateway(shop: Shop) -> None:
    sale = await shop.settled("100.00", orderId="order-1")
    await shop.refund(sale, "20.00")
    kept, mistake = [(await mark_refunded(shop, sale, amount)).object["id"] for amount in ("10.00", "30.00")]
    assert await conditions(shop, transactionId=sale) == [("NOT_ALL_EXTERNAL", "transactionId")]
    assert await conditions(shop, refundId=mistake) == [("NOTE_REQUIRED", "note")]
    assert await conditions(shop, refundId=mistake, note=" ") == [("NOTE_REQUIRED", "note")]
    assert await conditions(shop, note="Why") == [("ONE_ID_REQUIRED", "refundId")]
    assert await conditions(shop, refundId=mistake, transactionId=sale) == [("ONE_ID_REQUIRED", "refundId")]
    assert await conditions(shop, refundId=sale, note="Why") == [("OBJECT_NOT_FOUND", "refundId")]
    undone = (await undo(shop, mistake)).body["data"]["undoExternalRefund"]
    assert undone["transaction"]["refundedAmount"]["value"] == "30.00"
    statuses = {each["id"]: each["status"] for each in undone["refunds"]}
    assert (statuses[mistake], statuses[kept]) == ("VOIDED", "SETTLED")
    mark = await mark_of(shop, mistake)
    assert mark is not None
    assert mark["undoneBy"] == "Key"
    assert await conditions(shop, refundId=mistake, note="Again") == [("NOTHING_TO_UNDO", "refundId")]
    assert (await shop.refund(sale, "70.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


async def test_a_refund_of_a_gateway_has_no_mark_to_undo(shop: Shop) -> None:
    sale = await shop.settled("100.00")
    made = (await shop.refund(sale, "20.00")).object["id"]
    assert await conditions(shop, refundId=made, note="Why") == [("NOTHING_TO_UNDO", "refundId")]


async def test_above_the_limit_it_takes_two_people(shop: Shop) -> None:
    assert not (await shop.ask(LIMITS, approvalLimits=[{"currencyCode": "USD", "amount": "50.00"}])).codes
    ann, bob = await shop.person(Right.MARK_EXTERNALLY, Right.VIEW), await shop.person(Right.MARK_EXTERNALLY)
    sale = await shop.settled("100.00")
    small = (await mark_refunded(ann, sale, "10.00")).object["id"]
    assert not (await undo(ann, small)).codes, "below the limit one person is enough"
    large = (await mark_refunded(ann, sale, "60.00")).object["id"]
    assert (await undo(ann, large)).body["errors"][0]["extensions"]["condition"] == "UNDO_BY_ANOTHER"
    assert (await undo(shop, large)).codes == ["AUTHORIZATION"], "a key is no person"
    viewer = await shop.person(Right.VIEW)
    assert (await undo(viewer, large)).codes == ["AUTHORIZATION"]
    assert await mark_of(shop, large) is not None
    assert (await shop.node(large))["status"] == "SETTLED"
    assert not (await undo(bob, large)).codes
    assert (await shop.node(large))["status"] == "VOIDED"
    await verified_of(shop)
