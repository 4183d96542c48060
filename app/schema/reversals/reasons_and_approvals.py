"""Why a refund was made, and who else agreed to it, or to what became of it (SPEC 8.3, 9 and 12)."""

import strawberry
from strawberry import field

from app.domain.people import reasons
from app.domain.reversals import approvals
from app.domain.reversals.approvals import ApprovalKind, ApprovalState
from app.domain.reversals.resolutions import Resolution, ResolvedOutcome
from app.schema.base.scalars import Timestamp


@strawberry.type(description="One of the merchant's reasons for giving money back.")
class RefundReason:
    code: str = field(description="What is sent as `reasonCode`. It never changes.")
    label: str = field(description="What people read.")
    active: bool = field(description="Whether it can be given; one that can't stays with what was refunded for it.")


@strawberry.type(description="The word of a second person on a refund, or on what became of one.")
class Approval:
    kind: ApprovalKind = field(description="What has to be agreed to.")
    state: ApprovalState = field(description="Whether somebody has decided, and how.")
    requested_by: str = field(
        description="Who asked for the refund, or said what became of it, and so can't approve it."
    )
    outcome: ResolvedOutcome | None = field(description="What was said of its outcome, where that is what waits.")
    request_note: str | None = field(description="How that outcome was found out; the refund has its own `note`.")
    decided_by: str | None = field(
        description="Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits, and where "
        "the gateway itself has said what the outcome was."
    )
    decided_at: Timestamp | None = field(description="When that was; null while it waits.")
    note: str | None = field(description="What the person who decided wrote about it.")


def reason(value: reasons.RefundReason) -> RefundReason:
    return RefundReason(code=value.code, label=value.label, active=value.active)


def approval(value: approvals.Approval | Resolution) -> Approval:
    decided_at = None if value.decided_at is None else Timestamp(value.decided_at)
    if isinstance(value, Resolution):
        assert value.state is not None, "only what needed another person is shown"
        return Approval(
            kind=ApprovalKind.OUTCOME,
            state=value.state,
            requested_by=value.said_by,
            outcome=value.said,
            request_note=value.evidence,
            decided_by=value.decided_by,
            decided_at=decided_at,
            note=value.decision_note,
        )
    return Approval(
        kind=ApprovalKind.REFUND,
        state=value.state,
        requested_by=value.requested_by,
        outcome=None,
        request_note=None,
        decided_by=value.decided_by,
        decided_at=decided_at,
        note=value.note,
    )
