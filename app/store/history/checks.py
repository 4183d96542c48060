"""The service's promises as questions to its own tables.

Each statement looks at every row that a promise is about, and gives for each its id and whether the promise is broken:
`(id, wrong)`. That is one pass of the database over whole tables, however many rows they have.
"""

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.history.promises import MOST_NAMED, Looked
from app.domain.reversals.states import (
    OPEN_STATES,
    RECORDABLE,
    RESERVING,
    SETTLES_LATER,
    TERMINAL,
    IllegalTransition,
    PaymentStatus,
    Subject,
    advance,
    path_to,
)
from app.domain.reversals.taking_over import ADOPTABLE

OVER_REFUNDS = """
SELECT 'transaction_' || t.legacy_id AS id, coalesce(held.amount, 0) > t.amount AS wrong
FROM transactions t
LEFT JOIN (
    SELECT transaction_id, sum(amount) AS amount FROM refunds WHERE status = ANY (CAST(:reserving AS text[]))
    GROUP BY transaction_id
) held ON held.transaction_id = t.id
"""

RESERVED_AMOUNTS = """
SELECT 'transaction_' || t.legacy_id AS id,
    coalesce(held.amount, 0) <> t.reserved_amount OR coalesce(held.waiting, 0) <> t.waiting_amount AS wrong
FROM transactions t
LEFT JOIN (
    SELECT transaction_id, sum(amount) AS amount,
        sum(amount) FILTER (WHERE waits_for_settlement AND status = 'AUTHORIZING') AS waiting
    FROM refunds WHERE status = ANY (CAST(:reserving AS text[]))
    GROUP BY transaction_id
) held ON held.transaction_id = t.id
"""

VOIDS_BESIDE_REFUNDS = """
SELECT 'transaction_' || t.legacy_id AS id, held.transaction_id IS NOT NULL AS wrong
FROM transactions t
LEFT JOIN (
    SELECT DISTINCT transaction_id FROM refunds
    WHERE status = ANY (CAST(:reserving AS text[])) AND NOT (waits_for_settlement AND status = 'AUTHORIZING')
) held ON held.transaction_id = t.id
WHERE t.status = 'VOIDED'
"""

AMOUNTS = """
SELECT 'refund_' || r.legacy_id AS id,
    (r.currency, r.merchant_id) <> (t.currency, t.merchant_id)
    OR (r.currency, r.merchant_id) <> (a.currency, a.merchant_id)
    OR coalesce(
        (o.amount, o.currency, o.transaction_id, o.merchant_id)
        <> (r.amount, r.currency, r.transaction_id, r.merchant_id),
        false
    ) AS wrong
FROM refunds r
JOIN transactions t ON t.id = r.transaction_id
JOIN merchant_accounts a ON a.id = r.account_id
LEFT JOIN operations o ON o.refund_id = r.id
UNION ALL
SELECT 'transaction_' || t.legacy_id, (t.currency, t.merchant_id) <> (a.currency, a.merchant_id)
FROM transactions t
JOIN merchant_accounts a ON a.id = t.account_id
"""

ACCOUNTED_FOR = """
SELECT 'refund_' || r.legacy_id AS id,
    r.external_at IS NULL AND NOT r.made_elsewhere AND NOT EXISTS (
        SELECT FROM operations o WHERE o.refund_id = r.id AND o.kind = 'REFUND' AND o.state = 'SUCCEEDED'
    ) AS wrong
FROM refunds r
WHERE r.status = ANY (CAST(:reserving AS text[])) AND r.status <> 'AUTHORIZING'
"""

OPERATION_KEYS = """
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id,
    count(*) OVER (PARTITION BY used.key) > 1 AS wrong
FROM (
    SELECT key, id AS operation_id FROM operations
    UNION SELECT key, operation_id FROM attempts
) used
JOIN operations o ON o.id = used.operation_id
JOIN transactions t ON t.id = o.transaction_id
LEFT JOIN refunds r ON r.id = o.refund_id
"""

REQUEST_KEYS = """
SELECT 'request_key_' || k.key AS id,
    count(*) OVER (PARTITION BY k.merchant_id, k.key) > 1
    OR count(k.operation_id) OVER (PARTITION BY k.operation_id) > 1
    OR coalesce(o.merchant_id <> k.merchant_id, false)
    OR coalesce(o.transaction_id <> k.transaction_id, false)
    OR (o.id IS NOT NULL AND o.refund_id IS DISTINCT FROM k.refund_id)
    OR count(k.order_refund_id) OVER (PARTITION BY k.order_refund_id) > 1
    OR coalesce(r.merchant_id, t.merchant_id, g.merchant_id, k.merchant_id) <> k.merchant_id AS wrong
FROM request_keys k
LEFT JOIN operations o ON o.id = k.operation_id
LEFT JOIN refunds r ON r.id = k.refund_id
LEFT JOIN transactions t ON t.id = k.transaction_id
LEFT JOIN order_refunds g ON g.id = k.order_refund_id
"""

