from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class AdoptTransaction(BaseModel):
    """All mutations. The fields of one document run one after another."""

    adopt_transaction: Optional["AdoptTransactionAdoptTransaction"]
    "Takes over a payment from a gateway account: the gateway is asked, and the transaction gets the payment's amount, status, method and dispute, and the refunds that were made elsewhere. Sent again, it brings the same transaction up to date."


class AdoptTransactionAdoptTransaction(BaseModel):
    """The answer of `adoptTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["AdoptTransactionAdoptTransactionTransaction"]
    "The transaction, as its gateway has it now."
    validation_errors: Optional[
        list["AdoptTransactionAdoptTransactionValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


AdoptTransactionAdoptTransactionTransaction = TransactionDetails
AdoptTransactionAdoptTransactionValidationErrors = Problem
AdoptTransaction.model_rebuild()
AdoptTransactionAdoptTransaction.model_rebuild()
