from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Reason


class CreateRefundReason(BaseModel):
    """All mutations. The fields of one document run one after another."""

    create_refund_reason: Optional["CreateRefundReasonCreateRefundReason"]
    "Adds a reason for refunds."


class CreateRefundReasonCreateRefundReason(BaseModel):
    """The answer of `createRefundReason` and `updateRefundReason`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    reason: Optional["CreateRefundReasonCreateRefundReasonReason"]
    "The reason as it is now."
    validation_errors: Optional[
        list["CreateRefundReasonCreateRefundReasonValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CreateRefundReasonCreateRefundReasonReason = Reason
CreateRefundReasonCreateRefundReasonValidationErrors = Problem
CreateRefundReason.model_rebuild()
CreateRefundReasonCreateRefundReason.model_rebuild()
