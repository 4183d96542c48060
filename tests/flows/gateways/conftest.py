"""The service with merchants on a Braintree of the tests' own; every promise is kept when the last test has ended."""

from collections.abc import AsyncIterator

import pytest

from app.assembly import assembled
from app.demo.embedded import Urls
from app.flows.service import Service
from tests.flows.gateways.acme import Acme, acme_on, with_keys
from tests.support import servers as real
from tests.support.promises import verified


@pytest.fixture(scope="session")
async def house(servers: Urls, template: str) -> AsyncIterator[Service]:
    """One service for all tests of this process: each has a merchant of its own."""
    address = await real.create_database(servers, template=template)
    async with assembled(with_keys(real.settings_for(servers, address))) as opened:
        yield opened
        await verified(opened.settings)


@pytest.fixture
async def acme(house: Service) -> AsyncIterator[Acme]:
    async with acme_on(house) as merchant:
        yield merchant
