from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class MarkVoidedExternally(BaseModel):
    """All mutations. The fields of one document run one after another."""

    mark_voided_externally: Optional["MarkVoidedExternallyMarkVoidedExternally"]
    "Records that a transaction was voided outside of this service. The gateway is not called."


class MarkVoidedExternallyMarkVoidedExternally(BaseModel):
    """The answer of `voidTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["MarkVoidedExternallyMarkVoidedExternallyTransaction"]
    "The transaction: VOIDED, or unchanged with `retry` set while the void is under way."
    validation_errors: Optional[
        list["MarkVoidedExternallyMarkVoidedExternallyValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


MarkVoidedExternallyMarkVoidedExternallyTransaction = TransactionDetails
MarkVoidedExternallyMarkVoidedExternallyValidationErrors = Problem
MarkVoidedExternally.model_rebuild()
MarkVoidedExternallyMarkVoidedExternally.model_rebuild()
