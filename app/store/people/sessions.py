"""The sessions of people who signed in. Only the SHA-256 of a session's token is kept; times are the wall clock's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, any_, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.networks import network_of
from app.domain.people.people import Person, SessionKind
from app.store import objects
from app.store.people import people
from app.store.people.people import PERSON, person_from
from app.store.tables.payments import MERCHANTS
from app.store.tables.people import SESSIONS, USERS, SessionRow

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a session was last used."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds, and expires when `left` is over.

    `to_be_seen` says that its use has not been written down for a while.
    """

    id: int
    family: str
    person: Person
    ends_at: datetime
    left: timedelta
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
    now = await objects.wall_clock(session)
    end = now + ends_at if isinstance(ends_at, timedelta) else ends_at
    begun = SessionRow(
        user_id=person.id,
        kind=kind,
        token_sha256=token_sha256,
        family=family,
        address=address,
        network=network_of(address),
        expires_at=min(now + length, end),
        ends_at=end,
    )
    return (await objects.add(session, begun)).expires_at


async def find(session: AsyncSession, token_sha256: bytes, kind: SessionKind, idle: timedelta) -> Session | None:
    """The session that a token opens; None once it has expired, was revoked, or was not used for as long as `idle`.

    It opens nothing for a person who is disabled.
    """
    return (await find_all(session, [(token_sha256, kind, idle)])).get((token_sha256, kind, idle))


Token = tuple[bytes, SessionKind, timedelta]
"""A token's SHA-256, what kind of session it opens, and for how long that may have been unused."""


async def find_all(session: AsyncSession, tokens: Sequence[Token]) -> dict[Token, Session]:
    """The sessions that these tokens open, likewise."""
    statement = (
        select(
            *PERSON,
            SESSIONS.c.token_sha256,
            SESSIONS.c.kind,
            SESSIONS.c.id.label("session_id"),
            SESSIONS.c.family,
            SESSIONS.c.ends_at,
            (SESSIONS.c.expires_at - func.now()).label("left"),
            (func.now() - SESSIONS.c.last_seen_at).label("unused_for"),
        )
        .select_from(SESSIONS)
        .join(USERS, USERS.c.id == SESSIONS.c.user_id)
        .join(MERCHANTS, MERCHANTS.c.id == USERS.c.merchant_id)
        .where(
            SESSIONS.c.token_sha256 == any_(literal([token for token, _, _ in tokens], ARRAY(LargeBinary))),
            SESSIONS.c.revoked_at.is_(None),
            USERS.c.disabled_at.is_(None),
            SESSIONS.c.expires_at > func.now(),
        )
    )
    rows = {(row.token_sha256, row.kind): row for row in await session.execute(statement)}
    return {
        (token, kind, idle): Session(
            row.session_id, row.family, person_from(row._mapping), row.ends_at, row.left, row.unused_for > SEEN_EVERY
        )
        for token, kind, idle in tokens
        if (row := rows.get((token, kind))) is not None and row.unused_for < idle
    }


async def hold(session: AsyncSession, token_sha256: bytes, kind: SessionKind, idle: timedelta) -> Session | None:
    """The same; the person's sessions are locked until the end of the session's work."""
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


async def forget(session: AsyncSession, age: timedelta) -> None:
    """Drops the sessions that expired that long ago."""
    await session.execute(delete(SESSIONS).where(SESSIONS.c.expires_at < func.now() - age))
