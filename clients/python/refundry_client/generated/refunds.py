from typing import Optional

from .base_model import BaseModel
from .fragments import PageLimits, RefundSummary


class Refunds(BaseModel):
    refunds: Optional["RefundsRefunds"]


class RefundsRefunds(BaseModel):
    edges: Optional[list[Optional["RefundsRefundsEdges"]]]
    page_info: "RefundsRefundsPageInfo"


class RefundsRefundsEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["RefundsRefundsEdgesNode"]


RefundsRefundsEdgesNode = RefundSummary
RefundsRefundsPageInfo = PageLimits
Refunds.model_rebuild()
RefundsRefunds.model_rebuild()
RefundsRefundsEdges.model_rebuild()
