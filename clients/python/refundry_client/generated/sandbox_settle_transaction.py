from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class SandboxSettleTransaction(BaseModel):
    sandbox_settle_transaction: Optional[
        "SandboxSettleTransactionSandboxSettleTransaction"
    ]


class SandboxSettleTransactionSandboxSettleTransaction(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["SandboxSettleTransactionSandboxSettleTransactionTransaction"]
    validation_errors: Optional[
        list["SandboxSettleTransactionSandboxSettleTransactionValidationErrors"]
    ]


SandboxSettleTransactionSandboxSettleTransactionTransaction = TransactionDetails
SandboxSettleTransactionSandboxSettleTransactionValidationErrors = Problem
SandboxSettleTransaction.model_rebuild()
SandboxSettleTransactionSandboxSettleTransaction.model_rebuild()
