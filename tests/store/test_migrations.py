"""The migrations make what the models say."""

import re
import subprocess

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.schema import CreateSchema

from app.demo.embedded import program
from app.store.migrate import METADATA, SCHEMAS, differences, is_current, upgrade

_OBJECT = re.compile(
    r"^-- Name: (?P<name>.*?); Type: (?P<kind>.*?);.*?$(?P<body>.*?)(?=^-- Name: |\Z)", re.DOTALL | re.MULTILINE
)


async def test_alembic_finds_nothing_to_change(database: str) -> None:
    assert await differences(database) == []


async def test_every_column_constraint_index_and_trigger_is_the_one_of_the_models(database: str, empty: str) -> None:
    """PostgreSQL's dump has what Alembic passes over: checks, conditions of indexes, functions, triggers."""
    engine = create_async_engine(empty.replace("postgresql://", "postgresql+asyncpg://"))
    async with engine.begin() as connection:
        for schema in filter(None, SCHEMAS):
            await connection.execute(CreateSchema(schema))
        await connection.run_sync(METADATA.create_all)
    await engine.dispose()
    assert _dump(database) == _dump(empty)


async def test_a_database_is_current_once_it_is_migrated(empty: str) -> None:
    assert not await is_current(empty)
    await upgrade(empty)
    assert await is_current(empty)
    await upgrade(empty)
    assert await is_current(empty)


def _dump(address: str) -> dict[str, str]:
    options = ["--schema-only", "--no-owner", "--exclude-table=alembic_version"]
    dumped = subprocess.run([program("pg_dump"), *options, address], capture_output=True, check=True, text=True).stdout
    objects = (match for match in _OBJECT.finditer(dumped))
    return {
        f"{found['kind']} {found['name']}": found["body"].split("\\unrestrict")[0].strip("-\n ") for found in objects
    }
