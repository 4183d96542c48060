"""What a request may look like, and what it is answered with, before GraphQL sees it."""

import json
from collections.abc import AsyncIterator

import pytest

from app.engine.limits import Limits
from tests.web.playground import playground
from tests.web.reading import BROWSER, GRAPHQL, JSON, PING, TYPE, class_of, only_error


async def test_a_query_is_answered() -> None:
    async with playground().client() as client:
        response = await client.post("/graphql", json=PING)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert response.headers["cache-control"] == "no-store"
    assert response.json() == {
        "data": {"ping": "pong"},
        "extensions": {"requestId": response.headers["x-request-id"]},
    }


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        ("APPLICATION/JSON; charset=utf-8", JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", JSON),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.6", GRAPHQL),
        (f"*/*, {GRAPHQL}", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        ("text/plain, */*;q=0.1", JSON),
        (BROWSER, JSON),
        ("text/plain", None),
        (f"{JSON};q=0", None),
        (f"{JSON};q=nonsense", None),
        ("rubbish", None),
    ],
)
async def test_the_answer_comes_in_what_the_client_accepts(accept: str, answered: str | None) -> None:
    async with playground().client(Accept=accept) as client:
        if not accept:
            client.headers.pop("Accept")
        response = await client.post("/graphql", json=PING)
    if answered is None:
        assert response.status_code == 406
        assert class_of(response) == "VALIDATION"
    else:
        assert response.headers["content-type"] == f"{answered}; charset=utf-8"
        assert response.json()["data"] == {"ping": "pong"}


async def test_an_accept_header_without_end_is_not_read() -> None:
    async with playground().client() as client:
        allowed = await client.post("/graphql", json=PING, headers={"Accept": "*/*" + "," * 1_021})
        refused = await client.post("/graphql", json=PING, headers={"Accept": "*/*" + "," * 1_022})
        browser = await client.get("/graphql", headers={"Accept": "text/html" + "," * 1_022})
    assert allowed.json()["data"] == {"ping": "pong"}
    assert refused.status_code == browser.status_code == 406
    assert only_error(refused)["message"] == "The Accept header can have 1,024 characters."


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"query": "{"}, 400),
        ({"query": ""}, 400),
        ({"query": "{ nothing }"}, 400),
        ({"query": "query ($n: Int!) { echo(given: {number: $n}) }"}, 400),
        ({"query": "query A { ping } query B { ping }"}, 400),
        ({"query": "query A { ping }", "operationName": "B"}, 400),
        ({"query": "{ a: ping b: broken }"}, 200),
    ],
)
async def test_an_error_has_its_own_status_only_where_the_client_asks_for_it(body: object, status: int) -> None:
    service = playground()
    async with service.client(Accept=JSON) as client:
        as_json = await client.post("/graphql", json=body)
    async with service.client(Accept=GRAPHQL) as client:
        as_graphql = await client.post("/graphql", json=body)
    assert (as_json.status_code, as_graphql.status_code) == (200, status)
    for response in (as_json, as_graphql):
        assert all(error["extensions"]["errorClass"] for error in response.json()["errors"])
        assert ("data" in response.json()) is (status == 200)


