"""A person's refund that takes a transaction's refunds above the merchant's limit waits (SPEC 8.3)."""

import asyncio
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.flows.desk import DISMISS, PAUSE, RETRY_NOW, UPDATE_SETTINGS, listed, mark_refunded, press, resolve
from tests.support.approval_desk import Desk, open_desk
from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.promises import verified_of
from tests.support.till import new_order_id


async def test_it_waits_with_its_amount_reserved_and_no_gateway_hears_of_it(desk: Desk) -> None:
    sale = await desk.settled()
    refund = (await desk.asker.refund(sale, "100.01")).object
    assert (refund["status"], refund["retry"], refund["needsAttention"]) == ("AUTHORIZING", None, False)
    assert refund["statusHistory"] == []
    paid = refund["refundedTransaction"]
    assert (paid["refundedAmount"]["value"], paid["refundableAmount"]["value"]) == ("100.01", "899.99")
    approval = await desk.approval(refund["id"])
    assert approval == {
        "state": "WAITING",
        "requestedBy": "A Person",
        "decidedBy": None,
        "decidedAt": None,
        "note": None,
    }
    assert await desk.listed() == [refund["id"]]
    assert await desk.shop.effects(sale) == ["charge"]
    assert (await desk.shop.refund(sale, "900.00")).codes == ["91521"]
    await verified_of(desk.shop)


