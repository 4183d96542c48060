"""Take a refund back: cancel it while it waits, or have the gateway void it before it settles (SPEC 1.4)."""

from dataclasses import dataclass

from app.domain import rules
from app.domain.payments import Refund
from app.domain.people import Actor, Right
from app.domain.problems import Condition
from app.domain.rules import REFUND, RefundReversal
from app.flows.carry_out import carry_out
from app.flows.finding import lock_refund
from app.flows.request_key import answered_before, remember
from app.flows.reserving import reserve_refund_void
from app.flows.service import Service
from app.store import operations, refunds


@dataclass(frozen=True, slots=True)
class ReverseRefundAsk:
    """What `reverseRefund` was asked."""

    refund_id: str
    request_key: str | None = None


async def reverse_refund(service: Service, actor: Actor, ask: ReverseRefundAsk) -> Refund:
    """The same refund, VOIDED: what it held of its transaction may be refunded again.

    Money that may have left is never freed: while an attempt runs, or nobody knows how one ended, this is refused.
    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, REFUND) as work:
        before = await answered_before(work, "reverseRefund", ask)
        if before is not None:
            assert isinstance(before, Refund)
            return before
        transaction, refund = await lock_refund(work, ask.refund_id)
        if rules.refund_reversal(refund) is RefundReversal.CANCEL:
            assert refund.operation is not None
            await operations.cancel(work.session, refund.operation)
            await refunds.mark_voided(work.session, refund, work.cause)
            await remember(work, ask, refund_id=refund.id)
            return await refunds.get(work.session, refund.id)
        sending = await reserve_refund_void(service, work, transaction, refund)
        await remember(work, ask, refund_id=refund.id, operation_id=sending.operation.id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        return await refunds.get(session, refund.id)
