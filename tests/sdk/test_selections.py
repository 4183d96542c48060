"""What clients of the mirrored API select and search by most, also by deprecated names (BRAINTREE.md 5)."""

import re
from typing import Any

import pytest

from tests.support.merchant_client import Answer, Shop

MONEY = "{ value currencyCode currencyIsoCode }"
SELECTED = """
fragment Selected on Transaction {
  id legacyId status orderId createdAt merchantAccountId amount MONEY
  customer { id legacyId email phoneNumber }
  paymentMethodSnapshot { __typename ... on CreditCardDetails { brandCode brand last4 bin } }
  statusHistory { __typename status timestamp terminal source amount MONEY }
  refunds {
    id legacyId status orderId createdAt merchantAccountId amount MONEY
    refundedTransaction { id status orderId }
  }
}""".replace("MONEY", MONEY)
NODE = "query ($id: ID!) { node(id: $id) { ...Selected } }" + SELECTED
DETAILED_NODE = (
    "query ($id: ID!) { node(id: $id) { ...Selected ... on Transaction { refunds {"
    f" refundedTransaction {{ amount {MONEY} }} statusHistory {{ __typename status timestamp terminal amount {MONEY} }}"
    " } } } }" + SELECTED
)

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
PAGE = "{ edges { cursor node { ...Selected } } pageInfo { hasNextPage endCursor } }"
PATHS = {
    "now": f"query ($input: TransactionSearchInput!) {{ found: transactions(input: $input) {PAGE} }}",
    "formerly": f"query ($input: TransactionSearchInput!) {{ search {{ found: transactions(input: $input) {PAGE} }} }}",
}
FIELDS = """query ($name: String!) {
  __type(name: $name) { fields(includeDeprecated: true) { name deprecationReason } }
}"""


def page_of(answer: Answer) -> dict[str, Any]:
    """The one page of an answer, by whichever path it was asked for."""
    assert "errors" not in answer.body, answer.body["errors"]
    data = answer.body["data"]
    return dict(data.get("search", data)["found"])


def money(value: str, currency: str = "USD") -> dict[str, str]:
    return {"value": value, "currencyCode": currency, "currencyIsoCode": currency}


def times_of(value: Any) -> list[str]:
    """Every `createdAt` and `timestamp` in an answer, taken out of it, in the order in which they stand there."""
    if isinstance(value, list):
        return [time for each in value for time in times_of(each)]
    if not isinstance(value, dict):
        return []
    own = [value.pop(name) for name in ("createdAt", "timestamp") if name in value]
    return own + [time for each in value.values() for time in times_of(each)]


def events(*statuses: str, amount: str, last: str | None = None, **more: str) -> list[dict[str, Any]]:
    """A history as it is selected, from the newest to the oldest."""
    return [
        {
            "__typename": "".join(word.capitalize() for word in status.split("_")) + "Event",
            **{"status": status, "terminal": status == last, "amount": money(amount), **more},
        }
        for status in statuses
    ]


async def test_a_partly_refunded_transaction_has_all_that_clients_select(shop: Shop) -> None:
    details = {"email": "alex@example.com", "phoneNumber": "5551234567"}
    paid = await shop.settled("10.00", orderId="order-1", customerDetails=details)
    refund_id = (await shop.refund(paid, "4.00")).object["id"]

    found = (await shop.post(DETAILED_NODE, {"id": paid})).object

    times = times_of(found)
    assert len(times) == 8  # two objects, four events of the one and two of the other
    assert all(TIMESTAMP.fullmatch(time) for time in times)
    # Newest first: each history's own times go backwards.
    assert times[1:5] == sorted(times[1:5], reverse=True)
    assert times[6:] == sorted(times[6:], reverse=True)
    legacy_id, customer, (refund,) = found.pop("legacyId"), found.pop("customer"), found.pop("refunds")
    assert re.fullmatch("[a-z0-9]+", legacy_id)
    assert customer.pop("id") != customer.pop("legacyId")
    assert customer == details
    assert found == {
        **{"id": paid, "status": "SETTLED", "orderId": "order-1", "merchantAccountId": "usd"},
        "amount": money("10.00"),
        "paymentMethodSnapshot": {
            **{"__typename": "CreditCardDetails", "brandCode": "VISA", "brand": "VISA"},
            **{"last4": "1881", "bin": "401288"},
        },
        "statusHistory": events(
            *("SETTLED", "SETTLING", "SUBMITTED_FOR_SETTLEMENT", "AUTHORIZED"),
            **{"amount": "10.00", "last": "SETTLED", "source": "API"},
        ),
    }
    assert re.fullmatch("[a-z0-9]+", refund.pop("legacyId"))
    assert refund == {
        **{"id": refund_id, "status": "SUBMITTED_FOR_SETTLEMENT", "orderId": "order-1", "merchantAccountId": "usd"},
        "amount": money("4.00"),
        "refundedTransaction": {"id": paid, "status": "SETTLED", "orderId": "order-1", "amount": money("10.00")},
        "statusHistory": events("SUBMITTED_FOR_SETTLEMENT", "AUTHORIZED", amount="4.00"),
    }


