from typing import Optional

from .base_model import BaseModel
from .fragments import Problem


class DeletePaymentMethodFromVault(BaseModel):
    """All mutations. The fields of one document run one after another."""

    delete_payment_method_from_vault: Optional[
        "DeletePaymentMethodFromVaultDeletePaymentMethodFromVault"
    ]
    "Takes a payment method out of the sandbox's vault. Payments that were made with it stay."


class DeletePaymentMethodFromVaultDeletePaymentMethodFromVault(BaseModel):
    """The answer of `deletePaymentMethodFromVault`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    validation_errors: Optional[
        list["DeletePaymentMethodFromVaultDeletePaymentMethodFromVaultValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


DeletePaymentMethodFromVaultDeletePaymentMethodFromVaultValidationErrors = Problem
DeletePaymentMethodFromVault.model_rebuild()
DeletePaymentMethodFromVaultDeletePaymentMethodFromVault.model_rebuild()
