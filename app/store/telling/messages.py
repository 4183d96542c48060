"""Messages that wait for receivers, and what became of them. The database writes them (`tables.webhook_triggers`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from msgspec.json import encode
from sqlalchemy import delete as delete_from
from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.telling.messages import PING, MessageState
from app.domain.telling.schedule import KEPT_ATTEMPTS, Delivery
from app.store.tables.webhooks import WEBHOOK_ENDPOINTS, WEBHOOK_MESSAGES

_DUE = text("""
    SELECT e.id, e.merchant_id, e.failing_since IS NOT NULL AS failing
    FROM webhook_endpoints e JOIN merchants m ON m.id = e.merchant_id
    WHERE e.enabled AND (e.paused_until IS NULL OR e.paused_until <= now() + m.clock_offset) AND EXISTS (
        SELECT FROM webhook_messages w
        WHERE w.endpoint_id = e.id AND w.next_try_at <= now() + m.clock_offset
            AND (w.leased_until IS NULL OR w.leased_until < now())
    )
    ORDER BY e.id
""")

_TAKE = text("""
    UPDATE webhook_messages w
    SET leased_until = now() + :lease, tries = w.tries + 1
    FROM (
        SELECT id FROM webhook_messages
        WHERE endpoint_id = :endpoint AND next_try_at <= :at AND (leased_until IS NULL OR leased_until < now())
        ORDER BY next_try_at, id LIMIT :most
        FOR NO KEY UPDATE SKIP LOCKED
    ) due
    WHERE w.id = due.id
    RETURNING w.id, w.public_id, w.type, w.facts, w.created_at, w.tries
""")

_CONCLUDE = text("""
    UPDATE webhook_messages w
    SET state = r.state, next_try_at = r.next_try_at, leased_until = NULL,
        attempts = CASE WHEN jsonb_array_length(w.attempts) >= :most THEN w.attempts - 0 ELSE w.attempts END
            || r.attempt
    FROM jsonb_to_recordset(CAST(:results AS jsonb))
        AS r(id bigint, tries bigint, state text, next_try_at timestamptz, attempt jsonb)
    WHERE w.id = r.id AND w.tries = r.tries AND w.state = 'WAITING'
