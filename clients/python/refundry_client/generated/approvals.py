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
    approvals: Optional["ApprovalsApprovals"]


class ApprovalsApprovals(BaseModel):
    edges: Optional[list[Optional["ApprovalsApprovalsEdges"]]]
    page_info: "ApprovalsApprovalsPageInfo"


class ApprovalsApprovalsEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["ApprovalsApprovalsEdgesNode"]


class ApprovalsApprovalsEdgesNode(RefundSummary):
    approval: Optional["ApprovalsApprovalsEdgesNodeApproval"]


ApprovalsApprovalsEdgesNodeApproval = Decision
ApprovalsApprovalsPageInfo = PageLimits
Approvals.model_rebuild()
ApprovalsApprovals.model_rebuild()
ApprovalsApprovalsEdges.model_rebuild()
ApprovalsApprovalsEdgesNode.model_rebuild()
