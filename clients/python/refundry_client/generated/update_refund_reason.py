from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Reason


class UpdateRefundReason(BaseModel):
    """All mutations. The fields of one document run one after another."""

    update_refund_reason: Optional["UpdateRefundReasonUpdateRefundReason"]
    "Changes the label of a reason, or whether it is active."


class UpdateRefundReasonUpdateRefundReason(BaseModel):
    """The answer of `createRefundReason` and `updateRefundReason`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    reason: Optional["UpdateRefundReasonUpdateRefundReasonReason"]
    "The reason as it is now."
    validation_errors: Optional[
        list["UpdateRefundReasonUpdateRefundReasonValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UpdateRefundReasonUpdateRefundReasonReason = Reason
UpdateRefundReasonUpdateRefundReasonValidationErrors = Problem
UpdateRefundReason.model_rebuild()
UpdateRefundReasonUpdateRefundReason.model_rebuild()
