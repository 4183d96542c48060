"""Endpoints as they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from app.domain.telling.endpoints import Endpoint, KeptSecret
from app.domain.telling.messages import MessageType
from app.store import objects
from app.store.tables.webhooks import WEBHOOK_ENDPOINTS, WebhookEndpointRow

_KNOWN = {each.value: each for each in MessageType}


@dataclass(frozen=True, slots=True)
class Kept:
    """An endpoint with the secrets that sign by now, the newest first."""

    endpoint: Endpoint
    secrets: tuple[KeptSecret, ...]


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[Endpoint]:
    """The merchant's endpoints, the oldest first."""
    statement = _there(merchant_id).order_by(col(WebhookEndpointRow.id))
    return [_endpoint_of(row) for row in await objects.find_all(session, statement)]


async def find(session: AsyncSession, merchant_id: int, legacy_id: str, *, held: bool = False) -> Endpoint | None:
    statement = _there(merchant_id).where(col(WebhookEndpointRow.legacy_id) == legacy_id)
    row = await objects.find_one(session, statement.with_for_update(key_share=True) if held else statement)
    return None if row is None else _endpoint_of(row)


async def named(session: AsyncSession, merchant_id: int, ids: Sequence[int]) -> dict[int, Endpoint]:
    """The merchant's endpoints of those numbers; those that were deleted are not among them."""
    statement = _there(merchant_id).where(col(WebhookEndpointRow.id).in_(ids))
    return {row.id: _endpoint_of(row) for row in await objects.find_all(session, statement) if row.id is not None}


async def add(
    session: AsyncSession,
    merchant_id: int,
    legacy_id: str,
    url: str,
    types: Sequence[MessageType] | None,
    description: str | None,
    at: datetime,
) -> Endpoint:
    """A new endpoint that is off and has no secret of any use, until `set_secret` and `change`."""
    row = WebhookEndpointRow(
        merchant_id=merchant_id,
        legacy_id=legacy_id,
        url=url,
        types=None if types is None else [each.value for each in types],
        description=description,
        enabled=False,
        secret=b"",
        created_at=at,
    )
    return _endpoint_of(await objects.add(session, row))


async def change(session: AsyncSession, endpoint: Endpoint) -> None:
    """It is as given from now on. One that is switched on again has failed never before."""
    row = await objects.get(session, WebhookEndpointRow, endpoint.id)
    row.url, row.description = endpoint.url, endpoint.description
    row.types = None if endpoint.types is None else [each.value for each in endpoint.types]
    if endpoint.enabled and not row.enabled:
        row.failing_since = row.paused_until = row.off_because = None
    row.enabled = endpoint.enabled
    await session.flush()


async def set_secret(session: AsyncSession, number: int, secret: KeptSecret) -> None:
    row = await objects.get(session, WebhookEndpointRow, number)
    row.secret, row.key_id = secret.data, secret.key_id
    await session.flush()


async def rotate(session: AsyncSession, number: int, secret: KeptSecret, old_until: datetime) -> None:
    """The secret signs from now on; the one before it does as well, until then."""
    row = await objects.get(session, WebhookEndpointRow, number)
    row.old_secret, row.old_key_id, row.old_secret_until = row.secret, row.key_id, old_until
    row.secret, row.key_id = secret.data, secret.key_id
    await session.flush()


async def delete(session: AsyncSession, number: int, at: datetime) -> None:
    """It is there no more, and its secrets are not either."""
    row = await objects.get(session, WebhookEndpointRow, number)
    row.enabled, row.deleted_at = False, at
    row.secret = row.key_id = row.old_secret = row.old_key_id = row.old_secret_until = None
    await session.flush()


