"""The enum of the kinds of objects that have legacy ids."""

from enum import StrEnum

from app.schema.enums import publish


class LegacyIdType(StrEnum):
    CUSTOMER = "CUSTOMER"
    DISPUTE = "DISPUTE"
    MERCHANT_ACCOUNT_APPLICATION = "MERCHANT_ACCOUNT_APPLICATION"
    PAYMENT_CONTEXT = "PAYMENT_CONTEXT"
    PAYMENT_METHOD = "PAYMENT_METHOD"
    REFUND = "REFUND"
    TRANSACTION = "TRANSACTION"
    US_BANK_ACCOUNT_VERIFICATION = "US_BANK_ACCOUNT_VERIFICATION"
    VERIFICATION = "VERIFICATION"


publish(
    LegacyIdType,
    "The kind of an object with a legacy id.",
    {
        "CUSTOMER": "A customer.",
        "DISPUTE": "A dispute.",
        "MERCHANT_ACCOUNT_APPLICATION": "An application for a merchant account. This service has none.",
        "PAYMENT_CONTEXT": "A payment that is being prepared. This service has none.",
        "PAYMENT_METHOD": "A payment method.",
        "REFUND": "A refund.",
        "TRANSACTION": "A transaction.",
        "US_BANK_ACCOUNT_VERIFICATION": "A check of a bank account. This service has none.",
        "VERIFICATION": "A check of a payment method. This service has none.",
    },
)
