"""Bring in all payments that a gateway account has of a period, with their refunds (SPEC 14.6).

The gateway's list is read day by day, and how far it has come is kept: an import that was stopped goes on with the day
on which it was stopped. What is known already is brought up to date, so that the same import again changes nothing.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused, not_found
from app.domain.reversals.states import as_kept
from app.domain.reversals.taking_over import ADOPTABLE
from app.flows.gateways.adopt import Place, adopt, places_of
from app.flows.gateways.questions import listed
from app.flows.service import Service, wall_clock
from app.gateways.adapters import UnknownAdapter
from app.store.gateways import accounts, following
from app.store.gateways.following import Position
from app.store.reversals import found, transactions
from refundry.gateways import PaymentStanding

STEP = timedelta(days=1)
PERIOD: Path = ("period",)
NAME: Path = ("name",)


class Imported(StrEnum):
    """What became of one payment of the gateway's list."""

    NEW = "NEW"
    KNOWN = "KNOWN"
    NO_PAYMENT = "NO_PAYMENT"
    """It never held money."""
    LEFT = "LEFT"
    """It can't be taken over; the problem says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One payment of the list by the gateway's id, or the end of a day's list, for which `reference` is None.

    `reached` is the time up to which all is in.
    """

    reached: datetime
    reference: str | None = None
    became: Imported | None = None
    problem: Problem | None = None


async def import_payments(
    service: Service, actor: Actor, name: str, begins_at: datetime, ends_at: datetime | None
) -> AsyncGenerator[Step]:
    """Each payment that the gateway account of that name has of the period, and what became of it, day by day.

    `ends_at` None is the present. A day is kept as done once its end is told. Raises Refused (no such account, one that
    is retired or that no merchant account names, one that can't list), CannotAsk where the gateway does not answer, and
    Unavailable: what was told is in then, and the import goes on when it is begun again.
    """
    actor.require(Right.MANAGE_ORDERS)
    place = await _place(service, actor, name)
    end = min(wall_clock(), ends_at) if ends_at is not None else wall_clock()
    async with service.store.begin() as session:
        before = await following.position(session, place.account.id)
    same = before is not None and (before.begins_at, before.ends_at) == (begins_at, ends_at)
    at = before.at if same and before is not None else begins_at
    while at < end:
        until = min(at + STEP, end)
        async with aclosing(_day(service, actor, place, at, until)) as payments:
            async for step in payments:
                yield step
        async with service.store.begin() as session:
            await following.keep_position(session, place.account.id, Position(begins_at, ends_at, until))
        yield Step(until)
        at = until
    async with service.store.begin() as session:
        await following.forget_position(session, place.account.id)


async def _day(service: Service, actor: Actor, place: Place, begin: datetime, end: datetime) -> AsyncGenerator[Step]:
    async with service.store.session() as session:
        before = await transactions.versions_made(session, place.account.id, begin, end)
    async for standing in listed(service, place.account, begin, end):
        became, problem = await _take_in(service, actor, place, standing, before.get(standing.reference))
        yield Step(begin, standing.reference, became, problem)


async def _take_in(
    service: Service, actor: Actor, place: Place, standing: PaymentStanding, before: str | None
) -> tuple[Imported, Problem | None]:
    if as_kept(standing.status) not in ADOPTABLE:
        return Imported.NO_PAYMENT, None
    async with service.store.session() as session:
        known = await found.payment_number(session, actor.merchant_id, standing.reference, *standing.also_known_as)
    try:
        await adopt(service, actor, place, standing, path=PERIOD, before=before)
    except Refused as refused:
        return Imported.LEFT, refused.problems[0]
    return Imported.NEW if known is None else Imported.KNOWN, None


async def _place(service: Service, actor: Actor, name: str) -> Place:
    async with service.store.session() as session:
        account = await accounts.find(session, actor.merchant_id, name)
    if account is None:
        raise not_found(*NAME)
    if account.retired_at is not None:
        raise Refused(Problem(Condition.GATEWAY_ACCOUNT_RETIRED, NAME))
    place = next((each for each in await places_of(service, actor) if each.account.id == account.id), None)
    if place is None:
        raise Refused(Problem(Condition.NO_GATEWAY_ACCOUNT, NAME))
    try:
        lists = service.sessions.adapters.named(account.adapter).capabilities.lists_payments
    except UnknownAdapter as error:
        told = {"error": error.error} if error.error else {}
        raise Refused(Problem(Condition.ADAPTER_UNKNOWN, NAME, told)) from error
    if not lists:
        told = {"because": f"The gateway of {account.adapter} lists no payments: they come in by its webhooks."}
        raise Refused(Problem(Condition.PAYMENT_NOT_ADOPTABLE, NAME, told))
    return place
