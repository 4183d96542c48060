"""Gateway accounts, their versions and their sealed secrets."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select, tuple_, update

from app.domain.gateways.accounts import (
    GatewayAccount,
    SealedVersion,
    SecretFingerprint,
    can_be_name,
    leads_to_the_same,
)
from app.store.tables.gateways import GatewayAccountRow, GatewayAccountSecretsRow
from app.store.tables.merchants import MerchantAccountRow

Key = tuple[int, int]
"""A gateway account's number, and a version of it."""


async def add(
    session: AsyncSession,
    merchant_id: int,
    name: str,
    adapter: str,
    *,
    live: bool,
    webhook_token: str,
    at: datetime,
) -> int:
    """A new account in version 1, whose secrets are still to be added; its number."""
    row = GatewayAccountRow(
        merchant_id=merchant_id,
        name=name,
        adapter=adapter,
        version=1,
        live=live,
        webhook_token=webhook_token,
        created_at=at,
    )
    session.add(row)
    await session.flush()
    assert row.id is not None
    return row.id


async def add_version(
    session: AsyncSession,
    account_id: int,
    version: int,
    settings: Mapping[str, str],
    fingerprints: Sequence[SecretFingerprint],
    *,
    key_id: str,
    sealed: bytes,
    live: bool,
    at: datetime,
) -> None:
    """Makes `version` the current one of the account. What was heard of the credentials before it is no longer told."""
    session.add(
        GatewayAccountSecretsRow(
            account_id=account_id,
            version=version,
            settings=dict(settings),
            secrets=sealed,
            key_id=key_id,
            fingerprints=[[each.key, each.fingerprint, each.last_four] for each in fingerprints],
            created_at=at,
        )
    )
    row = await _row(session, account_id)
    row.version, row.live = version, live
    row.credentials_refused, row.last_error = False, None
    await session.flush()
    await session.execute(
        update(MerchantAccountRow)
        .where(col(MerchantAccountRow.gateway_account_id) == account_id)
        .values(gateway_account_version=version)
    )


async def find(session: AsyncSession, merchant_id: int, name: str, *, held: bool = False) -> GatewayAccount | None:
    """The merchant's account of that name; `held` lets nobody else change it until the end of the session's work."""
    if not can_be_name(name):
        return None
    statement = select(GatewayAccountRow).where(
        col(GatewayAccountRow.merchant_id) == merchant_id, col(GatewayAccountRow.name) == name
    )
    if held:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    row = (await session.execute(statement)).scalar_one_or_none()
    return None if row is None else _account_from(row, await _version(session, row))


async def of_merchant(session: AsyncSession, merchant_id: int) -> list[GatewayAccount]:
    """The merchant's accounts, the oldest first, retired ones among them."""
    statement = (
        select(GatewayAccountRow, GatewayAccountSecretsRow)
        .join(
            GatewayAccountSecretsRow,
            (col(GatewayAccountSecretsRow.account_id) == col(GatewayAccountRow.id))
            & (col(GatewayAccountSecretsRow.version) == col(GatewayAccountRow.version)),
        )
        .where(col(GatewayAccountRow.merchant_id) == merchant_id)
        .order_by(col(GatewayAccountRow.id))
    )
    return [_account_from(row, version) for row, version in (await session.execute(statement)).all()]


async def get(session: AsyncSession, account_id: int) -> GatewayAccount:
    """The account of that number, in its current version."""
    row = await _row(session, account_id)
    return _account_from(row, await _version(session, row))


async def names(session: AsyncSession, merchant_id: int, numbers: Sequence[int]) -> dict[int, str]:
    """The names of the merchant's accounts of those numbers."""
    statement = select(GatewayAccountRow.id, GatewayAccountRow.name).where(
        col(GatewayAccountRow.merchant_id) == merchant_id, col(GatewayAccountRow.id).in_(numbers)
    )
    return {number: name for number, name in (await session.execute(statement)).all() if number is not None}


