from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RefundTransaction(BaseModel):
    refund_transaction: Optional["RefundTransactionRefundTransaction"]


class RefundTransactionRefundTransaction(BaseModel):
    client_mutation_id: Optional[str]
    refund: Optional["RefundTransactionRefundTransactionRefund"]
    validation_errors: Optional[
        list["RefundTransactionRefundTransactionValidationErrors"]
    ]


RefundTransactionRefundTransactionRefund = RefundDetails
RefundTransactionRefundTransactionValidationErrors = Problem
RefundTransaction.model_rebuild()
RefundTransactionRefundTransaction.model_rebuild()
