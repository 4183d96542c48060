"""Why a refund was made, and who else agreed to it (SPEC 8.3 and 9)."""

import strawberry
from strawberry import field

from app.domain import approvals, reasons
from app.domain.approvals import ApprovalState
from app.schema.scalars import Timestamp


@strawberry.type(description="One of the merchant's reasons for giving money back.")
class RefundReason:
    code: str = field(description="What is sent as `reasonCode`. It never changes.")
    label: str = field(description="What people read.")
    active: bool = field(description="Whether it can be given; one that can't stays with what was refunded for it.")


@strawberry.type(description="The word of a second person on a refund above the merchant's limit.")
class Approval:
    state: ApprovalState = field(description="Whether somebody has decided, and how.")
    requested_by: str = field(description="Who asked for the refund, and so can't approve it.")
    decided_by: str | None = field(
        description="Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits."
    )
    decided_at: Timestamp | None = field(description="When that was; null while it waits.")
    note: str | None = field(description="What the person who decided wrote about it.")


def reason(value: reasons.RefundReason) -> RefundReason:
    return RefundReason(code=value.code, label=value.label, active=value.active)


def approval(value: approvals.Approval) -> Approval:
    return Approval(
        state=value.state,
        requested_by=value.requested_by,
        decided_by=value.decided_by,
        decided_at=None if value.decided_at is None else Timestamp(value.decided_at),
        note=value.note,
    )
