"""Orders by order id, by who placed them and by what was given back; customers by e-mail and name (SPEC 7.2)."""

from typing import Any

import pytest
from sqlalchemy import Engine, event

from app.domain.people.people import Right
from tests.support.merchant_client import Answer, Live, Shop, open_shop

ORDERS = """
query ($input: OrderSearchInput!, $first: Int, $after: String) { orders(input: $input, first: $first, after: $after) {
  edges { cursor node { orderId status } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
} }"""
CUSTOMERS = """
query ($input: CustomerSearchInput!, $first: Int, $after: String) {
  customers(input: $input, first: $first, after: $after) {
    edges { node { email orders(first: 2) { edges { node { orderId } } pageInfo { hasNextPage } } } }
    pageInfo { hasNextPage endCursor }
} }"""
NODE = """
query ($id: ID!) { node(id: $id) { __typename id ... on Order { orderId }
  ... on Transaction { order { id transactions { id order { orderId } } } } } }"""
PAGE = """
{ orders(input: {}, first: 50) { edges { node {
  id orderId status total { value } refundedAmount { value } refundableAmount { value } customer { email }
  lineItems { id name quantity totalAmount { value } refundedQuantity refundableAmount { value } }
  transactions { id status amount { value } refundedAmount { value } refunds { id status amount { value } } }
  refunds { id amount { value } }
} } } }"""


async def found(shop: Shop, first: int | None = None, after: str | None = None, **wanted: Any) -> list[str]:
    """The ids of the orders that are found, in their order."""
    answer = await shop.post(ORDERS, {"input": wanted, "first": first, "after": after})
    assert "errors" not in answer.body, answer.body["errors"]
    return [edge["node"]["orderId"] for edge in answer.body["data"]["orders"]["edges"]]


def listed(answer: Answer) -> dict[str, Any]:
    """The page that the one field of an answer has."""
    assert "errors" not in answer.body, answer.body["errors"]
    (page,) = answer.body["data"].values()
    return dict(page)


@pytest.fixture
async def trade(shop: Shop) -> Shop:
    """Five orders of two people, the later ones first placed."""
    for number, (order_id, email) in enumerate(
        [
            ("Web-1", "ann@example.com"),
            ("web-10", "Ann@Example.com"),
            ("Tel-1", "anna@example.org"),
            ("50%_off", None),
            ("W", None),
        ]
    ):
        customer = {"email": email} if email else None
        await shop.record_order(order_id, placedAt=f"2026-01-0{9 - number}T00:00:00Z", customer=customer)
    return shop


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["Web-1", "web-10", "Tel-1", "50%_off", "W"]),
        ({"orderId": {"is": "WEB-1"}}, ["Web-1"]),
        ({"orderId": {"startsWith": "wEb-"}}, ["Web-1", "web-10"]),
        ({"orderId": {"startsWith": "web_"}}, []),
        ({"orderId": {"startsWith": "50%_"}}, ["50%_off"]),
        ({"orderId": {"startsWith": "5%"}}, []),
        ({"orderId": {"contains": "EB-1"}}, ["Web-1", "web-10"]),
        ({"orderId": {"endsWith": "-1", "isNot": "tel-1"}}, ["Web-1"]),
        ({"orderId": {"is": ""}}, ["Web-1", "web-10", "Tel-1", "50%_off", "W"]),
        ({"customerEmail": {"is": "ANN@example.com"}}, ["Web-1", "web-10"]),
        ({"customerEmail": {"startsWith": "ann"}}, ["Web-1", "web-10", "Tel-1"]),
        ({"customerEmail": {"startsWith": "ann"}, "orderId": {"startsWith": "t"}}, ["Tel-1"]),
        ({"customerEmail": {"is": "an"}}, []),
        ({"placedAt": {"greaterThanOrEqualTo": "2026-01-08T00:00:00Z"}}, ["Web-1", "web-10"]),
        ({"placedAt": {"lessThanOrEqualTo": "2026-01-05T23:59:59+00:00"}}, ["W"]),
        ({"status": "OPEN"}, ["Web-1", "web-10", "Tel-1", "50%_off", "W"]),
        ({"status": "REFUNDED"}, []),
    ],
)
async def test_criteria(trade: Shop, wanted: dict[str, Any], expected: list[str]) -> None:
    assert await found(trade, **wanted) == expected


