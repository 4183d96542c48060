"""Searching through the schema, on a real database."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.domain.problems import Condition, NotSupported, Refused
from app.schema.search.search_inputs import (
    PaymentSearchInput,
    RefundSearchInput,
    SharedSearchInput,
    TransactionSearchInput,
    search_input,
)
from tests.schema.conftest import Shop

TRANSACTIONS = """query ($input: TransactionSearchInput!, $first: Int, $after: String) {
  transactions(input: $input, first: $first, after: $after) {
    edges { cursor node { id orderId } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
PAYMENTS = """query ($input: PaymentSearchInput!, $first: Int, $after: String) {
  payments(input: $input, first: $first, after: $after) {
    edges { cursor node { __typename id } }
    pageInfo { hasNextPage endCursor }
  }
}"""
REFUNDS = "query ($input: RefundSearchInput!) { refunds(input: $input) { edges { node { id orderId } } } }"
REFUND = "mutation ($input: RefundTransactionInput!) { refundTransaction(input: $input) { refund { id } } }"


async def orders(shop: Shop, **criteria: Any) -> list[str]:
    """The order ids of the transactions that are found, in alphabetical order."""
    data = await shop.ask(TRANSACTIONS, input=criteria)
    return sorted(edge["node"]["orderId"] for edge in data["transactions"]["edges"])


async def refund(shop: Shop, transaction_id: str, **given: Any) -> str:
    data = await shop.ask(REFUND, input={"transactionId": transaction_id, "refund": given})
    return str(data["refundTransaction"]["refund"]["id"])


async def test_criteria_are_joined_and_empty_ones_do_not_count(shop: Shop) -> None:
    first = await shop.charge("10.00", orderId="A-1", customerDetails={"email": "Ann@example.com"})
    await shop.charge("20.00", orderId="A-2", customerDetails={"email": "bob@example.com"})
    await shop.charge("500", orderId="B_1", merchantAccountId="first-shop-jpy")
    await shop.charge("20.000", "fake-paypal-one-time-nonce", orderId="B%1", merchantAccountId="first-shop-kwd")
    everything = ["A-1", "A-2", "B%1", "B_1"]

    assert await orders(shop) == everything
    assert await orders(shop, orderId=None, id={}, status={"in": []}, customer={"email": {"is": ""}}) == everything
    assert await orders(shop, orderId={"startsWith": "A-"}) == ["A-1", "A-2"]
    assert await orders(shop, orderId={"startsWith": "a-"}) == []
    assert await orders(shop, orderId={"startsWith": "A-", "isNot": "A-1"}) == ["A-2"]
    assert await orders(shop, orderId={"startsWith": "B_"}) == ["B_1"]
    assert await orders(shop, orderId={"contains": "%"}) == ["B%1"]
    assert await orders(shop, orderId={"endsWith": "1", "contains": "-"}) == ["A-1"]
    assert await orders(shop, orderId={"contains": "\\"}) == []
    assert await orders(shop, customer={"email": {"is": "ANN@EXAMPLE.COM"}}) == ["A-1"]
    assert await orders(shop, customer={"email": {"endsWith": "@Example.com"}}) == ["A-1", "A-2"]
    assert await orders(shop, amount={"value": {"is": "20"}}) == ["A-2", "B%1"]
    assert await orders(shop, amount={"value": {"greaterThanOrEqualTo": "20.00"}}) == ["A-2", "B%1", "B_1"]
    assert await orders(shop, amount={"value": {"lessThanOrEqualTo": "19.999"}}) == ["A-1"]
    assert await orders(shop, amount={"currencyCode": {"is": "JPY"}}) == ["B_1"]
    assert await orders(shop, merchantAccountId={"in": ["first-shop-jpy", "first-shop-kwd"]}) == ["B%1", "B_1"]
    assert await orders(shop, paymentMethodSnapshotType={"is": "PAYPAL"}) == ["B%1"]
    assert await orders(shop, paymentMethodSnapshotType={"in": ["PAYPAL", "CREDIT_CARD"]}) == everything
    card = {"creditCardDetails": {"brandCode": {"in": ["VISA"]}, "number": {"endsWith": "1"}}}
    assert await orders(shop, paymentMethod={"paymentMethodSnapshot": card}) == ["A-1", "A-2", "B_1"]
    assert await orders(shop, id={"is": first}) == ["A-1"]
    assert await orders(shop, id={"in": [first, "nothing", "\0", "x" * 10_000]}) == ["A-1"]
    assert await orders(shop, id={"in": [first], "is": "another"}) == []
    assert (
        await orders(shop, status={"in": ["SUBMITTED_FOR_SETTLEMENT", "SETTLING"]}, source={"in": ["API"]})
        == everything
    )
    assert await orders(shop, status={"is": "SETTLED"}) == []
    assert await orders(shop, partiallyAuthorized=False) == everything
    assert await orders(shop, partiallyAuthorized=True) == []
    long_ago = {"lessThanOrEqualTo": "2020-01-01T00:00:00Z"}
    since = {"greaterThanOrEqualTo": "2020-01-01T01:00:00+01:00"}
    assert await orders(shop, createdAt=long_ago) == []
    assert await orders(shop, createdAt=since, statusTransition={"submittedForSettlementAt": since}) == everything
    assert await orders(shop, statusTransition={"submittedForSettlementAt": long_ago}) == []
    assert await orders(shop, statusTransition={"voidedAt": since}) == []


async def test_refunds_are_found_by_who_paid_and_with_what(shop: Shop) -> None:
    paid = await shop.settled("30.00", orderId="paid", customerDetails={"email": "ann@example.com"})
    inherited = await refund(shop, paid, amount="1.00")
    named = await refund(shop, paid, amount="2.00", orderId="given back")

    async def found(**criteria: Any) -> list[str]:
        data = await shop.ask(REFUNDS, input=criteria)
        return [edge["node"]["id"] for edge in data["refunds"]["edges"]]

    assert await found() == [named, inherited]
    assert await found(orderId={"is": "given back"}) == [named]
    assert await found(customer={"email": {"is": "ann@example.com"}}) == [named, inherited]
    assert await found(customer={"email": {"is": "bob@example.com"}}) == []
    assert await found(amount={"value": {"is": "1.00"}}) == [inherited]
    assert await found(statusTransition={"authorizedAt": {"greaterThanOrEqualTo": "2020-01-01T00:00:00Z"}}) == [
        named,
        inherited,
    ]
    paypal = {"paymentMethodSnapshot": {"type": {"is": "PAYPAL"}}}
    assert await found(paymentMethod=paypal) == []
    assert await found(id={"is": paid}) == []


async def test_pages_meet_every_payment_once_even_while_new_ones_come(shop: Shop) -> None:
    paid = await shop.settled("50.00")
    for _ in range(4):
        await refund(shop, paid, amount="1.00")
    for _ in range(3):
        await shop.charge()
    data = await shop.ask(PAYMENTS, input={})
    everything = [edge["node"]["id"] for edge in data["payments"]["edges"]]
    assert len(everything) == 8

    seen: list[str] = []
    after = None
    while True:
        page = (await shop.ask(PAYMENTS, input={}, first=3, after=after))["payments"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        await shop.charge()
    assert seen == everything


async def test_types_choose_transactions_refunds_or_both(shop: Shop) -> None:
    paid = await shop.settled("50.00")
    given_back = await refund(shop, paid)

    async def found(*types: str) -> list[str]:
        data = await shop.ask(PAYMENTS, input={"type": {"in": types}})
        return [edge["node"]["id"] for edge in data["payments"]["edges"]]

    assert await found() == [given_back, paid]
    assert await found("TRANSACTION") == [paid]
    assert await found("REFUND", "DETACHED_REFUND") == [given_back]
    assert await found("DETACHED_REFUND") == []


@pytest.mark.parametrize("legacy_id", ["\ud800", "\0", "x" * 10_000, "", "UPPER", "'; --"])
async def test_legacy_ids_that_are_none_name_nothing(shop: Shop, legacy_id: str) -> None:
    document = "query ($id: ID!) { idsFromLegacyIds(input: {ids: [{legacyId: $id, type: CUSTOMER}]}) }"
    assert await shop.ask(document, id=legacy_id) == {"idsFromLegacyIds": [None]}
    assert isinstance(await shop.refused("query ($id: ID!) { node(id: $id) { id } }", id=legacy_id), Refused)


async def test_an_empty_page_has_no_cursors(shop: Shop) -> None:
    data = await shop.ask(TRANSACTIONS, input={})
    nothing = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
    assert data["transactions"] == {"edges": [], "pageInfo": nothing}


async def test_the_former_path_finds_the_same(shop: Shop) -> None:
    await shop.charge(orderId="one")
    data = await shop.ask("{ search { transactions(input: {}, first: 1) { edges { node { orderId } } } } }")
    assert data["search"]["transactions"]["edges"] == [{"node": {"orderId": "one"}}]


async def test_merchants_see_nothing_of_each_other(shop: Shop, neighbour: Shop) -> None:
    theirs = await neighbour.settled("10.00", orderId="theirs", customerDetails={"email": "ann@example.com"})
    given_back = await refund(neighbour, theirs)
    node = await neighbour.ask("query ($id: ID!) { node(id: $id) { ... on Transaction { legacyId } } }", id=theirs)
    legacy_id = node["node"]["legacyId"]

    assert await orders(shop) == []
    assert await orders(shop, id={"is": theirs}) == []
    assert await orders(shop, customer={"email": {"is": "ann@example.com"}}) == []
    assert await orders(shop, merchantAccountId={"contains": "second"}) == []
    ids = "query ($input: IdsFromLegacyIdsInput!) { idsFromLegacyIds(input: $input) }"
    asked = {"ids": [{"legacyId": legacy_id, "type": "TRANSACTION"}]}
    assert await shop.ask(ids, input=asked) == {"idsFromLegacyIds": [None]}
    assert await neighbour.ask(ids, input=asked) == {"idsFromLegacyIds": [theirs]}
    for id_ in (theirs, given_back):
        refused = await shop.refused("query ($id: ID!) { node(id: $id) { id } }", id=id_)
        assert isinstance(refused, Refused)
        assert [each.condition for each in refused.problems] == [Condition.OBJECT_NOT_FOUND]
    accounts = await shop.ask("{ viewer { merchant { merchantAccounts { edges { node { id } } } } } }")
    edges = accounts["viewer"]["merchant"]["merchantAccounts"]["edges"]
    assert [edge["node"]["id"] for edge in edges] == ["first-shop-jpy", "first-shop-kwd", "first-shop-usd"]


@pytest.mark.parametrize(
    ("criteria", "path"),
    [
        ({"disputeReceivedDate": {"greaterThanOrEqualTo": "2025-01-01"}}, "input.disputeReceivedDate"),
        ({"shippingAddress": {"company": {"is": "x"}}}, "input.shippingAddress"),
        ({"settlementBatchId": {"is": "x"}}, "input.settlementBatchId"),
        ({"facilitatorOAuthApplicationClientId": {"is": "x"}}, "input.facilitatorOAuthApplicationClientId"),
        ({"customer": {"fax": {"is": "x"}}}, "input.customer.fax"),
        ({"paymentMethod": {"paymentMethodId": {"is": "x"}}}, "input.paymentMethod.paymentMethodId"),
        ({"processingMode": {"is": "ONLINE"}}, "input.processingMode"),
    ],
)
async def test_what_there_is_no_data_for_is_refused(shop: Shop, criteria: dict[str, Any], path: str) -> None:
    refused = await shop.refused(TRANSACTIONS, input=criteria)
    assert isinstance(refused, NotSupported)
    assert ".".join(refused.path) == path


async def test_what_there_is_no_data_for_may_be_empty(shop: Shop) -> None:
    empty: dict[str, Any] = {
        "disputeReceivedDate": {},
        "shippingAddress": {"company": {"is": ""}},
        "userId": None,
        "storeId": {"in": []},
    }
    assert await orders(shop, **empty) == []


@pytest.mark.parametrize(
    "criteria",
    [
        {"orderId": {"is": "a\0b"}},
        {"orderId": {"contains": "\ud800"}},
        {"customer": {"email": {"startsWith": "x" * 10_000}}},
        {"merchantAccountId": {"in": ["\0"]}},
        {"amount": {"value": {"is": "1e3"}}},
        {"amount": {"value": {"greaterThanOrEqualTo": "ten"}}},
        {"id": {"in": ["x"] * 1001}},
        {"paymentMethod": {"paymentMethodSnapshot": {"creditCardDetails": {"number": {"endsWith": "41111"}}}}},
    ],
)
async def test_what_cannot_be_searched_for_is_refused(shop: Shop, criteria: dict[str, Any]) -> None:
    refused = await shop.refused(TRANSACTIONS, input=criteria)
    assert isinstance(refused, Refused)
    assert [each.condition for each in refused.problems] == [Condition.SEARCH_INVALID]


@pytest.mark.parametrize(
    ("variables", "condition"),
    [({"first": 0}, Condition.PAGE_SIZE_INVALID), ({"after": "x"}, Condition.CURSOR_INVALID)],
)
async def test_bad_pages_are_refused(shop: Shop, variables: dict[str, Any], condition: Condition) -> None:
    refused = await shop.refused(TRANSACTIONS, input={}, **variables)
    assert isinstance(refused, Refused)
    assert [each.condition for each in refused.problems] == [condition]


async def test_a_page_with_history_and_refunds_takes_a_handful_of_statements(shop: Shop) -> None:
    async def make() -> None:
        paid = await shop.settled("50.00", customerDetails={"email": "ann@example.com"})
        await refund(shop, paid, amount="1.00")

    await make()
    await asyncio.gather(*(make() for _ in range(7)))
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    document = """{
      transactions(input: {}) {
        edges {
          node {
            id status refundedAmount { value } refundability { action maximum { value } } needsAttention
            customer { email } merchantName retry { attemptsMade }
            statusHistory { status timestamp amount { value } } history { at by what }
            refunds {
              id statusHistory { status } history { at what } retry { state } customer { email }
              paymentMethodSnapshot { __typename } refundedTransaction { id customer { email } }
            }
          }
        }
      }
    }"""
    event.listen(Engine, "before_cursor_execute", count)
    try:
        data = await shop.ask(document)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert len(data["transactions"]["edges"]) == 8
    assert len(statements) <= 18, statements


def test_what_the_three_searches_share_has_its_place_in_each() -> None:
    shared = {each.python_name for each in vars(SharedSearchInput)["__strawberry_definition__"].fields}
    for kind in (TransactionSearchInput, RefundSearchInput, PaymentSearchInput):
        names = [each.python_name for each in vars(kind)["__strawberry_definition__"].fields]
        assert shared < set(names)
        assert names[0] == "id"
        assert names[-1] == "processing_mode"


def test_a_field_of_a_search_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):

        @search_input("A search with a field that has no place among the others.")
        class Misplaced(SharedSearchInput):
            nowhere: str
