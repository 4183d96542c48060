"""A desk for every test."""

import pytest

from tests.support.approval_desk import Desk, open_desk
from tests.support.merchant_client import Shop


@pytest.fixture
async def desk(shop: Shop) -> Desk:
    """A shop of the test's own with a limit of 100.00 USD."""
    return await open_desk(shop)