async def to_send(session: AsyncSession, number: int, at: datetime) -> Kept | None:
    """The endpoint with its secrets of that time; None unless it is enabled."""
    row = await objects.find_one(
        session,
        select(WebhookEndpointRow).where(col(WebhookEndpointRow.id) == number, col(WebhookEndpointRow.enabled)),
    )
    if row is None or row.secret is None:
        return None
    secrets = [KeptSecret(row.secret, row.key_id)]
    if row.old_secret is not None and row.old_secret_until is not None and at < row.old_secret_until:
        secrets.append(KeptSecret(row.old_secret, row.old_key_id))
    return Kept(_endpoint_of(row), tuple(secrets))


async def hold(session: AsyncSession, number: int) -> Endpoint | None:
    """The endpoint, held until the work's end; None if it was deleted."""
    row = await objects.find_one(
        session,
        select(WebhookEndpointRow)
        .where(col(WebhookEndpointRow.id) == number, col(WebhookEndpointRow.deleted_at).is_(None))
        .with_for_update(key_share=True),
    )
    return None if row is None else _endpoint_of(row)


async def note(
    session: AsyncSession, number: int, failing_since: datetime | None, paused_until: datetime | None
) -> None:
    """Since when it fails, if it does, and until when it is left alone."""
    values = {"failing_since": failing_since, "paused_until": paused_until}
    await session.execute(update(WEBHOOK_ENDPOINTS).where(WEBHOOK_ENDPOINTS.c.id == number).values(**values))


async def switch_off(session: AsyncSession, number: int, because: str) -> None:
    values = {"enabled": False, "off_because": because}
    await session.execute(update(WEBHOOK_ENDPOINTS).where(WEBHOOK_ENDPOINTS.c.id == number).values(**values))


@dataclass(frozen=True, slots=True)
class Sealed:
    """The secrets of an endpoint, for sealing them anew: `old` is the one before the present one."""

    number: int
    merchant_id: int
    legacy_id: str
    present: KeptSecret
    old: KeptSecret | None


async def not_sealed_by(session: AsyncSession, key_id: str, after: int, most: int) -> list[Sealed]:
    """Up to `most` endpoints behind that number with a secret that the key has not sealed; held until the end."""
    row = WebhookEndpointRow
    statement = (
        select(row)
        .where(
            col(row.id) > after,
            col(row.deleted_at).is_(None),
            or_(
                col(row.key_id).is_distinct_from(key_id),
                col(row.old_secret).is_not(None) & col(row.old_key_id).is_distinct_from(key_id),
            ),
        )
        .order_by(col(row.id))
        .limit(most)
        .with_for_update(key_share=True)
    )
    found = await objects.find_all(session, statement)
    return [
        Sealed(
            each.id,
            each.merchant_id,
            each.legacy_id,
            KeptSecret(each.secret, each.key_id),
            None if each.old_secret is None else KeptSecret(each.old_secret, each.old_key_id),
        )
        for each in found
        if each.id is not None and each.secret is not None
    ]


async def seal_anew(session: AsyncSession, number: int, present: KeptSecret, old: KeptSecret | None) -> None:
    """The same secrets are kept so from now on."""
    row = await objects.get(session, WebhookEndpointRow, number)
    row.secret, row.key_id = present.data, present.key_id
    if old is not None:
        row.old_secret, row.old_key_id = old.data, old.key_id
    await session.flush()


def _there(merchant_id: int) -> Select[WebhookEndpointRow]:
    return select(WebhookEndpointRow).where(
        col(WebhookEndpointRow.merchant_id) == merchant_id, col(WebhookEndpointRow.deleted_at).is_(None)
    )


def _endpoint_of(row: WebhookEndpointRow) -> Endpoint:
    assert row.id is not None
    return Endpoint(
        id=row.id,
        merchant_id=row.merchant_id,
        legacy_id=row.legacy_id,
        url=row.url,
        types=None if row.types is None else tuple(_KNOWN[each] for each in row.types if each in _KNOWN),
        description=row.description,
        enabled=row.enabled,
        failing_since=row.failing_since,
        off_because=row.off_because,
        created_at=row.created_at,
    )
