from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class AuthorizePaymentMethod(BaseModel):
    authorize_payment_method: Optional["AuthorizePaymentMethodAuthorizePaymentMethod"]


class AuthorizePaymentMethodAuthorizePaymentMethod(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["AuthorizePaymentMethodAuthorizePaymentMethodTransaction"]
    validation_errors: Optional[
        list["AuthorizePaymentMethodAuthorizePaymentMethodValidationErrors"]
    ]


AuthorizePaymentMethodAuthorizePaymentMethodTransaction = TransactionDetails
AuthorizePaymentMethodAuthorizePaymentMethodValidationErrors = Problem
AuthorizePaymentMethod.model_rebuild()
AuthorizePaymentMethodAuthorizePaymentMethod.model_rebuild()
