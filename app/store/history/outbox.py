"""Notices that wait for a mail server, and what became of them. Written with what they tell of, sent afterwards.

A notice waits for a while before it is due, and goes in one letter with the others of its merchant to the same address.
Which notices a letter has is written down before it is first handed in, and never changes: sent again after a crash, it
is the same letter under the same Message-ID.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Row, Select, Text, and_, cast, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.notices import (
    GATHERED_FOR,
    LARGEST_LETTER,
    LEASE,
    MOST_IN_A_LETTER,
    AnyNotice,
    EndpointNotice,
    Notice,
    OtherMail,
)
from app.store.tables.payments import OUTBOX

LONGEST_ERROR = 500

_TAKING = func.pg_advisory_xact_lock(func.hashtext("letters are taken from the outbox"))
"""Held while a letter is taken, which is short: two that gather at once would wait for each other's rows."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One letter that a process has taken to send it; `tries` counts this one as well, `facts` are its notices'."""

    id: int
    recipient: str
    message_id: str
    created_at: datetime
    tries: int
    refused_since: datetime | None
    facts: tuple[object, ...]

    @property
    def notices(self) -> tuple[AnyNotice, ...]:
        """What it tells. Raises ValidationError where the facts are not those of a notice."""
        return tuple(_notice_of(each) for each in self.facts)


def _notice_of(facts: object) -> AnyNotice:
    other = isinstance(facts, dict) and facts.get("kind") == OtherMail.WEBHOOK_ENDPOINT_OFF
    return msgspec.convert(facts, EndpointNotice) if other else msgspec.convert(facts, Notice)


def rows_of(
    notice: AnyNotice,
    recipients: Sequence[str],
    now: datetime,
    *,
    event: str,
    merchant_id: int,
    transaction_id: int | None = None,
    refund_id: int | None = None,
) -> tuple[dict[str, object], ...]:
    """The notice for each recipient, due after `GATHERED_FOR`. Each recipient is told of one `event` once.

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
            "next_try_at": now + GATHERED_FOR,
            "tries": 0,
        }
        for recipient in recipients
    )


