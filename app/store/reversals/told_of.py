"""What a gateway's word may be about: a payment of its account, and what is under way of it."""

from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.states import OperationKind
from app.store.tables.payments import TRANSACTIONS

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


async def payment_of(session: AsyncSession, merchant_id: int, gateway_account: int, reference: str) -> int | None:
    """The number of the merchant's transaction that the gateway account has, and calls so."""
    payments = TRANSACTIONS.c
    statement = select(payments.id).where(
        payments.merchant_id == merchant_id,
        payments.gateway_id == reference,
        payments.gateway_account_id == gateway_account,
    )
    found: int | None = (await session.execute(statement)).scalar_one_or_none()
    return found
