"""Record that an order's refund was made elsewhere: all of its payments are marked in one transaction (SPEC 6.1)."""

from app.domain.history.kinds import marked_refunded, order_refund_asked
from app.domain.ids import new_legacy_id
from app.domain.orders.orders import Order
from app.domain.orders.plan import Part, Plan
from app.domain.reversals.decide import kept_details
from app.domain.reversals.new_operation import NewRefund
from app.domain.reversals.payments import Terms
from app.flows.orders.reserve_order import OrderRequest, Planned, take_effect
from app.flows.reversals.reserving import claim_of
from app.flows.service import Work
from app.store.reversals import refunds
from app.store.reversals import reserve as reservations
from app.store.reversals.reservation import Group, OrderRefund, Reservation, Reserved


async def record_elsewhere(work: Work, request: OrderRequest, order: Order, plan: Plan, reference: str) -> Planned:
    """The plan's parts as refunds that were made elsewhere, under that reference. No gateway hears of them.

    The work holds the order and its payments, and has claimed the key of the request.
    """
    terms = Terms(reason_code=request.ask.reason_code, note=request.ask.note, on_failure=request.on_failure)
    parts = tuple(_reservation(work, order, part, terms) for part in plan.parts)
    entry = order_refund_asked(plan.total, len(plan.parts))
    of_order = OrderRefund(order, plan, entry, request.on_failure, request.cancels_order)
    claim = claim_of(request.mutation, request.ask, work.merchant)
    written = await reservations.write_held(work.session, Group(parts, claim, of_order))
    assert written.order_refund_id is not None, "an order's refund got a number"
    for part, reserved in zip(plan.parts, written.parts, strict=True):
        await _mark(work, part, reserved, terms, reference)
        await take_effect(work, written.order_refund_id, part.transaction.id)
    return Planned(written.order_refund_id, order, plan, request.cancels_order, ())


def _reservation(work: Work, order: Order, part: Part, terms: Terms) -> Reservation:
    transaction = part.transaction
    made = NewRefund(new_legacy_id(), transaction.account, order.order_id, kept_details(None, ()))
    return Reservation(transaction, part.amount, work.actor, work.now, terms, refund=made, forgets=True)


async def _mark(work: Work, part: Part, reserved: Reserved, terms: Terms, reference: str) -> None:
    assert reserved.refund_id is not None, "a refund was made"
    refund = await refunds.get(work.session, reserved.refund_id)
    await refunds.mark_refunded_externally(work.session, refund, work.cause, work.actor.name, reference, terms.note)
    await work.keep(
        marked_refunded(part.amount, reference),
        note=terms.note,
        reason_code=terms.reason_code,
        transaction_id=part.transaction.id,
        refund_id=reserved.refund_id,
    )
