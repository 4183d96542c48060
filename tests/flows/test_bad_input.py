"""What a client can send wrong to a mutation: never a 500, never INTERNAL, always the error form, nothing changed."""

import json
from typing import Any

import pytest

from tests.flows.refusals import Given, checked, classes, rejected, unchanged
from tests.support.merchant_client import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
    NODE,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SETTLE,
    VISA,
    VOID,
    Shop,
)

BAD_TEXTS: dict[str, list[object]] = {
    "nul": ["a\0b"],
    "half a character": ["a\ud800b"],
    "endless": ["x" * 10_000],
    "no text": [1.5, True, ["a", "b"], {"a": 1}],
}

TEXTS: list[tuple[str, str, str]] = [
    *(
        ("refund", REFUND_TRANSACTION, path)
        for path in (
            *("transactionId", "refund.orderId", "refund.merchantAccountId", "refund.description", "apiRequestKey"),
            *("refund.onFailure", "refund.lineItems.name"),
        )
    ),
    ("reverse", REVERSE, "transactionId"),
    ("void", VOID, "transactionId"),
    ("settle", SETTLE, "transactionId"),
    ("settle", SETTLE, "settlementState"),
    ("reverse a refund", REVERSE_REFUND, "refundId"),
    ("capture", CAPTURE, "transaction.orderId"),
    ("authorize", AUTHORIZE, "transaction.purchaseOrderNumber"),
    ("charge", CHARGE, "paymentMethodId"),
    *(
        ("charge", CHARGE, f"transaction.{path}")
        for path in (
            *("merchantAccountId", "orderId", "customerId", "customerDetails.email", "channel", "descriptor.name"),
            *("customFields.name", "customFields.value", "lineItems.name"),
        )
    ),
]
"""Where texts go, by the mutation."""

LINE_ITEM = {"name": "n", "kind": "DEBIT", "quantity": "1", "unitAmount": "1.00", "totalAmount": "1.00"}


async def asked(shop: Shop, mutation: str) -> Given:
    """A good input for the mutation, to be spoiled in one place."""
    if mutation in (CHARGE, AUTHORIZE):
        sale: Given = {"amount": "1.00", "customerDetails": {}, "descriptor": {}}
        sale |= {"lineItems": [dict(LINE_ITEM)], "customFields": [{"name": "f"}]}
        return {"paymentMethodId": VISA, "transaction": sale}
    if mutation is REVERSE_REFUND:
        return {"refundId": (await shop.refund(await shop.settled(), "1.00")).object["id"]}
    if mutation is CAPTURE:
        return {"transactionId": await shop.authorize(), "transaction": {}}
    if mutation is REFUND_TRANSACTION:
        return {"transactionId": await shop.settled(), "refund": {"amount": "1.00", "lineItems": [dict(LINE_ITEM)]}}
    return {"transactionId": await shop.charge()}


def put(given: Given, path: str, value: object) -> None:
    *above, last = path.split(".")
    place: Any = given
    for name in above:
        place = place[name]
        place = place[0] if isinstance(place, list) else place
    place[last] = value


@pytest.mark.parametrize(("name", "mutation", "path"), TEXTS, ids=[f"{name} {path}" for name, _, path in TEXTS])
async def test_a_text_that_cannot_be_kept(shop: Shop, name: str, mutation: str, path: str) -> None:
    given = await asked(shop, mutation)
    async with unchanged(shop):
        for kind, values in BAD_TEXTS.items():
            for value in values:
                put(given, path, value)
                errors = await rejected(shop, mutation, {"input": given})
                assert {each["extensions"]["errorClass"] for each in errors} <= {"VALIDATION", "NOT_FOUND"}, kind
                named = errors[0]["extensions"].get("inputPath", [])
                if named:
                    assert ".".join(part for part in named if not part.isdecimal()) == f"input.{path}", kind


@pytest.mark.parametrize("mutation", [REFUND_TRANSACTION, REVERSE, VOID, CAPTURE, CHARGE, REVERSE_REFUND, SETTLE])
async def test_a_client_mutation_id_that_is_too_long(shop: Shop, mutation: str) -> None:
    given = await asked(shop, mutation)
    async with unchanged(shop):
        for text in ("x" * 256, "é" * 256, "x" * 10_000):
            (error,) = await rejected(shop, mutation, {"input": {**given, "clientMutationId": text}})
            assert error["extensions"]["inputPath"] == ["input", "clientMutationId"]
            assert "255" in error["message"]


