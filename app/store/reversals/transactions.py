"""Transactions: read, locked, and changed by named verbs. Every change of status goes through `advance`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, column, func, insert, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.reversals.answers import Answer
from app.domain.reversals.payments import MerchantAccount, PaymentMethod, Transaction
from app.domain.reversals.states import CaptureInParts, PaymentSource, PaymentStatus, Subject, advance, path_to
from app.store.reversals import status_events
from app.store.reversals.rows import method_columns, select_transactions, transaction_from
from app.store.reversals.status_events import Cause
from app.store.tables.payments import MERCHANT_ACCOUNTS, STATUS_EVENTS, TRANSACTIONS
from app.store.touched import note as note_touched

SUBJECT = Subject.TRANSACTION
_CAPTURABLE = (TRANSACTIONS.c.status == PaymentStatus.AUTHORIZED) | (
    (TRANSACTIONS.c.status == PaymentStatus.SETTLEMENT_PENDING) & TRANSACTIONS.c.parts.is_not(None)
)
UNSETTLED = (PaymentStatus.SUBMITTED_FOR_SETTLEMENT, PaymentStatus.SETTLEMENT_PENDING, PaymentStatus.SETTLING)


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> Transaction | None:
    statement = select_transactions().where(
        TRANSACTIONS.c.merchant_id == merchant_id, TRANSACTIONS.c.legacy_id == legacy_id
    )
    row = (await session.execute(statement)).one_or_none()
    return None if row is None else transaction_from(row)


async def get(session: AsyncSession, transaction_id: int) -> Transaction:
    return transaction_from(
        (await session.execute(select_transactions().where(TRANSACTIONS.c.id == transaction_id))).one()
    )


async def lock(session: AsyncSession, transaction_id: int) -> Transaction:
    """The transaction, locked until the end of the session's work.

    Read in a statement of its own, after the lock was had: only then is what others wrote meanwhile seen.
    """
    await session.execute(select(TRANSACTIONS.c.id).where(TRANSACTIONS.c.id == transaction_id).with_for_update())
    note_touched(session, transaction_id)
    return await get(session, transaction_id)


async def version(session: AsyncSession, transaction_id: int) -> str:
    """What changes whenever the transaction's row does: its status, dispute, and what its refunds hold of it."""
    statement = select(cast(column("xmin"), Text)).select_from(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id)
    return str((await session.execute(statement)).scalar_one())


async def versions_made(session: AsyncSession, gateway_account: int, begin: datetime, end: datetime) -> dict[str, str]:
    """The versions of the gateway account's payments that were made in that time, by the gateway's ids."""
    statement = select(TRANSACTIONS.c.gateway_id, cast(column("xmin"), Text).label("version")).where(
        TRANSACTIONS.c.gateway_account_id == gateway_account,
        TRANSACTIONS.c.created_at >= begin,
        TRANSACTIONS.c.created_at < end,
    )
    return {row.gateway_id: row.version for row in await session.execute(statement)}


async def lock_named(session: AsyncSession, merchant_id: int, legacy_id: str) -> Transaction | None:
    """`lock`, by the id that the outside knows; None if the merchant has no such transaction."""
    statement = (
        select(TRANSACTIONS.c.id)
        .where(TRANSACTIONS.c.merchant_id == merchant_id, TRANSACTIONS.c.legacy_id == legacy_id)
        .with_for_update()
    )
    transaction_id = (await session.execute(statement)).scalar_one_or_none()
    note_touched(session, transaction_id)
    return None if transaction_id is None else await get(session, transaction_id)


async def order_ids(session: AsyncSession, merchant_id: int) -> set[str]:
    """The order ids that the merchant's transactions carry."""
    statement = select(TRANSACTIONS.c.order_id).where(
        TRANSACTIONS.c.merchant_id == merchant_id, TRANSACTIONS.c.order_id.is_not(None)
    )
    return set((await session.execute(statement.distinct())).scalars())


