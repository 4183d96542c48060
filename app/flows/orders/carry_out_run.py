"""Carry out runs that refund many orders: a worker takes one, refunds some of its orders, and lets go of it.

The rows are the job. Each order is refunded under the run's key for it, so that it is refunded once, whoever dies, and
also where two processes are at the same run. What is written of an order's result is a note of that.
"""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from app.domain.orders.results import UNDER_WAY, Result
from app.domain.problems import RefundryError, Unavailable
from app.flows.orders.kept_outcomes import kept_outcome
from app.flows.orders.refund_many import refund_orders, word_of
from app.flows.orders.refund_outcome import OrderRefundOutcome
from app.flows.orders.refund_run import ForAll, RefundTold, Run
from app.flows.service import Service, now, wall_clock
from app.store.orders import refund_runs
from app.store.orders.refund_runs import Done, KeptOrder, KeptRun
from app.store.people import merchants

log = structlog.get_logger(__name__)

AT_A_TIME = 16
"""Orders of one run that are refunded at the same time: the process does other work as well."""

AT_ONCE = 500
"""Orders that are read at once."""

BEGINS_FOR = 20.0
"""Seconds in which one job begins orders. Then the run is put behind other work."""

LEASE = timedelta(seconds=30)
"""For how long a run is its process's, counted anew every few seconds."""

KEPT_FOR = timedelta(days=30)
"""How long a run is kept once it has ended: its orders' keys hold as long."""

MOST_DUE = 1_000
MOST_FORGOTTEN = 100
"""How many runs one sweep rings for, and deletes; the next one finds the rest."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One order of the list, from 1 on."""

    number: int
    told: RefundTold


async def carry_out_run(service: Service, run_id: int, stopping: Callable[[], bool] = bool) -> bool:
    """Goes on with the run for a while if it is due; False if there is nothing to do. `stopping` says when to begin no
    further order.

    Raises Unavailable where the database is away: the run is due again once its lease is over.
    """
    process = f"{service.process.name}-{secrets.token_hex(4)}"
    async with service.store.begin() as session:
        kept = await refund_runs.take(session, run_id, wall_clock(), LEASE, process)
        if kept is None:
            return False
        merchant = await merchants.get(session, kept.actor.merchant_id)
    new = kept.new
    for_all = ForAll(new.reason_code, new.note, new.cancel_order, new.on_failure, new.keep, new.external_reference)
    run = Run(new.name, merchant, kept.actor, for_all, new.dry_run)
    holding = asyncio.create_task(_hold(service, kept, process))
    try:
        await _refund_some(service, kept, run, stopping)
    finally:
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
    async with service.store.begin() as session:
        merchant = await merchants.get(session, kept.actor.merchant_id)
        ended = await refund_runs.end(session, kept.id, process, now(merchant), wall_clock() + KEPT_FOR)
        if not ended:
            await refund_runs.hold_on(session, kept.id, process, wall_clock())
    log.info("refund_run.carried_out", run=kept.id, ended=ended)
    if not ended:
        await service.doorbell.ring_for_runs([kept.id])
    return True


async def sweep_runs(service: Service, at: datetime | None = None) -> int:
    """Rings for the runs that are due or whose process is gone, and deletes old ones. Returns how many it rang for."""
    at = wall_clock() if at is None else at
    async with service.store.begin() as session:
        for number, process in await refund_runs.leased(session, MOST_DUE):
            if service.process.knows_dead(process):
                await refund_runs.hold_on(session, number, process, at)
        due = await refund_runs.due(session, at, MOST_DUE)
        await refund_runs.forget(session, at, MOST_FORGOTTEN)
    await service.doorbell.ring_for_runs(due)
    return len(due)


async def _refund_some(service: Service, kept: KeptRun, run: Run, stopping: Callable[[], bool]) -> None:
    """Refunds orders of the run that have no result, and writes each result down as soon as it is known."""
    async with service.store.session() as session:
        open_orders = await refund_runs.to_do(session, kept.id, AT_ONCE)
    lines = _begun(open_orders, stopping)
    async with aclosing(refund_orders(service, run, lines, AT_A_TIME)) as ended:
        async for line, outcome in ended:
            if isinstance(outcome, Unavailable):
                raise outcome
            if isinstance(outcome, Exception) and not isinstance(outcome, RefundryError):
                log.error("refund_run.order_failed", run=kept.id, order=line.told.order_id, exc_info=outcome)
            async with service.store.begin() as session:
                await refund_runs.done(session, kept.id, _done(run, line, outcome))


def _begun(orders: Iterable[KeptOrder], stopping: Callable[[], bool]) -> Iterator[_Line]:
    """The orders that this job begins."""
    until = time.monotonic() + BEGINS_FOR
    for each in orders:
        if stopping() or time.monotonic() > until:
            return
        yield _Line(each.line, RefundTold(each.order_id))


def _done(run: Run, line: _Line, outcome: OrderRefundOutcome | Exception) -> Done:
    result, kept = word_of(run, line.told, outcome), kept_outcome(outcome)
    if isinstance(outcome, Exception):
        return Done(line.number, result, None, None, None, kept)
    order = outcome.order
    refunded, under_way = order.sum_of(Result.REFUNDED), order.sum_of(*UNDER_WAY)
    if run.dry_run and outcome.before:
        # It was refunded before, and would not be refunded again.
        return Done(line.number, result, order.currency, None, None, kept)
    return Done(line.number, result, order.currency, refunded, under_way, kept)


async def _hold(service: Service, kept: KeptRun, process: str) -> None:
    """Keeps the run for its process while it is at it. A time that can't be written is made good by the next."""
    while True:
        await asyncio.sleep(LEASE.total_seconds() / 3)
        try:
            async with service.store.begin() as session:
                await refund_runs.hold_on(session, kept.id, process, wall_clock() + LEASE)
        except RefundryError as error:
            log.warning("refund_run.not_held", run=kept.id, error=type(error).__name__)
