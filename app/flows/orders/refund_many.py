"""Refund many orders, some at a time, each by the very flow that refunds one (SPEC 7.4 and 7.5).

Nothing is remembered but what that flow writes down. Each order is asked for under an apiRequestKey of its own, made of
the run's name and the order id. So the same run, started again however it ended, or twice at the same time, refunds
nothing a second time, and what a dead process left in the middle is gone on with.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable
from typing import Protocol, TypeVar

from app.domain.orders.results import Result
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, NotAllowed, Refused, TooMuch, Unavailable
from app.domain.reversals.states import RefundFailurePolicy, RetryState
from app.flows.orders.cancel import CancelOrderAsk, cancelled
from app.flows.orders.preview_many import preview_one
from app.flows.orders.refund_order import MUTATION, RefundOrderAsk, refund_order
from app.flows.orders.refund_outcome import OrderRefundOutcome, before_of, cancelled_alone, only_cancels, result_of
from app.flows.orders.refund_run import RefundTold, Run, actor_of
from app.flows.reversals.request_key import checked_key, fingerprint
from app.flows.reversals.resume import resume_operation
from app.flows.service import LEASE_BEYOND_TIMEOUT, Service
from app.store.orders import order_refunds, orders
from app.store.orders.refunds_before import Before

PATIENCE = 60.0
"""For how many seconds the database may be away."""

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
"""Seconds until an order is looked at again that somebody else is giving back, or that the database was away for."""

IDLE_LINES = 100
"""After how many lines that begin nothing everything else gets its turn."""

PASSES = {Condition.REQUEST_KEY_IN_FLIGHT, Condition.CONCURRENT_REFUNDS}
"""Refused only while somebody else is at it."""


class TellsRefund(Protocol):
    """What names an order to be refunded, such as lines of a file."""

    @property
    def told(self) -> RefundTold: ...


EntryT = TypeVar("EntryT", bound=TellsRefund)


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


def word_of(run: Run, told: RefundTold, outcome: OrderRefundOutcome | Exception) -> Result:
    """What became of the order, in one word."""
    match outcome:
        case OrderRefundOutcome(order=order):
            return order.result(in_full=run.in_full(told))
        case Refused(problems=problems) if {each.condition for each in problems} <= PASSES:
            return Result.NOT_KNOWN
        case Refused() | NotAllowed() | TooMuch():
            return Result.REFUSED
    # The database is away, or the service has a defect. Who asks again finds by the key what was done.
    return Result.NOT_KNOWN


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
            return await (preview_one if run.dry_run else _refund_or_cancel)(service, run, ask)
        except Unavailable:
            if time.monotonic() - began > PATIENCE:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _refund_or_cancel(service: Service, run: Run, ask: RefundOrderAsk) -> OrderRefundOutcome:
    """As `_refund`; where nothing is left to refund of an order that is to be cancelled, it is cancelled alone."""
    try:
        return await _refund(service, run, ask)
    except Refused as refused:
        if not only_cancels(ask, refused):
            raise
    actor = await actor_of(service, run)
    async with service.store.session() as session:
        known = await orders.find(session, run.merchant.id, ask.order_id)
    order = await cancelled(service, actor, CancelOrderAsk(ask.order_id, ask.note))
    return OrderRefundOutcome(cancelled_alone(order), before=known is not None and known.cancelled)


async def _refund(service: Service, run: Run, ask: RefundOrderAsk) -> OrderRefundOutcome:
    """Asks for it, once it is known not to have been asked before; waits for others that are just refunding it.

    Raises what `refund_order` does; what PASSES only after longer than any attempt can last.
    """
    actor = await actor_of(service, run)
    checked_key(ask, required=False)
    before = await before_of(service, run, ask)
    if before is not None and before.result is not None and _same(before, actor, ask):
        return OrderRefundOutcome(before.result, before=True)
    gateway = service.longest_timeout
    lease = gateway + LEASE_BEYOND_TIMEOUT.total_seconds()
    began, pause, known = time.monotonic(), FIRST_PAUSE, before is not None
    while True:
        try:
            return OrderRefundOutcome(result_of(await refund_order(service, actor, ask)), before=known)
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


def _same(before: Before, actor: Actor, ask: RefundOrderAsk) -> bool:
    """Whether the very same is asked again, by somebody who may: `refund_order` would say no more.

    Rights come before keys (SPEC 3). A key that no longer holds by its age is as good as any for what is over and done.
    """
    allowed = bool(actor.rights & {Right.REFUND, Right.VOID})
    if ask.on_failure is RefundFailurePolicy.RECORD_ANYWAY:
        allowed = allowed and Right.MARK_EXTERNALLY in actor.rights
    return allowed and before.fingerprint == fingerprint(MUTATION, ask)


async def _go_on(service: Service, run: Run, ask: RefundOrderAsk, *, leases_are_over: bool) -> bool:
    """Goes on with what a dead process has left in the middle of this very request; False if there is no such."""
    before = await before_of(service, run, ask)
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
