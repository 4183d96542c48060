"""Who is let in, and what everybody else reads (BRAINTREE.md 1)."""

from base64 import b64encode

import pytest

from tests.web.playground import PUBLIC, basic, playground
from tests.web.reading import GRAPHQL, JSON, PING, class_of, only_error

MISSING, INVALID = "Authentication credentials are missing.", "Authentication credentials are invalid."


@pytest.mark.parametrize(
    ("authorization", "text"),
    [
        ("", MISSING),
        (basic("nobody"), INVALID),
        (basic(private="wrong"), INVALID),
        ("Basic", INVALID),
        ("Basic !!!", INVALID),
        ("Basic é", INVALID),
        ("Digest abc", INVALID),
        (PUBLIC, INVALID),
        ("Basic " + b64encode(b"no colon").decode(), INVALID),
        ("Basic " + b64encode(b"\xff\xfe:x").decode(), INVALID),
        ("Basic " + b64encode(b"a\x00b:c").decode(), INVALID),
        ("Basic " + "A" * 100_000, INVALID),
    ],
)
@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL, 401)])
async def test_nobody_gets_in_without_credentials(authorization: str, text: str, accept: str, status: int) -> None:
    async with playground().client(Accept=accept, Authorization="", Content_Type=JSON) as client:
        headers = [(b"Authorization", authorization.encode())]
        response = await client.post("/graphql", content=b'{"query": "{ broken', headers=headers)
    assert response.status_code == status
    error = only_error(response)
    assert error["message"].startswith(text)
    assert class_of(response) == "AUTHENTICATION"
    assert ("www-authenticate" in response.headers) is (status == 401)


@pytest.mark.parametrize(
    "authorization",
    [
        basic(),
        basic().replace("Basic", "bearer"),
        basic().replace("Basic", "BASIC  "),
        basic().rstrip("="),
    ],
)
async def test_credentials_come_as_basic_or_bearer(authorization: str) -> None:
    service = playground()
    async with service.client(Authorization=authorization) as client:
        assert (await client.post("/graphql", json=PING)).json()["data"] == {"ping": "pong"}
    assert [actor.id for actor, _ in service.diary.contexts] == [PUBLIC]


async def test_who_tries_too_often_waits() -> None:
    async with playground().client(Authorization=basic("too_often")) as client:
        response = await client.post("/graphql", json=PING)
    assert (response.status_code, response.headers["retry-after"]) == (429, "60")
    assert class_of(response) == "RESOURCE_LIMIT"


async def test_credentials_that_cannot_be_looked_up_are_not_called_invalid() -> None:
    async with playground().client(Authorization=basic("no_database")) as client:
        response = await client.post("/graphql", json=PING)
    assert response.status_code == 503
    assert class_of(response) == "SERVICE_AVAILABILITY"
