from typing import Optional

from .base_model import BaseModel
from .fragments import (  # noqa: F401
    Decision,
    PageLimits,
    RefundSummary,
    RefundSummaryAmount,
    RefundSummaryRefundedTransaction,
    RefundSummaryRetry,
)


class Approvals(BaseModel):
    """What can be asked."""

    approvals: Optional["ApprovalsApprovals"]
    "Refunds that await a second person's decision, the newest first."


class ApprovalsApprovals(BaseModel):
    """A page of refunds."""

    edges: Optional[list[Optional["ApprovalsApprovalsEdges"]]]
    "The page's refunds, newest first."
    page_info: "ApprovalsApprovalsPageInfo"
    "Where the page lies in the list."


class ApprovalsApprovalsEdges(BaseModel):
    """A refund in a list."""

    cursor: Optional[str]
    "Where it stands in the list."
    node: Optional["ApprovalsApprovalsEdgesNode"]
    "The refund."


class ApprovalsApprovalsEdgesNode(RefundSummary):
    """Money on its way back to the customer, or given back."""

    approval: Optional["ApprovalsApprovalsEdgesNodeApproval"]
    "Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last."


ApprovalsApprovalsEdgesNodeApproval = Decision
ApprovalsApprovalsPageInfo = PageLimits
Approvals.model_rebuild()
ApprovalsApprovals.model_rebuild()
ApprovalsApprovalsEdges.model_rebuild()
ApprovalsApprovalsEdgesNode.model_rebuild()
