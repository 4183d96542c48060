"""People: who they are, what they may do, and the hash of their password."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, any_, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.passwords import MOST_LOOKED_AT
from app.domain.people.people import Person, Right
from app.store.database import Connection
from app.store.reversals.row_reader import Columns
from app.store.tables.payments import MERCHANTS
from app.store.tables.people import USERS


class Login(NamedTuple):
    """An e-mail address in lower case, the merchant's public id if it is named, and the client's network."""

    email: str
    merchant: str | None
    network: str | None


_SIGNING_IN = """
    SELECT l.number, u.*, EXISTS (SELECT FROM sessions s WHERE s.user_id = u.id AND s.network = l.network) AS known
    FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS l (number, email, merchant, network)
    CROSS JOIN LATERAL (
        SELECT p.id, p.legacy_id, p.merchant_id, p.email, p.name, p.rights, p.disabled_at, p.password_hash,
            m.public_id AS merchant
        FROM users p JOIN merchants m ON m.id = p.merchant_id
        WHERE lower(p.email) = l.email AND (l.merchant IS NULL OR m.public_id = l.merchant)
        ORDER BY p.id LIMIT $5
    ) AS u
    ORDER BY l.number, u.id
"""


async def signing_in(connection: Connection, logins: Sequence[Login]) -> dict[Login, list[tuple[Person, str, bool]]]:
    """Whom each login may mean, the oldest first and up to MOST_LOOKED_AT; each is another merchant's.

    With the hash of the password, and whether the person signed in from that network before.
    """
    emails, merchants, networks = zip(*logins, strict=True)
    numbers = range(len(logins))
    rows = await connection.fetch(_SIGNING_IN, [*numbers], emails, merchants, networks, MOST_LOOKED_AT)
    found: dict[Login, list[tuple[Person, str, bool]]] = {}
    for row in rows:
        found.setdefault(logins[row["number"]], []).append((person_from(row), row["password_hash"], row["known"]))
    return found


async def add(
    session: AsyncSession,
    merchant_id: int,
    *,
    legacy_id: str,
    email: str,
    name: str,
    password_hash: str,
    rights: Collection[Right],
) -> Person:
    """A new person of the merchant's. The address has to be free: see `hold_address`."""
    values = {"email": email, "name": name, "password_hash": password_hash, "rights": sorted(rights)}
    await session.execute(insert(USERS).values(merchant_id=merchant_id, legacy_id=legacy_id, **values))
    added = await find(session, merchant_id, legacy_id)
    assert added is not None
    return added


async def hold_address(session: AsyncSession, merchant_id: int, email: str) -> bool:
    """Whether nobody of the merchant's has this address, in whatever case; nobody else gets it until the work ends.

    Two who add a person with the same address do so one after the other.
    """
    lowered = email.lower()
    key = f"person {merchant_id} {lowered}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    theirs = USERS.c.merchant_id == merchant_id, func.lower(USERS.c.email) == lowered
    return (await session.execute(select(literal(1)).select_from(USERS).where(*theirs))).first() is None


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> Person | None:
    statement = _people().where(USERS.c.merchant_id == merchant_id, USERS.c.legacy_id == legacy_id)
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else person_from(row._mapping)


async def find_all(session: AsyncSession, asked: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Person]:
    """Those of the people there are, by their merchant's number and their legacy id."""
    legacy_ids = literal([legacy_id for _, legacy_id in asked], ARRAY(TEXT))
    found = await session.execute(_people().where(USERS.c.legacy_id == any_(legacy_ids)))
    people = [person_from(row._mapping) for row in found]
    return {(each.merchant_id, each.legacy_id): each for each in people}


async def hold(session: AsyncSession, person_id: int) -> None:
    """Nobody else changes the person, nor the person's sessions, until the end of the session's work."""
    await session.execute(select(USERS.c.id).where(USERS.c.id == person_id).with_for_update(key_share=True))


async def with_email(session: AsyncSession, email: str, merchant: str | None) -> list[Person]:
    """Who has that address, in whatever case, the oldest first.

    Each is another merchant's; `merchant`, the id that the outside knows, leaves its own alone.
    """
    statement = _people().where(func.lower(USERS.c.email) == email.lower())
    if merchant is not None:
        statement = statement.where(MERCHANTS.c.public_id == merchant)
    return [person_from(row._mapping) for row in await session.execute(statement.order_by(USERS.c.id))]


async def password_of(session: AsyncSession, person_id: int) -> str | None:
    """The hash of the password that the person signs in with; None while the person is disabled."""
    enabled = USERS.c.id == person_id, USERS.c.disabled_at.is_(None)
    return (await session.execute(select(USERS.c.password_hash).where(*enabled))).scalar_one_or_none()


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[Person]:
    """The merchant's people, by their names."""
    statement = _people().where(USERS.c.merchant_id == merchant_id).order_by(func.lower(USERS.c.name), USERS.c.id)
    return [person_from(row._mapping) for row in await session.execute(statement)]


async def administrators(session: AsyncSession, merchant_id: int) -> int:
    """How many people of the merchant's may administer it, and are not disabled."""
    statement = select(func.count()).where(
        USERS.c.merchant_id == merchant_id,
        literal(Right.ADMINISTER.value) == any_(USERS.c.rights),
        USERS.c.disabled_at.is_(None),
    )
    return int((await session.execute(statement)).scalar_one())


async def set_rights(session: AsyncSession, person_id: int, rights: Collection[Right]) -> None:
    await session.execute(update(USERS).where(USERS.c.id == person_id).values(rights=sorted(rights)))


async def disable(session: AsyncSession, person_id: int) -> None:
    await session.execute(update(USERS).where(USERS.c.id == person_id).values(disabled_at=func.now()))


async def enable(session: AsyncSession, person_id: int) -> None:
    await session.execute(update(USERS).where(USERS.c.id == person_id).values(disabled_at=None))


async def set_password(session: AsyncSession, person_id: int, password_hash: str) -> None:
    await session.execute(update(USERS).where(USERS.c.id == person_id).values(password_hash=password_hash))


def person_from(columns: Columns) -> Person:
    """The person of a row that has the columns of `users` and the merchant's public id as `merchant`."""
    return Person(
        id=columns["id"],
        legacy_id=columns["legacy_id"],
        merchant_id=columns["merchant_id"],
        merchant=columns["merchant"],
        email=columns["email"],
        name=columns["name"],
        rights=frozenset(Right(right) for right in columns["rights"]),
        disabled=columns["disabled_at"] is not None,
    )


PERSON = (
    USERS.c.id,
    USERS.c.legacy_id,
    USERS.c.merchant_id,
    USERS.c.email,
    USERS.c.name,
    USERS.c.rights,
    USERS.c.disabled_at,
    MERCHANTS.c.public_id.label("merchant"),
)
"""What `person_from` needs of users and merchants."""


def _people() -> Select[Any]:
    return select(*PERSON).join(MERCHANTS, MERCHANTS.c.id == USERS.c.merchant_id)
