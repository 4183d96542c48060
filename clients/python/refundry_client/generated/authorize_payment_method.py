from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class AuthorizePaymentMethod(BaseModel):
    """All mutations. The fields of one document run one after another."""

    authorize_payment_method: Optional["AuthorizePaymentMethodAuthorizePaymentMethod"]
    "Authorizes a payment: the money is held, and can be captured later."


class AuthorizePaymentMethodAuthorizePaymentMethod(BaseModel):
    """The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, `captureTransaction` and `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["AuthorizePaymentMethodAuthorizePaymentMethodTransaction"]
    "The transaction. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["AuthorizePaymentMethodAuthorizePaymentMethodValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


AuthorizePaymentMethodAuthorizePaymentMethodTransaction = TransactionDetails
AuthorizePaymentMethodAuthorizePaymentMethodValidationErrors = Problem
AuthorizePaymentMethod.model_rebuild()
AuthorizePaymentMethodAuthorizePaymentMethod.model_rebuild()
