from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class ChargePaymentMethod(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    charge_payment_method: Optional["ChargePaymentMethodChargePaymentMethod"]
    "Takes a payment: authorizes it and hands it in for settlement."


class ChargePaymentMethodChargePaymentMethod(BaseModel):
    """What charging, authorizing, capturing and settling answer."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    transaction: Optional["ChargePaymentMethodChargePaymentMethodTransaction"]
    "The transaction; a refusal by processor or gateway is told by its status."
    validation_errors: Optional[
        list["ChargePaymentMethodChargePaymentMethodValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


ChargePaymentMethodChargePaymentMethodTransaction = TransactionDetails
ChargePaymentMethodChargePaymentMethodValidationErrors = Problem
ChargePaymentMethod.model_rebuild()
ChargePaymentMethodChargePaymentMethod.model_rebuild()
