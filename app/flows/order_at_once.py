"""An order's refund the way that nearly all go: nothing was given back of it before, and nothing stands in the way.

As for a single payment (`reserving`), it waits for no lock: it is planned on what was seen, and written down whole if
that is still so. Whatever is unusual is left to the way with locks, refusals above all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.decide import awaits_approval, needs_reason
from app.domain.money import Money
from app.domain.order_refunds import LineItemRefund, Part, Plan
from app.domain.orders import LineItem, Order
from app.domain.payments import Merchant, Refund, Terms, Transaction
from app.domain.people import Actor
from app.domain.problems import NotAllowed, Refused, TooMuch
from app.domain.reversals import Reversal
from app.domain.states import RefundFailurePolicy
from app.domain.story import asked_to_give_back
from app.flows.reasons import can_be_code, check_note
from app.flows.request_key import checked_key
from app.flows.reserving import Ask, Sending, claim_of, fresh_sending, reservation_of
from app.flows.service import Service, now
from app.store import order_reservations
from app.store.database import Contended
from app.store.order_reservations import OrderReservation, SeenOrder, WantedOrder


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A mutation's name, what it was asked, of which order, and what its refund does to that."""

    mutation: str
    ask: Ask
    order_id: str
    cancels_order: bool
    on_failure: RefundFailurePolicy


@dataclass(frozen=True, slots=True)
class PlannedAtOnce:
    """What was reserved: the number of the order's refund, its plan, and what is to be sent for each of its parts."""

    order_refund_id: int
    seen: SeenOrder
    plan: Plan
    cancels_order: bool
    sendings: tuple[Sending, ...]


async def reserve_order_at_once(
    service: Service,
    actor: Actor,
    request: OrderRequest,
    plan_for: Callable[[Order, datetime], Plan],
    reverse: Callable[[Part], Reversal],
) -> PlannedAtOnce | None:
    """All parts of the plan, reserved and committed; None, with nothing done, if it has to go the way with locks.

    `plan_for` plans, and raises what it refuses; `reverse` makes the reversal of a part, without the number that the
    order's refund will have.
    """
    ask = request.ask
    try:
        if not _can_be_looked_for(ask):
            return None
        wanted = WantedOrder(actor.merchant_id, request.order_id, ask.request_key, ask.reason_code)
        seen = await service.store.read_together(order_reservations.look, wanted)
        if seen is None or not seen.plain or _lacks_reason(seen.payments[0].merchant, actor, ask):
            return None
        merchant = seen.payments[0].merchant
        claim = claim_of(request.mutation, ask, merchant)
        at = now(merchant)
        plan = plan_for(seen.order, at)
    except (Refused, NotAllowed, TooMuch):
        return None
    # What is written is written if none of the order's payments has changed: a plan for some of them leaves others out.
    if [part.transaction.id for part in plan.parts] != [each.transaction.id for each in seen.payments]:
        return None
    reversals = [reverse(part) for part in plan.parts]
    pairs = list(zip(reversals, seen.payments, strict=True))
    if any(awaits_approval(actor, merchant, reversal) for reversal in reversals):
        return None
    parts = tuple(reservation_of(service, actor, at, reversal, seen=payment) for reversal, payment in pairs)
    what = asked_to_give_back(plan.total, len(plan.parts))
    reservation = OrderReservation(
        seen,
        plan,
        parts,
        actor,
        at,
        what,
        request.on_failure,
        request.cancels_order,
        ask.reason_code,
        ask.note,
        claim,
    )
    try:
        written = await service.store.write_together(order_reservations.write, reservation)
    except Contended:
        return None
    if written is None:
        return None
    sendings = tuple(
        fresh_sending(replace(part, terms=_of(part.terms, written.order_refund_id)), reserved, payment)
        for part, reserved, payment in zip(parts, written.parts, seen.payments, strict=True)
    )
    return PlannedAtOnce(written.order_refund_id, seen, plan, request.cancels_order, sendings)


def _can_be_looked_for(ask: Ask) -> bool:
    """Whether the database can be asked for what came along. Raises Refused for a note or a key that can't be kept."""
    check_note(ask.note)
    checked_key(ask, required=False)
    return ask.reason_code is None or can_be_code(ask.reason_code)


def _lacks_reason(merchant: Merchant, actor: Actor, ask: Ask) -> bool:
    """Whether the actor has to give a reason, and gave none."""
    return ask.reason_code is None and needs_reason(merchant, actor)


def order_after(planned: PlannedAtOnce, subjects: Sequence[Transaction | Refund]) -> Order:
    """The order once all of its parts were taken: `subjects` are what they led to, in the plan's order."""
    order, plan = planned.seen.order, planned.plan
    transactions = tuple(payment_after(part, subject) for part, subject in zip(plan.parts, subjects, strict=True))
    items = {each.item.id: each for each in plan.line_items}
    made = [each for each in subjects if isinstance(each, Refund)]
    return replace(
        order,
        cancelled=order.cancelled or planned.cancels_order,
        balance_due=plan.balance_due,
        line_items=tuple(_item_after(each, items.get(each.id)) for each in order.line_items),
        transactions=transactions,
        refunds=tuple(sorted(made, key=lambda each: each.id, reverse=True)),
    )


def payment_after(part: Part, subject: Transaction | Refund) -> Transaction:
    """The payment of a part that led to `subject`: voided, or with that refund of it."""
    if isinstance(subject, Transaction):
        return subject
    return replace(part.transaction, reserved=part.transaction.reserved + subject.amount)


def _item_after(item: LineItem, given: LineItemRefund | None) -> LineItem:
    if given is None:
        return item
    refunded: Money = item.refunded + given.amount
    return replace(item, refunded=refunded, refunded_quantity=item.refunded_quantity + (given.quantity or 0))


def _of(terms: Terms, order_refund_id: int) -> Terms:
    return replace(terms, order_refund_id=order_refund_id)
