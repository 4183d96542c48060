"""Undo a transaction, whichever way its status allows: void it, or refund what is left of it (SPEC 1.1 and 1.2)."""

from dataclasses import dataclass

from app.domain import rules
from app.domain.payments import Refund, Terms, Transaction
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Findings
from app.domain.rules import TRANSACTION, ReversalAction
from app.domain.states import RefundFailurePolicy
from app.flows.carry_out import carry_out
from app.flows.confirm import confirmed_first
from app.flows.finding import lock_transaction
from app.flows.reasons import check_why
from app.flows.request_key import answered_before, remember
from app.flows.reserving import AwaitingApproval, Sending, reserve_refund, reserve_void
from app.flows.service import Service
from app.store import refunds, transactions


@dataclass(frozen=True, slots=True)
class ReverseAsk:
    """What `reverseTransaction` was asked."""

    transaction_id: str
    on_failure: RefundFailurePolicy | None = None
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@confirmed_first
async def reverse_transaction(service: Service, actor: Actor, ask: ReverseAsk) -> Transaction | Refund:
    """The voided transaction, or the refund of all that was left of it.

    Where the gateway knows better, the one turns into the other on the way. A void that the gateway did not take comes
    back as the transaction in its present state. Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.REFUND, Right.VOID)
    if ask.on_failure is RefundFailurePolicy.RECORD_ANYWAY:
        actor.require(Right.MARK_EXTERNALLY)
    terms = Terms(
        on_failure=ask.on_failure or RefundFailurePolicy.QUEUE, turns=True, reason_code=ask.reason_code, note=ask.note
    )
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        before = await answered_before(work, "reverseTransaction", ask)
        if before is not None:
            return before
        transaction = await lock_transaction(work, ask.transaction_id, refund_is_credit=True)
        findings, action = Findings(), ReversalAction.NONE
        with findings:
            await check_why(work, ask.reason_code, ask.note, "input")
        with findings:
            action = rules.reversal(transaction, work.now)
        findings.refuse()
        if action is ReversalAction.VOID:
            actor.require(Right.VOID)
            sending: Sending | AwaitingApproval = await reserve_void(service, work, transaction, terms=terms)
        else:
            actor.require(Right.REFUND)
            amount = transaction.refundable_amount
            sending = await reserve_refund(service, work, transaction, amount, terms=terms)
        transaction_id = transaction.id
        if isinstance(sending, AwaitingApproval):
            await remember(work, ask, transaction_id=transaction_id, refund_id=sending.refund_id)
            return await refunds.get(work.session, sending.refund_id)
        operation = sending.operation
        await remember(
            work, ask, transaction_id=transaction_id, refund_id=operation.refund_id, operation_id=operation.id
        )
    ended = await carry_out(service, actor, sending)
    async with service.store.session() as session:
        if ended.refund_id is not None:
            return await refunds.get(session, ended.refund_id)
        return await transactions.get(session, transaction_id)
