from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class MarkVoidedExternally(BaseModel):
    mark_voided_externally: Optional["MarkVoidedExternallyMarkVoidedExternally"]


class MarkVoidedExternallyMarkVoidedExternally(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["MarkVoidedExternallyMarkVoidedExternallyTransaction"]
    validation_errors: Optional[
        list["MarkVoidedExternallyMarkVoidedExternallyValidationErrors"]
    ]


MarkVoidedExternallyMarkVoidedExternallyTransaction = TransactionDetails
MarkVoidedExternallyMarkVoidedExternallyValidationErrors = Problem
MarkVoidedExternally.model_rebuild()
MarkVoidedExternallyMarkVoidedExternally.model_rebuild()
