"""The enums as clients read them. Most are the domain's own; here they get their words."""

from collections.abc import Mapping
from enum import StrEnum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from app.domain.history.reports import ReportGroup
from app.domain.orders.orders import OrderStatus
from app.domain.people.people import Right
from app.domain.reversals.approvals import ApprovalKind, ApprovalState
from app.domain.reversals.resolutions import ResolvedOutcome
from app.domain.reversals.rules import ReversalAction
from app.domain.reversals.states import (
    AccountStatus,
    AttemptOutcome,
    PaymentSource,
    PaymentStatus,
    RefundFailurePolicy,
    RetryState,
)


class CreditCardBrandCode(StrEnum):
    AMERICAN_EXPRESS = "AMERICAN_EXPRESS"
    CITI = "CITI"
    DINERS = "DINERS"
    DISCOVER = "DISCOVER"
    ELO = "ELO"
    HIPER = "HIPER"
    HIPERCARD = "HIPERCARD"
    INTERNATIONAL_MAESTRO = "INTERNATIONAL_MAESTRO"
    JCB = "JCB"
    MASTERCARD = "MASTERCARD"
    SOLO = "SOLO"
    SWITCH = "SWITCH"
    UK_MAESTRO = "UK_MAESTRO"
    UNION_PAY = "UNION_PAY"
    UNKNOWN = "UNKNOWN"
    VISA = "VISA"


class ProcessorDeclineType(StrEnum):
    HARD = "HARD"
    SOFT = "SOFT"


class SandboxSettlementState(StrEnum):
    SETTLED = "SETTLED"
    SETTLEMENT_DECLINED = "SETTLEMENT_DECLINED"


class TransactionLineItemType(StrEnum):
    CREDIT = "CREDIT"
    DEBIT = "DEBIT"


class UpcType(StrEnum):
    UPC_2 = "UPC_2"
    UPC_5 = "UPC_5"
    UPC_A = "UPC_A"
    UPC_B = "UPC_B"
    UPC_C = "UPC_C"
    UPC_D = "UPC_D"
    UPC_E = "UPC_E"


class LegacyIdType(StrEnum):
    CUSTOMER = "CUSTOMER"
    REFUND = "REFUND"
    TRANSACTION = "TRANSACTION"


class PaymentSearchType(StrEnum):
    DETACHED_REFUND = "DETACHED_REFUND"
    REFUND = "REFUND"
    TRANSACTION = "TRANSACTION"


class PaymentMethodSnapshotSearchType(StrEnum):
    CREDIT_CARD = "CREDIT_CARD"
    PAYPAL = "PAYPAL"


class ProcessingMode(StrEnum):
    DEFERRED = "DEFERRED"
    ONLINE = "ONLINE"


class UserStatus(StrEnum):
    ACTIVE = "ACTIVE"
    DELETED = "DELETED"
    PASSIVE = "PASSIVE"
    PENDING = "PENDING"
    SUSPENDED = "SUSPENDED"


def _publish(enum: type[StrEnum], description: str, values: Mapping[str, str], name: str | None = None) -> None:
    """Makes `enum` part of the schema, with a description of its own and one for each value.

    The domain's enums know nothing of GraphQL, so their descriptions are put beside them here.
    """
    strawberry.enum(enum, name=name, description=description)
    definition: StrawberryEnumDefinition = vars(enum)["__strawberry_definition__"]
    for value in definition.values:
        value.description = values[value.name]


