"""The GraphQL types of reasons and approvals (SPEC 8.3, 9 and 12)."""

import strawberry
from strawberry import field

from app.domain.people import reasons
from app.domain.reversals import approvals
from app.domain.reversals.approvals import ApprovalKind, ApprovalState
from app.domain.reversals.resolutions import Resolution, ResolvedOutcome
from app.schema.base.scalars import Timestamp


@strawberry.type(description="One of the merchant's reasons for refunds.")
class RefundReason:
    code: str = field(description="The value of `reasonCode`. It never changes.")
    label: str = field(description="What people read.")
    active: bool = field(description="Whether new refunds can have it. Old refunds keep an inactive one.")


@strawberry.type(description="The decision of a second person on a refund, or on the reported outcome of a refund.")
class Approval:
    kind: ApprovalKind = field(description="What has to be approved.")
    state: ApprovalState = field(description="Whether it waits, or how it was decided.")
    requested_by: str = field(description="Who requested the refund, or reported its outcome, and so can't approve it.")
    outcome: ResolvedOutcome | None = field(description="The reported outcome, where that has to be approved.")
    request_note: str | None = field(
        description="How the reported outcome was found out. The refund has a `note` of its own."
    )
    decided_by: str | None = field(
        description="Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits, and "
        "where the gateway itself reported the outcome."
    )
    decided_at: Timestamp | None = field(description="When it was decided; null while it waits.")
    note: str | None = field(description="The note of the person who decided.")


def reason(value: reasons.RefundReason) -> RefundReason:
    return RefundReason(code=value.code, label=value.label, active=value.active)


def approval(value: approvals.Approval | Resolution) -> Approval:
    decided_at = None if value.decided_at is None else Timestamp(value.decided_at)
    if isinstance(value, Resolution):
        assert value.state is not None, "only resolutions that need approval are shown"
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
