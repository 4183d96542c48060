"""What the service has of the payments and refunds of a gateway account, and what its gateway tells differently."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, func, literal_column, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.ids import new_legacy_id
from app.domain.money import Money
from app.domain.reversals.drift import Difference, DriftKind, Told, holds_money
from app.domain.reversals.states import OPEN_STATES, PaymentStatus, Subject
from app.store.tables.drift import DRIFT

_OF_ACCOUNT = """CASE WHEN t.gateway_account_id IS NULL
        THEN a.gateway = :gateway AND a.gateway_account_id IS NOT DISTINCT FROM CAST(:account AS bigint)
        ELSE t.gateway_account_id = CAST(:account AS bigint) END"""
"""A payment is at the gateway account that has it, whichever its merchant account names by now."""

_REFUND = """
    r.id, r.transaction_id, r.status, r.amount, r.currency, r.created_at, r.gateway_id, r.external_at,
    EXISTS (SELECT FROM operations w WHERE w.refund_id = r.id AND w.state = ANY (CAST(:open AS text[]))) AS open,
    (SELECT max(w.key) FROM operations w WHERE w.refund_id = r.id AND w.kind = 'REFUND') AS key
"""

_PAYMENT_OF = """
    SELECT t.id FROM transactions t
    WHERE t.merchant_id = :merchant AND t.gateway_id = asked.payment
    UNION ALL
    SELECT t.id FROM transactions t
    WHERE t.merchant_id = :merchant AND t.gateway_id IS NULL AND t.legacy_id = asked.payment
    LIMIT 1
"""
"""The transaction that a gateway calls so: by its own id, or by the one that it was given here."""

_REFUNDS_LIKE = f"""
    SELECT asked.place, p.id AS payment_id, r.*
    FROM unnest(CAST(:payments AS text[]), CAST(:references AS text[]), CAST(:keys AS text[]))
        WITH ORDINALITY AS asked(payment, reference, key, place)
    LEFT JOIN LATERAL ({_PAYMENT_OF}) p ON true
    LEFT JOIN LATERAL (
        SELECT {_REFUND} FROM refunds r
        WHERE r.transaction_id = p.id AND (r.gateway_id = asked.reference OR r.external_reference = asked.reference)
        UNION ALL
        SELECT {_REFUND} FROM operations o JOIN refunds r ON r.id = o.refund_id
        WHERE o.key = asked.key AND o.merchant_id = :merchant AND o.kind = 'REFUND'
        LIMIT 1
    ) r ON true
    ORDER BY asked.place
"""  # noqa: S608 -- it is put together of texts that stand here

_TRANSACTION = """
    t.id, t.status, t.amount, t.currency, t.created_at, t.voided_externally,
    coalesce(t.gateway_id, t.legacy_id) AS gateway_id,
    EXISTS (
        SELECT FROM operations w
        WHERE w.transaction_id = t.id AND w.refund_id IS NULL AND w.state = ANY (CAST(:open AS text[]))
    ) AS open
"""

_PAYMENTS_LIKE = f"""
    SELECT asked.place, t.*
    FROM unnest(CAST(:references AS text[])) WITH ORDINALITY AS asked(payment, place)
    LEFT JOIN LATERAL ({_PAYMENT_OF}) p ON true
    LEFT JOIN LATERAL (SELECT {_TRANSACTION} FROM transactions t WHERE t.id = p.id) t ON true
    ORDER BY asked.place
"""  # noqa: S608 -- the same

_REFUNDS_MADE = f"""
    SELECT {_REFUND}, coalesce(t.gateway_id, t.legacy_id) AS payment
    FROM refunds r JOIN transactions t ON t.id = r.transaction_id
    WHERE r.merchant_id = :merchant AND r.gateway = :gateway
        AND r.gateway_account_id IS NOT DISTINCT FROM CAST(:account AS bigint)
        AND r.created_at >= :begin AND r.created_at < :end AND r.id > :after
        AND r.gateway_id IS NOT NULL AND r.external_at IS NULL AND r.status = ANY (CAST(:holding AS text[]))
        AND NOT EXISTS (SELECT FROM resolutions s WHERE s.refund_id = r.id)
    ORDER BY r.id LIMIT :most
