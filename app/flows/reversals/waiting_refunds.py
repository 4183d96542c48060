"""Refunds that wait for their payment's settlement: they go, or end, with it (SPEC 1.3).

The database makes them due as soon as anybody writes down that the payment has settled, or has ended, and the sweep
finds them. Whoever has just heard of it need not wait for that. One that awaits a second person as well ends with its
payment, undecided.
"""

import structlog

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import system_actor
from app.domain.problems import Condition, Refused
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import REFUND
from app.domain.reversals.states import ENDED
from app.flows.reversals.resume import resume_operation
from app.flows.service import Service
from app.store.people import merchants
from app.store.reversals import approvals, due, refunds, transactions

log = structlog.get_logger(__name__)

MOST = 1_000
"""How many that await a decision end at a time; the next sweep finds the rest."""


async def go_on_with_waiting(service: Service, transaction: Transaction) -> Transaction:
    """The transaction, once those of its refunds that are due by now were sent, or cancelled."""
    if not transaction.waiting:
        return transaction
    await end_undecided(service, transaction.id)
    async with service.store.session() as session:
        woken = await due.woken_refunds(session, transaction.id)
    for number in woken:
        await resume_operation(service, number)
    async with service.store.session() as session:
        return await transactions.get(session, transaction.id)


async def end_undecided(service: Service, transaction_id: int | None = None) -> int:
    """Cancels the refunds, of that transaction or of any, whose payment has ended while they awaited settlement and a
    second person: no gateway has heard of them. Returns how many.
    """
    async with service.store.session() as session:
        found = await approvals.without_payment(session, MOST, transaction_id)
    for merchant_id, payment, refund in found:
        try:
            await _end(service, merchant_id, payment, refund)
        except Refused:
            # Others hold the payment for too long: the next sweep finds it.
            log.info("refund.held_by_others", refund=refund)
    return len(found)


async def _end(service: Service, merchant_id: int, transaction_id: int, refund_id: int) -> None:
    async with service.store.session() as session:
        actor = system_actor(merchant_id, (await merchants.get(session, merchant_id)).public_id)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, REFUND) as work:
        transaction = await transactions.lock(work.session, transaction_id)
        await work.locked()
        approval = await approvals.find(work.session, refund_id)
        if approval is None or not approval.waits or transaction.status not in ENDED:
            return
        refund = await refunds.get(work.session, refund_id)
        await approvals.decide(work.session, approval, ApprovalState.REJECTED, actor, work.now, None)
        await refunds.mark_voided(work.session, refund, work.cause)
        entry = Entry(ChangeKind.CANCELLED)
        await work.keep(entry, transaction_id=transaction_id, refund_id=refund_id, by_itself=True)
