from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class UndoExternalVoid(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    undo_external_void: Optional["UndoExternalVoidUndoExternalVoid"]
    "Takes back the mark of an external void: the transaction has the status that its gateway knows."


class UndoExternalVoidUndoExternalVoid(BaseModel):
    """What `voidTransaction` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["UndoExternalVoidUndoExternalVoidTransaction"]
    "The transaction: VOIDED, or as it was, with `retry` set, while the void is under way."
    validation_errors: Optional[
        list["UndoExternalVoidUndoExternalVoidValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


UndoExternalVoidUndoExternalVoidTransaction = TransactionDetails
UndoExternalVoidUndoExternalVoidValidationErrors = Problem
UndoExternalVoid.model_rebuild()
UndoExternalVoidUndoExternalVoid.model_rebuild()
