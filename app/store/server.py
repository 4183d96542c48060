"""What PostgreSQL says of itself: version, place, room, clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_LOOK = text("""
SELECT current_setting('server_version_num')::int AS version, current_database() AS database,
    pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS read_only,
    EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS trigrams,
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS connections,
    (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS used
""")


@dataclass(frozen=True, slots=True)
class Server:
    """The server behind a connection. `version` is as PostgreSQL numbers it: 180001 is 18.1."""

    version: int
    database: str
    standby: bool
    read_only: bool
    trigrams: bool
    connections: int
    connections_left: int


async def look(session: AsyncSession) -> Server:
    """The server as it is now."""
    row: Any = (await session.execute(_LOOK)).one()
    left = max(0, row.connections - row.used)
    return Server(row.version, row.database, row.standby, row.read_only, row.trigrams, row.connections, left)


async def clock_ahead(session: AsyncSession) -> timedelta:
    """How far the database's clock is ahead of this process's, half the time of the question taken off."""
    before = datetime.now(UTC)
    at: datetime = (await session.execute(text("SELECT clock_timestamp()"))).scalar_one()
    return at - (before + (datetime.now(UTC) - before) / 2)


async def sealed_secrets(session: AsyncSession) -> int:
    """How many secrets of gateway accounts are sealed."""
    counted = text("SELECT count(*) FROM gateway_account_secrets")
    number: int = (await session.execute(counted)).scalar_one()
    return number


async def behind(session: AsyncSession) -> timedelta:
    """How long ago, by its primary's clock, was what a replica has followed last; none at all where it has followed all
    that it was sent, or is no replica.
    """
    asked = text("""
        SELECT CASE WHEN pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()
            THEN now() - pg_last_xact_replay_timestamp() END
    """)
    found: timedelta | None = (await session.execute(asked)).scalar_one()
    return found or timedelta(0)
