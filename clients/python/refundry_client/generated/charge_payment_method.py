from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class ChargePaymentMethod(BaseModel):
    """All mutations. The fields of one document run one after another."""

    charge_payment_method: Optional["ChargePaymentMethodChargePaymentMethod"]
    "Charges a payment method: authorizes the payment and submits it for settlement."


class ChargePaymentMethodChargePaymentMethod(BaseModel):
    """The answer of `chargePaymentMethod`, `authorizePaymentMethod`, `chargeCreditCard`, `authorizeCreditCard`, `captureTransaction` and `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    transaction: Optional["ChargePaymentMethodChargePaymentMethodTransaction"]
    "The transaction. Its status shows a refusal by the processor or the gateway."
    validation_errors: Optional[
        list["ChargePaymentMethodChargePaymentMethodValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


ChargePaymentMethodChargePaymentMethodTransaction = TransactionDetails
ChargePaymentMethodChargePaymentMethodValidationErrors = Problem
ChargePaymentMethod.model_rebuild()
ChargePaymentMethodChargePaymentMethod.model_rebuild()
