from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundSummary, TransactionDetails


class UndoExternalRefund(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    undo_external_refund: Optional["UndoExternalRefundUndoExternalRefund"]
    "Takes back the marks of a transaction's external refunds, while its order has no other refunds."


class UndoExternalRefundUndoExternalRefund(BaseModel):
    """What `undoExternalRefund` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["UndoExternalRefundUndoExternalRefundTransaction"]
    "The transaction, of which more can be refunded again."
    refunds: Optional[list["UndoExternalRefundUndoExternalRefundRefunds"]]
    "Its refunds; those that were marked are VOIDED now."
    validation_errors: Optional[
        list["UndoExternalRefundUndoExternalRefundValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


UndoExternalRefundUndoExternalRefundTransaction = TransactionDetails
UndoExternalRefundUndoExternalRefundRefunds = RefundSummary
UndoExternalRefundUndoExternalRefundValidationErrors = Problem
UndoExternalRefund.model_rebuild()
UndoExternalRefundUndoExternalRefund.model_rebuild()
