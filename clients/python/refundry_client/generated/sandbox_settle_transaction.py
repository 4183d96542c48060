from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class SandboxSettleTransaction(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    sandbox_settle_transaction: Optional[
        "SandboxSettleTransactionSandboxSettleTransaction"
    ]
    "Settles a transaction of the sandbox gateway at once, as the night would."


class SandboxSettleTransactionSandboxSettleTransaction(BaseModel):
    """What charging, authorizing, capturing and settling answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["SandboxSettleTransactionSandboxSettleTransactionTransaction"]
    "The transaction; a refusal by processor or gateway is told by its status."
    validation_errors: Optional[
        list["SandboxSettleTransactionSandboxSettleTransactionValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


SandboxSettleTransactionSandboxSettleTransactionTransaction = TransactionDetails
SandboxSettleTransactionSandboxSettleTransactionValidationErrors = Problem
SandboxSettleTransaction.model_rebuild()
SandboxSettleTransactionSandboxSettleTransaction.model_rebuild()
