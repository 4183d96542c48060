"""Brings a database's tables to where this version of the service wants them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import structlog
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from app.addresses.postgresql import read_postgresql
from app.domain.problems import Unavailable
from app.gateways.sandbox.tables import SCHEMA as SANDBOX_SCHEMA
from app.store.connecting import BoundedConnection, connect
from app.store.tables import upkeep as upkeep
from app.store.tables import webhooks as webhooks
from app.store.tables.people import METADATA as METADATA

log = structlog.get_logger(__name__)

Result = TypeVar("Result")


class CannotMigrate(Exception):
    """The database lacks what a migration needs; the message says what an operator does about it."""


SCHEMAS = {None, SANDBOX_SCHEMA}

NO_TRIGRAMS = (
    "PostgreSQL's extension pg_trgm, which searches need, can't be created here ({why}). It comes with PostgreSQL, in "
    "the package of contributed modules (postgresql-contrib). Once that is installed, let an administrator run "
    "`CREATE EXTENSION pg_trgm` in this database, or give this role the right CREATE on it; then migrate again."
)

IN_USE = (
    "The tables were in use for too long. Nothing is half done. Look for long transactions (pg_stat_activity), and run "
    "`refundry migrate` again at a quieter time."
)
BY_OTHERS = "Another process has been migrating this database for all the time. Run `refundry migrate` again later."

LOCK_TIMEOUT = 3.0
"""Seconds that a migration waits for a table, and keeps those waiting who come after it."""

TRIES = 60
PAUSE = 2.0
"""Seconds between two tries, in which those who waited behind a migration are served."""

_LOCK_NOT_HAD = "55P03"

_LOCK = 0x5265667564
"""The number of our advisory lock; any would do, as long as no other program takes it in the same database."""


def _is_ours(name: str | None, kind: str, parents: object) -> bool:
    """Leaves out what others keep in the same database."""
    return kind != "schema" or name in SCHEMAS


OPTIONS: dict[str, Any] = {
    "include_schemas": True,
    "include_name": _is_ours,
    "compare_type": True,
    "compare_server_default": True,
}
"""How tables and models are compared; the same when a migration is written and when it is tested."""


async def upgrade(database_url: str, to: str = "head", *, tries: int = TRIES, pause: float = PAUSE) -> None:
    """Runs the migrations that the database lacks, up to the revision `to`, each of them wholly or not at all.

    None waits for longer than LOCK_TIMEOUT for a table that others use, since everybody who comes later would wait
    behind it; it lets them pass, and tries again `pause` seconds later. A second process waits while the first one
    migrates, and then finds nothing to do. Raises Unavailable if the database can't be reached, CannotMigrate if the
    tables were in use for all `tries`, or if there is no pg_trgm and this role can't create it.
    """
    for left in reversed(range(tries)):
        try:
            if await _upgrade(database_url, to):
                return
        except DBAPIError as error:
            if (error.statement or "").startswith("CREATE EXTENSION"):
                raise CannotMigrate(NO_TRIGRAMS.format(why=_first_line(error.orig))) from error
            if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_HAD:
                raise
            if not left:
                raise CannotMigrate(IN_USE) from error
            log.warning("migration.waits", tries_left=left)
        await asyncio.sleep(pause)
    raise CannotMigrate(BY_OTHERS)


async def _upgrade(database_url: str, to: str) -> bool:
    """Runs them; False where another process does so at this time."""

    def run(connection: Connection) -> bool:
        taken: bool = connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": _LOCK}).scalar_one()
        connection.commit()
        if taken:
            # Outside of a transaction: each migration has one of its own, and holds its locks for no longer.
            command.upgrade(_config(connection), to)
        return taken

    async with _connected(database_url, {"lock_timeout": str(round(LOCK_TIMEOUT * 1000))}) as connection:
        return await connection.run_sync(run)


async def is_current(database_url: str) -> bool:
    """Whether the database has every migration of this version and none that it doesn't know."""
    return await what_differs(database_url) is None


async def what_differs(database_url: str) -> str | None:
    """What is to be said and done of tables that are of another version than this; None of those that are not."""

    def heads(connection: Connection) -> Sequence[str]:
        return MigrationContext.configure(connection).get_current_heads()

    reason, _ = known_revisions().judge(await _in_transaction(database_url, heads))
    return reason


@dataclass(frozen=True, slots=True)
class Revisions:
    """The revisions of the tables that this version knows: the present one, and those before it."""

    head: str
    before: frozenset[str]

    def judge(self, found: Sequence[str]) -> tuple[str | None, bool]:
        """What is to be said of a database that has these revisions, and whether that is a warning only.

        Nothing of the present one. Tables of a later version are no problem to a process of the version before.
        """
        if list(found) == [self.head]:
            return None, False
        if found and not set(found) <= self.before:
            return "The tables are of a later version than this program. Start the version that migrated them.", True
        return "The tables are of an earlier version than this program. Run `refundry migrate` first.", False


def known_revisions() -> Revisions:
    """The revisions of this version's migrations."""
    scripts = _scripts()
    head = scripts.get_current_head()
    assert head is not None, "there are migrations, and they end in one"
    return Revisions(head, frozenset(each.revision for each in scripts.walk_revisions()) - {head})


async def write_revision(database_url: str, message: str) -> Path:
    """Writes the migration from an up-to-date database to the models, to be read and completed by a person."""

    def write(connection: Connection) -> Path:
        script = command.revision(_config(connection), message, autogenerate=True)
        assert script is not None
        assert not isinstance(script, list)
        return Path(script.path)

    return await _in_transaction(database_url, write)


async def differences(database_url: str) -> list[Any]:
    """What Alembic would still change to make the database what the models say."""

    def compare(connection: Connection) -> list[Any]:
        return list(compare_metadata(MigrationContext.configure(connection, opts=OPTIONS), METADATA))

    return await _in_transaction(database_url, compare)


async def _in_transaction(database_url: str, work: Callable[[Connection], Result]) -> Result:
    async with _connected(database_url, {}) as connection, connection.begin():
        return await connection.run_sync(work)


@asynccontextmanager
async def _connected(database_url: str, settings: Mapping[str, str]) -> AsyncIterator[AsyncConnection]:
    """A connection of its own, with such settings of PostgreSQL. Raises Unavailable."""
    address = read_postgresql(database_url)

    async def open_one() -> BoundedConnection:
        return await connect(
            address, settings={"application_name": "refundry migrate", **settings}, answer_timeout=None
        )

    engine = create_async_engine("postgresql+asyncpg://", async_creator=open_one, poolclass=NullPool)
    try:
        connection = await engine.connect().start()
    except (DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"the database cannot be reached ({_first_line(error)})") from error
    try:
        yield connection
    finally:
        await connection.close()


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0]


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
