from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class VoidTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    void_transaction: Optional["VoidTransactionVoidTransaction"]
    "Voids a transaction before it settles. Never refunds it."


class VoidTransactionVoidTransaction(BaseModel):
    """The answer of `voidTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["VoidTransactionVoidTransactionTransaction"]
    "The transaction: VOIDED, or unchanged with `retry` set while the void is under way."
    validation_errors: Optional[list["VoidTransactionVoidTransactionValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


VoidTransactionVoidTransactionTransaction = TransactionDetails
VoidTransactionVoidTransactionValidationErrors = Problem
VoidTransaction.model_rebuild()
VoidTransactionVoidTransaction.model_rebuild()
