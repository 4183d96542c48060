"""Every argument that can name something, with what another merchant has: the answer is as for what there is not.

The arguments are read off the schema: one that comes later has to be said to name something, or to be mere words.
"""

import itertools
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_object_type

from tests.flows.arguments import TYPES, Argument, arguments
from tests.flows.neighbours import Neighbour, said, settle_down
from tests.flows.requests import REQUESTS, document, order
from tests.support.merchant_client import Answer, Shop

IDS = "id transactionId transactionIds paymentId refundId userId customerId driftId"
NOT_KEPT = "paymentMethodId facilitatorOAuthApplicationClientId storeId settlementBatchId processorAuthorizationId"
NAMES = {
    **dict.fromkeys(f"{IDS} {NOT_KEPT} paypalAccountId".split(), "id"),
    "legacyId": "legacy id",
    "orderId": "order",
    "lineItemId": "item",
    "adjustmentId": "adjustment",
    "previewToken": "preview",
    "apiRequestKey": "request",
    "publicKey": "api key",
    "reasonCode": "reason",
    "code": "reason",
    "merchantAccountId": "account",
    "gatewayTransactionId": "payment elsewhere",
    "email": "person",
    "customerEmail": "person",
    "payerEmail": "person",
    "after": "cursor",
}
"""Arguments that name something, and what kind of name it is. Cursors have a test of their own."""

WORDS = {
    "clientMutationId",
    "note",
    "description",
    "name",
    "label",
    "reference",
    "password",
    "currentPassword",
    "newPassword",
    "by",
    "currencyCode",
    "value",
    "startsWith",
    "endsWith",
    "firstName",
    "lastName",
    "company",
    "phone",
    "phoneNumber",
    "fax",
    "website",
    "cardholderName",
    "notifyEmails",
    "retryInterval",
    "timeZone",
    "addressLine1",
    "addressLine2",
    "adminArea1",
    "adminArea2",
    "postalCode",
    "countryName",
    "quantity",
    "unitAmount",
    "totalAmount",
    "unitTaxAmount",
    "taxAmount",
    "discountAmount",
    "surchargeAmount",
    "unitOfMeasure",
    "productCode",
    "commodityCode",
    "url",
    "imageUrl",
    "itemType",
    "upcCode",
    "purchaseOrderNumber",
    "channel",
    "adapter",
    "key",
    "countryPhoneCode",
    "customerBrowser",
    "customerIp",
    "cvv",
    "deviceData",
    "domains",
    "expirationMonth",
    "expirationYear",
    "extendedAddress",
    "extensionNumber",
    "locality",
    "number",
    "region",
    "shippingAmount",
    "shippingTaxAmount",
    "shipsFromPostalCode",
    "streetAddress",
}
"""Arguments that name nothing: they are kept and given back, or compared with what the merchant itself has.

A gateway account's `name` does, and tests/gateways/accounts asks for a neighbour's.
"""


def is_naming(argument: Argument) -> bool:
    return NAMES.get(argument.name, "cursor") != "cursor"


MADE_OF_ITS_TEXT = "idFromLegacyId"
"""What answers with an id that is made of the text that was sent, and looks nothing up."""

NAMING = sorted(
    (each for each in arguments() if is_naming(each) and each.field != MADE_OF_ITS_TEXT),
    key=lambda each: (each.owner, each.field, each.path),
)
FIELDS = {
    f"{owner}.{name}": list(found)
    for (owner, name), found in itertools.groupby(NAMING, key=lambda each: (each.owner, each.field))
}


def test_it_is_known_of_every_argument_whether_it_names_something() -> None:
    names = {each.name for each in arguments()}
    assert not set(NAMES) & WORDS
    assert names == set(NAMES) | WORDS


async def asked(shop: Shop, field: str) -> dict[str, Any]:
    """Arguments of a query that finds something of the shop's own."""
    match field:
        case "order":
            return {"orderId": await order(shop)}
        case "previewRefund":
            return {"input": {"orderId": await order(shop), "lineItems": [{"lineItemId": "item-1", "quantity": 1}]}}
        case "idsFromLegacyIds":
            return {"input": {"ids": [{"legacyId": "x", "type": "TRANSACTION"}]}}
        case "node":
            return {"id": await shop.settled()}
    return {"input": {}}


def query(argument: Argument) -> str:
    """A document that asks the field of the argument, and takes all of its arguments as variables."""
    owner = TYPES[argument.owner]
    assert isinstance(owner, GraphQLObjectType)
    field = owner.fields[argument.field]
    told = get_named_type(field.type)
    selection = ""
    if is_object_type(told) or TYPES[told.name] is TYPES["Node"]:
        selection = "{ edges { cursor } }" if "edges" in getattr(told, "fields", {}) else "{ __typename }"
    variables = ", ".join(f"${name}: {value.type}" for name, value in field.args.items())
    given = ", ".join(f"{name}: ${name}" for name in field.args)
    asked_for = f"{argument.field}({given}) {selection}"
    within = {"Query": "{}", "Search": "search {{ {} }}", "Merchant": "viewer {{ merchant {{ {} }} }}"}[argument.owner]
    return f"query ({variables}) {{ {within.format(asked_for)} }}"


