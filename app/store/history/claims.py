"""What the service says of payments and refunds that a gateway knows, to be compared with the gateway's own books."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.states import OPEN_STATES

_AT_A_TIME = 5000

_CLAIMED_REFUNDS = """
SELECT sent.key, 'refund_' || r.legacy_id AS id, r.amount, r.currency,
    CASE
        WHEN sent.key <> o.key THEN 'PROCESSOR_DECLINED'
        WHEN r.external_at IS NOT NULL THEN 'FAILED'
        WHEN said.done AND r.status = 'SETTLED' THEN 'SUBMITTED_FOR_SETTLEMENT'
        ELSE r.status
    END AS status,
    said.done IS NOT NULL AS by_word
FROM (
    SELECT operation_id, key FROM attempts UNION SELECT id, key FROM operations WHERE attempts_made = 0
) sent
JOIN operations o ON o.id = sent.operation_id AND o.kind = 'REFUND' AND o.state <> ALL (CAST(:open AS text[]))
    AND o.last_outcome IN ('ACCEPTED', 'DECLINED', 'UNAVAILABLE')
JOIN refunds r ON r.id = o.refund_id
JOIN merchant_accounts a ON a.id = r.account_id AND a.gateway = :gateway
LEFT JOIN (
    SELECT refund_id, bool_or(said = 'DONE') AS done FROM resolutions
    WHERE refund_id IS NOT NULL AND (state IS NULL OR state = 'APPROVED') GROUP BY refund_id
) said ON said.refund_id = r.id
WHERE NOT EXISTS (
        SELECT FROM operations v
        WHERE v.refund_id = r.id AND v.kind = 'REFUND_VOID' AND v.state = ANY (CAST(:open AS text[]))
    )
ORDER BY sent.key COLLATE "C"
"""

_CLAIMED_PAYMENTS = """
SELECT coalesce(t.gateway_id, t.legacy_id) AS key, 'transaction_' || t.legacy_id AS id, t.amount, t.currency, t.status,
    EXISTS (SELECT FROM resolutions s WHERE s.transaction_id = t.id AND s.refund_id IS NULL) AS by_word
FROM transactions t
JOIN merchant_accounts a ON a.id = t.account_id AND a.gateway = :gateway
LEFT JOIN (
    SELECT transaction_id, bool_or(kind IN ('CHARGE', 'AUTHORIZE')) AS sold,
        bool_or(state = ANY (CAST(:open AS text[])) OR last_outcome IN ('PENDING', 'UNKNOWN')) AS unsure
    FROM operations WHERE refund_id IS NULL GROUP BY transaction_id
) told ON told.transaction_id = t.id
WHERE (told.sold OR t.gateway_id IS NOT NULL) AND t.confirmed AND told.unsure IS NOT TRUE AND NOT t.voided_externally
    AND t.legacy_id NOT LIKE 'credit.%' AND NOT (t.status = 'AUTHORIZED' AND t.parts_amount > 0)
ORDER BY coalesce(t.gateway_id, t.legacy_id) COLLATE "C"
"""

_REFUNDS_ASKED_FOR = """
SELECT a.key FROM attempts a JOIN operations o ON o.id = a.operation_id AND o.kind = 'REFUND'
WHERE a.key = ANY (CAST(:keys AS text[]))
UNION SELECT key FROM operations WHERE kind = 'REFUND' AND key = ANY (CAST(:keys AS text[]))
"""

_PAYMENTS_ASKED_FOR = """
SELECT legacy_id FROM transactions WHERE legacy_id = ANY (CAST(:keys AS text[]))
UNION SELECT gateway_id FROM transactions WHERE gateway_id = ANY (CAST(:keys AS text[])) AND confirmed
"""


class Claim(NamedTuple):
    """What we say of the payment or refund that a gateway knows by `key`; `amount` is in minor units of `currency`.

    `by_word` says that somebody had to say what became of it, since its gateway could not.
    """

    key: str
    id: str
    amount: int
    currency: str
    status: str
    by_word: bool = False


def claimed_refunds(session: AsyncSession, gateway: str) -> AsyncIterator[Claim]:
    """A claim for each key under which a refund was sent to `gateway`, ordered by key.

    Only where it is decided, by the gateway or by somebody's word (`resolveOutcome`), and nothing else is being asked
    of it. A key that was given up after a decline for a new one claims that nothing was done under it; so does a refund
    that was recorded as made elsewhere. What was said to be done may not have settled at the gateway yet.
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
