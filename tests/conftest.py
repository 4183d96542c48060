"""Servers and databases for every test: one PostgreSQL and one Valkey for each process that runs tests."""

import os
from collections.abc import AsyncIterator, Generator, Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings as examples

from app.demo.embedded import Urls
from app.flows.people import passwords
from app.settings import Settings
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop, live_service, open_shop

# Every run looks elsewhere: a fixed seed would hide what it happens not to meet. A failure says how to see it again.
examples.register_profile("usual", deadline=None, derandomize=False, print_blob=True)
examples.register_profile("long", examples.get_profile("usual"), max_examples=2000)
examples.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What a test has printed or logged may be no text in UTF-8, on purpose; between processes it has to be."""
    report = yield
    report.sections = [(name, text.encode(errors="backslashreplace").decode()) for name, text in report.sections]
    return report


REAL_HASHER = passwords._hasher
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed with little effort here, in this process: most tests sign somebody in."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_hasher", QUICK_HASHER)
        yield


@pytest.fixture
def real_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are hashed as in production, where a test is about the effort."""
    monkeypatch.setattr(passwords, "_hasher", REAL_HASHER)


@pytest.fixture(scope="session")
def servers() -> Iterator[Urls]:
    """A PostgreSQL and a Valkey, for as long as this process runs tests."""
    with real.running() as urls:
        yield urls


@pytest.fixture(scope="session")
async def template(servers: Urls) -> str:
    """The name of a migrated, empty database, which nobody may connect to: others are copied from it."""
    await real.create_template(servers)
    return real.TEMPLATE


@pytest.fixture
async def database(servers: Urls, template: str) -> AsyncIterator[str]:
    """The address of a migrated, empty database of this test's own."""
    address = await real.create_database(servers, template=template)
    yield address
    await real.drop_database(servers, address)


@pytest.fixture
async def empty(servers: Urls) -> AsyncIterator[str]:
    """The address of a database that nobody has migrated."""
    address = await real.create_database(servers, template="template1")
    yield address
    await real.drop_database(servers, address)


@pytest.fixture
def settings(servers: Urls, database: str) -> Settings:
    """Settings that name this test's own database."""
    return real.settings_for(servers, database)


@pytest.fixture(scope="session")
async def live(servers: Urls, template: str) -> AsyncIterator[Live]:
    """The service, running behind a real socket, for all tests of this process."""
    address = await real.create_database(servers, template=template)
    async with live_service(real.settings_for(servers, address)) as running:
        yield running


@pytest.fixture
async def shop(live: Live) -> AsyncIterator[Shop]:
    """A merchant of this test's own."""
    async with open_shop(live) as opened:
        yield opened
