from typing import Optional

from .base_model import BaseModel
from .fragments import Payer, Problem


class UpdateCustomer(BaseModel):
    """All mutations. The fields of one document run one after another."""

    update_customer: Optional["UpdateCustomerUpdateCustomer"]
    "Corrects what is known of a customer, whatever they ordered. With `onConflict: UPDATE`, `recordOrder` corrects the customer of one order."


class UpdateCustomerUpdateCustomer(BaseModel):
    """The answer of `updateCustomer`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    customer: Optional["UpdateCustomerUpdateCustomerCustomer"]
    "The customer as it is known now."
    validation_errors: Optional[list["UpdateCustomerUpdateCustomerValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UpdateCustomerUpdateCustomerCustomer = Payer
UpdateCustomerUpdateCustomerValidationErrors = Problem
UpdateCustomer.model_rebuild()
UpdateCustomerUpdateCustomer.model_rebuild()