@pytest.mark.parametrize(
    ("account", "sent", "comes_back"), [("usd", "10", "10.00"), ("jpy", 500, "500"), ("kwd", 1.25, "1.250")]
)
async def test_the_currency_under_both_of_its_names(shop: Shop, account: str, sent: Any, comes_back: str) -> None:
    paid = await shop.charge(sent, account)
    found = (await shop.post(NODE, {"id": paid})).object
    assert found["amount"] == money(comes_back, account.upper())
    assert {event["amount"]["currencyIsoCode"] for event in found["statusHistory"]} == {account.upper()}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("criterion", ["orderId", "id", "legacy id", "createdAt", "status", "amount", "customer"])
async def test_a_transaction_is_found_by_what_clients_search_by(shop: Shop, path: str, criterion: str) -> None:
    wanted = await shop.charge("10.00", orderId="order-1", customerDetails={"email": "alex@example.com"})
    await shop.settled("25.50", orderId="order-2", customerDetails={"email": "kim@example.com"})
    as_it_is = (await shop.post(NODE, {"id": wanted})).object
    created_at = as_it_is["createdAt"]
    criteria: dict[str, dict[str, Any]] = {
        "orderId": {"orderId": {"is": "order-1"}},
        "id": {"id": {"in": [wanted]}},
        "legacy id": {"id": {"is": as_it_is["legacyId"]}},
        "createdAt": {"createdAt": {"greaterThanOrEqualTo": created_at, "lessThanOrEqualTo": created_at}},
        "status": {"status": {"in": ["SUBMITTED_FOR_SETTLEMENT", "VOIDED"]}},
        "amount": {"amount": {"value": {"greaterThanOrEqualTo": "10.00", "lessThanOrEqualTo": "25.49"}}},
        "customer": {"customer": {"email": {"is": "alex@example.com"}}},
    }
    page = page_of(await shop.post(PATHS[path] + SELECTED, {"input": criteria[criterion]}))
    assert [edge["node"] for edge in page["edges"]] == [as_it_is]
    assert page["pageInfo"] == {"hasNextPage": False, "endCursor": page["edges"][0]["cursor"]}


@pytest.mark.parametrize("path", PATHS)
async def test_a_client_reads_on_page_by_page(shop: Shop, path: str) -> None:
    paid = [await shop.charge(orderId=f"order-{number}") for number in range(3)]
    arguments = [("($input", "($after: String, $input"), ("(input", "(first: 2, after: $after, input")]
    document = PATHS[path] + SELECTED
    for without, with_them in arguments:
        document = document.replace(without, with_them)
    ids: list[str] = []
    after: str | None = None
    for more in (True, False):
        page = page_of(await shop.post(document, {"input": {"orderId": None}, "after": after}))
        assert page["pageInfo"]["hasNextPage"] is more
        after = page["pageInfo"]["endCursor"]
        ids += [edge["node"]["id"] for edge in page["edges"]]
    assert ids == paid[::-1]


@pytest.mark.parametrize(
    ("name", "field", "instead"),
    [
        ("MonetaryAmount", "currencyIsoCode", "`currencyCode`"),
        ("Search", "transactions", "`transactions`"),
        ("Query", "idFromLegacyId", "`idsFromLegacyIds`"),
    ],
)
async def test_a_deprecated_name_says_what_to_use_instead(shop: Shop, name: str, field: str, instead: str) -> None:
    fields = (await shop.post(FIELDS, {"name": name})).body["data"]["__type"]["fields"]
    (reason,) = (each["deprecationReason"] for each in fields if each["name"] == field)
    assert instead in reason
