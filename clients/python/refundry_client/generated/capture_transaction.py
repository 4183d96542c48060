from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class CaptureTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    capture_transaction: Optional["CaptureTransactionCaptureTransaction"]
    "Submits an authorized transaction for settlement, in full or in part."


class CaptureTransactionCaptureTransaction(BaseModel):
    """The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, `captureTransaction` and `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["CaptureTransactionCaptureTransactionTransaction"]
    "The transaction. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["CaptureTransactionCaptureTransactionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CaptureTransactionCaptureTransactionTransaction = TransactionDetails
CaptureTransactionCaptureTransactionValidationErrors = Problem
CaptureTransaction.model_rebuild()
CaptureTransactionCaptureTransaction.model_rebuild()
