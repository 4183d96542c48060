"""One installation that takes webhooks in, for all tests of a file; each test looks at an account of its own."""

from collections.abc import AsyncIterator

import pytest

from app.demo.embedded import Urls
from tests.gateways.webhooks.inbox import Inbox, inbox


@pytest.fixture(scope="module")
async def running(servers: Urls, template: str) -> AsyncIterator[Inbox]:
    async with inbox(servers) as running:
        yield running
