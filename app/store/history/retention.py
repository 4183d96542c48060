"""Deletes changes and messages that were kept for long enough, a bounded number of rows at a time.

Tables are walked by their numbers from the beginning. That needs no index that each refund would have to keep.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.kinds import KEPT_FOR_GOOD

_CHANGES = text("""
WITH walked AS MATERIALIZED (
    SELECT c.id, c.kind, c.at + CAST(:kept_for AS interval) < now() + m.clock_offset AS old
    FROM changes c JOIN merchants m ON m.id = c.merchant_id
    WHERE c.id > :after ORDER BY c.id LIMIT :most
), gone AS (
    DELETE FROM changes
    WHERE id IN (SELECT id FROM walked WHERE old AND kind <> ALL (CAST(:kept_for_good AS text[])))
    RETURNING id
)
SELECT max(id) AS place, count(*) AS rows, (SELECT count(*) FROM gone) AS deleted FROM walked
""")

_MAILS = text("""
WITH walked AS MATERIALIZED (
    SELECT id, coalesce(sent_at, failed_at) + CAST(:kept_for AS interval) < now() AS old FROM outbox
    WHERE id > :after ORDER BY id LIMIT :most
), gone AS (
    DELETE FROM outbox WHERE id IN (SELECT id FROM walked WHERE old) AND next_try_at IS NULL RETURNING id
)
SELECT max(id) AS place, count(*) AS rows, (SELECT count(*) FROM gone) AS deleted FROM walked
""")


@dataclass(frozen=True, slots=True)
class Walked:
    """Where the next walk begins, and how many rows this one deleted. `place` is None at the table's end."""

    place: int | None
    deleted: int


async def forget_changes(session: AsyncSession, kept_for: timedelta, after: int, most: int) -> Walked:
    """Walks up to `most` changes behind the number `after`; deletes those that are older by their merchant's clock than
    `kept_for`, and that nothing but the history reads.
    """
    return await _walk(session, _CHANGES, kept_for, after, most, kept_for_good=sorted(KEPT_FOR_GOOD))


async def forget_mails(session: AsyncSession, kept_for: timedelta, after: int, most: int) -> Walked:
    """Walks up to `most` messages behind the number `after`; deletes those that were sent or given up longer ago than
    `kept_for`. What waits is never deleted.
    """
    return await _walk(session, _MAILS, kept_for, after, most)


async def _walk(
    session: AsyncSession, statement: Any, kept_for: timedelta, after: int, most: int, **given: object
) -> Walked:
    row = (await session.execute(statement, {"kept_for": kept_for, "after": after, "most": most, **given})).one()
    return Walked(row.place if row.rows == most else None, row.deleted)
