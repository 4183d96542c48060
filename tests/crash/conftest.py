"""An installation for the crash tests, on servers of their own, since some of these tests kill them."""

from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings as examples

from app.demo.embedded import Servers
from tests.crash.cases import Step
from tests.crash.installation import World, opened
from tests.support import servers as real
from tests.support.merchant_client import Shop, open_shop

LONG = "long"


def is_long() -> bool:
    """Whether this is a run of the long profile (`make test-long`)."""
    return examples.get_current_profile_name() == LONG


def steps(on_the_way: Sequence[Step]) -> list[Step]:
    """The steps at which to kill: all of them in a long run, else those that differ most from their neighbours."""
    return [step for step in on_the_way if step.usual or is_long()]


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="refundry-crash-", dir=real.place()) as made:
        yield Path(made)


@pytest.fixture(scope="session")
async def mortal(folder: Path) -> AsyncIterator[Servers]:
    """A PostgreSQL and a Valkey that may be killed."""
    servers = Servers(folder / "data", durable=False).take("tests").start()
    try:
        await real.create_template(servers.urls)
        yield servers
    finally:
        servers.stop()


@pytest.fixture(scope="session")
async def lasting(mortal: Servers, folder: Path) -> AsyncIterator[World]:
    """An installation that goes on from test to test, for tests that leave nothing waiting."""
    async with opened(mortal, folder) as world:
        yield world


@pytest.fixture
async def world(mortal: Servers, folder: Path) -> AsyncIterator[World]:
    """An installation of this test's own."""
    async with opened(mortal, folder) as made:
        yield made


@pytest.fixture
async def stall(world: World) -> AsyncIterator[Shop]:
    """A merchant in the test's own installation."""
    async with open_shop(world.live) as shop:
        yield shop