async def add(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Adds the notices that are new."""
    if rows:
        statement = insert(OUTBOX).values(list(rows)).on_conflict_do_nothing(index_elements=["event", "recipient"])
        await session.execute(statement)


async def take(session: AsyncSession, now: datetime) -> Waiting | None:
    """The letter that has been due for longest, and that is not being sent; None if there is none.

    Once this is committed it is ours for `LEASE`; if we die, it is due again then.
    """
    await session.execute(select(_TAKING))
    due = select(OUTBOX).where(OUTBOX.c.next_try_at <= now).order_by(OUTBOX.c.next_try_at, OUTBOX.c.id).limit(1)
    while (first := (await session.execute(due)).one_or_none()) is not None:
        letter = first.id if first.letter is None else first.letter
        statement = (
            update(OUTBOX)
            .where(OUTBOX.c.id.in_(_notices_with(first)), OUTBOX.c.tries == first.tries)
            # Read again where somebody held the row, who was taken for dead and has sent it.
            .where(OUTBOX.c.next_try_at.is_not(None))
            .values(letter=letter, next_try_at=now + LEASE, tries=OUTBOX.c.tries + 1)
            .returning(OUTBOX)
        )
        rows = sorted((await session.execute(statement)).all(), key=lambda row: row.id)
        if rows:
            return _letter_of(rows)
    return None


async def mark_sent(session: AsyncSession, letter: Waiting, now: datetime) -> None:
    """A server took it."""
    await _write(session, letter, sent_at=now, next_try_at=None, last_error=None)


async def mark_waiting(session: AsyncSession, letter: Waiting, until: datetime, error: str) -> None:
    """No server took it yet."""
    await _write(session, letter, next_try_at=until, last_error=error[:LONGEST_ERROR])


async def part(session: AsyncSession, letter: Waiting, now: datetime) -> None:
    """It can't be written, and no server has seen it: each of its notices is due as a letter of its own."""
    await _write(session, letter, letter=OUTBOX.c.id, next_try_at=now)


async def mark_refused(
    session: AsyncSession, letter: Waiting, now: datetime, until: datetime | None, error: str
) -> None:
    """A server said no to the recipient or to the letter: it is tried again then, or (None) kept as failed."""
    over = {"failed_at": now} if until is None else {}
    values = {"refused_since": letter.refused_since or now, "last_error": error[:LONGEST_ERROR]}
    await _write(session, letter, next_try_at=until, **values, **over)


def _notices_with(first: Row[tuple[object, ...]]) -> Select[tuple[int]]:
    """The ids of the notices that go in one letter with `first`, which is due.

    A letter that was handed in before has those that it had then. A new one has what waits for the same address by now,
    up to the bounds of a letter, and `first` in any case.
    """
    if first.letter is not None:
        return select(OUTBOX.c.id).where(OUTBOX.c.letter == first.letter)
    if first.tries:
        return select(OUTBOX.c.id).where(OUTBOX.c.id == first.id)
    gathered = (
        select(OUTBOX.c.id, func.octet_length(cast(OUTBOX.c.facts, Text)).label("bytes"))
        .where(
            OUTBOX.c.merchant_id == first.merchant_id,
            func.lower(OUTBOX.c.recipient) == func.lower(literal(first.recipient)),
            OUTBOX.c.id >= first.id,
            and_(OUTBOX.c.next_try_at.is_not(None), OUTBOX.c.letter.is_(None), OUTBOX.c.tries == 0),
        )
        .order_by(OUTBOX.c.id)
        .limit(MOST_IN_A_LETTER)
        .subquery()
    )
    summed = select(gathered.c.id, func.sum(gathered.c.bytes).over(order_by=gathered.c.id).label("so_far")).subquery()
    return select(summed.c.id).where(or_(summed.c.id == first.id, summed.c.so_far <= LARGEST_LETTER))


def _letter_of(rows: Sequence[Row[tuple[object, ...]]]) -> Waiting:
    """The letter of these notices, which have the same next try, tries and recipient; named after the oldest one."""
    named = rows[0]
    return Waiting(
        id=named.letter,
        recipient=named.recipient,
        message_id=named.message_id,
        created_at=named.created_at,
        tries=named.tries,
        refused_since=named.refused_since,
        facts=tuple(row.facts for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Unsent:
    """A notice that the mail server has not taken: WAITING, or GIVEN_UP."""

    id: int
    recipient: str
    kind: str
    state: str
    tries: int
    next_try_at: datetime | None
    last_error: str | None


async def unsent(session: AsyncSession, merchant_id: int, most: int) -> list[Unsent]:
    """The merchant's, the newest first."""
    statement = (
        select(OUTBOX)
        .where(OUTBOX.c.merchant_id == merchant_id, OUTBOX.c.sent_at.is_(None))
        .order_by(OUTBOX.c.id.desc())
        .limit(most)
    )
    return [
        Unsent(
            id=row.id,
            recipient=row.recipient,
            kind=row.kind,
            state="WAITING" if row.failed_at is None else "GIVEN_UP",
            tries=row.tries,
            next_try_at=row.next_try_at,
            last_error=row.last_error,
        )
        for row in await session.execute(statement)
    ]


async def resend(session: AsyncSession, merchant_id: int, number: int | None) -> int:
    """Has what was given up sent again, all of it or one notice with its letter; how many notices are due by that."""
    given_up = [OUTBOX.c.merchant_id == merchant_id, OUTBOX.c.failed_at.is_not(None)]
    if number is not None:
        letter = select(func.coalesce(OUTBOX.c.letter, OUTBOX.c.id)).where(OUTBOX.c.id == number).scalar_subquery()
        given_up.append(func.coalesce(OUTBOX.c.letter, OUTBOX.c.id) == letter)
    due = {"next_try_at": func.now(), "failed_at": None, "refused_since": None}
    done = await session.execute(update(OUTBOX).where(*given_up).values(**due).returning(OUTBOX.c.id))
    return len(done.all())


async def _write(session: AsyncSession, letter: Waiting, /, **values: object) -> None:
    """A process that took it over since, because we were too slow, knows better: of that try we write nothing."""
    ours = (OUTBOX.c.letter == letter.id, OUTBOX.c.tries == letter.tries, OUTBOX.c.next_try_at.is_not(None))
    await session.execute(update(OUTBOX).where(*ours).values(**values))
