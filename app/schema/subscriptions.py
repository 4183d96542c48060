"""The list of all subscriptions. An operation of theirs runs once for each change, as a query does (app/web/live)."""

from typing import Annotated

import strawberry

from app.domain.ids import IdKind, read_global_id
from app.domain.problems import not_found
from app.flows.live.subjects import Subject, SubjectKind
from app.flows.reversals.finding import find_order
from app.schema.base.context import Context, Followed, Info
from app.schema.base.fields import resolved
from app.schema.orders import orders
from app.schema.orders.orders import Order
from app.schema.reversals import payments, queue
from app.schema.reversals.payment import Payment
from app.schema.reversals.retries import Retry
from app.store.search import reading

PaymentId = Annotated[strawberry.ID, strawberry.argument(description="The id of a transaction or of a refund.")]
OrderId = Annotated[str, strawberry.argument(description="The shop's id of the order, exactly.")]

_KINDS = {IdKind.TRANSACTION: SubjectKind.TRANSACTION, IdKind.REFUND: SubjectKind.REFUND}


@strawberry.type(description="All subscriptions. They are sent as server-sent events: `Accept: text/event-stream`.")
class Subscription:
    @resolved("A transaction or a refund: as it is now, then each time that anything of it has changed.")
    async def payment_changed(self, info: Info, id: PaymentId) -> Payment | None:
        context, followed = info.context, _followed(info)
        # Its number stays the same from run to run.
        subject = followed.subject or await _payment(context, str(id))
        await followed.follow(subject)
        # What is read from here on is at least as new as what is followed from.
        if subject.kind is SubjectKind.REFUND:
            refund = await context.loaders.refunds.load(subject.number)
            return None if refund is None else payments.refund(refund)
        transaction = await context.loaders.transactions.load(subject.number)
        return None if transaction is None else payments.transaction(transaction)

    @resolved("An order: as it is now, then each time that anything of it, its payments or their refunds has changed.")
    async def order_changed(self, info: Info, order_id: OrderId) -> Order | None:
        context, followed = info.context, _followed(info)
        value = await find_order(context.service, context.actor, order_id)
        if value is None:
            raise not_found("orderId")
        if await followed.follow(Subject(SubjectKind.ORDER, value.id)):
            # What is read from here on is at least as new as what is followed from.
            value = await find_order(context.service, context.actor, order_id)
        return None if value is None else orders.order(value)

    @resolved(
        "Each entry of the queue that joins, leaves or moves, or whose need of attention begins or ends, from the next "
        "such change on. One that changes several times at once is sent once."
    )
    async def queue_changed(self, info: Info) -> Retry | None:
        context, followed = info.context, _followed(info)
        await followed.follow(Subject(SubjectKind.QUEUE, context.actor.merchant_id))
        operation = None if followed.event is None else await context.loaders.operations.load(followed.event)
        return None if operation is None else await queue.entry(context, operation)


async def _payment(context: Context, id: str) -> Subject:
    """The payment of the actor's merchant that has the id. Raises Refused (NOT_FOUND)."""
    match read_global_id(id):
        case (kind, legacy_id) if kind in _KINDS:
            async with context.service.store.session() as session:
                found = await reading.numbers_of(session, context.actor.merchant_id, kind, [legacy_id])
            if legacy_id in found:
                return Subject(_KINDS[kind], found[legacy_id])
    raise not_found("id")


def _followed(info: Info) -> Followed:
    followed = info.context.followed
    assert followed is not None, "a subscription is run for somebody who follows"
    return followed
