from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class ReverseRefund(BaseModel):
    reverse_refund: Optional["ReverseRefundReverseRefund"]


class ReverseRefundReverseRefund(BaseModel):
    client_mutation_id: Optional[str]
    refund: Optional["ReverseRefundReverseRefundRefund"]
    validation_errors: Optional[list["ReverseRefundReverseRefundValidationErrors"]]


ReverseRefundReverseRefundRefund = RefundDetails
ReverseRefundReverseRefundValidationErrors = Problem
ReverseRefund.model_rebuild()
ReverseRefundReverseRefund.model_rebuild()
