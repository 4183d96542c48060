"""Messages that wait for a mail server, and what became of them. Written with what they tell of, sent afterwards."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.notices import LEASE, Notice
from app.store.tables import OUTBOX

LONGEST_ERROR = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message that somebody has taken to send it; `tries` counts this one as well."""

    id: int
    recipient: str
    message_id: str
    created_at: datetime
    tries: int
    refused_since: datetime | None
    notice: Notice


def rows_of(
    notice: Notice,
    recipients: Sequence[str],
    now: datetime,
    *,
    event: str,
    merchant_id: int,
    transaction_id: int,
    refund_id: int | None,
) -> tuple[dict[str, object], ...]:
    """One message for each recipient, due at once; whoever has been told of this `event` is not told again.

    `event` names it for all time and in every installation; `now` is the wall clock's.
    """
    facts = msgspec.to_builtins(notice)
    return tuple(
        {
            "merchant_id": merchant_id,
            "transaction_id": transaction_id,
            "refund_id": refund_id,
            "kind": notice.kind,
            "event": event,
            "recipient": recipient,
            "message_id": f"<{hashlib.sha256(f'{event} {recipient}'.encode()).hexdigest()[:40]}@notice.refundry>",
            "facts": facts,
            "created_at": now,
            "next_try_at": now,
            "tries": 0,
        }
        for recipient in recipients
    )


async def add(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Adds those of the messages that nobody has been sent before."""
    if rows:
        statement = insert(OUTBOX).values(list(rows)).on_conflict_do_nothing(index_elements=["event", "recipient"])
        await session.execute(statement)


async def take(session: AsyncSession, now: datetime) -> Waiting | None:
    """The message that has been due for longest, and that nobody else is sending; None if there is none.

    Once this is committed it is ours for `LEASE`; if we die, it is due again then.
    """
    due = (
        select(OUTBOX.c.id)
        .where(OUTBOX.c.next_try_at <= now)
        .order_by(OUTBOX.c.next_try_at, OUTBOX.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    statement = (
        update(OUTBOX)
        .where(OUTBOX.c.id == due)
        .values(next_try_at=now + LEASE, tries=OUTBOX.c.tries + 1)
        .returning(OUTBOX)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    return Waiting(
        id=row.id,
        recipient=row.recipient,
        message_id=row.message_id,
        created_at=row.created_at,
        tries=row.tries,
        refused_since=row.refused_since,
        notice=msgspec.convert(row.facts, Notice),
    )


async def mark_sent(session: AsyncSession, message: Waiting, now: datetime) -> None:
    """A server took it."""
    await _write(session, message, sent_at=now, next_try_at=None, last_error=None)


async def mark_waiting(session: AsyncSession, message: Waiting, until: datetime, error: str) -> None:
    """No server took it yet."""
    await _write(session, message, next_try_at=until, last_error=error[:LONGEST_ERROR])


async def mark_refused(
    session: AsyncSession, message: Waiting, now: datetime, until: datetime | None, error: str
) -> None:
    """A server said no to the recipient or to the message: it is tried again then, or (None) kept as failed."""
    over = {"failed_at": now} if until is None else {}
    values = {"refused_since": message.refused_since or now, "last_error": error[:LONGEST_ERROR]}
    await _write(session, message, next_try_at=until, **values, **over)


async def _write(session: AsyncSession, message: Waiting, **values: object) -> None:
    """Whoever took it over since, because we were too slow, knows better: of that try we write nothing."""
    ours = (OUTBOX.c.id == message.id, OUTBOX.c.tries == message.tries, OUTBOX.c.next_try_at.is_not(None))
    await session.execute(update(OUTBOX).where(*ours).values(**values))
