from typing import Optional

from .base_model import BaseModel
from .fragments import Payer, Problem


class CreateCustomer(BaseModel):
    """All mutations. The fields of one document run one after another."""

    create_customer: Optional["CreateCustomerCreateCustomer"]
    "Adds a customer. Payments and payment methods in the sandbox's vault can name the customer by the id."


class CreateCustomerCreateCustomer(BaseModel):
    """The answer of `createCustomer`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    customer: Optional["CreateCustomerCreateCustomerCustomer"]
    "The new customer."
    validation_errors: Optional[list["CreateCustomerCreateCustomerValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


CreateCustomerCreateCustomerCustomer = Payer
CreateCustomerCreateCustomerValidationErrors = Problem
CreateCustomer.model_rebuild()
CreateCustomerCreateCustomer.model_rebuild()
