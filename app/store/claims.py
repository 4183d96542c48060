"""What the service says of payments and refunds that a gateway knows, to be compared with the gateway's own books."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.states import OPEN_STATES

_AT_A_TIME = 5000

_CLAIMED_REFUNDS = """
SELECT sent.key, 'refund_' || r.legacy_id AS id, r.amount, r.currency,
    CASE
        WHEN sent.key <> o.key THEN 'PROCESSOR_DECLINED'
        WHEN r.external_at IS NOT NULL THEN 'FAILED'
        ELSE r.status
    END AS status
FROM (SELECT DISTINCT operation_id, key FROM attempts) sent
JOIN operations o ON o.id = sent.operation_id AND o.kind = 'REFUND' AND o.state <> ALL (CAST(:open AS text[]))
    AND o.last_outcome IN ('ACCEPTED', 'DECLINED', 'UNAVAILABLE')
JOIN refunds r ON r.id = o.refund_id
JOIN merchant_accounts a ON a.id = r.account_id AND a.gateway = :gateway
WHERE NOT EXISTS (
        SELECT FROM operations v
        WHERE v.refund_id = r.id AND v.kind = 'REFUND_VOID' AND v.state = ANY (CAST(:open AS text[]))
    )
    AND NOT EXISTS (SELECT FROM changes c WHERE c.refund_id = r.id AND c.kind IN ('RESOLVED_DONE', 'RESOLVED_NOT_DONE'))
ORDER BY sent.key COLLATE "C"
"""

_CLAIMED_PAYMENTS = """
SELECT coalesce(t.gateway_id, t.legacy_id) AS key, 'transaction_' || t.legacy_id AS id, t.amount, t.currency, t.status
FROM transactions t
JOIN merchant_accounts a ON a.id = t.account_id AND a.gateway = :gateway
LEFT JOIN (
    SELECT transaction_id, bool_or(kind IN ('CHARGE', 'AUTHORIZE')) AS sold,
        bool_or(state = ANY (CAST(:open AS text[])) OR last_outcome IN ('PENDING', 'UNKNOWN')) AS unsure
    FROM operations WHERE refund_id IS NULL GROUP BY transaction_id
) told ON told.transaction_id = t.id
WHERE (told.sold OR t.gateway_id IS NOT NULL) AND t.confirmed AND told.unsure IS NOT TRUE AND NOT t.voided_externally
    AND NOT EXISTS (
        SELECT FROM changes c
        WHERE c.transaction_id = t.id AND c.refund_id IS NULL AND c.kind IN ('RESOLVED_DONE', 'RESOLVED_NOT_DONE')
    )
ORDER BY coalesce(t.gateway_id, t.legacy_id) COLLATE "C"
"""

_REFUNDS_ASKED_FOR = """
SELECT a.key FROM attempts a JOIN operations o ON o.id = a.operation_id AND o.kind = 'REFUND'
WHERE a.key = ANY (CAST(:keys AS text[]))
"""

_PAYMENTS_ASKED_FOR = """
SELECT legacy_id FROM transactions WHERE legacy_id = ANY (CAST(:keys AS text[]))
UNION SELECT gateway_id FROM transactions WHERE gateway_id = ANY (CAST(:keys AS text[])) AND confirmed
"""


class Claim(NamedTuple):
    """What we say of the payment or refund that a gateway knows by `key`; `amount` is in minor units of `currency`."""

    key: str
    id: str
    amount: int
    currency: str
    status: str


def claimed_refunds(session: AsyncSession, gateway: str) -> AsyncIterator[Claim]:
    """A claim for each key under which a refund was sent to `gateway`, ordered by key.

    Only where the gateway itself has said what came of it, and not a person (`resolveOutcome`), and nothing else is
    being asked of it. A key that was given up after a decline for a new one claims that nothing was done under it; so
    does a refund that was recorded as made elsewhere.
    """
    return _claims(session, _CLAIMED_REFUNDS, gateway)


def claimed_payments(session: AsyncSession, gateway: str) -> AsyncIterator[Claim]:
    """A claim for each transaction of `gateway` by the gateway's id, ordered by that; as sure as those of refunds.

    Of those that were made elsewhere, only what the gateway has confirmed.
    """
    return _claims(session, _CLAIMED_PAYMENTS, gateway)


async def refunds_asked_for(session: AsyncSession, keys: list[str]) -> set[str]:
    """Which of the keys are those of refunds that somebody asked for, whatever became of them."""
    return set((await session.execute(text(_REFUNDS_ASKED_FOR), {"keys": keys})).scalars())


async def payments_asked_for(session: AsyncSession, gateway_ids: list[str]) -> set[str]:
    """Which of the gateway's ids are those of transactions."""
    return set((await session.execute(text(_PAYMENTS_ASKED_FOR), {"keys": gateway_ids})).scalars())


async def _claims(session: AsyncSession, statement: str, gateway: str) -> AsyncIterator[Claim]:
    asked = {"gateway": gateway, "open": sorted(OPEN_STATES)}
    rows = await session.stream(text(statement), asked, execution_options={"yield_per": _AT_A_TIME})
    async for part in rows.partitions():
        for row in part:
            yield Claim._make(row)
