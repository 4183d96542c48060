from typing import Optional

from .base_model import BaseModel
from .fragments import MailsToCustomers


class CustomerMails(BaseModel):
    """All queries."""

    customer_mails: Optional["CustomerMailsCustomerMails"]
    "What the merchant's customers are told by mail of their refunds."


CustomerMailsCustomerMails = MailsToCustomers
CustomerMails.model_rebuild()
