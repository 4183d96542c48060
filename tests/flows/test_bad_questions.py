"""What a client can send wrong to a query: searches, pages and ids that are none."""

import base64

import pytest

from tests.flows.refusals import Given, checked, classes
from tests.support.merchant_client import Shop

SEARCHES: dict[str, Given] = {
    "nul": {"orderId": {"is": "a\0b"}},
    "nul in a list": {"id": {"in": ["\0"]}},
    "nul within": {"orderId": {"contains": "\0"}},
    "an endless text": {"orderId": {"startsWith": "x" * 10_000}},
    "an amount that is none": {"amount": {"value": {"is": "1e3"}}},
    "a time without a zone": {"createdAt": {"greaterThanOrEqualTo": "2026-01-01T00:00:00"}},
    "a status that there is not": {"status": {"is": "GONE"}},
    "wildcards": {"orderId": {"contains": "%_\\"}},
    "a list of 10,000": {"id": {"in": ["a"] * 10_000}},
}


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("field", ["transactions", "refunds", "payments"])
async def test_a_search_finds_nothing_or_is_told_why(shop: Shop, field: str, search: str) -> None:
    await shop.refund(await shop.settled(orderId="order-1"))
    kind = field[:-1].title()
    document = f"query ($input: {kind}SearchInput!) {{ {field}(input: $input) {{ edges {{ node {{ id }} }} }} }}"
    answer = await shop.send_json(document, {"input": SEARCHES[search]})
    assert answer.status == 200
    if "errors" in answer.body:
        assert classes(answer) <= {"VALIDATION", "RESOURCE_LIMIT"}
    else:
        assert answer.body["data"][field]["edges"] == []


PAGES: list[Given] = [
    *({"first": first} for first in (0, -1, 2**31, -(2**31), 2**63, 1.5, "1", True)),
    *({"after": after} for after in ("", "x", "\0", "é", "x" * 10_000, "dDE", "dDEuMQ==", "MS4x", 1)),
]


@pytest.mark.parametrize("field", ["transactions", "refunds", "payments"])
async def test_a_page_that_there_is_not(shop: Shop, field: str) -> None:
    document = (
        "query ($first: Int, $after: String)"
        f" {{ {field}(input: {{}}, first: $first, after: $after) {{ edges {{ cursor }} }} }}"
    )
    for page in PAGES:
        answer = await shop.send_json(document, page)
        assert answer.status in (200, 400)
        assert classes(answer) == {"VALIDATION"}, page


LEGACY_IDS = ["", "\0", "a\0", "é", "x" * 10_000, "ABC", "a b", "' --", "nosuchid"]
NODE = "query ($id: ID!) { node(id: $id) { id } }"
MANY = "query ($input: IdsFromLegacyIdsInput!) { idsFromLegacyIds(input: $input) }"


@pytest.mark.parametrize("kind", ["TRANSACTION", "REFUND", "CUSTOMER"])
async def test_a_legacy_id_that_is_none(shop: Shop, kind: str) -> None:
    """An id can be made of nearly anything; that there is nothing of that id, others say."""
    one = f"query ($id: ID!) {{ idFromLegacyId(legacyId: $id, type: {kind}) }}"
    for legacy_id in LEGACY_IDS:
        answer = await shop.send_json(one, {"id": legacy_id})
        if "\0" in legacy_id or len(legacy_id) > 255:
            (error,) = checked(answer)
            assert error["extensions"]["errorClass"] == "VALIDATION"
            assert error["extensions"]["inputPath"] == ["legacyId"]
        else:
            made = answer.body["data"]["idFromLegacyId"]
            assert base64.b64decode(made + "==").decode() == f"{kind.lower()}_{legacy_id}"
            assert classes(await shop.send_json(NODE, {"id": made})) == {"NOT_FOUND"}
    elements = [{"legacyId": legacy_id, "type": kind} for legacy_id in LEGACY_IDS]
    answer = await shop.send_json(MANY, {"input": {"ids": elements}})
    assert answer.body["data"]["idsFromLegacyIds"] == [None] * len(LEGACY_IDS)


async def test_ids_are_asked_for_by_the_hundred(shop: Shop) -> None:
    elements = [{"legacyId": "a", "type": "REFUND"}] * 251
    assert classes(await shop.send_json(MANY, {"input": {"ids": elements}})) == {"RESOURCE_LIMIT"}
    assert len((await shop.send_json(MANY, {"input": {"ids": elements[:250]}})).body["data"]["idsFromLegacyIds"]) == 250
