"""How much waits, and for how long: figures over the whole installation, each read off an index of what waits."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_LOOK = text("""
WITH open AS (
    SELECT o.state, o.last_outcome, o.lease_until,
        now() + m.clock_offset - o.next_attempt_at AS due_for,
        now() + m.clock_offset - o.last_attempt_at AS sent_for
    FROM operations o JOIN merchants m ON m.id = o.merchant_id
    WHERE o.state IN ('WAITING', 'RUNNING', 'PAUSED')
)
SELECT
    (SELECT coalesce(json_object_agg(state, n), '{}') FROM (SELECT state, count(*) AS n FROM open GROUP BY state) s)
        AS by_state,
    (SELECT max(due_for) FROM open WHERE due_for > interval '0') AS oldest_due,
    (SELECT max(sent_for) FROM open WHERE last_outcome = 'UNKNOWN') AS oldest_unknown,
    (SELECT count(*) FROM open WHERE lease_until < now()) AS expired_leases,
    (SELECT count(*) FROM transactions WHERE needs_attention) + (SELECT count(*) FROM refunds WHERE needs_attention)
        AS attention,
    (SELECT count(*) FROM outbox WHERE next_try_at IS NOT NULL) AS mails,
    (SELECT now() - min(created_at) FROM outbox WHERE next_try_at IS NOT NULL) AS oldest_mail,
    (SELECT count(*) FROM webhook_messages WHERE next_try_at IS NOT NULL) AS webhooks,
    (SELECT now() - min(written_at) FROM webhook_messages WHERE next_try_at IS NOT NULL) AS oldest_webhook,
    (SELECT count(*) FROM webhook_endpoints WHERE enabled AND failing_since IS NOT NULL) AS failing_endpoints,
    (SELECT coalesce(json_object_agg(kind, age), '{}') FROM (
        SELECT kind, extract(epoch FROM now() - max(beat_at)) AS age FROM heartbeats GROUP BY kind
    ) h) AS heartbeats
""")


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits. Times on the merchants' clocks for what waits at gateways, on the database's for mails and
    heartbeats; zero where nothing waits. `heartbeats` are the seconds since the latest, by kind of process.
    """

    by_state: dict[str, int]
    oldest_due: timedelta
    oldest_unknown: timedelta
    expired_leases: int
    attention: int
    mails: int
    oldest_mail: timedelta
    webhooks: int
    oldest_webhook: timedelta
    failing_endpoints: int
    heartbeats: dict[str, float]


async def look(session: AsyncSession) -> Backlog:
    """The figures of now."""
    row: Any = (await session.execute(_LOOK)).one()
    none = timedelta(0)
    return Backlog(
        by_state=dict(row.by_state),
        oldest_due=row.oldest_due or none,
        oldest_unknown=row.oldest_unknown or none,
        expired_leases=row.expired_leases,
        attention=row.attention,
        mails=row.mails,
        oldest_mail=row.oldest_mail or none,
        webhooks=row.webhooks,
        oldest_webhook=row.oldest_webhook or none,
        failing_endpoints=row.failing_endpoints,
        heartbeats={kind: float(age) for kind, age in row.heartbeats.items()},
    )