async def newest_settled(session: AsyncSession, merchant_id: int) -> str | None:
    """The legacy id of the newest settled transaction of which nothing was refunded, on its default account."""
    statement = (
        select(TRANSACTIONS.c.legacy_id)
        .join(MERCHANT_ACCOUNTS, MERCHANT_ACCOUNTS.c.id == TRANSACTIONS.c.account_id)
        .where(
            TRANSACTIONS.c.merchant_id == merchant_id,
            TRANSACTIONS.c.status == PaymentStatus.SETTLED,
            TRANSACTIONS.c.reserved_amount == 0,
            TRANSACTIONS.c.legacy_id.not_like("credit.%"),
            MERCHANT_ACCOUNTS.c.is_default,
        )
        .order_by(TRANSACTIONS.c.created_at.desc())
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def of_order(session: AsyncSession, transaction: Transaction) -> list[Transaction]:
    """The transactions of the same order; the transaction alone, where it is part of none (SPEC 7.8)."""
    same = TRANSACTIONS.c.id == transaction.id
    if transaction.belongs_to is not None:
        same = TRANSACTIONS.c.belongs_to == transaction.belongs_to
    statement = select_transactions().where(TRANSACTIONS.c.merchant_id == transaction.merchant_id, same)
    return [transaction_from(row) for row in await session.execute(statement.order_by(TRANSACTIONS.c.id))]


async def unsettled(session: AsyncSession, merchant_id: int, midnight: datetime) -> list[tuple[int, datetime]]:
    """The payments that were on their way to settlement before `midnight`, and since when each stands where it does.

    An authorization with partial captures stands there since the last of them was captured.
    """
    part = TRANSACTIONS.alias("part")
    own = (
        select(func.max(STATUS_EVENTS.c.at))
        .where(STATUS_EVENTS.c.transaction_id == TRANSACTIONS.c.id)
        .scalar_subquery()
    )
    of_parts = (
        select(func.max(STATUS_EVENTS.c.at))
        .join(part, part.c.id == STATUS_EVENTS.c.transaction_id)
        .where(part.c.part_of == TRANSACTIONS.c.id)
        .scalar_subquery()
    )
    since = func.greatest(own, of_parts)
    statement = (
        select(TRANSACTIONS.c.id, since)
        .join(MERCHANT_ACCOUNTS, MERCHANT_ACCOUNTS.c.id == TRANSACTIONS.c.account_id)
        .where(
            TRANSACTIONS.c.merchant_id == merchant_id,
            TRANSACTIONS.c.status.in_(UNSETTLED),
            TRANSACTIONS.c.confirmed,
            MERCHANT_ACCOUNTS.c.gateway.is_not(None),
            since < midnight,
        )
        .order_by(TRANSACTIONS.c.id)
    )
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def voided_externally(session: AsyncSession, merchant_id: int) -> list[str]:
    """What a person said was voided elsewhere, by the gateway's ids: the sandbox's settlement passes it over."""
    statement = select(func.coalesce(TRANSACTIONS.c.gateway_id, TRANSACTIONS.c.legacy_id)).where(
        TRANSACTIONS.c.merchant_id == merchant_id, TRANSACTIONS.c.voided_externally
    )
    return list((await session.execute(statement)).scalars())


async def expired_authorizations(session: AsyncSession, merchant_id: int, now: datetime) -> list[Transaction]:
    """The authorizations whose time was up by `now`, and that the service still takes for good, or for open to further
    partial captures.
    """
    statement = (
        select_transactions()
        .where(
            TRANSACTIONS.c.merchant_id == merchant_id,
            _CAPTURABLE,
            TRANSACTIONS.c.authorization_expires_at <= now,
            MERCHANT_ACCOUNTS.c.gateway.is_not(None),
        )
        .order_by(TRANSACTIONS.c.authorization_expires_at)
    )
    return [transaction_from(row) for row in await session.execute(statement)]


async def next_expiry(session: AsyncSession, merchant_id: int, after: datetime) -> datetime | None:
    """When the next authorization expires after that moment."""
    statement = select(func.min(TRANSACTIONS.c.authorization_expires_at)).where(
        TRANSACTIONS.c.merchant_id == merchant_id,
        _CAPTURABLE,
        TRANSACTIONS.c.authorization_expires_at > after,
    )
    expiry: datetime | None = (await session.execute(statement)).scalar_one()
    return expiry


async def add(
    session: AsyncSession,
    *,
    merchant_id: int,
    legacy_id: str,
    account: MerchantAccount,
    amount: Money,
    order_id: str | None,
    belongs_to: int | None,
    customer_id: int | None,
    method: PaymentMethod,
    source: PaymentSource,
    created_at: datetime,
    authorization_expires_at: datetime | None,
    details: dict[str, Any],
    part_of: int | None = None,
) -> int:
    """A new payment, AUTHORIZING until its gateway has answered. Returns its number."""
    statement = (
        insert(TRANSACTIONS)
        .values(
            merchant_id=merchant_id,
            legacy_id=legacy_id,
            account_id=account.id,
            customer_id=customer_id,
            order_id=order_id,
            belongs_to=belongs_to,
            currency=amount.currency,
            amount=amount.minor,
            authorized_amount=amount.minor,
            status=PaymentStatus.AUTHORIZING,
            method=method_columns(method),
            source=source,
            created_at=created_at,
            authorization_expires_at=authorization_expires_at,
            details=details,
            part_of=part_of,
        )
        .returning(TRANSACTIONS.c.id)
    )
    return int((await session.execute(statement)).scalar_one())


async def keep_details(session: AsyncSession, transaction_id: int, details: Mapping[str, Any]) -> None:
    """Keeps these of what was sent along, each in place of what was sent before."""
    together = TRANSACTIONS.c.details.op("||")(cast(dict(details), JSONB))
    await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id).values(details=together))


