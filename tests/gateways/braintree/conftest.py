"""Braintree's adapter beside a fake with books, a scripted Braintree, and a proxy that spoils the way."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.gateways.beside import beside
from tests.gateways.braintree.accounts import Connect, connected
from tests.gateways.braintree.fake import Fake, Keys, fake
from tests.gateways.fakes.scripted import Scripted, scripted

collect_ignore: list[str] = []
if beside("recordings") is None:
    collect_ignore += ["test_recordings.py"]
if beside("anchors") is None:
    collect_ignore += ["test_public_schema.py"]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Makes sessions for an address, which end with the test."""
    async with AsyncExitStack() as stack:
        yield connected(stack)


@pytest.fixture
async def braintree() -> AsyncIterator[Scripted]:
    """A Braintree that answers what the test says."""
    async with scripted() as gateway:
        yield gateway


@pytest.fixture(params=list(Keys))
async def world(request: pytest.FixtureRequest) -> AsyncIterator[Fake]:
    """A Braintree with books: one that remembers apiRequestKeys, one that has forgotten all, one that allows none."""
    async with fake(request.param) as gateway:
        yield gateway
