"""Bring in orders with their customers, products and payments made elsewhere, as often as one likes (SPEC 7.1 and 7.8).

What is known of an order stays as it is; what was not known is added. Any number of orders goes through the same few
statements, in one transaction: that is what makes an import of many as fast as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from app.domain.history.kinds import Entry, order_corrected, order_recorded, payment_recorded
from app.domain.orders.composition import Composition, compose
from app.domain.orders.contradictions import KnownPayment, contradictions, fits_customer, merged, moves_to_another
from app.domain.orders.corrections import corrections, customer_corrections
from app.domain.orders.orders import Order
from app.domain.orders.recording import CustomerTold, Draft, OrderTold, own_account, read
from app.domain.people.people import Actor, Right
from app.domain.problems import RefundryError, Refused, TooMuch, Unavailable
from app.domain.reversals.payments import MerchantAccount
from app.flows.gateways.confirm import confirm_all
from app.flows.orders.refunded_before import add_refunds_before
from app.flows.service import Service, Work
from app.store.database import Contended
from app.store.orders import lines, orders, recorded_orders
from app.store.orders.recorded_orders import NewOrder, NewPayment, Overtaken
from app.store.reversals import transactions
from app.store.search import reading
from app.telemetry import tracing

TRIES = 5
"""How often bringing in is tried while others bring in the same at the same time."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one order: whether it was new, or something was added or corrected; neither where all was known.

    `unconfirmed` are the numbers of its payments that no gateway was asked about yet.
    """

    order_id: str
    new: bool = False
    completed: bool = False
    unconfirmed: tuple[int, ...] = ()


@dataclass(slots=True)
class Recording:
    """One order that is about to be written down, and what is added to it. `number` is there once it has one."""

    draft: Draft
    order: Order | None
    known: Mapping[str, KnownPayment]
    composition: Composition
    customer_before: CustomerTold | None
    customer_id: int | None = None
    customer: CustomerTold | None = None
    number: int = 0
    payments_added: int = 0
    line_items_added: int = 0
    adjustments_added: int = 0
    customer_added: bool = False
    corrected: bool = False

    @property
    def adds(self) -> bool:
        """Whether the order gets anything that was not known of it."""
        return bool(self.payments_added or self.line_items_added or self.adjustments_added or self.customer_added)

    @property
    def placed_at(self) -> datetime | None:
        """When it was placed, as far as was told: at the latest when it was first paid."""
        paid_at = [each.created_at for each in self.draft.transactions if each.created_at is not None]
        return self.draft.placed_at or min(paid_at, default=None)


@tracing.flow("record_order")
async def record_order(service: Service, actor: Actor, told: OrderTold) -> Order:
    """The order as it is known now. Payments that are new are asked for at their gateways before it is refunded.

    Raises Refused (ORDER_CONFLICT for each contradiction, and what is invalid), TooMuch, NotAllowed, Unavailable.
    """
    [outcome] = await record_orders(service, actor, [told])
    if isinstance(outcome, RefundryError):
        raise outcome
    async with service.store.session() as session:
        unconfirmed = [await transactions.get(session, number) for number in outcome.unconfirmed]
    await confirm_all(service, actor, unconfirmed)
    async with service.store.session() as session:
        order = await orders.find(session, actor.merchant_id, told.order_id)
    assert order is not None, "orders are never deleted"
    return order


async def record_orders(
    service: Service, actor: Actor, told: Sequence[OrderTold], *, dry_run: bool = False
) -> list[Recorded | Refused | TooMuch]:
    """What became of each order, in the same order: those that are refused change nothing, the others are brought in.

    No two may be of the same id, or name the same payment. A `dry_run` does all of it, and undoes it before it says
    what would become of them. Raises NotAllowed, Unavailable: then nothing was changed.
    """
    actor.require(Right.MANAGE_ORDERS)
    for _ in range(TRIES):
        try:
            async with service.store.begin() as session:
                outcomes = await _record(await service.begun(session, actor), told)
                if dry_run:
                    await session.rollback()
                return outcomes
        except Overtaken:
            continue
        except Contended as error:
            raise Unavailable("others hold one of the orders") from error
    raise Unavailable("others bring in the same orders at this time")


async def _record(work: Work, told: Sequence[OrderTold]) -> list[Recorded | Refused | TooMuch]:
    accounts = await reading.merchant_accounts(work.session, work.merchant.id)
    outcomes: dict[str, Recorded | Refused | TooMuch] = {}
    drafts = []
    for each in told:
        try:
            drafts.append(read(each, accounts, work.now))
        except (Refused, TooMuch) as refused:
            outcomes[each.order_id] = refused
    if drafts:
        plans = await _plans(work, drafts, outcomes)
        await _choose_customers(work, plans)
        await _write_orders(work, plans)
        payments = await _write_payments(work, plans, accounts)
        await _keep_changes(work, plans, payments)
        for plan in plans:
            outcomes[plan.draft.order_id] = _recorded(plan, payments)
    return [outcomes[each.order_id] for each in told]


async def _plans(
    work: Work, drafts: Sequence[Draft], outcomes: dict[str, Recorded | Refused | TooMuch]
) -> list[Recording]:
    """What is to be done for each draft that contradicts nothing; the others get their outcome here."""
    emails = {draft.customer.email.lower() for draft in drafts if draft.customer and draft.customer.email}
    await recorded_orders.hold_addresses(work.session, work.merchant.id, emails)
    order_ids = [draft.order_id for draft in drafts]
    numbers = await recorded_orders.lock_orders(work.session, work.merchant.id, order_ids)
    await work.locked()
    found = await orders.load(work.session, list(numbers.values())) if numbers else {}
    payments = [each for draft in drafts for each in draft.transactions]
    known = await recorded_orders.known_payments(work.session, work.merchant.id, payments)
    theirs = {order.customer_id for order in found.values() if order.customer_id is not None}
    customers = await recorded_orders.customers(work.session, work.merchant.id, theirs) if theirs else {}
    plans = []
    for draft in drafts:
        order = found.get(numbers.get(draft.order_id, 0))
        customer_id = None if order is None else order.customer_id
        customer = None if customer_id is None else customers[customer_id]
        try:
            contradictions(draft, order, customer, known)
            composition = compose(draft, order)
        except Refused as refused:
            outcomes[draft.order_id] = refused
        else:
            plan = Recording(draft, order, known, composition, customer)
            if not moves_to_another(draft, customer):
                plan.customer_id, plan.customer = customer_id, customer
            plans.append(plan)
    return plans


async def _choose_customers(work: Work, plans: Sequence[Recording]) -> None:
    """Gives each order its customer: the oldest of that address that nothing contradicts, or a new one."""
    new, filled = _Customers(), dict[int, CustomerTold]()
    without = [plan for plan in plans if plan.draft.customer is not None and plan.customer_id is None]
    emails = {
        plan.draft.customer.email.lower() for plan in without if plan.draft.customer and plan.draft.customer.email
    }
    known = await recorded_orders.customers_by_email(work.session, work.merchant.id, emails) if emails else {}
    for plan in plans:
        told = plan.draft.customer
        if told is None:
            continue
        if plan.customer_id is None and told.email is not None:
            candidates = ((number, filled.get(number, was)) for number, was in known.get(told.email.lower(), ()))
            chosen = next((each for each in candidates if fits_customer(told, each[1])), None)
            if chosen is not None:
                plan.customer_id, plan.customer = chosen
        if plan.customer_id is None or plan.customer is None:
            new.want(plan, told)
            continue
        was = filled.get(plan.customer_id, plan.customer)
        plan.customer = merged(was, told)
        if plan.customer != was:
            filled[plan.customer_id] = plan.customer
    await recorded_orders.fill_customers(work.session, filled)
    numbers = await recorded_orders.add_customers(work.session, work.merchant.id, new.customers, work.now)
    for place, plan in new.wanted:
        plan.customer_id, plan.customer = numbers[place], new.customers[place]


class _Customers:
    """New customers; orders that agree on one share it."""

    def __init__(self) -> None:
        self.customers: list[CustomerTold] = []
        self.wanted: list[tuple[int, Recording]] = []
        self._places: dict[str, list[int]] = {}

    def want(self, plan: Recording, told: CustomerTold) -> None:
        places = [] if told.email is None else self._places.setdefault(told.email.lower(), [])
        place = next((each for each in places if fits_customer(told, self.customers[each])), None)
        if place is None:
            place = len(self.customers)
            self.customers.append(told)
            places.append(place)
        self.customers[place] = merged(self.customers[place], told)
        self.wanted.append((place, plan))


async def _write_orders(work: Work, plans: Sequence[Recording]) -> None:
    """New orders, what was not known of the others, and the products of those that had none."""
    new = [
        NewOrder(
            plan.draft.order_id,
            plan.draft.currency,
            plan.customer_id,
            plan.customer.email if plan.customer else None,
            plan.placed_at or work.now,
        )
        for plan in plans
        if plan.order is None
    ]
    numbers = await recorded_orders.add_orders(work.session, work.merchant.id, new, work.now)
    for plan in plans:
        if plan.order is None:
            plan.number = numbers[plan.draft.order_id]
            continue
        plan.number = plan.order.id
        changes = _completing(plan, plan.order, work.now)
        if changes:
            await recorded_orders.complete_order(work.session, plan.number, **changes)
    await _write_lines(work, plans)


async def _write_lines(work: Work, plans: Sequence[Recording]) -> None:
    """The products and adjustments that orders consist of from now on."""
    for plan in plans:
        order, composition = plan.order, plan.composition
        if order is None or not order.line_items:
            plan.line_items_added = len(composition.line_items)
        if order is None or not order.adjustments:
            plan.adjustments_added = len(composition.adjustments)
    await lines.remove(work.session, [row for plan in plans for row in plan.composition.removed])
    await lines.change(work.session, [each for plan in plans for each in plan.composition.changed])
    await lines.add(work.session, [(plan.number, each) for plan in plans for each in plan.composition.new])


def _completing(plan: Recording, order: Order, now: datetime) -> dict[str, object]:
    """What the order's row says otherwise than before, by its columns."""
    changes: dict[str, object] = {}
    if order.recorded_at is None:
        changes["recorded_at"] = now
    if plan.draft.placed_at not in {None, order.placed_at}:
        # Otherwise it was refused, unless the order is known by its payments alone.
        changes["placed_at"] = plan.draft.placed_at
    if plan.customer_id is not None and order.customer_id != plan.customer_id:
        changes["customer_id"] = plan.customer_id
        plan.customer_added = order.customer_id is None
    email = None if plan.customer is None else plan.customer.email
    if email is not None and (order.customer_email is None or "customer_id" in changes):
        changes["customer_email"] = email
    composition = plan.composition
    if composition.new or composition.changed or composition.removed:
        # Whoever decides on the order as it was seen without its lock, goes by the version of its row.
        changes.setdefault("recorded_at", order.recorded_at)
    return changes


