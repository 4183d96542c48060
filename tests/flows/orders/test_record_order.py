"""Orders that are brought in: repeatably, completely, or not at all (SPEC 7.1 and 7.8)."""

import asyncio
from typing import Any

import pytest

from app.domain.people.people import Right
from tests.support.merchant_client import PROBLEMS, Shop
from tests.support.promises import verified_of

RECORD_OR_SAY = (
    "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { clientMutationId order { orderId } "
    + PROBLEMS
    + " } }"
)
ALEX = {"email": "Alex@Example.com", "firstName": "Alex", "lastName": "Doe", "company": "Doe Ltd", "phoneNumber": "1"}
ITEMS: list[dict[str, Any]] = [
    {"id": "shirt", "name": "A shirt", "quantity": 2, "unitAmount": "19.99", "taxAmount": "1.60"},
    {"id": "mug", "name": "A mug", "quantity": 1, "unitAmount": "7.00"},
    {"id": "card", "name": "A greeting", "quantity": 1, "unitAmount": "0"},
]


def payment(gateway_id: str, amount: str = "50.18", status: str = "SETTLED", **more: Any) -> dict[str, Any]:
    return {"gatewayTransactionId": gateway_id, "amount": amount, "status": status, **more}


async def problems(shop: Shop, order_id: str = "A-1", currency: str = "USD", **more: Any) -> dict[str, str]:
    """What is wrong, by the input's path."""
    answer = await shop.ask(RECORD_OR_SAY, orderId=order_id, currencyCode=currency, clientMutationId="mine", **more)
    payload = answer.body["data"]["recordOrder"]
    assert payload["order"] is None
    assert payload["clientMutationId"] == "mine"
    return {".".join(each["inputPath"]): each["code"] for each in payload["validationErrors"]}


async def messages(shop: Shop, **more: Any) -> list[str]:
    answer = await shop.ask(RECORD_OR_SAY, orderId="A-1", currencyCode="USD", **more)
    return [each["message"] for each in answer.body["data"]["recordOrder"]["validationErrors"]]


async def test_everything_of_an_order(shop: Shop) -> None:
    told: dict[str, Any] = {"placedAt": "2026-01-05T10:00:00Z", "customer": ALEX, "lineItems": ITEMS}
    order = (await shop.record_order("A-1", **told, transactions=[payment("ext-1")])).object
    assert order["customer"]["email"] == "Alex@Example.com"
    assert order["placedAt"] == "2026-01-05T10:00:00.000000Z"
    assert [item["id"] for item in order["lineItems"]] == ["shirt", "mug", "card"]
    assert [item["totalAmount"]["value"] for item in order["lineItems"]] == ["43.18", "7.00", "0.00"]
    assert order["total"] == {"value": "50.18", "currencyCode": "USD"}
    assert (order["status"], order["balanceDue"]["value"], order["cancelled"]) == ("OPEN", "0.00", False)
    [paid] = order["transactions"]
    assert (paid["status"], paid["amount"]["value"], paid["merchantAccountId"]) == ("SETTLED", "50.18", "usd")
    assert paid["createdAt"] == order["placedAt"]
    assert (await shop.node(paid["id"]))["orderId"] == "A-1"
    assert order == await shop.order("A-1")
    await verified_of(shop)


async def test_sent_again_it_changes_nothing(shop: Shop) -> None:
    told: dict[str, Any] = {"customer": ALEX, "lineItems": ITEMS, "transactions": [payment("ext-1")]}
    first = (await shop.record_order("A-1", **told)).object
    before = await shop.everything()
    assert (await shop.record_order("A-1", **told)).object == first
    in_part: dict[str, Any] = {
        "customer": {"email": "alex@example.com"},
        "lineItems": list(reversed(ITEMS)),
        "transactions": [],
    }
    assert (await shop.record_order("A-1", **in_part)).object == first
    assert await shop.everything() == before


