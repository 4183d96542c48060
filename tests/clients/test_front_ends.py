"""Clients that nobody here wrote follow payments: httpx-sse, graphql-sse, and urql and Apollo Client in a page."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx_sse import aconnect_sse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse
from starlette.routing import Route

from app.demo.embedded import Urls
from tests.support import servers as real
from tests.support.merchant_client import PLAIN_HTTP, Live, Shop, live_service, open_shop
from tests.support.node import run
from tests.web.live import served
from tests.web.playground import basic

FOLDER = Path(__file__).parent / "front_ends"
BROWSER = Path(__file__).parents[1] / "browser" / "front_ends.mjs"
FOLLOW = """subscription ($id: ID!) {
  paymentChanged(id: $id) { __typename ... on Transaction { status refunds { status } } }
}"""
ACCEPTED = "SUBMITTED_FOR_SETTLEMENT"


@pytest.fixture(scope="module")
async def page(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The origin of a page that has the clients in it."""
    program = tmp_path_factory.mktemp("page") / "page.js"
    await asyncio.to_thread(run, FOLDER / "bundle.mjs", str(program))

    async def show(_: Request) -> HTMLResponse:
        return HTMLResponse('<!doctype html><title>Clients</title><script type="module" src="/page.js"></script>')

    async def give(_: Request) -> FileResponse:
        return FileResponse(program, media_type="text/javascript")

    async with served(Starlette(routes=[Route("/", show), Route("/page.js", give)])) as port:
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
async def let_in(servers: Urls, template: str, page: str) -> AsyncIterator[Live]:
    """A service that lets the page in."""
    address = await real.create_database(servers, template=template)
    async with live_service(real.settings_for(servers, address, cors_origins=[page])) as running:
        yield running


@pytest.fixture
async def shop(let_in: Live) -> AsyncIterator[Shop]:
    async with open_shop(let_in) as opened:
        yield opened


async def test_httpx_sse(shop: Shop) -> None:
    sale = await shop.settled("10.00")
    asked = {"query": FOLLOW, "variables": {"id": sale}}
    headers = {"Authorization": basic(*shop.keys)}
    told: list[Any] = []
    async with (
        asyncio.timeout(20),
        httpx.AsyncClient(verify=PLAIN_HTTP, timeout=20) as http,
        aconnect_sse(http, "POST", shop.live.url, json=asked, headers=headers) as source,
    ):
        async for event in source.aiter_sse():
            assert event.event == "next"
            told.append([each["status"] for each in event.json()["data"]["paymentChanged"]["refunds"]])
            if len(told) == 1:
                await shop.refund(sale, "4.00")
            if ACCEPTED in told[-1]:
                break
    assert (told[0], told[-1]) == ([], [ACCEPTED])


async def test_graphql_sse(shop: Shop) -> None:
    sale = await shop.settled("10.00")
    given = {"url": shop.live.url, "authorization": basic(*shop.keys), "id": sale, "amount": "4.00"}
    told = json.loads(await asyncio.to_thread(run, FOLDER / "node.mjs", json.dumps(given)))
    assert (told[0], told[-1]) == ([], [ACCEPTED])
    assert await shop.given_back(sale) == 4_00


async def test_urql_and_apollo_in_a_page(shop: Shop, page: str) -> None:
    sales = [await shop.settled("10.00") for _ in range(3)]
    given = {
        "page": page,
        "service": shop.live.url.removesuffix("/graphql").replace("127.0.0.1", "localhost"),
        "authorization": basic(*shop.keys),
        "sales": sales,
        "amount": "4.00",
    }
    seen = json.loads(await asyncio.to_thread(run, BROWSER, json.dumps(given)))
    for told in (seen["urql"], seen["alone"], seen["apollo"]["told"]):
        assert (told[0], told[-1]) == ([], [ACCEPTED])
    assert seen["apollo"]["status"] == "SETTLED"
    # Apollo sends the hash of its first document alone, and is told to send documents from then on.
    follow, hashed, refund, node = seen["sent"]
    assert follow == ["Follow", False, True]
    assert hashed == ["Refund", True, False]
    assert refund == ["Refund", False, True]
    assert node == ["Node", False, True]
    assert [await shop.given_back(each) for each in sales] == [4_00] * 3
    assert (seen["outside"], seen["said"]) == ([], [])