_publish(
    PaymentStatus,
    "Where a transaction or a refund stands.",
    {
        "AUTHORIZATION_EXPIRED": "The authorization ran out before it was captured. Final.",
        "AUTHORIZED": "The money is held on the customer's account; it can be captured or voided.",
        "AUTHORIZING": "Asked for and not decided yet. A refund that waits in the queue stays here: see `retry`.",
        "FAILED": "It could not be carried out. Final; nothing was moved.",
        "GATEWAY_REJECTED": "The gateway refused it by its own rules. Final.",
        "PROCESSOR_DECLINED": "The processor said no. Final.",
        "SETTLED": "The money has moved. A transaction can be refunded from here on.",
        "SETTLEMENT_CONFIRMED": "The processor has taken it for settlement.",
        "SETTLEMENT_DECLINED": "The processor refused it at settlement. Final; no money moved.",
        "SETTLEMENT_PENDING": "Settlement awaits the processor's decision; for PayPal.",
        "SETTLING": "Settlement is under way. It can be refunded, no longer voided.",
        "SUBMITTED_FOR_SETTLEMENT": "It goes into the next settlement; until then it can be voided.",
        "VOIDED": "Cancelled before any money moved. Final.",
    },
)
_publish(
    OrderStatus,
    "How much of what was paid for an order was given back, or is about to be.",
    {
        "OPEN": "Nothing.",
        "PARTIALLY_REFUNDED": "Some of it.",
        "REFUNDED": "All of it.",
    },
)
_publish(
    ApprovalKind,
    "What a second person has to agree to.",
    {
        "REFUND": "That a refund is made. No gateway hears of it before.",
        "OUTCOME": "That a refund was not made, or was taken back, where its gateway can't say. It frees the amount.",
    },
)
_publish(
    ApprovalState,
    "Where something stands that a second person has to agree to.",
    {
        "WAITING": "A second person has to decide. The amount stays reserved meanwhile.",
        "APPROVED": "A second person has agreed: a refund was sent, an outcome holds.",
        "REJECTED": "A second person has not agreed: a refund is not sent, an outcome is as unknown as before.",
        "OVERTAKEN": "Of an outcome: the gateway itself has said what it was, or the refund was sent again.",
    },
)
_publish(
    ReportGroup,
    "What refunds are put together by.",
    {
        "REASON": "The reason that was given.",
        "USER": "Who asked for them: a person or an API key.",
        "GATEWAY": "The gateway that makes them, or that they were made outside of this service.",
        "STATUS": "Where they stand now, whether they count or not.",
        "DAY": "The day on which they were asked for, in UTC.",
    },
    name="RefundReportGroup",
)
_publish(
    PaymentSource,
    "By what way something was asked for.",
    {
        "API": "By a program.",
        "CONTROL_PANEL": "By a person who was signed in.",
        "PAYMENT_READER": "By a card reader in a shop.",
        "RECURRING": "By a subscription's schedule.",
        "UNKNOWN": "Nobody knows, or the service did it by itself.",
    },
)
_publish(
    RetryState,
    "Where something that is to be done at the gateway stands.",
    {
        "WAITING": "It is tried again, or asked about, at `nextAttemptAt`.",
        "RUNNING": "An attempt is under way.",
        "PAUSED": "A person has put it on hold.",
        "SUCCEEDED": "The gateway has done it.",
        "EXHAUSTED": "It ended without success, and is not tried again.",
        "CANCELLED": "It was called off before the gateway did it.",
    },
)
_publish(
    AttemptOutcome,
    "What the gateway answered to one attempt.",
    {
        "ACCEPTED": "It is done, or certain to be done.",
        "PENDING": "It was taken, and is not decided yet.",
        "DECLINED": "The answer is no, and it is meant.",
        "UNAVAILABLE": "The gateway could not be reached: it was certainly not done.",
        "UNKNOWN": "The answer was lost or not understood: it may have been done.",
    },
)
_publish(
    ResolvedOutcome,
    "What a person found out about an attempt that nobody knew the outcome of.",
    {
        "DONE": "The gateway did it. Where it can't say so itself, a refund is SETTLED then, a void VOIDED.",
        "NOT_DONE": "The gateway did not, and won't any more. A refund is FAILED then, and its amount free again.",
    },
)
_publish(
    RefundFailurePolicy,
    "What becomes of a refund that the gateway does not take. An unknown outcome is looked into all the same.",
    {
        "QUEUE": "It is tried again, once a day.",
        "RECORD_ANYWAY": "It is recorded as refunded outside of this service.",
        "SKIP": "It ends as FAILED and is not tried again.",
    },
)
_publish(
    ReversalAction,
    "What reversing a transaction would do now.",
    {
        "VOID": "Cancel it before money moves.",
        "REFUND": "Give back all that is left of it.",
        "NONE": "Nothing: `blockers` says why.",
    },
)
_publish(
    AccountStatus,
    "Whether a merchant account can be used.",
    {
        "ACTIVE": "It takes payments and gives refunds.",
        "PENDING": "It is being set up.",
        "SUSPENDED": "It is closed until further notice.",
    },
    name="MerchantAccountStatus",
)
_publish(
    CreditCardBrandCode,
    "Card brands.",
    {
        "AMERICAN_EXPRESS": "American Express.",
        "CITI": "Citi.",
        "DINERS": "Diners Club.",
        "DISCOVER": "Discover.",
        "ELO": "Elo, of Brazil.",
        "HIPER": "Hiper, of Brazil.",
        "HIPERCARD": "Hipercard, of Brazil.",
        "INTERNATIONAL_MAESTRO": "Maestro, issued outside of the United Kingdom.",
        "JCB": "JCB, of Japan.",
        "MASTERCARD": "Mastercard.",
        "SOLO": "Solo, a former debit card of the United Kingdom.",
        "SWITCH": "Switch, a former debit card of the United Kingdom.",
        "UK_MAESTRO": "Maestro, issued in the United Kingdom.",
        "UNION_PAY": "UnionPay, of China.",
        "UNKNOWN": "A brand that was not recognised.",
        "VISA": "Visa.",
    },
)
_publish(
    ProcessorDeclineType,
    "How a processor means its no.",
    {"HARD": "For good: the same again gets the same answer.", "SOFT": "For now: another day may bring another."},
)
_publish(
    SandboxSettlementState,
    "How the sandbox lets a settlement end.",
    {"SETTLED": "The money moves.", "SETTLEMENT_DECLINED": "The processor refuses it."},
)
_publish(
    TransactionLineItemType,
    "Which way a line item counts.",
    {"CREDIT": "It takes from what the customer owes.", "DEBIT": "It adds to what the customer owes."},
)
_publish(
    UpcType,
    "Forms of the Universal Product Code.",
    {
        "UPC_2": "Two digits that supplement another code.",
        "UPC_5": "Five digits that supplement another code.",
        "UPC_A": "Twelve digits, the common form.",
        "UPC_B": "Twelve digits without a check digit, for drugs and health.",
        "UPC_C": "Twelve digits with a check digit, for trade use.",
        "UPC_D": "Of variable length, for trade use.",
        "UPC_E": "Six digits, the short form of the common one.",
    },
)
_publish(
    LegacyIdType,
    "What a legacy id belongs to.",
    {"CUSTOMER": "A customer.", "REFUND": "A refund.", "TRANSACTION": "A transaction."},
)
_publish(
    PaymentSearchType,
    "Kinds of payments to look for.",
    {
        "DETACHED_REFUND": "A refund without a transaction. This service makes none, so that none are found.",
        "REFUND": "A refund of a transaction.",
        "TRANSACTION": "A transaction.",
    },
)
_publish(
    PaymentMethodSnapshotSearchType,
    "What a payment was made with, as far as this service knows payment methods.",
    {"CREDIT_CARD": "A credit or debit card.", "PAYPAL": "A PayPal account."},
)
_publish(
    ProcessingMode,
    "When a card payment was sent to the processor.",
    {"DEFERRED": "Later, after the shop had been offline.", "ONLINE": "At once."},
)
_publish(
    UserStatus,
    "Whether a person can sign in.",
    {
        "ACTIVE": "The person can.",
        "DELETED": "The person was removed.",
        "PASSIVE": "The person has not been here for long.",
        "PENDING": "The person has been invited and has not come yet.",
        "SUSPENDED": "The person is shut out for now.",
    },
)
_publish(
    Right,
    "What an administrator can give to a person or a key.",
    {
        "VIEW": "To read: transactions, refunds, customers, the queue.",
        "REFUND": "To refund, and to take refunds back; to reverse what has settled.",
        "VOID": "To void; to reverse what has not settled.",
        "MARK_EXTERNALLY": "To say what was done outside of this service, and what became of an unknown outcome.",
        "MANAGE_QUEUE": "To retry now, to pause and to resume.",
        "APPROVE": "To approve or reject what others asked for.",
        "CHARGE": "To charge, authorize, capture, and to play with the sandbox.",
        "MANAGE_ORDERS": "To record and to cancel orders.",
        "ADMINISTER": "To say who may do what, and to change settings.",
    },
    name="RightName",
)
