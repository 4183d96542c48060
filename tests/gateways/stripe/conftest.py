"""Stripe's adapter beside both of its fakes, a scripted Stripe, and a proxy that spoils the way."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from importlib.util import find_spec

import pytest

from tests.gateways.fakes import processes
from tests.gateways.fakes.scripted import Scripted, scripted
from tests.gateways.stripe.accounts import Connect, Shop, charge_on_mock, connected, intent_on_localstripe
from tests.gateways.stripe.recordings import FOLDER

WORLDS = ["forgets keys"] if processes.has_localstripe() else []
WORLDS += ["remembers keys"]

collect_ignore: list[str] = []
if not processes.has_localstripe():
    collect_ignore += ["test_localstripe.py"]
if find_spec("stripe") is None:
    collect_ignore += ["test_stripe_python.py"]
if FOLDER is None:
    collect_ignore += ["test_recordings.py"]


@pytest.fixture(scope="session")
def localstripe() -> Iterator[str]:
    """The address of a Stripe that has forgotten every Idempotency-Key."""
    with processes.localstripe() as address:
        yield address


@pytest.fixture(scope="session")
def stateful_mock() -> Iterator[str]:
    """The address of a Stripe that remembers every Idempotency-Key."""
    with processes.stateful_mock() as address:
        yield address


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest) -> Shop:
    """A Stripe in each of both worlds, where payments can be made."""
    if request.param == "forgets keys":
        return Shop(request.getfixturevalue("localstripe"), intent_on_localstripe)
    return Shop(request.getfixturevalue("stateful_mock"), charge_on_mock)


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Makes sessions for an address, which end with the test."""
    async with AsyncExitStack() as stack:
        yield connected(stack)


@pytest.fixture
async def stripe() -> AsyncIterator[Scripted]:
    """A Stripe that answers what the test says."""
    async with scripted() as gateway:
        yield gateway
