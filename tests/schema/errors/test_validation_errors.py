"""Problems as data: by every way in which a client can select, or leave out, `validationErrors` (SPEC 2.2)."""

from typing import Any

import pytest

from app.domain.problems import Condition
from tests.web.playground import SCHEMA, playground

ASK = '(input: {what: "two problems", clientMutationId: "é x"})'


async def ask(query: str, **variables: object) -> dict[str, Any]:
    async with playground().client() as client:
        response = await client.post("/graphql", json={"query": query, "variables": variables})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


SELECTED = {
    "plainly": f"mutation {{ do{ASK} {{ done validationErrors {{ code }} }} }}",
    "by another name": f"mutation {{ do{ASK} {{ problems: validationErrors {{ code }} }} }}",
    "in an inline fragment": f"mutation {{ do{ASK} {{ ... {{ validationErrors {{ code }} }} }} }}",
    "in a typed inline fragment": f"mutation {{ do{ASK} {{ ... on DoPayload {{ validationErrors {{ code }} }} }} }}",
    "in a fragment": f"mutation {{ do{ASK} {{ ...F }} }} fragment F on DoPayload {{ validationErrors {{ code }} }}",
    "in nested fragments": f"mutation {{ do{ASK} {{ ...F }} }} fragment F on DoPayload {{ done ...G }} "
    "fragment G on DoPayload { ... { validationErrors { code } } }",
    "included": f"mutation {{ do{ASK} {{ validationErrors @include(if: true) {{ code }} }} }}",
    "not skipped": f"mutation {{ do{ASK} {{ validationErrors @skip(if: false) {{ code }} }} }}",
    "by a variable": f"mutation ($yes: Boolean!) {{ do{ASK} {{ validationErrors @include(if: $yes) {{ code }} }} }}",
    "by a variable's default": f"mutation ($on: Boolean = true) {{ do{ASK} "
    "{ ... @include(if: $on) { validationErrors { code } } } }",
    "by a variable on a fragment": f"mutation ($no: Boolean!) {{ do{ASK} {{ ...F @skip(if: $no) }} }} "
    "fragment F on DoPayload { validationErrors { code } }",
    "in one of two merged fields": f"mutation {{ do{ASK} {{ done }} do{ASK} {{ validationErrors {{ code }} }} }}",
    "in a fragment that another spread skips": f"mutation {{ do{ASK} {{ ...F @skip(if: true) ...F }} }} "
    "fragment F on DoPayload { validationErrors { code } }",
    "in a fragment on the mutation": "mutation { ...M } "
    f"fragment M on Mutation {{ do{ASK} {{ validationErrors {{ code }} }} }}",
}

NOT_SELECTED = {
    "plainly": f"mutation {{ do{ASK} {{ done }} }}",
    "another field by its name": f"mutation {{ do{ASK} {{ validationErrors: done }} }}",
    "skipped": f"mutation {{ do{ASK} {{ done validationErrors @skip(if: true) {{ code }} }} }}",
    "not included": f"mutation {{ do{ASK} {{ done validationErrors @include(if: false) {{ code }} }} }}",
    "by a variable": f"mutation ($yes: Boolean!) {{ do{ASK} {{ done ...F @skip(if: $yes) }} }} "
    "fragment F on DoPayload { validationErrors { code } }",
    "by a variable's default": f"mutation ($on: Boolean = false) {{ do{ASK} "
    "{ done ... @include(if: $on) { validationErrors { code } } } }",
    "included, and skipped too": f"mutation {{ do{ASK} "
    "{ done validationErrors @include(if: true) @skip(if: true) { code } } }",
    "in a skipped fragment of a fragment": f"mutation {{ do{ASK} {{ ...F }} }} fragment F on DoPayload "
    "{ done ...G @include(if: false) } fragment G on DoPayload { validationErrors { code } }",
}

GIVEN = {"yes": True, "no": False}


def _used(query: str) -> dict[str, bool]:
    return {name: value for name, value in GIVEN.items() if f"${name}" in query}


