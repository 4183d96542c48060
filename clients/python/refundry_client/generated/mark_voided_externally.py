from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class MarkVoidedExternally(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    mark_voided_externally: Optional["MarkVoidedExternallyMarkVoidedExternally"]
    "Records that a transaction was voided outside of this service. No gateway is told."


class MarkVoidedExternallyMarkVoidedExternally(BaseModel):
    """What `voidTransaction` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["MarkVoidedExternallyMarkVoidedExternallyTransaction"]
    "The transaction: VOIDED, or as it was, with `retry` set, while the void is under way."
    validation_errors: Optional[
        list["MarkVoidedExternallyMarkVoidedExternallyValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


MarkVoidedExternallyMarkVoidedExternallyTransaction = TransactionDetails
MarkVoidedExternallyMarkVoidedExternallyValidationErrors = Problem
MarkVoidedExternally.model_rebuild()
MarkVoidedExternallyMarkVoidedExternally.model_rebuild()
