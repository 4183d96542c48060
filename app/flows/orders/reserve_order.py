"""An order's refund, planned and reserved: all of its parts, or nothing.

As for a single payment (`reserving`), it is planned on what was seen, and written if that still is so, where nothing
was refunded of the order before; otherwise it is planned with the order and its payments held. Both are written by
the same statement.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Protocol

from app.domain.copies import replace
from app.domain.history.kinds import ChangeKind, Entry, order_refund_asked
from app.domain.money import Money
from app.domain.orders.orders import LineItem, Order
from app.domain.orders.plan import LineItemRefund, Part, Plan
from app.domain.people.people import Actor
from app.domain.problems import NotAllowed, Refused, TooMuch
from app.domain.reversals.decide import Decision, awaits_approval, needs_reason
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Merchant, Refund, Terms, Transaction
from app.domain.reversals.states import RefundFailurePolicy
from app.flows.people.reasons import can_be_code, check_note
from app.flows.reversals.request_key import Ask, check_no_part_was_made, checked_key, free_key, key_of
from app.flows.reversals.reserving import (
    Sending,
    claim_of,
    fresh_sending,
    reservation_of,
    sending_of,
    sent_where_it_was_made,
)
from app.flows.service import Service, Work, now
from app.store.database import Contended
from app.store.orders import look_orders, order_refunds
from app.store.orders.look_orders import SeenOrder, WantedOrder
from app.store.reversals import reserve as reservations
from app.store.reversals.reservation import Group, OrderRefund, Reservation, Reserved, ReservedGroup


class OrderAsk(Ask, Protocol):
    """What a mutation was asked of an order."""

    @property
    def reason_code(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """A mutation's name, what it was asked, of which order, and what its refund does to that.

    `reverse` makes the reversal of a part, without the number that the order's refund will have.
    """

    mutation: str
    ask: OrderAsk
    order_id: str
    cancels_order: bool
    on_failure: RefundFailurePolicy
    reverse: Callable[[Part], NewOperation]


@dataclass(frozen=True, slots=True)
class Planned:
    """What was reserved: the number of the order's refund, its plan, and what is to be sent for its parts.

    The `order` is as it was seen.
    """

    order_refund_id: int
    order: Order
    plan: Plan
    cancels_order: bool
    sendings: tuple[Sending, ...]


async def reserve_order_as_seen(
    service: Service, actor: Actor, request: OrderRequest, plan_for: Callable[[Order, datetime], Plan]
) -> Planned | None:
    """All parts of the plan, reserved and committed; None, with nothing done, if the order has to be held.

    `plan_for` plans, and raises what it refuses: everything is refused with the order held.
    """
    ask = request.ask
    try:
        if not _can_be_looked_for(ask):
            return None
        wanted = WantedOrder(actor.merchant_id, request.order_id, ask.request_key, ask.reason_code)
        seen = await service.store.read_together(look_orders.look, wanted)
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
    operations = [await sent_where_it_was_made(service, None, request.reverse(part)) for part in plan.parts]
    keys = [key_of(actor, request.mutation, ask, each.kind, part=each.transaction.legacy_id) for each in operations]
    parts = _parts(service, actor, merchant, at, operations, keys, seen)
    if any(each.awaits for each in parts):
        return None
    group = Group(parts, claim, _of_order(request, seen.order, plan, seen.version))
    try:
        written = await service.store.write_together(reservations.write, group)
    except Contended:
        return None
    if written is None:
        return None
    sendings = tuple(
        fresh_sending(part, reserved, payment)
        for (part, reserved), payment in zip(_numbered(parts, written), seen.payments, strict=True)
    )
    return Planned(_number_of(written), seen.order, plan, request.cancels_order, sendings)


async def reserve_order_held(service: Service, work: Work, request: OrderRequest, order: Order, plan: Plan) -> Planned:
    """All parts of the plan, reserved in the work, which holds the order and its payments, and has claimed the key."""
    claim = claim_of(request.mutation, request.ask, work.merchant)
    operations = [await sent_where_it_was_made(service, work, request.reverse(part)) for part in plan.parts]
    paid = [each.legacy_id for each in order.transactions]
    await check_no_part_was_made(work, request.mutation, request.ask, paid)
    keys = [
        await free_key(work, request.mutation, request.ask, each.kind, part=each.transaction.legacy_id)
        for each in operations
    ]
    parts = _parts(service, work.actor, work.merchant, work.now, operations, keys)
    group = Group(parts, claim, _of_order(request, order, plan))
    written = await reservations.write_held(work.session, group)
    sendings = []
    for part, reserved in _numbered(parts, written):
        if part.awaits:
            # It counts as queued, and may wait for days.
            await take_effect(work, _number_of(written), part.transaction.id)
        else:
            sendings.append(sending_of(part, part.operation(reserved)))
    return Planned(_number_of(written), order, plan, request.cancels_order, tuple(sendings))


async def take_effect(work: Work, order_refund_id: int | None, transaction_id: int) -> None:
    """The part of that payment awaits approval: the order is changed as was asked, by the first such part (SPEC 7.5).

    Whatever else becomes of a part changes the order with its conclusion. Nothing happens for what is no part of an
    order's refund. Requires the order's lock, taken before the payment's.
    """
    if order_refund_id is None:
        return
    effect = await order_refunds.take_effect(work.session, order_refund_id, transaction_id)
    if effect is not None and effect.cancelled:
        await work.keep(Entry(ChangeKind.ORDER_CANCELLED), order_row_id=effect.order)


def order_after(planned: Planned, subjects: Sequence[Transaction | Refund]) -> Order:
    """The order once all of its parts were taken: `subjects` are what they led to, in the plan's order."""
    order, plan = planned.order, planned.plan
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