async def test_what_contradicts_is_named_field_by_field(shop: Shop) -> None:
    placed = "2026-01-05T10:00:00Z"
    told: dict[str, Any] = {
        "placedAt": placed,
        "customer": ALEX,
        "lineItems": ITEMS,
        "transactions": [payment("ext-1")],
    }
    await shop.record_order("A-1", **told)
    before = await shop.everything()
    other: dict[str, Any] = {
        "placedAt": "2026-01-05T10:00:01Z",
        "customer": {**ALEX, "email": "sam@example.com", "company": "Another"},
        "lineItems": [ITEMS[0], {**ITEMS[1], "quantity": 2, "unitAmount": "7.01", "taxAmount": "0.10", "name": "M"}],
        "transactions": [payment("ext-1", "50.17", "VOIDED", createdAt="2026-01-05T10:00:02Z")],
    }
    assert await problems(shop, **other) == dict.fromkeys(
        [
            "input.placedAt",
            "input.customer.email",
            "input.customer.company",
            "input.lineItems",
            *(f"input.lineItems.1.{name}" for name in ("name", "quantity", "unitAmount", "taxAmount")),
            *(f"input.transactions.0.{name}" for name in ("amount", "status", "createdAt")),
        ],
        "ORDER_CONFLICT",
    )
    assert await problems(shop, currency="EUR") == {"input.currencyCode": "ORDER_CONFLICT"}
    new = [*ITEMS, {"id": "sock", "name": "A sock", "quantity": 1, "unitAmount": "1"}]
    assert await problems(shop, lineItems=new) == {"input.lineItems.3.id": "ORDER_CONFLICT"}
    account = [payment("ext-1", merchantAccountId="usd2")]
    assert await problems(shop, transactions=account) == {
        "input.transactions.0.merchantAccountId": "MERCHANT_ACCOUNT_INVALID"
    }
    assert "The recorded value is 2026-01-05T10:00:00Z" in (await messages(shop, placedAt="2026-01-06T10:00:00Z"))[0]
    assert "card belong to it as well" in (await messages(shop, lineItems=ITEMS[:2]))[0]
    assert await shop.everything() == before


async def test_what_was_not_known_is_added(shop: Shop) -> None:
    charged = await shop.settled("30.00", orderId="A-1")
    known = await shop.order("A-1")
    assert (known["lineItems"], known["customer"], known["total"]["value"]) == ([], None, "30.00")
    placed = "2026-01-05T10:00:00Z"
    order = (await shop.record_order("A-1", placedAt=placed, customer={"email": "a@example.com"})).object
    assert (order["id"], order["placedAt"]) == (known["id"], "2026-01-05T10:00:00.000000Z")
    order = (await shop.record_order("A-1", lineItems=ITEMS, customer=ALEX | {"email": "A@example.com"})).object
    assert order["customer"]["lastName"] == "Doe"
    assert order["total"]["value"] == "50.18"
    order = (await shop.record_order("A-1", transactions=[payment("ext-1", "20.18")])).object
    assert {each["id"] for each in order["transactions"]} > {charged}
    assert len(order["transactions"]) == 2
    again = (await shop.record_order("A-1", transactions=[payment("ext-2", "1"), payment("ext-1", "20.18")])).object
    assert len(again["transactions"]) == 3


