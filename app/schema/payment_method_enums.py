"""The enums of payment methods: where they come from, what they can be used for, and how they are sent."""

from enum import StrEnum

from app.domain.reversals.vault import Usage, VaultWhen
from app.schema.enums import publish


class PaymentMethodOriginType(StrEnum):
    APPLE_PAY = "APPLE_PAY"
    GOOGLE_PAY = "GOOGLE_PAY"
    IN_STORE_READER = "IN_STORE_READER"
    MASTERPASS = "MASTERPASS"
    META_CHECKOUT = "META_CHECKOUT"
    NETWORK_TOKEN = "NETWORK_TOKEN"  # noqa: S105 -- a kind of payment method
    PAYPAL = "PAYPAL"
    SAMSUNG_PAY = "SAMSUNG_PAY"
    VISA_CHECKOUT = "VISA_CHECKOUT"


class BinRecordValue(StrEnum):
    NO = "NO"
    UNKNOWN = "UNKNOWN"
    YES = "YES"


class ScaExemptionType(StrEnum):
    LOW_VALUE = "LOW_VALUE"
    SECURE_CORPORATE = "SECURE_CORPORATE"
    TRANSACTION_RISK_ANALYSIS = "TRANSACTION_RISK_ANALYSIS"
    TRUSTED_BENEFICIARY = "TRUSTED_BENEFICIARY"


class TransactionShippingMethod(StrEnum):
    ELECTRONIC = "ELECTRONIC"
    GROUND = "GROUND"
    NEXT_DAY = "NEXT_DAY"
    PICKUP_IN_STORE = "PICKUP_IN_STORE"
    PRIORITY = "PRIORITY"
    SAME_DAY = "SAME_DAY"
    SHIP_TO_STORE = "SHIP_TO_STORE"


class VerificationStatus(StrEnum):
    FAILED = "FAILED"
    GATEWAY_REJECTED = "GATEWAY_REJECTED"
    PENDING = "PENDING"
    PROCESSOR_DECLINED = "PROCESSOR_DECLINED"
    VERIFIED = "VERIFIED"
    VERIFYING = "VERIFYING"


class ProductCode(StrEnum):
    ADD_SURCHARGE_MID = "ADD_SURCHARGE_MID"
    FASTLANE = "FASTLANE"
    IN_PERSON = "IN_PERSON"


class ProductEnablementStatus(StrEnum):
    AVAILABLE = "AVAILABLE"
    DISABLED = "DISABLED"
    ENABLED = "ENABLED"
    NOT_AVAILABLE = "NOT_AVAILABLE"
    PROVISIONING = "PROVISIONING"


class CardAccountType(StrEnum):
    CREDIT = "CREDIT"
    DEBIT = "DEBIT"


class PaymentInitiator(StrEnum):
    ESTIMATED = "ESTIMATED"
    INSTALLMENT = "INSTALLMENT"
    INSTALLMENT_FIRST = "INSTALLMENT_FIRST"
    MOTO = "MOTO"
    RECURRING = "RECURRING"
    RECURRING_FIRST = "RECURRING_FIRST"
    UNSCHEDULED = "UNSCHEDULED"


publish(
    Usage,
    "How often a payment method can be used.",
    {"MULTI_USE": "Again and again: it is in the vault.", "SINGLE_USE": "Once, within three hours."},
    name="PaymentMethodUsage",
)
publish(
    PaymentMethodOriginType,
    "Where a payment method comes from.",
    {
        "APPLE_PAY": "Apple Pay.",
        "GOOGLE_PAY": "Google Pay.",
        "IN_STORE_READER": "A card reader in a shop.",
        "MASTERPASS": "Masterpass.",
        "META_CHECKOUT": "Meta Checkout.",
        "NETWORK_TOKEN": "A token of the card's network.",
        "PAYPAL": "PayPal.",
        "SAMSUNG_PAY": "Samsung Pay.",
        "VISA_CHECKOUT": "Visa Checkout.",
    },
)
publish(
    BinRecordValue,
    "What is known of a kind of card.",
    {"NO": "It is none.", "UNKNOWN": "It is not known.", "YES": "It is one."},
)
publish(
    ScaExemptionType,
    "Why a payment needs no strong authentication of the customer.",
    {
        "LOW_VALUE": "It is small.",
        "SECURE_CORPORATE": "It is made by a company's secure process.",
        "TRANSACTION_RISK_ANALYSIS": "Its risk was found to be low.",
        "TRUSTED_BENEFICIARY": "The customer trusts the merchant.",
    },
)
publish(
    TransactionShippingMethod,
    "How goods are sent.",
    {
        "ELECTRONIC": "As data.",
        "GROUND": "By land.",
        "NEXT_DAY": "To arrive the next day.",
        "PICKUP_IN_STORE": "The customer fetches them.",
        "PRIORITY": "Faster than usual.",
        "SAME_DAY": "To arrive the same day.",
        "SHIP_TO_STORE": "To a shop.",
    },
)
publish(
    VaultWhen,
    "When a payment's method is kept in the vault.",
    {"ALWAYS": "Whatever comes of the payment.", "ON_SUCCESSFUL_TRANSACTION": "If the payment is taken."},
    name="VaultPaymentMethodCriteria",
)
publish(
    VerificationStatus,
    "What a check of a payment method came to.",
    {
        "FAILED": "It could not be made.",
        "GATEWAY_REJECTED": "The gateway rejected the payment method.",
        "PENDING": "It is not decided.",
        "PROCESSOR_DECLINED": "The processor declined the payment method.",
        "VERIFIED": "The payment method can be used.",
        "VERIFYING": "It is under way.",
    },
)
publish(
    ProductCode,
    "A product of Braintree's.",
    {
        "ADD_SURCHARGE_MID": "Accounts for surcharges.",
        "FASTLANE": "Fastlane.",
        "IN_PERSON": "Payments in shops.",
    },
)
publish(
    ProductEnablementStatus,
    "Whether a merchant has a product.",
    {
        "AVAILABLE": "It can be switched on.",
        "DISABLED": "It is switched off.",
        "ENABLED": "It is switched on.",
        "NOT_AVAILABLE": "The merchant can't have it.",
        "PROVISIONING": "It is being set up.",
    },
)
publish(
    CardAccountType, "Which account of a card is used.", {"CREDIT": "The credit account.", "DEBIT": "The bank account."}
)
publish(
    PaymentInitiator,
    "Who began a payment, and in which series it stands.",
    {
        "ESTIMATED": "The merchant, with an amount that may still change.",
        "INSTALLMENT": "The merchant, as a part of a payment in parts.",
        "INSTALLMENT_FIRST": "The customer, as the first part.",
        "MOTO": "The customer, by letter or telephone.",
        "RECURRING": "The merchant, by a schedule.",
        "RECURRING_FIRST": "The customer, as the first of a schedule.",
        "UNSCHEDULED": "The merchant, without a schedule.",
    },
)
