"""The enums of the schema. Most are the domain's; their descriptions stand here."""

from collections.abc import Mapping
from enum import StrEnum

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

from app.domain.history.reports import ReportGroup
from app.domain.orders.orders import AdjustmentKind, OrderStatus
from app.domain.orders.recording import OnConflict
from app.domain.people.people import QueuedRefundStatus, Right
from app.domain.reversals.answers import DisputeState
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
    WhenUnsettled,
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


def publish(enum: type[StrEnum], description: str, values: Mapping[str, str], name: str | None = None) -> None:
    """Makes `enum` part of the schema, with a description of its own and one for each value.

    The domain's enums know nothing of GraphQL, so their descriptions are put beside them here.
    """
    strawberry.enum(enum, name=name, description=description)
    definition: StrawberryEnumDefinition = vars(enum)["__strawberry_definition__"]
    for value in definition.values:
        value.description = values[value.name]


publish(
    PaymentStatus,
    "The status of a transaction or a refund.",
    {
        "AUTHORIZATION_EXPIRED": "The authorization expired before it was captured. Final.",
        "AUTHORIZED": "The money is held on the customer's account. It can be captured or voided.",
        "AUTHORIZING": "Requested, and not decided yet. A refund in the queue has this status: see `retry`.",
        "FAILED": "It failed. Final: no money was moved.",
        "GATEWAY_REJECTED": "The gateway rejected it by its own rules. Final.",
        "PROCESSOR_DECLINED": "The processor declined it. Final.",
        "SETTLED": "The money has moved. A transaction can be refunded.",
        "SETTLEMENT_CONFIRMED": "The processor has taken it for settlement.",
        "SETTLEMENT_DECLINED": "The processor declined it at settlement. Final; no money moved.",
        "SETTLEMENT_PENDING": "Settlement awaits the processor's decision; for PayPal.",
        "SETTLING": "Settlement is under way. A transaction can be refunded, and no longer voided.",
        "SUBMITTED_FOR_SETTLEMENT": "It goes into the next settlement. Until then it can be voided.",
        "VOIDED": "Voided or cancelled before any money moved. Final.",
    },
)
publish(
    OrderStatus,
    "How much of what was paid for an order was refunded, or is being refunded.",
    {
        "OPEN": "Nothing.",
        "PARTIALLY_REFUNDED": "Some of it.",
        "REFUNDED": "All of it.",
    },
)
publish(
    AdjustmentKind,
    "What an amount of an order is for that belongs to none of its products.",
    {
        "SHIPPING": "Sending the products.",
        "TAX": "A tax on the order as a whole.",
        "DISCOUNT": "Less to pay. Negative.",
        "FEE": "A fee, for a service or a way of paying.",
        "GIFT_CARD": "Paid by a gift card. Negative.",
    },
)
publish(
    OnConflict,
    "What becomes of an order that was recorded otherwise before.",
    {
        "REFUSE": "Every contradiction is refused, and nothing is changed.",
        "UPDATE": "What differs is replaced, lists as a whole, within what has happened since. Payments and the "
        "currency stay as they are.",
    },
)
publish(
    WhenUnsettled,
    "What to do with a refund of a transaction that has not settled.",
    {
        "REFUSE": "It is refused.",
        "WAIT": "It is reserved, and sent once the transaction has settled. Voiding the transaction cancels it.",
    },
)
publish(
    ApprovalKind,
    "What a second person has to approve.",
    {
        "REFUND": "A refund. It is not sent to the gateway before.",
        "OUTCOME": (
            "The reported outcome of a refund that its gateway can't tell: not made, or reversed. It frees the amount."
        ),
    },
)
publish(
    ApprovalState,
    "The state of an approval.",
    {
        "WAITING": "A second person has to decide. The amount stays reserved.",
        "APPROVED": "A second person has approved: a refund is sent, a reported outcome counts.",
        "REJECTED": "A second person has rejected: a refund is not sent, an outcome stays UNKNOWN.",
        "OVERTAKEN": "A reported outcome only: the gateway itself reported the outcome, or the refund was sent again.",
    },
)
publish(
    ReportGroup,
    "How refunds are grouped.",
    {
        "REASON": "The reason.",
        "USER": "Who requested them: a person or an API key.",
        "GATEWAY": "The gateway; refunds outside of this service are a group of their own.",
        "STATUS": "Their present status. All refunds are counted.",
        "DAY": "The day on which they were requested, in UTC.",
    },
    name="RefundReportGroup",
)
publish(
    PaymentSource,
    "Where a request came from.",
    {
        "API": "A program.",
        "CONTROL_PANEL": "A person who was signed in.",
        "PAYMENT_READER": "A card reader in a shop.",
        "RECURRING": "The schedule of a subscription.",
        "UNKNOWN": "Not known, or the service itself.",
    },
)
publish(
    RetryState,
    "The state of a retry.",
    {
        "WAITING": "It is retried, or the gateway is asked, at `nextAttemptAt`.",
        "RUNNING": "An attempt is under way.",
        "PAUSED": "A person has paused it.",
        "SUCCEEDED": "The gateway has carried it out.",
        "EXHAUSTED": "It ended without success, and is not retried.",
        "CANCELLED": "It was cancelled before the gateway carried it out.",
    },
)
publish(
    AttemptOutcome,
    "The outcome of one attempt at the gateway.",
    {
        "ACCEPTED": "It is carried out, or will certainly be.",
        "PENDING": "The gateway has taken it, and has not decided yet.",
        "DECLINED": "The gateway refused it.",
        "UNAVAILABLE": "The gateway could not take it: it was certainly not carried out.",
        "UNKNOWN": "The answer was lost or not understood: it may have been carried out.",
    },
)
publish(
    ResolvedOutcome,
    "What a person reports of an attempt whose outcome is UNKNOWN or PENDING.",
    {
        "DONE": (
            "The gateway carried it out. Where the gateway can't tell, a refund becomes SETTLED, a voided "
            "transaction VOIDED."
        ),
        "NOT_DONE": (
            "The gateway did not carry it out, and will not. A refund becomes FAILED, and its amount is free again."
        ),
    },
)
publish(
    RefundFailurePolicy,
    "What to do with a refund that is UNAVAILABLE or DECLINED. Refunds that are PENDING or UNKNOWN are always "
    "verified.",
    {
        "QUEUE": "It is retried once a day.",
        "RECORD_ANYWAY": "It is recorded as refunded outside of this service.",
        "SKIP": "It ends as FAILED, and is not retried.",
    },
)
publish(
    ReversalAction,
    "What reversing a transaction would do now.",
    {
        "VOID": "Cancel it before money moves.",
        "REFUND": "Refund all that is left of it.",
        "NONE": "Nothing: `blockers` says why.",
    },
)
publish(
    DisputeState,
    "Where a customer's dispute of a payment stands.",
    {
        "OPEN": "It is not decided.",
        "WON": "The merchant keeps the money.",
        "LOST": "The customer keeps the money.",
    },
)
publish(
    AccountStatus,
    "Whether a merchant account can be used.",
    {
        "ACTIVE": "It takes payments and gives refunds.",
        "PENDING": "It is being set up.",
        "SUSPENDED": "It is closed until further notice.",
    },
    name="MerchantAccountStatus",
)
publish(
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
publish(
    ProcessorDeclineType,
    "How final a decline is.",
    {
        "HARD": "Final: the same request gets the same answer again.",
        "SOFT": "For now: a later request can be accepted.",
    },
)
publish(
    SandboxSettlementState,
    "The result of a settlement in the sandbox.",
    {"SETTLED": "The money moves.", "SETTLEMENT_DECLINED": "The processor declines it."},
)
publish(
    TransactionLineItemType,
    "How a line item counts.",
    {"CREDIT": "It lowers what the customer owes.", "DEBIT": "It adds to what the customer owes."},
)
publish(
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
publish(
    PaymentSearchType,
    "Kinds of payments to find.",
    {
        "DETACHED_REFUND": "A refund without a transaction.",
        "REFUND": "A refund of a transaction.",
        "TRANSACTION": "A transaction.",
    },
)
publish(
    PaymentMethodSnapshotSearchType,
    "The kinds of payment methods that this service knows.",
    {"CREDIT_CARD": "A credit or debit card.", "PAYPAL": "A PayPal account."},
)
publish(
    ProcessingMode,
    "When a card payment was sent to the processor.",
    {"DEFERRED": "Later, after the shop had been offline.", "ONLINE": "At once."},
)
publish(
    UserStatus,
    "Whether a person can sign in.",
    {
        "ACTIVE": "The person can.",
        "DELETED": "The person was removed.",
        "PASSIVE": "The person has not signed in for a long time.",
        "PENDING": "The person has been invited and has not signed in yet.",
        "SUSPENDED": "The person is disabled.",
    },
)
publish(
    Right,
    "The rights that an administrator can grant to a person or a key.",
    {
        "VIEW": "To read: transactions, refunds, customers, the queue.",
        "REFUND": "To refund, to reverse refunds, and to reverse settled transactions.",
        "VOID": "To void, and to reverse unsettled transactions.",
        "MARK_EXTERNALLY": "To record refunds and voids outside of this service, and to report unknown outcomes.",
        "MANAGE_QUEUE": "To retry now, to pause and to resume.",
        "APPROVE": "To approve or reject what a different person requested.",
        "CHARGE": "To charge, authorize and capture, and to use the sandbox.",
        "MANAGE_ORDERS": "To record and to cancel orders, and to take over payments from gateways.",
        "ADMINISTER": "To manage people, keys, rights, reasons and settings.",
    },
    name="RightName",
)
publish(
    QueuedRefundStatus,
    "The status by which an API key is shown a refund that is AUTHORIZING.",
    {
        "AUTHORIZING": "As it is.",
        "SUBMITTED_FOR_SETTLEMENT": "As if it was accepted, for programs that know no refund that is AUTHORIZING.",
    },
)
