from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class AuthorizeCreditCard(BaseModel):
    """All mutations. The fields of one document run one after another."""

    authorize_credit_card: Optional["AuthorizeCreditCardAuthorizeCreditCard"]
    "Authorizes a payment by card: the money is held, and can be captured later."


class AuthorizeCreditCardAuthorizeCreditCard(BaseModel):
    """The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, `captureTransaction` and `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["AuthorizeCreditCardAuthorizeCreditCardTransaction"]
    "The transaction. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["AuthorizeCreditCardAuthorizeCreditCardValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


AuthorizeCreditCardAuthorizeCreditCardTransaction = TransactionDetails
AuthorizeCreditCardAuthorizeCreditCardValidationErrors = Problem
AuthorizeCreditCard.model_rebuild()
AuthorizeCreditCardAuthorizeCreditCard.model_rebuild()
