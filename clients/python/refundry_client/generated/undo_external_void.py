from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class UndoExternalVoid(BaseModel):
    undo_external_void: Optional["UndoExternalVoidUndoExternalVoid"]


class UndoExternalVoidUndoExternalVoid(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["UndoExternalVoidUndoExternalVoidTransaction"]
    validation_errors: Optional[
        list["UndoExternalVoidUndoExternalVoidValidationErrors"]
    ]


UndoExternalVoidUndoExternalVoidTransaction = TransactionDetails
UndoExternalVoidUndoExternalVoidValidationErrors = Problem
UndoExternalVoid.model_rebuild()
UndoExternalVoidUndoExternalVoid.model_rebuild()
