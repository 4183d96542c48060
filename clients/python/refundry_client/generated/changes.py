from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel
from .enums import PaymentSource
from .fragments import PageLimits


class Changes(BaseModel):
    """All queries."""

    changes: Optional["ChangesChanges"]
    "All changes, with who made them and from where, the last one first."


class ChangesChanges(BaseModel):
    """A page of changes."""

    edges: Optional[list[Optional["ChangesChangesEdges"]]]
    "The page's changes, the last one first."
    page_info: "ChangesChangesPageInfo"
    "The position of the page in the list."


class ChangesChangesEdges(BaseModel):
    """A change in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["ChangesChangesEdgesNode"]
    "The change."


class ChangesChangesEdgesNode(BaseModel):
    """A change: of a payment, of an order, or of the merchant's people, keys, reasons or settings."""

    at: AwareDatetime
    "When it was done."
    by: Optional[str]
    "The person or key that did it; null for the service itself."
    source: Optional[PaymentSource]
    "Where the request came from; null where `by` is null."
    address: Optional[str]
    "The internet address of the request, if it came over HTTP."
    what: str
    "What was done, in a few words."
    reason_code: Optional[str]
    "The code of the reason."
    note: Optional[str]
    "The note, or what was changed."
    payment_id: Optional[str]
    "The id of the refund or the transaction."
    order_id: Optional[str]
    "The shop's id of the order."


ChangesChangesPageInfo = PageLimits
Changes.model_rebuild()
ChangesChanges.model_rebuild()
ChangesChangesEdges.model_rebuild()