HISTORY_STEPS = """
WITH legal AS (
    SELECT * FROM unnest(
        CAST(:subjects AS text[]), CAST(:befores AS text[]), CAST(:afters AS text[]), CAST(:marked AS boolean[])
    ) AS step (subject, before, after, marked)
), steps AS (
    SELECT transaction_id, refund_id, status AS after,
        CASE WHEN refund_id IS NULL THEN 'TRANSACTION' ELSE 'REFUND' END AS subject,
        lag(CAST(status AS text), 1, 'AUTHORIZING') OVER (PARTITION BY transaction_id, refund_id ORDER BY id) AS before
    FROM status_events
)
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id,
    CASE
        WHEN steps.before = 'AUTHORIZING' AND steps.refund_id IS NULL AND t.gateway_id IS NOT NULL
        THEN steps.after <> ALL (CAST(:recorded AS text[])) AND steps.after <> ALL (CAST(:adopted AS text[]))
        WHEN steps.before = 'AUTHORIZING' AND r.made_elsewhere AND steps.after = ANY (CAST(:reserving AS text[]))
        THEN false
        ELSE legal.after IS NULL OR (legal.marked AND coalesce(r.external_at, t.external_at) IS NULL)
    END AS wrong
FROM steps
LEFT JOIN legal USING (subject, before, after)
LEFT JOIN refunds r ON r.id = steps.refund_id
LEFT JOIN transactions t ON t.id = steps.transaction_id
"""

HISTORY_ENDS = """
SELECT 'transaction_' || t.legacy_id AS id,
    coalesce(newest.status, 'AUTHORIZING') <> t.status
    OR coalesce((newest.amount, newest.currency) <> (t.amount, t.currency), false) AS wrong
FROM transactions t
LEFT JOIN (
    SELECT DISTINCT ON (transaction_id) transaction_id, status, amount, currency
    FROM status_events WHERE transaction_id IS NOT NULL
    ORDER BY transaction_id, id DESC
) newest ON newest.transaction_id = t.id
UNION ALL
SELECT 'refund_' || r.legacy_id,
    coalesce(newest.status, 'AUTHORIZING') <> r.status
    OR coalesce((newest.amount, newest.currency) <> (r.amount, r.currency), false)
FROM refunds r
LEFT JOIN (
    SELECT DISTINCT ON (refund_id) refund_id, status, amount, currency FROM status_events WHERE refund_id IS NOT NULL
    ORDER BY refund_id, id DESC
) newest ON newest.refund_id = r.id
"""

HISTORY_TIMES = """
WITH times AS (
    SELECT transaction_id, refund_id,
        at + CAST(:clock_skew AS interval) < lag(at) OVER (PARTITION BY transaction_id, refund_id ORDER BY id)
            AS goes_back
    FROM status_events
)
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id, coalesce(goes_back, false) AS wrong
FROM times
LEFT JOIN refunds r ON r.id = times.refund_id
LEFT JOIN transactions t ON t.id = times.transaction_id
"""

UNDER_WAY = """
SELECT 'refund_' || r.legacy_id AS id, (o.id IS NULL) = (a.refund_id IS NULL) AS wrong
FROM refunds r
LEFT JOIN operations o ON o.refund_id = r.id AND o.kind = 'REFUND' AND o.state = ANY (CAST(:open AS text[]))
LEFT JOIN approvals a ON a.refund_id = r.id AND a.state = 'WAITING'
WHERE r.status = 'AUTHORIZING' AND NOT r.made_elsewhere
UNION ALL
SELECT 'transaction_' || t.legacy_id, o.id IS NULL
FROM transactions t
LEFT JOIN operations o ON o.transaction_id = t.id AND o.kind IN ('CHARGE', 'AUTHORIZE')
    AND o.state = ANY (CAST(:open AS text[]))
WHERE t.status = 'AUTHORIZING'
"""

APPROVALS = """
SELECT 'refund_' || r.legacy_id AS id,
    CASE a.state
        WHEN 'WAITING' THEN r.status <> 'AUTHORIZING' OR sent.refunds IS NOT NULL
        WHEN 'APPROVED' THEN coalesce(sent.refunds, 0) <> 1 OR a.decided_by_id = a.requested_by_id
        ELSE r.status <> 'VOIDED' OR sent.refunds IS NOT NULL
    END
    OR (a.merchant_id, a.requested_by_id) <> (r.merchant_id, r.requested_by_id)
    OR a.requested_by_kind <> 'USER' AS wrong
FROM approvals a
JOIN refunds r ON r.id = a.refund_id
LEFT JOIN (
    SELECT refund_id, count(*) FILTER (WHERE kind = 'REFUND') AS refunds FROM operations
    WHERE refund_id IS NOT NULL GROUP BY refund_id
) sent ON sent.refund_id = r.id
"""

