"""Runs that refund many orders: written down with all of their orders, taken by one process at a time, and forgotten
after a while.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.domain.money import Money
from app.domain.orders.results import Result
from app.domain.people.people import Actor, ActorKind
from app.domain.reversals.states import PaymentSource, RefundFailurePolicy
from app.store.tables.payments import MERCHANTS, REFUND_RUN_ORDERS, REFUND_RUNS

AT_ONCE = 1_000
"""Orders that one statement writes."""


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run that is asked for. `fingerprint` stands for all of it but its name, the orders included."""

    legacy_id: str
    name: str
    dry_run: bool
    fingerprint: bytes
    reason_code: str | None
    note: str | None
    cancel_order: bool
    on_failure: RefundFailurePolicy
    keep: str | None
    external_reference: str | None


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as it is written down. `actor` is who asked for it, without any right; `begun` says that a process has
    taken it before.
    """

    id: int
    new: NewRun
    actor: Actor
    created_at: datetime
    ended_at: datetime | None
    begun: bool


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """One order of a run. Without a `result` it is still to be done; `outcome` is in the form in which it was kept."""

    line: int
    order_id: str
    result: Result | None
    outcome: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one order of a run."""

    line: int
    result: Result
    currency: str | None
    refunded: Money | None
    under_way: Money | None
    outcome: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sum:
    """What the orders in one currency come to."""

    orders: int
    refunded: Money
    under_way: Money


async def add(
    session: AsyncSession, actor: Actor, new: NewRun, order_ids: Sequence[str], at: datetime, due_at: datetime
) -> KeptRun | None:
    """The new run, with its orders; None where the merchant has one of that name already, unless it is a dry run."""
    values = {
        "legacy_id": new.legacy_id,
        "merchant_id": actor.merchant_id,
        "name": new.name,
        "dry_run": new.dry_run,
        "fingerprint": new.fingerprint,
        "requested_by_kind": actor.kind,
        "requested_by_id": actor.id,
        "requested_by": actor.name,
        "source": actor.source,
        "address": actor.address,
        "reason_code": new.reason_code,
        "note": new.note,
        "cancel_order": new.cancel_order,
        "on_failure": new.on_failure,
        "keep": new.keep,
        "external_reference": new.external_reference,
        "created_at": at,
        "due_at": due_at,
    }
    added = insert(REFUND_RUNS).values(values).on_conflict_do_nothing().returning(REFUND_RUNS.c.id)
    number = (await session.execute(added)).scalar_one_or_none()
    if number is None:
        return None
    for start in range(0, len(order_ids), AT_ONCE):
        lines = enumerate(order_ids[start : start + AT_ONCE], start=start + 1)
        rows = [{"run_id": number, "line": line, "order_id": order_id} for line, order_id in lines]
        await session.execute(insert(REFUND_RUN_ORDERS).values(rows))
    return await get(session, number)


async def get(session: AsyncSession, number: int) -> KeptRun:
    return _run_from((await session.execute(_RUNS.where(REFUND_RUNS.c.id == number))).one())


async def find(session: AsyncSession, merchant_id: int, legacy_id: str) -> KeptRun | None:
    ours = (REFUND_RUNS.c.merchant_id == merchant_id, REFUND_RUNS.c.legacy_id == legacy_id)
    row = (await session.execute(_RUNS.where(*ours))).one_or_none()
    return None if row is None else _run_from(row)


async def named(session: AsyncSession, merchant_id: int, name: str, *, dry_run: bool) -> KeptRun | None:
    """The merchant's run of that name, held until the work's end, before its orders as everywhere; of dry runs, the
    last one that has not ended. One that is forgotten meanwhile is not there.
    """
    runs = REFUND_RUNS.c
    statement = _RUNS.where(runs.merchant_id == merchant_id, runs.name == name, runs.dry_run == dry_run)
    if dry_run:
        statement = statement.where(runs.due_at.is_not(None))
    held = statement.order_by(runs.id.desc()).limit(1).with_for_update(of=REFUND_RUNS, key_share=True)
    row = (await session.execute(held)).one_or_none()
    return None if row is None else _run_from(row)