async def test_the_limit_itself_needs_nobody(desk: Desk) -> None:
    refund = (await desk.asker.refund(await desk.settled(), "100.00")).object
    assert refund["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await desk.told(refund["id"]))["approval"] is None
    assert await desk.listed() == []


async def test_a_key_does_not_wait(desk: Desk) -> None:
    refund = (await desk.shop.refund(await desk.settled(), "500.00")).object
    assert refund["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await desk.told(refund["id"]))["approval"] is None


async def test_splitting_a_refund_is_no_way_around(desk: Desk) -> None:
    sale = await desk.settled()
    statuses = [(await desk.asker.refund(sale, amount)).object["status"] for amount in ("60.00", "40.00", "0.01")]
    assert statuses == ["SUBMITTED_FOR_SETTLEMENT", "SUBMITTED_FOR_SETTLEMENT", "AUTHORIZING"]
    assert await desk.shop.given_back(sale) == 100_00
    other = await desk.settled()
    assert (await desk.asker.refund(other, "60.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_refunds_of_others_and_external_ones_count_as_well(desk: Desk) -> None:
    by_key, elsewhere = await desk.settled(), await desk.settled()
    await desk.shop.refund(by_key, "80.00")
    await mark_refunded(desk.shop, elsewhere, "80.00")
    for sale in (by_key, elsewhere):
        assert (await desk.asker.refund(sale, "30.00")).object["status"] == "AUTHORIZING"
    assert len(await desk.listed()) == 2


async def test_what_was_taken_back_does_not_count(desk: Desk) -> None:
    sale = await desk.settled()
    first = (await desk.asker.refund(sale, "60.00")).object["id"]
    assert (await desk.asker.reverse_refund(first)).object["status"] == "VOIDED"
    assert (await desk.asker.refund(sale, "60.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_parallel_refunds_of_two_people_do_not_slip_below_the_limit(desk: Desk) -> None:
    sale = await desk.settled()
    other = await desk.shop.person(Right.VIEW, Right.REFUND)
    people = [desk.asker, other] * 5
    made = [answer.object for answer in await asyncio.gather(*(each.refund(sale, "30.00") for each in people))]
    sent = [each for each in made if each["status"] == "SUBMITTED_FOR_SETTLEMENT"]
    assert (len(sent), len(await desk.listed())) == (3, 7)
    assert await desk.shop.given_back(sale) == 90_00
    await verified_of(desk.shop)


@pytest.mark.parametrize("method", ["refund", "reverse"])
async def test_in_full_waits_as_well(desk: Desk, method: str) -> None:
    sale = await desk.settled("100.01")
    answer = await (desk.asker.refund(sale) if method == "refund" else desk.asker.reverse(sale))
    assert (answer.object["status"], answer.object["amount"]["value"]) == ("AUTHORIZING", "100.01")
    assert await desk.listed() == [answer.object["id"]]


async def test_a_void_needs_nobody(desk: Desk) -> None:
    assert (await desk.asker.reverse(await desk.shop.charge("1000.00"))).object["status"] == "VOIDED"


async def test_a_void_that_turns_into_a_refund_waits(desk: Desk) -> None:
    """The payment has settled meanwhile, as the gateway knows and we did not."""
    sale = await desk.shop.charge("3900.00")
    answer = await desk.asker.reverse(sale, key="a key")
    refund = answer.object
    assert (refund["__typename"], refund["status"], refund["amount"]["value"]) == ("Refund", "AUTHORIZING", "3900.00")
    assert await desk.listed() == [refund["id"]]
    assert (await desk.asker.reverse(sale, key="a key")).object["id"] == refund["id"]
    assert await desk.shop.effects(sale) == ["charge"]
    await verified_of(desk.shop)
    assert (await desk.approve(refund["id"])).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await desk.shop.given_back(sale) == 3900_00
    await verified_of(desk.shop)


@pytest.mark.parametrize("by_person", [True, False])
async def test_so_does_one_that_turns_in_the_queue(desk: Desk, by_person: bool) -> None:
    """Who asked counts, not who carries it out: a person's waits, a key's does not."""
    sale = await desk.shop.charge("3901.00")
    asker = desk.asker if by_person else desk.shop
    assert (await asker.reverse(sale)).object["retry"]["state"] == "WAITING"
    await desk.shop.advance("P2D")
    (refund,) = (await desk.shop.node(sale))["refunds"]
    if by_person:
        assert await desk.listed() == [refund["id"]]
        assert await desk.shop.given_back(sale) == 0
        await desk.approve(refund["id"])
    assert await desk.listed() == []
    assert await desk.shop.given_back(sale) == 3901_00
    await verified_of(desk.shop)


async def test_nothing_falls_due_while_it_waits(desk: Desk) -> None:
    refund_id = await desk.waiting()
    await desk.shop.advance("P30D")
    refund = await desk.shop.node(refund_id)
    assert (refund["status"], refund["retry"], refund["needsAttention"]) == ("AUTHORIZING", None, False)
    assert await listed(desk.shop) == ([], {"hasNextPage": False, "startCursor": None, "endCursor": None})
    assert await desk.listed() == [refund_id]
    await verified_of(desk.shop)


async def test_the_queue_has_nothing_to_do_with_it(desk: Desk) -> None:
    refund_id = await desk.waiting()
    for mutation in (RETRY_NOW, PAUSE):
        error = (await press(desk.shop, mutation, refund_id)).body["errors"][0]
        assert error["extensions"]["condition"] == "APPROVAL_AWAITED"
    assert (await resolve(desk.shop, refund_id, "DONE")).body["errors"][0]["extensions"]["condition"] == (
        "OUTCOME_IS_KNOWN"
    )
    assert (await desk.shop.settle(refund_id)).codes == ["91575"]
    assert "errors" not in (await press(desk.shop, DISMISS, refund_id)).body
    assert (await desk.approval(refund_id))["state"] == "WAITING"


async def test_a_limit_that_changes_leaves_what_waits_as_it_is(desk: Desk) -> None:
    sale = await desk.settled()
    sent = (await desk.asker.refund(sale, "90.00")).object["id"]
    refund_id = await desk.waiting("150.00", sale)
    for limits in ([], [{"currencyCode": "USD", "amount": "0.01"}]):
        await desk.shop.ask(UPDATE_SETTINGS, approvalLimits=limits)
        assert (await desk.approval(refund_id))["state"] == "WAITING"
        assert (await desk.shop.node(sent))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await desk.asker.refund(await desk.settled(), "0.02")).object["status"] == "AUTHORIZING"
    assert (await desk.asker.refund(await desk.settled(), "0.01")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


@pytest.mark.parametrize(
    ("account", "limit", "below", "above"), [("jpy", "500", "500", "501"), ("kwd", "1.250", "1.25", "1.251")]
)
async def test_each_currency_has_its_own_limit(shop: Shop, account: str, limit: str, below: str, above: str) -> None:
    desk = await open_desk(shop, (account.upper(), limit))
    statuses = [
        (await desk.asker.refund(await shop.settled("1000", account), amount)).object["status"]
        for amount in (below, above)
    ]
    assert statuses == ["SUBMITTED_FOR_SETTLEMENT", "AUTHORIZING"]
    assert (await desk.asker.refund(await shop.settled(), "100.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_the_same_key_gives_the_same_refund(desk: Desk) -> None:
    sale = await desk.settled()
    first = (await desk.asker.refund(sale, "150.00", key="mine")).object
    assert (await desk.asker.refund(sale, "150", key="mine")).object["id"] == first["id"]
    assert (await desk.asker.refund(sale, "151.00", key="mine")).codes == ["915232"]
    await desk.approve(first["id"])
    again = (await desk.asker.refund(sale, "150.00", key="mine")).object
    assert (again["id"], again["status"]) == (first["id"], "SUBMITTED_FOR_SETTLEMENT")
    assert await desk.shop.given_back(sale) == 150_00
    await verified_of(desk.shop)


async def test_pages_of_what_waits(live: Live, desk: Desk) -> None:
    ids = [await desk.waiting() for _ in range(5)][::-1]
    assert await desk.listed() == ids
    document = (
        "query ($after: String) { approvals(first: 2, after: $after)"
        " { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"
    )
    found: list[str] = []
    after: dict[str, Any] = {}
    for _ in range(3):
        page = (await desk.shop.post(document, after)).body["data"]["approvals"]
        found += [edge["node"]["id"] for edge in page["edges"]]
        after = {"after": page["pageInfo"]["endCursor"]}
    assert (found, page["pageInfo"]["hasNextPage"]) == (ids, False)
    async with open_shop(live) as other:
        answer = await other.post(document)
        assert answer.body["data"]["approvals"]["edges"] == []


AWAITED = """query ($order: RefundOrderInput!, $id: ID!, $sale: ID!, $orderId: String!) {
  previewRefund(input: $order) { approvalNeeded }
  refund: node(id: $id) { ... on Payment { awaitsApproval } }
  sale: node(id: $sale) { ... on Payment { awaitsApproval } }
  order(orderId: $orderId) { awaitsApproval }
}"""
REFUNDED = """mutation ($input: RefundOrderInput!) { refundOrder(input: $input) {
  order { awaitsApproval } results { awaitsApproval message reversal { ... on Refund { id awaitsApproval } } } } }"""


async def test_it_says_so_before_it_is_asked_for_and_wherever_it_is_seen(desk: Desk) -> None:
    order_id = new_order_id()
    sale = await desk.shop.settled("500.00", orderId=order_id)

    async def awaited(whose: Shop, refund_id: str, amount: str) -> list[bool]:
        given = {"order": {"orderId": order_id, "amount": amount}, "id": refund_id, "sale": sale, "orderId": order_id}
        data = (await whose.post(AWAITED, given)).body["data"]
        preview = data.pop("previewRefund")
        return [preview["approvalNeeded"], *(each["awaitsApproval"] for each in data.values())]

    assert await awaited(desk.asker, sale, "100.00") == [False, False, False, False]
    assert await awaited(desk.asker, sale, "100.01") == [True, False, False, False]
    assert await awaited(desk.shop, sale, "100.01") == [False, False, False, False]
    answer = (await desk.asker.ask(REFUNDED, orderId=order_id, amount="100.01")).body["data"]["refundOrder"]
    [result] = answer["results"]
    refund = result["reversal"]["id"]
    assert (answer["order"]["awaitsApproval"], result["awaitsApproval"], result["reversal"]["awaitsApproval"]) == (
        (True,) * 3
    )
    assert result["message"] == "Of this payment, 100.01 USD is reserved, and awaits approval."
    assert await awaited(desk.asker, refund, "1.00") == [True, True, True, True]
    await desk.approve(refund)
    assert await awaited(desk.asker, refund, "1.00") == [True, False, False, False]
