"""A second person's word on a refund that is large for its merchant (SPEC 8.3)."""

from enum import StrEnum


class ApprovalState(StrEnum):
    """Where a refund that needs a second person stands."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