async def sealed_version(session: AsyncSession, account_id: int, version: int) -> SealedVersion | None:
    """That version of the account with its sealed secrets; None if there is none."""
    statement = (
        select(GatewayAccountRow, GatewayAccountSecretsRow)
        .join(GatewayAccountSecretsRow, col(GatewayAccountSecretsRow.account_id) == col(GatewayAccountRow.id))
        .where(col(GatewayAccountRow.id) == account_id, col(GatewayAccountSecretsRow.version) == version)
    )
    found = (await session.execute(statement)).one_or_none()
    return None if found is None else _sealed_from(*found)


async def version_in_force(session: AsyncSession, account_id: int, version: int) -> SealedVersion | None:
    """The version by which is sent what began with `version`: the newest that leads to the same account at the gateway.

    So what waits goes on with credentials that were rotated meanwhile. None if there is no such version.
    """
    statement = (
        select(GatewayAccountRow, GatewayAccountSecretsRow)
        .join(GatewayAccountSecretsRow, col(GatewayAccountSecretsRow.account_id) == col(GatewayAccountRow.id))
        .where(
            col(GatewayAccountRow.id) == account_id,
            col(GatewayAccountSecretsRow.version).between(version, col(GatewayAccountRow.version)),
        )
        .order_by(col(GatewayAccountSecretsRow.version).desc())
    )
    found = [_sealed_from(*row) for row in (await session.execute(statement)).all()]
    if not found or found[-1].version != version:
        return None
    return next(each for each in found if leads_to_the_same(found[-1], each))


async def versions_of_webhook(
    session: AsyncSession, webhook_token: str, since: datetime, most: int
) -> list[SealedVersion]:
    """The versions, the current one first, of the account whose webhooks come to that address; none if there is none.

    An earlier one is among them if it was the current one `since` that time; up to `most` in all.
    """
    statement = (
        select(GatewayAccountRow, GatewayAccountSecretsRow)
        .join(GatewayAccountSecretsRow, col(GatewayAccountSecretsRow.account_id) == col(GatewayAccountRow.id))
        .where(
            col(GatewayAccountRow.webhook_token) == webhook_token,
            col(GatewayAccountSecretsRow.version) <= col(GatewayAccountRow.version),
        )
        .order_by(col(GatewayAccountSecretsRow.version).desc())
        .limit(most)
    )
    rows = (await session.execute(statement)).all()
    in_force = [row for number, row in enumerate(rows) if number == 0 or rows[number - 1][1].created_at > since]
    return [_sealed_from(*row) for row in in_force]


async def retire(session: AsyncSession, account_id: int, at: datetime) -> None:
    """The account is used no more from now on."""
    (await _row(session, account_id)).retired_at = at
    await session.flush()


async def note_answer(
    session: AsyncSession, account_id: int, version: int, at: datetime, *, live: bool, reference: str
) -> None:
    """The gateway answered: it takes the credentials of that version, calls the account `reference`, and says whether
    its money is real.
    """
    row = await _row(session, account_id)
    row.last_answered_at = at
    if row.version == version:
        row.credentials_refused, row.last_error, row.live = False, None, live
    secrets = await session.get(GatewayAccountSecretsRow, (account_id, version))
    if secrets is not None:
        secrets.reference = reference
    await session.flush()


async def note_good_answer(session: AsyncSession, account_id: int, version: int, at: datetime) -> None:
    """The gateway has taken the credentials of that version."""
    row = await _row(session, account_id)
    row.last_answered_at = at
    if row.version == version:
        row.credentials_refused, row.last_error = False, None
    await session.flush()


async def note_failure(session: AsyncSession, account_id: int, version: int, error: str, *, refused: bool) -> None:
    """The gateway gave no answer that says whose the credentials are, or `refused` those of that version."""
    row = await _row(session, account_id)
    if row.version == version:
        row.last_error = error
        row.credentials_refused = row.credentials_refused or refused
    await session.flush()


