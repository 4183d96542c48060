"""What gateways and the service tell differently: shown, and taken in (SPEC 14.8)."""

import asyncio
from dataclasses import dataclass

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, Problem, Refused, Unavailable, not_found
from app.domain.reversals.drift import Difference, DriftKind
from app.domain.reversals.payments import Destination, Merchant, Refund, Transaction
from app.domain.reversals.states import Subject
from app.domain.texts import LONGEST_NOTE, check_text
from app.flows.gateways.adopt import adopt, find_payment, places_of, version_of
from app.flows.gateways.channel import NotUsable, channel_to
from app.flows.gateways.take_over import take_over_payment
from app.flows.service import Service, Work, now, wall_clock
from app.gateways.registry import SANDBOX
from app.store.gateways import accounts, drift
from app.store.gateways.drift import Asked, OpenDrift
from app.store.people import merchants
from app.store.reversals import refunds, transactions
from refundry.gateways import NotAnswered

DRIFT: Path = ("input", "driftId")
NOTE: Path = ("input", "note")

BY_ITSELF = frozenset({DriftKind.MISSING_HERE, DriftKind.STATUS, DriftKind.AMOUNT})
"""What the gateway's word can put right."""


@dataclass(frozen=True, slots=True)
class AdoptDriftAsk:
    """Which difference is taken in, and what was found out about it."""

    drift_id: str
    note: str | None = None


async def open_drift(service: Service, actor: Actor, most: int, before: int | None) -> list[tuple[OpenDrift, str]]:
    """Up to `most` of what is open, the latest first, behind the number `before`; each with its account's name."""
    async with service.store.session() as session:
        found = await drift.page(session, actor.merchant_id, most, before)
        names = {each.id: each.name for each in await accounts.of_merchant(session, actor.merchant_id)}
    return [(each, names.get(each.gateway_account_id or 0, SANDBOX)) for each in found]


async def adopt_drift(service: Service, actor: Actor, ask: AdoptDriftAsk) -> Transaction | Refund | None:
    """The payment or refund that it is about, as it is then; None for one that is not known here.

    What the gateway has is taken over as it is there. What it has not, or has twice, nobody can take over: a note says
    what was found out about it. It is open no more. Raises Refused (OBJECT_NOT_FOUND, TEXT_INVALID without that note,
    PAYMENT_NOT_ADOPTABLE), NotAllowed, Unavailable where the gateway could not be asked.
    """
    actor.require(Right.MANAGE_ORDERS)
    note = check_text(ask.note or "", NOTE, LONGEST_NOTE).strip() or None
    async with service.store.begin() as session:
        found = await drift.find(session, actor.merchant_id, _legacy_id(ask.drift_id))
    if found is None:
        raise not_found(*DRIFT)
    if note is None and found.difference.kind not in BY_ITSELF:
        told = {"expected": "Say what was found out about it: the gateway's word can't put it right."}
        raise Refused(Problem(Condition.TEXT_INVALID, NOTE, told))
    if found.difference.kind in BY_ITSELF:
        await take_in(service, actor, found.difference)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, DRIFT) as work:
        held = await drift.find(work.session, actor.merchant_id, found.legacy_id)
        if held is None:
            raise not_found(*DRIFT)
        subject = await _subject(work, held.difference)
        await drift.adopt(work.session, held.id, actor.name, note, wall_clock())
        facts = {"kind": held.difference.kind.value, "reference": held.difference.reference}
        refund_id = subject.id if isinstance(subject, Refund) else None
        payment = subject.transaction_id if isinstance(subject, Refund) else None if subject is None else subject.id
        entry = Entry(ChangeKind.DRIFT_ADOPTED, facts)
        await work.keep(entry, note=note, transaction_id=payment, refund_id=refund_id)
    return subject


async def take_in(service: Service, actor: Actor, found: Difference) -> None:
    """Takes over the payment that it is about, with all of its refunds, as the gateway has it.

    A payment that a sandbox merchant does not know can't be taken over: its request, sent again, makes it again.
    Raises Refused (OBJECT_NOT_FOUND, PAYMENT_NOT_ADOPTABLE), Unavailable.
    """
    async with service.store.session() as session:
        merchant = await merchants.get(session, actor.merchant_id)
    if merchant.sandbox:
        await _take_in_of_sandbox(service, actor, merchant, found)
        return
    before = await version_of(service, actor, found.payment)
    place, standing = await find_payment(service, await places_of(service, actor), found.payment)
    if place is None or standing is None:
        raise not_found(*DRIFT)
    await adopt(service, actor, place, standing, asked=found.payment, path=DRIFT, before=before)


@dataclass(frozen=True, slots=True)
class _Sandbox:
    name: str = SANDBOX
    adapter: str = SANDBOX
    id: int | None = None
    version: int | None = None


async def _take_in_of_sandbox(service: Service, actor: Actor, merchant: Merchant, found: Difference) -> None:
    async with service.store.session() as session:
        (payment,) = await drift.payments_like(session, merchant.id, [found.payment])
        before = None if payment is None else await transactions.version(session, payment.id)
    try:
        channel = await channel_to(service, Destination(SANDBOX), merchant.public_id, now(merchant))
        async with asyncio.timeout(channel.timeout):
            standing = await channel.session.standing(found.payment)
    except (NotUsable, NotAnswered, TimeoutError) as error:
        raise Unavailable("the sandbox gateway could not be asked") from error
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, DRIFT) as work:
        if payment is None or standing is None:
            raise not_found(*DRIFT)
        transaction = await transactions.lock(work.session, payment.id)
        await work.locked()
        if await transactions.version(work.session, payment.id) != before:
            raise Refused(Problem(Condition.REVERSAL_NOT_POSSIBLE_NOW, DRIFT))
        await take_over_payment(service, work, _Sandbox(), transaction, standing)


async def _subject(work: Work, found: Difference) -> Transaction | Refund | None:
    """What it is about, as it is known here by now."""
    if found.subject is Subject.REFUND:
        asked = Asked(found.payment, found.reference, found.key)
        known = (await drift.refunds_like(work.session, work.merchant.id, [asked]))[0].refund
        return None if known is None else await refunds.get(work.session, known.id)
    (payment,) = await drift.payments_like(work.session, work.merchant.id, [found.reference])
    return None if payment is None else await transactions.get(work.session, payment.id)


def _legacy_id(text: str) -> str:
    match read_global_id(text):
        case (IdKind.DRIFT, legacy_id):
            return legacy_id
    return ""
