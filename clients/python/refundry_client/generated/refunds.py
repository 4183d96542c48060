from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, RefundSummary


class Refunds(BaseModel):
    """What can be asked."""

    refunds: Optional["RefundsRefunds"]
    "Refunds, the newest first."


class RefundsRefunds(BaseModel):
    """A page of refunds."""

    edges: Optional[list[Optional["RefundsRefundsEdges"]]]
    "The page's refunds, newest first."
    page_info: "RefundsRefundsPageInfo"
    "Where the page lies in the list."


class RefundsRefundsEdges(BaseModel):
    """A refund in a list."""

    cursor: Optional[str]
    "Where it stands in the list."
    node: Optional["RefundsRefundsEdgesNode"]
    "The refund."


RefundsRefundsEdgesNode = RefundSummary
RefundsRefundsPageInfo = PageLimits
Refunds.model_rebuild()
RefundsRefunds.model_rebuild()
RefundsRefundsEdges.model_rebuild()
