from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel
from .enums import PaymentSource
from .fragments import PageLimits


class Changes(BaseModel):
    changes: Optional["ChangesChanges"]


class ChangesChanges(BaseModel):
    edges: Optional[list[Optional["ChangesChangesEdges"]]]
    page_info: "ChangesChangesPageInfo"


class ChangesChangesEdges(BaseModel):
    cursor: Optional[str]
    node: Optional["ChangesChangesEdgesNode"]


class ChangesChangesEdgesNode(BaseModel):
    at: AwareDatetime
    by: Optional[str]
    source: Optional[PaymentSource]
    address: Optional[str]
    what: str
    reason_code: Optional[str]
    note: Optional[str]
    payment_id: Optional[str]
    order_id: Optional[str]


ChangesChangesPageInfo = PageLimits
Changes.model_rebuild()
ChangesChanges.model_rebuild()
ChangesChangesEdges.model_rebuild()
