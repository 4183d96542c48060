"""What becomes of a refund that is there already: it is taken back (SPEC 1.4), or sent once it is approved (SPEC 8.3).

Values in, a value out, as in `decide`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Problem, Refused
from app.domain.reversals import rules
from app.domain.reversals.approvals import Approval, ApprovalState
from app.domain.reversals.decide import ANY_REASON, Reasons, Why, check_why
from app.domain.reversals.new_operation import NewOperation
from app.domain.reversals.payments import Merchant, Operation, Refund, Terms, Transaction
from app.domain.reversals.rules import REFUND, RefundReversal
from app.domain.reversals.states import OperationKind


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """What is known when a refund is decided on: it and its payment, the merchant, who asks, and what it awaits or did.

    `approval` is None for a refund that never had to be approved.
    """

    transaction: Transaction
    refund: Refund
    merchant: Merchant
    actor: Actor
    at: datetime
    approval: Approval | None = None
    why: Why | None = None
    reasons: Reasons = ANY_REASON

    @property
    def waiting(self) -> Approval | None:
        """The approval that the refund still awaits."""
        return self.approval if self.approval is not None and self.approval.waits else None


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The refund is voided without a call: no gateway has done it.

    `operation` is the waiting one that is cancelled with it, `rejected` the approval that is not awaited any more.
    """

    operation: Operation | None
    rejected: Approval | None


def takes_back(terms: Terms, facts: RefundFacts) -> Cancellation | NewOperation:
    """How the refund is taken back: cancelled, or voided by its gateway. Raises Refused with all that is wrong."""
    findings, way, refund = Findings(), RefundReversal.CANCEL, facts.refund
    with findings:
        if facts.why is not None:
            check_why(facts.why, facts.merchant, facts.actor, facts.reasons)
    with findings:
        way = rules.refund_reversal(refund, awaits_approval=facts.waiting is not None)
    findings.refuse()
    if way is RefundReversal.CANCEL:
        return Cancellation(refund.operation, facts.waiting)
    return NewOperation(
        OperationKind.REFUND_VOID,
        facts.transaction,
        refund.amount,
        terms,
        of_refund=refund.id,
        made_at=refund.destination if refund.operation is None else refund.operation.destination,
    )


def sends_approved(facts: RefundFacts) -> NewOperation:
    """The refund that was approved, on the terms of its requester, who is the `actor`.

    Raises Refused unless it could be asked for now, by that person, and if it were not reserved yet.
    """
    transaction, refund, approval = facts.transaction, facts.refund, facts.approval
    assert approval is not None, "it was approved"
    if Right.REFUND not in facts.actor.rights:
        told = {"why": f"{facts.actor.name}, who asked for it, may not refund any more."}
        raise Refused(Problem(Condition.APPROVAL_NOT_POSSIBLE, REFUND, told))
    try:
        rules.check_refund(replace(transaction, reserved=transaction.reserved - refund.amount), facts.at)
        if refund.account.id != transaction.account.id:
            rules.check_refund_account(refund.account, transaction, REFUND)
    except Refused as refused:
        raise Refused(*(replace(problem, path=REFUND) for problem in refused.problems)) from refused
    terms = Terms(
        on_failure=approval.on_failure,
        turns=approval.turns,
        reason_code=refund.reason_code,
        note=refund.note,
        order_refund_id=refund.order_refund_id,
    )
    return NewOperation(
        OperationKind.REFUND, transaction, refund.amount, terms, order_id=refund.order_id, of_refund=refund.id
    )


class ForTwo(Protocol):
    """What one person has asked for, or said, and another decides on."""

    @property
    def state(self) -> ApprovalState | None: ...
    @property
    def waits(self) -> bool: ...
    @property
    def decided_by(self) -> str | None: ...
    @property
    def decided_by_id(self) -> str | None: ...


def was_decided_so(actor: Actor, asked: ForTwo, state: ApprovalState) -> bool:
    """Whether the actor has decided just so before; False while it waits.

    Raises Refused (APPROVAL_NOT_AWAITED) where it was decided otherwise, or by another.
    """
    if asked.waits:
        return False
    if asked.state is state and asked.decided_by_id == actor.id:
        return True
    if asked.state is None or asked.decided_by is None:
        raise Refused(Problem(Condition.APPROVAL_NOT_AWAITED, REFUND))
    told = {"by": asked.decided_by, "state": asked.state.lower()}
    raise Refused(Problem(Condition.APPROVAL_NOT_AWAITED, REFUND, told))


def check_another(actor: Actor, approval: Approval | None) -> Approval:
    """The approval, which the actor may decide on. Raises Refused where there is none, and for the requester."""
    if approval is None:
        raise Refused(Problem(Condition.APPROVAL_NOT_AWAITED, REFUND))
    if approval.waits and approval.requested_by_id == actor.id:
        raise Refused(Problem(Condition.APPROVAL_BY_ANOTHER, REFUND))
    return approval
