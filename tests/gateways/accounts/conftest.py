"""An installation with a package of adapters, a key ring, and a merchant that is no sandbox."""

import os
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from app.assembly import assembled
from app.demo.embedded import Urls
from app.domain.gateways.secret_keys import write_key
from app.domain.people.people import Actor
from app.domain.reversals.payments import Merchant
from app.flows.people.set_up import create_merchant, operator_of
from app.flows.service import Service
from app.gateways.keyring import new_key
from app.settings import Settings, as_environment
from tests.gateways.accounts.local import ADAPTER, Gateway, LocalAdapter, serving
from tests.support import forkserver
from tests.support import servers as real

ROOT = Path(__file__).parents[3]

ENTRY_POINTS = """
[refundry.gateways]
local = tests.gateways.accounts.local:ADAPTER
later = tests.gateways.accounts.local:LATER
nameless = tests.gateways.accounts.local:NAMELESS
broken = tests.gateways.accounts.not_there:ADAPTER
text = tests.gateways.accounts.local:__doc__
"""

Refundry = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an installed package that registers adapters, for this process as well."""
    folder = tmp_path_factory.mktemp("installed")
    information = folder / "refundry_local-1.2.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: refundry-local\nVersion: 1.2\n")
    (information / "entry_points.txt").write_text(ENTRY_POINTS)
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(folder))
        yield folder


@pytest.fixture
async def database(servers: Urls, template: str) -> AsyncIterator[str]:
    """The address of a migrated, empty database of this test's own."""
    address = await real.create_database(servers, template=template)
    yield address
    await real.drop_database(servers, address)


@pytest.fixture
def key() -> str:
    """The first key of the ring."""
    return write_key(new_key())


@pytest.fixture
def settings(servers: Urls, database: str, key: str, package: Path) -> Settings:
    return real.settings_for(servers, database, secrets_keys=key)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with serving() as running:
        yield running


@pytest.fixture
def adapter() -> LocalAdapter:
    """The adapter as the service has it, with no session open yet."""
    ADAPTER.opened.clear()
    return ADAPTER


@pytest.fixture
async def service(settings: Settings) -> AsyncIterator[Service]:
    async with assembled(settings) as service:
        yield service


@pytest.fixture
async def merchant(service: Service) -> Merchant:
    return await create_merchant(service.store, "Acme", sandbox=False)


@pytest.fixture
def actor(merchant: Merchant) -> Actor:
    return operator_of(merchant)


@pytest.fixture
def refundry(settings: Settings, package: Path) -> Refundry:
    """Runs a `refundry` command where the package is installed, with `typed` on its standard input."""

    def run(*arguments: str, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(ROOT), str(package)])
        environment = {**as_environment(settings), "PYTHONPATH": path, **variables}
        return forkserver.run(*arguments, environment=environment, typed=typed)

    return run
