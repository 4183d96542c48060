"""Refund many orders, some at a time, each by the very flow that refunds one (SPEC 7.4 and 7.5).

It is done in the name of a person of the merchant's, named by the installation's operator, and by that person's
rights: what is queued still has somebody who may have it done, a merchant that wants reasons of its people gets them,
and a refund above the person's limit waits for another person as it would at the desk (SPEC 8.2 and 8.3). Nobody gets
more done at the command line than by signing in. Histories name the person and the command line, and that the run was
begun is kept among the merchant's changes (SPEC 8.5).

Nothing is remembered but what that flow writes down. Each order is asked for under an apiRequestKey of its own, made of
the run's name and the order id. So the same run, started again however it ended, or twice at the same time, refunds
nothing a second time, and what a dead process left in the middle is gone on with.
"""

import asyncio
import hashlib
import json
import time
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.history.notices import is_mail_address
from app.domain.orders.plan import MOST_PARTS, LineItemAsk
from app.domain.orders.recording import MOST_LINE_ITEMS
from app.domain.orders.results import OrderResult, PaymentResult
from app.domain.people.people import Actor, Person, Right
from app.domain.problems import Condition, NotAllowed, Refused, TooMuch, Unavailable
from app.domain.reversals.payments import Merchant, Refund
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import PaymentSource, RefundFailurePolicy, RetryState
from app.flows.orders.refund_order import MUTATION, OrderRefunded, PartResult, RefundOrderAsk, refund_order
from app.flows.people.set_up import SetUpError, find_merchant, operator_of
from app.flows.reversals.request_key import checked_key, fingerprint
from app.flows.reversals.resume import resume_operation
from app.flows.service import LEASE_BEYOND_TIMEOUT, Service
from app.store.orders import order_refunds, refunds_before
from app.store.orders.refunds_before import Before
from app.store.people import people

PATIENCE = 60.0
"""For how many seconds the database may be away."""

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
"""Seconds until an order is looked at again that somebody else is giving back, or that the database was away for."""

IDLE_LINES = 100
"""After how many lines that begin nothing everything else gets its turn."""

LONGEST_NAME = 200
"""Characters of a run's name."""

PASSES = {Condition.REQUEST_KEY_IN_FLIGHT, Condition.CONCURRENT_REFUNDS}
"""Refused only while somebody else is at it."""


@dataclass(frozen=True, slots=True)
class RefundTold:
    """What is asked for one order, as `RefundOrderAsk` has it; None for what is not said."""

    order_id: str
    amount: str | None = None
    line_items: tuple[LineItemAsk, ...] | None = None
    transaction_ids: tuple[str, ...] | None = None
    reason_code: str | None = None
    note: str | None = None
    cancel_order: bool | None = None
    balance_due: str | None = None
    on_failure: RefundFailurePolicy | None = None
    preview_token: str | None = None
    request_key: str | None = None

    @property
    def in_full(self) -> bool:
        """Whether all is asked for that can be refunded."""
        return self.amount is None and self.line_items is None and self.transaction_ids is None


@dataclass(frozen=True, slots=True)
class ForAll:
    """What holds for every order that says nothing else."""

    reason_code: str | None = None
    note: str | None = None
    cancel_order: bool = False
    on_failure: RefundFailurePolicy = RefundFailurePolicy.QUEUE


@dataclass(frozen=True, slots=True)
class Run:
    """One giving back of many orders: its `name`, in whose name it is done, and how."""

    name: str
    merchant: Merchant
    person: Person
    for_all: ForAll

    def key(self, told: RefundTold) -> str:
        """The apiRequestKey of an order: its own, or else always the same one in a run of this name."""
        return self.key_of(self.name, told.order_id) if told.request_key is None else told.request_key

    @staticmethod
    def key_of(run: str, order_id: str) -> str:
        """The apiRequestKey of an order in a run of that name."""
        # As JSON, no other two are written alike; hashed, since both of them may be long.
        named = json.dumps([run, order_id])
        return f"refund-orders-{hashlib.sha256(named.encode()).hexdigest()}"

    def ask(self, told: RefundTold) -> RefundOrderAsk:
        """What `refundOrder` is asked. Raises TooMuch for endless lists."""
        listed = ("lineItems", told.line_items, MOST_LINE_ITEMS), ("transactionIds", told.transaction_ids, MOST_PARTS)
        for name, parts, most in listed:
            if parts is not None and len(parts) > most:
                raise TooMuch(name, len(parts), most)
        for_all = self.for_all
        return RefundOrderAsk(
            order_id=told.order_id,
            amount=told.amount,
            line_items=told.line_items,
            transaction_ids=told.transaction_ids,
            balance_due=told.balance_due,
            cancel_order=for_all.cancel_order if told.cancel_order is None else told.cancel_order,
            on_failure=told.on_failure or for_all.on_failure,
            reason_code=for_all.reason_code if told.reason_code is None else told.reason_code,
            note=for_all.note if told.note is None else told.note,
            preview_token=told.preview_token,
            request_key=self.key(told),
        )


