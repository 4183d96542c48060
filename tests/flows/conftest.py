"""What tests of several files of this room begin with."""

from collections.abc import AsyncIterator

import pytest

from tests.flows.neighbours import Neighbour, settle_down
from tests.support.merchant_client import Live, open_shop


@pytest.fixture(scope="session")
async def neighbour(live: Live) -> AsyncIterator[Neighbour]:
    """Another merchant, in whose books nothing may happen."""
    async with open_shop(live) as other:
        yield await settle_down(other)