"""  # noqa: S608 -- the same

_PAYMENTS_MADE = f"""
    SELECT {_TRANSACTION}
    FROM transactions t JOIN merchant_accounts a ON a.id = t.account_id AND {_OF_ACCOUNT}
    WHERE t.merchant_id = :merchant AND t.created_at >= :begin AND t.created_at < :end AND t.id > :after
        AND t.confirmed AND NOT t.voided_externally AND t.status = ANY (CAST(:holding AS text[]))
        AND NOT EXISTS (SELECT FROM resolutions s WHERE s.transaction_id = t.id AND s.refund_id IS NULL)
    ORDER BY t.id LIMIT :most
"""  # noqa: S608 -- the same


class Whose(NamedTuple):
    """A merchant's gateway account by its number; None for the sandbox."""

    merchant: int
    gateway: str
    account: int | None


@dataclass(frozen=True, slots=True)
class Ours:
    """A refund or a payment as it is known here; `payment` is its payment's id at the gateway, `reference` its own.

    One is `under_way` while the queue still has to hear what became of something of it. `by_word` says that a person
    told of it, and not its gateway.
    """

    id: int
    transaction_id: int
    told: Told
    reference: str | None
    payment: str
    under_way: bool
    by_word: bool
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A refund of a gateway's: its payment's id there, its own, and the key that the gateway has kept with it."""

    payment: str
    reference: str
    key: str | None


@dataclass(frozen=True, slots=True)
class KnownAs:
    """What a refund of a gateway's is here, and the number of its payment; None for what is not known."""

    refund: Ours | None
    transaction_id: int | None


@dataclass(frozen=True, slots=True)
class OpenDrift:
    """A difference as it is kept, by the id that it is known by."""

    id: int
    legacy_id: str
    gateway_account_id: int | None
    difference: Difference
    found_at: datetime


async def refunds_like(session: AsyncSession, merchant_id: int, asked: Sequence[Asked]) -> list[KnownAs]:
    """What each of the gateway's refunds is here, in their order."""
    values = {
        "merchant": merchant_id,
        "open": sorted(OPEN_STATES),
        "payments": [each.payment for each in asked],
        "references": [each.reference for each in asked],
        "keys": [each.key for each in asked],
    }
    rows = (await session.execute(text(_REFUNDS_LIKE), values)).all()
    return [
        KnownAs(None if row.id is None else _refund(row, each.payment), row.payment_id)
        for row, each in zip(rows, asked, strict=True)
    ]


async def payments_like(session: AsyncSession, merchant_id: int, references: Sequence[str]) -> list[Ours | None]:
    """What each of the gateway's payments is here, in their order."""
    values = {"merchant": merchant_id, "open": sorted(OPEN_STATES), "references": list(references)}
    rows = (await session.execute(text(_PAYMENTS_LIKE), values)).all()
    return [None if row.id is None else _payment(row) for row in rows]


async def refunds_made(
    session: AsyncSession, whose: Whose, begin: datetime, end: datetime, after: int, most: int
) -> list[Ours]:
    """Up to `most` refunds of the account behind the number `after`, made in that time, of which we say that the
    gateway has them.
    """
    values = _period(whose, Subject.REFUND, begin, end, after, most)
    return [_refund(row, row.payment) for row in await session.execute(text(_REFUNDS_MADE), values)]


async def payments_made(
    session: AsyncSession, whose: Whose, begin: datetime, end: datetime, after: int, most: int
) -> list[Ours]:
    """The same of payments."""
    values = _period(whose, Subject.TRANSACTION, begin, end, after, most)
    return [_payment(row) for row in await session.execute(text(_PAYMENTS_MADE), values)]


async def keep(session: AsyncSession, whose: Whose, found: Difference, at: datetime) -> OpenDrift | None:
    """The difference as it is kept from now on, or was already; None for one that somebody has taken in."""
    amount = found.theirs or found.ours
    assert amount is not None, "one of both sides has an amount"
    same: list[Any] = ["merchant_id", literal_column("coalesce(gateway_account_id, 0)"), "kind", "reference"]
    seen = {
        "note": found.note,
        "ours": None if found.ours is None else found.ours.minor,
        "theirs": None if found.theirs is None else found.theirs.minor,
        "transaction_id": found.transaction_id,
        "refund_id": found.refund_id,
    }
    statement = (
        insert(DRIFT)
        .values(
            legacy_id=new_legacy_id(),
            merchant_id=whose.merchant,
            gateway_account_id=whose.account,
            kind=found.kind,
            subject=found.subject,
            reference=found.reference,
            payment=found.payment,
            key=found.key,
            currency=amount.currency,
            made_at=found.made_at,
            found_at=at,
            **seen,
        )
        .on_conflict_do_update(index_elements=same, index_where=DRIFT.c.gone_at.is_(None), set_=seen)
        .returning(DRIFT)
    )
    row = (await session.execute(statement)).one()
    return None if row.adopted_at is not None else _open(row)


