"""Say what became of an attempt of unknown outcome, and agree to what another person has said (SPEC 12).

    Look      at the operation; nothing is held.
    Ask       its gateway, whose word counts.
    Decide    with the payment held, by the rules; where anything has moved meanwhile, once more from the start.

Whatever the gateway says is written down as the queue would write it. A word against it is refused. Where the gateway
can't say, a person's word counts, or it waits for another person's: until then the amount stays reserved, and the
queue goes on with the operation as if nothing had been said.
"""

from dataclasses import dataclass
from functools import partial

from app.domain.history.kinds import ChangeKind, Entry, awaiting_approval, outcome_contradicted, outcome_said
from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import Condition, Findings, Path, Problem, Refused
from app.domain.reversals import resolutions as rules
from app.domain.reversals.answers import Pending
from app.domain.reversals.approvals import ApprovalState
from app.domain.reversals.going_on import resolved
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.resolutions import Resolution, ResolvedOutcome, Ruling, evidence
from app.domain.reversals.rules import REFUND
from app.domain.texts import LONGEST_NOTE, check_text
from app.flows.reversals.life import Hearing, conclude_held
from app.flows.reversals.unknown_outcome import AfterRuling, Case, decide_on, find_payment, record_answer
from app.flows.service import Service, Work
from app.flows.upkeep.notify import notify_approvers
from app.store.reversals import refunds, resolutions, transactions
from app.telemetry import tracing

PAYMENT: Path = ("input", "paymentId")
OUTCOME: Path = ("input", "outcome")
NOTE: Path = ("input", "note")
REFERENCE: Path = ("input", "reference")


@dataclass(frozen=True, slots=True)
class ResolveAsk:
    """What `resolveOutcome` was told, and how that was found out (`note`)."""

    payment_id: str
    outcome: ResolvedOutcome
    reference: str | None
    note: str


@tracing.flow("resolve_outcome")
async def resolve_outcome(service: Service, actor: Actor, ask: ResolveAsk) -> Transaction | Refund:
    """The payment as it stands after the actor has said what became of it.

    A refund that is still AUTHORIZING, with an approval that waits, awaits another person's word. Raises Refused:
    OUTCOME_IS_KNOWN unless an attempt's outcome is unknown or pending; OUTCOME_CONTRADICTED, and what the gateway says
    is written down; OUTCOME_UNDECIDED, OUTCOME_TOO_EARLY, OUTCOME_BY_ANOTHER, APPROVAL_AWAITED. Raises NotAllowed.
    """
    actor.require(Right.MARK_EXTERNALLY)
    _check_texts(ask)
    await decide_on(service, actor, ask.payment_id, PAYMENT, lambda case: _say(case, ask))
    return await _payment(service, actor, ask.payment_id)


async def approve_outcome(service: Service, actor: Actor, refund: Refund, note: str | None) -> Refund:
    """The refund after the actor, a person with the right APPROVE, has agreed to what was said of its outcome.

    Raises Refused as `resolve_outcome` does; APPROVAL_NOT_AWAITED if nothing waits any more.
    """
    refund_id = global_id(IdKind.REFUND, refund.legacy_id)
    await decide_on(service, actor, refund_id, REFUND, lambda case: _agree(case, note))
    async with service.store.session() as session:
        return await refunds.get(session, refund.id)


async def reject_outcome(work: Work, resolution: Resolution, note: str | None) -> None:
    """What was said counts for nothing: the refund is as unknown as before. Its transaction has to be held."""
    await resolutions.decide(work.session, resolution, ApprovalState.REJECTED, work.actor, work.now, note)
    transaction_id, refund_id = resolution.transaction_id, resolution.refund_id
    await work.keep(Entry(ChangeKind.OUTCOME_REJECTED), note=note, transaction_id=transaction_id, refund_id=refund_id)


async def _payment(service: Service, actor: Actor, payment_id: str) -> Transaction | Refund:
    async with service.store.session() as session:
        return await find_payment(await service.begun(session, actor), payment_id, PAYMENT)


async def _say(case: Case, ask: ResolveAsk) -> AfterRuling:
    """The actor says what became of it."""
    ruling = case.ruling(ask.outcome, needs_another=case.needs_another)
    match ruling:
        case Ruling.AWAITS_ANOTHER:
            return await _await_another(case, ask)
        case Ruling.COUNTS:
            await _count(case, ask)
            return await _end(case, ask.outcome, ask.note, ask.reference)
        case Ruling.ABSENCE_AGREES:
            await resolutions.overtake(case.work.session, case.operation.id, case.work.now)
            await _keep_resolved(case, ask)
            return await _end(case, ask.outcome, ask.note, ask.reference)
        case Ruling.GATEWAY_AGREES:
            ended = await record_answer(case)
            await _keep_resolved(case, ask)
            await _dismiss_attention(case)
            return AfterRuling(ended)
    return await _by_the_gateway(case, ask.outcome, ruling, OUTCOME, evidence(ask.note, ask.reference))


async def _agree(case: Case, note: str | None) -> AfterRuling:
    """The actor agrees to the word that waits, unless the gateway can say better by now."""
    waiting = case.waiting
    if waiting is None:
        raise Refused(Problem(Condition.APPROVAL_NOT_AWAITED, case.path))
    await _check_another(case, waiting)
    ruling = case.ruling(waiting.said, needs_another=True)
    match ruling:
        case Ruling.AWAITS_ANOTHER | Ruling.ABSENCE_AGREES:
            return await _approve(case, waiting, note)
        case Ruling.GATEWAY_AGREES:
            ended = await record_answer(case)
            await _dismiss_attention(case)
            return AfterRuling(ended)
    return await _by_the_gateway(case, waiting.said, ruling, case.path, note)


