"""Runs that refund many orders as workers come to it: written down with all of their orders, and followed (SPEC 7.4).

A run that was started is a row for itself and one for each order. Workers carry it out (`carry_out_run`) by the flow
that `refundry refund-orders` has.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, new_legacy_id, read_global_id
from app.domain.orders.keeping import read_keep
from app.domain.orders.results import Result
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused, TooMuch, not_found
from app.domain.reversals.states import RefundFailurePolicy
from app.domain.texts import LONGEST_NOTE, LONGEST_ORDER_ID, check_text
from app.flows.orders.refund_run import LONGEST_NAME, ForAll
from app.flows.people.reasons import check_why
from app.flows.reversals.request_key import in_one_way
from app.flows.service import Service, Work, wall_clock
from app.store.orders import refund_runs
from app.store.orders.refund_runs import KeptOrder, KeptRun, NewRun, Sum

MUTATION = "refundOrders"
ORDER_IDS: Path = ("input", "orderIds")
RUN: Path = ("input", "run")
KEEP: Path = ("input", "keep")
RECORD_EXTERNALLY: Path = ("input", "recordExternally")

MOST_ORDERS = 5_000
"""Orders of one run: a request of the longest that is taken holds about as many ids."""

MOST_OPEN = 20
"""Runs of one merchant that have not ended."""


@dataclass(frozen=True, slots=True)
class RefundOrdersAsk:
    """Which orders are to be refunded, and how. Without a name of the `run`, the same input is the same run."""

    order_ids: tuple[str, ...]
    run: str | None
    for_all: ForAll
    dry_run: bool

    @property
    def request_key(self) -> str | None:
        """A run's name is what an apiRequestKey is elsewhere."""
        return self.run


@dataclass(frozen=True, slots=True)
class SeenRun:
    """A run, and how many of its orders have each result, or None yet, as of one moment."""

    run: KeptRun
    totals: Mapping[Result | None, int]

    @property
    def orders(self) -> int:
        return sum(self.totals.values())

    @property
    def done(self) -> int:
        return self.orders - self.totals.get(None, 0)


async def start_run(service: Service, actor: Actor, ask: RefundOrdersAsk) -> SeenRun:
    """The run, new or in its present state where it was started before: that refunds nothing a second time.

    Orders of an earlier start whose outcome is not known are gone on with. Raises Refused (RUN_NAME_TAKEN for the name
    of a run with other orders or options), NotAllowed, TooMuch, Unavailable; nothing is begun then.
    """
    _require_rights(actor, ask.for_all)
    ask = _checked(ask)
    asked = in_one_way(MUTATION, ask, without=("run", "dry_run"))
    new = _new_run(ask, hashlib.sha256(asked.encode()).digest())
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, RUN) as work:
        kept = await _started(work, new, ask.order_ids)
        seen = SeenRun(kept, await refund_runs.totals(work.session, kept.id))
    if kept.ended_at is None:
        await service.doorbell.ring_for_runs([kept.id])
    return seen


async def look_at_run(service: Service, actor: Actor, run_id: str) -> SeenRun:
    """The run with that id. Raises Refused (OBJECT_NOT_FOUND), NotAllowed."""
    actor.require(Right.VIEW)
    match read_global_id(run_id):
        case (IdKind.REFUND_RUN, legacy_id):
            async with service.store.at_one_moment() as session:
                kept = await refund_runs.find(session, actor.merchant_id, legacy_id)
                if kept is not None:
                    return SeenRun(kept, await refund_runs.totals(session, kept.id))
    raise not_found("id")


async def results_of(
    service: Service, run: KeptRun, size: int, after: int, result: Result | None
) -> tuple[Sequence[KeptOrder], bool]:
    """Up to `size` orders of the run beyond the line `after`, and whether more follow."""
    async with service.store.session() as session:
        found = await refund_runs.page(session, run.id, size + 1, after, result)
    return found[:size], len(found) > size


async def sums_of(service: Service, run: KeptRun) -> Sequence[Sum]:
    """What the run's orders come to by now, by currency."""
    async with service.store.session() as session:
        return await refund_runs.sums(session, run.id)


