"""What is under way of a payment, by which a gateway's word on it finds what it is about."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.states import OperationKind

_OPEN = text("""
SELECT o.id, o.kind, o.key,
    array_agg(a.key) FILTER (WHERE a.key <> o.key) AS earlier,
    array_agg(a.gateway_reference) FILTER (WHERE a.gateway_reference IS NOT NULL) || o.gateway_reference AS ids
FROM operations o LEFT JOIN attempts a ON a.operation_id = o.id
WHERE o.transaction_id = :transaction AND o.state IN ('WAITING', 'RUNNING', 'PAUSED')
GROUP BY o.id ORDER BY o.id
""")


@dataclass(frozen=True, slots=True)
class OpenOperation:
    """An open operation of a payment, with its key, those that it had before, and the ids that its gateway gave it."""

    id: int
    kind: OperationKind
    key: str
    earlier_keys: frozenset[str]
    references: frozenset[str]


async def of_transaction(session: AsyncSession, transaction_id: int) -> list[OpenOperation]:
    """All of them, the oldest first."""
    rows = await session.execute(_OPEN, {"transaction": transaction_id})
    return [
        OpenOperation(
            row.id,
            OperationKind(row.kind),
            row.key,
            frozenset(row.earlier or ()),
            frozenset(filter(None, row.ids or ())),
        )
        for row in rows
    ]
