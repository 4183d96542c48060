"""Orders and customers that are corrected, within what has happened since (SPEC 7.1)."""

import asyncio
from decimal import Decimal
from typing import Any

from app.domain.people.people import Right
from tests.support.merchant_client import PROBLEMS, Shop
from tests.support.promises import verified_of
from tests.support.till import give_back, results

ORDER = """order {
  id placedAt total { value } overpaidAmount { value } refundedAmount { value } refundableAmount { value }
  customer { id email firstName phoneNumber company }
  lineItems {
    id name quantity unitAmount { value } taxAmount { value } discountAmount { value } totalAmount { value }
    refundedQuantity refundableAmount { value }
  }
  adjustments { id name kind amount { value } refundedAmount { value } refundableAmount { value } }
  transactions { id amount { value } refundedAmount { value }
    refunds { status external { markedBy } amount { value } } }
  history { what }
}"""
RECORD = f"mutation ($input: RecordOrderInput!) {{ recordOrder(input: $input) {{ {ORDER} {PROBLEMS} }} }}"
UPDATE_CUSTOMER = (
    "mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { "
    "customer { id email firstName lastName company phoneNumber } " + PROBLEMS + " } }"
)
SHIRT: dict[str, Any] = {"id": "shirt", "name": "A shirt", "quantity": 3, "unitAmount": "10.00"}
MUG: dict[str, Any] = {"id": "mug", "name": "A mug", "quantity": 1, "unitAmount": "7.00"}


async def told(shop: Shop, order_id: str = "A-1", **more: Any) -> dict[str, Any]:
    """The order, as recordOrder answers."""
    answer = (await shop.ask(RECORD, orderId=order_id, currencyCode="USD", **more)).body["data"]["recordOrder"]
    assert answer["validationErrors"] is None, answer
    return dict(answer["order"])


async def updated(shop: Shop, order_id: str = "A-1", **more: Any) -> dict[str, Any]:
    return await told(shop, order_id, onConflict="UPDATE", **more)


async def refused(shop: Shop, order_id: str = "A-1", **more: Any) -> dict[str, str]:
    """What is wrong, by the input's path."""
    answer = await shop.ask(RECORD, orderId=order_id, currencyCode="USD", **more)
    problems = answer.body["data"]["recordOrder"]["validationErrors"]
    return {".".join(each["inputPath"]): each["code"] for each in problems}


def corrected(order: dict[str, Any]) -> list[str]:
    return [each["what"] for each in order["history"] if "orrected" in each["what"]]


def values(lines: list[dict[str, Any]], name: str) -> list[str]:
    return [each[name]["value"] for each in lines]


async def test_update_replaces_what_differs_and_the_history_says_so(shop: Shop) -> None:
    await told(shop, placedAt="2026-01-05T10:00:00Z", lineItems=[SHIRT, MUG])
    order = await updated(
        shop,
        placedAt="2026-01-06T10:00:00Z",
        lineItems=[{**SHIRT, "quantity": 4, "discountAmount": "2.00"}, {**MUG, "id": "cup", "name": "A cup"}],
    )
    assert [(each["id"], each["quantity"]) for each in order["lineItems"]] == [("shirt", 4), ("cup", 1)]
    assert (order["placedAt"], order["total"]["value"]) == ("2026-01-06T10:00:00.000000Z", "45.00")
    (what,) = corrected(order)
    for each in (
        "placedAt is 2026-01-06T10:00:00+00:00, and was 2026-01-05T10:00:00+00:00",
        "quantity of line item shirt is 4, and was 3",
        "discountAmount of line item shirt is 2.00, and was none",
        "line item cup added",
        "line item mug removed",
    ):
        assert each in what
    before = await shop.everything()
    again = await updated(
        shop, lineItems=[MUG | {"id": "cup", "name": "A cup"}, {**SHIRT, "quantity": 4, "discountAmount": "2"}]
    )
    assert again == order
    assert await shop.everything() == before
    back = await updated(shop, lineItems=[SHIRT, MUG])
    assert [each["id"] for each in back["lineItems"]] == ["shirt", "mug"]
    await verified_of(shop)


