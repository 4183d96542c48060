"""A second person approves or rejects a refund that is large for its merchant (SPEC 8.3), or a word on its outcome.

While a refund waits, its amount is reserved, no gateway has heard of it and nothing of it falls due. What counts is the
limit at the time when it was asked for: a limit that changes meanwhile neither lets it go nor holds up what was sent.
Of words on unknown outcomes see `resolve`.
"""

from dataclasses import dataclass
from functools import partial

import structlog

from app.domain.copies import replace
from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import Condition, NotAllowed, Path, Problem, Refused
from app.domain.reversals.answers import Absent, NotKnown
from app.domain.reversals.approvals import Approval, ApprovalState
from app.domain.reversals.conclude import conclude, looks_at_payment
from app.domain.reversals.decide_on_refund import RefundFacts, check_another, sends_approved, was_decided_so
from app.domain.reversals.operation_keys import new_key
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.resolutions import Resolution
from app.domain.reversals.rules import REFUND
from app.domain.texts import LONGEST_NOTE, check_text
from app.flows.reversals.asking import Heard, ask_gateway
from app.flows.reversals.finding import lock_refund
from app.flows.reversals.life import Hearing, carry_out, record
from app.flows.reversals.reserving import Sending, start
from app.flows.reversals.resolve import approve_outcome, reject_outcome
from app.flows.service import Service, Work, wall_clock
from app.gateways.base import Sale
from app.store.reversals import approvals, operations, refunds, request_keys, requesters, resolutions
from app.store.reversals.look import Requester
from app.telemetry import tracing

log = structlog.get_logger(__name__)

NOTE: Path = ("input", "note")

MADE_BEFORE = "It was made before the database went back to an earlier state, and was found at its gateway again."


@dataclass(frozen=True, slots=True)
class ApprovalAsk:
    """Which refund is decided on, and what the person has to say about it."""

    refund_id: str
    note: str | None = None


@tracing.flow("approve_refund")
async def approve_refund(service: Service, actor: Actor, ask: ApprovalAsk) -> Refund:
    """The refund, which is sent now, once, on the terms and in the name of its requester.

    However many approve it at a time, one of them does. It is not sent, and still waits, where it could not be asked
    for now: APPROVAL_NOT_POSSIBLE says why. Where a word on its outcome waits, that is what is approved.
    Raises Refused (APPROVAL_NOT_AWAITED, APPROVAL_BY_ANOTHER, and as `approve_outcome` does), NotAllowed for keys,
    Unavailable.
    """
    actor.require(Right.APPROVE)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, REFUND) as work:
        transaction, refund, asked = await _lock(work, ask)
        if was_decided_so(actor, asked, ApprovalState.APPROVED):
            return refund
        started = None
        if isinstance(asked, Approval):
            started = await _approved(service, work, transaction, refund, asked, ask.note)
    if started is None:
        return await approve_outcome(service, actor, refund, ask.note)
    await _send(service, *started)
    async with service.store.session() as session:
        return await refunds.get(session, refund.id)


async def reject_refund(service: Service, actor: Actor, ask: ApprovalAsk) -> Refund:
    """The refund, VOIDED: its amount is free again, and no gateway ever hears of it.

    Where a word on its outcome waits, that is rejected, by anybody with the right: the refund stays as it is.
    Raises Refused (APPROVAL_NOT_AWAITED, APPROVAL_BY_ANOTHER), NotAllowed for keys, Unavailable.
    """
    actor.require(Right.APPROVE)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, REFUND) as work:
        transaction, refund, asked = await _lock(work, ask)
        if was_decided_so(actor, asked, ApprovalState.REJECTED):
            return refund
        if isinstance(asked, Resolution):
            await reject_outcome(work, asked, ask.note)
            return refund
        await _decide(work, transaction, asked, ApprovalState.REJECTED, Entry(ChangeKind.REJECTED), ask.note)
        await refunds.mark_voided(work.session, refund, work.cause)
        return await refunds.get(work.session, refund.id)


