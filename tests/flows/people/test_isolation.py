"""Merchants see nothing of each other: another's id is answered as one that there is not (SPEC 8.4)."""

from typing import Any

import pytest

from tests.flows.neighbours import Neighbour, said
from tests.support.merchant_client import (
    AUTHORIZE,
    CAPTURE,
    CHARGE,
    NODE,
    PROBLEMS,
    REFUND_TRANSACTION,
    REVERSE,
    REVERSE_REFUND,
    SETTLE,
    VISA,
    VOID,
    Shop,
)

NOBODYS = {"settled": "dHJhbnNhY3Rpb25fbm9zdWNoaWQ", "submitted": "dHJhbnNhY3Rpb25fbm9zdWNoaWQ"}
NOBODYS |= {"refund": "cmVmdW5kX25vc3VjaGlk", "customer": "Y3VzdG9tZXJfbm9zdWNoaWQ"}

MUTATIONS = [
    *((mutation, "transactionId", kind) for mutation in (REVERSE, REFUND_TRANSACTION) for kind in NOBODYS),
    *((mutation, "transactionId", kind) for mutation in (VOID, CAPTURE, SETTLE) for kind in NOBODYS),
    *((REVERSE_REFUND, "refundId", kind) for kind in NOBODYS),
]


@pytest.mark.parametrize("rendering", ["errors", "data"])
async def test_no_mutation_reaches_a_neighbours_payments(shop: Shop, neighbour: Neighbour, rendering: str) -> None:
    before = await neighbour.shop.everything()
    for mutation, field, kind in MUTATIONS:
        document = mutation
        if rendering == "data":
            document = mutation.replace("(input: $input) {", f"(input: $input) {{ {PROBLEMS}", 1)
        theirs = await shop.ask(document, **{field: getattr(neighbour, kind)})
        nobodys = await shop.ask(document, **{field: NOBODYS[kind]})
        assert said(theirs) == said(nobodys)
        assert theirs.codes == (["NOT_FOUND"] if rendering == "errors" else [])
    assert await neighbour.shop.everything() == before
    assert await shop.everything() == []


@pytest.mark.parametrize("kind", NOBODYS)
async def test_no_query_finds_a_neighbours_objects(shop: Shop, neighbour: Neighbour, kind: str) -> None:
    theirs = getattr(neighbour, kind)
    assert said(await shop.post(NODE, {"id": theirs})) == said(await shop.post(NODE, {"id": NOBODYS[kind]}))
    document = "query ($id: ID!) { node(id: $id) { ... on Payment { legacyId } ... on Customer { legacyId } } }"
    legacy_id = (await neighbour.shop.post(document, {"id": theirs})).body["data"]["node"]["legacyId"]
    type_ = {"refund": "REFUND", "customer": "CUSTOMER"}.get(kind, "TRANSACTION")
    one = f"query ($id: ID!) {{ idFromLegacyId(legacyId: $id, type: {type_}) }}"
    assert (await neighbour.shop.post(one, {"id": legacy_id})).body["data"]["idFromLegacyId"] == theirs
    # An id is made of whatever is sent, and tells nothing.
    assert (await shop.post(one, {"id": legacy_id})).body["data"]["idFromLegacyId"] == theirs
    many = f"query ($id: ID!) {{ idsFromLegacyIds(input: {{ids: [{{legacyId: $id, type: {type_}}}]}}) }}"
    assert (await shop.post(many, {"id": legacy_id})).body["data"] == {"idsFromLegacyIds": [None]}


SEARCHES: dict[str, list[dict[str, Any]]] = {
    "transactions": [{}, {"id": {"is": "settled"}}, {"orderId": {"is": "order-1"}}],
    "refunds": [{}, {"id": {"is": "refund"}}, {"orderId": {"is": "order-1"}}],
    "payments": [{}, {"id": {"in": ["settled", "refund"]}}, {"orderId": {"startsWith": "order"}}],
}


def named(criteria: dict[str, Any], neighbour: Neighbour) -> dict[str, Any]:
    """The criteria with the neighbour's ids in place of what they are called here."""
    if "id" not in criteria:
        return criteria
    ids = {word: getattr(neighbour, word) for word in ("settled", "refund")}
    return {"id": {k: ids[v] if isinstance(v, str) else [ids[each] for each in v] for k, v in criteria["id"].items()}}


@pytest.mark.parametrize("field", SEARCHES)
@pytest.mark.parametrize("path", ["", "search"])
async def test_no_search_finds_a_neighbours_payments(shop: Shop, neighbour: Neighbour, field: str, path: str) -> None:
    kind = field[:-1].title()
    list_ = f"{field}(input: $input) {{ edges {{ node {{ id }} }} pageInfo {{ hasNextPage endCursor }} }}"
    document = f"query ($input: {kind}SearchInput!) {{ {f'search {{ {list_} }}' if path else list_} }}"
    for criteria in SEARCHES[field]:
        variables = {"input": named(criteria, neighbour)}
        mine = (await shop.post(document, variables)).body["data"]
        theirs = (await neighbour.shop.post(document, variables)).body["data"]
        found = mine["search"][field] if path else mine[field]
        assert found == {"edges": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}
        assert (theirs["search"][field] if path else theirs[field])["edges"]


async def test_a_neighbours_customer_cannot_be_charged(shop: Shop, neighbour: Neighbour) -> None:
    for mutation in (CHARGE, AUTHORIZE):
        answers = [
            await shop.ask(mutation, paymentMethodId=VISA, transaction={"amount": "1.00", "customerId": customer_id})
            for customer_id in (neighbour.customer, NOBODYS["customer"])
        ]
        assert said(answers[0]) == said(answers[1])
        assert answers[0].codes == ["NOT_FOUND"]
    assert await shop.everything() == []


async def test_a_customer_of_the_same_address_is_another_one(shop: Shop, neighbour: Neighbour) -> None:
    mine = await shop.charge(customerDetails={"email": "ann@example.com"})
    document = (
        "query ($id: ID!) { node(id: $id) { ... on Transaction"
        " { customer { id transactions { edges { node { id } } } } } } }"
    )
    customer = (await shop.post(document, {"id": mine})).body["data"]["node"]["customer"]
    assert customer["id"] != neighbour.customer
    assert customer["transactions"]["edges"] == [{"node": {"id": mine}}]


async def test_a_neighbours_merchant_account_is_unknown(shop: Shop, neighbour: Neighbour) -> None:
    """An account that only the neighbour has is no more than one that nobody has."""
    (theirs,) = neighbour.names["account"]
    mine = await shop.settled()
    assert (await shop.refund(mine, merchantAccountId=theirs)).codes == ["91513"]
    sale = {"paymentMethodId": VISA, "transaction": {"amount": "1.00", "merchantAccountId": theirs}}
    assert (await shop.ask(CHARGE, **sale)).codes == ["91513"]


async def test_a_neighbours_request_key_says_nothing(shop: Shop, neighbour: Neighbour) -> None:
    """The neighbour has used "a key" for this very input."""
    answer = await shop.refund(neighbour.settled, "10.00", key="a key")
    assert answer.codes == ["NOT_FOUND"]