async def test_nothing_becomes_less_than_what_was_refunded(shop: Shop) -> None:
    await shop.settled("37.00", orderId="A-1")
    await told(shop, lineItems=[SHIRT, MUG])
    results(await give_back(shop, "A-1", lineItems=[{"lineItemId": "shirt", "quantity": 2}]))
    before = await shop.everything()
    conflict = "ORDER_CONFLICT"
    update: dict[str, Any] = {"onConflict": "UPDATE"}
    fewer = await refused(shop, **update, lineItems=[{**SHIRT, "quantity": 1}, MUG])
    assert fewer == {"input.lineItems.0.quantity": conflict}
    assert await refused(shop, **update, lineItems=[{**SHIRT, "unitAmount": "6.66"}]) == {"input.lineItems.0": conflict}
    assert await refused(shop, **update, lineItems=[MUG]) == {"input.lineItems": conflict}
    discount = [{"id": "d", "name": "Less", "kind": "DISCOUNT", "amount": "-17.01"}]
    assert await refused(shop, adjustments=discount) == {"input.lineItems": conflict}
    assert await shop.everything() == before
    order = await updated(shop, lineItems=[{**SHIRT, "quantity": 2}])
    assert (order["total"]["value"], order["overpaidAmount"]["value"]) == ("20.00", "17.00")
    assert order["lineItems"][0]["refundableAmount"]["value"] == "0.00"
    await verified_of(shop)


async def test_payments_and_the_currency_stay(shop: Shop) -> None:
    paid = {"gatewayTransactionId": "x", "amount": "7.00", "status": "SETTLED"}
    await told(shop, transactions=[paid])
    before = await shop.everything()
    wrong = await refused(shop, onConflict="UPDATE", transactions=[{**paid, "amount": "8.00"}])
    assert wrong == {"input.transactions.0.amount": "ORDER_CONFLICT"}
    answer = await shop.ask(RECORD, orderId="A-1", currencyCode="EUR", onConflict="UPDATE")
    assert answer.body["data"]["recordOrder"]["validationErrors"][0]["inputPath"] == ["input", "currencyCode"]
    assert await shop.everything() == before


async def test_a_customer_who_is_written_otherwise_is_no_conflict(shop: Shop) -> None:
    ann = {"email": "ann@example.com", "firstName": "Ann", "phoneNumber": "+1 (555) 010-99"}
    first = await told(shop, customer=ann)
    newer = {"email": "ANN@example.com", "firstName": "ANN", "phoneNumber": "001 555 01099"}
    order = await told(shop, customer=newer)
    assert order["customer"] == {**first["customer"], "firstName": "ANN", "phoneNumber": "001 555 01099"}
    assert await refused(shop, customer={"firstName": "Anna"}) == {"input.customer.firstName": "ORDER_CONFLICT"}
    order = await updated(shop, customer={"firstName": "Anna", "company": "Cups"})
    assert (order["customer"]["id"], order["customer"]["firstName"]) == (first["customer"]["id"], "Anna")
    assert any("firstName of the customer is Anna, and was ANN" in each for each in corrected(order))
    other = await updated(shop, customer={"email": "bob@example.com", "firstName": "Bob"})
    assert other["customer"]["id"] != first["customer"]["id"]
    assert other["customer"]["email"] == "bob@example.com"
    assert [each["orderId"] for each in await _orders_of(shop, "bob@example.com")] == ["A-1"]
    assert await _orders_of(shop, "ann@example.com") == []


async def _orders_of(shop: Shop, email: str) -> list[dict[str, Any]]:
    document = "query ($input: OrderSearchInput!) { orders(input: $input) { edges { node { orderId } } } }"
    found = await shop.post(document, {"input": {"customerEmail": {"is": email}}})
    return [each["node"] for each in found.body["data"]["orders"]["edges"]]


async def test_a_customer_is_corrected_by_itself(shop: Shop) -> None:
    order = await told(shop, customer={"email": "ann@example.com", "firstName": "Ann", "company": "Cups"})
    customer = order["customer"]["id"]
    new = {"email": "anna@example.com", "firstName": None, "company": "", "lastName": "Roe"}
    answer = (await shop.ask(UPDATE_CUSTOMER, customerId=customer, customer=new)).object
    assert answer == {
        "id": customer,
        "email": "anna@example.com",
        "firstName": "Ann",
        "lastName": "Roe",
        "company": None,
        "phoneNumber": None,
    }
    assert [each["orderId"] for each in await _orders_of(shop, "ANNA@example.com")] == ["A-1"]
    kept = await shop.execute(
        "SELECT facts->>'field' AS field FROM changes WHERE kind = 'CUSTOMER_CORRECTED' AND merchant_id = $1"
        " ORDER BY id",
        shop.merchant.id,
    )
    assert [row["field"] for row in kept] == ["email", "lastName", "company"]
    before = await shop.everything()
    assert (await shop.ask(UPDATE_CUSTOMER, customerId=customer)).object == answer
    bad = await shop.ask(UPDATE_CUSTOMER, customerId=customer, customer={"email": "x" * 256})
    assert bad.body["data"]["updateCustomer"]["validationErrors"][0]["inputPath"] == ["input", "customer", "email"]
    unknown = await shop.ask(UPDATE_CUSTOMER, customerId=order["id"], customer=new)
    assert unknown.body["data"]["updateCustomer"]["validationErrors"][0]["code"] == "OBJECT_NOT_FOUND"
    viewer = await shop.key(Right.VIEW, Right.REFUND)
    assert (await viewer.ask(UPDATE_CUSTOMER, customerId=customer, customer=new)).codes == ["AUTHORIZATION"]
    assert await shop.everything() == before


