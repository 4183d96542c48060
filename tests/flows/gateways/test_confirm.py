"""Payments made elsewhere: they move money through a gateway only once that gateway has confirmed them (SPEC 7.8)."""

from typing import Any

import pytest

from tests.support.merchant_client import Live, Shop, open_shop
from tests.support.promises import verified_of

REFUNDABILITY = """
query ($id: ID!) { node(id: $id) { ... on Transaction {
  id status paymentMethodSnapshot { __typename }
  refundability { action canVoid canRefund maximum { value } blockers { code message } }
} } }"""
MARK_REFUNDED = """
mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { refund { id status } } }"""
MARK_VOIDED = """
mutation ($input: MarkVoidedExternallyInput!) { markVoidedExternally(input: $input) { transaction { id status } } }"""
UNDO_VOID = """
mutation ($input: UndoExternalVoidInput!) { undoExternalVoid(input: $input) { transaction { id status } } }"""


async def brought_in(shop: Shop, gateway_id: str, amount: str = "100.00", status: str = "SETTLED", **more: Any) -> str:
    """The id of the transaction that a payment made elsewhere has here."""
    told = [{"gatewayTransactionId": gateway_id, "amount": amount, "status": status, **more}]
    order = (await shop.record_order(f"order of {gateway_id}", transactions=told)).object
    return str(order["transactions"][0]["id"])


async def refundability(shop: Shop, transaction_id: str) -> dict[str, Any]:
    return dict((await shop.post(REFUNDABILITY, {"id": transaction_id})).object["refundability"])


async def refused(shop: Shop, transaction_id: str) -> str:
    """That every way of moving its money is refused, and the reason that is given."""
    answers = [await shop.refund(transaction_id), await shop.void(transaction_id), await shop.reverse(transaction_id)]
    codes = {error["extensions"]["errorClass"] for answer in answers for error in answer.body["errors"]}
    assert codes == {"VALIDATION"}
    [message] = {answer.body["errors"][0]["message"] for answer in answers}
    found = await refundability(shop, transaction_id)
    assert (found["action"], found["canVoid"], found["canRefund"], found["maximum"]["value"]) == (
        "NONE", False, False, "0.00"
    )  # fmt: skip
    assert [each["code"] for each in found["blockers"]] == ["TRANSACTION_NOT_CONFIRMED"]
    assert found["blockers"][0]["message"] == message
    return str(message)


