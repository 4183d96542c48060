from typing import Optional

from .base_model import BaseModel
from .fragments import Method, Problem


class VaultPaymentMethod(BaseModel):
    """All mutations. The fields of one document run one after another."""

    vault_payment_method: Optional["VaultPaymentMethodVaultPaymentMethod"]
    "Keeps a payment method in the sandbox's vault, for any number of uses. It is not verified."


class VaultPaymentMethodVaultPaymentMethod(BaseModel):
    """The answer of `vaultPaymentMethod` and `vaultCreditCard`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    payment_method: Optional["VaultPaymentMethodVaultPaymentMethodPaymentMethod"]
    "The payment method, for any number of uses."
    validation_errors: Optional[
        list["VaultPaymentMethodVaultPaymentMethodValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


VaultPaymentMethodVaultPaymentMethodPaymentMethod = Method
VaultPaymentMethodVaultPaymentMethodValidationErrors = Problem
VaultPaymentMethod.model_rebuild()
VaultPaymentMethodVaultPaymentMethod.model_rebuild()
