"""The service with a key ring, and every kind of gateway as its accounts meet it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.demo.embedded import Urls
from app.domain.gateways.secret_keys import write_key
from app.gateways.keyring import new_key
from tests.gateways.fakes import processes
from tests.gateways.sending.till import Till, open_till
from tests.gateways.sending.worlds import KINDS, World, world
from tests.support import servers as real
from tests.support.merchant_client import Live, live_service

collect_ignore = [] if processes.has_localstripe() else ["test_same_payment.py"]


@pytest.fixture(scope="session")
async def ringed(servers: Urls, template: str) -> AsyncIterator[Live]:
    """The service, which can open secrets."""
    address = await real.create_database(servers, template=template)
    settings = real.settings_for(
        servers,
        address,
        secrets_keys=write_key(new_key()),
        notify_emails=["desk@example.com"],
        verification_delays=(timedelta(minutes=5), timedelta(hours=1)),
    )
    async with live_service(settings) as running:
        yield running


@pytest.fixture(scope="module", params=KINDS)
async def gateway(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    async with world(request.param) as opened:
        yield opened


@pytest.fixture
async def till(ringed: Live, gateway: World) -> AsyncIterator[Till]:
    """A merchant of the test's own."""
    async with open_till(ringed, gateway) as opened:
        yield opened
