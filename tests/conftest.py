"""Servers and databases for every test: one PostgreSQL and one Valkey for each process that runs tests."""

from collections.abc import AsyncIterator, Iterator

import pytest

from app.embedded import Urls
from app.settings import Settings
from tests import servers as real


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
def settings(servers: Urls, database: str) -> Settings:
    """Settings that name this test's own database."""
    return real.settings_for(servers, database)
