"""The example page in a real browser, on another origin than the service: tokens, and no cookie."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.demo.embedded import Urls
from app.domain.people.people import Right
from tests.clients import package
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.node import run
from tests.support.promises import verified_of
from tests.support.staff import PASSWORD, hire

BROWSER = package.ROOT / "tests" / "browser" / "example_page.mjs"


@pytest.fixture
async def page(programs: Path) -> AsyncIterator[str]:
    """The origin of the page, served as its own first lines say, on a free port."""
    client = programs / "node_modules" / "refundry-client" / "dist"
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        str(package.ROOT / "examples" / "page" / "serve.py"),
        "0",
        str(client),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout is not None
    yield (await server.stdout.readline()).decode().strip()
    server.terminate()
    await server.wait()


@pytest.fixture
async def shop(servers: Urls, database: str, page: str) -> AsyncIterator[Shop]:
    """A shop behind a service that lets the page in."""
    settings = real.settings_for(servers, database, cors_origins=[page])
    async with live_service(settings) as live, open_shop(live) as opened:
        yield opened


async def visit(shop: Shop, page: str, order: str | None) -> dict[str, Any]:
    person = await hire(shop, Right.VIEW, Right.REFUND)
    given = {
        "page": page,
        "service": shop.live.url.removesuffix("/graphql"),
        "email": person.email,
        "password": PASSWORD,
        "order": order,
        "amount": "7.00",
    }
    seen: dict[str, Any] = json.loads(await asyncio.to_thread(run, BROWSER, json.dumps(given)))
    return seen


async def test_a_page_elsewhere_refunds(shop: Shop, page: str) -> None:
    paid = await shop.settled("10.00", orderId="order-7")
    seen = await visit(shop, page, "order-7")
    signed_in, found, refunded, once_more, too_much, signed_out = seen["steps"]
    assert signed_in == f"Kim Doe works for {shop.merchant.public_id}."
    assert found == "1 found."
    assert refunded == once_more == "7.00 USD: SUBMITTED_FOR_SETTLEMENT"
    assert "3.00 USD" in too_much
    assert signed_out == "Signed out."
    assert await shop.given_back(paid) == 7_00
    assert (seen["kept"], seen["cookies"]) == (["", {}, {}], 0)
    assert (seen["outside"], seen["said"], seen["violations"]) == ([], [], [])
    await verified_of(shop)


async def test_a_page_that_is_not_let_in_reads_nothing(servers: Urls, template: str, page: str) -> None:
    address = await real.create_database(servers, template=template)
    settings = real.settings_for(servers, address, cors_origins=["https://shop.example.com"])
    async with live_service(settings) as live, open_shop(live) as closed:
        seen = await visit(closed, page, None)
    assert "REFUNDRY_CORS_ORIGINS" in seen["steps"][0]
    assert any("Access-Control-Allow-Origin" in line for line in seen["said"])
    await real.drop_database(servers, address)
