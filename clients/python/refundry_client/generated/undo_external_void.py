from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class UndoExternalVoid(BaseModel):
    """All mutations. The fields of one document run one after another."""

    undo_external_void: Optional["UndoExternalVoidUndoExternalVoid"]
    "Undoes the external void mark of a transaction: it gets the status that its gateway reports."


class UndoExternalVoidUndoExternalVoid(BaseModel):
    """The answer of `voidTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["UndoExternalVoidUndoExternalVoidTransaction"]
    "The transaction: VOIDED, or unchanged with `retry` set while the void is under way."
    validation_errors: Optional[
        list["UndoExternalVoidUndoExternalVoidValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UndoExternalVoidUndoExternalVoidTransaction = TransactionDetails
UndoExternalVoidUndoExternalVoidValidationErrors = Problem
UndoExternalVoid.model_rebuild()
UndoExternalVoidUndoExternalVoid.model_rebuild()
