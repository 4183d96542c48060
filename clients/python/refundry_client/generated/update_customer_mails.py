from typing import Optional

from .base_model import BaseModel
from .fragments import MailsToCustomers, Problem


class UpdateCustomerMails(BaseModel):
    """All mutations. The fields of one document run one after another."""

    update_customer_mails: Optional["UpdateCustomerMailsUpdateCustomerMails"]
    "Says what the merchant's customers are told by mail of their refunds. Nothing, unless it is said."


class UpdateCustomerMailsUpdateCustomerMails(BaseModel):
    """The answer of `updateCustomerMails`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    customer_mails: Optional["UpdateCustomerMailsUpdateCustomerMailsCustomerMails"]
    "What holds now."
    validation_errors: Optional[
        list["UpdateCustomerMailsUpdateCustomerMailsValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UpdateCustomerMailsUpdateCustomerMailsCustomerMails = MailsToCustomers
UpdateCustomerMailsUpdateCustomerMailsValidationErrors = Problem
UpdateCustomerMails.model_rebuild()
UpdateCustomerMailsUpdateCustomerMails.model_rebuild()