async def test_two_people_correct_and_refund_one_order_at_the_same_time(shop: Shop) -> None:
    """Whoever comes second sees what the first did: what was refunded stays within what the order consists of."""
    for number in range(20):
        order_id = f"R-{number}"
        await shop.settled("37.00", orderId=order_id)
        await told(shop, order_id, lineItems=[SHIRT, MUG])
        fewer = shop.ask(
            RECORD, orderId=order_id, currencyCode="USD", onConflict="UPDATE", lineItems=[{**SHIRT, "quantity": 1}, MUG]
        )
        refund = give_back(shop, order_id, lineItems=[{"lineItemId": "shirt", "quantity": 2}])
        update, done = (
            await asyncio.gather(fewer, refund) if number % 2 else (await asyncio.gather(refund, fewer))[::-1]
        )
        was_corrected = update.body["data"]["recordOrder"]["validationErrors"] is None
        was_refunded = "errors" not in done.body
        assert was_corrected is not was_refunded
        order = await told(shop, order_id)
        assert order["lineItems"][0]["quantity"] == (1 if was_corrected else 3)
        assert order["refundedAmount"]["value"] == ("20.00" if was_refunded else "0.00")
        if was_refunded:
            assert update.body["data"]["recordOrder"]["validationErrors"][0]["code"] == "ORDER_CONFLICT"
        else:
            assert done.body["errors"][0]["extensions"]["condition"] == "QUANTITY_INVALID"
    await verified_of(shop)


async def test_ten_pieces_give_back_what_was_paid_for_them_in_whatever_steps(shop: Shop) -> None:
    await shop.settled("179.25", orderId="A-1")
    order = await told(shop, lineItems=[{"id": "pen", "name": "Pens", "quantity": 10, "totalAmount": "179.25"}])
    assert (order["total"]["value"], order["lineItems"][0]["unitAmount"]["value"]) == ("179.25", "17.93")
    assert await refused(shop, lineItems=[{"id": "pen", "name": "Pens", "quantity": 10, "totalAmount": "179.26"}]) == {
        "input.lineItems.0.totalAmount": "ORDER_CONFLICT"
    }
    given = []
    for pieces in (1, 3, 1, 4, 1):
        (done,) = results(await give_back(shop, "A-1", lineItems=[{"lineItemId": "pen", "quantity": pieces}]))
        given.append(Decimal(done["reversal"]["amount"]["value"]))
    assert sum(given) == Decimal("179.25")
    assert max(abs(each / pieces - Decimal("17.925")) for each, pieces in zip(given, (1, 3, 1, 4, 1), strict=True)) < 1
    (pen,) = (await told(shop))["lineItems"]
    assert (pen["refundedQuantity"], pen["refundableAmount"]["value"]) == (10, "0.00")
    await verified_of(shop)


async def test_discounts_are_shared_out_and_shipping_is_refunded_by_itself(shop: Shop) -> None:
    await shop.settled("34.00", orderId="A-1")
    adjustments = [
        {"id": "ship", "name": "Post", "kind": "SHIPPING", "amount": "5.00"},
        {"id": "vat", "name": "VAT", "kind": "TAX", "amount": "2.00"},
        {"id": "shirt", "name": "Voucher", "kind": "DISCOUNT", "amount": "-10.00"},
    ]
    order = await told(shop, lineItems=[SHIRT, MUG], adjustments=adjustments)
    assert values(order["lineItems"], "discountAmount") == ["8.11", "1.89"]
    assert values(order["lineItems"], "totalAmount") == ["21.89", "5.11"]
    assert (order["total"]["value"], order["overpaidAmount"]["value"]) == ("34.00", "0.00")
    assert [each["kind"] for each in order["adjustments"]] == ["SHIPPING", "TAX", "DISCOUNT"]
    asked = {"lineItems": [{"lineItemId": "mug"}], "adjustments": [{"adjustmentId": "ship", "amount": "1.50"}]}
    document = (
        "query ($input: RefundOrderInput!) { previewRefund(input: $input) { total { value } token "
        "adjustments { adjustment { id kind } amount { value } } } }"
    )
    answer = await shop.post(document, {"input": {"orderId": "A-1", "note": "First", **asked}})
    shown = answer.body["data"]["previewRefund"]
    assert shown["total"]["value"] == "6.61"
    assert shown["adjustments"] == [{"adjustment": {"id": "ship", "kind": "SHIPPING"}, "amount": {"value": "1.50"}}]
    results(await give_back(shop, "A-1", previewToken=shown["token"], note="Another note", **asked))
    order = await told(shop)
    assert values(order["adjustments"], "refundedAmount") == ["1.50", "0.00", "0.00"]
    results(await give_back(shop, "A-1", adjustments=[{"adjustmentId": "ship"}, {"adjustmentId": "vat"}]))
    order = await told(shop)
    assert values(order["adjustments"], "refundableAmount") == ["0.00", "0.00", "0.00"]
    for adjustment, condition in (
        ("ship", "NOTHING_TO_REFUND"),
        ("shirt", "NOTHING_TO_REFUND"),
        ("x", "OBJECT_NOT_FOUND"),
    ):
        answer = await give_back(shop, "A-1", adjustments=[{"adjustmentId": adjustment}])
        assert answer.body["errors"][0]["extensions"]["condition"] == condition
    results(await give_back(shop, "A-1", lineItems=[{"lineItemId": "shirt", "quantity": 3}]))
    assert (await told(shop))["refundedAmount"]["value"] == "34.00"
    await verified_of(shop)