async def _approved(
    service: Service, work: Work, transaction: Transaction, refund: Refund, approval: Approval, note: str | None
) -> tuple[Actor, Sending]:
    """Who asked for the refund, and its first attempt. Raises Refused where it could not be asked for now."""
    asker = Work(work.session, work.merchant, await _asker_of(work, approval))
    operation = sends_approved(RefundFacts(transaction, refund, work.merchant, asker.actor, asker.now, approval))
    if approval.key is not None and await operations.knows_key(work.session, approval.key):
        raise Refused(Problem(Condition.APPROVAL_NOT_POSSIBLE, REFUND, {"why": MADE_BEFORE}))
    await _decide(work, transaction, approval, ApprovalState.APPROVED, Entry(ChangeKind.APPROVED), note)
    if refund.waits_for_settlement:
        await refunds.stop_waiting(work.session, refund.id)
    sending = await start(service, asker, operation, approval.key or new_key(operation.kind))
    assert sending.destination is not None, "an approved refund goes through a gateway"
    await refunds.sent_to(work.session, refund.id, sending.destination)
    await request_keys.begin(work.session, refund.id, sending.operation.id)
    return asker.actor, sending


async def _lock(work: Work, ask: ApprovalAsk) -> tuple[Transaction, Refund, Approval | Resolution]:
    """The refund and what it waits for, or did last, if this actor may have a say. Raises Refused, NotAllowed."""
    transaction, refund = await lock_refund(work, ask.refund_id)
    if work.actor.kind is not ActorKind.USER:
        raise NotAllowed(Right.APPROVE, person=True)
    check_text(ask.note or "", NOTE, LONGEST_NOTE)
    resolution = await resolutions.latest_for_two(work.session, refund.id)
    if resolution is not None:
        return transaction, refund, resolution
    return transaction, refund, check_another(work.actor, await approvals.find(work.session, refund.id))


async def _asker_of(work: Work, approval: Approval) -> Actor:
    """The refund's requester, with the rights that they have now."""
    asker = Requester(work.merchant.id, approval.requested_by_kind, approval.requested_by_id, approval.requested_by)
    return await requesters.find(work.session, asker)


async def _decide(
    work: Work, transaction: Transaction, approval: Approval, state: ApprovalState, entry: Entry, note: str | None
) -> None:
    refund_id = approval.refund_id
    await approvals.decide(work.session, approval, state, work.actor, work.now, note)
    await work.keep(entry, note=note, transaction_id=transaction.id, refund_id=refund_id)


async def _with_time(service: Service, sending: Sending) -> Sending | None:
    """The sending with the whole time of a lease before it, of which the look-up has taken its part; None if another
    process has taken it over meanwhile.
    """
    assert not isinstance(sending.message, Sale), "a refund was approved"
    async with service.store.begin() as session:
        leasing = service.leasing(sending.destination)
        if not await operations.renew_lease(session, sending.operation, leasing):
            return None
    return replace(sending, message=replace(sending.message, at=wall_clock()))


async def _heard_before(service: Service, asker: Actor, sending: Sending) -> Heard | None:
    """What the gateway account says of the refund's key before it is sent; None where it knows of none, can't be
    asked, or doesn't tell.

    The key was written down when the refund was asked for. It may have been approved, and sent, in a time that the
    database has forgotten since it went back to an earlier state.
    """
    message = sending.message
    if not _asks_before(sending) or isinstance(message, Sale):
        return None
    heard = await ask_gateway(service, replace(sending.operation, attempts_made=0), message, asker.merchant)
    # Nothing of it was sent that is known here: where nobody tells, it is sent as any refund is.
    return None if isinstance(heard.answer, Absent | NotKnown) else heard


def _asks_before(sending: Sending) -> bool:
    """Whether it goes to a gateway account, now: a sandbox loses no time."""
    return not sending.on_hold and sending.destination is not None and sending.destination.account is not None


async def _send(service: Service, asker: Actor, sending: Sending) -> None:
    """Its requester has had an answer long ago: a refusal is told to people as that of a queued refund is."""
    try:
        heard = await _heard_before(service, asker, sending)
        if heard is not None:
            outcome = heard.answer
            assert not isinstance(outcome, Absent), "absence is nothing that was heard"
            looks = looks_at_payment(sending.operation.kind, outcome)
            hearing = Hearing(partial(conclude, outcome=outcome), heard.standing, looks, asker_waits=False)
            ended = await record(service, asker, sending.operation, hearing)
            if ended is None or ended.turned is None:
                return
            sending = ended.turned
        elif _asks_before(sending):
            renewed = await _with_time(service, sending)
            if renewed is None:
                return
            sending = renewed
        await carry_out(service, asker, sending, asker_waits=False)
    except (Refused, NotAllowed) as refused:
        log.info("operation.refused", operation=sending.operation.id, error=str(refused))
