from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class ChargeCreditCard(BaseModel):
    """All mutations. The fields of one document run one after another."""

    charge_credit_card: Optional["ChargeCreditCardChargeCreditCard"]
    "Charges a card: authorizes the payment and submits it for settlement."


class ChargeCreditCardChargeCreditCard(BaseModel):
    """The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, `captureTransaction` and `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["ChargeCreditCardChargeCreditCardTransaction"]
    "The transaction. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["ChargeCreditCardChargeCreditCardValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ChargeCreditCardChargeCreditCardTransaction = TransactionDetails
ChargeCreditCardChargeCreditCardValidationErrors = Problem
ChargeCreditCard.model_rebuild()
ChargeCreditCardChargeCreditCard.model_rebuild()
