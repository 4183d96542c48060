"""Which processes are at work, as each of them writes down every few seconds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.pool import Connection
from app.store.tables.upkeep import HEARTBEATS, ProcessKind

FORGOTTEN_AFTER = timedelta(days=1)


async def beat(session: AsyncSession, process: str, kind: ProcessKind, version: str) -> datetime:
    """Writes down that the process is at work; the database's time."""
    clock = func.clock_timestamp()
    row = {"process": process, "kind": kind, "version": version, "started_at": clock, "beat_at": clock}
    written = insert(HEARTBEATS).values(row)
    statement = written.on_conflict_do_update(
        index_elements=[HEARTBEATS.c.process], set_={"beat_at": clock, "version": version}
    ).returning(clock)
    now: datetime = (await session.execute(statement)).scalar_one()
    return now


async def beat_quickly(connection: Connection, process: str) -> None:
    """The same for a process that has its row, by one of the connections that requests share."""
    await connection.execute("UPDATE heartbeats SET beat_at = clock_timestamp() WHERE process = $1", process)


async def forget(session: AsyncSession) -> None:
    """Drops the rows of processes that ended long ago."""
    await session.execute(delete(HEARTBEATS).where(HEARTBEATS.c.beat_at < func.now() - FORGOTTEN_AFTER))


async def since_last(session: AsyncSession, kind: ProcessKind) -> timedelta | None:
    """How long ago a process of this kind was last at work; None if none was within a day."""
    statement = select(func.clock_timestamp() - func.max(HEARTBEATS.c.beat_at)).where(HEARTBEATS.c.kind == kind)
    age: timedelta | None = (await session.execute(statement)).scalar_one()
    return age


async def schema_revisions(session: AsyncSession) -> Sequence[str]:
    """The revisions that the database's tables are of."""
    return (await session.execute(text("SELECT version_num FROM alembic_version"))).scalars().all()
