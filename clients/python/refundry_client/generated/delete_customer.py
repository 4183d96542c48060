from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class DeleteCustomer(BaseModel):
    """All mutations. The fields of one document run one after another."""

    delete_customer: Optional["DeleteCustomerDeleteCustomer"]
    "Deletes a customer, and the customer's payment methods in the sandbox's vault. Payments and orders stay, and show who paid."


class DeleteCustomerDeleteCustomer(BaseModel):
    """The answer of `deleteCustomer`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    validation_errors: Optional[list["DeleteCustomerDeleteCustomerValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


DeleteCustomerDeleteCustomerValidationErrors = Problem
DeleteCustomer.model_rebuild()
DeleteCustomerDeleteCustomer.model_rebuild()