async def _by_the_gateway(
    case: Case, said: ResolvedOutcome, ruling: Ruling, path: Path, note: str | None
) -> AfterRuling:
    """A word that is refused for what the gateway says, or because it is too early to say it; `note` goes with it."""
    says = {"says": case.heard.in_words, "from": case.provable_from}
    match ruling:
        case Ruling.GATEWAY_CONTRADICTS:
            ended = await record_answer(case)
            entry = outcome_contradicted(case.heard.in_words, done=said is ResolvedOutcome.DONE)
            await _keep(case, entry, note)
            return AfterRuling(ended, Refused(Problem(Condition.OUTCOME_CONTRADICTED, path, says)))
        case Ruling.ABSENCE_CONTRADICTS:
            raise Refused(Problem(Condition.OUTCOME_CONTRADICTED, path, {"absent": says["says"]}))
        case Ruling.UNDECIDED:
            problem = Problem(Condition.OUTCOME_UNDECIDED, path, says)
            if not isinstance(case.heard.answer, Pending):
                raise Refused(problem)
            return AfterRuling(await record_answer(case), Refused(problem))
        case Ruling.TOO_EARLY:
            raise Refused(Problem(Condition.OUTCOME_TOO_EARLY, path, says))
    raise AssertionError(f"{ruling} is no refusal")


async def _await_another(case: Case, ask: ResolveAsk) -> AfterRuling:
    """The word waits for another person's, or is the one that another person's has waited for."""
    work, waiting = case.work, case.waiting
    if waiting is None:
        await resolutions.add(
            work.session,
            case.operation,
            work.actor,
            work.now,
            ask.outcome,
            ask.note,
            ask.reference,
            awaits_another=True,
        )
        entry = awaiting_approval(outcome_said(done=ask.outcome is ResolvedOutcome.DONE))
        await _keep(case, entry, evidence(ask.note, ask.reference))
        added = await resolutions.waiting(work.session, case.operation.id)
        assert added is not None, "it was added just now"
        await notify_approvers(case.service, work, case.known, added)
        return AfterRuling()
    if waiting.is_by(work.actor):
        return AfterRuling()
    if work.actor.kind is not ActorKind.USER or Right.APPROVE not in work.actor.rights:
        told = {"said": waiting.said.value, "by": waiting.said_by}
        raise Refused(Problem(Condition.APPROVAL_AWAITED, case.path, told))
    await _check_another(case, waiting)
    return await _approve(case, waiting, evidence(ask.note, ask.reference))


async def _check_another(case: Case, waiting: Resolution) -> None:
    """Raises Refused for those who have said it, or have asked for the refund: that is not another person."""
    assert waiting.refund_id is not None, "only words on refunds wait"
    askers = await resolutions.askers(case.work.session, waiting.refund_id)
    if not rules.may_confirm(case.work.actor, waiting, askers):
        raise Refused(Problem(Condition.OUTCOME_BY_ANOTHER, case.path, {"by": waiting.said_by}))


async def _approve(case: Case, waiting: Resolution, note: str | None) -> AfterRuling:
    work = case.work
    await resolutions.decide(work.session, waiting, ApprovalState.APPROVED, work.actor, work.now, note)
    await _keep(case, Entry(ChangeKind.OUTCOME_APPROVED), note)
    return await _end(case, waiting.said, waiting.note, waiting.reference)


async def _count(case: Case, ask: ResolveAsk) -> None:
    """One word is enough. Another word that waits is rejected by it, or has nothing to wait for any more."""
    work, operation, waiting = case.work, case.operation, case.waiting
    if waiting is not None and waiting.said is not ask.outcome:
        await reject_outcome(work, waiting, None)
    await resolutions.overtake(work.session, operation.id, work.now)
    await resolutions.add(
        work.session, operation, work.actor, work.now, ask.outcome, ask.note, ask.reference, awaits_another=False
    )
    if rules.frees_refund(operation.kind, ask.outcome):
        await resolutions.doubt(work.session, operation)
    await _keep_resolved(case, ask)


async def _end(case: Case, said: ResolvedOutcome, note: str, reference: str | None) -> AfterRuling:
    """The operation is over, done or not, and the payment needs no attention any more."""
    done = said is ResolvedOutcome.DONE
    hearing = Hearing(partial(resolved, done=done, reference=reference, note=note), asker_waits=False)
    return AfterRuling(await conclude_held(case.service, case.work, case.known, hearing))


async def _keep_resolved(case: Case, ask: ResolveAsk) -> None:
    done = ask.outcome is ResolvedOutcome.DONE
    kind = ChangeKind.RESOLVED_DONE if done else ChangeKind.RESOLVED_NOT_DONE
    await _keep(case, Entry(kind), evidence(ask.note, ask.reference))


async def _keep(case: Case, entry: Entry, note: str | None) -> None:
    operation = case.operation
    await case.work.keep(entry, note=note, transaction_id=operation.transaction_id, refund_id=operation.refund_id)


async def _dismiss_attention(case: Case) -> None:
    session, operation = case.work.session, case.operation
    if operation.refund_id is not None:
        await refunds.dismiss_attention(session, operation.refund_id)
    else:
        await transactions.dismiss_attention(session, operation.transaction_id)


def _check_texts(ask: ResolveAsk) -> None:
    """Raises Refused: a decision that says nothing about why can't be followed later."""
    findings = Findings()
    with findings:
        check_text(ask.note, NOTE, LONGEST_NOTE)
        if not ask.note.strip():
            raise Refused(Problem(Condition.TEXT_INVALID, NOTE))
    with findings:
        check_text(ask.reference or "", REFERENCE, LONGEST_NOTE)
    findings.refuse()
