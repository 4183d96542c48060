"""The GraphQL types of payment methods, as they were at the time of a payment."""

from typing import Annotated

import strawberry
from strawberry import field

from app.domain.reversals.payments import PaymentMethod
from app.schema.base.monetary import MonetaryAmount
from app.schema.enums import CreditCardBrandCode
from app.schema.payment_method_enums import PaymentMethodOriginType
from app.schema.reversals.not_recorded import Address, BinRecord, PaymentMethodOrigin, Phone, ThreeDSecureDetails

_NOT_TOLD = "Always null: gateways don't tell it here."


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
    origin: PaymentMethodOrigin | None = field(description="The wallet that the card came from; null for none.")
    bin_data: BinRecord | None = field(default=None, description=f"What kind of card it is. {_NOT_TOLD}")
    unique_number_identifier: str | None = field(
        default=None, description="The same for the same number. Always null: numbers are not kept."
    )
    billing_address: Address | None = field(default=None, description=f"The cardholder's address. {_NOT_TOLD}")
    three_d_secure: ThreeDSecureDetails | None = field(
        default=None, description="The cardholder's authentication. Always null: no one is authenticated here."
    )
    image_url: str | None = field(
        default=None, description="A picture. Always null.", deprecation_reason="There are no pictures here."
    )
    card_on_file_network_tokenized: bool | None = field(
        default=None, description=f"Whether a network's token was used. {_NOT_TOLD}"
    )


@strawberry.type(description="A PayPal account.")
class PayPalAccountDetails:
    email: str | None = field(description="The e-mail address that the account goes by.")
    payer_id: str | None = field(default=None, description=f"PayPal's id of the customer. {_NOT_TOLD}")
    first_name: str | None = field(default=None, description=f"The given name. {_NOT_TOLD}")
    last_name: str | None = field(default=None, description=f"The family name. {_NOT_TOLD}")
    phone: str | None = field(default=None, description=f"The telephone number. {_NOT_TOLD}")
    billing_agreement_id: str | None = field(default=None, description=f"The agreement to pay again. {_NOT_TOLD}")
    billing_address: Address | None = field(default=None, description=f"The customer's address. {_NOT_TOLD}")
    shipping_address: Address | None = field(default=None, description=f"Where goods are sent. {_NOT_TOLD}")
    cobranded_card_label: str | None = field(default=None, description=f"The card behind it. {_NOT_TOLD}")
    origin: PaymentMethodOrigin | None = field(default=None, description="The wallet. Always null.")
    limited_use_order_id: str | None = field(default=None, description=f"The order that it is for. {_NOT_TOLD}")
    funding_source_description: str | None = field(default=None, description=f"What is behind it. {_NOT_TOLD}")


@strawberry.type(description="The PayPal payment behind a transaction.")
class PayPalTransactionDetails:
    payer: PayPalAccountDetails | None = field(description="The customer.")
    payee: PayPalAccountDetails | None = field(default=None, description=f"Who gets the money. {_NOT_TOLD}")
    authorization_id: str | None = field(default=None, description=f"PayPal's id of the authorization. {_NOT_TOLD}")
    capture_id: str | None = field(default=None, description=f"PayPal's id of the capture. {_NOT_TOLD}")
    payment_id: str | None = field(default=None, description=f"PayPal's id of the payment. {_NOT_TOLD}")
    custom_field: str | None = field(default=None, description=f"The merchant's own field. {_NOT_TOLD}")
    payer_status: str | None = field(default=None, description=f"Whether PayPal knows the customer. {_NOT_TOLD}")
    seller_protection_status: str | None = field(default=None, description=f"Whether it is insured. {_NOT_TOLD}")
    tax_id: str | None = field(default=None, description=f"The customer's tax number. {_NOT_TOLD}")
    tax_id_type: str | None = field(default=None, description=f"Its kind. {_NOT_TOLD}")
    transaction_fee: MonetaryAmount | None = field(default=None, description=f"PayPal's fee. {_NOT_TOLD}")
    description: str | None = field(default=None, description=f"What the payment is for. {_NOT_TOLD}")
    origin: PaymentMethodOrigin | None = field(default=None, description="The wallet. Always null.")
    recipient_phone: Phone | None = field(default=None, description=f"The receiver's telephone number. {_NOT_TOLD}")


@strawberry.type(description="A Venmo account.")
class VenmoAccountDetails:
    username: str | None = field(description="The name of the account.")
    venmo_user_id: str | None = field(default=None, description=f"Venmo's id of the customer. {_NOT_TOLD}")


@strawberry.type(description="A bank account in the United States.")
class UsBankAccountDetails:
    bank_name: str | None = field(description="The bank.")
    last4: str | None = field(description="The account number's last four digits.")
    routing_number: str | None = field(description="The bank's number.")
    accountholder_name: str | None = field(default=None, description=f"Whose account it is. {_NOT_TOLD}")
    verified: bool | None = field(default=None, description=f"Whether it was verified. {_NOT_TOLD}")
    ach_return_code: str | None = field(default=None, description=f"Why a payment came back. {_NOT_TOLD}")


@strawberry.type(description="A card as newer clients select it. Not used: a card is CreditCardDetails.")
class CreditCardTransactionDetails:
    credit_card: CreditCardDetails | None = field(default=None, description="The card.")
    network_transaction_id: str | None = field(default=None, description=f"The network's id. {_NOT_TOLD}")
    acquirer_reference_number: str | None = field(default=None, description=f"The bank's id. {_NOT_TOLD}")


PaymentMethodSnapshot = Annotated[
    CreditCardDetails
    | PayPalTransactionDetails
    | VenmoAccountDetails
    | UsBankAccountDetails
    | CreditCardTransactionDetails,
    strawberry.union(
        "PaymentMethodSnapshot",
        description="The payment method as it was at the time of the payment. Later changes do not show here.",
    ),
]
PaymentMethodDetails = Annotated[
    CreditCardDetails | PayPalAccountDetails | VenmoAccountDetails | UsBankAccountDetails,
    strawberry.union("PaymentMethodDetails", description="What a payment method is."),
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

Account = VenmoAccountDetails | UsBankAccountDetails


def snapshot(method: PaymentMethod) -> CreditCardDetails | PayPalTransactionDetails | Account | None:
    """The method as a payment shows it; None where nothing is known of it."""
    if method.paypal:
        return PayPalTransactionDetails(payer=PayPalAccountDetails(email=method.payer_email or None))
    return _not_paypal(method) if method.known else None


def details(method: PaymentMethod) -> CreditCardDetails | PayPalAccountDetails | Account | None:
    """The method as the vault shows it; None where nothing is known of it."""
    if method.paypal:
        return PayPalAccountDetails(email=method.payer_email or None)
    return _not_paypal(method) if method.known else None


def _not_paypal(method: PaymentMethod) -> CreditCardDetails | Account:
    if method.venmo_username is not None:
        return VenmoAccountDetails(username=method.venmo_username)
    if method.bank_name is not None:
        return UsBankAccountDetails(
            bank_name=method.bank_name, last4=method.last4, routing_number=method.routing_number
        )
    brand = None if method.brand is None else CreditCardBrandCode(method.brand)
    wallet = None if method.origin is None else PaymentMethodOrigin(type=PaymentMethodOriginType(method.origin))
    return CreditCardDetails(
        brand_code=brand,
        brand=None if brand is None else brand.value,
        last4=method.last4,
        bin=method.bin,
        expiration_month=method.expiration_month,
        expiration_year=method.expiration_year,
        cardholder_name=method.cardholder,
        origin=wallet,
    )