BODIES = {
    "nothing": b"",
    "a number": b"1",
    "null": b"null",
    "a string": b'"x"',
    "true": b"true",
    "a list": b"[]",
    "a batch": b'[{"query": "{ ping }"}]',
    "an empty object": b"{}",
    "broken JSON": b'{"query": ',
    "a query that is a number": b'{"query": 7}',
    "a query that is null": b'{"query": null}',
    "variables that are a list": b'{"query": "{ ping }", "variables": [1]}',
    "variables that are a string": b'{"query": "{ ping }", "variables": "{}"}',
    "variables that are a number": b'{"query": "{ ping }", "variables": 0}',
    "an operationName that is a number": b'{"query": "{ ping }", "operationName": 1}',
    "extensions that are a list": b'{"query": "{ ping }", "extensions": []}',
    "an integer of 5,000 digits": b'{"query": "{ ping }", "variables": {"a": ' + b"1" * 5_000 + b"}}",
    "2,000 lists in each other": b'{"query": "{ ping }", "variables": {"a": ' + b"[" * 2_000 + b"]" * 2_000 + b"}}",
    "40,000 objects in each other": b'{"a":' * 15_000 + b"1" + b"}" * 15_000,
    "NaN": b'{"query": "{ ping }", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{ ping }", "variables": {"a": -Infinity}}',
    "invalid UTF-8": b'{"query": "{ ping \xff }"}',
    "a surrogate in UTF-8": b'{"query": "{ ping \xed\xa0\x80 }"}',
    "half a surrogate pair": b'{"query": "\\ud83d"}',
    "UTF-16": '{"query": "{ ping }"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"query": "{ ping }"}',
    "a control character": b'{"query": "{ ping \x01 }"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL])
async def test_a_body_of_the_wrong_form_is_refused(body: bytes, accept: str) -> None:
    async with playground().client(Content_Type=JSON, Accept=accept) as client:
        response = await client.post("/graphql", content=body)
    assert response.status_code == 400
    assert class_of(response) == "VALIDATION"


VALUES = {
    "4,000 digits": b"1" * 4_000,
    "an enormous float": b"1e400",
    "a tiny float": b"-1e-400",
    "minus zero": b"-0.0",
    "a NUL": b'"\\u0000"',
    "900 lists": b"[" * 900 + b"]" * 900,
    "300 inputs": b'{"inner":' * 300 + b"1" + b"}" * 300,
    "true": b"true",
    "an unknown field": b'{"unknown": 1}',
    "a whole pair": b'"\\ud83d\\ude00"',
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize(
    "query",
    [
        "query ($a: Given) { echo(given: $a) }",
        "query ($a: ID) { echo(id: $a) }",
        "query ($a: String) { echo(text: $a) }",
        "query ($a: Float!) { number(value: $a) }",
        "query ($a: Int) { branches(first: $a) { edges { cursor } } }",
        "mutation ($a: Amount!) { pay(amount: $a) }",
        "query ($b: Int) { ping }",
    ],
)
async def test_no_variable_makes_the_service_fail(value: bytes, query: str) -> None:
    async with playground().client(Content_Type=JSON, Accept=GRAPHQL) as client:
        response = await client.post(
            "/graphql", content=b'{"query": ' + json.dumps(query).encode() + b', "variables": {"a": ' + value + b"}}"
        )
    assert response.status_code in (200, 400)
    classes = [error["extensions"]["errorClass"] for error in response.json().get("errors", [])]
    assert set(classes) <= {"VALIDATION"}


@pytest.mark.parametrize("variables", [None, {}, {"unused": 1}, []])
@pytest.mark.parametrize("name", [None, ""])
@pytest.mark.parametrize("path", ["/graphql", "/graphql/"])
async def test_variables_may_be_left_out_or_empty_or_unused(variables: object, name: str | None, path: str) -> None:
    """PHP sends an empty map as a list; some clients send an empty name, or a slash behind the path."""
    async with playground().client() as client:
        response = await client.post(path, json={**PING, "variables": variables, "operationName": name})
    assert response.json()["data"] == {"ping": "pong"}


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        (JSON, 200),
        ("Application/JSON; Charset=UTF-8", 200),
        ('application/json;charset="utf-8"', 200),
        ("application/json; charset=iso-8859-1", 415),
        ("application/graphql", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("text/plain", 415),
        ("application/jsonp", 415),
        ("", 415),
    ],
)
async def test_only_json_bodies_are_taken(content_type: str, status: int) -> None:
    async with playground().client() as client:
        response = await client.post(
            "/graphql", content=json.dumps(PING).encode(), headers={"Content-Type": content_type}
        )
        zipped = await client.post("/graphql", json=PING, headers={"Content-Encoding": "gzip"})
    assert response.status_code == status
    assert zipped.status_code == 415
    assert class_of(zipped) == "VALIDATION"


async def test_a_large_body_is_refused_and_read_all_the_same() -> None:
    read = 0

    async def parts() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(30):
            read += 1
            yield b" " * 10_000

    service = playground()
    async with service.client() as client:
        announced = await client.post("/graphql", content=b" " * 102_401, headers=TYPE)
        streamed = await client.post("/graphql", content=parts(), headers=TYPE)
        lied = await client.post("/graphql", json=PING, headers={"Content-Length": "9" * 5_000})
    assert announced.status_code == streamed.status_code == 413
    assert class_of(announced) == class_of(streamed) == "RESOURCE_LIMIT"
    assert read == 30
    assert lied.status_code in (200, 413)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods_are_refused(method: str) -> None:
    async with playground().client() as client:
        response = await client.request(method, "/graphql", json=PING)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"
    assert class_of(response) == "VALIDATION"


async def test_a_get_carries_queries_and_no_mutations() -> None:
    service = playground()
    async with service.client() as client:
        query = {"query": "query A($t: String) { echo(text: $t) } query B { ping }", "operationName": "A"}
        got = await client.get("/graphql", params={**query, "variables": '{"t": "x"}', "extensions": "{}"})
        assert got.json()["data"] == {"echo": "x"}
        assert (await client.get("/graphql", params={"query": "{ ping }", "variables": ""})).json()["data"]
        assert (await client.get("/graphql")).status_code == 400
        assert (await client.get("/graphql", params={"query": "{ ping }", "variables": "["})).status_code == 400
        assert (await client.get("/graphql", params={"query": "{ ping }", "variables": "[1]"})).status_code == 400
        mutation = await client.get("/graphql", params={"query": 'mutation { do(input: {what: "it"}) { done } }'})
    assert mutation.status_code == 405
    assert mutation.headers["allow"] == "POST"
    assert class_of(mutation) == "VALIDATION"
    assert service.diary.done == []


async def test_a_long_query_string_is_refused() -> None:
    async with playground(Limits(body_bytes=100)).client() as client:
        assert (await client.get("/graphql", params={"query": "{ ping }" + " " * 100})).status_code == 413


@pytest.mark.parametrize(
    ("version", "status"),
    [
        ("2018-09-10", 200),
        ("2026-02-28", 200),
        ("1999-12-31", 200),
        ("2026-02-29", 400),
        ("20180910", 400),
        ("2018-W37-1", 400),
        ("latest", 400),
        ("", 400),
        ("2018-09-10T00:00:00", 400),
    ],
)
async def test_the_version_is_any_date(version: str, status: int) -> None:
    async with playground().client() as client:
        response = await client.post("/graphql", json=PING, headers={"Braintree-Version": version})
    assert response.status_code == status
