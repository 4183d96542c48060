from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Reason


class CreateRefundReason(BaseModel):
    create_refund_reason: Optional["CreateRefundReasonCreateRefundReason"]


class CreateRefundReasonCreateRefundReason(BaseModel):
    client_mutation_id: Optional[str]
    reason: Optional["CreateRefundReasonCreateRefundReasonReason"]
    validation_errors: Optional[
        list["CreateRefundReasonCreateRefundReasonValidationErrors"]
    ]


CreateRefundReasonCreateRefundReasonReason = Reason
CreateRefundReasonCreateRefundReasonValidationErrors = Problem
CreateRefundReason.model_rebuild()
CreateRefundReasonCreateRefundReason.model_rebuild()
