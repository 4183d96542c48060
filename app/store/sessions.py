"""The sessions of people who signed in. Only the SHA-256 of a session's token is kept; times are the wall clock's."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people import Person, SessionKind
from app.store import people
from app.store.people import PERSON, person_from
from app.store.people_tables import SESSIONS, USERS
from app.store.tables import MERCHANTS

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session was last used."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds. `to_be_seen` says that its use has not been written down for a while."""

    id: int
    family: str
    person: Person
    ends_at: datetime
    to_be_seen: bool


async def begin(
    session: AsyncSession,
    person: Person,
    kind: SessionKind,
    token_sha256: bytes,
    *,
    family: str,
    address: str | None,
    length: timedelta,
    ends_at: datetime | timedelta,
) -> datetime:
    """A new session; when it expires: after `length`, but not after `ends_at`, or that long from now."""
    end: ColumnElement[datetime] = func.now() + ends_at if isinstance(ends_at, timedelta) else literal(ends_at)
    statement = (
        insert(SESSIONS)
        .values(
            user_id=person.id,
            kind=kind,
            token_sha256=token_sha256,
            family=family,
            address=address,
            expires_at=func.least(func.now() + length, end),
            ends_at=end,
        )
        .returning(SESSIONS.c.expires_at)
    )
    expires_at: datetime = (await session.execute(statement)).scalar_one()
    return expires_at


async def find(session: AsyncSession, token_sha256: bytes, kind: SessionKind, idle: timedelta) -> Session | None:
    """The session that a token opens; None once it has expired, was revoked, or was not used for as long as `idle`."""
    statement = (
        select(
            *PERSON,
            SESSIONS.c.id.label("session_id"),
            SESSIONS.c.family,
            SESSIONS.c.ends_at,
            (SESSIONS.c.last_seen_at < func.now() - SEEN_EVERY).label("to_be_seen"),
        )
        .select_from(SESSIONS)
        .join(USERS, USERS.c.id == SESSIONS.c.user_id)
        .join(MERCHANTS, MERCHANTS.c.id == USERS.c.merchant_id)
        .where(
            SESSIONS.c.token_sha256 == token_sha256,
            SESSIONS.c.kind == kind,
            SESSIONS.c.revoked_at.is_(None),
            SESSIONS.c.expires_at > func.now(),
            SESSIONS.c.last_seen_at > func.now() - idle,
        )
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    return Session(row.session_id, row.family, person_from(row._mapping), row.ends_at, row.to_be_seen)


async def hold(session: AsyncSession, token_sha256: bytes, kind: SessionKind, idle: timedelta) -> Session | None:
    """The same; nobody else begins or ends a session of the person's until the end of the session's work."""
    found = await find(session, token_sha256, kind, idle)
    if found is None:
        return None
    await people.hold(session, found.person.id)
    return await find(session, token_sha256, kind, idle)


async def goes_on(session: AsyncSession, family: str) -> bool:
    """Whether a sign-in holds: it was not revoked, and one of its tokens has not expired."""
    holds = SESSIONS.c.family == family, SESSIONS.c.revoked_at.is_(None), SESSIONS.c.expires_at > func.now()
    return (await session.execute(select(SESSIONS.c.id).where(*holds).limit(1))).first() is not None


async def see(session: AsyncSession, session_id: int) -> None:
    """It is used now."""
    await session.execute(
        update(SESSIONS)
        .where(SESSIONS.c.id == session_id, SESSIONS.c.last_seen_at < func.now() - SEEN_EVERY)
        .values(last_seen_at=func.now())
    )


async def shorten(session: AsyncSession, session_id: int, left: timedelta) -> None:
    """It expires when `left` is over, unless it does so sooner."""
    expires_at = func.least(SESSIONS.c.expires_at, func.now() + left)
    await session.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(expires_at=expires_at))


async def revoke(session: AsyncSession, family: str) -> None:
    """One sign-in is over, with all its renewals."""
    await session.execute(
        update(SESSIONS)
        .where(SESSIONS.c.family == family, SESSIONS.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
    )


async def revoke_all(session: AsyncSession, person_id: int) -> None:
    """Every sign-in of the person is over."""
    await session.execute(
        update(SESSIONS)
        .where(SESSIONS.c.user_id == person_id, SESSIONS.c.revoked_at.is_(None))
        .values(revoked_at=func.now())
    )


async def revoke_others(session: AsyncSession, person_id: int, family: str | None) -> None:
    """Every sign-in of the person is over but for that one."""
    others = SESSIONS.c.family.is_distinct_from(family)
    await session.execute(
        update(SESSIONS)
        .where(SESSIONS.c.user_id == person_id, SESSIONS.c.revoked_at.is_(None), others)
        .values(revoked_at=func.now())
    )


async def known_at(session: AsyncSession, address: str | None, person_ids: Collection[int]) -> set[int]:
    """Which of these people signed in from that client's address, as far back as sessions are kept."""
    theirs = SESSIONS.c.user_id.in_(person_ids), SESSIONS.c.address == address
    return set((await session.execute(select(SESSIONS.c.user_id).where(*theirs).distinct())).scalars())


async def forget(session: AsyncSession, age: timedelta) -> None:
    """Drops the sessions that expired that long ago."""
    await session.execute(delete(SESSIONS).where(SESSIONS.c.expires_at < func.now() - age))