async def ask(argument: Argument, name: str, by: Shop, given: dict[str, Any]) -> Answer:
    """What is answered where everything is the shop's own but for this one name."""
    text = document(argument.field) if argument.owner == "Mutation" else query(argument)
    return await by.post(text, argument.put(given, {"is": name} if argument.compares else name))


async def request(shop: Shop, argument: Argument) -> tuple[Shop, dict[str, Any]]:
    """Who asks for the argument's field, and what, so that something of the shop's own is found or done."""
    if argument.owner != "Mutation":
        return shop, await asked(shop, argument.field)
    if argument.field == "adoptTransaction":
        # Of a sandbox merchant, such as this one, no gateway is asked.
        return shop, {"input": {"gatewayTransactionId": "elsewhere"}}
    if argument.field == "adoptDrift":
        return shop, {"input": {"driftId": "nobodys"}}
    by, given = await REQUESTS[argument.field](shop)
    return by, {"input": given}


@pytest.mark.parametrize("field", FIELDS)
async def test_what_a_neighbour_has_is_as_what_there_is_not(shop: Shop, neighbour: Neighbour, field: str) -> None:
    before = await neighbour.shop.everything()
    by, given = await request(shop, FIELDS[field][0])
    for argument in FIELDS[field]:
        kind = NAMES[argument.name]
        for names in zip(neighbour.names[kind], neighbour.nobodys[kind], strict=True):
            answers = []
            for name in names:
                answer = await ask(argument, name, by, given)
                answers.append(said(answer, name))
                if argument.owner == "Mutation" and not answer.codes:
                    by, given = await request(shop, argument)
            assert answers[0] == answers[1], f"{field} {argument.path}: {names}"
    assert await neighbour.shop.everything() == before


SEARCHED = ("transactions", "refunds", "payments", "orders", "customers")

LISTS = {
    **{f"Query.{name}": f"{name}(input: {{}}, first: 1, after: $after)" for name in SEARCHED},
    **{
        f"Search.{name}": f"search {{ {name}(input: {{}}, first: 1, after: $after) EDGES }}"
        for name in ("transactions", "refunds", "payments", "customers")
    },
    "Query.refundQueue": "refundQueue(first: 1, after: $after)",
    "Query.approvals": "approvals(first: 1, after: $after)",
    "Query.changes": "changes(first: 1, after: $after)",
    "Query.drift": "drift(first: 1, after: $after)",
    "Merchant.merchantAccounts": "viewer { merchant { merchantAccounts(first: 1, after: $after) EDGES } }",
    "Customer.transactions": "node(id: $id) { ... on Customer { transactions(first: 1, after: $after) EDGES } }",
    "Customer.paymentMethods": "node(id: $id) { ... on Customer { paymentMethods(first: 1, after: $after) EDGES } }",
    "Customer.orders": "node(id: $id) { ... on Customer { orders(first: 1, after: $after) EDGES } }",
}
"""How each list is asked for, a page of one at a time."""


EMPTY = {"PaymentMethod.verifications"}
"""Lists that never have anything."""


def test_every_list_is_among_them() -> None:
    assert set(LISTS) | EMPTY == {f"{each.owner}.{each.field}" for each in arguments() if each.name == "after"}


async def page(shop: Shop, name: str, customer: str, after: str | None = None) -> list[dict[str, Any]]:
    """The edges of a page of one; whatever it is, `node` tells it apart."""
    told = {"Query.changes": "at what", "Query.refundQueue": "payment { id }"}.get(name, "id")
    edges = f"{{ edges {{ cursor node {{ {told} }} }} }}"
    text = LISTS[name].replace("EDGES", edges) if "EDGES" in LISTS[name] else f"{LISTS[name]} {edges}"
    variables = "$after: String, $id: ID!" if "$id" in text else "$after: String"
    answer = await shop.post(f"query ({variables}) {{ {text} }}", {"after": after, "id": customer})
    assert "errors" not in answer.body, answer.body
    found = answer.body["data"]
    while "edges" not in found:
        (found,) = found.values()
    return list(found["edges"])


@pytest.mark.parametrize("name", LISTS)
async def test_a_neighbours_cursor_leads_to_ones_own_things_only(shop: Shop, neighbour: Neighbour, name: str) -> None:
    own = await settle_down(shop)
    mine, cursor = [], None
    while found := await page(shop, name, own.customer, cursor):
        mine += found
        cursor = found[0]["cursor"]
    (theirs,) = await page(neighbour.shop, name, neighbour.customer)
    for edge in await page(shop, name, own.customer, theirs["cursor"]):
        assert edge in mine
    assert mine, "there is something that could be found"
    assert theirs["node"] not in [edge["node"] for edge in mine] or name == "Merchant.merchantAccounts"
