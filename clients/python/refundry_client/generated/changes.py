from typing import Optional

from pydantic import AwareDatetime

from .base_model import BaseModel
from .enums import PaymentSource
from .fragments import PageLimits


class Changes(BaseModel):
    """What can be asked."""

    changes: Optional["ChangesChanges"]
    "Everything that was done by whom and from where, the last change first."


class ChangesChanges(BaseModel):
    """A page of changes."""

    edges: Optional[list[Optional["ChangesChangesEdges"]]]
    "The page's changes, the last one first."
    page_info: "ChangesChangesPageInfo"
    "Where the page lies in the list."


class ChangesChangesEdges(BaseModel):
    """A change in a list."""

    cursor: Optional[str]
    "Where it stands in the list."
    node: Optional["ChangesChangesEdgesNode"]
    "The change."


class ChangesChangesEdgesNode(BaseModel):
    """Something that was done: to a payment, to an order, or to what holds for the merchant."""

    at: AwareDatetime
    "When it was done."
    by: Optional[str]
    "The person or key that did it; null for the service itself."
    source: Optional[PaymentSource]
    "By what way it was asked for; null where `by` is."
    address: Optional[str]
    "The internet address that it was asked from, if it was asked over HTTP."
    what: str
    "What was done, in a few words."
    reason_code: Optional[str]
    "The code of the reason that was given."
    note: Optional[str]
    "What was written about it, or what it was done to."
    payment_id: Optional[str]
    "The id of the refund or the transaction that it was done to."
    order_id: Optional[str]
    "The shop's id of the order that it was done to."


ChangesChangesPageInfo = PageLimits
Changes.model_rebuild()
ChangesChanges.model_rebuild()
ChangesChangesEdges.model_rebuild()
