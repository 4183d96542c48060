"""A real PostgreSQL for the sandbox's books, and a gateway on it."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from app.demo.embedded import Urls
from app.gateways.sandbox import tables
from app.gateways.sandbox.gateway import SandboxGateway
from tests.support import servers as real


@pytest.fixture(scope="session")
async def database(servers: Urls) -> str:
    """The address of a database that holds nothing yet."""
    return await real.create_database(servers, template="template1")


@pytest.fixture(scope="session")
async def sandbox_dsn(database: str) -> str:
    """The address of a database with the sandbox's tables."""
    engine = create_async_engine(database.replace("postgresql://", "postgresql+asyncpg://", 1))
    own = [table for table in SQLModel.metadata.sorted_tables if table.schema == tables.SCHEMA]
    async with engine.begin() as connection:
        await connection.execute(text(f"CREATE SCHEMA {tables.SCHEMA}"))
        await connection.run_sync(SQLModel.metadata.create_all, tables=own)
    await engine.dispose()
    return database


@pytest.fixture
async def gateway(sandbox_dsn: str) -> AsyncIterator[SandboxGateway]:
    gateway = SandboxGateway(sandbox_dsn)
    yield gateway
    await gateway.stop()