WORDS_ON_OUTCOMES = """
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id,
    CASE
        WHEN s.state IS NULL OR s.state = 'APPROVED'
            THEN o.state = ANY (CAST(:open AS text[]))
                OR o.last_outcome <> CASE s.said WHEN 'DONE' THEN 'ACCEPTED' ELSE 'UNAVAILABLE' END
                OR (o.kind = 'REFUND' AND r.status <> CASE s.said WHEN 'DONE' THEN 'SETTLED' ELSE 'FAILED' END)
                OR (s.state = 'APPROVED' AND (
                    s.decided_by_id = s.said_by_id OR s.decided_by_id = r.requested_by_id
                    OR NOT EXISTS (SELECT FROM users u WHERE u.legacy_id = s.decided_by_id)
                ))
        WHEN s.state = 'WAITING'
            THEN o.state <> ALL (CAST(:open AS text[])) OR o.attempts_made <> s.sendings
                OR r.status <> ALL (CAST(:reserving AS text[]))
        ELSE false
    END OR s.sendings > o.attempts_made
    OR (s.merchant_id, s.transaction_id) <> (o.merchant_id, o.transaction_id)
    OR s.refund_id IS DISTINCT FROM o.refund_id AS wrong
FROM resolutions s
JOIN operations o ON o.id = s.operation_id
JOIN transactions t ON t.id = o.transaction_id
LEFT JOIN refunds r ON r.id = o.refund_id
UNION ALL
SELECT 'transaction_' || t.legacy_id, t.doubtful_amount <> coalesce(freed.amount, 0)
FROM transactions t
LEFT JOIN (
    SELECT s.transaction_id, sum(o.amount) AS amount
    FROM resolutions s JOIN operations o ON o.id = s.operation_id
    WHERE s.state IS NULL AND (o.kind, s.said) IN (('REFUND', 'NOT_DONE'), ('REFUND_VOID', 'DONE'))
    GROUP BY s.transaction_id
) freed ON freed.transaction_id = t.id
WHERE t.doubtful_amount > 0 OR freed.amount > 0
"""

OVER_AND_DONE = """
SELECT 'refund_' || r.legacy_id AS id,
    o.id IS NOT NULL AND (o.kind = 'REFUND' OR r.status = ANY (CAST(:terminal AS text[]))) AS wrong
FROM refunds r
LEFT JOIN operations o ON o.refund_id = r.id AND o.state = ANY (CAST(:open AS text[]))
WHERE r.status <> 'AUTHORIZING'
"""

LOOKED_AFTER = """
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id,
    CASE o.state
        WHEN 'RUNNING' THEN o.lease IS NULL OR o.lease_until IS NULL
        WHEN 'WAITING' THEN o.next_attempt_at IS NULL AND NOT coalesce(r.needs_attention, t.needs_attention)
            AND NOT (
                coalesce(r.waits_for_settlement, false) AND o.attempts_made = 0
                AND t.status = ANY (CAST(:settles_later AS text[]))
            )
            AND NOT EXISTS (
                SELECT FROM changes c
                WHERE c.transaction_id = o.transaction_id AND c.refund_id IS NOT DISTINCT FROM o.refund_id
                    AND c.kind = 'ATTENTION_DISMISSED'
            )
        ELSE false
    END AS wrong
FROM operations o
JOIN transactions t ON t.id = o.transaction_id
LEFT JOIN refunds r ON r.id = o.refund_id
WHERE o.state = ANY (CAST(:open AS text[]))
"""

ON_TIME = """
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id,
    coalesce(
        m.held_at IS NULL AND (
            o.next_attempt_at + CAST(:overdue_after AS interval) < now() + m.clock_offset
            OR o.lease_until + CAST(:abandoned_after AS interval) < now()
        ),
        false
    ) AS wrong
FROM operations o
JOIN merchants m ON m.id = o.merchant_id
JOIN transactions t ON t.id = o.transaction_id
LEFT JOIN refunds r ON r.id = o.refund_id
WHERE o.state = ANY (CAST(:open AS text[]))
"""

