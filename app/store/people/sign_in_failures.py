"""How often signing in has failed, by account and by network, for all processes together (SPEC 8.1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import case, delete, func, literal, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.passwords import FAILURES_COUNT_FOR
from app.store.database import Connection
from app.store.tables.people import SIGN_IN_FAILURES


@dataclass(frozen=True, slots=True)
class FailureTally:
    """The failures in a row that still count, and how long nothing is looked at from now on."""

    failures: int
    wait: timedelta


NO_FAILURES = FailureTally(0, timedelta(0))

_FIND_ALL = """
    SELECT subject, CASE WHEN last_at < now() - $2::interval THEN 0 ELSE failures END AS failures,
        greatest(coalesce(blocked_until - now(), interval '0'), interval '0') AS wait
    FROM sign_in_failures WHERE subject = ANY ($1::bytea[])
"""


async def find_all(connection: Connection, subjects: Sequence[bytes]) -> dict[bytes, FailureTally]:
    """The subjects' tallies as they are now, of those that have one; nothing is locked."""
    rows = await connection.fetch(_FIND_ALL, subjects, FAILURES_COUNT_FOR)
    return {row["subject"]: FailureTally(row["failures"], row["wait"]) for row in rows}


async def lock(session: AsyncSession, subject: bytes) -> FailureTally:
    """The subject's tally, locked until the end of the session's work.

    Failures are forgotten `FAILURES_COUNT_FOR` after the last one.
    """
    failures = SIGN_IN_FAILURES.c.failures
    over = SIGN_IN_FAILURES.c.last_at < func.now() - FAILURES_COUNT_FOR
    statement = (
        insert(SIGN_IN_FAILURES)
        .values(subject=subject, failures=0)
        .on_conflict_do_update(
            index_elements=[SIGN_IN_FAILURES.c.subject], set_={"failures": case((over, 0), else_=failures)}
        )
        .returning(
            failures,
            func.greatest(
                func.coalesce(SIGN_IN_FAILURES.c.blocked_until - func.now(), literal(timedelta(0))),
                literal(timedelta(0)),
            ),
        )
    )
    found, wait = (await session.execute(statement)).one()
    return FailureTally(found, wait)


async def count(session: AsyncSession, subject: bytes, failures: int, wait: timedelta) -> None:
    """There are that many failures now, and nothing is looked at for as long as `wait`."""
    until = func.now() + wait if wait else None
    await session.execute(
        update(SIGN_IN_FAILURES)
        .where(SIGN_IN_FAILURES.c.subject == subject)
        .values(failures=failures, last_at=func.now(), blocked_until=until)
    )


async def take_back(session: AsyncSession, subject: bytes) -> None:
    """What was counted last was no failure."""
    fewer = func.greatest(SIGN_IN_FAILURES.c.failures - 1, 0)
    await session.execute(
        update(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.subject == subject).values(failures=fewer, blocked_until=None)
    )


async def clear(session: AsyncSession, subject: bytes) -> None:
    """Nothing that failed before counts any more."""
    await session.execute(delete(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.subject == subject))


async def forgive(session: AsyncSession, accounts: Iterable[bytes], network: bytes | None) -> None:
    """What was tried last was right: nothing counts against these accounts any more, nor that against the network."""
    for account in accounts:
        await clear(session, account)
    if network is not None:
        await take_back(session, network)


async def forget(session: AsyncSession, age: timedelta) -> None:
    """Drops what last failed that long ago."""
    await session.execute(delete(SIGN_IN_FAILURES).where(SIGN_IN_FAILURES.c.last_at < func.now() - age))
