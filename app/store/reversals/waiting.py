"""What waits for a gateway, as operators list it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.reversals.states import OPEN_STATES, AttemptOutcome, OperationKind, RetryState
from app.store.tables.payments import OPERATIONS, REFUNDS, TRANSACTIONS


@dataclass(frozen=True, slots=True)
class Waiting:
    """An operation that is not over. `refund` and `transaction` are legacy ids; `due` is on the merchant's clock."""

    transaction: str
    refund: str | None
    kind: OperationKind
    state: RetryState
    amount: Money
    attempts: int
    due: datetime | None
    outcome: AttemptOutcome | None
    error: str | None


async def of_merchant(session: AsyncSession, merchant_id: int, most: int) -> list[Waiting]:
    """The merchant's, those first that are next due, and last those that are due at no time."""
    statement = (
        select(OPERATIONS, TRANSACTIONS.c.legacy_id.label("transaction"), REFUNDS.c.legacy_id.label("refund"))
        .join(TRANSACTIONS, TRANSACTIONS.c.id == OPERATIONS.c.transaction_id)
        .outerjoin(REFUNDS, REFUNDS.c.id == OPERATIONS.c.refund_id)
        .where(OPERATIONS.c.merchant_id == merchant_id, OPERATIONS.c.state.in_(sorted(OPEN_STATES)))
        .order_by(OPERATIONS.c.next_attempt_at.asc().nulls_last(), OPERATIONS.c.id)
        .limit(most)
    )
    return [
        Waiting(
            transaction=row.transaction,
            refund=row.refund,
            kind=OperationKind(row.kind),
            state=RetryState(row.state),
            amount=Money(row.amount, row.currency),
            attempts=row.attempts_made,
            due=row.next_attempt_at,
            outcome=None if row.last_outcome is None else AttemptOutcome(row.last_outcome),
            error=row.last_error,
        )
        for row in await session.execute(statement)
    ]
