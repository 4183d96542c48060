"""Bring a transaction up to date with what its gateway says: settled meanwhile, or its authorization expired."""

import structlog

from app.domain.people.people import Actor
from app.domain.problems import Condition
from app.domain.reversals.answers import Standing, settlement_answer
from app.domain.reversals.payments import Transaction
from app.domain.reversals.rules import TRANSACTION
from app.domain.reversals.states import IllegalTransition, PaymentSource
from app.flows.gateways.channel import ask_standing
from app.flows.service import Service, Work
from app.store.reversals import transactions
from app.store.reversals.status_events import Cause

log = structlog.get_logger(__name__)


async def follow_gateway(service: Service, actor: Actor, transaction: Transaction) -> Transaction:
    """The transaction as its gateway has it, unless something is under way, or came in between, that says more.

    Its gateway is known to have it: of any other, `confirm` asks. Raises NotUsable, NoSlot, NotAnswered, TimeoutError.
    """
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        at = work.now
    standing = await ask_standing(service, actor.merchant, transaction, at)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, TRANSACTION) as work:
        seen, transaction = transaction.status, await transactions.lock(work.session, transaction.id)
        await work.locked()
        if standing is not None and transaction.operation is None and transaction.status is seen:
            await take_over(work, transaction, Cause(work.now, PaymentSource.UNKNOWN, None), standing)
        return await transactions.get(work.session, transaction.id)


async def take_over(work: Work, transaction: Transaction, cause: Cause, standing: Standing) -> bool:
    """Writes down where the gateway says that the payment stands.

    False where that fits no life of a payment: ours stays as it is, and a person has to look at it.
    """
    answer = settlement_answer(standing.status)
    try:
        await transactions.bring_up_to_date(work.session, transaction, cause, standing.status, standing.amount, answer)
    except IllegalTransition:
        log.exception("gateway.contradicts_us", transaction=transaction.legacy_id, says=standing.status)
        await transactions.need_attention(work.session, transaction.id)
        return False
    return True
