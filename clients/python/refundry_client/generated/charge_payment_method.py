from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, TransactionDetails


class ChargePaymentMethod(BaseModel):
    charge_payment_method: Optional["ChargePaymentMethodChargePaymentMethod"]


class ChargePaymentMethodChargePaymentMethod(BaseModel):
    client_mutation_id: Optional[str]
    transaction: Optional["ChargePaymentMethodChargePaymentMethodTransaction"]
    validation_errors: Optional[
        list["ChargePaymentMethodChargePaymentMethodValidationErrors"]
    ]


ChargePaymentMethodChargePaymentMethodTransaction = TransactionDetails
ChargePaymentMethodChargePaymentMethodValidationErrors = Problem
ChargePaymentMethod.model_rebuild()
ChargePaymentMethodChargePaymentMethod.model_rebuild()
