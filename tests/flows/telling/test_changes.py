"""Which change makes which message: one for each, with the object's number, and none for what was undone."""

import asyncio
import json
from typing import Any

import asyncpg
import pytest

from tests.flows.desk import MARK_REFUNDED, UNDO_REFUND
from tests.flows.telling.conftest import Endpoint, Merchant
from tests.receivers.receiver import Receiver, receiving
from tests.support.approval_desk import open_desk
from tests.support.till import REFUND_ORDER


@pytest.fixture
async def told(merchant: Merchant, receiver: Receiver) -> Endpoint:
    """An endpoint for all types."""
    return await merchant.endpoint(receiver)


QUEUED, ACCEPTED, SETTLED = "refund.queued", "refund.accepted", "refund.settled"
ATTENTION = "refund.needs_attention"

LIVES: dict[str, tuple[str, str, list[str]]] = {
    "accepted and settled": ("10.00", "P1D", [ACCEPTED, SETTLED]),
    "declined": ("2004.00", "P1D", ["refund.declined", ATTENTION]),
    "unavailable three days": ("3000.00", "P4D", [QUEUED, "refund.failed", ATTENTION]),
    "unavailable once": ("3001.00", "P1DT1H", [QUEUED, ACCEPTED]),
    "lost, and made": ("3002.00", "PT1H", [QUEUED, ACCEPTED]),
    "lost for ever": ("3002.02", "P4D", [QUEUED, ATTENTION]),
    "declined at settlement": ("3003.00", "P1D", [ACCEPTED, "refund.settlement_declined", ATTENTION]),
    "fails after it was settled": (
        "3003.01",
        "P4D",
        [ACCEPTED, SETTLED, "refund.settlement_declined", ATTENTION],
    ),
    "pending, then accepted": ("3005.00", "P1DT2H", [QUEUED, ACCEPTED]),
    "pending, then declined": ("3005.01", "P2D", [QUEUED, "refund.declined", ATTENTION]),
}


@pytest.mark.parametrize(("amount", "time", "types"), LIVES.values(), ids=LIVES)
async def test_the_life_of_a_refund_is_told(
    amount: str, time: str, types: list[str], merchant: Merchant, told: Endpoint
) -> None:
    shop = merchant.shop
    transaction_id = await shop.settled("4000.00", orderId="order-7")
    refund = (await shop.refund(transaction_id, amount, orderId="order-7")).object
    await shop.advance(time)
    await merchant.sent()
    settled, *of_refund = told.told()
    assert settled["type"] == "transaction.settled"
    assert settled["data"]["id"] == transaction_id
    assert [each["type"] for each in of_refund] == types
    now = await shop.node(refund["id"])
    for number, each in enumerate(of_refund, start=1):
        data = each["data"]
        assert (data["object"], data["id"], data["transactionId"]) == ("refund", refund["id"], transaction_id)
        assert data["sequence"] == number
        assert (data["orderId"], data["amount"]) == ("order-7", {"value": amount, "currencyCode": "USD"})
    assert of_refund[-1]["data"]["status"] == now["status"]
    assert of_refund[-1]["data"]["needsAttention"] == now["needsAttention"]
    # Each change is told at its own time, by the merchant's clock.
    times = {each["status"]: each["timestamp"][:15] for each in now["statusHistory"]}
    last = of_refund[-1]
    assert last["timestamp"][:15] == times.get(last["data"]["status"], last["timestamp"][:15])


async def test_voids_are_told(merchant: Merchant, told: Endpoint) -> None:
    shop = merchant.shop
    transaction_id = await shop.charge("10.00")
    assert (await shop.reverse(transaction_id)).object["status"] == "VOIDED"
    refund_id = (await shop.refund(await shop.settled("10.00"))).object["id"]
    await shop.reverse_refund(refund_id)
    await merchant.sent()
    voided, settled, accepted, undone = told.told()
    assert (voided["type"], voided["data"]["id"], voided["data"]["status"]) == (
        "transaction.voided",
        transaction_id,
        "VOIDED",
    )
    assert [settled["type"], accepted["type"], undone["type"]] == ["transaction.settled", ACCEPTED, "refund.voided"]
    assert [accepted["data"]["sequence"], undone["data"]["sequence"]] == [1, 2]


async def test_external_marks_are_told(merchant: Merchant, told: Endpoint) -> None:
    shop = merchant.shop
    transaction_id = await shop.settled("10.00")
    await shop.ask(MARK_REFUNDED, transactionId=transaction_id, refund={"amount": "4.00"})
    await shop.ask(UNDO_REFUND, transactionId=transaction_id, note="it was not")
    await merchant.sent()
    assert told.types() == ["transaction.settled", SETTLED, "refund.voided"]