async def capture_in_parts(
    session: AsyncSession, transaction: Transaction, cause: Cause, parts: CaptureInParts
) -> None:
    """A partial capture of the authorization was accepted. With the first one it leaves its order to its captures."""
    if transaction.status is PaymentStatus.AUTHORIZED:
        steps = [PaymentStatus.SETTLEMENT_PENDING]
        await _move(session, transaction, cause, steps, None, parts=parts, belongs_to=None)
    elif parts is not transaction.parts:
        await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction.id).values(parts=parts))


async def mark_confirmed(session: AsyncSession, transaction_id: int) -> None:
    """Its gateway has the payment that was made elsewhere."""
    values = {"confirmed": True, "unconfirmed_because": None}
    await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id).values(**values))


async def mark_unconfirmed(session: AsyncSession, transaction_id: int, because: str) -> None:
    """Its gateway was asked for the payment that was made elsewhere, and this came of it."""
    values = {"unconfirmed_because": because}
    await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id).values(**values))


async def mark_voided_externally(
    session: AsyncSession, transaction: Transaction, cause: Cause, by: str, reference: str | None, note: str | None
) -> None:
    """A person's word that it was voided elsewhere."""
    mark = {"external_at": cause.at, "external_by": by, "external_reference": reference, "external_note": note}
    fresh = {"external_undone_at": None, "external_undone_by": None, "voided_externally": True}
    await _move(session, transaction, cause, [PaymentStatus.VOIDED], None, needs_attention=False, **mark, **fresh)


async def undo_external_void(
    session: AsyncSession, transaction: Transaction, cause: Cause, by: str, status: PaymentStatus, amount: Money
) -> None:
    """The mark was wrong: it stands at `status`, as the gateway has it, or as it stood before the mark.

    `amount` is what the gateway has: no more can be refunded where less was captured there meanwhile.
    """
    undone = {"voided_externally": False, "external_undone_at": cause.at, "external_undone_by": by}
    if status is PaymentStatus.VOIDED:
        # The gateway has voided it by now: only whose word that is changes.
        await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction.id).values(**undone))
        return
    advance(SUBJECT, transaction.status, status, external=transaction.voided_externally)
    captured = replace(transaction, amount=min(amount, transaction.amount, key=lambda each: each.minor))
    await _write(session, captured, cause, [status], None, amount=captured.amount.minor, **undone)


async def status_before_void(session: AsyncSession, transaction_id: int) -> PaymentStatus:
    """What the transaction was before it was last voided."""
    statement = (
        select(STATUS_EVENTS.c.status)
        .where(STATUS_EVENTS.c.transaction_id == transaction_id, STATUS_EVENTS.c.status != PaymentStatus.VOIDED)
        .order_by(STATUS_EVENTS.c.id.desc())
        .limit(1)
    )
    return PaymentStatus((await session.execute(statement)).scalar_one())


async def need_attention(session: AsyncSession, transaction_id: int) -> bool:
    """A person has to look at it; False if one had to before."""
    statement = update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id, ~TRANSACTIONS.c.needs_attention)
    needing = statement.values(needs_attention=True).returning(TRANSACTIONS.c.id)
    return (await session.execute(needing)).first() is not None


async def dismiss_attention(session: AsyncSession, transaction_id: int) -> None:
    await session.execute(update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction_id).values(needs_attention=False))


async def bring_up_to_date(
    session: AsyncSession,
    transaction: Transaction,
    cause: Cause,
    status: PaymentStatus,
    amount: Money,
    answer: Answer | None = None,
) -> None:
    """The gateway says that it stands at `status`: takes every step on the way there; none if it is there already.

    `amount` is what the gateway has: where it was captured without our hearing of it, less than all may have been.
    Raises IllegalTransition where no way leads from here to there.
    """
    steps = path_to(SUBJECT, transaction.status, status)
    if PaymentStatus.SUBMITTED_FOR_SETTLEMENT in steps and amount < transaction.amount:
        transaction = replace(transaction, amount=amount)
        await _write(session, transaction, cause, steps, answer, amount=amount.minor)
        return
    await _write(session, transaction, cause, steps, answer)


async def _move(
    session: AsyncSession,
    transaction: Transaction,
    cause: Cause,
    steps: list[PaymentStatus],
    answer: Answer | None,
    **values: Any,
) -> None:
    """Takes the steps one after the other. Raises IllegalTransition for one that is not allowed."""
    status = transaction.status
    for step in steps:
        status = advance(SUBJECT, status, step)
    await _write(session, transaction, cause, steps, answer, **values)


async def _write(
    session: AsyncSession,
    transaction: Transaction,
    cause: Cause,
    steps: list[PaymentStatus],
    answer: Answer | None,
    **values: Any,
) -> None:
    if not steps:
        return
    await session.execute(
        update(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction.id).values(status=steps[-1], **values)
    )
    await status_events.add(session, cause, transaction.amount, steps, transaction_id=transaction.id, answer=answer)
