"""The ids that gateways have given to what they were sent: those of one operation, and of a payment's other refunds."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.reversals.payments import Operation
from app.domain.reversals.states import OperationKind

_OWN = text("""
SELECT gateway_reference AS reference FROM attempts
WHERE operation_id = :operation AND gateway_reference IS NOT NULL
UNION SELECT gateway_reference FROM operations WHERE id = :operation AND gateway_reference IS NOT NULL
ORDER BY reference
""")

_OTHERS = text("""
SELECT r.gateway_id AS reference FROM refunds r
WHERE r.transaction_id = :transaction AND r.id IS DISTINCT FROM :refund AND r.gateway_id IS NOT NULL
UNION SELECT o.gateway_reference FROM operations o
WHERE o.transaction_id = :transaction AND o.kind = 'REFUND' AND o.refund_id IS DISTINCT FROM :refund
    AND o.gateway_reference IS NOT NULL
UNION SELECT a.gateway_reference FROM operations o JOIN attempts a ON a.operation_id = o.id
WHERE o.transaction_id = :transaction AND o.kind = 'REFUND' AND o.refund_id IS DISTINCT FROM :refund
    AND a.gateway_reference IS NOT NULL
""")


_REFUND_KEY = text("""
SELECT key FROM operations WHERE refund_id = :refund AND kind = 'REFUND' AND state = 'SUCCEEDED'
""")


@dataclass(frozen=True, slots=True)
class References:
    """What was heard for an operation, and the ids of all other refunds of its payment that are known here.

    `refund_key` is our key of the refund that the operation takes back; None for any other operation.
    """

    own: tuple[str, ...]
    others: frozenset[str]
    refund_key: str | None = None


async def of_operation(session: AsyncSession, operation: Operation) -> References:
    own = (await session.execute(_OWN, {"operation": operation.id})).scalars()
    of_payment = {"transaction": operation.transaction_id, "refund": operation.refund_id}
    others = (await session.execute(_OTHERS, of_payment)).scalars()
    refund_key = None
    if operation.kind is OperationKind.REFUND_VOID:
        refund_key = (await session.execute(_REFUND_KEY, {"refund": operation.refund_id})).scalar_one_or_none()
    return References(tuple(own), frozenset(others), refund_key)
