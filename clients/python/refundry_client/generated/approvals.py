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
    """All queries."""

    approvals: Optional["ApprovalsApprovals"]
    "Refunds that await a second person's decision, the newest first."


class ApprovalsApprovals(BaseModel):
    """A page of refunds."""

    edges: Optional[list[Optional["ApprovalsApprovalsEdges"]]]
    "The page's refunds, newest first."
    page_info: "ApprovalsApprovalsPageInfo"
    "The position of the page in the list."


class ApprovalsApprovalsEdges(BaseModel):
    """A refund in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["ApprovalsApprovalsEdgesNode"]
    "The refund."


class ApprovalsApprovalsEdgesNode(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""

    approval: Optional["ApprovalsApprovalsEdgesNodeApproval"]
    "The approval that the refund, or its last reported outcome, needs or needed; null if it needs none."


ApprovalsApprovalsEdgesNodeApproval = Decision
ApprovalsApprovalsPageInfo = PageLimits
Approvals.model_rebuild()
ApprovalsApprovals.model_rebuild()
ApprovalsApprovalsEdges.model_rebuild()
ApprovalsApprovalsEdgesNode.model_rebuild()
