"""Why money is refunded: the merchant's own list of reasons, and what has to be said with a reversal (SPEC 9)."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, Right
from app.domain.people.reasons import LONGEST_CODE, LONGEST_LABEL, RefundReason
from app.domain.problems import Condition, Findings, Path, Problem, Refused, not_found
from app.domain.reversals import decide
from app.domain.reversals.decide import Reasons, Why
from app.domain.reversals.payments import Merchant
from app.domain.texts import LONGEST_NOTE, check_text
from app.flows.service import Service, Work
from app.store.history import changes
from app.store.people import merchants, reasons

CODE: Path = ("input", "code")
LABEL: Path = ("input", "label")

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReasonAsk:
    """A reason as it is to be; `active` None means as it is, and that a new one can be given."""

    code: str
    label: str
    active: bool | None = None


def can_be_code(text: str) -> bool:
    """Whether any reason may have this code."""
    return _CODE.fullmatch(text) is not None


async def check_why(work: Work, code: str | None, note: str | None, *within: str) -> None:
    """Raises Refused for what is wrong with the `reasonCode` or the `note` in the input object at `within`."""
    decide.check_why(Why(code, note, within), work.merchant, work.actor, await reasons_for(work, code))


async def reasons_for(work: Work, code: str | None) -> Reasons:
    """What is known of the merchant's reasons where the request gives `code`, or none."""
    found = await reasons.find(work.session, work.merchant.id, code) if code is not None and can_be_code(code) else None
    known = code is None or (found is not None and found.active)
    refused = is_refused(work.merchant, work.actor, code, known=known)
    return Reasons(known, await reasons.codes(work.session, work.merchant.id) if refused else ())


def is_refused(merchant: Merchant, actor: Actor, code: str | None, *, known: bool) -> bool:
    """Whether the actor is going to be told which reasons there are: for one that is not `known`, or for none."""
    return not known or (code is None and decide.needs_reason(merchant, actor))


def check_note(note: str | None, *within: str) -> None:
    """Raises Refused for a `note` in the input object at `within` that can't be kept."""
    check_text(note or "", (*within, "note"), LONGEST_NOTE)


async def reasons_of(service: Service, actor: Actor) -> list[RefundReason]:
    """The merchant's reasons, by their labels; those that can't be given any more as well. Raises NotAllowed."""
    actor.require(Right.VIEW)
    async with service.store.session() as session:
        return await reasons.of_merchant(session, actor.merchant_id)


async def create_reason(service: Service, actor: Actor, ask: ReasonAsk) -> RefundReason:
    """A new reason of the merchant's.

    Raises Refused (REASON_TAKEN for a code or a label that another one has ignoring case, TEXT_INVALID,
    TEXT_TOO_LONG), NotAllowed, Unavailable.
    """
    reason = RefundReason(ask.code, ask.label, ask.active is not False)
    async with _administering(service, actor) as work:
        findings = Findings()
        with findings:
            _check_code(reason.code)
        with findings:
            _check_label(reason.label)
        findings.refuse()
        for other in await reasons.same(work.session, work.merchant.id, code=reason.code, label=reason.label):
            with findings:
                _refuse_same(reason, other)
        findings.refuse()
        await reasons.add(work.session, work.merchant.id, reason)
        await _keep(work, Entry(ChangeKind.REASON_ADDED), _told(reason))
    return reason


async def update_reason(service: Service, actor: Actor, ask: ReasonAsk) -> RefundReason:
    """The reason of that code with another label, or one that can't be given any more; its code stays.

    What was refunded for it shows the new label. Raises Refused (OBJECT_NOT_FOUND for the code, REASON_TAKEN,
    TEXT_INVALID, TEXT_TOO_LONG), NotAllowed, Unavailable.
    """
    async with _administering(service, actor) as work:
        before = await reasons.find(work.session, work.merchant.id, ask.code) if can_be_code(ask.code) else None
        if before is None:
            raise not_found(*CODE)
        _check_label(ask.label)
        after = RefundReason(before.code, ask.label, before.active if ask.active is None else ask.active)
        for other in await reasons.same(work.session, work.merchant.id, code=after.code, label=after.label):
            if other.code != after.code:
                _refuse_same(after, other)
        if after != before:
            await reasons.change(work.session, work.merchant.id, after)
            await _keep(work, Entry(ChangeKind.REASON_CHANGED), f"{_told(before)} -> {_told(after)}")
    return after


@asynccontextmanager
async def _administering(service: Service, actor: Actor) -> AsyncIterator[Work]:
    """A unit of work in which no other work changes the merchant's list. Raises NotAllowed, Unavailable."""
    actor.require(Right.ADMINISTER)
    async with service.store.begin() as session:
        await merchants.lock(session, actor.merchant_id)
        yield await service.begun(session, actor)


def _check_code(code: str) -> None:
    check_text(code, CODE, LONGEST_CODE)
    if not can_be_code(code):
        expected = "Send letters, digits and any of _ . - behind the first one, such as damaged_goods."
        raise Refused(Problem(Condition.TEXT_INVALID, CODE, {"expected": expected}))


def _check_label(label: str) -> None:
    check_text(label, LABEL, LONGEST_LABEL)
    if not label.strip() or not label.isprintable():
        raise Refused(Problem(Condition.TEXT_INVALID, LABEL))


def _refuse_same(reason: RefundReason, other: RefundReason) -> None:
    same_code = other.code.lower() == reason.code.lower()
    told = {"code": other.code, "label": other.label}
    raise Refused(Problem(Condition.REASON_TAKEN, CODE if same_code else LABEL, told))


async def _keep(work: Work, entry: Entry, note: str) -> None:
    await changes.add(work.session, work.actor, work.now, entry, note)


def _told(reason: RefundReason) -> str:
    return f"{reason.code} ({reason.label}{'' if reason.active else ', not active'})"
