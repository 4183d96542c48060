"""People: who they are, what they may do, and the hash of their password."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import Select, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.people.passwords import MOST_LOOKED_AT
from app.domain.people.people import Person, Right
from app.domain.reversals.states import RefundFailurePolicy
from app.store import objects
from app.store.database import Connection
from app.store.reversals.row_reader import Columns
from app.store.tables.merchants import MerchantRow
from app.store.tables.payments import MERCHANTS
from app.store.tables.people import USERS, UserRow


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
            m.public_id AS merchant, m.on_failure
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
    user = UserRow(
        merchant_id=merchant_id,
        legacy_id=legacy_id,
        email=email,
        name=name,
        password_hash=password_hash,
        rights=sorted(rights),
    )
    await objects.add(session, user)
    added = await find(session, merchant_id, legacy_id)
    assert added is not None
    return added


async def hold_address(session: AsyncSession, merchant_id: int, email: str) -> bool:
    """Whether the merchant has no person with this address, ignoring case. The address is locked until the work ends.

    Two who add a person with the same address do so one after the other.
    """
    lowered = email.lower()
    key = f"person {merchant_id} {lowered}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    theirs = col(UserRow.merchant_id) == merchant_id, func.lower(UserRow.email) == lowered
    return await objects.find_one(session, select(UserRow).where(*theirs)) is None


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> Person | None:
    theirs = col(UserRow.merchant_id) == merchant_id, col(UserRow.legacy_id) == legacy_id
    return next(iter(await _people(session, select(UserRow).where(*theirs))), None)


async def find_all(session: AsyncSession, asked: Sequence[tuple[int, str]]) -> dict[tuple[int, str], Person]:
    """Those of the people there are, by their merchant's number and their legacy id."""
    legacy_ids = literal([legacy_id for _, legacy_id in asked], ARRAY(TEXT))
    people = select(*PERSON).join(MERCHANTS, MERCHANTS.c.id == USERS.c.merchant_id)
    found = await session.execute(people.where(USERS.c.legacy_id == any_(legacy_ids)))
    return {(row.merchant_id, row.legacy_id): person_from(row._mapping) for row in found}


async def hold(session: AsyncSession, person_id: int) -> None:
    """The person, and the person's sessions, are locked until the end of the session's work."""
    await session.execute(select(col(UserRow.id)).where(col(UserRow.id) == person_id).with_for_update(key_share=True))


async def with_email(session: AsyncSession, email: str, merchant: str | None) -> list[Person]:
    """Who has that address, ignoring case, the oldest first.

    Each is another merchant's; `merchant`, the id that the outside knows, leaves its own alone.
    """
    statement = select(UserRow).where(func.lower(UserRow.email) == email.lower()).order_by(col(UserRow.id))
    return [each for each in await _people(session, statement) if merchant in (None, each.merchant)]


async def password_of(session: AsyncSession, person_id: int) -> str | None:
    """The hash of the password that the person signs in with; None while the person is disabled."""
    user = await objects.get(session, UserRow, person_id)
    return user.password_hash if user.disabled_at is None else None


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[Person]:
    """The merchant's people, by their names."""
    theirs = select(UserRow).where(col(UserRow.merchant_id) == merchant_id)
    return await _people(session, theirs.order_by(func.lower(UserRow.name), col(UserRow.id)))


async def administrators(session: AsyncSession, merchant_id: int) -> int:
    """How many people of the merchant's may administer it, and are not disabled."""
    enabled = select(UserRow).where(col(UserRow.merchant_id) == merchant_id, col(UserRow.disabled_at).is_(None))
    return sum(Right.ADMINISTER in each.rights for each in await objects.find_all(session, enabled))


async def set_rights(session: AsyncSession, person_id: int, rights: Collection[Right]) -> None:
    user = await objects.get(session, UserRow, person_id)
    user.rights = sorted(rights)
    await session.flush()


async def disable(session: AsyncSession, person_id: int) -> None:
    user = await objects.get(session, UserRow, person_id)
    user.disabled_at = await objects.wall_clock(session)
    await session.flush()


async def enable(session: AsyncSession, person_id: int) -> None:
    user = await objects.get(session, UserRow, person_id)
    user.disabled_at = None
    await session.flush()


async def set_password(session: AsyncSession, person_id: int, password_hash: str) -> None:
    user = await objects.get(session, UserRow, person_id)
    user.password_hash = password_hash
    await session.flush()


def person_from(columns: Columns) -> Person:
    """The person of a row that has the columns of `users`, and of the merchant `on_failure` and the public id as
    `merchant`.
    """
    return Person(
        id=columns["id"],
        legacy_id=columns["legacy_id"],
        merchant_id=columns["merchant_id"],
        merchant=columns["merchant"],
        email=columns["email"],
        name=columns["name"],
        rights=frozenset(Right(right) for right in columns["rights"]),
        disabled=columns["disabled_at"] is not None,
        on_failure=RefundFailurePolicy(columns["on_failure"]),
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
    MERCHANTS.c.on_failure,
)
"""What `person_from` needs of users and merchants."""


async def _people(session: AsyncSession, users: Select[UserRow]) -> list[Person]:
    """The people that the statement selects, with what `person_from` needs of their merchants."""
    statement = users.add_columns(col(MerchantRow.public_id), col(MerchantRow.on_failure)).join(
        MerchantRow, col(MerchantRow.id) == col(UserRow.merchant_id)
    )
    rows = (await session.execute(statement, execution_options={"populate_existing": True})).all()
    return [
        person_from({**user.model_dump(), "merchant": merchant, "on_failure": policy})
        for user, merchant, policy in rows
    ]
