"""From the ids that clients send to what they name. What another merchant has is not found (SPEC 8.4)."""

from app.domain.ids import IdKind, read_global_id
from app.domain.orders.orders import Order
from app.domain.orders.recording import ORDER_ID
from app.domain.people.people import Actor
from app.domain.problems import Condition, Problem, Refused, not_found
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.rules import REFUND, TRANSACTION
from app.domain.texts import LONGEST_ORDER_ID, check_text
from app.flows.service import Service, Work
from app.store.orders import orders
from app.store.reversals import refunds, transactions


async def lock_transaction(work: Work, text: str, *, refund_is_credit: bool = False) -> Transaction:
    """The transaction of that id, held until the end of the work. Raises Refused: OBJECT_NOT_FOUND.

    With `refund_is_credit`, a refund's id is told apart: a credit can't be refunded (91505).
    """
    match read_global_id(text):
        case (IdKind.TRANSACTION, legacy_id):
            transaction = await transactions.lock_named(work.session, work.merchant.id, legacy_id)
            await work.locked()
            if transaction is not None:
                return transaction
        case (IdKind.REFUND, legacy_id) if refund_is_credit:
            if await refunds.exists(work.session, work.merchant.id, legacy_id):
                raise Refused(Problem(Condition.CREDIT_NOT_REFUNDABLE, TRANSACTION))
    raise not_found(*TRANSACTION)


async def lock_refund(work: Work, text: str) -> tuple[Transaction, Refund]:
    """The refund of that id with its transaction, both held until the end of the work. Raises Refused."""
    match read_global_id(text):
        case (IdKind.REFUND, legacy_id):
            refund = await refunds.find(work.session, work.merchant.id, legacy_id)
            if refund is not None:
                transaction = await transactions.lock(work.session, refund.transaction_id)
                await work.locked()
                return transaction, await refunds.get(work.session, refund.id)
    raise not_found(*REFUND)


async def find_order(service: Service, actor: Actor, order_id: str) -> Order | None:
    """The merchant's order of exactly that id of the shop's, to be looked at; None for any text that is no such id.

    Raises AnswerTooLarge for one with too many payments.
    """
    try:
        check_text(order_id, ORDER_ID, LONGEST_ORDER_ID)
    except Refused:
        return None
    async with service.store.session() as session:
        return await orders.find(session, actor.merchant_id, order_id, for_query=True)