@pytest.mark.parametrize("text", ["", "x" * 255, "é" * 255, "a\0b", "👍 \u202e\u200b\x7f", '"\\\n'], ids=ascii)
async def test_a_client_mutation_id_comes_back_as_it_is(shop: Shop, text: str) -> None:
    document = VOID.replace("{ transaction {", "{ clientMutationId transaction {", 1)
    answer = await shop.ask(document, transactionId=await shop.charge(), clientMutationId=text)
    assert answer.body["data"]["voidTransaction"]["clientMutationId"] == text


IDS = ["", " ", "0", "transaction_abc", "dHJhbnNhY3Rpb25f", "é", "\0", "👍", "%00", "' OR 1=1 --", "a" * 10_000, "==="]


@pytest.mark.parametrize("mutation", [REVERSE, REFUND_TRANSACTION, VOID, CAPTURE, SETTLE, REVERSE_REFUND, NODE])
async def test_an_id_that_is_none(shop: Shop, mutation: str) -> None:
    field = "refundId" if mutation is REVERSE_REFUND else "transactionId"
    for bad in IDS:
        variables = {"id": bad} if mutation is NODE else {"input": {field: bad}}
        (error,) = await rejected(shop, mutation, variables)
        assert error["extensions"]["errorClass"] == "NOT_FOUND", ascii(bad)
        assert error["extensions"]["inputPath"] == (["id"] if mutation is NODE else ["input", field])
        assert error["message"] == "An object with this ID was not found."


async def test_an_id_has_one_spelling(shop: Shop) -> None:
    transaction_id = await shop.charge()
    padded = transaction_id + "=" * (-len(transaction_id) % 4 or 4)
    legacy_id = (await shop.node(transaction_id))["legacyId"]
    others = [padded, transaction_id + " ", transaction_id + "\n", transaction_id.swapcase(), legacy_id]
    async with unchanged(shop):
        for spelling in [*others, json.dumps(transaction_id)]:
            (error,) = await rejected(shop, VOID, {"input": {"transactionId": spelling}})
            assert error["extensions"]["errorClass"] == "NOT_FOUND", spelling


async def test_an_id_of_another_type_is_not_found(shop: Shop) -> None:
    transaction_id = await shop.settled(customerDetails={"email": "ann@example.com"})
    refund_id = (await shop.refund(transaction_id, "1.00")).object["id"]
    customer = await shop.post(
        "query ($id: ID!) { node(id: $id) { ... on Transaction { customer { id } } } }", {"id": transaction_id}
    )
    customer_id = customer.body["data"]["node"]["customer"]["id"]
    wrong = [(VOID, refund_id), (CAPTURE, refund_id)]
    wrong += [(mutation, customer_id) for mutation in (VOID, CAPTURE, REVERSE, REFUND_TRANSACTION, SETTLE)]
    async with unchanged(shop):
        for mutation, other in wrong:
            (error,) = await rejected(shop, mutation, {"input": {"transactionId": other}})
            assert error["extensions"]["errorClass"] == "NOT_FOUND"
        for other in (transaction_id, customer_id):
            (error,) = await rejected(shop, REVERSE_REFUND, {"input": {"refundId": other}})
            assert error["extensions"]["errorClass"] == "NOT_FOUND"