async def _write_payments(
    work: Work, plans: Sequence[Recording], accounts: Sequence[MerchantAccount]
) -> dict[str, tuple[int, Recording]]:
    """Brings in new payments, and makes the others part of their order; the new ones by gateway id."""
    new, owners = [], {}
    for plan in plans:
        attached = 0
        for made in plan.draft.transactions:
            known = plan.known.get(made.gateway_id)
            if known is None:
                account = made.account or own_account(accounts, plan.draft.currency)
                assert account is not None, "a payment without an account was let through"
                created_at = made.created_at or plan.placed_at or work.now
                order_id = plan.draft.order_id
                new.append(NewPayment(made, account, plan.number, order_id, plan.customer_id, created_at))
                owners[made.gateway_id] = plan
            elif known.transaction.belongs_to is None:
                await recorded_orders.attach_payment(
                    work.session, known.transaction.id, plan.number, plan.draft.order_id
                )
                attached += 1
        brought_in = sum(owner is plan for owner in owners.values())
        plan.payments_added = brought_in + attached
    numbers = await recorded_orders.add_payments(work.session, work.merchant.id, new)
    return {gateway_id: (number, owners[gateway_id]) for gateway_id, number in numbers.items()}


async def _keep_changes(work: Work, plans: Sequence[Recording], payments: Mapping[str, tuple[int, Recording]]) -> None:
    """Who brought in what (SPEC 8.5); nothing for what was all known."""
    changes: list[tuple[int, int | None, Entry]] = []
    for plan in plans:
        first = plan.order is None or plan.order.recorded_at is None
        if first or plan.adds:
            entry = order_recorded(
                first=first,
                payments=plan.payments_added,
                line_items=plan.line_items_added,
                adjustments=plan.adjustments_added,
                customer=plan.customer_added,
            )
            changes.append((plan.number, None, entry))
        if plan.order is not None:
            found = corrections(plan.draft, plan.order, plan.composition)
            found += customer_corrections(plan.customer_before, plan.customer)
            changes += [(plan.number, None, order_corrected(*astuple(each))) for each in found]
            plan.corrected = bool(found)
    refunded = {made.gateway_id: made.refunded for plan in plans for made in plan.draft.transactions}
    changes += [
        (plan.number, number, payment_recorded(gateway_id, refunded[gateway_id]))
        for gateway_id, (number, plan) in payments.items()
    ]
    await recorded_orders.add_changes(work.session, work.actor, work.now, changes)
    made = [made for plan in plans for made in plan.draft.transactions]
    await add_refunds_before(work, made, {gateway_id: number for gateway_id, (number, _) in payments.items()})


def _recorded(plan: Recording, payments: Mapping[str, tuple[int, Recording]]) -> Recorded:
    never_asked = [
        known.transaction.id
        for made in plan.draft.transactions
        if (known := plan.known.get(made.gateway_id)) is not None
        and not known.transaction.confirmed
        and known.transaction.unconfirmed_because is None
    ]
    brought_in = [payments[made.gateway_id][0] for made in plan.draft.transactions if made.gateway_id in payments]
    return Recorded(
        order_id=plan.draft.order_id,
        new=plan.order is None,
        completed=plan.order is not None and (plan.adds or plan.corrected or plan.order.recorded_at is None),
        unconfirmed=tuple(never_asked + brought_in),
    )
