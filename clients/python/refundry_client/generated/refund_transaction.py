from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RefundTransaction(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    refund_transaction: Optional["RefundTransactionRefundTransaction"]
    "Gives back a settled transaction, in full or in part."


class RefundTransactionRefundTransaction(BaseModel):
    """What `refundTransaction` and `reverseRefund` answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    refund: Optional["RefundTransactionRefundTransactionRefund"]
    "The refund; its status tells how far it came."
    validation_errors: Optional[
        list["RefundTransactionRefundTransactionValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


RefundTransactionRefundTransactionRefund = RefundDetails
RefundTransactionRefundTransactionValidationErrors = Problem
RefundTransaction.model_rebuild()
RefundTransactionRefundTransaction.model_rebuild()
