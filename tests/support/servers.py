"""The real PostgreSQL and Valkey that tests run against, and databases in them."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from app.demo.embedded import Servers, Urls
from app.settings import Settings, read_settings
from app.store.migrate import upgrade

TEMPLATE = "template_of_tests"

IN_MEMORY = Path("/dev/shm")
"""A file system in memory, on Linux. A new database is some hundred files: on a disk they take ten times as long."""

ROOM = 4 * 2**30
"""Bytes that have to be free there: one server's data and log of changes are a quarter of it at most."""

_numbers = itertools.count(1)


def place() -> Path | None:
    """The folder in which the servers of tests make theirs: in memory where that has room, else None, the usual one."""
    return IN_MEMORY if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM else None


@contextmanager
def running() -> Iterator[Urls]:
    """Servers of their own, gone at the end with all that was in them, and quick: no test crashes the machine."""
    with TemporaryDirectory(prefix="refundry-tests-", dir=place()) as folder:
        servers = Servers(Path(folder), durable=False).take("tests").start()
        try:
            yield servers.urls
        finally:
            servers.stop()


async def create_template(servers: Urls) -> None:
    """The migrated database that the others are copies of."""
    await _statement(servers, f'CREATE DATABASE "{TEMPLATE}"')
    await upgrade(address_of(servers, TEMPLATE))


async def create_database(servers: Urls, *, template: str = TEMPLATE) -> str:
    """A new database, a copy of `template` ("template1" is an empty one); its address."""
    name = f"test_{next(_numbers)}"
    await _statement(servers, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return address_of(servers, name)


async def drop_database(servers: Urls, address: str) -> None:
    """Drops what `create_database` made, even where a test left a connection open."""
    name = address.partition("?")[0].rpartition("/")[2]
    await _statement(servers, f'DROP DATABASE "{name}" WITH (FORCE)')


def address_of(servers: Urls, name: str) -> str:
    return servers.database.replace("/refundry?", f"/{name}?")


def settings_for(servers: Urls, database: str, **given: Any) -> Settings:
    """Settings as a process of the service would have them, with waits that suit a test; `given` ones count more."""
    usual = {"gateway_timeout": 2.0, "lock_timeout": 3.0, "log_format": "text"}
    return read_settings(**{**usual, "database_url": database, "redis_url": servers.redis, **given})


async def _statement(servers: Urls, statement: str) -> None:
    connection = await asyncpg.connect(servers.database)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
