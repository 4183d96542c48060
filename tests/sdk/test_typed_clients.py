"""What generated clients put on the wire, by plain HTTP: the envelope of a request, and nulls for what is not given."""

from typing import Any

import httpx
import pytest

from tests.support.merchant_client import Shop

# Generated clients add `__typename` everywhere and keep several operations in one document.
DOCUMENT = """
query Look($id: ID!) { __typename node(id: $id) { __typename id } }
query Ping { __typename ping }
mutation Reverse($input: ReverseTransactionInput!) {
  __typename
  reverseTransaction(input: $input) {
    __typename clientMutationId
    reversal { __typename ... on Transaction { id status } ... on Refund { id status } }
  }
}
mutation Refund($input: RefundTransactionInput!) {
  __typename
  refundTransaction(input: $input) { __typename clientMutationId refund { __typename id amount { __typename value } } }
}
"""
PERSISTED = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}
OTHERS = {"clientLibrary": {"name": "@apollo/client", "version": "4.0.0"}, "tracing": None}
"""What clients send as extensions that the service knows nothing of."""


async def post(shop: Shop, body: dict[str, Any]) -> httpx.Response:
    headers = {
        "Authorization": shop.authorization,
        "Accept": "application/graphql-response+json, application/json;q=0.9",
    }
    return await shop.http.post(shop.live.url, json=body, headers=headers)


@pytest.mark.parametrize(
    "envelope",
    [
        {},
        {"variables": None},
        {"variables": {}},
        {"variables": {"unused": 1}},
        {"operationName": None},
        {"operationName": "Ping"},
        {"extensions": None},
        {"extensions": {}},
        {"extensions": OTHERS},
        {"extensions": {**OTHERS, "persistedQuery": None}},
        {"variables": None, "operationName": "Ping", "extensions": OTHERS},
    ],
    ids=lambda envelope: " and ".join(envelope) or "the query alone",
)
async def test_an_envelope_with_or_without_what_may_be_left_out(shop: Shop, envelope: dict[str, Any]) -> None:
    response = await post(shop, {"query": "query Ping { __typename ping }", **envelope})
    assert response.status_code == 200
    assert response.json()["data"] == {"__typename": "Query", "ping": "pong"}


@pytest.mark.parametrize(
    "envelope",
    [
        {"extensions": PERSISTED},
        {"extensions": {**OTHERS, **PERSISTED}},
        {"variables": None, "operationName": "Ping", "extensions": PERSISTED},
    ],
    ids=["alone", "among others", "with all the rest"],
)
async def test_a_client_that_also_sends_a_hash_is_told_to_send_the_document_alone(
    shop: Shop, envelope: dict[str, Any]
) -> None:
    response = await post(shop, {"query": "query Ping { __typename ping }", **envelope})
    assert response.status_code == 200
    answer = response.json()
    assert "data" not in answer
    (error,) = answer["errors"]
    assert error["message"] == "PersistedQueryNotSupported"  # clients look for this text
    assert error["extensions"]["code"] == "PERSISTED_QUERY_NOT_SUPPORTED"
    assert error["extensions"]["errorClass"] == "NOT_IMPLEMENTED"


async def test_of_several_operations_the_named_one_alone_is_carried_out(shop: Shop) -> None:
    paid = await shop.settled("10.00")
    given = {"id": paid, "input": {"transactionId": paid}}
    looked = await post(shop, {"query": DOCUMENT, "operationName": "Look", "variables": given})
    assert looked.json()["data"] == {"__typename": "Query", "node": {"__typename": "Transaction", "id": paid}}
    assert await shop.effects(paid) == ["charge"]
    reversed_ = await post(shop, {"query": DOCUMENT, "operationName": "Reverse", "variables": given})
    payload = reversed_.json()["data"]["reverseTransaction"]
    assert payload["__typename"] == "ReverseTransactionPayload"
    assert payload["reversal"]["__typename"] == "Refund"
    assert await shop.effects(paid) == ["charge", "refund"]


@pytest.mark.parametrize("name", [None, "", "Other", "reverse"])
async def test_of_several_operations_none_is_carried_out_if_none_is_named(shop: Shop, name: str | None) -> None:
    paid = await shop.settled("10.00")
    given = {"id": paid, "input": {"transactionId": paid}}
    response = await post(shop, {"query": DOCUMENT, "operationName": name, "variables": given})
    assert response.status_code == 400
    assert "data" not in response.json()
    assert await shop.effects(paid) == ["charge"]


NULLS = {"clientMutationId": None, "apiRequestKey": None}
NO_PARTICULARS = dict.fromkeys(("amount", "orderId", "merchantAccountId", "description", "lineItems", "onFailure"))


@pytest.mark.parametrize("refund", [None, NO_PARTICULARS], ids=["no refund", "a refund of nulls"])
async def test_null_is_the_same_as_absent(shop: Shop, refund: dict[str, Any] | None) -> None:
    """What a generated client's caller leaves out goes over the wire as null: it asks for a refund in full."""
    paid = await shop.settled("10.00", orderId="order-1")
    given = {"input": {"transactionId": paid, "refund": refund, **NULLS}}
    response = await post(shop, {"query": DOCUMENT, "operationName": "Refund", "variables": given})
    payload = response.json()["data"]["refundTransaction"]
    assert payload["clientMutationId"] is None
    assert payload["refund"]["amount"] == {"__typename": "MonetaryAmount", "value": "10.00"}
    assert (await shop.node(payload["refund"]["id"]))["orderId"] == "order-1"
    assert await shop.given_back(paid) == 10_00


@pytest.mark.parametrize(
    ("query", "given", "told"),
    [
        (
            "mutation ($input: RefundTransactionInput!) { refundTransaction(input: $input) { refund { id } } }",
            {"amount": "7.00"},
            "amount",
        ),
        (
            "mutation ($input: ReverseTransactionInput!) { reverseTransaction(input: $input) { reversal { status } } }",
            {},
            "TransactionReversal",
        ),
        (
            "mutation ($id: ID!, $input: RefundTransactionInput!) {"
            " refundTransaction(input: {transactionId: $id, refund: {orderId: $id}}) { refund { id } } }",
            {},
            "$id",
        ),
    ],
    ids=["an amount beside the transaction", "fields of the reversal itself", "an ID for a String"],
)
async def test_what_clients_often_get_wrong_is_told(shop: Shop, query: str, given: dict[str, Any], told: str) -> None:
    """BRAINTREE.md 5, its last line: never ignored, since that would refund too much."""
    paid = await shop.settled("10.00")
    variables = {"id": paid, "input": {"transactionId": paid, **given}}
    answer = (await post(shop, {"query": query, "variables": variables})).json()
    assert "data" not in answer
    assert any(told in error["message"] for error in answer["errors"])
    assert {error["extensions"]["errorClass"] for error in answer["errors"]} == {"VALIDATION"}
    assert await shop.effects(paid) == ["charge"]
