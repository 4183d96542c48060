"""The API keys of merchants: whom each stands for, and what is kept of its private half. Times are the wall clock's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import RowMapping, any_, func, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.people import Actor, ActorKind, ApiKey, Right
from app.domain.states import PaymentSource
from app.store.tables import API_KEYS, MERCHANTS

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a key was last used."""

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
    return (await find_all(session, [public_key])).get(public_key)


async def find_all(session: AsyncSession, public_keys: Sequence[str]) -> dict[str, KeptKey]:
    """Those of the keys that hold, by their public halves."""
    statement = (
        select(API_KEYS, MERCHANTS.c.public_id.label("merchant"), _NOT_SEEN_LATELY.label("to_be_seen"))
        .join(MERCHANTS, MERCHANTS.c.id == API_KEYS.c.merchant_id)
        .where(API_KEYS.c.public_key == any_(literal([*public_keys], ARRAY(TEXT))), API_KEYS.c.revoked_at.is_(None))
    )
    return {row.public_key: _kept_from(row._mapping) for row in await session.execute(statement)}


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


def _kept_from(columns: RowMapping) -> KeptKey:
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


def _key_from(columns: RowMapping) -> ApiKey:
    return ApiKey(
        public_key=columns["public_key"],
        name=columns["name"],
        rights=frozenset(Right(right) for right in columns["rights"]),
        created_at=columns["created_at"],
        last_used_at=columns["last_used_at"],
    )
