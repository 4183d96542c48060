"""The enums of what gateways, processors and banks answer."""

from enum import StrEnum

from app.domain.reversals.answers import RejectionReason
from app.schema.enums import publish


class RiskDecision(StrEnum):
    APPROVE = "APPROVE"
    DECLINE = "DECLINE"
    NOT_EVALUATED = "NOT_EVALUATED"
    REVIEW = "REVIEW"


class AvsCvvResponseCode(StrEnum):
    BYPASS = "BYPASS"
    DOES_NOT_MATCH = "DOES_NOT_MATCH"
    ISSUER_DOES_NOT_PARTICIPATE = "ISSUER_DOES_NOT_PARTICIPATE"
    MATCHES = "MATCHES"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_PROVIDED = "NOT_PROVIDED"
    NOT_VERIFIED = "NOT_VERIFIED"
    SYSTEM_ERROR = "SYSTEM_ERROR"


publish(
    RejectionReason,
    "Which rule of the gateway's own rejected a payment.",
    {
        "APPLICATION_INCOMPLETE": "The merchant's account is not fully set up.",
        "AVS": "The billing address.",
        "AVS_AND_CVV": "The billing address and the security code.",
        "CVV": "The security code.",
        "DUPLICATE": "It looks like a payment of a moment before.",
        "EXCESSIVE_RETRY": "It was tried too often.",
        "FRAUD": "Fraud is suspected.",
        "MANUAL_TRANSACTIONS_DISABLED": "Payments by hand are switched off.",
        "PAYMENT_METHOD_BLOCKED": "The payment method is blocked.",
        "RISK_THRESHOLD": "The risk is higher than the merchant accepts.",
        "THREE_D_SECURE": "The cardholder was not authenticated.",
        "TOKEN_ISSUANCE": "No token could be made for the payment method.",
        "TOO_MANY_CONFIRMATION_ATTEMPTS": "Too many confirmations failed.",
        "UNION_PAY_ENROLLMENT_REQUIRED": "The UnionPay card is not enrolled.",
    },
    name="GatewayRejectionReason",
)
publish(
    RiskDecision,
    "What a check of the risk came to.",
    {
        "APPROVE": "The risk is accepted.",
        "DECLINE": "The risk is too high.",
        "NOT_EVALUATED": "The risk was not checked.",
        "REVIEW": "A person has to look.",
    },
)
publish(
    AvsCvvResponseCode,
    "What the bank said of an address or a security code.",
    {
        "BYPASS": "The check was left out.",
        "DOES_NOT_MATCH": "It is another one.",
        "ISSUER_DOES_NOT_PARTICIPATE": "The bank does not check it.",
        "MATCHES": "It is the right one.",
        "NOT_APPLICABLE": "There is nothing to check.",
        "NOT_PROVIDED": "None was sent.",
        "NOT_VERIFIED": "The bank did not say.",
        "SYSTEM_ERROR": "The check failed.",
    },
)