async def are_gone(
    session: AsyncSession, whose: Whose, begin: datetime, end: datetime, but: Sequence[int], at: datetime
) -> None:
    """Of what was made in that time nothing differs any more `but` these."""
    statement = (
        update(DRIFT)
        .where(
            DRIFT.c.merchant_id == whose.merchant,
            DRIFT.c.gateway_account_id.is_not_distinct_from(whose.account),
            DRIFT.c.gone_at.is_(None),
            DRIFT.c.made_at >= begin,
            DRIFT.c.made_at < end,
            DRIFT.c.id.not_in(but),
        )
        .values(gone_at=at)
    )
    await session.execute(statement)


async def page(session: AsyncSession, merchant_id: int, most: int, before: int | None = None) -> list[OpenDrift]:
    """Up to `most` of what is open, the latest first, behind the number `before`."""
    statement = (
        select(DRIFT)
        .where(DRIFT.c.merchant_id == merchant_id, DRIFT.c.gone_at.is_(None), DRIFT.c.adopted_at.is_(None))
        .order_by(DRIFT.c.id.desc())
        .limit(most)
    )
    if before is not None:
        statement = statement.where(DRIFT.c.id < before)
    return [_open(row) for row in await session.execute(statement)]


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> OpenDrift | None:
    """The merchant's difference of that id, if it is open; held until the end of the session's work."""
    statement = select(DRIFT).where(
        DRIFT.c.merchant_id == merchant_id,
        DRIFT.c.legacy_id == legacy_id,
        DRIFT.c.gone_at.is_(None),
        DRIFT.c.adopted_at.is_(None),
    )
    row = (await session.execute(statement.with_for_update())).one_or_none()
    return None if row is None else _open(row)


async def adopt(session: AsyncSession, number: int, by: str, note: str | None, at: datetime) -> None:
    """Somebody has taken it in: it is open no more, also if later runs find it."""
    values = {"adopted_at": at, "adopted_by": by, "adoption_note": note}
    await session.execute(update(DRIFT).where(DRIFT.c.id == number).values(**values))


async def count_open(session: AsyncSession, merchant_id: int) -> int:
    """How many are open."""
    statement = select(func.count()).where(
        DRIFT.c.merchant_id == merchant_id, DRIFT.c.gone_at.is_(None), DRIFT.c.adopted_at.is_(None)
    )
    return int((await session.execute(statement)).scalar_one())


def _period(whose: Whose, subject: Subject, begin: datetime, end: datetime, after: int, most: int) -> dict[str, Any]:
    asked_for = {PaymentStatus.AUTHORIZING}
    return {
        "merchant": whose.merchant,
        "gateway": whose.gateway,
        "account": whose.account,
        "open": sorted(OPEN_STATES),
        "holding": sorted(each for each in PaymentStatus if holds_money(subject, each) and each not in asked_for),
        "begin": begin,
        "end": end,
        "after": after,
        "most": most,
    }


def _refund(row: Row[Any], payment: str) -> Ours:
    told = Told(PaymentStatus(row.status), Money(row.amount, row.currency), row.created_at)
    by_word = row.external_at is not None
    return Ours(row.id, row.transaction_id, told, row.gateway_id, payment, row.open, by_word, row.key)


def _payment(row: Row[Any]) -> Ours:
    told = Told(PaymentStatus(row.status), Money(row.amount, row.currency), row.created_at)
    return Ours(row.id, row.id, told, row.gateway_id, row.gateway_id, row.open, row.voided_externally)


def _open(row: Row[Any]) -> OpenDrift:
    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, row.currency)

    difference = Difference(
        kind=DriftKind(row.kind),
        subject=Subject(row.subject),
        reference=row.reference,
        payment=row.payment,
        note=row.note,
        made_at=row.made_at,
        ours=money(row.ours),
        theirs=money(row.theirs),
        key=row.key,
        transaction_id=row.transaction_id,
        refund_id=row.refund_id,
    )
    return OpenDrift(row.id, row.legacy_id, row.gateway_account_id, difference, row.found_at)
