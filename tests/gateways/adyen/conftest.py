"""Adyen's adapter beside a fake with books, a scripted Adyen, and a proxy that spoils the way."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from importlib.util import find_spec

import pytest

from tests.gateways.adyen.accounts import Connect, connected
from tests.gateways.adyen.fake import Fake, fake
from tests.gateways.beside import beside
from tests.gateways.fakes.scripted import Scripted, scripted

collect_ignore: list[str] = []
if beside("recordings") is None:
    collect_ignore += ["test_recordings.py"]
if beside("specs") is None:
    collect_ignore += ["test_description.py"]
if find_spec("Adyen") is None:
    collect_ignore += ["test_adyen_library.py"]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Makes sessions for an address, which end with the test."""
    async with AsyncExitStack() as stack:
        yield connected(stack)


@pytest.fixture
async def adyen() -> AsyncIterator[Scripted]:
    """An Adyen that answers what the test says."""
    async with scripted() as gateway:
        yield gateway


@pytest.fixture
async def world() -> AsyncIterator[Fake]:
    """An Adyen with books."""
    async with fake() as gateway:
        yield gateway
