from typing import Optional

from .base_model import BaseModel
from .fragments import Method, Problem


class VaultCreditCard(BaseModel):
    """All mutations. The fields of one document run one after another."""

    vault_credit_card: Optional["VaultCreditCardVaultCreditCard"]
    "Keeps a card in the sandbox's vault, for any number of uses. It is not verified."


class VaultCreditCardVaultCreditCard(BaseModel):
    """The answer of `vaultPaymentMethod` and `vaultCreditCard`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    payment_method: Optional["VaultCreditCardVaultCreditCardPaymentMethod"]
    "The payment method, for any number of uses."
    validation_errors: Optional[list["VaultCreditCardVaultCreditCardValidationErrors"]]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


VaultCreditCardVaultCreditCardPaymentMethod = Method
VaultCreditCardVaultCreditCardValidationErrors = Problem
VaultCreditCard.model_rebuild()
VaultCreditCardVaultCreditCard.model_rebuild()
