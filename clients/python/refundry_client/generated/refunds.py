from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, RefundSummary


class Refunds(BaseModel):
    """All queries."""

    refunds: Optional["RefundsRefunds"]
    "Refunds, the newest first."


class RefundsRefunds(BaseModel):
    """A page of refunds."""

    edges: Optional[list[Optional["RefundsRefundsEdges"]]]
    "The page's refunds, newest first."
    page_info: "RefundsRefundsPageInfo"
    "The position of the page in the list."


class RefundsRefundsEdges(BaseModel):
    """A refund in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["RefundsRefundsEdgesNode"]
    "The refund."


RefundsRefundsEdgesNode = RefundSummary
RefundsRefundsPageInfo = PageLimits
Refunds.model_rebuild()
RefundsRefunds.model_rebuild()
RefundsRefundsEdges.model_rebuild()
