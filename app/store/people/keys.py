"""The API keys of merchants: whom each stands for, and what is kept of its private half. Times are the wall clock's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people.people import Actor, ActorKind, ApiKey, Right
from app.domain.reversals.states import PaymentSource
from app.store.database import Connection, driver_of
from app.store.reversals.row_reader import Columns
from app.store.tables.payments import API_KEYS

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a key was last used."""

_FIND_ALL = """
    SELECT k.public_key, k.private_key_sha256, k.name, k.rights, k.merchant_id, m.public_id AS merchant,
        k.last_used_at IS NULL OR k.last_used_at < now() - $2::interval AS to_be_seen
    FROM api_keys k JOIN merchants m ON m.id = k.merchant_id
    WHERE k.public_key = ANY ($1::text[]) AND k.revoked_at IS NULL
"""

_NOT_SEEN_LATELY = or_(API_KEYS.c.last_used_at.is_(None), API_KEYS.c.last_used_at < func.now() - SEEN_EVERY)


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key that holds: the SHA-256 of its private half, and whom it stands for.

    `to_be_seen` says that its use has not been written down for a while.
    """

    private_sha256: bytes
    actor: Actor
    to_be_seen: bool


async def add(
    session: AsyncSession,
    merchant_id: int,
    public_key: str,
    private_sha256: bytes,
    name: str,
    rights: Collection[Right],
) -> ApiKey:
    statement = (
        insert(API_KEYS)
        .values(
            merchant_id=merchant_id,
            public_key=public_key,
            private_key_sha256=private_sha256,
            name=name,
            rights=sorted(rights),
            created_at=func.now(),
        )
        .returning(*API_KEYS.c)
    )
    return _key_from((await session.execute(statement)).one()._mapping)


async def find(session: AsyncSession, public_key: str) -> KeptKey | None:
    """None for an unknown or revoked key."""
    return (await find_all(await driver_of(session), [public_key])).get(public_key)


async def find_all(connection: Connection, public_keys: Sequence[str]) -> dict[str, KeptKey]:
    """Those of the keys that hold, by their public halves."""
    return {row["public_key"]: _kept_from(row) for row in await connection.fetch(_FIND_ALL, public_keys, SEEN_EVERY)}


async def see(session: AsyncSession, public_key: str) -> None:
    """It is used now."""
    await session.execute(
        update(API_KEYS).where(API_KEYS.c.public_key == public_key, _NOT_SEEN_LATELY).values(last_used_at=func.now())
    )


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[ApiKey]:
    """The merchant's keys that hold, the oldest first."""
    statement = (
        select(API_KEYS)
        .where(API_KEYS.c.merchant_id == merchant_id, API_KEYS.c.revoked_at.is_(None))
        .order_by(API_KEYS.c.id)
    )
    return [_key_from(row._mapping) for row in await session.execute(statement)]


async def revoke(session: AsyncSession, merchant_id: int, public_key: str) -> ApiKey | None:
    """The merchant's key of that name, which holds no longer from now on; None if there is none that held."""
    statement = (
        update(API_KEYS)
        .where(
            API_KEYS.c.merchant_id == merchant_id,
            API_KEYS.c.public_key == public_key,
            API_KEYS.c.revoked_at.is_(None),
        )
        .values(revoked_at=func.now())
        .returning(*API_KEYS.c)
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else _key_from(row._mapping)


def _kept_from(columns: Columns) -> KeptKey:
    actor = Actor(
        kind=ActorKind.API_KEY,
        id=columns["public_key"],
        name=columns["name"],
        merchant_id=columns["merchant_id"],
        merchant=columns["merchant"],
        rights=frozenset(Right(right) for right in columns["rights"]),
        source=PaymentSource.API,
    )
    return KeptKey(columns["private_key_sha256"], actor, columns["to_be_seen"])


def _key_from(columns: Columns) -> ApiKey:
    return ApiKey(
        public_key=columns["public_key"],
        name=columns["name"],
        rights=frozenset(Right(right) for right in columns["rights"]),
        created_at=columns["created_at"],
        last_used_at=columns["last_used_at"],
    )