async def test_what_the_gateway_has_can_be_refunded(shop: Shop) -> None:
    name = await shop.paid_elsewhere("100.00")
    paid = await brought_in(shop, name)
    assert (await refundability(shop, paid))["action"] == "REFUND"
    assert (await shop.refund(paid, "40.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.given_back(paid) == 4000
    assert (await shop.order(f"order of {name}"))["status"] == "PARTIALLY_REFUNDED"
    await shop.advance("P2D")
    assert (await shop.reverse(paid)).object["amount"]["value"] == "60.00"
    assert await shop.given_back(paid) == 10000
    await verified_of(shop)


async def test_what_has_not_settled_is_voided_and_settles_by_night(shop: Shop) -> None:
    first = await shop.paid_elsewhere("100.00", settled=False)
    second = await shop.paid_elsewhere("50.00", settled=False)
    voided = await brought_in(shop, first, status="SUBMITTED_FOR_SETTLEMENT")
    settles = await brought_in(shop, second, "50.00", "SUBMITTED_FOR_SETTLEMENT")
    assert (await shop.void(voided)).object["status"] == "VOIDED"
    assert await shop.effects(voided) == ["charge", "void"]
    await shop.advance("P1D")
    assert (await shop.node(settles))["status"] == "SETTLED"
    await verified_of(shop)


async def test_where_the_gateway_is_further_it_is_followed(shop: Shop) -> None:
    settled = await brought_in(shop, await shop.paid_elsewhere(), status="AUTHORIZED")
    assert (await shop.node(settled))["status"] == "SETTLED"
    behind = await brought_in(shop, await shop.paid_elsewhere("70.00", settled=False), "70.00", "SETTLED")
    assert (await shop.node(behind))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    less = await brought_in(shop, await shop.paid_elsewhere("60.00"), "70.00", "AUTHORIZED")
    assert (await shop.node(less))["amount"]["value"] == "60.00"
    await verified_of(shop)


@pytest.mark.parametrize(
    ("amount", "status", "said"),
    [
        ("99.99", "SETTLED", "The gateway has it with 100.00 USD."),
        ("100.01", "SETTLED", "The gateway has it with 100.00 USD."),
        ("100.00", "SETTLEMENT_PENDING", None),
    ],
)
async def test_what_does_not_fit_is_not_confirmed(shop: Shop, amount: str, status: str, said: str | None) -> None:
    paid = await brought_in(shop, await shop.paid_elsewhere("100.00"), amount, status)
    if said is None:
        assert (await shop.node(paid))["status"] == "SETTLED"
        return
    assert said in await refused(shop, paid)
    assert await shop.effects(paid) == ["charge"]
    assert await shop.given_back(paid) == 0


async def test_a_void_that_the_gateway_does_not_know_of(shop: Shop) -> None:
    paid = await brought_in(shop, await shop.paid_elsewhere("100.00"), status="VOIDED")
    assert (await shop.refund(paid)).codes == ["91506"]
    assert (await shop.void(paid)).codes == ["91504"]
    [row] = await shop.execute(
        "SELECT confirmed, unconfirmed_because FROM transactions WHERE merchant_id = $1", shop.merchant.id
    )
    assert not row["confirmed"]
    assert row["unconfirmed_because"] == "The gateway says that it is SETTLED, which does not fit VOIDED."


async def test_what_the_gateway_does_not_know_is_only_refunded_elsewhere(shop: Shop) -> None:
    paid = await brought_in(shop, "nobody-knows-it")
    message = await refused(shop, paid)
    assert "The gateway has none of that id." in message
    assert "externally" in message
    assert (await shop.capture(paid)).codes == ["VALIDATION"]
    assert (await shop.settle(paid)).codes == ["VALIDATION"]
    marked = await shop.ask(MARK_REFUNDED, transactionId=paid, refund={"amount": "30.00"})
    assert marked.object["status"] == "SETTLED"
    assert (await shop.node(paid))["refundableAmount"]["value"] == "70.00"
    unsettled = await brought_in(shop, "nor-that-one", status="SUBMITTED_FOR_SETTLEMENT")
    await shop.advance("P2D")
    assert (await shop.node(unsettled))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await shop.ask(MARK_VOIDED, transactionId=unsettled)).object["status"] == "VOIDED"
    assert (await shop.ask(UNDO_VOID, transactionId=unsettled)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert await shop.journal() == []
    await verified_of(shop)


async def test_it_is_asked_again_when_somebody_wants_the_money_back(shop: Shop) -> None:
    name = f"later{shop.merchant.id}"
    paid = await brought_in(shop, name)
    assert "none of that id" in await refused(shop, paid)
    elsewhere = await shop.paid_elsewhere("100.00")
    await shop.execute("UPDATE sandbox.payments SET transaction = $1 WHERE transaction = $2", name, elsewhere)
    assert (await shop.refund(paid, "100.00", key="once")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert (await shop.refund(paid, "100.00", key="once")).object["amount"]["value"] == "100.00"
    assert await shop.given_back(paid) == 10000


async def test_another_merchants_payment_is_none(live: Live, shop: Shop) -> None:
    """The sandbox keeps all merchants' payments in the same books."""
    async with open_shop(live) as other:
        theirs = await other.settled("100.00")
        legacy_id = (await other.node(theirs))["legacyId"]
        elsewhere = await other.paid_elsewhere("100.00", settled=False)
        before = await other.everything()
        for name, status in ((legacy_id, "SETTLED"), (elsewhere, "SUBMITTED_FOR_SETTLEMENT")):
            mine = await brought_in(shop, name, status=status)
            assert "The gateway has none of that id." in await refused(shop, mine)
            assert (await shop.settle(mine)).codes == ["VALIDATION"]
        await shop.ask(MARK_VOIDED, transactionId=mine)
        await shop.advance("P2D")
        assert await other.everything() == before
        await other.advance("P1D")
        assert (await brought_in(other, elsewhere)) != mine
        assert await other.effects(theirs) == ["charge"]


async def test_ones_own_transaction_is_attached(shop: Shop) -> None:
    paid = await shop.settled("100.00")
    legacy_id = (await shop.node(paid))["legacyId"]
    wrong = await shop.record_order(
        "A-1", transactions=[{"gatewayTransactionId": legacy_id, "amount": "99.00", "status": "SETTLED"}]
    )
    assert wrong.body["errors"][0]["extensions"]["inputPath"] == ["input", "transactions", "0", "amount"]
    assert await brought_in(shop, legacy_id, status="AUTHORIZED") == paid
    assert (await shop.node(paid))["orderId"] == f"order of {legacy_id}"
    assert (await shop.reverse(paid)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
    twice = await shop.record_order(
        "A-2", transactions=[{"gatewayTransactionId": legacy_id, "amount": "100.00", "status": "SETTLED"}]
    )
    assert f"belongs to the order order of {legacy_id}" in twice.body["errors"][0]["message"]


async def test_one_payment_is_not_brought_in_by_two_accounts(shop: Shop) -> None:
    """Otherwise it could be given back twice."""
    name = await shop.paid_elsewhere("100.00", "EUR")
    order = [{"gatewayTransactionId": name, "amount": "100.00", "status": "SETTLED"}]
    assert (await shop.record_order("A-1", "EUR", transactions=order)).object
    second = await shop.record_order("A-2", "EUR", transactions=order)
    assert second.codes == ["VALIDATION"]
    third = await shop.record_order("A-3", "USD", transactions=order)
    assert third.codes == ["VALIDATION"]
    [row] = await shop.execute("SELECT count(*) FROM transactions WHERE merchant_id = $1", shop.merchant.id)
    assert row["count"] == 1


async def test_a_gateway_that_is_not_linked(shop: Shop) -> None:
    await shop.set_account("usd", gateway=None)
    paid = await brought_in(shop, "ext-1")
    answer = await shop.refund(paid)
    assert answer.codes == ["91547"]
    assert (await shop.ask(MARK_REFUNDED, transactionId=paid)).object["status"] == "SETTLED"


async def test_nobody_knows_what_it_was_paid_with(shop: Shop) -> None:
    paid = await brought_in(shop, "ext-1")
    assert (await shop.post(REFUNDABILITY, {"id": paid})).object["paymentMethodSnapshot"] is None


async def test_the_history_says_who_brought_it_in_and_that_it_was_confirmed(shop: Shop) -> None:
    name = await shop.paid_elsewhere("100.00")
    paid = await brought_in(shop, name, createdAt="2026-01-05T10:00:00Z")
    history = "history { what by }"
    read = f'{{ order(orderId: "order of {name}") {{ {history} transactions {{ id {history} }} }} }}'
    order = (await shop.post(read)).body["data"]["order"]
    told = [(line["what"], line["by"]) for line in order["history"]]
    legacy_id = (await shop.node(paid))["legacyId"]
    assert told == [
        (f"Payment {legacy_id}: It is settled.", None),
        ("Recorded, with 1 payment.", "Key"),
        (f"Payment {legacy_id}: Recorded as made elsewhere; the gateway calls it {name}.", "Key"),
        (f"Payment {legacy_id}: Its gateway has confirmed it.", None),
    ]
    assert len(order["transactions"][0]["history"]) == 3
