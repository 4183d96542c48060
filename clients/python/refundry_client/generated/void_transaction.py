from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class VoidTransaction(BaseModel):
    void_transaction: Optional["VoidTransactionVoidTransaction"]


class VoidTransactionVoidTransaction(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["VoidTransactionVoidTransactionTransaction"]
    validation_errors: Optional[list["VoidTransactionVoidTransactionValidationErrors"]]


VoidTransactionVoidTransactionTransaction = TransactionDetails
VoidTransactionVoidTransactionValidationErrors = Problem
VoidTransaction.model_rebuild()
VoidTransactionVoidTransaction.model_rebuild()