ATTEMPTS = """
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id) AS id,
    coalesce(made.attempts, 0) <> o.attempts_made
    OR made.first <> 1
    OR made.last <> made.attempts
    OR (made.unfinished > 0 AND o.state <> 'RUNNING') AS wrong
FROM operations o
JOIN transactions t ON t.id = o.transaction_id
LEFT JOIN refunds r ON r.id = o.refund_id
LEFT JOIN (
    SELECT operation_id, count(*) AS attempts, min(number) AS first, max(number) AS last,
        count(*) FILTER (WHERE outcome IS NULL) AS unfinished
    FROM attempts GROUP BY operation_id
) made ON made.operation_id = o.id
"""

MAIL = """
SELECT coalesce('refund_' || r.legacy_id, 'transaction_' || t.legacy_id, 'mail_' || o.id) AS id,
    coalesce(o.next_try_at + CAST(:overdue_after AS interval) < now(), false) AS wrong
FROM outbox o
LEFT JOIN transactions t ON t.id = o.transaction_id
LEFT JOIN refunds r ON r.id = o.refund_id
"""

NIGHTS = """
WITH clocks AS (
    SELECT id, settled_until, now() + clock_offset AS present,
        date_trunc('day', now() + clock_offset, 'UTC') AS midnight
    FROM merchants WHERE sandbox
), missed AS (
    SELECT id, midnight FROM clocks
    WHERE midnight + CAST(:overdue_after AS interval) < present AND (settled_until < midnight) IS NOT FALSE
), submitted AS (
    SELECT 'transaction_' || t.legacy_id AS id, t.merchant_id, (
        SELECT max(at) FROM status_events e WHERE e.transaction_id = t.id
    ) AS since
    FROM transactions t JOIN merchant_accounts a ON a.id = t.account_id AND a.gateway IS NOT NULL
    WHERE t.status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLEMENT_PENDING', 'SETTLING') AND t.confirmed
    UNION ALL
    SELECT 'refund_' || r.legacy_id, r.merchant_id, (SELECT max(at) FROM status_events e WHERE e.refund_id = r.id)
    FROM refunds r
    WHERE r.status IN ('SUBMITTED_FOR_SETTLEMENT', 'SETTLING')
)
SELECT submitted.id, coalesce(submitted.since < missed.midnight, false) AS wrong
FROM submitted
JOIN clocks ON clocks.id = submitted.merchant_id
LEFT JOIN missed ON missed.id = submitted.merchant_id
"""

_COUNTED = """
SELECT count(*) AS looked, count(DISTINCT id) FILTER (WHERE wrong) AS wrong,
    (array_agg(DISTINCT id) FILTER (WHERE wrong))[1:{most}] AS ids
FROM ({statement}) AS seen
"""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long after its time something counts as stuck.

    `overdue_after` is on the merchant's clock for what waits at a gateway or for the night, on the wall clock for mail;
    `abandoned_after` on the wall clock, for a lease that is over. `clock_skew` is how far the clocks of the machines
    may have been apart.
    """

    overdue_after: timedelta = timedelta(hours=1)
    abandoned_after: timedelta = timedelta(minutes=10)
    clock_skew: timedelta = timedelta(0)


async def look(session: AsyncSession, statement: str, patience: Patience) -> Looked:
    """What one of the statements above finds."""
    counted = text(_COUNTED.format(statement=statement, most=MOST_NAMED))
    asked = {**_rules(), **asdict(patience)}
    named = {name: value for name, value in asked.items() if name in counted.compile().params}
    row = (await session.execute(counted, named)).one()
    return Looked(row.looked, row.wrong, tuple(row.ids or ()))


def _rules() -> dict[str, Any]:
    """The rules of the domain as the statements take them."""
    steps = [(subject, before, after) for subject, before, after in product(Subject, PaymentStatus, PaymentStatus)]
    legal = [(*step, not _is_legal(*step)) for step in steps if _is_legal(*step) or _is_legal(*step, external=True)]
    subjects, befores, afters, marked = (list(column) for column in zip(*legal, strict=True))
    return {
        "reserving": sorted(RESERVING),
        "settles_later": sorted(SETTLES_LATER),
        "terminal": sorted(TERMINAL),
        "open": sorted(OPEN_STATES),
        "recorded": sorted(RECORDABLE),
        "adopted": sorted(ADOPTABLE),
        "subjects": subjects,
        "befores": befores,
        "afters": afters,
        "marked": marked,
    }


def _is_legal(subject: Subject, before: PaymentStatus, after: PaymentStatus, *, external: bool = False) -> bool:
    """Whether a history may have the two next to each other (SPEC 12), `external` if the first is a person's mark."""
    with suppress(IllegalTransition):
        advance(subject, before, after, external=external)
        return True
    with suppress(IllegalTransition):
        return not external and path_to(subject, before, after) == [after]
    return False