async def count_open(session: AsyncSession, merchant_id: int) -> int:
    """How many of the merchant's runs have not ended."""
    ours = (REFUND_RUNS.c.merchant_id == merchant_id, REFUND_RUNS.c.due_at.is_not(None))
    number: int = (await session.execute(select(func.count()).select_from(REFUND_RUNS).where(*ours))).scalar_one()
    return number


async def reopen(session: AsyncSession, number: int, due_at: datetime) -> bool:
    """Has those orders of the run, which is held, done again of which nobody knew what became of them; False if there
    are none.
    """
    orders = REFUND_RUN_ORDERS.c
    unknown = (orders.run_id == number, orders.result == Result.NOT_KNOWN)
    nothing = dict.fromkeys(("result", "currency", "refunded", "under_way", "outcome"))
    opened = await session.execute(update(REFUND_RUN_ORDERS).where(*unknown).values(nothing).returning(orders.id))
    if not opened.all():
        return False
    due = {"due_at": due_at, "leased_by": None, "ended_at": None, "kept_until": None}
    await session.execute(update(REFUND_RUNS).where(REFUND_RUNS.c.id == number).values(due))
    return True


async def take(session: AsyncSession, number: int, at: datetime, lease: timedelta, process: str) -> KeptRun | None:
    """The run, if it is due: nobody else's until the `lease` is over, once this is committed."""
    due = (REFUND_RUNS.c.id == number, REFUND_RUNS.c.due_at <= at)
    values = {"due_at": at + lease, "leased_by": process}
    taken = await session.execute(update(REFUND_RUNS).where(*due).values(values).returning(REFUND_RUNS.c.id))
    return None if taken.one_or_none() is None else await get(session, number)


async def hold_on(session: AsyncSession, number: int, process: str, until: datetime) -> None:
    """It is due again at `until`, unless another process has taken it since."""
    await session.execute(_ours(number, process).values(due_at=until))


async def end(session: AsyncSession, number: int, process: str, at: datetime, kept_until: datetime) -> bool:
    """Whether it has ended: each of its orders has a result, and no other process has taken it since."""
    left = select(1).where(REFUND_RUN_ORDERS.c.run_id == number, REFUND_RUN_ORDERS.c.result.is_(None)).exists()
    ended = {"due_at": None, "leased_by": None, "ended_at": at, "kept_until": kept_until}
    statement = _ours(number, process).where(~left).values(ended).returning(REFUND_RUNS.c.id)
    return (await session.execute(statement)).one_or_none() is not None


def _ours(number: int, process: str) -> Any:
    ours = (REFUND_RUNS.c.id == number, REFUND_RUNS.c.leased_by == process, REFUND_RUNS.c.due_at.is_not(None))
    return update(REFUND_RUNS).where(*ours)


async def due(session: AsyncSession, at: datetime, most: int) -> list[int]:
    """The numbers of the runs that are due, those that are longest first."""
    runs = REFUND_RUNS.c
    statement = select(runs.id).where(runs.due_at <= at).order_by(runs.due_at, runs.id).limit(most)
    return list((await session.execute(statement)).scalars())


async def leased(session: AsyncSession, most: int) -> list[tuple[int, str]]:
    """The numbers of runs that processes have taken, and by whom."""
    runs = REFUND_RUNS.c
    statement = select(runs.id, runs.leased_by).where(runs.due_at.is_not(None), runs.leased_by.is_not(None)).limit(most)
    return [(row.id, row.leased_by) for row in await session.execute(statement)]


async def to_do(session: AsyncSession, number: int, most: int) -> list[KeptOrder]:
    """The first orders of the run without a result."""
    orders = REFUND_RUN_ORDERS.c
    open_ones = _ORDERS.where(orders.run_id == number, orders.result.is_(None)).order_by(orders.line).limit(most)
    return [_order_from(row) for row in await session.execute(open_ones)]