@pytest.mark.parametrize("query", SELECTED.values(), ids=SELECTED)
async def test_problems_are_data_where_validation_errors_are_selected(query: str) -> None:
    answer = await ask(query, **_used(query))
    assert "errors" not in answer
    payload = answer["data"]["do"]
    found = payload.get("validationErrors", payload.get("problems"))
    assert found == [{"code": "REFUND_AMOUNT_TOO_LARGE"}, {"code": "ORDER_ID_TOO_LONG"}]


@pytest.mark.parametrize("query", NOT_SELECTED.values(), ids=NOT_SELECTED)
async def test_problems_are_errors_where_they_are_not(query: str) -> None:
    answer = await ask(query, **_used(query))
    assert answer["data"] == {"do": None}
    assert [error["extensions"]["legacyCode"] for error in answer["errors"]] == ["91521", "91501"]
    assert [error["path"] for error in answer["errors"]] == [["do"], ["do"]]


async def test_two_aliases_of_one_mutation_decide_each_for_itself() -> None:
    answer = await ask(f"mutation {{ a: do{ASK} {{ done validationErrors {{ code }} }} b: do{ASK} {{ done }} }}")
    assert answer["data"]["a"]["done"] is None
    assert len(answer["data"]["a"]["validationErrors"]) == 2
    assert answer["data"]["b"] is None
    assert {tuple(error["path"]) for error in answer["errors"]} == {("b",)}


async def test_the_payload_says_everything_that_an_error_would_say() -> None:
    fields = "clientMutationId done validationErrors { message code legacyCode inputPath }"
    answer = await ask(f"mutation {{ do{ASK} {{ {fields} }} }}")
    assert answer["data"]["do"] == {
        "clientMutationId": "é x",
        "done": None,
        "validationErrors": [
            {
                "message": "Refund amount is too large. At most 3.00 USD can be refunded now.",
                "code": "REFUND_AMOUNT_TOO_LARGE",
                "legacyCode": "91521",
                "inputPath": ["input", "refund", "amount"],
            },
            {
                "message": "Order ID is too long. It may have up to 255 characters.",
                "code": "ORDER_ID_TOO_LONG",
                "legacyCode": "91501",
                "inputPath": ["input", "refund", "orderId"],
            },
        ],
    }


@pytest.mark.parametrize(
    ("sent", "echoed"), [("", None), ('clientMutationId: ""', ""), ("clientMutationId: null", None)]
)
async def test_a_client_mutation_id_is_echoed_as_it_came(sent: str, echoed: str | None) -> None:
    query = f'mutation {{ do(input: {{what: "not found" {sent}}}) {{ clientMutationId validationErrors {{ code }} }} }}'
    assert (await ask(query))["data"]["do"] == {
        "clientMutationId": echoed,
        "validationErrors": [{"code": "OBJECT_NOT_FOUND"}],
    }


async def test_without_a_problem_they_are_null() -> None:
    answer = await ask('mutation { do(input: {what: "it"}) { done validationErrors { code } } }')
    assert answer["data"]["do"] == {"done": "it", "validationErrors": None}


@pytest.mark.parametrize("what", ["not allowed", "not supported", "too much", "unavailable", "broken"])
async def test_what_the_client_cannot_mend_stays_on_top(what: str) -> None:
    answer = await ask(f'mutation {{ do(input: {{what: "{what}"}}) {{ done validationErrors {{ code }} }} }}')
    assert answer["data"] == {"do": None}
    assert len(answer["errors"]) == 1


def test_the_enum_has_every_condition_with_a_description() -> None:
    values = SCHEMA._schema.get_type("ValidationErrorCode").values  # type: ignore[union-attr]
    assert set(values) == {condition.name for condition in Condition}
    assert all(value.description for value in values.values())


async def test_a_resolver_that_is_no_coroutine_is_served_too() -> None:
    answer = await ask(f"mutation {{ doAtOnce{ASK} {{ done validationErrors {{ code }} }} }}")
    assert len(answer["data"]["doAtOnce"]["validationErrors"]) == 2
    assert len((await ask(f"mutation {{ doAtOnce{ASK} {{ done }} }}"))["errors"]) == 2