MISTAKES: dict[str, tuple[str, Given]] = {
    "an amount beside the transaction's id": (REFUND_TRANSACTION, {"amount": "1.00"}),
    "a field that there is not": (REVERSE, {"reason": "because"}),
    "a refund that is a text": (REFUND_TRANSACTION, {"refund": "1.00"}),
    "a refund that is two": (REFUND_TRANSACTION, {"refund": [{"amount": "1.00"}, {"amount": "2.00"}]}),
    "no transaction": (VOID, {"transactionId": None}),
    "a policy in lower case": (REVERSE, {"onFailure": "queue"}),
    "a policy that is a number": (REVERSE, {"onFailure": 1}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
async def test_what_the_schema_does_not_know_is_never_ignored(shop: Shop, mistake: str) -> None:
    mutation, wrong = MISTAKES[mistake]
    given = {"transactionId": await shop.settled(), **wrong}
    async with unchanged(shop):
        errors = await rejected(shop, mutation, {"input": given})
    assert {each["extensions"]["errorClass"] for each in errors} == {"VALIDATION"}


@pytest.mark.parametrize("named", [True, False])
async def test_an_amount_beside_the_transaction_is_told_where_it_belongs(shop: Shop, named: bool) -> None:
    """BRAINTREE.md 5: what real clients get wrong."""
    given = {"transactionId": "x", "amount": "1.00"}
    literal = REFUND_TRANSACTION.replace("($input: RefundTransactionInput!)", "")
    literal = literal.replace("$input", '{transactionId: "x", amount: "1.00"}')
    answer = await (shop.ask(REFUND_TRANSACTION, **given) if named else shop.post(literal))
    (error,) = checked(answer)
    assert error["message"].startswith("Send amount inside of refund, as refund.amount. ")
    assert error["extensions"]["errorClass"] == "VALIDATION"


async def test_endless_lists_are_limited(shop: Shop) -> None:
    given = await asked(shop, REFUND_TRANSACTION)
    given["refund"]["lineItems"] = [LINE_ITEM] * 250
    async with unchanged(shop):
        (error,) = await rejected(shop, REFUND_TRANSACTION, {"input": given})
    assert error["extensions"]["errorClass"] == "RESOURCE_LIMIT"


VOID_A = 'voidTransaction(input: {transactionId: "a"})'
DOCUMENTS = {
    "an id typed as a text": "mutation ($id: String!)"
    " { voidTransaction(input: {transactionId: $id}) { transaction { id } } }",
    "fields of the union itself": "mutation"
    ' { reverseTransaction(input: {transactionId: "a"}) { reversal { id status } } }',
    "no selection": f"mutation {{ {VOID_A} }}",
    "no input": "mutation { voidTransaction { transaction { id } } }",
    "an unknown field": 'mutation { undoTransaction(input: {transactionId: "a"}) { id } }',
    "half a character": 'mutation { voidTransaction(input: {transactionId: "\\ud800"}) { transaction { id } } }',
    "a mutation as a query": f"{{ {VOID_A} {{ transaction {{ id }} }} }}",
    "a broken document": "mutation { voidTransaction(",
    "nothing": "",
}


@pytest.mark.parametrize("mistake", DOCUMENTS)
async def test_a_document_that_is_wrong(shop: Shop, mistake: str) -> None:
    answer = await shop.send_json(DOCUMENTS[mistake], {"id": "a"})
    assert answer.status in (200, 400)
    assert "data" not in answer.body
    assert classes(answer) == {"VALIDATION"}


VARIABLES: list[Any] = [None, {}, {"input": None}, {"input": []}, {"input": "x"}, {"input": 1}, {"other": {}}, [], "x"]


@pytest.mark.parametrize("variables", VARIABLES, ids=repr)
async def test_variables_that_do_not_fit(shop: Shop, variables: Any) -> None:
    answer = await shop.send(json.dumps({"query": VOID, "variables": variables}))
    assert answer.status in (200, 400)
    assert classes(answer) == {"VALIDATION"}


BODIES: dict[str, str | bytes] = {
    **{text: text for text in ("1", "null", '"x"', "true", "[]", "{}", "{", "[{}]", '{"query": 1}')},
    "nothing": "",
    "no UTF-8": b'{"query": "\xff"}',
    "nested deeply": "[" * 5_000 + "]" * 5_000,
    "nested variables": '{"query": "{ ping }", "variables": {"a": ' + "[" * 5_000 + "]" * 5_000 + "}}",
    "a number of 5,000 digits": '{"query": "{ ping }", "variables": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("body", BODIES)
async def test_a_body_that_is_wrong(shop: Shop, body: str) -> None:
    answer = await shop.send(BODIES[body])
    assert answer.status == 400
    assert "data" not in answer.body
    assert classes(answer) == {"VALIDATION"}
