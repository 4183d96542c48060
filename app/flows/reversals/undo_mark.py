"""Undo external marks of refunds: one that was made by mistake, or all of a transaction (SPEC 6.3).

One can be undone beside refunds that a gateway made.
"""

from dataclasses import dataclass

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.people.people import Actor, ActorKind, Right
from app.domain.problems import Condition, Findings, NotAllowed, Path, Problem, Refused
from app.domain.reversals import rules
from app.domain.reversals.approvals import needs_approval
from app.domain.reversals.payments import Refund, Transaction
from app.domain.reversals.rules import REFUND
from app.domain.texts import LONGEST_NOTE, check_text
from app.flows.reversals.external import UndoAsk, undo_external_refund
from app.flows.reversals.finding import lock_refund
from app.flows.service import Service, Work
from app.store.history import changes
from app.store.reversals import refunds, transactions

NOTE: Path = ("input", "note")

MARKS = (ChangeKind.MARKED_REFUNDED, ChangeKind.REFUND_RECORDED_ANYWAY)
"""How a refund comes to be marked as made elsewhere."""


@dataclass(frozen=True, slots=True)
class UndoMarksAsk:
    """Whose marks are to be undone, by the global id of a transaction, or of the one refund; and why."""

    transaction_id: str | None
    refund_id: str | None
    note: str | None = None


async def undo_marks(service: Service, actor: Actor, ask: UndoMarksAsk) -> tuple[Transaction, list[Refund]]:
    """The transaction and its refunds, of which those whose marks were undone are VOIDED.

    Raises Refused (ONE_ID_REQUIRED for both ids or none, and as the two ways do), NotAllowed, Unavailable.
    """
    match ask.transaction_id, ask.refund_id:
        case str(transaction_id), None:
            return await undo_external_refund(service, actor, UndoAsk(transaction_id, ask.note))
        case None, str(refund_id):
            return await _undo_mark(service, actor, refund_id, ask.note)
    actor.require(Right.MARK_EXTERNALLY)
    raise Refused(Problem(Condition.ONE_ID_REQUIRED, REFUND))


async def _undo_mark(
    service: Service, actor: Actor, refund_id: str, note: str | None
) -> tuple[Transaction, list[Refund]]:
    """The transaction and its refunds, of which that one is VOIDED; both mark and undo stay in the history.

    Above the merchant's approval limit two people are needed: the one who has marked it does not undo it. Raises
    Refused (NOTE_REQUIRED, NOTHING_TO_UNDO, UNDO_BY_ANOTHER), NotAllowed for keys above the limit, Unavailable.
    """
    actor.require(Right.MARK_EXTERNALLY)
    async with service.work(actor, Condition.CONCURRENT_REFUNDS, REFUND) as work:
        transaction, refund = await lock_refund(work, refund_id)
        findings = Findings()
        with findings:
            if not (note or "").strip():
                raise Refused(Problem(Condition.NOTE_REQUIRED, NOTE))
            check_text(note or "", NOTE, LONGEST_NOTE)
        with findings:
            if refund.external is None or not rules.counts_as_reserved(refund.status):
                raise Refused(Problem(Condition.NOTHING_TO_UNDO, REFUND))
            await _check_second_person(work, transaction, refund)
        findings.refuse()
        await refunds.undo_external(work.session, refund, work.cause, actor.name)
        undone = Entry(ChangeKind.REFUND_MARK_UNDONE)
        await work.keep(undone, note=note, transaction_id=transaction.id, refund_id=refund.id)
        changed = await transactions.get(work.session, transaction.id)
        return changed, await refunds.of_transaction(work.session, transaction.id)


async def _check_second_person(work: Work, transaction: Transaction, refund: Refund) -> None:
    """Raises Refused for the person who has marked it, and NotAllowed for a key, where it takes two people."""
    before = transaction.towards_limit - refund.amount
    if not needs_approval(ActorKind.USER, work.merchant.approval_limits, before, refund.amount):
        return
    if work.actor.kind is not ActorKind.USER:
        raise NotAllowed(Right.MARK_EXTERNALLY, person=True)
    if await changes.latest_actor(work.session, refund.id, MARKS) == work.actor.id:
        raise Refused(Problem(Condition.UNDO_BY_ANOTHER, REFUND))