async def test_free_items_are_given_back_by_count_beside_others(shop: Shop) -> None:
    await shop.settled("7.00", orderId="A-1")
    gift = {"id": "gift", "name": "A gift", "quantity": 2, "unitAmount": "0"}
    await told(shop, lineItems=[MUG, gift])
    results(await give_back(shop, "A-1", lineItems=[{"lineItemId": "mug"}, {"lineItemId": "gift", "quantity": 1}]))
    order = await told(shop)
    assert [each["refundedQuantity"] for each in order["lineItems"]] == [1, 1]
    await verified_of(shop)


async def test_what_was_refunded_before_counts_as_an_external_refund(shop: Shop) -> None:
    paid = {"gatewayTransactionId": "x", "amount": "20.00", "status": "SETTLED", "refundedAmount": "5.00"}
    order = await told(shop, transactions=[paid])
    (payment,) = order["transactions"]
    assert (payment["refundedAmount"]["value"], order["refundedAmount"]["value"]) == ("5.00", "5.00")
    assert payment["refunds"] == [{"status": "SETTLED", "external": {"markedBy": "Key"}, "amount": {"value": "5.00"}}]
    before = await shop.everything()
    assert await told(shop, transactions=[paid]) == order
    assert await told(shop, transactions=[{**paid, "refundedAmount": None}]) == order
    wrong = await refused(shop, transactions=[{**paid, "refundedAmount": "6.00"}])
    assert wrong == {"input.transactions.0.refundedAmount": "ORDER_CONFLICT"}
    too_much = await refused(
        shop, "A-2", transactions=[{**paid, "gatewayTransactionId": "y", "refundedAmount": "20.01"}]
    )
    assert too_much == {"input.transactions.0.refundedAmount": "REFUND_AMOUNT_TOO_LARGE"}
    unsettled = await refused(shop, "A-2", transactions=[{**paid, "gatewayTransactionId": "y", "status": "AUTHORIZED"}])
    assert unsettled == {"input.transactions.0.refundedAmount": "TRANSACTION_NOT_SETTLED"}
    assert await shop.everything() == before
    await verified_of(shop)


async def test_bad_amounts_are_refused_by_name(shop: Shop) -> None:
    before = await shop.everything()
    lines = [
        {"id": "a", "name": "A", "quantity": 1},
        {"id": "b", "name": "B", "quantity": 1, "totalAmount": "1.00", "discountAmount": "1.01"},
        {"id": "c", "name": "C", "quantity": 1, "totalAmount": "-1"},
    ]
    adjustments = [
        {"id": "x", "name": "X", "kind": "DISCOUNT", "amount": "1"},
        {"id": "x", "name": "", "kind": "FEE", "amount": "-1"},
        {"id": "z", "name": "Z", "kind": "GIFT_CARD", "amount": "1.001"},
    ]
    assert await refused(shop, lineItems=lines, adjustments=adjustments) == {
        "input.lineItems.0.unitAmount": "AMOUNT_REQUIRED",
        "input.lineItems.1.discountAmount": "AMOUNT_TOO_LARGE",
        "input.lineItems.2.totalAmount": "AMOUNT_NEGATIVE",
        "input.adjustments.0.amount": "ADJUSTMENT_INVALID",
        "input.adjustments.1.id": "NAMED_TWICE",
        "input.adjustments.1.name": "TEXT_INVALID",
        "input.adjustments.1.amount": "ADJUSTMENT_INVALID",
        "input.adjustments.2.amount": "AMOUNT_INVALID",
    }
    more_than_all = [{"id": "d", "name": "D", "kind": "DISCOUNT", "amount": "-7.01"}]
    assert await refused(shop, lineItems=[MUG], adjustments=more_than_all) == {"input.adjustments": "AMOUNT_TOO_LARGE"}
    assert await shop.everything() == before