async def done(session: AsyncSession, number: int, order: Done) -> None:
    """Writes down what became of the order, unless that is known by now."""
    orders = REFUND_RUN_ORDERS.c
    values = {
        "result": order.result,
        "currency": order.currency,
        "refunded": None if order.refunded is None else order.refunded.minor,
        "under_way": None if order.under_way is None else order.under_way.minor,
        "outcome": dict(order.outcome),
    }
    place = (orders.run_id == number, orders.line == order.line, orders.result.is_(None))
    await session.execute(update(REFUND_RUN_ORDERS).where(*place).values(values))


async def totals(session: AsyncSession, number: int) -> dict[Result | None, int]:
    """How many orders of the run have each result, or none yet."""
    orders = REFUND_RUN_ORDERS.c
    statement = select(orders.result, func.count()).where(orders.run_id == number).group_by(orders.result)
    return {None if result is None else Result(result): many for result, many in await session.execute(statement)}


async def sums(session: AsyncSession, number: int) -> list[Sum]:
    """What the orders of the run come to that give something back, by currency."""
    orders = REFUND_RUN_ORDERS.c
    refunded, under_way = func.sum(orders.refunded), func.sum(orders.under_way)
    statement = (
        select(orders.currency, func.count().label("orders"), refunded.label("refunded"), under_way.label("under_way"))
        .where(orders.run_id == number, or_(orders.refunded > 0, orders.under_way > 0))
        .group_by(orders.currency)
        .order_by(orders.currency)
    )
    return [
        Sum(row.orders, Money(int(row.refunded), row.currency), Money(int(row.under_way), row.currency))
        for row in await session.execute(statement)
    ]


async def page(
    session: AsyncSession, number: int, most: int, after: int, result: Result | None = None
) -> list[KeptOrder]:
    """Up to `most` orders of the run beyond that line; those with that `result`, or else all of them."""
    orders = REFUND_RUN_ORDERS.c
    statement = _ORDERS.where(orders.run_id == number, orders.line > after)
    if result is not None:
        statement = statement.where(orders.result == result)
    return [_order_from(row) for row in await session.execute(statement.order_by(orders.line).limit(most))]


async def forget(session: AsyncSession, at: datetime, most: int) -> int:
    """Deletes up to `most` runs that were kept for long enough, with their orders; how many it were."""
    runs = REFUND_RUNS.c
    old = select(runs.id).where(runs.kept_until <= at).order_by(runs.kept_until).limit(most).with_for_update()
    numbers = list((await session.execute(old)).scalars())
    if numbers:
        await session.execute(delete(REFUND_RUN_ORDERS).where(REFUND_RUN_ORDERS.c.run_id.in_(numbers)))
        await session.execute(delete(REFUND_RUNS).where(runs.id.in_(numbers)))
    return len(numbers)


_RUNS: Select[Any] = select(REFUND_RUNS, MERCHANTS.c.public_id.label("merchant")).join(
    MERCHANTS, MERCHANTS.c.id == REFUND_RUNS.c.merchant_id
)
_ORDERS: Select[Any] = select(
    REFUND_RUN_ORDERS.c.line, REFUND_RUN_ORDERS.c.order_id, REFUND_RUN_ORDERS.c.result, REFUND_RUN_ORDERS.c.outcome
)


def _run_from(row: Row[Any]) -> KeptRun:
    new = NewRun(
        legacy_id=row.legacy_id,
        name=row.name,
        dry_run=row.dry_run,
        fingerprint=row.fingerprint,
        reason_code=row.reason_code,
        note=row.note,
        cancel_order=row.cancel_order,
        on_failure=RefundFailurePolicy(row.on_failure),
        keep=row.keep,
        external_reference=row.external_reference,
    )
    actor = Actor(
        kind=ActorKind(row.requested_by_kind),
        id=row.requested_by_id,
        name=row.requested_by,
        merchant_id=row.merchant_id,
        merchant=row.merchant,
        rights=frozenset(),
        source=PaymentSource(row.source),
        address=row.address,
    )
    return KeptRun(row.id, new, actor, row.created_at, row.ended_at, begun=row.leased_by is not None)


def _order_from(row: Row[Any]) -> KeptOrder:
    result = None if row.result is None else Result(row.result)
    return KeptOrder(row.line, row.order_id, result, row.outcome)
