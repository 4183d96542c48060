"""Operations that run: which one, with what, how they end, and what a client reads when they fail."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from app.engine.limits import Limits
from tests.web.playground import SCHEMA, Playground, playground


async def post(body: dict[str, object] | bytes, service: Playground | None = None) -> dict[str, Any]:
    async with (service or playground()).client(Content_Type="application/json") as client:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        response = await client.post("/graphql", content=content)
    answer: dict[str, Any] = response.json()
    assert all(error["extensions"]["errorClass"] for error in answer.get("errors", []))
    return answer


def codes(answer: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in answer["errors"]]


async def test_of_several_operations_the_named_one_runs() -> None:
    query = "query A { a: ping } query B { b: ping }"
    assert (await post({"query": query, "operationName": "B"}))["data"] == {"b": "pong"}
    for name in (None, "C", ""):
        answer = await post({"query": query, "operationName": name})
        assert codes(answer) == ["OPERATION_RESOLUTION_FAILURE"]
        assert "A, B" in answer["errors"][0]["message"]
        assert "data" not in answer


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ ping", "GRAPHQL_PARSE_FAILED"),
        ("{ pong }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { ping }", "GRAPHQL_VALIDATION_FAILED"),
        ("query ($n: Int!) { echo(given: {number: $n}) }", "BAD_USER_INPUT"),
        ("mutation { pay(amount: true) }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { pay }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_errors_before_execution_have_no_data(query: str, code: str) -> None:
    answer = await post({"query": query})
    assert codes(answer) == [code]
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["errorClass"] == "VALIDATION"


async def test_a_misspelt_field_is_met_with_a_suggestion() -> None:
    assert "Did you mean 'ping'?" in (await post({"query": "{ pin }"}))["errors"][0]["message"]


async def test_no_more_errors_than_help() -> None:
    answer = await post({"query": "{ " + " ".join(f"no{number}" for number in range(100)) + " }"})
    assert len(answer["errors"]) < 10
    declared = ", ".join(f"$v{number}: ID!" for number in range(12))
    used = " ".join(f"v{number}: echo(id: $v{number})" for number in range(12))
    answer = await post({"query": f"query ({declared}) {{ {used} }}"})
    assert codes(answer)[0] == "BAD_USER_INPUT"
    assert len(answer["errors"]) < 10


@pytest.mark.parametrize(
    ("number", "seen"),
    [
        (b"10.10", "exactly 10.10"),
        (b"1e3", "exactly 1e3"),
        (b"10.001", "exactly 10.001"),
        (b"0.30000000000000000000001", "exactly 0.30000000000000000000001"),
        (b"7", "plainly 7"),
        (b'"7.00"', "plainly 7.00"),
    ],
)
async def test_a_scalar_sees_a_number_as_the_client_wrote_it(number: bytes, seen: str) -> None:
    query = b'{"query": "mutation ($a: Amount!) { pay(amount: $a) }", "variables": {"a": ' + number + b"}}"
    assert (await post(query))["data"] == {"pay": seen}


async def test_such_a_number_is_still_a_float() -> None:
    query = b'{"query": "query ($a: Float!) { number(value: $a) }", "variables": {"a": 10.50}}'
    assert (await post(query))["data"] == {"number": 10.5}


async def test_what_a_scalar_refuses_names_the_variable() -> None:
    query = "mutation ($a: Amount!) { pay(amount: $a) }"
    answer = await post({"query": query, "variables": {"a": {"value": 1}}})
    assert codes(answer) == ["BAD_USER_INPUT"]
    assert "$a" in answer["errors"][0]["message"]


async def test_an_explicit_null_where_a_default_stood_is_the_clients_error() -> None:
    query = 'query ($t: String = "x") { required(text: $t) }'
    answer = await post({"query": query, "variables": {"t": None}})
    assert [error["extensions"]["errorClass"] for error in answer["errors"]] == ["VALIDATION"]


@pytest.mark.parametrize(
    ("what", "error_class", "code"),
    [
        ("not found", "NOT_FOUND", "BAD_USER_INPUT"),
        ("not allowed", "AUTHORIZATION", "FORBIDDEN"),
        ("not supported", "NOT_IMPLEMENTED", "BAD_USER_INPUT"),
        ("too much", "RESOURCE_LIMIT", "LIMIT_EXCEEDED"),
        ("unavailable", "SERVICE_AVAILABILITY", "SERVICE_UNAVAILABLE"),
        ("broken", "INTERNAL", "INTERNAL_SERVER_ERROR"),
    ],
)
async def test_what_the_domain_refuses_has_a_class(what: str, error_class: str, code: str) -> None:
    answer = await post({"query": f'mutation {{ do(input: {{what: "{what}"}}) {{ done }} }}'})
    (error,) = answer["errors"]
    assert answer["data"] == {"do": None}
    assert error["path"] == ["do"]
    assert error["locations"] == [{"line": 1, "column": 12}]
    assert (error["extensions"]["errorClass"], error["extensions"]["code"]) == (error_class, code)


@pytest.mark.parametrize("query", ["{ broken }", "{ unserializable }"])
async def test_a_defect_is_hidden_and_logged(query: str) -> None:
    with capture_logs() as logs:
        answer = await post({"query": query})
    (error,) = answer["errors"]
    assert answer["data"] is None
    assert error["extensions"]["errorClass"] == "INTERNAL"
    assert "secret" not in str(answer)
    assert "1099511627776" not in str(answer)
    (logged,) = (line for line in logs if line["event"] == "error.unexpected")
    assert logged["request_id"] == answer["extensions"]["requestId"]
    assert logged["exc_info"]


async def test_text_that_has_no_utf_8_is_still_answered() -> None:
    assert (await post({"query": "{ half }"}))["data"] == {"half": "half a pair: \ud83d"}


async def test_a_defect_of_the_endpoint_itself_is_answered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    service = playground()

    def no_context(*_: object) -> object:
        raise RuntimeError("secret details")

    monkeypatch.setattr(service.endpoint, "_make_context", no_context)
    with capture_logs() as logs:
        async with service.client() as client:
            response = await client.post("/graphql", json={"query": "{ ping }"})
    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["errorClass"] == "INTERNAL"
    assert response.json()["extensions"]["requestId"] == response.headers["x-request-id"]
    assert "secret" not in response.text
    assert [line["event"] for line in logs] == ["error.unexpected"]


async def test_a_query_that_takes_too_long_is_ended() -> None:
    service = playground(Limits(query_seconds=0.05))
    async with service.client(Accept="application/json") as client:
        as_json = await client.post("/graphql", json={"query": "{ slow }"})
    async with service.client(Accept="application/graphql-response+json") as client:
        as_graphql = await client.post("/graphql", json={"query": "{ slow }"})
    assert (as_json.status_code, as_graphql.status_code) == (200, 503)
    assert as_json.json()["errors"][0]["extensions"]["errorClass"] == "SERVICE_AVAILABILITY"
    assert "data" not in as_json.json()


SLOWLY = {"query": 'mutation { do(input: {what: "slowly"}) { done } }'}


async def begun(service: Playground) -> asyncio.Task[httpx.Response]:
    """A request whose mutation has begun and waits at the gate."""

    async def send() -> httpx.Response:
        async with service.client() as client:
            return await client.post("/graphql", json=SLOWLY)

    task = asyncio.create_task(send())
    await service.diary.waiting.wait()
    return task


async def test_no_deadline_ends_a_mutation() -> None:
    service = playground(Limits(query_seconds=0.01))
    request = await begun(service)
    await asyncio.sleep(0.05)
    service.diary.gate.set()
    assert (await request).json()["data"] == {"do": {"done": "slowly"}}


async def test_a_client_that_leaves_cuts_no_mutation_short() -> None:
    service = playground()
    request = await begun(service)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
    closing = asyncio.create_task(service.endpoint.close())
    with capture_logs() as logs:
        await asyncio.sleep(0.01)
        assert not closing.done()
        service.diary.gate.set()
        await closing
    assert service.diary.done == ["slowly"]
    assert [line["status"] for line in logs] == [200]


async def test_a_service_that_closes_takes_nothing_new() -> None:
    service = playground()
    request = await begun(service)
    closing = asyncio.create_task(service.endpoint.close())
    await asyncio.sleep(0)
    async with service.client() as client:
        refused = await client.post("/graphql", json={"query": "{ ping }"})
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
    assert refused.json()["errors"][0]["extensions"]["errorClass"] == "SERVICE_AVAILABILITY"
    service.diary.gate.set()
    await closing
    assert (await request).json()["data"] == {"do": {"done": "slowly"}}


def test_the_small_schema_has_no_subscription() -> None:
    assert SCHEMA._schema.subscription_type is None
