from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Reason


class CreateRefundReason(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    create_refund_reason: Optional["CreateRefundReasonCreateRefundReason"]
    "Adds a reason for giving money back."


class CreateRefundReasonCreateRefundReason(BaseModel):
    """What `createRefundReason` and `updateRefundReason` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    reason: Optional["CreateRefundReasonCreateRefundReasonReason"]
    "The reason, as it is from now on."
    validation_errors: Optional[
        list["CreateRefundReasonCreateRefundReasonValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


CreateRefundReasonCreateRefundReasonReason = Reason
CreateRefundReasonCreateRefundReasonValidationErrors = Problem
CreateRefundReason.model_rebuild()
CreateRefundReasonCreateRefundReason.model_rebuild()