def _parts(
    service: Service,
    actor: Actor,
    merchant: Merchant,
    at: datetime,
    operations: Sequence[NewOperation],
    keys: Sequence[str],
    seen: SeenOrder | None = None,
) -> tuple[Reservation, ...]:
    """The reservation of each of the plan's parts, by its key: of what was `seen` so, where the rows are not held.

    Of an order that is seen to be plain nothing has failed before.
    """
    versions = repeat(None) if seen is None else (each.versions for each in seen.payments)
    return tuple(
        reservation_of(
            service,
            actor,
            at,
            Decision(operation, awaits_approval(actor, merchant, operation)),
            key,
            forgets=seen is None,
            seen=version,
        )
        for operation, key, version in zip(operations, keys, versions, strict=False)
    )


def _of_order(request: OrderRequest, order: Order, plan: Plan, version: str | None = None) -> OrderRefund:
    entry = order_refund_asked(plan.total, len(plan.parts))
    return OrderRefund(order, plan, entry, request.on_failure, request.cancels_order, version)


def _numbered(parts: Sequence[Reservation], written: ReservedGroup) -> list[tuple[Reservation, Reserved]]:
    """The parts as they were written: with the number of the order's refund, each with its own numbers."""
    number = _number_of(written)
    numbered = (replace(part, terms=_of(part.terms, number)) for part in parts)
    return list(zip(numbered, written.parts, strict=True))


def _number_of(written: ReservedGroup) -> int:
    assert written.order_refund_id is not None, "an order's refund got a number"
    return written.order_refund_id


def _of(terms: Terms, order_refund_id: int) -> Terms:
    return replace(terms, order_refund_id=order_refund_id)


def _can_be_looked_for(ask: OrderAsk) -> bool:
    """Whether the database can be asked for what came along. Raises Refused for a note or a key that can't be kept."""
    check_note(ask.note)
    checked_key(ask, required=False)
    return ask.reason_code is None or can_be_code(ask.reason_code)


def _lacks_reason(merchant: Merchant, actor: Actor, ask: OrderAsk) -> bool:
    """Whether the actor has to give a reason, and gave none."""
    return ask.reason_code is None and needs_reason(merchant, actor)
