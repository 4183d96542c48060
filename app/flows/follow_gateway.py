"""Bring a transaction up to date with what its gateway says: settled meanwhile, or its authorization expired."""

from app.domain.payments import Transaction
from app.domain.people import Actor
from app.domain.problems import Condition
from app.domain.rules import TRANSACTION
from app.domain.states import PaymentSource, PaymentStatus
from app.flows.service import Service
from app.store import transactions
from app.store.history import Answer, Cause


async def follow_gateway(service: Service, actor: Actor, transaction: Transaction) -> Transaction:
    """The transaction as its gateway has it, unless something is under way that will say more.

    Raises IllegalTransition where the gateway says what fits no life of a payment.
    """
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        at = work.now
    standing = await service.gateway(transaction.account.gateway).standing(transaction.legacy_id, at)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        transaction = await transactions.lock(work.session, transaction.id)
        work.locked()
        if standing is not None and transaction.operation is None:
            cause = Cause(work.now, PaymentSource.UNKNOWN, None)
            answer = settlement_answer(standing.status)
            await transactions.bring_up_to_date(work.session, transaction, cause, standing.status, answer)
        return await transactions.get(work.session, transaction.id)


def settlement_answer(status: PaymentStatus) -> Answer | None:
    """What a status history says of a settlement: the processor's usual codes for yes and no."""
    match status:
        case PaymentStatus.SETTLED:
            return Answer("4000", "Confirmed")
        case PaymentStatus.SETTLEMENT_DECLINED:
            return Answer("4001", "Settlement Declined")
        case PaymentStatus.SETTLEMENT_PENDING:
            return Answer("4002", "Settlement Pending")
        case _:
            return None
