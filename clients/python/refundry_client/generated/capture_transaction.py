from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class CaptureTransaction(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    capture_transaction: Optional["CaptureTransactionCaptureTransaction"]
    "Hands in an authorized transaction for settlement, in full or less."


class CaptureTransactionCaptureTransaction(BaseModel):
    """What charging, authorizing, capturing and settling answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["CaptureTransactionCaptureTransactionTransaction"]
    "The transaction; a refusal by processor or gateway is told by its status."
    validation_errors: Optional[
        list["CaptureTransactionCaptureTransactionValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


CaptureTransactionCaptureTransactionTransaction = TransactionDetails
CaptureTransactionCaptureTransactionValidationErrors = Problem
CaptureTransaction.model_rebuild()
CaptureTransactionCaptureTransaction.model_rebuild()
