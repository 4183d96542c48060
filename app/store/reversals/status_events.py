"""Status histories: a line for each status that a transaction or a refund came to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.people.people import Actor
from app.domain.reversals.answers import Answer
from app.domain.reversals.states import PaymentSource, PaymentStatus
from app.store.tables.payments import STATUS_EVENTS


@dataclass(frozen=True, slots=True)
class Cause:
    """When something happened, by which way it came, and which person it came from, if any."""

    at: datetime
    source: PaymentSource
    user_name: str | None

    @classmethod
    def of(cls, actor: Actor, at: datetime) -> "Cause":
        return cls(at, actor.source, actor.name)


async def add(
    session: AsyncSession,
    cause: Cause,
    amount: Money,
    statuses: list[PaymentStatus],
    *,
    transaction_id: int | None = None,
    refund_id: int | None = None,
    answer: Answer | None = None,
) -> None:
    """Adds one event for each of `statuses`, in their order, for a transaction or for a refund."""
    if not statuses:
        return
    await session.execute(
        insert(STATUS_EVENTS),
        [
            {
                "transaction_id": transaction_id,
                "refund_id": refund_id,
                "status": status,
                "at": cause.at,
                "amount": amount.minor,
                "currency": amount.currency,
                "source": cause.source,
                "user_name": cause.user_name,
                "response_code": answer and answer.code,
                "response_message": answer and answer.message,
                "soft_decline": answer and answer.soft,
                "response_more": answer and answer.more,
            }
            for status in statuses
        ],
    )
