"""Konnektive's handbook "Refund/Void a Transaction", step by step."""

from tests.documents import counter
from tests.documents.counter import DAILY_WORK, order, see
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of


async def test_locate_the_customers_order_record(shop: Shop) -> None:
    await counter.tickets(shop, "K-1001")
    desk = await shop.person(*DAILY_WORK)

    customers = await see(desk, counter.CUSTOMERS, input={"email": {"is": "ALEX@example.com"}})

    (alex,) = [edge["node"] for edge in customers["edges"]]
    assert [edge["node"]["orderId"] for edge in alex["orders"]["edges"]] == ["K-1001"]


async def test_full_refund_with_cancel_order_after_refund(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1002")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="K-1002", cancelOrder=True)

    refunded = await order(desk, "K-1002")
    assert (refunded["status"], refunded["cancelled"]) == ("REFUNDED", True)
    assert await shop.given_back(payment) == 7000
    await verified_of(shop)


async def test_partial_refund_enter_the_amount_and_submit(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1003")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="K-1003", amount="12.34")

    refunded = await order(desk, "K-1003")
    assert (refunded["status"], refunded["cancelled"]) == ("PARTIALLY_REFUNDED", False)
    assert refunded["refundedAmount"] == {"value": "12.34"}
    assert await shop.given_back(payment) == 1234
    await verified_of(shop)


async def test_partial_refund_for_the_appropriate_product(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1004")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="K-1004", lineItems=[{"lineItemId": "programme", "amount": "4.00"}])

    tickets, programme = (await order(desk, "K-1004"))["lineItems"]
    assert (tickets["refundableAmount"], programme["refundableAmount"]) == ({"value": "60.00"}, {"value": "6.00"})
    assert await shop.given_back(payment) == 400
    await verified_of(shop)


async def test_alternative_void_from_the_transactions_tab(shop: Shop) -> None:
    payment = await shop.charge("25.00", orderId="K-1005")
    desk = await shop.person(*DAILY_WORK)
    (shown,) = (await order(desk, "K-1005"))["transactions"]
    assert shown["refundability"]["action"] == "VOID"

    await desk.void(payment)

    assert (await order(desk, "K-1005"))["status"] == "REFUNDED"
    assert await shop.effects(payment) == ["charge", "void"]


async def test_alternative_refund_from_the_transactions_tab(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1006")
    desk = await shop.person(*DAILY_WORK)
    (shown,) = (await order(desk, "K-1006"))["transactions"]
    assert shown["refundability"] == {"action": "REFUND", "maximum": {"value": "70.00"}, "blockers": []}

    await desk.refund(payment, "20.00")

    assert (await order(desk, "K-1006"))["status"] == "PARTIALLY_REFUNDED"
    assert await shop.given_back(payment) == 2000


async def test_already_refunded_from_the_gateway_portal_mark_the_transaction(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1007")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.MARK_REFUNDED, transactionId=payment, reference="portal 4711")

    marked = await order(desk, "K-1007")
    assert marked["status"] == "REFUNDED"
    assert marked["refunds"][0]["external"]["reference"] == "portal 4711"
    assert await shop.given_back(payment) == 0, "the mark only says so"
    assert (await desk.refund(payment)).codes == ["91512"], "what was refunded can't be refunded again"


async def test_a_failed_refund_is_tried_once_per_day_for_three_days_and_then_mailed(shop: Shop) -> None:
    await shop.set_merchant(notify_emails=["support@example.com"])
    payment = await shop.settled("5000.00", orderId="K-1008")
    desk = await shop.person(*DAILY_WORK)

    answer = await desk.refund(payment, "3000.00")

    refund = answer.object
    assert refund["status"] == "AUTHORIZING"
    for day in (1, 2, 3):
        (waiting,) = [edge["node"] for edge in (await see(desk, counter.QUEUE))["edges"]]
        assert (waiting["state"], waiting["attemptsMade"], waiting["attemptsLeft"]) == ("WAITING", day, 4 - day)
        await shop.advance()
    failed = await shop.node(refund["id"])
    assert (failed["status"], failed["needsAttention"], failed["retry"]["attemptsMade"]) == ("FAILED", True, 4)
    mails = await shop.execute("SELECT recipient FROM outbox WHERE merchant_id = $1", shop.merchant.id)
    assert [each["recipient"] for each in mails] == ["support@example.com"]
    assert await shop.given_back(payment) == 0
    await verified_of(shop)


async def test_refunded_externally_ends_what_the_queue_gave_up(shop: Shop) -> None:
    payment = await shop.settled("5000.00", orderId="K-1009")
    desk = await shop.person(*DAILY_WORK)
    refund = (await desk.refund(payment, "3000.00")).object
    await shop.advance("P3D")

    await desk.ask(
        counter.MARK_REFUNDED, transactionId=payment, refund={"amount": "3000.00"}, note="Made in the gateway"
    )

    assert not (await shop.node(refund["id"]))["needsAttention"]
    assert (await shop.node(payment))["refundedAmount"] == {"value": "3000.00"}
    await verified_of(shop)


async def test_undo_external_refund_if_all_the_refunds_on_the_order_are_external(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1010")
    desk = await shop.person(*DAILY_WORK)
    await desk.ask(counter.MARK_REFUNDED, transactionId=payment, refund={"amount": "10.00"})

    await desk.ask(counter.UNDO_REFUND, transactionId=payment, note="It was another order")

    undone = await order(desk, "K-1010")
    assert undone["status"] == "OPEN"
    assert any("It was another order" in (event["note"] or "") for event in undone["history"])
    assert await shop.effects(payment) == ["charge"], "nothing of this goes to the gateway"


async def test_undo_external_refund_is_not_there_beside_a_refund_through_the_gateway(shop: Shop) -> None:
    payment = await counter.tickets(shop, "K-1011")
    desk = await shop.person(*DAILY_WORK)
    await desk.refund(payment, "5.00")
    await desk.ask(counter.MARK_REFUNDED, transactionId=payment, refund={"amount": "10.00"})

    answer = await desk.ask(counter.UNDO_REFUND, transactionId=payment)

    assert answer.body["errors"], "not all refunds of the order are external"
    assert (await order(desk, "K-1011"))["refundedAmount"] == {"value": "15.00"}


async def test_undo_external_void(shop: Shop) -> None:
    payment = await shop.charge("25.00", orderId="K-1012")
    desk = await shop.person(*DAILY_WORK)
    await desk.ask(counter.MARK_VOIDED, transactionId=payment)
    assert (await order(desk, "K-1012"))["status"] == "REFUNDED"

    await desk.ask(counter.UNDO_VOID, transactionId=payment)

    (shown,) = (await order(desk, "K-1012"))["transactions"]
    assert shown["status"] == "SUBMITTED_FOR_SETTLEMENT", "as the gateway has it: the mark never went there"
    assert await shop.effects(payment) == ["charge"]


async def test_undo_external_void_is_not_there_beside_a_void_through_the_gateway(shop: Shop) -> None:
    marked, voided = await shop.charge("25.00", orderId="K-1013"), await shop.charge("5.00", orderId="K-1013")
    desk = await shop.person(*DAILY_WORK)
    await desk.ask(counter.MARK_VOIDED, transactionId=marked)
    await desk.void(voided)

    answer = await desk.ask(counter.UNDO_VOID, transactionId=marked)

    assert answer.body["errors"], "not all voids of the order are external"
    assert (await shop.node(marked))["status"] == "VOIDED"