async def test_customers_are_shared_unless_they_contradict(shop: Shop) -> None:
    first = (await shop.record_order("A-1", customer={"email": "a@example.com", "firstName": "Al"})).object
    second = (await shop.record_order("A-2", customer={"email": "A@EXAMPLE.COM", "lastName": "Doe"})).object
    third = (await shop.record_order("A-3", customer={"email": "a@example.com", "firstName": "Alexa"})).object
    nobody = (await shop.record_order("A-4", customer={"email": " ", "firstName": ""})).object
    unnamed = (await shop.record_order("A-5", customer={"firstName": "Al"})).object
    assert second["customer"]["id"] == first["customer"]["id"] != third["customer"]["id"]
    assert second["customer"]["firstName"] == "Al"
    assert nobody["customer"] is None
    assert unnamed["customer"] | {"id": ""} == {
        "id": "",
        "email": None,
        "firstName": "Al",
        "lastName": None,
        "company": None,
        "phoneNumber": None,
    }
    assert (await shop.record_order("A-1", customer={"email": "a@example.com", "firstName": "Al"})).object["customer"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"order_id": ""}, {"input.orderId": "TEXT_INVALID"}),
        ({"order_id": " "}, {"input.orderId": "TEXT_INVALID"}),
        ({"order_id": "x" * 256}, {"input.orderId": "ORDER_ID_TOO_LONG"}),
        ({"order_id": "a\0b"}, {"input.orderId": "TEXT_INVALID"}),
        ({"currency": "XXX"}, {"input.currencyCode": "CURRENCY_INVALID"}),
        ({"currency": "QQQ"}, {"input.currencyCode": "CURRENCY_INVALID"}),
        ({"placedAt": "2099-01-01T00:00:00Z"}, {"input.placedAt": "TIME_INVALID"}),
        ({"placedAt": "0001-01-01T00:00:00Z"}, {"input.placedAt": "TIME_INVALID"}),
        ({"customer": {"email": "x" * 256}}, {"input.customer.email": "TEXT_TOO_LONG"}),
        (
            {"transactions": [payment("x")], "currency": "CHF"},
            {"input.transactions.0.merchantAccountId": "MERCHANT_ACCOUNT_INVALID"},
        ),
        (
            {"transactions": [payment("x", merchantAccountId="eur")]},
            {"input.transactions.0.merchantAccountId": "MERCHANT_ACCOUNT_INVALID"},
        ),
        ({"transactions": [payment("x"), payment("x")]}, {"input.transactions.1.gatewayTransactionId": "NAMED_TWICE"}),
        ({"transactions": [payment(" ")]}, {"input.transactions.0.gatewayTransactionId": "TEXT_INVALID"}),
        (
            {"transactions": [payment("x", "5", currency) for currency in ("PROCESSOR_DECLINED",)]},
            {"input.transactions.0.status": "PAYMENT_STATUS_INVALID"},
        ),
        ({"transactions": [payment("x", "0")]}, {"input.transactions.0.amount": "AMOUNT_NOT_POSITIVE"}),
        (
            {"transactions": [payment("x", createdAt="2099-01-01T00:00:00Z")]},
            {"input.transactions.0.createdAt": "TIME_INVALID"},
        ),
        (
            {"transactions": [payment("x", createdAt="1969-12-31T23:59:59Z")]},
            {"input.transactions.0.createdAt": "TIME_INVALID"},
        ),
        ({"lineItems": [ITEMS[0], ITEMS[0]]}, {"input.lineItems.1.id": "NAMED_TWICE"}),
        ({"lineItems": [{**ITEMS[0], "quantity": 0}]}, {"input.lineItems.0.quantity": "QUANTITY_INVALID"}),
        ({"lineItems": [{**ITEMS[0], "quantity": 1_000_001}]}, {"input.lineItems.0.quantity": "QUANTITY_INVALID"}),
        (
            {"lineItems": [{**ITEMS[0], "quantity": 1_000_000, "unitAmount": "9999999999.00"}]},
            {"input.lineItems": "AMOUNT_TOO_LARGE"},
        ),
        (
            {"lineItems": [{**ITEMS[0], "unitAmount": "1.5"}], "currency": "JPY"},
            {"input.lineItems.0.unitAmount": "AMOUNT_INVALID", "input.lineItems.0.taxAmount": "AMOUNT_INVALID"},
        ),
        (
            {"lineItems": [{**ITEMS[0], "unitAmount": "-1", "taxAmount": "-0"}]},
            {"input.lineItems.0.unitAmount": "AMOUNT_NEGATIVE", "input.lineItems.0.taxAmount": "AMOUNT_NEGATIVE"},
        ),
        (
            {"lineItems": [{**ITEMS[0], "name": "", "id": "\0"}]},
            {"input.lineItems.0.name": "TEXT_INVALID", "input.lineItems.0.id": "TEXT_INVALID"},
        ),
    ],
)
async def test_bad_input(shop: Shop, told: dict[str, Any], expected: dict[str, str]) -> None:
    before = await shop.everything()
    assert await problems(shop, **told) == expected
    assert await shop.everything() == before