async def linked_to(session: AsyncSession, account_id: int) -> list[str]:
    """The ids of the merchant accounts that name the gateway account."""
    statement = (
        select(MerchantAccountRow.public_id)
        .where(col(MerchantAccountRow.gateway_account_id) == account_id)
        .order_by(col(MerchantAccountRow.public_id))
    )
    return list((await session.execute(statement)).scalars())


async def link(session: AsyncSession, merchant_account: int, adapter: str, account_id: int) -> None:
    """The merchant account of that number goes by the gateway account from now on."""
    version = (await _row(session, account_id, held=True)).version
    row = await session.get(MerchantAccountRow, merchant_account)
    assert row is not None
    row.gateway, row.gateway_account_id, row.gateway_account_version = adapter, account_id, version
    await session.flush()


async def not_sealed_by(session: AsyncSession, key_id: str, after: Key, most: int) -> list[SealedVersion]:
    """Up to `most` versions behind `after`, in their order, that another key sealed; held until the work's end."""
    statement = (
        select(GatewayAccountRow, GatewayAccountSecretsRow)
        .join(GatewayAccountSecretsRow, col(GatewayAccountSecretsRow.account_id) == col(GatewayAccountRow.id))
        .where(
            col(GatewayAccountSecretsRow.key_id) != key_id,
            tuple_(col(GatewayAccountSecretsRow.account_id), col(GatewayAccountSecretsRow.version)) > after,
        )
        .order_by(col(GatewayAccountSecretsRow.account_id), col(GatewayAccountSecretsRow.version))
        .limit(most)
        .with_for_update(of=GatewayAccountSecretsRow)
    )
    return [_sealed_from(*found) for found in (await session.execute(statement)).all()]


async def seal_anew(session: AsyncSession, key: Key, key_id: str, sealed: bytes) -> None:
    """The secrets of a version are sealed by another key from now on."""
    row = await session.get(GatewayAccountSecretsRow, key)
    assert row is not None
    row.key_id, row.secrets = key_id, sealed
    await session.flush()


async def _row(session: AsyncSession, account_id: int, *, held: bool = False) -> GatewayAccountRow:
    row = await session.get(GatewayAccountRow, account_id, with_for_update=held or None, populate_existing=held)
    assert row is not None
    return row


async def _version(session: AsyncSession, row: GatewayAccountRow) -> GatewayAccountSecretsRow:
    statement = select(GatewayAccountSecretsRow).where(
        col(GatewayAccountSecretsRow.account_id) == row.id, col(GatewayAccountSecretsRow.version) == row.version
    )
    return (await session.execute(statement)).scalar_one()


def _account_from(row: GatewayAccountRow, version: GatewayAccountSecretsRow) -> GatewayAccount:
    assert row.id is not None
    return GatewayAccount(
        id=row.id,
        merchant_id=row.merchant_id,
        name=row.name,
        adapter=row.adapter,
        version=row.version,
        live=row.live,
        settings=version.settings,
        fingerprints=tuple(SecretFingerprint(*each) for each in version.fingerprints),
        webhook_token=row.webhook_token,
        created_at=row.created_at,
        credentials_refused=row.credentials_refused,
        last_answered_at=row.last_answered_at,
        last_error=row.last_error,
        retired_at=row.retired_at,
    )


def _sealed_from(row: GatewayAccountRow, version: GatewayAccountSecretsRow) -> SealedVersion:
    assert row.id is not None
    return SealedVersion(
        account_id=row.id,
        merchant_id=row.merchant_id,
        adapter=row.adapter,
        version=version.version,
        settings=version.settings,
        key_id=version.key_id,
        sealed=version.secrets,
        retired=row.retired_at is not None,
        reference=version.reference,
        name=row.name,
        credentials_refused=row.credentials_refused and row.version == version.version,
    )
