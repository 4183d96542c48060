from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundSummary, TransactionDetails


class UndoExternalRefund(BaseModel):
    undo_external_refund: Optional["UndoExternalRefundUndoExternalRefund"]


class UndoExternalRefundUndoExternalRefund(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["UndoExternalRefundUndoExternalRefundTransaction"]
    refunds: Optional[list["UndoExternalRefundUndoExternalRefundRefunds"]]
    validation_errors: Optional[
        list["UndoExternalRefundUndoExternalRefundValidationErrors"]
    ]


UndoExternalRefundUndoExternalRefundTransaction = TransactionDetails
UndoExternalRefundUndoExternalRefundRefunds = RefundSummary
UndoExternalRefundUndoExternalRefundValidationErrors = Problem
UndoExternalRefund.model_rebuild()
UndoExternalRefundUndoExternalRefund.model_rebuild()
