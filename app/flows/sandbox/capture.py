"""Capture what was authorized, in full or less (SPEC 1.5). What is not captured is given up."""

from dataclasses import dataclass

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings
from app.domain.reversals import rules
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.gateways.confirm import confirmed_first
from app.flows.reversals.finding import lock_transaction
from app.flows.reversals.life import carry_out
from app.flows.reversals.request_key import answered_before, remember
from app.flows.reversals.reserving import reserve_capture
from app.flows.service import Service
from app.store.reversals import transactions

AMOUNT = ("input", "transaction", "amount")
ORDER_ID = ("input", "transaction", "orderId")


@dataclass(frozen=True, slots=True)
class CaptureAsk:
    """What `captureTransaction` was asked. `amount` is the client's text; None means all that was authorized."""

    transaction_id: str
    amount: str | None = None
    order_id: str | None = None
    request_key: str | None = None


@confirmed_first
async def capture_transaction(service: Service, actor: Actor, ask: CaptureAsk) -> Transaction:
    """The transaction, SUBMITTED_FOR_SETTLEMENT; unchanged where nobody knows yet whether it was captured.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.CHARGE)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        before = await answered_before(work, "captureTransaction", ask)
        if before is not None:
            assert isinstance(before, Transaction)
            return before
        transaction = await lock_transaction(work, ask.transaction_id)
        findings = Findings()
        with findings:
            amount = rules.capture_amount(transaction, ask.amount, AMOUNT)
        with findings:
            check_text(ask.order_id or "", ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
        findings.refuse()
        sending = await reserve_capture(service, work, transaction, amount, ask.order_id)
        await remember(work, ask, transaction_id=transaction.id, operation_id=sending.operation.id)
    await carry_out(service, actor, sending)
    async with service.store.session() as session:
        return await transactions.get(session, transaction.id)
