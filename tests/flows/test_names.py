"""Every argument that can name something, with what another merchant has: the answer is as for what there is not.

The arguments are read off the schema: one that comes later has to be said to name something, or to be mere words.
"""

import itertools
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_composite_type

from app.flows.orders.carry_out_run import carry_out_run
from tests.flows.arguments import TYPES, Argument, arguments
from tests.flows.neighbours import Neighbour, said, settle_down
from tests.flows.requests import REQUESTS, document, order
from tests.support.following import first_answer
from tests.support.merchant_client import Answer, Shop

IDS = "id transactionId transactionIds paymentId refundId userId customerId driftId endpointId"
NOT_KEPT = "paymentMethodId facilitatorOAuthApplicationClientId storeId settlementBatchId processorAuthorizationId"
NAMES = {
    **dict.fromkeys(f"{IDS} {NOT_KEPT} paypalAccountId".split(), "id"),
    "legacyId": "legacy id",
    "orderId": "order",
    "orderIds": "order",
    "run": "run",
    "messageId": "message",
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
    "reason",
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
    "keep",
    "recordExternally",
    "subject",
    "text",
    "types",
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
        case "paymentChanged":
            return {"id": await shop.settled()}
        case "orderChanged":
            return {"orderId": await order(shop)}
    return {"input": {}}


def query(argument: Argument) -> str:
    """A document that asks the field of the argument, and takes all of its arguments as variables."""
    owner = TYPES[argument.owner]
    assert isinstance(owner, GraphQLObjectType)
    field = owner.fields[argument.field]
    told = get_named_type(field.type)
    selection = ""
    if is_composite_type(told):
        selection = "{ edges { cursor } }" if "edges" in getattr(told, "fields", {}) else "{ __typename }"
    variables = ", ".join(f"${name}: {value.type}" for name, value in field.args.items())
    given = ", ".join(f"{name}: ${name}" for name in field.args)
    asked_for = f"{argument.field}({given}) {selection}"
    within = {"Search": "search {{ {} }}", "Merchant": "viewer {{ merchant {{ {} }} }}"}.get(argument.owner, "{}")
    kind = "subscription" if argument.owner == "Subscription" else "query"
    return f"{kind} ({variables}) {{ {within.format(asked_for)} }}"


INSTEAD_OF = {"messageId": "since"}
"""What is left out where this is named: both are refused, whatever is named."""


async def ask(argument: Argument, name: str, by: Shop, given: dict[str, Any]) -> Answer:
    """What is answered where everything is the shop's own but for this one name."""
    text = document(argument.field) if argument.owner == "Mutation" else query(argument)
    variables = argument.put(given, {"is": name} if argument.compares else name)
    if argument.name in INSTEAD_OF:
        del variables["input"][INSTEAD_OF[argument.name]]
    if argument.owner == "Subscription":
        return await first_answer(by, text, variables)
    return await by.post(text, variables)


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


async def kept(shop: Shop) -> list[str]:
    """Every row of the merchant's payments, and of what else these names are of."""
    rows = await shop.everything()
    for table in ("webhook_endpoints", "webhook_messages", "refund_runs", "drift", "users", "api_keys"):
        found = await shop.execute(f"SELECT * FROM {table} WHERE merchant_id = $1", shop.merchant.id)
        rows += sorted(str(row) for row in found)
    return rows


@pytest.mark.parametrize("field", FIELDS)
async def test_what_a_neighbour_has_is_as_what_there_is_not(shop: Shop, neighbour: Neighbour, field: str) -> None:
    before = await kept(neighbour.shop)
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
    assert await kept(neighbour.shop) == before


async def test_a_run_of_a_neighbours_order_refunds_nothing_and_tells_nothing(shop: Shop, neighbour: Neighbour) -> None:
    """To start it says nothing of its orders: it is carried out by a worker."""
    before = await kept(neighbour.shop)
    (theirs,), (nobodys,) = neighbour.names["order"], neighbour.nobodys["order"]
    seen = []
    for dry_run in (True, False):
        for order_id in (theirs, nobodys):
            started = await shop.post(START, {"input": {"orderIds": [order_id], "dryRun": dry_run}})
            assert not started.codes, started.body
            (run,) = await shop.execute(
                "SELECT id FROM refund_runs WHERE merchant_id = $1 AND ended_at IS NULL", shop.merchant.id
            )
            while await carry_out_run(shop.live.service, run["id"]):
                pass
            told = started.body["data"]["refundOrders"]["run"]
            seen.append(said(await shop.post(RESULTS, {"id": told["id"]}), order_id, told["name"]))
    assert seen[0] == seen[1]
    assert seen[2] == seen[3]
    assert seen[2]["data"]["refundRun"]["totals"] == [{"result": "REFUSED", "orders": 1}]
    assert await kept(neighbour.shop) == before


START = "mutation ($input: RefundOrdersInput!) { refundOrders(input: $input) { run { id name } } }"
RESULTS = """query ($id: ID!) { refundRun(id: $id) {
    state totals { result orders } sums { orders }
    results { edges { node { orderId result before orderStatus payments { id } problems { message code inputPath } } } }
} }"""


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
    "Query.webhookMessages": "webhookMessages(first: 1, after: $after)",
    "RefundRun.results": "refundRun(id: $id) { results(first: 1, after: $after) EDGES }",
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


TELLING = {"Query.changes": "at what", "Query.refundQueue": "payment { id }", "RefundRun.results": "orderId"}
"""What tells the nodes of a list apart that have no id."""


async def page(by: Neighbour, name: str, after: str | None = None) -> list[dict[str, Any]]:
    """The edges of a page of one; whatever it is, `node` tells it apart."""
    told = TELLING.get(name, "id")
    edges = f"{{ edges {{ cursor node {{ {told} }} }} }}"
    text = LISTS[name].replace("EDGES", edges) if "EDGES" in LISTS[name] else f"{LISTS[name]} {edges}"
    variables = "$after: String, $id: ID!" if "$id" in text else "$after: String"
    id_ = by.run if name == "RefundRun.results" else by.customer
    answer = await by.shop.post(f"query ({variables}) {{ {text} }}", {"after": after, "id": id_})
    assert "errors" not in answer.body, answer.body
    found = answer.body["data"]
    while "edges" not in found:
        (found,) = found.values()
    return list(found["edges"])


@pytest.mark.parametrize("name", LISTS)
async def test_a_neighbours_cursor_leads_to_ones_own_things_only(shop: Shop, neighbour: Neighbour, name: str) -> None:
    own = await settle_down(shop)
    mine, cursor = [], None
    while found := await page(own, name, cursor):
        mine += found
        cursor = found[0]["cursor"]
    (theirs,) = await page(neighbour, name)
    for edge in await page(own, name, theirs["cursor"]):
        assert edge in mine
    assert mine, "there is something that could be found"
    assert theirs["node"] not in [edge["node"] for edge in mine] or name == "Merchant.merchantAccounts"
