"""Answers that hold too much: what is counted ends them, whatever the document was said to cost."""

import json
from typing import Any

import httpx
import pytest

from app.engine.limits import Limits
from app.schema.errors.problems import DONE
from app.store.search.bounds import MOST_HEAVY
from tests.attacks.heavy import classes, copies, of_payment, payment, served, watched
from tests.support.merchant_client import REFUND_TRANSACTION, Shop

SMALL = Limits(answer_bytes=10_000)
"""Room for some fifty refunds."""

REFUNDED = """
mutation ($input: RefundTransactionInput!) {
  refundTransaction(input: $input) { refund { id amount { value } refundedTransaction { refunds { id note } } } }
}"""
MANY = "query ($id: ID!) { node(id: $id) { ... on Transaction { id refunds { id note requestedBy } } } }"


async def ask(client: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    response = await client.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code == 200
    answer: dict[str, Any] = json.loads(response.content)
    return answer


async def test_a_list_that_is_longer_than_an_answer_may_be(shop: Shop) -> None:
    paid = await payment(shop, 1, copied=100)
    async with served(shop, SMALL) as client:
        answer = await ask(client, MANY, id=paid)
        few = await ask(client, of_payment("refundedAmount { value }"), id=paid)
    (error,) = answer["errors"]
    assert answer["data"] is None
    assert error["path"][:2] == ["node", "refunds"]
    assert error["extensions"]["errorClass"] == "RESOURCE_LIMIT"
    assert error["message"].startswith("Too much at once: bytes in an answer ")
    assert few["data"]["node"] == {"refundedAmount": {"value": "101.00"}}


async def test_long_texts_count_as_what_they_are(shop: Shop) -> None:
    paid = await payment(shop, 1, copied=4)
    await shop.execute("UPDATE refunds SET note = repeat('x', 4000) WHERE merchant_id = $1", shop.merchant.id)
    async with served(shop, Limits(answer_bytes=15_000)) as client:
        noted = await ask(client, of_payment("refunds { note }"), id=paid)
        plain = await ask(client, of_payment("refunds { status }"), id=paid)
    assert classes(noted) == {"RESOURCE_LIMIT"}
    assert len(plain["data"]["node"]["refunds"]) == 5


@pytest.mark.parametrize("selection", ["refunds { id }", "history { what }", "order { refunds { id } }"])
async def test_no_statement_reads_without_an_end(shop: Shop, selection: str) -> None:
    """More rows than one list of a query may have are not read, let alone walked."""
    paid = await payment(shop, 1, copied=MOST_HEAVY, orderId="long")
    await shop.execute(
        "INSERT INTO status_events (refund_id, status, at, amount, currency, source)"
        " SELECT id, 'SETTLED', created_at, 1, 'USD', 'API' FROM refunds WHERE merchant_id = $1",
        shop.merchant.id,
    )
    async with watched() as watch:
        answer = await shop.post(of_payment(selection), {"id": paid})
    assert classes(answer.body) == {"RESOURCE_LIMIT"}
    assert "rows read for one list" in answer.body["errors"][0]["message"]
    assert watch.longest < 0.1


async def test_what_was_sent_along_with_payments_is_read_for_few_at_a_time(shop: Shop) -> None:
    """A payment keeps up to 90 KB of what a client sent; lists leave it out, and only so much of it is read."""
    line = {"name": "x", "kind": "DEBIT", "quantity": "1", "unitAmount": "1", "totalAmount": "1"}
    items = [{**line, "description": "d" * 120, "url": "u" * 120} for _ in range(240)]
    paid = await shop.charge("10.00", lineItems=items)
    await copies(shop, "transactions", (await shop.node(paid))["legacyId"], 60)
    page = "query { transactions(input: {}, first: 50) { edges { node { id %s } } } }"
    listed = await shop.post(page % "status", {})
    assert len(listed.body["data"]["transactions"]["edges"]) == 50
    async with watched() as watch:
        echoed = await shop.post(page % "lineItems { name }", {})
    assert classes(echoed.body) == {"RESOURCE_LIMIT"}
    assert watch.longest < 0.1
    one = await shop.post(of_payment("lineItems { name }"), {"id": paid})
    assert one.body["data"]["node"]["lineItems"] == [{"name": "x"}] * 240


async def test_a_mutation_is_done_whatever_its_answer_would_be(shop: Shop) -> None:
    """The effect stays, the answer says so, and the same key gives the refund to whoever asks for less."""
    paid = await payment(shop, 1, copied=100)
    given = {"transactionId": paid, "refund": {"amount": "7.00"}, "apiRequestKey": "once"}
    async with served(shop, SMALL) as client:
        answer = await ask(client, REFUNDED, input=given)
        (error,) = answer["errors"]
        assert answer["data"] == {"refundTransaction": None}
        assert error["path"] == ["refundTransaction"]
        assert error["extensions"]["errorClass"] == "RESOURCE_LIMIT"
        assert error["message"].endswith(DONE)
        assert answer["extensions"]["requestId"]
        again = await ask(client, REFUNDED, input=given)
        assert again["data"] == {"refundTransaction": None}
    found = (await shop.post(REFUND_TRANSACTION, {"input": given})).object
    assert (found["amount"]["value"], found["status"]) == ("7.00", "SUBMITTED_FOR_SETTLEMENT")
    assert await shop.given_back(paid) == 8_00


async def test_one_large_answer_stops_no_other_mutation_of_the_document(shop: Shop) -> None:
    large, small = await payment(shop, 1, copied=100), await shop.settled("10.00")
    inputs = [{"transactionId": each, "refund": {"amount": "2.00"}} for each in (large, small, large)]
    fields = "refund { amount { value } refundedTransaction { refunds { id note } } }"
    document = "mutation ($a: RefundTransactionInput!, $b: RefundTransactionInput!, $c: RefundTransactionInput!) {"
    document += " ".join(f"{name}: refundTransaction(input: ${name}) {{ {fields} }}" for name in "abc") + " }"
    async with served(shop, SMALL) as client:
        answer = await ask(client, document, **dict(zip("abc", inputs, strict=True)))
    assert [error["path"] for error in answer["errors"]] == [["a"], ["c"]]
    assert (answer["data"]["a"], answer["data"]["c"]) == (None, None)
    assert answer["data"]["b"]["refund"]["amount"] == {"value": "2.00"}
    assert (await shop.given_back(large), await shop.given_back(small)) == (1_00 + 4_00, 2_00)


async def test_what_was_refused_is_not_called_done(shop: Shop) -> None:
    """The errors of one mutation's answer are too many: the next one's own error says all the same what is wrong."""
    wrong = " ".join(f'c{number}: transactions(after: "x") {{ pageInfo {{ hasNextPage }} }}' for number in range(4))
    charge = f"chargePaymentMethod(input: $charge) {{ transaction {{ amount {{ value }} customer {{ {wrong} }} }} }}"
    document = "mutation ($charge: ChargePaymentMethodInput!, $refund: RefundTransactionInput!) {"
    document += f" a: {charge} b: refundTransaction(input: $refund) {{ refund {{ id }} }} c: {charge} }}"
    sold = {"amount": "5.00", "customerDetails": {"email": "ann@example.com"}}
    charged = {"paymentMethodId": "fake-valid-nonce", "transaction": sold}
    async with served(shop, Limits(answer_errors=3)) as client:
        answer = await ask(client, document, charge=charged, refund={"transactionId": "dHJhbnNhY3Rpb25fbm9uZQ"})
    assert answer["data"] == {"a": None, "b": None, "c": None}
    ended = [(error["path"], error["extensions"]["errorClass"]) for error in answer["errors"][3:]]
    assert ended == [(["a"], "RESOURCE_LIMIT"), (["b"], "NOT_FOUND"), (["c"], "RESOURCE_LIMIT")]
    assert [DONE in error["message"] for error in answer["errors"][3:]] == [True, False, True]
    found = await shop.post("query { transactions(input: {}) { edges { node { amount { value } } } } }", {})
    assert len(found.body["data"]["transactions"]["edges"]) == 2


async def test_too_many_errors_end_a_query(shop: Shop) -> None:
    """Each has a path and words of its own, and may be logged: there are only so many beside the data."""
    await shop.charge("1.00", customerDetails={"email": "ann@example.com"})
    plain = (await shop.post("query { transactions(input: {}) { edges { node { legacyId } } } }", {})).body
    await copies(shop, "transactions", plain["data"]["transactions"]["edges"][0]["node"]["legacyId"], 20)
    wrong = " ".join(
        f'c{number}: transactions(first: 1, after: "x") {{ pageInfo {{ hasNextPage }} }}' for number in range(7)
    )
    query = f"query {{ transactions(input: {{}}) {{ edges {{ node {{ customer {{ {wrong} }} }} }} }} }}"
    async with served(shop, Limits(answer_errors=10)) as client:
        answer = await ask(client, query)
    assert answer["data"] is None
    assert len(answer["errors"]) == 11
    assert [error["extensions"]["errorClass"] for error in answer["errors"]] == ["VALIDATION"] * 10 + ["RESOURCE_LIMIT"]


async def test_each_payment_is_looked_at_once_for_all_products(shop: Shop) -> None:
    """What can be given back of an order bounds what can be given back of each of its products."""
    named = [f"item-{number}" for number in range(400)]
    items = [{"id": name, "name": "Thing", "quantity": 1, "unitAmount": "0.10"} for name in named]
    await shop.record_order("many", lineItems=items)
    paid = await shop.settled("10.00", orderId="many")
    await copies(shop, "transactions", (await shop.node(paid))["legacyId"], 90)
    preview = "query ($input: RefundOrderInput!) { previewRefund(input: $input) { total { value } } }"
    async with watched() as watch:
        shown = await shop.post(
            preview, {"input": {"orderId": "many", "lineItems": [{"lineItemId": n} for n in named]}}
        )
        looked = await shop.post(
            'query { order(orderId: "many") { refundableAmount { value } lineItems { refundableAmount { value } } } }',
            {},
        )
    assert shown.body["data"]["previewRefund"]["total"] == {"value": "40.00"}
    assert looked.body["data"]["order"]["refundableAmount"] == {"value": "910.00"}
    assert looked.body["data"]["order"]["lineItems"] == [{"refundableAmount": {"value": "0.10"}}] * 400
    assert watch.longest < 0.2
