from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, RefundDetails


class RefundCreditCard(BaseModel):
    """All mutations. The fields of one document run one after another."""

    refund_credit_card: Optional["RefundCreditCardRefundCreditCard"]
    "Refunds an amount to a card, without a payment that it gives back. For sandbox merchants alone. It needs approval, waits in the queue and is reversed like any other refund."


class RefundCreditCardRefundCreditCard(BaseModel):
    """The answer of `refundCreditCard`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    refund: Optional["RefundCreditCardRefundCreditCardRefund"]
    "The refund. Its status says how far it has come."
    validation_errors: Optional[
        list["RefundCreditCardRefundCreditCardValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


RefundCreditCardRefundCreditCardRefund = RefundDetails
RefundCreditCardRefundCreditCardValidationErrors = Problem
RefundCreditCard.model_rebuild()
RefundCreditCardRefundCreditCard.model_rebuild()
