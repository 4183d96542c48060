"""Whether the way to PostgreSQL keeps what belongs to a session: a pooler such as PgBouncer may not.

Settings, prepared statements and advisory locks belong to a session. PgBouncer keeps a session for as long as its
client's connection in session mode alone; in transaction mode the next transaction may be another session's.
"""

import secrets

import asyncpg

from app.addresses.postgresql import PostgresAddress, read_postgresql
from app.domain.problems import Unavailable
from app.store.connecting import BoundedConnection, connect

SHARED = (
    "REFUNDRY_DATABASE_URL leads to a pooler in transaction mode, in which settings, prepared statements and advisory "
    "locks do not last. Set pool_mode=session for this database in PgBouncer, or name PostgreSQL itself. See "
    "docs/operating/pgbouncer.md."
)
DROPPED = (
    "REFUNDRY_DATABASE_URL leads to a pooler that drops settings without a word. Leave them out of PgBouncer's "
    "ignore_startup_parameters. See docs/operating/pgbouncer.md."
)

PATIENCE = 10.0
"""Seconds that a statement may take."""

_PROBE = {"lock_timeout": "4321"}
"""A setting in milliseconds that nobody else would choose."""

_IF = "DO $$ BEGIN IF {} THEN RAISE EXCEPTION 'another session'; END IF; END $$"


async def what_is_missing(database_url: str) -> str | None:
    """What is to be said and done of the way to PostgreSQL; None where nothing is missing. Raises Unavailable."""
    address = read_postgresql(database_url)
    try:
        connection = await connect(address, settings=_PROBE, answer_timeout=PATIENCE)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        # Those who look at the tables next say what it is.
        return None
    try:
        if not connection.by_pooler:
            kept = await connection.fetchval("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'")
            return None if kept == _PROBE["lock_timeout"] else DROPPED
        return SHARED if await _is_shared(connection, address) else None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"the database did not answer ({type(error).__name__})") from error
    finally:
        await connection.close()


async def _is_shared(connection: BoundedConnection, address: PostgresAddress) -> bool:
    """Whether two clients' connections take turns in one session, or one's go through several.

    Each statement is one message: what needs several may already go wrong here.
    """
    mark = secrets.token_hex(8)
    has_mark = f"current_setting('refundry.mark', true) = '{mark}'"
    other = await connect(address, settings={}, answer_timeout=PATIENCE)
    try:
        await connection.execute(f"SET refundry.mark = '{mark}'")
        await other.execute("BEGIN")
        await other.execute(_IF.format(has_mark))
        await connection.execute(_IF.format(f"({has_mark}) IS NOT TRUE"))
    except (asyncpg.RaiseError, asyncpg.InvalidSQLStatementNameError):
        return True
    finally:
        await other.close()
    return False