@dataclass(frozen=True, slots=True)
class OrderRefundOutcome:
    """What became of an order's refund by now, and whether it was found to have been asked for before."""

    order: OrderResult
    before: bool


class TellsRefund(Protocol):
    """What names an order to be refunded, such as lines of a file."""

    @property
    def told(self) -> RefundTold: ...


EntryT = TypeVar("EntryT", bound=TellsRefund)


async def begin_run(service: Service, name: str, merchant: str, email: str, for_all: ForAll) -> Run:
    """A run of that name in the name of the merchant's person with that address; that it begins is kept.

    Raises SetUpError for a merchant or a person there is not, for a person who may not do it, and for an unfit name.
    """
    if not name or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise SetUpError(
            f"A run's name has 1 to {LONGEST_NAME} characters that can be printed, and no blanks around them."
        )
    whose = await find_merchant(service.store, merchant)
    async with service.store.begin() as session:
        found = await people.with_email(session, email, merchant) if is_mail_address(email) else []
        if not found:
            raise SetUpError(f"The merchant {merchant!r} has nobody who signs in as {email!r}.")
        [person] = found
        _require_rights(person, for_all)
        work = await service.begun(session, operator_of(whose))
        note = f"run {name!r}, in the name of {person.email}"
        await work.keep(Entry(ChangeKind.ORDERS_REFUNDED), note=note, reason_code=for_all.reason_code)
    return Run(name, whose, person, for_all)


async def refund_orders(
    service: Service, run: Run, entries: Iterable[EntryT | None], at_a_time: int
) -> AsyncGenerator[tuple[EntryT, OrderRefundOutcome | Exception]]:
    """What became of the entries, so many `at_a_time`, each as soon as it is known; the next is begun only then.

    None is a line that begins nothing: however many of them there are, what is under way goes on.

    It ends early, with what was begun, once something has become of an order that nobody knows for the database is
    away (Unavailable). Left early, what was begun is still carried out.
    """
    under_way: dict[asyncio.Task[OrderRefundOutcome | Exception], EntryT] = {}
    ended: asyncio.Queue[asyncio.Task[OrderRefundOutcome | Exception]] = asyncio.Queue()
    lost, idle = False, 0
    try:
        for entry in entries:
            if entry is None:
                idle += 1
                if idle % IDLE_LINES:
                    continue
                await asyncio.sleep(0)
            else:
                task = asyncio.create_task(_outcome(service, run, entry.told))
                under_way[task] = entry
                task.add_done_callback(ended.put_nowait)
            while len(under_way) >= at_a_time or not ended.empty():
                task = await ended.get()
                lost = lost or isinstance(task.result(), Unavailable)
                yield under_way.pop(task), task.result()
            if lost:
                break
        while under_way:
            task = await ended.get()
            yield under_way.pop(task), task.result()
    except asyncio.CancelledError:
        for task in under_way:
            task.cancel()
        raise
    finally:
        if under_way:
            await asyncio.wait(under_way)


async def _outcome(service: Service, run: Run, told: RefundTold) -> OrderRefundOutcome | Exception:
    """What became of one order; whatever is wrong with it loses none of the others."""
    try:
        ask = run.ask(told)
        return await _patiently(service, run, ask)
    except Exception as error:
        return error


