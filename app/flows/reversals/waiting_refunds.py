"""Refunds that wait for their payment's settlement: they go, or end, with it (SPEC 1.3).

The database makes them due as soon as anybody writes down that the payment has settled, or has ended, and the sweep
finds them. Whoever has just heard of it need not wait for that.
"""

from app.domain.reversals.payments import Transaction
from app.flows.reversals.resume import resume_operation
from app.flows.service import Service
from app.store.reversals import operations, transactions


async def go_on_with_waiting(service: Service, transaction: Transaction) -> Transaction:
    """The transaction, once those of its refunds that are due by now were sent, or cancelled."""
    if not transaction.waiting:
        return transaction
    async with service.store.session() as session:
        due = await operations.woken_refunds(session, transaction.id)
    for number in due:
        await resume_operation(service, number)
    async with service.store.session() as session:
        return await transactions.get(session, transaction.id)
