"""The GraphQL types of payment methods."""

from typing import Annotated

import strawberry
from strawberry import field

from app.domain.reversals.payments import PaymentMethod
from app.schema.enums import CreditCardBrandCode


@strawberry.type(description="The card of a payment.")
class CreditCardDetails:
    brand_code: CreditCardBrandCode | None = field(description="The card's brand.")
    brand: str | None = field(
        description="The card's brand as a word.", deprecation_reason="`brandCode` is safer to compare."
    )
    last4: str | None = field(description="The card number's last four digits.")
    bin: str | None = field(description="The card number's first six digits, which name the bank.")
    expiration_month: str | None = field(description="The month that the card is valid through, two digits.")
    expiration_year: str | None = field(description="The year that the card is valid through, four digits.")
    cardholder_name: str | None = field(description="The name on the card.")


@strawberry.type(description="A PayPal account.")
class PayPalAccountDetails:
    email: str | None = field(description="The e-mail address that the account goes by.")


@strawberry.type(description="The PayPal payment behind a transaction.")
class PayPalTransactionDetails:
    payer: PayPalAccountDetails | None = field(description="The customer.")


PaymentMethodSnapshot = Annotated[
    CreditCardDetails | PayPalTransactionDetails,
    strawberry.union(
        "PaymentMethodSnapshot",
        description="The payment method as it was at the time of the payment. Later changes do not show here.",
    ),
]


@strawberry.type(description="The fields of a refund to a PayPal account.")
class PayPalRefundDetails:
    description: str | None = field(description="What the refund is for, as it was sent.")


RefundPaymentMethodDetails = Annotated[
    PayPalRefundDetails,
    strawberry.union(
        "RefundPaymentMethodDetails", description="The fields of refunds that only some payment methods have."
    ),
]


def snapshot(method: PaymentMethod) -> CreditCardDetails | PayPalTransactionDetails:
    if method.paypal:
        return PayPalTransactionDetails(payer=PayPalAccountDetails(email=method.payer_email or None))
    brand = None if method.brand is None else CreditCardBrandCode(method.brand)
    return CreditCardDetails(
        brand_code=brand,
        brand=None if brand is None else brand.value,
        last4=method.last4,
        bin=method.bin,
        expiration_month=method.expiration_month,
        expiration_year=method.expiration_year,
        cardholder_name=method.cardholder,
    )
