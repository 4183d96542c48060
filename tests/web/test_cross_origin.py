"""Pages of other origins: what a browser learns when it asks whether they may, and what they can read (CORS)."""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.demo.embedded import Urls
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, live_service, open_shop
from tests.support.staff import PASSWORD, Visitor, error_of, hire

ORIGIN = "https://shop.example.com"
OTHERS = [
    "https://shop.example.org",
    "http://shop.example.com",
    "https://shop.example.com:8443",
    "https://sub.shop.example.com",
    "https://shop.example.com.example.org",
    "HTTPS://SHOP.EXAMPLE.COM",
    "null",
]
PATHS = ["/graphql", "/sign-in", "/sign-in/renew", "/sign-out"]


@pytest.fixture(scope="module")
async def open_to_pages(servers: Urls, template: str) -> AsyncIterator[Live]:
    """A service that lets the pages of two origins ask."""
    address = await real.create_database(servers, template=template)
    settings = real.settings_for(servers, address, cors_origins=[ORIGIN, "http://localhost:5173"])
    async with live_service(settings) as live:
        yield live


@pytest.fixture
async def front(open_to_pages: Live) -> AsyncIterator[Shop]:
    """A shop behind it."""
    async with open_shop(open_to_pages) as shop:
        yield shop


async def preflight(shop: Shop, path: str, origin: str) -> httpx.Response:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    return await shop.http.options(shop.live.url.replace("/graphql", path), headers=asked)


def readable_by(response: httpx.Response) -> str | None:
    """The origin whose pages can read it. That it varies is said in any case, for whoever keeps answers."""
    assert "Origin" in response.headers["vary"]
    assert "access-control-allow-credentials" not in response.headers
    allowed: str | None = response.headers.get("access-control-allow-origin")
    return allowed


OF_TOOLS = [
    *("traceparent", "tracestate", "baggage", "sentry-trace"),
    *("apollographql-client-name", "apollographql-client-version", "apollo-require-preflight"),
]
"""Headers that libraries of front ends add by themselves."""


async def test_a_page_may_send_what_its_tools_add(front: Shop) -> None:
    response = await preflight(front, "/graphql", ORIGIN)
    allowed = response.headers["access-control-allow-headers"].lower().split(", ")
    assert set(OF_TOOLS) <= set(allowed)


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_that_is_allowed_may_ask(front: Shop, path: str) -> None:
    response = await preflight(front, path, ORIGIN)
    assert response.status_code == 204
    assert readable_by(response) == ORIGIN
    assert response.headers["access-control-allow-methods"] == "GET, POST"
    allowed = {name.strip().lower() for name in response.headers["access-control-allow-headers"].split(",")}
    assert {"authorization", "content-type", "braintree-version", "x-request-id"} <= allowed


@pytest.mark.parametrize("origin", OTHERS)
async def test_any_other_page_may_not(front: Shop, origin: str) -> None:
    response = await preflight(front, "/graphql", origin)
    assert response.status_code == 403
    assert readable_by(response) is None
    assert "REFUNDRY_CORS_ORIGINS" in error_of(response)["message"]


async def test_two_origins_are_none(front: Shop) -> None:
    asked = [("Origin", ORIGIN), ("Origin", ORIGIN), ("Access-Control-Request-Method", "POST")]
    response = await front.http.options(front.live.url, headers=asked)
    assert (response.status_code, readable_by(response)) == (403, None)


async def test_a_front_end_works_with_tokens(front: Shop) -> None:
    person = await hire(front)
    visitor = Visitor(front)

    async def ask(path: str, body: object, status: int = 200) -> None:
        response = await visitor.post(path, body, Origin=ORIGIN)
        assert response.status_code == status, response.text
        assert readable_by(response) == ORIGIN
        assert "X-Request-ID" in response.headers["access-control-expose-headers"]
        assert "set-cookie" not in response.headers
        visitor.token = response.json().get("token", visitor.token)

    await ask("/sign-in", {"email": person.email, "password": "wrong", "token": True}, 401)
    await ask("/sign-in", {"email": person.email, "password": PASSWORD, "token": True})
    await ask("/graphql", {"query": "{ viewer { user { email } } }"})
    await ask("/graphql", {"query": "{ nothing }"})
    await ask("/graphql", [], 400)
    await ask("/sign-in/renew", {})
    await ask("/sign-out", {})
    assert await visitor.known_as() is None


async def test_cookies_are_for_our_own_pages(front: Shop) -> None:
    person = await hire(front)
    visitor = Visitor(front)
    refused = await visitor.post("/sign-in", {"email": person.email, "password": PASSWORD}, Origin=ORIGIN)
    assert (refused.status_code, readable_by(refused)) == (403, ORIGIN)
    assert "sign in with token" in error_of(refused)["message"]
    await visitor.sign_in(person.email)
    asked = await visitor.ask("{ ping }", Origin=ORIGIN)
    assert asked["errors"][0]["extensions"]["errorClass"] == "AUTHORIZATION"
    assert await visitor.known_as() == person.email


async def test_a_page_that_is_not_allowed_reads_no_answer(front: Shop) -> None:
    headers = {"Authorization": front.authorization, "Origin": OTHERS[0]}
    response = await front.http.post(front.live.url, json={"query": "{ ping }"}, headers=headers)
    assert response.status_code == 200
    assert readable_by(response) is None


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing"])
async def test_other_paths_are_for_our_own_pages(front: Shop, path: str) -> None:
    url = front.live.url.replace("/graphql", path)
    response = await front.http.get(url, headers={"Origin": ORIGIN})
    assert "access-control-allow-origin" not in response.headers
    assert (await preflight(front, path, ORIGIN)).status_code in (404, 405)


async def test_none_is_allowed_unless_it_is_set(shop: Shop) -> None:
    response = await preflight(shop, "/graphql", ORIGIN)
    assert response.status_code == 405
    assert "access-control-allow-origin" not in response.headers