async def test_everything_that_is_wrong_at_once(shop: Shop) -> None:
    items = [*ITEMS, {"id": "sock", "name": "", "quantity": 0, "unitAmount": "1.001"}]
    found = await problems(shop, lineItems=items, transactions=[payment("x", "nothing")])
    assert set(found) == {
        "input.lineItems.3.name",
        "input.lineItems.3.quantity",
        "input.lineItems.3.unitAmount",
        "input.transactions.0.amount",
    }


async def test_three_decimals_and_none(shop: Shop) -> None:
    item = [{"id": "a", "name": "A", "quantity": 3, "unitAmount": "1.255", "taxAmount": "0.001"}]
    dinars = (await shop.record_order("A-1", "KWD", lineItems=item)).object
    assert dinars["total"] == {"value": "3.768", "currencyCode": "KWD"}
    yen = (await shop.record_order("A-2", "JPY", lineItems=[{**item[0], "unitAmount": "100", "taxAmount": "8"}])).object
    assert yen["total"]["value"] == "324"


async def test_endless_lists_are_refused(shop: Shop) -> None:
    items = [{"id": str(number), "name": "A", "quantity": 1, "unitAmount": "1"} for number in range(501)]
    answer = await shop.record_order("A-1", lineItems=items)
    assert "501" in answer.body["errors"][0]["message"]
    assert answer.codes == ["RESOURCE_LIMIT"]
    payments = [payment(f"x{number}", "1") for number in range(101)]
    assert (await shop.record_order("A-1", transactions=payments)).codes == ["RESOURCE_LIMIT"]


async def test_the_right_is_needed(shop: Shop) -> None:
    viewer = await shop.key(Right.VIEW, Right.REFUND)
    assert (await viewer.record_order("A-1")).codes == ["AUTHORIZATION"]
    assert (await viewer.cancel_order("A-1")).codes == ["AUTHORIZATION"]
    manager = await shop.key(Right.MANAGE_ORDERS)
    assert (await manager.post('{ order(orderId: "A-1") { id } }')).codes == ["AUTHORIZATION"]


async def test_many_bring_in_the_same_at_once(shop: Shop) -> None:
    told: dict[str, Any] = {"customer": ALEX, "lineItems": ITEMS, "transactions": [payment("ext-1"), payment("ext-2")]}
    orders = await asyncio.gather(*(shop.record_order("A-1", **told) for _ in range(16)))
    assert len({each.object["id"] for each in orders}) == 1
    others = await asyncio.gather(
        *(shop.record_order(f"B-{number}", customer=ALEX, transactions=[payment("ext-9")]) for number in range(8))
    )
    assert sum("errors" not in each.body for each in others) == 1
    assert {each.body["errors"][0]["extensions"]["inputPath"][-1] for each in others if "errors" in each.body} == {
        "gatewayTransactionId"
    }
    [row] = await shop.execute("SELECT count(*) FROM customers WHERE merchant_id = $1", shop.merchant.id)
    assert row["count"] == 1
    await verified_of(shop)


async def test_cancelling(shop: Shop) -> None:
    await shop.record_order("A-1", lineItems=ITEMS)
    order = (await shop.cancel_order("A-1", "The customer changed their mind")).object
    assert (order["cancelled"], order["status"]) == (True, "OPEN")
    before = await shop.everything()
    assert (await shop.cancel_order("A-1", "Once more")).object == order
    assert await shop.everything() == before
    [kept] = await shop.execute(
        "SELECT kind, note, actor_name FROM changes WHERE kind = 'ORDER_CANCELLED' AND merchant_id = $1",
        shop.merchant.id,
    )
    assert (kept["note"], kept["actor_name"]) == ("The customer changed their mind", "Key")
    assert (await shop.cancel_order("A-2")).codes == ["NOT_FOUND"]
    assert (await shop.cancel_order("A\0")).codes == ["VALIDATION"]
