"""Undo a transaction, whichever way its status allows: void it, or refund what is left of it (SPEC 1.1 and 1.2)."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.domain import rules
from app.domain.payments import Refund, Terms, Transaction
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Findings
from app.domain.reversals import Reversal
from app.domain.rules import TRANSACTION, ReversalAction
from app.domain.states import OperationKind, RefundFailurePolicy
from app.flows.at_once import Decide, Request, reserve_at_once
from app.flows.confirm import confirmed_first
from app.flows.finding import lock_transaction
from app.flows.life import as_it_is_now, carry_out
from app.flows.reasons import check_why
from app.flows.request_key import answered_before, remember
from app.flows.reserving import AwaitingApproval, Sending, reserve
from app.flows.service import Service
from app.store import refunds

MUTATION = "reverseTransaction"


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
    decide = partial(_decided, actor, terms)
    sending = await reserve_at_once(service, actor, Request(MUTATION, ask, key_names_transaction=True), decide)
    if sending is None:
        reserved = await _reserve(service, actor, ask, decide)
        if not isinstance(reserved, Sending):
            return reserved
        sending = reserved
    return await as_it_is_now(service, await carry_out(service, actor, sending))


def _decided(actor: Actor, terms: Terms, transaction: Transaction, now: datetime) -> Reversal:
    """Which way the transaction is undone. Raises Refused, and NotAllowed where the actor may not do just that."""
    if rules.reversal(transaction, now) is ReversalAction.VOID:
        actor.require(Right.VOID)
        return Reversal(OperationKind.VOID, transaction, transaction.amount, terms)
    actor.require(Right.REFUND)
    return Reversal(OperationKind.REFUND, transaction, transaction.refundable_amount, terms)


async def _reserve(service: Service, actor: Actor, ask: ReverseAsk, decide: Decide) -> Sending | Transaction | Refund:
    """What is to be sent, reserved with the transaction held.

    Or what a request of the same key made before, or a refund that awaits approval.
    """
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, TRANSACTION) as work:
        before = await answered_before(work, MUTATION, ask)
        if before is not None:
            return before
        transaction = await lock_transaction(work, ask.transaction_id, refund_is_credit=True)
        findings, reversal = Findings(), None
        with findings:
            await check_why(work, ask.reason_code, ask.note, "input")
        with findings:
            reversal = decide(transaction, work.now)
        findings.refuse()
        assert reversal is not None, "what was not refused was decided"
        reserved = await reserve(service, work, reversal)
        if isinstance(reserved, AwaitingApproval):
            await remember(work, ask, transaction_id=transaction.id, refund_id=reserved.refund_id)
            return await refunds.get(work.session, reserved.refund_id)
        operation = reserved.operation
        await remember(
            work, ask, transaction_id=transaction.id, refund_id=operation.refund_id, operation_id=operation.id
        )
        return reserved
