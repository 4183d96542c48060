from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class AuthorizePaymentMethod(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    authorize_payment_method: Optional["AuthorizePaymentMethodAuthorizePaymentMethod"]
    "Holds the money of a payment, to be captured later."


class AuthorizePaymentMethodAuthorizePaymentMethod(BaseModel):
    """What charging, authorizing, capturing and settling answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["AuthorizePaymentMethodAuthorizePaymentMethodTransaction"]
    "The transaction; a refusal by processor or gateway is told by its status."
    validation_errors: Optional[
        list["AuthorizePaymentMethodAuthorizePaymentMethodValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


AuthorizePaymentMethodAuthorizePaymentMethodTransaction = TransactionDetails
AuthorizePaymentMethodAuthorizePaymentMethodValidationErrors = Problem
AuthorizePaymentMethod.model_rebuild()
AuthorizePaymentMethodAuthorizePaymentMethod.model_rebuild()
