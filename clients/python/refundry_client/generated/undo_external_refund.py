from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundSummary, TransactionDetails


class UndoExternalRefund(BaseModel):
    """All mutations. The fields of one document run one after another."""

    undo_external_refund: Optional["UndoExternalRefundUndoExternalRefund"]
    "Undoes the external refund marks of a transaction, while its order has no refunds of a gateway; or one mark, with `refundId`."


class UndoExternalRefundUndoExternalRefund(BaseModel):
    """The answer of `undoExternalRefund`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["UndoExternalRefundUndoExternalRefundTransaction"]
    "The transaction; the amounts of the undone marks can be refunded again."
    refunds: Optional[list["UndoExternalRefundUndoExternalRefundRefunds"]]
    "The refunds of the transaction; those whose marks were undone are VOIDED now."
    validation_errors: Optional[
        list["UndoExternalRefundUndoExternalRefundValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UndoExternalRefundUndoExternalRefundTransaction = TransactionDetails
UndoExternalRefundUndoExternalRefundRefunds = RefundSummary
UndoExternalRefundUndoExternalRefundValidationErrors = Problem
UndoExternalRefund.model_rebuild()
UndoExternalRefundUndoExternalRefund.model_rebuild()
