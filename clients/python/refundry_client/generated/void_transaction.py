from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class VoidTransaction(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    void_transaction: Optional["VoidTransactionVoidTransaction"]
    "Cancels a transaction before it settles; never refunds it."


class VoidTransactionVoidTransaction(BaseModel):
    """What `voidTransaction` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["VoidTransactionVoidTransactionTransaction"]
    "The transaction: VOIDED, or as it was, with `retry` set, while the void is under way."
    validation_errors: Optional[list["VoidTransactionVoidTransactionValidationErrors"]]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


VoidTransactionVoidTransactionTransaction = TransactionDetails
VoidTransactionVoidTransactionValidationErrors = Problem
VoidTransaction.model_rebuild()
VoidTransactionVoidTransaction.model_rebuild()
