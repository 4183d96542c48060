from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class SandboxSettleTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    sandbox_settle_transaction: Optional[
        "SandboxSettleTransactionSandboxSettleTransaction"
    ]
    "Settles a transaction of the sandbox gateway at once, as the nightly settlement does."


class SandboxSettleTransactionSandboxSettleTransaction(BaseModel):
    """The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, `captureTransaction` and `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["SandboxSettleTransactionSandboxSettleTransactionTransaction"]
    "The transaction. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["SandboxSettleTransactionSandboxSettleTransactionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


SandboxSettleTransactionSandboxSettleTransactionTransaction = TransactionDetails
SandboxSettleTransactionSandboxSettleTransactionValidationErrors = Problem
SandboxSettleTransaction.model_rebuild()
SandboxSettleTransactionSandboxSettleTransaction.model_rebuild()
