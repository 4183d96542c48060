from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RejectRefund(BaseModel):
    reject_refund: Optional["RejectRefundRejectRefund"]


class RejectRefundRejectRefund(BaseModel):
    client_mutation_id: Optional[str]
    refund: Optional["RejectRefundRejectRefundRefund"]
    validation_errors: Optional[list["RejectRefundRejectRefundValidationErrors"]]


RejectRefundRejectRefundRefund = RefundDetails
RejectRefundRejectRefundValidationErrors = Problem
RejectRefund.model_rebuild()
RejectRefundRejectRefund.model_rebuild()