async def test_pages(trade: Shop) -> None:
    seen: list[str] = []
    after = None
    for _ in range(3):
        answer = await trade.post(ORDERS, {"input": {}, "first": 2, "after": after})
        page = answer.body["data"]["orders"]
        seen += [edge["node"]["orderId"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
        await trade.record_order(f"newer{len(seen)}")
    assert seen == ["Web-1", "web-10", "Tel-1", "50%_off", "W"]
    assert not page["pageInfo"]["hasNextPage"]
    assert len(await found(trade, first=3)) == 3
    for wrong in ({"first": 0}, {"after": "nonsense"}, {"after": "dDEuMQ"}):
        assert (await trade.post(ORDERS, {"input": {}, **wrong})).codes == ["VALIDATION"]
    assert (await trade.post(ORDERS, {"input": {"orderId": {"is": "a\0"}}})).codes == ["VALIDATION"]


async def test_status_comes_from_amounts(shop: Shop) -> None:
    voided = await shop.charge("10.00", orderId="voided")
    await shop.void(voided)
    part = await shop.settled("10.00", orderId="part")
    await shop.refund(part, "4.00")
    whole = await shop.settled("10.00", orderId="whole")
    await shop.refund(whole)
    both = await shop.settled("10.00", orderId="both")
    await shop.settled("10.00", orderId="both")
    await shop.refund(both)
    await shop.charge("10.00", orderId="open")
    await shop.charge("2000.00", orderId="declined")
    for status in ("OPEN", "PARTIALLY_REFUNDED", "REFUNDED"):
        orders = await found(shop, status=status)
        assert {(await shop.order(each))["status"] for each in orders} == {status}
    assert set(await found(shop, status="REFUNDED")) == {"voided", "whole"}
    assert set(await found(shop, status="PARTIALLY_REFUNDED")) == {"part", "both"}
    assert set(await found(shop, status="OPEN")) == {"open", "declined"}
    refund = (await shop.order("part"))["refunds"][0]["id"]
    await shop.reverse_refund(refund)
    assert set(await found(shop, status="PARTIALLY_REFUNDED")) == {"both"}


async def test_what_was_paid_too_much_is_found(shop: Shop) -> None:
    item = [
        {"id": "it", "name": "It", "quantity": 3, "unitAmount": "3.00", "taxAmount": "0.50", "discountAmount": "0.50"}
    ]
    adjustments = [
        {"id": "ship", "name": "Post", "kind": "SHIPPING", "amount": "2.00"},
        {"id": "less", "name": "Less", "kind": "DISCOUNT", "amount": "-1.00"},
    ]
    for order_id, amount in (("exactly", "11.00"), ("more", "11.01"), ("less", "10.99"), ("without", "99.00")):
        await shop.settled(amount, orderId=order_id)
        if order_id != "without":
            recorded = await shop.record_order(order_id, lineItems=item, adjustments=adjustments)
            assert recorded.object["total"]["value"] == "11.00"
    await shop.charge("2000.00", orderId="exactly")
    assert await found(shop, overpaid=True) == ["more"]
    assert set(await found(shop, overpaid=False)) == {"exactly", "less", "without"}


async def test_customers_and_their_orders(trade: Shop) -> None:
    await trade.record_order("third", customer={"email": "ann@example.com", "firstName": "Ann", "lastName": "Roe"})

    async def emails(**wanted: Any) -> list[str]:
        edges = listed(await trade.post(CUSTOMERS, {"input": wanted}))["edges"]
        return [edge["node"]["email"] for edge in edges]

    assert await emails() == ["anna@example.org", "ann@example.com"]
    assert await emails(email={"startsWith": "ANNA"}) == ["anna@example.org"]
    assert await emails(lastName={"is": "roe"}, firstName={"startsWith": "a"}) == ["ann@example.com"]
    assert await emails(id={"is": (await trade.order("third"))["customer"]["id"]}) == ["ann@example.com"]
    assert await emails(company={"is": "nobody"}) == []
    page = listed(await trade.post(CUSTOMERS, {"input": {}, "first": 1}))
    assert page["pageInfo"]["hasNextPage"]
    rest = listed(await trade.post(CUSTOMERS, {"input": {}, "first": 1, "after": page["pageInfo"]["endCursor"]}))
    orders = rest["edges"][0]["node"]["orders"]
    assert [edge["node"]["orderId"] for edge in orders["edges"]] == ["third", "Web-1"]
    assert orders["pageInfo"]["hasNextPage"]
    wrong = await trade.post(ORDERS, {"input": {}, "after": page["pageInfo"]["endCursor"]})
    assert wrong.codes == ["VALIDATION"]


async def test_an_order_is_a_node_and_knows_its_payments(shop: Shop) -> None:
    paid = await shop.settled("10.00", orderId="A-1")
    alone = await shop.settled("10.00")
    abroad = await shop.settled("10.00", "eur", orderId="A-1")
    order = await shop.order("A-1")
    assert (await shop.post(NODE, {"id": order["id"]})).object == {
        "__typename": "Order",
        "id": order["id"],
        "orderId": "A-1",
    }
    assert (await shop.post(NODE, {"id": paid})).object["order"] == {
        "id": order["id"],
        "transactions": [{"id": paid, "order": {"orderId": "A-1"}}],
    }
    assert (await shop.post(NODE, {"id": alone})).object["order"] is None
    assert (await shop.post(NODE, {"id": abroad})).object["order"] is None
    assert (await shop.post('{ order(orderId: "A-2") { id } }')).body["data"] == {"order": None}
    assert (await shop.post('{ order(orderId: "A\\u0000") { id } }')).body["data"] == {"order": None}


async def test_another_merchants_orders_are_none(live: Live, trade: Shop) -> None:
    order = await trade.order("Web-1")
    async with open_shop(live) as other:
        assert (await other.post(NODE, {"id": order["id"]})).codes == ["NOT_FOUND"]
        assert (await other.post('{ order(orderId: "Web-1") { id } }')).body["data"] == {"order": None}
        assert await found(other) == []
        cursor = listed(await trade.post(ORDERS, {"input": {}, "first": 1}))["pageInfo"]["endCursor"]
        assert await found(other, after=cursor) == []
        assert (await other.cancel_order("Web-1")).codes == ["NOT_FOUND"]
        assert (await other.record_order("Web-1")).object["id"] != order["id"]
        assert listed(await other.post(CUSTOMERS, {"input": {"email": {"is": "ann@example.com"}}}))["edges"] == []
        viewer = await other.key(Right.REFUND)
        assert (await viewer.post(ORDERS, {"input": {}})).codes == ["AUTHORIZATION"]


async def test_a_page_takes_a_handful_of_statements(shop: Shop) -> None:
    """However many orders it has: fifty take no more than two do."""
    items = [{"id": str(number), "name": "A", "quantity": 1, "unitAmount": "1"} for number in range(3)]
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    async def read(orders: int) -> int:
        for number in range(orders):
            told = [{"gatewayTransactionId": f"x{number}", "amount": "3", "status": "SETTLED"}]
            customer = {"email": f"customer{number}@example.com"}
            await shop.record_order(f"A-{number}", lineItems=items, transactions=told, customer=customer)
        # The process has work of its own meanwhile, now and then.
        return min([await look(orders) for _ in range(3)])

    async def look(orders: int) -> int:
        statements.clear()
        event.listen(Engine, "before_cursor_execute", count)
        try:
            edges = listed(await shop.post(PAGE))["edges"]
        finally:
            event.remove(Engine, "before_cursor_execute", count)
        assert len(edges) == orders
        return len(statements)

    few = await read(2)
    assert await read(50) == few <= 12, statements
