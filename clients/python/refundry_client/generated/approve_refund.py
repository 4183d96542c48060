from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class ApproveRefund(BaseModel):
    approve_refund: Optional["ApproveRefundApproveRefund"]


class ApproveRefundApproveRefund(BaseModel):
    client_mutation_id: Optional[str]
    refund: Optional["ApproveRefundApproveRefundRefund"]
    validation_errors: Optional[list["ApproveRefundApproveRefundValidationErrors"]]


ApproveRefundApproveRefundRefund = RefundDetails
ApproveRefundApproveRefundValidationErrors = Problem
ApproveRefund.model_rebuild()
ApproveRefundApproveRefund.model_rebuild()
