from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Reason


class UpdateRefundReason(BaseModel):
    update_refund_reason: Optional["UpdateRefundReasonUpdateRefundReason"]


class UpdateRefundReasonUpdateRefundReason(BaseModel):
    client_mutation_id: Optional[str]
    reason: Optional["UpdateRefundReasonUpdateRefundReasonReason"]
    validation_errors: Optional[
        list["UpdateRefundReasonUpdateRefundReasonValidationErrors"]
    ]


UpdateRefundReasonUpdateRefundReasonReason = Reason
UpdateRefundReasonUpdateRefundReasonValidationErrors = Problem
UpdateRefundReason.model_rebuild()
UpdateRefundReasonUpdateRefundReason.model_rebuild()
