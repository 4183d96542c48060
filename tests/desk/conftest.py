"""The demo, as `refundry demo` seeds it, behind a real server."""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.demo.demo import AGENT, seed
from app.demo.embedded import Urls
from tests.desk.people import Person
from tests.support import servers as real
from tests.support.merchant_client import PLAIN_HTTP, Live, live_service


@pytest.fixture(scope="module")
async def demo(servers: Urls, template: str) -> AsyncIterator[Live]:
    """The service with the demo's data, on a database of this file's own."""
    address = await real.create_database(servers, template=template)
    settings = real.settings_for(servers, address)
    await seed(settings)
    async with live_service(settings) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[httpx.AsyncClient]:
    """What a browser sends, cookies included."""
    headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    async with httpx.AsyncClient(headers=headers, timeout=60, verify=PLAIN_HTTP) as http:
        yield http


@pytest.fixture
async def agent(demo: Live, browser: httpx.AsyncClient) -> Person:
    """The demo's support agent, signed in."""
    person = Person(demo, browser)
    await person.sign_in(AGENT.email, AGENT.password)
    return person
