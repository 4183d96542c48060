"""The API keys of merchants: whom each stands for, and the hash of its private half. Times are the wall clock's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.people.people import NO_HABITS, Actor, ActorKind, ApiKey, KeyHabits, QueuedRefundStatus, Right
from app.domain.reversals.states import PaymentSource, RefundFailurePolicy
from app.store import objects
from app.store.database import Connection, driver_of
from app.store.reversals.row_reader import Columns
from app.store.tables.merchants import API_KEYS, ApiKeyRow

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a key was last used."""

_FIND_ALL = """
    SELECT k.public_key, k.private_key_sha256, k.name, k.rights, k.merchant_id, m.public_id AS merchant,
        coalesce(k.on_failure, m.on_failure) AS on_failure, k.queued_refund_status,
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
    habits: KeyHabits = NO_HABITS,
) -> ApiKey:
    key = ApiKeyRow(
        merchant_id=merchant_id,
        public_key=public_key,
        private_key_sha256=private_sha256,
        name=name,
        rights=sorted(rights),
        created_at=await objects.wall_clock(session),
        on_failure=habits.on_failure,
        queued_refund_status=habits.queued_refund_status,
    )
    return _key_of(await objects.add(session, key))


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
    holding = col(ApiKeyRow.merchant_id) == merchant_id, col(ApiKeyRow.revoked_at).is_(None)
    keys = await objects.find_all(session, select(ApiKeyRow).where(*holding).order_by(col(ApiKeyRow.id)))
    return [_key_of(each) for each in keys]


async def revoke(session: AsyncSession, merchant_id: int, public_key: str) -> ApiKey | None:
    """The merchant's key of that name, which holds no longer from now on; None if there is none that held."""
    holding = (
        col(ApiKeyRow.merchant_id) == merchant_id,
        col(ApiKeyRow.public_key) == public_key,
        col(ApiKeyRow.revoked_at).is_(None),
    )
    key = await objects.find_one(session, select(ApiKeyRow).where(*holding).with_for_update(key_share=True))
    if key is None:
        return None
    key.revoked_at = await objects.wall_clock(session)
    await session.flush()
    return _key_of(key)


def _kept_from(columns: Columns) -> KeptKey:
    actor = Actor(
        kind=ActorKind.API_KEY,
        id=columns["public_key"],
        name=columns["name"],
        merchant_id=columns["merchant_id"],
        merchant=columns["merchant"],
        rights=frozenset(Right(right) for right in columns["rights"]),
        source=PaymentSource.API,
        on_failure=RefundFailurePolicy(columns["on_failure"]),
        queued_refund_status=QueuedRefundStatus(columns["queued_refund_status"]),
    )
    return KeptKey(columns["private_key_sha256"], actor, columns["to_be_seen"])


def _key_of(key: ApiKeyRow) -> ApiKey:
    rights = frozenset(Right(right) for right in key.rights)
    policy = None if key.on_failure is None else RefundFailurePolicy(key.on_failure)
    habits = KeyHabits(policy, QueuedRefundStatus(key.queued_refund_status))
    return ApiKey(key.public_key, key.name, rights, key.created_at, key.last_used_at, habits)