async def test_approvals_are_told(merchant: Merchant, told: Endpoint) -> None:
    desk = await open_desk(merchant.shop)
    refused = await desk.waiting()
    await desk.reject(refused)
    agreed = await desk.waiting()
    await desk.approve(agreed)
    await merchant.sent()
    by_refund: dict[str, list[tuple[str, Any]]] = {refused: [], agreed: []}
    for each in told.told():
        if each["data"]["object"] == "refund":
            by_refund[each["data"]["id"]].append((each["type"], each["data"].get("approval", {}).get("state")))
    assert by_refund[refused][0] == by_refund[agreed][0] == ("approval.requested", "WAITING")
    assert sorted(by_refund[refused][1:]) == [("approval.decided", "REJECTED"), ("refund.voided", None)]
    assert sorted(by_refund[agreed][1:], key=str) == [("approval.decided", "APPROVED"), (ACCEPTED, None)]


async def test_orders_are_told(merchant: Merchant, told: Endpoint) -> None:
    shop = merchant.shop
    await shop.record_order("order-9")
    await shop.settled("10.00", orderId="order-9")
    answer = await shop.ask(REFUND_ORDER, orderId="order-9", amount="4.00")
    assert "errors" not in answer.body, answer.body
    await shop.cancel_order("order-9")
    await merchant.sent()
    of_order = [each for each in told.told() if each["data"]["object"] == "order"]
    assert [each["type"] for each in of_order] == ["order.refunded", "order.cancelled"]
    refunded, cancelled = (each["data"] for each in of_order)
    assert (refunded["sequence"], cancelled["sequence"]) == (1, 2)
    assert refunded["amount"] == {"value": "4.00", "currencyCode": "USD"}
    assert refunded["orderId"] == cancelled["orderId"] == "order-9"
    assert (refunded["cancelled"], cancelled["cancelled"]) == (False, True)
    assert refunded["id"] == (await shop.order("order-9"))["id"]


async def test_an_endpoint_gets_its_types_and_another_merchant_s_changes_never(
    merchant: Merchant, told: Endpoint
) -> None:
    async with receiving() as few:
        chosen = await merchant.endpoint(few, "refund.accepted", "transaction.voided")
        await merchant.shop.refund(await merchant.shop.settled("10.00"))
        await merchant.sent()
        assert chosen.types() == [ACCEPTED]
    assert told.types() == ["transaction.settled", ACCEPTED]
    # The same change has the same number at each endpoint.
    assert chosen.told()[0]["data"] == told.told()[1]["data"]


async def test_what_is_rolled_back_was_never_told(merchant: Merchant, told: Endpoint) -> None:
    shop = merchant.shop
    legacy_id = (await shop.node(await shop.charge("10.00")))["legacyId"]
    connection = await asyncpg.connect(shop.live.settings.database_url)
    try:
        change = connection.transaction()
        await change.start()
        await connection.execute("UPDATE transactions SET status = 'VOIDED' WHERE legacy_id = $1", legacy_id)
        written = "SELECT count(*) FROM webhook_messages WHERE merchant_id = $1"
        assert await connection.fetchval(written, shop.merchant.id) == 1
        await change.rollback()
        assert await connection.fetchval(written, shop.merchant.id) == 0
    finally:
        await connection.close()
    await merchant.sent()
    assert told.types() == []


async def test_every_status_of_a_refund_is_told_however_many_are_written_together(
    merchant: Merchant, told: Endpoint
) -> None:
    """The batched statements of many requests at the same time, each with its own messages."""
    shop = merchant.shop
    sales = await asyncio.gather(*(shop.settled("10.00") for _ in range(12)))
    refunds = await asyncio.gather(*(shop.refund(each) for each in sales))
    await merchant.sent()
    accepted = [each["data"]["id"] for each in told.told() if each["type"] == ACCEPTED]
    assert sorted(accepted) == sorted(each.object["id"] for each in refunds)


async def test_a_merchant_without_endpoints_writes_nothing(merchant: Merchant) -> None:
    await merchant.shop.refund(await merchant.shop.settled("10.00"))
    of_objects = "SELECT count(*) FROM webhook_messages WHERE merchant_id = $1"
    ((count,),) = await merchant.shop.execute(of_objects, merchant.shop.merchant.id)
    assert count == 0


async def test_a_message_is_shown_as_it_is_sent(merchant: Merchant, told: Endpoint) -> None:
    await merchant.shop.refund(await merchant.shop.settled("10.00"))
    (accepted, settled) = await merchant.messages()
    assert [accepted["state"], settled["state"]] == ["WAITING", "WAITING"]
    await merchant.sent()
    bodies = {got.headers["webhook-id"]: got.body.decode() for got in told.receiver.got}
    for message in await merchant.messages(endpointId=told.id, state="DELIVERED"):
        assert bodies.pop(message["id"]) == message["payload"]
        assert json.loads(message["payload"])["type"] == message["type"]
        assert [each["status"] for each in message["attempts"]] == [204]
    assert not bodies
