"""Void a transaction that has not settled (SPEC 1.5). A void never turns into a refund: it ends with 91504."""

from dataclasses import dataclass

from app.domain import rules
from app.domain.payments import Terms, Transaction
from app.domain.people import Actor, Right
from app.domain.problems import Condition, Findings
from app.domain.rules import TRANSACTION
from app.flows.carry_out import carry_out
from app.flows.confirm import confirmed_first
from app.flows.finding import lock_transaction
from app.flows.reasons import check_why
from app.flows.request_key import answered_before, remember
from app.flows.reserving import reserve_void
from app.flows.service import Service
from app.store import transactions


@dataclass(frozen=True, slots=True)
class VoidAsk:
    """What `voidTransaction` was asked."""

    transaction_id: str
    reason_code: str | None = None
    note: str | None = None
    request_key: str | None = None


@confirmed_first
async def void_transaction(service: Service, actor: Actor, ask: VoidAsk) -> Transaction:
    """The transaction: VOIDED, or in its present state where the void waits in the queue or its outcome is not known.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.VOID)
    async with service.work(actor, Condition.CONCURRENT_VOIDS, TRANSACTION) as work:
        before = await answered_before(work, "voidTransaction", ask)
        if before is not None:
            assert isinstance(before, Transaction)
            return before
        transaction = await lock_transaction(work, ask.transaction_id)
        findings = Findings()
        with findings:
            await check_why(work, ask.reason_code, ask.note, "input")
        with findings:
            rules.check_void(transaction)
        findings.refuse()
        terms = Terms(reason_code=ask.reason_code, note=ask.note)
        sending = await reserve_void(service, work, transaction, terms=terms)
        await remember(work, ask, transaction_id=transaction.id, operation_id=sending.operation.id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        return await transactions.get(session, transaction.id)