async def _patiently(service: Service, run: Run, ask: RefundOrderAsk) -> OrderRefundOutcome:
    """`_refund`, asked again while the database is away: its key finds what was done of it by then."""
    began, pause = time.monotonic(), FIRST_PAUSE
    while True:
        try:
            return await _refund(service, run, ask)
        except Unavailable:
            if time.monotonic() - began > PATIENCE:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _refund(service: Service, run: Run, ask: RefundOrderAsk) -> OrderRefundOutcome:
    """Asks for it, once it is known not to have been asked before; waits for others that are just refunding it.

    Raises what `refund_order` does; what PASSES only after longer than any attempt can last.
    """
    actor = await _actor(service, run)
    checked_key(ask, required=False)
    before = await _before(service, run, ask)
    if before is not None and before.result is not None and _same(before, actor, ask):
        return OrderRefundOutcome(before.result, before=True)
    gateway = service.longest_timeout
    lease = gateway + LEASE_BEYOND_TIMEOUT.total_seconds()
    began, pause, known = time.monotonic(), FIRST_PAUSE, before is not None
    while True:
        try:
            return OrderRefundOutcome(_result(await refund_order(service, actor, ask)), before=known)
        except Refused as refused:
            elapsed = time.monotonic() - began
            conditions = {each.condition for each in refused.problems}
            if not conditions <= PASSES or elapsed > lease + 2 * gateway:
                raise
        # Who only waits for others at the same payments may be the first to ask for it.
        known = known or Condition.REQUEST_KEY_IN_FLIGHT in conditions
        if not await _go_on(service, run, ask, leases_are_over=elapsed > lease):
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


async def _before(service: Service, run: Run, ask: RefundOrderAsk) -> Before | None:
    """What the order's key has made before."""
    assert ask.request_key is not None, "every order of a run has a key"
    return await service.store.find_together(refunds_before.find, (run.merchant.id, ask.request_key))


def _same(before: Before, actor: Actor, ask: RefundOrderAsk) -> bool:
    """Whether the very same is asked again, by somebody who may: `refund_order` would say no more.

    Rights come before keys (SPEC 3). A key that no longer holds by its age is as good as any for what is over and done.
    """
    allowed = bool(actor.rights & {Right.REFUND, Right.VOID})
    if ask.on_failure is RefundFailurePolicy.RECORD_ANYWAY:
        allowed = allowed and Right.MARK_EXTERNALLY in actor.rights
    return allowed and before.fingerprint == fingerprint(MUTATION, ask)


def _result(refunded: OrderRefunded) -> OrderResult:
    order = refunded.order
    payments = tuple(_payment(part) for part in refunded.results)
    return OrderResult(order.currency, order.status, order.paid - order.refunded, payments)


def _payment(part: PartResult) -> PaymentResult:
    payment, reversal = part.transaction, part.reversal
    action, refund, awaits = ReversalAction.NONE, None, False
    if isinstance(reversal, Refund):
        action, refund = ReversalAction.REFUND, reversal.legacy_id
        awaits = reversal.operation is None
    elif reversal is not None:
        action = ReversalAction.VOID
    shown = reversal or payment
    return PaymentResult(
        payment.legacy_id, action, refund, shown.status, shown.amount, part.outcome, awaits, part.problems
    )


async def _go_on(service: Service, run: Run, ask: RefundOrderAsk, *, leases_are_over: bool) -> bool:
    """Goes on with what a dead process has left in the middle of this very request; False if there is no such."""
    before = await _before(service, run, ask)
    if before is None:
        return False
    async with service.store.session() as session:
        parts = await order_refunds.parts(session, before.order_refund_id)
    went_on = False
    for part in parts:
        operation = part.operation
        if operation is None or operation.state is not RetryState.RUNNING or operation.lease is None:
            continue
        if leases_are_over or service.process.knows_dead(operation.lease):
            went_on = await resume_operation(service, operation.id) or went_on
    return went_on


async def _actor(service: Service, run: Run) -> Actor:
    """The person with the rights that they have now, as histories name who works at the command line for them.

    Raises NotAllowed if there is no such person any more.
    """
    person = await service.store.find_together(people.find_all, (run.merchant.id, run.person.legacy_id))
    if person is None:
        raise NotAllowed(Right.REFUND, Right.VOID)
    actor = person.as_actor()
    return replace(actor, name=f"{actor.name} (command line)", source=PaymentSource.UNKNOWN)


def _require_rights(person: Person, for_all: ForAll) -> None:
    """Raises SetUpError for a person of whom every single order would be refused."""
    if person.disabled:
        raise SetUpError(f"{person.email} is disabled.")
    if not person.rights & {Right.REFUND, Right.VOID}:
        raise SetUpError(f"{person.email} has neither the right REFUND nor the right VOID.")
    if for_all.on_failure is RefundFailurePolicy.RECORD_ANYWAY and Right.MARK_EXTERNALLY not in person.rights:
        raise SetUpError(f"{person.email} has not the right MARK_EXTERNALLY, which RECORD_ANYWAY needs.")
