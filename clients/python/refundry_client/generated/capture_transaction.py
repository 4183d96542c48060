from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class CaptureTransaction(BaseModel):
    capture_transaction: Optional["CaptureTransactionCaptureTransaction"]


class CaptureTransactionCaptureTransaction(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["CaptureTransactionCaptureTransactionTransaction"]
    validation_errors: Optional[
        list["CaptureTransactionCaptureTransactionValidationErrors"]
    ]


CaptureTransactionCaptureTransactionTransaction = TransactionDetails
CaptureTransactionCaptureTransactionValidationErrors = Problem
CaptureTransaction.model_rebuild()
CaptureTransactionCaptureTransaction.model_rebuild()
