"""Reads the sandbox's books to check the service against them: the journal has the last word on money (SPEC 13)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.history.promises import MOST_NAMED, Looked
from app.store.pool import Connection

_AT_A_TIME = 5000

_EFFECTS_OF_KEYS = """
SELECT 'transaction_' || min(transaction) AS id, count(*) FILTER (WHERE effect) > 1 AS wrong
FROM sandbox.journal GROUP BY key
"""

_MONEY = """
SELECT 'transaction_' || transaction AS id,
    (given_back > taken AND NOT is_credit) OR (refunds > 1 AND is_credit) OR given_back < 0
    OR voids > 1 OR (voids > 0 AND refunds > 0) AS wrong
FROM (
    SELECT transaction, transaction LIKE 'credit.%' AS is_credit,
        coalesce(sum(amount) FILTER (WHERE kind IN ('charge', 'capture')), 0) AS taken,
        coalesce(sum(CASE kind WHEN 'refund' THEN amount WHEN 'refund_void' THEN -amount END), 0) AS given_back,
        count(*) FILTER (WHERE kind = 'refund') AS refunds,
        count(*) FILTER (WHERE kind = 'void') AS voids
    FROM sandbox.journal WHERE effect GROUP BY transaction
) AS moved
UNION ALL
SELECT 'transaction_' || a.transaction, sum(p.captured) > a.amount
FROM sandbox.payments p JOIN sandbox.payments a ON a.transaction = p.part_of
WHERE p.status NOT IN ('VOIDED', 'SETTLEMENT_DECLINED')
GROUP BY a.transaction
"""

_COUNTED = """
SELECT count(*) AS looked, count(DISTINCT id) FILTER (WHERE wrong) AS wrong,
    (array_agg(DISTINCT id) FILTER (WHERE wrong))[1:{most}] AS ids
FROM ({statement}) AS seen
"""

_REFUNDS = """
SELECT j.key, j.transaction, j.amount, j.currency, r.status,
    CASE WHEN r.status = 'SETTLEMENT_DECLINED' AND r.fails_at IS NOT NULL THEN 'SETTLED' END AS before
FROM sandbox.journal j LEFT JOIN sandbox.refunds r ON r.key = j.key
WHERE j.kind = 'refund' AND j.effect ORDER BY j.key COLLATE "C"
"""

_PAYMENTS = """
SELECT transaction AS key, transaction, CASE WHEN in_parts THEN amount ELSE coalesce(captured, amount) END AS amount,
    currency, status, CASE WHEN in_parts AND submitted_at IS NULL THEN 'SETTLED' END AS before
FROM sandbox.payments ORDER BY transaction COLLATE "C"
"""


class Known(NamedTuple):
    """What the gateway did under `key` to its payment `transaction`, and that payment's status. None if unknown.

    `amount` is in minor units of `currency`. A refund that has failed late stood at `before` until then, and there
    stands an authorization with partial captures once its time is over, whatever was written of it.
    """

    key: str
    transaction: str
    amount: int
    currency: str
    status: str | None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """The books, open for reading, as of one moment."""

    connection: Connection

    async def effects_of_keys(self) -> Looked:
        """Every key that was sent. A key is wrong if it had more than one effect."""
        return await self._look(_EFFECTS_OF_KEYS)

    async def money(self) -> Looked:
        """Every payment. It is wrong if more was refunded than taken, or if it was both voided and refunded; and an
        authorization, if more was captured in parts than authorized. A credit is refunded once, and took nothing.
        """
        return await self._look(_MONEY)

    def refunds(self) -> AsyncIterator[Known]:
        """Every refund that had an effect, ordered by its key."""
        return self._known(_REFUNDS)

    def payments(self) -> AsyncIterator[Known]:
        """Every payment with its authorized or captured amount, ordered by its id, which is its key here."""
        return self._known(_PAYMENTS)

    async def _look(self, statement: str) -> Looked:
        row = await self.connection.fetchrow(_COUNTED.format(statement=statement, most=MOST_NAMED))
        assert row is not None, "a count has a row"
        return Looked(row["looked"], row["wrong"], tuple(row["ids"] or ()))

    async def _known(self, statement: str) -> AsyncIterator[Known]:
        cursor = await self.connection.cursor(statement)
        while rows := await cursor.fetch(_AT_A_TIME):
            for row in rows:
                yield Known._make(row)
