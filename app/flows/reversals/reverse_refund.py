"""Take a refund back: cancel it while it waits, or have the gateway void it before it settles (SPEC 1.4)."""

from dataclasses import dataclass, replace

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Unavailable
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.decide import Why
from app.domain.reversals.decide_on_refund import Cancellation, RefundFacts, takes_back
from app.domain.reversals.payments import Refund, Terms
from app.domain.reversals.rules import REFUND
from app.flows.people.reasons import reasons_for
from app.flows.reversals.finding import lock_refund
from app.flows.reversals.life import carry_out
from app.flows.reversals.request_key import answered_before, free_key, remember
from app.flows.reversals.reserving import start
from app.flows.service import Service, Work
from app.gateways.base import Instruction
from app.store.reversals import approvals, operations, refunds
from app.telemetry import tracing

MUTATION = "reverseRefund"


@dataclass(frozen=True, slots=True)
class ReverseRefundAsk:
    """What `reverseRefund` was asked."""

    refund_id: str
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@tracing.flow("reverse_refund")
async def reverse_refund(service: Service, actor: Actor, ask: ReverseRefundAsk) -> Refund:
    """The same refund, VOIDED: what it held of its transaction may be refunded again.

    Money that may have left is never freed: while an attempt runs, or the outcome of one is unknown, this is refused.
    One that awaits approval is cancelled, which decides on that as well.
    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, REFUND) as work:
        before = await answered_before(work, MUTATION, ask)
        if before is not None:
            assert isinstance(before, Refund)
            return before
        transaction, refund = await lock_refund(work, ask.refund_id)
        approval = await approvals.find(work.session, refund.id)
        why = Why(ask.reason_code, ask.note, ("input",))
        reasons = await reasons_for(work, ask.reason_code)
        facts = RefundFacts(transaction, refund, work.merchant, actor, work.now, approval, why, reasons)
        decided = takes_back(Terms(reason_code=ask.reason_code, note=ask.note), facts)
        if isinstance(decided, Cancellation):
            await _cancel(work, ask, refund, decided)
            return await refunds.get(work.session, refund.id)
        refund_key = await operations.accepted_key(work.session, refund.id)
        key = await free_key(work, MUTATION, ask, decided.kind)
        sending = await start(service, work, decided, key)
        if sending.on_hold:
            raise Unavailable("Sending is on hold for this merchant: the refund stands.")
        assert isinstance(sending.message, Instruction), "what is about a refund is no sale"
        sending = replace(sending, message=replace(sending.message, refund=refund.gateway_id, refund_key=refund_key))
        await remember(work, ask, refund_id=refund.id, operation_id=sending.operation.id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        return await refunds.get(session, refund.id)


async def _cancel(work: Work, ask: ReverseRefundAsk, refund: Refund, cancellation: Cancellation) -> None:
    """Writes down that it is voided, with the rows held."""
    if cancellation.operation is not None:
        await operations.cancel(work.session, cancellation.operation)
    if cancellation.rejected is not None:
        rejected, state = cancellation.rejected, ApprovalState.REJECTED
        await approvals.decide(work.session, rejected, state, work.actor, work.now, ask.note)
    await refunds.mark_voided(work.session, refund, work.cause)
    await work.keep(
        Entry(ChangeKind.CANCELLED),
        note=ask.note,
        reason_code=ask.reason_code,
        transaction_id=refund.transaction_id,
        refund_id=refund.id,
    )
    await remember(work, ask, refund_id=refund.id)