""")


@dataclass(frozen=True, slots=True)
class DueEndpoint:
    """An endpoint that has something due, and whether its last try failed."""

    id: int
    merchant_id: int
    failing: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that a process has taken to send it; `tries` counts this one as well."""

    id: int
    public_id: str
    type: str
    facts: Mapping[str, Any]
    created_at: datetime
    tries: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a try of a message, and when it is tried again; None for never."""

    message: Taken
    delivery: Delivery
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: when, by the merchant's clock, and what the receiver answered."""

    at: datetime
    status: int | None
    said: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is kept, with its latest tries, the first of them first."""

    id: int
    public_id: str
    endpoint_id: int
    type: str
    facts: Mapping[str, Any]
    created_at: datetime
    state: MessageState
    attempts: tuple[Attempt, ...]


async def due(session: AsyncSession) -> list[DueEndpoint]:
    """The endpoints that have something due, and are not left alone at this time."""
    return [DueEndpoint(row.id, row.merchant_id, row.failing) for row in await session.execute(_DUE)]


async def take(session: AsyncSession, endpoint_id: int, at: datetime, most: int, lease: timedelta) -> list[Taken]:
    """Up to `most` messages of the endpoint that are due `at`, by the merchant's clock, the longest due first.

    Once this is committed they are ours for the lease; if we die, they are due again then.
    """
    rows = await session.execute(_TAKE, {"endpoint": endpoint_id, "at": at, "most": most, "lease": lease})
    taken = [Taken(row.id, row.public_id, row.type, row.facts, row.created_at, row.tries) for row in rows]
    return sorted(taken, key=lambda each: each.id)


async def conclude(session: AsyncSession, results: Sequence[Result]) -> None:
    """Writes what came of the tries. Of a message that was taken again meanwhile, or is over, nothing is written."""
    given = [
        {
            "id": each.message.id,
            "tries": each.message.tries,
            "state": _state(each),
            "next_try_at": each.next_try_at,
            "attempt": [{"at": each.delivery.at, "status": each.delivery.status, "said": each.delivery.said}],
        }
        for each in results
    ]
    await session.execute(_CONCLUDE, {"results": encode(given).decode(), "most": KEPT_ATTEMPTS})


def _state(result: Result) -> MessageState:
    if result.delivery.taken:
        return MessageState.DELIVERED
    return MessageState.FAILED if result.next_try_at is None else MessageState.WAITING


async def give_up(session: AsyncSession, endpoint_id: int) -> int:
    """The endpoint is not sent to any more: what waits for it has failed; how many messages that is."""
    waits = (WEBHOOK_MESSAGES.c.endpoint_id == endpoint_id, WEBHOOK_MESSAGES.c.state == MessageState.WAITING)
    ended = update(WEBHOOK_MESSAGES).where(*waits).values(state=MessageState.FAILED, next_try_at=None)
    return len((await session.execute(ended.returning(WEBHOOK_MESSAGES.c.id))).all())


async def add_ping(session: AsyncSession, merchant_id: int, endpoint_id: int, public_id: str, at: datetime) -> None:
    """A message of no object to one endpoint, due at once."""
    values = {
        "merchant_id": merchant_id,
        "endpoint_id": endpoint_id,
        "public_id": public_id,
        "type": PING,
        "facts": {},
        "created_at": at,
        "state": MessageState.WAITING,
        "next_try_at": at,
    }
    await session.execute(insert(WEBHOOK_MESSAGES).values(**values))


async def send_again(
    session: AsyncSession, endpoint_id: int, at: datetime, *, public_id: str | None, since: datetime | None, most: int
) -> int:
    """Has messages of the endpoint sent from the beginning, due `at`: that one, or those created since then, whatever
    became of them. What waits is due now. At most `most`, the oldest first; how many they are.
    """
    wanted = select(WEBHOOK_MESSAGES.c.id).where(WEBHOOK_MESSAGES.c.endpoint_id == endpoint_id)
    if public_id is not None:
        wanted = wanted.where(WEBHOOK_MESSAGES.c.public_id == public_id)
    if since is not None:
        wanted = wanted.where(WEBHOOK_MESSAGES.c.created_at >= since)
    again = (
        update(WEBHOOK_MESSAGES)
        .where(WEBHOOK_MESSAGES.c.id.in_(wanted.order_by(WEBHOOK_MESSAGES.c.id).limit(most)))
        .values(state=MessageState.WAITING, next_try_at=at, tries=0, leased_until=None)
        .returning(WEBHOOK_MESSAGES.c.id)
    )
    return len((await session.execute(again)).all())


async def page(
    session: AsyncSession,
    merchant_id: int,
    endpoint_id: int | None,
    state: MessageState | None,
    most: int,
    before: int | None,
) -> list[Message]:
    """Up to `most` messages to the merchant's endpoints, the latest first, behind the number `before`."""
    there = select(WEBHOOK_ENDPOINTS.c.id).where(
        WEBHOOK_ENDPOINTS.c.merchant_id == merchant_id, WEBHOOK_ENDPOINTS.c.deleted_at.is_(None)
    )
    statement = (
        select(WEBHOOK_MESSAGES)
        .where(WEBHOOK_MESSAGES.c.merchant_id == merchant_id, WEBHOOK_MESSAGES.c.endpoint_id.in_(there))
        .order_by(WEBHOOK_MESSAGES.c.id.desc())
        .limit(most)
    )
    if endpoint_id is not None:
        statement = statement.where(WEBHOOK_MESSAGES.c.endpoint_id == endpoint_id)
    if state is not None:
        statement = statement.where(WEBHOOK_MESSAGES.c.state == state)
    if before is not None:
        statement = statement.where(WEBHOOK_MESSAGES.c.id < before)
    return [
        Message(
            id=row.id,
            public_id=row.public_id,
            endpoint_id=row.endpoint_id,
            type=row.type,
            facts=row.facts,
            created_at=row.created_at,
            state=MessageState(row.state),
            attempts=tuple(
                Attempt(datetime.fromisoformat(each["at"]), each["status"], each["said"]) for each in row.attempts
            ),
        )
        for row in await session.execute(statement)
    ]


async def delete_before(session: AsyncSession, before: datetime, most: int) -> int:
    """Deletes messages that are over and were written before then, by the database's clock; how many."""
    old = (
        select(WEBHOOK_MESSAGES.c.id)
        .where(WEBHOOK_MESSAGES.c.written_at < before, WEBHOOK_MESSAGES.c.state != MessageState.WAITING)
        .limit(most)
    )
    done = await session.execute(delete_from(WEBHOOK_MESSAGES).where(WEBHOOK_MESSAGES.c.id.in_(old)))
    return done.rowcount  # type: ignore[attr-defined, no-any-return]
