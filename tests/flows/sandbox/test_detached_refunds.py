"""A card gets money back without a payment: by the same queue, approvals and books as any refund."""

from datetime import timedelta
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.support.merchant_client import PAYPAL, REFUND_CARD, VISA, Answer, Shop
from tests.support.promises import verified_of

SEARCH = """query ($type: SearchPaymentTypeInput) {
  payments(input: {type: $type}) { edges { node { __typename id } } } transactions(input: {}) { edges { node { id } } }
}"""
SHOWN = """query ($id: ID!) { node(id: $id) { ... on Refund { id status orderId customFields { name value }
  descriptor { name } refundedTransaction { id } paymentMethodSnapshot { ... on CreditCardDetails { brandCode } }
  history { what } } } }"""
APPROVE = "mutation ($input: ApprovalInput!) { approveRefund(input: $input) { refund { id status } } }"


async def refund_card(shop: Shop, amount: str, key: str | None = None, method: str = VISA, **refund: Any) -> Answer:
    return await shop.ask(REFUND_CARD, paymentMethodId=method, refund={"amount": amount, **refund}, apiRequestKey=key)


async def given_back(shop: Shop) -> list[int]:
    rows = await shop.execute(
        "SELECT j.amount FROM sandbox.journal j JOIN sandbox.refunds r ON r.key = j.key"
        " WHERE r.merchant = $1 AND j.kind = 'refund' AND j.effect ORDER BY j.seq",
        shop.merchant.public_id,
    )
    return [row["amount"] for row in rows]


async def test_a_card_is_refunded_without_a_payment(shop: Shop) -> None:
    fields, descriptor = [{"name": "why", "value": "sorry"}], {"name": "Us"}
    said = await refund_card(shop, "12.50", orderId="goodwill", customFields=fields, descriptor=descriptor)
    made = said.object
    assert (made["status"], made["amount"]["value"]) == ("SUBMITTED_FOR_SETTLEMENT", "12.50")
    assert made["refundedTransaction"] is None
    shown = (await shop.post(SHOWN, {"id": made["id"]})).object
    assert shown["customFields"] == [{"name": "why", "value": "sorry"}]
    assert shown["descriptor"] == {"name": "Us"}
    assert (shown["orderId"], shown["paymentMethodSnapshot"]) == ("goodwill", {"brandCode": "VISA"})
    assert shown["history"][0]["what"].startswith("Asked to refund 12.50 USD")
    assert await given_back(shop) == [12_50]
    await shop.advance("P1D")
    assert (await shop.node(made["id"]))["status"] == "SETTLED"
    await verified_of(shop)


async def test_what_it_is_of_is_nobodys_transaction(shop: Shop) -> None:
    paid = await shop.settled()
    refund = (await shop.refund(paid, "1.00")).object["id"]
    card = (await refund_card(shop, "2.00")).object["id"]
    kinds = {None: {paid, refund, card}, "REFUND": {refund}, "DETACHED_REFUND": {card}, "TRANSACTION": {paid}}
    for kind, expected in kinds.items():
        found = (await shop.post(SEARCH, {"type": kind and {"in": [kind]}})).body["data"]
        assert {each["node"]["id"] for each in found["payments"]["edges"]} == expected
        assert [each["node"]["id"] for each in found["transactions"]["edges"]] == [paid]


async def test_it_waits_in_the_queue_and_is_taken_back_there(shop: Shop) -> None:
    waiting = (await refund_card(shop, "3001.00")).object
    assert (waiting["status"], waiting["retry"]["state"]) == ("AUTHORIZING", "WAITING")
    cancelled = (await refund_card(shop, "3001.00")).object
    assert (await shop.reverse_refund(cancelled["id"])).object["status"] == "VOIDED"
    await shop.advance("P1D")
    assert (await shop.node(waiting["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await shop.reverse_refund(waiting["id"])).object["status"] == "VOIDED"
    assert await given_back(shop) == [3001_00]
    await verified_of(shop)


async def test_an_outcome_that_was_not_heard_is_found_out(shop: Shop) -> None:
    done, lost = [(await refund_card(shop, each)).object["id"] for each in ("3002.00", "3002.01")]
    await shop.advance("P1D")
    assert [(await shop.node(each))["status"] for each in (done, lost)] == ["SETTLED", "SETTLED"]
    assert await given_back(shop) == [3002_00, 3002_01]
    await verified_of(shop)


async def test_one_key_refunds_once(shop: Shop) -> None:
    first = (await refund_card(shop, "5.00", "a key")).object["id"]
    assert (await refund_card(shop, "5.0", "a key")).object["id"] == first
    assert (await refund_card(shop, "6.00", "a key")).codes == ["915232"]
    assert await given_back(shop) == [5_00]


async def test_a_person_above_the_limit_needs_another(shop: Shop) -> None:
    await shop.set_merchant(approval_limits='{"USD": 1000}')
    asker, approver = await shop.person(Right.REFUND), await shop.person(Right.APPROVE, Right.VIEW)
    waits = (await refund_card(asker, "10.01")).object
    assert waits["status"] == "AUTHORIZING"
    assert await given_back(shop) == []
    approved = (await approver.ask(APPROVE, refundId=waits["id"])).object
    assert approved["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await refund_card(asker, "10.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await given_back(shop) == [10_01, 10_00]


REFUSED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing": ({"amount": "0"}, ["81531"]),
    "less than nothing": ({"amount": "-1"}, ["81501"]),
    "PayPal": ({"amount": "1.00", "method": PAYPAL}, ["91565"]),
    "nobody's card": ({"amount": "1.00", "method": "no-such-nonce"}, ["91565"]),
    "a card that takes none": ({"amount": "1.00", "method": "fake-no-refunds-nonce"}, ["91533"]),
    "an unknown account": ({"amount": "1.00", "merchantAccountId": "nobodys"}, ["91513"]),
    "a long order id": ({"amount": "1.00", "orderId": "x" * 256}, ["91501"]),
}


@pytest.mark.parametrize(("given", "codes"), REFUSED.values(), ids=REFUSED)
async def test_what_is_refused_changes_nothing(shop: Shop, given: dict[str, Any], codes: list[str]) -> None:
    before = await shop.everything()
    assert (await refund_card(shop, **given)).codes == codes
    assert await shop.everything() == before


async def test_a_declined_one_is_data(shop: Shop) -> None:
    declined = (await refund_card(shop, "2004.00")).object
    assert (declined["status"], declined["processorAuthorizationResponse"]["legacyCode"]) == (
        "PROCESSOR_DECLINED",
        "2004",
    )
    await verified_of(shop)


async def test_a_merchant_of_real_money_gets_none(shop: Shop) -> None:
    await shop.set_merchant(sandbox=False, clock_offset=timedelta())
    (error,) = (await refund_card(shop, "1.00")).body["errors"]
    assert error["message"].startswith("This works on the sandbox gateway only.")