async def _started(work: Work, new: NewRun, order_ids: Sequence[str]) -> KeptRun:
    """The run, written down, or the one of that name that there is. Raises Refused, TooMuch."""
    earlier = await refund_runs.named(work.session, work.merchant.id, new.name, dry_run=new.dry_run)
    if earlier is None:
        await check_why(work, new.reason_code, new.note, "input")
        open_runs = await refund_runs.count_open(work.session, work.merchant.id)
        if open_runs >= MOST_OPEN:
            raise TooMuch("runs that have not ended", open_runs + 1, MOST_OPEN)
        made = await refund_runs.add(work.session, work.actor, new, order_ids, work.now, wall_clock())
        if made is not None:
            if not new.dry_run:
                note = f"run {new.name!r}, {len(order_ids):,} orders"
                await work.keep(Entry(ChangeKind.REFUND_RUN_STARTED), note=note, reason_code=new.reason_code)
            return made
        earlier = await refund_runs.named(work.session, work.merchant.id, new.name, dry_run=new.dry_run)
        assert earlier is not None, "a name is taken by a run"
    if earlier.new.fingerprint != new.fingerprint:
        raise Refused(Problem(Condition.RUN_NAME_TAKEN, RUN))
    if earlier.ended_at is not None and await refund_runs.reopen(work.session, earlier.id, wall_clock()):
        return await refund_runs.get(work.session, earlier.id)
    return earlier


def _require_rights(actor: Actor, for_all: ForAll) -> None:
    """Raises NotAllowed for whom every single order would be refused."""
    if for_all.external_reference is None:
        actor.require(Right.REFUND, Right.VOID)
    if for_all.external_reference is not None or for_all.on_failure is RefundFailurePolicy.RECORD_ANYWAY:
        actor.require(Right.MARK_EXTERNALLY)


def _checked(ask: RefundOrdersAsk) -> RefundOrdersAsk:
    """What is asked, each order once and what is kept in one way of writing. Raises Refused with all that is wrong,
    TooMuch for more than MOST_ORDERS.
    """
    if len(ask.order_ids) > MOST_ORDERS:
        raise TooMuch("orderIds", len(ask.order_ids), MOST_ORDERS)
    findings, keep = Findings(), ask.for_all.keep
    with findings:
        _check_ids(ask.order_ids)
    with findings:
        _check_name(ask.run)
    with findings:
        _check_reference(ask.for_all.external_reference)
    with findings:
        keep = None if keep is None else _kept(keep)
    findings.refuse()
    return replace(ask, order_ids=tuple(dict.fromkeys(ask.order_ids)), for_all=replace(ask.for_all, keep=keep))


def _check_ids(order_ids: Sequence[str]) -> None:
    if not order_ids:
        raise Refused(Problem(Condition.LIST_EMPTY, ORDER_IDS))
    findings = Findings()
    for number, each in enumerate(order_ids):
        path = (*ORDER_IDS, str(number))
        with findings:
            check_text(each, path, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
            if not each.strip():
                raise Refused(Problem(Condition.TEXT_INVALID, path))
    findings.refuse()


def _check_name(name: str | None) -> None:
    if name is not None and (not name or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME):
        expected = f"Send 1 to {LONGEST_NAME} characters that can be printed, without blanks around them."
        raise Refused(Problem(Condition.TEXT_INVALID, RUN, {"expected": expected}))


def _check_reference(reference: str | None) -> None:
    if reference is None:
        return
    if not reference.strip() or len(reference) > LONGEST_NOTE or not reference.isprintable():
        expected = f"Send 1 to {LONGEST_NOTE:,} characters that can be printed."
        raise Refused(Problem(Condition.TEXT_INVALID, RECORD_EXTERNALLY, {"expected": expected}))


def _kept(text: str) -> str:
    try:
        return str(read_keep(text))
    except ValueError as error:
        raise Refused(Problem(Condition.TEXT_INVALID, KEEP, {"expected": str(error)})) from error


def _new_run(ask: RefundOrdersAsk, fingerprint: bytes) -> NewRun:
    for_all = ask.for_all
    return NewRun(
        legacy_id=new_legacy_id(),
        name=ask.run or f"run {fingerprint.hex()[:12]}",
        dry_run=ask.dry_run,
        fingerprint=fingerprint,
        reason_code=for_all.reason_code,
        note=for_all.note,
        cancel_order=for_all.cancel_order,
        on_failure=for_all.on_failure,
        keep=for_all.keep,
        external_reference=for_all.external_reference,
    )
