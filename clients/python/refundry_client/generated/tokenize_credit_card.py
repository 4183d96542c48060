from typing import Optional

from .base_model import BaseModel
from .fragments import Method, Problem


class TokenizeCreditCard(BaseModel):
    """All mutations. The fields of one document run one after another."""

    tokenize_credit_card: Optional["TokenizeCreditCardTokenizeCreditCard"]
    "Makes a payment method for one use of a test card's number. For sandbox merchants alone: for others a card's number is refused before anything is done with it."


class TokenizeCreditCardTokenizeCreditCard(BaseModel):
    """The answer of `tokenizeCreditCard`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    payment_method: Optional["TokenizeCreditCardTokenizeCreditCardPaymentMethod"]
    "The payment method, for one use within three hours."
    validation_errors: Optional[
        list["TokenizeCreditCardTokenizeCreditCardValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


TokenizeCreditCardTokenizeCreditCardPaymentMethod = Method
TokenizeCreditCardTokenizeCreditCardValidationErrors = Problem
TokenizeCreditCard.model_rebuild()
TokenizeCreditCardTokenizeCreditCard.model_rebuild()
