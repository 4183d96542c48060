from typing import Optional

from .base_model import BaseModel
from .fragments import Difference, PageLimits


class Drift(BaseModel):
    """All queries."""

    drift: Optional["DriftDrift"]
    "What gateways and this service tell differently, and nobody has taken in; the latest first."


class DriftDrift(BaseModel):
    """A page of differences."""

    edges: Optional[list[Optional["DriftDriftEdges"]]]
    "The page's differences, the latest first."
    page_info: "DriftDriftPageInfo"
    "The position of the page in the list."


class DriftDriftEdges(BaseModel):
    """A difference in a list."""

    cursor: Optional[str]
    "The position in the list."
    node: Optional["DriftDriftEdgesNode"]
    "The difference."


DriftDriftEdgesNode = Difference
DriftDriftPageInfo = PageLimits
Drift.model_rebuild()
DriftDrift.model_rebuild()
DriftDriftEdges.model_rebuild()
