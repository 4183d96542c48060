from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RefundTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    refund_transaction: Optional["RefundTransactionRefundTransaction"]
    "Refunds a settled transaction, in full or in part."


class RefundTransactionRefundTransaction(BaseModel):
    """The answer of `refundTransaction` and `reverseRefund`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    refund: Optional["RefundTransactionRefundTransactionRefund"]
    "The refund. Its status says how far it has come."
    validation_errors: Optional[
        list["RefundTransactionRefundTransactionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RefundTransactionRefundTransactionRefund = RefundDetails
RefundTransactionRefundTransactionValidationErrors = Problem
RefundTransaction.model_rebuild()
RefundTransactionRefundTransaction.model_rebuild()
