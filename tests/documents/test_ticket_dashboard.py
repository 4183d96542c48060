"""The ticket dashboard's handbook on refunds, step by step."""

from app.domain.people.people import Right
from tests.documents import counter
from tests.documents.counter import DAILY_WORK, found, order, see
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of

GRANT = "mutation ($input: RightInput!) { grantRight(input: $input) { user { id } } }"
USERS = "query { users { id roles { rights { name } } } }"


async def test_an_administrator_has_to_give_the_permission(shop: Shop) -> None:
    payment = await counter.tickets(shop, "T-1")
    colleague, administrator = await shop.person(Right.VIEW), await shop.person(Right.ADMINISTER)
    assert (await colleague.refund(payment)).codes == ["AUTHORIZATION"]

    users = (await administrator.post(USERS)).body["data"]["users"]
    (theirs,) = [each["id"] for each in users if "VIEW" in str(each["roles"])]
    answer = await administrator.ask(GRANT, userId=theirs, right="REFUND")

    assert "errors" not in answer.body, answer.body
    assert (await colleague.refund(payment, "1.00")).object["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_1_and_2_sign_in_and_see_every_single_order_made_so_far(shop: Shop) -> None:
    for number in range(3):
        await shop.charge("10.00", orderId=f"T-2-{number}")
    desk = await shop.person(*DAILY_WORK)

    assert await found(desk) == ["T-2-2", "T-2-1", "T-2-0"], "the newest first"


async def test_3_search_by_order_id_or_email_address(shop: Shop) -> None:
    await counter.tickets(shop, "T-3-alex", "alex@example.com")
    await counter.tickets(shop, "T-3-kim", "kim@example.com")
    desk = await shop.person(*DAILY_WORK)

    assert await found(desk, orderId={"is": "t-3-KIM"}) == ["T-3-kim"]
    assert await found(desk, orderId={"startsWith": "T-3-"}) == ["T-3-kim", "T-3-alex"]
    assert await found(desk, customerEmail={"is": "Alex@Example.com"}) == ["T-3-alex"]
    assert await found(desk, customerEmail={"startsWith": "ki"}) == ["T-3-kim"]


async def test_4_and_5_all_products_purchased_and_for_what_price(shop: Shop) -> None:
    await counter.tickets(shop, "T-4")
    desk = await shop.person(*DAILY_WORK)

    shown = await order(desk, "T-4")

    assert [(each["name"], each["quantity"], each["totalAmount"]["value"]) for each in shown["lineItems"]] == [
        ("Ticket", 2, "60.00"),
        ("Programme", 1, "10.00"),
    ]
    assert shown["total"] == {"value": "70.00"}


async def test_5_a_full_refund_by_the_green_button(shop: Shop) -> None:
    payment = await counter.tickets(shop, "T-5")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="T-5")

    assert (await order(desk, "T-5"))["status"] == "REFUNDED"
    assert await shop.given_back(payment) == 7000
    await verified_of(shop)


async def test_5_the_reason_is_given_for_colleagues_to_understand(shop: Shop) -> None:
    await shop.ask(counter.REASON, code="ILL", label="The customer is ill")
    await counter.tickets(shop, "T-5b")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="T-5b", reasonCode="ILL", note="Wrote on Monday")

    colleague = await shop.person(Right.VIEW)
    (refund,) = (await order(colleague, "T-5b"))["refunds"]
    assert refund["reason"] == {"code": "ILL", "label": "The customer is ill"}
    assert (refund["note"], refund["requestedBy"]) == ("Wrote on Monday", "A Person")


async def test_6_choose_the_articles_enter_a_description_and_review(shop: Shop) -> None:
    await counter.tickets(shop, "T-6")
    desk = await shop.person(*DAILY_WORK)
    before = await shop.everything()

    chosen = {"orderId": "T-6", "lineItems": [{"lineItemId": "ticket", "quantity": 1}], "note": "One can't come"}
    preview = await see(desk, counter.PREVIEW, input=chosen)

    (line,) = preview["lineItems"]
    assert (line["lineItem"]["name"], line["quantity"], line["amount"]) == ("Ticket", 1, {"value": "30.00"})
    assert (preview["total"], preview["blockers"]) == ({"value": "30.00"}, [])
    assert await shop.everything() == before, "a review changes nothing"


async def test_7_edit_the_refund_after_the_review_and_refund(shop: Shop) -> None:
    payment = await counter.tickets(shop, "T-7")
    desk = await shop.person(*DAILY_WORK)
    mistaken = {"orderId": "T-7", "lineItems": [{"lineItemId": "ticket", "quantity": 2}]}
    meant = {"orderId": "T-7", "lineItems": [{"lineItemId": "ticket", "quantity": 1}]}
    first = await see(desk, counter.PREVIEW, input=mistaken)
    second = await see(desk, counter.PREVIEW, input=meant)

    mixed_up = await desk.ask(counter.REFUND_ORDER, **meant, previewToken=first["token"])
    answer = await desk.ask(counter.REFUND_ORDER, **meant, previewToken=second["token"])

    assert mixed_up.body["errors"], "what was reviewed is not what is asked for"
    assert "errors" not in answer.body, answer.body
    assert await shop.given_back(payment) == 3000
    (ticket, _) = (await order(desk, "T-7"))["lineItems"]
    assert (ticket["refundedQuantity"], ticket["refundableAmount"]) == (1, {"value": "30.00"})
    await verified_of(shop)


async def test_8_the_order_says_that_the_refund_is_being_processed(shop: Shop) -> None:
    await shop.settled("5000.00", orderId="T-8")
    desk = await shop.person(*DAILY_WORK)

    await desk.ask(counter.REFUND_ORDER, orderId="T-8", amount="3001.00")

    assert (await order(desk, "T-8"))["refundInProgress"], "the gateway was away: it is tried again"
    await shop.advance()
    processed = await order(desk, "T-8")
    assert (processed["refundInProgress"], processed["status"]) == (False, "PARTIALLY_REFUNDED")
    await verified_of(shop)
