from decimal import Decimal
from typing import Annotated, Literal, Optional, Union

from pydantic import AwareDatetime, Discriminator, Field, Tag

from ..later import OTHER, UnknownObject, member_among
from .base_model import BaseModel
from .enums import (
    AdjustmentKind,
    ApprovalKind,
    ApprovalState,
    AttemptOutcome,
    CreditCardBrandCode,
    DisputeState,
    DriftKind,
    GatewayAccountState,
    OrderRefundResult,
    OrderStatus,
    PaymentMethodUsage,
    PaymentSource,
    PaymentStatus,
    QueuedRefundStatus,
    RefundFailurePolicy,
    RefundRunState,
    ResolvedOutcome,
    RetryState,
    ReversalAction,
    UserStatus,
    ValidationErrorCode,
)


class AccountOfGateway(BaseModel):
    """The credentials and the configuration of a merchant for a gateway's adapter."""

    name: str
    "The merchant's name for it."
    adapter: str
    "The adapter's name."
    version: int
    "The current version. Each change makes the next one."
    live: bool
    "Whether it moves real money."
    settings: list["AccountOfGatewaySettings"]
    "The settings that it has, by their names; the adapter's own values hold for the others."
    secrets: list["AccountOfGatewaySecrets"]
    "The secrets that it has, by their names."
    webhook_url: Optional[str]
    "Where its gateway sends webhooks: only the path where the service's public address is not set; null once the account is retired."
    state: GatewayAccountState
    "Whether it can be used."
    last_answered_at: Optional[AwareDatetime]
    "When its gateway last took the credentials."
    last_error: Optional[str]
    "What went wrong when its gateway was last asked; null if nothing did."
    created_at: AwareDatetime
    "When it was added."


class AccountOfGatewaySettings(BaseModel):
    """A setting of a gateway account."""

    key: str
    "Its name."
    value: str
    "Its value."


class AccountOfGatewaySecrets(BaseModel):
    """By what a secret is recognized."""

    key: str
    "The secret's name. A list of secrets has one entry for each."
    fingerprint: str
    "The first 16 hexadecimal digits of the secret's SHA-256."
    last_four: str
    "Its last four characters; empty where they are not shown."


class Money(BaseModel):
    """An amount of money, with its currency."""

    value: Optional[Decimal]
    "The amount, with all decimals of the currency."
    currency_code: Optional[str]
    "The currency."


class Charge(BaseModel):
    """An amount of an order beside its products, such as shipping or a discount."""

    id: str
    "The shop's own id of it, unique among the order's adjustments."
    name: str
    "What it is."
    kind: AdjustmentKind
    "What it is for."
    amount: "ChargeAmount"
    "The recorded amount; negative for discounts and gift cards."
    refunded_amount: "ChargeRefundedAmount"
    "What was refunded or is being refunded of it."
    refundable_amount: "ChargeRefundableAmount"
    "The amount of it that can be refunded now: what is left of it, at most what is left of the order."


class ChargeAmount(Money):
    """An amount of money, with its currency."""


class ChargeRefundedAmount(Money):
    """An amount of money, with its currency."""


class ChargeRefundableAmount(Money):
    """An amount of money, with its currency."""


class ChargeRefund(BaseModel):
    """The refund of one adjustment of an order."""

    adjustment: "ChargeRefundAdjustment"
    "The adjustment."
    amount: "ChargeRefundAmount"
    "The refunded amount of it; on a refund, by that refund."


class ChargeRefundAdjustment(BaseModel):
    """An amount of an order beside its products, such as shipping or a discount."""

    id: str
    "The shop's own id of it, unique among the order's adjustments."
    name: str
    "What it is."
    kind: AdjustmentKind
    "What it is for."


class ChargeRefundAmount(Money):
    """An amount of money, with its currency."""


class Decision(BaseModel):
    """The decision of a second person on a refund, or on the reported outcome of a refund."""

    kind: ApprovalKind
    "What has to be approved."
    state: ApprovalState
    "Whether it waits, or how it was decided."
    requested_by: str
    "Who requested the refund, or reported its outcome, and so can't approve it."
    outcome: Optional[ResolvedOutcome]
    "The reported outcome, where that has to be approved."
    request_note: Optional[str]
    "How the reported outcome was found out. The refund has a `note` of its own."
    decided_by: Optional[str]
    "Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits, and where the gateway itself reported the outcome."
    decided_at: Optional[AwareDatetime]
    "When it was decided; null while it waits."
    note: Optional[str]
    "The note of the person who decided."


class Difference(BaseModel):
    """Something that a gateway and this service tell differently."""

    id: str
    "Its id."
    kind: DriftKind
    "How they differ."
    gateway_account: str
    "The name of the gateway account, or `sandbox`."
    gateway_reference: str
    "The gateway's id of the refund or payment."
    payment: Optional[
        Annotated[
            Union[
                Annotated["DifferencePaymentPayment", Tag(OTHER)],
                Annotated["DifferencePaymentNode", Tag(OTHER)],
            ],
            Discriminator(member_among()),
        ]
    ]
    "The refund or transaction here; null if there is none."
    ours: Optional["DifferenceOurs"]
    "The amount here."
    theirs: Optional["DifferenceTheirs"]
    "The amount at the gateway."
    found_at: AwareDatetime
    "When it was first found."
    note: str
    "What each side says, in words."


class DifferencePaymentPayment(BaseModel):
    """A transaction or a refund: the fields that both have."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class DifferencePaymentNode(BaseModel):
    """An object that `node` can find by its id."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."
    id: str
    "Its id."


class DifferenceOurs(Money):
    """An amount of money, with its currency."""


class DifferenceTheirs(Money):
    """An amount of money, with its currency."""


class EndpointOfWebhooks(BaseModel):
    """Where messages about changes are sent to."""

    id: str
    "Its id."
    url: str
    "The address that messages are posted to."
    types: list[str]
    "The types that it gets, of `refund.queued`, `refund.accepted`, `refund.declined`, `refund.failed`, `refund.settled`, `refund.settlement_declined`, `refund.voided`, `refund.needs_attention`, `transaction.voided`, `transaction.settled`, `transaction.disputed`, `order.refunded`, `order.cancelled`, `approval.requested`, `approval.decided`."
    description: Optional[str]
    "What it is for."
    enabled: bool
    "Whether messages are sent to it."
    failing_since: Optional[AwareDatetime]
    "When a try failed for the first time since a message was taken; null if the last one was taken. Five days later the endpoint is switched off."
    created_at: AwareDatetime
    "When it was made. Messages are about changes since then."


class Event(BaseModel):
    """One line of the history of an order, a transaction or a refund."""

    at: AwareDatetime
    "When it happened."
    by: Optional[str]
    "The person or key that did it; null for a gateway's answer and for the service itself."
    source: Optional[PaymentSource]
    "Where the request came from; null where `by` is null."
    what: str
    "What happened, in words, with amounts and the reason."
    note: Optional[str]
    "The note, as it was written."


class ItemRefund(BaseModel):
    """The refund of one product of an order."""

    line_item: "ItemRefundLineItem"
    "The product."
    quantity: Optional[int]
    "How many of it the whole refund of the order refunds; null where only an amount was requested."
    amount: "ItemRefundAmount"
    "The refunded amount of it; on a refund, by that refund."
    tax_amount: Optional["ItemRefundTaxAmount"]
    "The tax in that amount, in proportion to its price; null if none was recorded for the product."


class ItemRefundLineItem(BaseModel):
    """One product of an order."""

    id: str
    "The shop's own id of it, unique within the order."
    name: str
    "What it is."


class ItemRefundAmount(Money):
    """An amount of money, with its currency."""


class ItemRefundTaxAmount(Money):
    """An amount of money, with its currency."""


class Key(BaseModel):
    """The credentials of a program. The private key is not stored."""

    public_key: str
    "The public key."
    name: str
    "What it is for."
    rights: list["KeyRights"]
    "The rights of the key."
    created_at: AwareDatetime
    "When it was made."
    last_used_at: Optional[AwareDatetime]
    "When it was last used, to the minute; null for never."
    on_failure: Optional[RefundFailurePolicy]
    "What to do with the key's refunds that are UNAVAILABLE or DECLINED, where their input does not say so. Null: as the merchant's settings say."
    queued_refund_status: QueuedRefundStatus
    "The status by which this key is shown a refund that is AUTHORIZING: in the queue, or not decided yet."


class KeyRights(BaseModel):
    """A right of a person or an API key."""

    name: Optional[str]
    "The name: VIEW, REFUND, VOID and so on."


class LineItem(BaseModel):
    """One product of an order."""

    id: str
    "The shop's own id of it, unique within the order."
    name: str
    "What it is."
    quantity: int
    "How many were bought."
    unit_amount: "LineItemUnitAmount"
    "The price of one, without tax. Rounded, where only the price of all of them was recorded."
    tax_amount: Optional["LineItemTaxAmount"]
    "The tax on one; null if none was recorded."
    discount_amount: "LineItemDiscountAmount"
    "What was taken off the price of all of them: its own discount, and its share of the order's discounts."
    total_amount: "LineItemTotalAmount"
    "The price of all of them, with tax and without discounts."
    refunded_quantity: int
    "How many were refunded or are being refunded. Refunds by amount do not count here."
    refundable_amount: "LineItemRefundableAmount"
    "The amount of it that can be refunded now: what is left of it, at most what is left of the order."


class LineItemUnitAmount(Money):
    """An amount of money, with its currency."""


class LineItemTaxAmount(Money):
    """An amount of money, with its currency."""


class LineItemDiscountAmount(Money):
    """An amount of money, with its currency."""


class LineItemTotalAmount(Money):
    """An amount of money, with its currency."""


class LineItemRefundableAmount(Money):
    """An amount of money, with its currency."""


class MailsToCustomers(BaseModel):
    """What a merchant's customers are told by mail of their refunds."""

    accepted: Optional["MailsToCustomersAccepted"]
    "The mail about a refund that the gateway has accepted; null for none."
    failed: Optional["MailsToCustomersFailed"]
    "The mail about a refund that was declined or has failed for good; null for none."
    in_sandbox: bool
    "Whether a sandbox merchant's customers get these mails too."


class MailsToCustomersAccepted(BaseModel):
    """A mail in the merchant's words."""

    subject: str
    "Its subject."
    text: str
    "Its text, as plain text. The mail has it as HTML too."


class MailsToCustomersFailed(BaseModel):
    """A mail in the merchant's words."""

    subject: str
    "Its subject."
    text: str
    "Its text, as plain text. The mail has it as HTML too."


class Mark(BaseModel):
    """A person's record that a refund or void was made outside of this service."""

    reference: Optional[str]
    "The id of the refund or void in the system where it was made."
    note: Optional[str]
    "The note of the person."
    marked_by: str
    "Who recorded it."
    marked_at: AwareDatetime
    "When it was recorded."
    undone_by: Optional[str]
    "Who undid it; null if it was not undone."
    undone_at: Optional[AwareDatetime]
    "When it was undone; null if it was not."


class Method(BaseModel):
    """A payment method that can be used again, or once."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces use it."
    usage: Optional[PaymentMethodUsage]
    "How often it can be used."
    created_at: Optional[AwareDatetime]
    "When it was made."
    customer: Optional["MethodCustomer"]
    "The customer whose it is; null for none."
    details: Optional[
        Annotated[
            Union[
                Annotated["MethodDetailsCreditCardDetails", Tag("CreditCardDetails")],
                Annotated[
                    "MethodDetailsPayPalAccountDetails", Tag("PayPalAccountDetails")
                ],
                Annotated[
                    "MethodDetailsVenmoAccountDetails", Tag("VenmoAccountDetails")
                ],
                Annotated[
                    "MethodDetailsUsBankAccountDetails", Tag("UsBankAccountDetails")
                ],
                Annotated[UnknownObject, Tag(OTHER)],
            ],
            Discriminator(
                member_among(
                    "CreditCardDetails",
                    "PayPalAccountDetails",
                    "VenmoAccountDetails",
                    "UsBankAccountDetails",
                )
            ),
        ]
    ]
    "What it is."


class MethodCustomer(BaseModel):
    """A person or company that pays."""

    id: str
    "Its id."


class MethodDetailsCreditCardDetails(BaseModel):
    """The card of a payment."""

    typename__: Literal["CreditCardDetails"] = Field(alias="__typename")
    "Which of its possible types it is."
    brand_code: Optional[CreditCardBrandCode]
    "The card's brand."
    bin: Optional[str]
    "The card number's first six digits, which name the bank."
    last_4: Optional[str]
    "The card number's last four digits."
    expiration_month: Optional[str]
    "The month that the card is valid through, two digits."
    expiration_year: Optional[str]
    "The year that the card is valid through, four digits."
    cardholder_name: Optional[str]
    "The name on the card."


class MethodDetailsPayPalAccountDetails(BaseModel):
    """A PayPal account."""

    typename__: Literal["PayPalAccountDetails"] = Field(alias="__typename")
    "Which of its possible types it is."
    email: Optional[str]
    "The e-mail address that the account goes by."


class MethodDetailsVenmoAccountDetails(BaseModel):
    """A Venmo account."""

    typename__: Literal["VenmoAccountDetails"] = Field(alias="__typename")
    "Which of its possible types it is."
    username: Optional[str]
    "The name of the account."


class MethodDetailsUsBankAccountDetails(BaseModel):
    """A bank account in the United States."""

    typename__: Literal["UsBankAccountDetails"] = Field(alias="__typename")
    "Which of its possible types it is."
    bank_name: Optional[str]
    "The bank."
    last_4: Optional[str]
    "The account number's last four digits."


class Payer(BaseModel):
    """A person or company that pays."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces use it."
    email: Optional[str]
    "The e-mail address."
    first_name: Optional[str]
    "The given name."
    last_name: Optional[str]
    "The family name."
    company: Optional[str]
    "The company."
    phone_number: Optional[str]
    "The telephone number."


class OrderSummary(BaseModel):
    """An order of a customer, with its payments and refunds."""

    id: str
    "Its id."
    order_id: str
    "The shop's own id of it."
    status: OrderStatus
    "How much of what was paid was refunded, or is being refunded."
    cancelled: bool
    "Whether it was cancelled."
    refund_in_progress: bool
    "Whether a refund of it is queued, PENDING, UNKNOWN, or awaiting approval."
    placed_at: AwareDatetime
    "When it was placed."
    total: "OrderSummaryTotal"
    "The sum of its line items and adjustments, with tax and without discounts. Without line items, the sum of its successful payments."
    refunded_amount: "OrderSummaryRefundedAmount"
    "What was refunded or is being refunded: reserved refunds, and voided payments."
    refundable_amount: "OrderSummaryRefundableAmount"
    "The amount that can be refunded now through the gateways: by refunds, and by voids of whole payments."
    balance_due: "OrderSummaryBalanceDue"
    "What the customer owes, as it was set last. 0 until it is set."
    customer: Optional["OrderSummaryCustomer"]
    "The customer; null if none was recorded."


class OrderSummaryTotal(Money):
    """An amount of money, with its currency."""


class OrderSummaryRefundedAmount(Money):
    """An amount of money, with its currency."""


class OrderSummaryRefundableAmount(Money):
    """An amount of money, with its currency."""


class OrderSummaryBalanceDue(Money):
    """An amount of money, with its currency."""


class OrderSummaryCustomer(Payer):
    """A person or company that pays."""


class RetrySummary(BaseModel):
    """The retries of a reversal that the gateway did not accept at once."""

    id: str
    "Its id."
    state: RetryState
    "Whether it waits, runs, is paused, or has ended."
    attempts_made: int
    "How many times it was sent to the gateway, the first time included."
    attempts_left: int
    "How many daily attempts are still to come."
    next_attempt_at: Optional[AwareDatetime]
    "When it is retried, or the gateway is asked; null if neither is due."
    last_error: Optional[str]
    "Why the last attempt did not succeed, or an accepted refund was declined at settlement."


class RefundSummary(BaseModel):
    """Money that goes back, or has gone back, to the customer after settlement."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces and the gateway use it."
    order_id: Optional[str]
    "The shop's id of its order."
    status: Optional[PaymentStatus]
    "Its present status. An API key may be shown another word for AUTHORIZING: see `queuedRefundStatus`."
    created_at: Optional[AwareDatetime]
    "When it was requested."
    amount: Optional["RefundSummaryAmount"]
    "The amount."
    needs_attention: bool
    "Whether it failed, so that a person has to decide what to do."
    requested_by: Optional[str]
    "Who requested it."
    retry: Optional["RefundSummaryRetry"]
    "Its retries; null until an attempt is not accepted."
    refunded_transaction: Optional["RefundSummaryRefundedTransaction"]
    "The transaction that it refunds, if any."


class RefundSummaryAmount(Money):
    """An amount of money, with its currency."""


class RefundSummaryRetry(RetrySummary):
    """The retries of a reversal that the gateway did not accept at once."""


class RefundSummaryRefundedTransaction(BaseModel):
    """A payment: money that a customer gives to the merchant."""

    id: str
    "Its id."
    status: Optional[PaymentStatus]
    "Its present status."
    refundable_amount: "RefundSummaryRefundedTransactionRefundableAmount"
    "The amount that can still be refunded; before settlement, the amount that can be refunded after it."


class RefundSummaryRefundedTransactionRefundableAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummary(BaseModel):
    """A payment: money that a customer gives to the merchant."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces and the gateway use it."
    order_id: Optional[str]
    "The shop's id of its order."
    status: Optional[PaymentStatus]
    "Its present status."
    created_at: Optional[AwareDatetime]
    "When it was requested."
    amount: Optional["TransactionSummaryAmount"]
    "The amount."
    refunded_amount: "TransactionSummaryRefundedAmount"
    "The refunded amount. Refunds that wait, and refunds whose outcome is UNKNOWN, count as well."
    refundable_amount: "TransactionSummaryRefundableAmount"
    "The amount that can still be refunded; before settlement, the amount that can be refunded after it."
    needs_attention: bool
    "Whether a void of it failed, so that a person has to decide what to do."
    customer: Optional["TransactionSummaryCustomer"]
    "The customer who paid."


class TransactionSummaryAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummaryRefundedAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummaryRefundableAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummaryCustomer(Payer):
    """A person or company that pays."""


class OrderDetails(OrderSummary):
    """An order of a customer, with its payments and refunds."""

    line_items: list["OrderDetailsLineItems"]
    "Its line items, in the order in which they were recorded."
    adjustments: list["OrderDetailsAdjustments"]
    "Its adjustments, in the order in which they were recorded."
    overpaid_amount: "OrderDetailsOverpaidAmount"
    "How much more was paid than its total; 0 if it was not paid too much."
    transactions: list["OrderDetailsTransactions"]
    "Its payments, the newest first. A payment in a different currency does not belong to the order."
    refunds: list["OrderDetailsRefunds"]
    "The refunds of its payments, the newest first."
    history: list["OrderDetailsHistory"]
    "The history of it, of its payments and of their refunds, in words: the oldest event first. Events of one moment are one line."


class OrderDetailsLineItems(LineItem):
    """One product of an order."""


class OrderDetailsAdjustments(Charge):
    """An amount of an order beside its products, such as shipping or a discount."""


class OrderDetailsOverpaidAmount(Money):
    """An amount of money, with its currency."""


class OrderDetailsTransactions(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    refundability: "OrderDetailsTransactionsRefundability"
    "How it can be reversed now, and what prevents it."


class OrderDetailsTransactionsRefundability(BaseModel):
    """How a transaction can be reversed now, and what prevents it."""

    action: ReversalAction
    "What `reverseTransaction` would do now."
    maximum: "OrderDetailsTransactionsRefundabilityMaximum"
    "The largest amount that can be reversed now."
    can_void: bool
    "Whether `voidTransaction` would be allowed now."
    can_refund: bool
    "Whether `refundTransaction` would be allowed now."


class OrderDetailsTransactionsRefundabilityMaximum(Money):
    """An amount of money, with its currency."""


class OrderDetailsRefunds(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""


class OrderDetailsHistory(Event):
    """One line of the history of an order, a transaction or a refund."""


class PageLimits(BaseModel):
    """The position of a page in its list."""

    has_next_page: bool
    "Whether more items follow. Get them with `endCursor` as `after`."
    has_previous_page: bool
    "Always false: lists are read from the newest to the oldest."
    start_cursor: Optional[str]
    "The cursor of the page's first item; null on an empty page."
    end_cursor: Optional[str]
    "The cursor of the page's last item; null on an empty page."


class Person(BaseModel):
    """A person."""

    id: str
    "The person's id."
    name: Optional[str]
    "The person's name."
    email: Optional[str]
    "The person's e-mail address, where it is known."
    status: Optional[UserStatus]
    "Whether the person can sign in: SUSPENDED while disabled."
    disabled: bool
    "Whether the person is disabled until `enableUser`."
    roles: Optional[list["PersonRoles"]]
    "The roles of the person."


class PersonRoles(BaseModel):
    """A set of rights. A person has one role, with all rights of the person."""

    id: str
    "Its id."
    name: Optional[str]
    "Its name."
    is_account_admin: Optional[bool]
    "Whether it has the right ADMINISTER."
    rights: Optional[list["PersonRolesRights"]]
    "Its rights."


class PersonRolesRights(BaseModel):
    """A right of a person or an API key."""

    name: Optional[str]
    "The name: VIEW, REFUND, VOID and so on."


class Problem(BaseModel):
    """A problem that the client can correct. If `validationErrors` is selected, it replaces the top-level errors of that mutation."""

    code: ValidationErrorCode
    "The stable name of the condition."
    message: str
    "What is wrong, and what is allowed now. For people: programs should use `code`."
    legacy_code: Optional[str]
    "The number of the condition in the mirrored API; null where it has none."
    input_path: Optional[list[str]]
    "The path to the field of the input, from the argument's name on."


class ProcessorAnswer(BaseModel):
    """The processor's answer to an authorization."""

    legacy_code: Optional[str]
    "The processor's answer as a number."
    message: Optional[str]
    "The processor's answer in words."


class Reason(BaseModel):
    """One of the merchant's reasons for refunds."""

    code: str
    "The value of `reasonCode`. It never changes."
    label: str
    "What people read."
    active: bool
    "Whether new refunds can have it. Old refunds keep an inactive one."


class RetryDetails(RetrySummary):
    """The retries of a reversal that the gateway did not accept at once."""

    attempts: list["RetryDetailsAttempts"]
    "All attempts, the first one first."


class RetryDetailsAttempts(BaseModel):
    """One attempt at the gateway."""

    number: int
    "1 for the first attempt, and so on."
    started_at: AwareDatetime
    "When it was made."
    finished_at: Optional[AwareDatetime]
    "When its outcome became known; null while it runs."
    outcome: Optional[AttemptOutcome]
    "The outcome; null while it runs."
    processor_response_code: Optional[str]
    "The processor's response code, if it sent one."
    message: Optional[str]
    "The gateway's answer in words."
    gateway_reference: Optional[str]
    "The gateway's id of it."


class StatusEvent(BaseModel):
    """One event of a status history."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."
    status: Optional[PaymentStatus]
    "The status that was reached."
    timestamp: Optional[AwareDatetime]
    "When it was reached."
    amount: Optional["StatusEventAmount"]
    "The amount."
    source: Optional[PaymentSource]
    "Where the request came from."
    terminal: Optional[bool]
    "Whether this status is final."


class StatusEventAmount(Money):
    """An amount of money, with its currency."""


class RefundDetails(BaseModel):
    """Money that goes back, or has gone back, to the customer after settlement."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces and the gateway use it."
    order_id: Optional[str]
    "The shop's id of its order."
    status: Optional[PaymentStatus]
    "Its present status. An API key may be shown another word for AUTHORIZING: see `queuedRefundStatus`."
    created_at: Optional[AwareDatetime]
    "When it was requested."
    amount: Optional["RefundDetailsAmount"]
    "The amount."
    needs_attention: bool
    "Whether it failed, so that a person has to decide what to do."
    requested_by: Optional[str]
    "Who requested it."
    merchant_account_id: Optional[str]
    "The merchant account that the money goes through."
    gateway_refund_id: Optional[str]
    "The gateway's id of it, once the gateway has accepted it, or told of it; null before."
    gateway_account: Optional[str]
    "The name of the gateway account that it is sent by, or that has told of it; null for the sandbox's."
    source: Optional[PaymentSource]
    "Where the request came from."
    status_history: Optional[list["RefundDetailsStatusHistory"]]
    "Its statuses, the latest first."
    processor_authorization_response: Optional[
        "RefundDetailsProcessorAuthorizationResponse"
    ]
    "The processor's answer to the refund."
    refunded_transaction: Optional["RefundDetailsRefundedTransaction"]
    "The transaction that it refunds, if any."
    reason: Optional["RefundDetailsReason"]
    "The reason for it, from the merchant's list."
    note: Optional[str]
    "The note of the person or program that requested it."
    line_item_refunds: list["RefundDetailsLineItemRefunds"]
    "The line items that it refunds; empty unless the refund of the order named some."
    approval: Optional["RefundDetailsApproval"]
    "The approval that the refund, or its last reported outcome, needs or needed; null if it needs none."
    external: Optional["RefundDetailsExternal"]
    "The record of a refund outside of this service; null for a refund through a gateway."
    retry: Optional["RefundDetailsRetry"]
    "Its retries; null until an attempt is not accepted."
    history: list["RefundDetailsHistory"]
    "Its history in words: the oldest event first. Events of one moment are one line."


class RefundDetailsAmount(Money):
    """An amount of money, with its currency."""


class RefundDetailsStatusHistory(StatusEvent):
    """One event of a status history."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class RefundDetailsProcessorAuthorizationResponse(ProcessorAnswer):
    """The processor's answer to an authorization."""


class RefundDetailsRefundedTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""


class RefundDetailsReason(Reason):
    """One of the merchant's reasons for refunds."""


class RefundDetailsLineItemRefunds(ItemRefund):
    """The refund of one product of an order."""


class RefundDetailsApproval(Decision):
    """The decision of a second person on a refund, or on the reported outcome of a refund."""


class RefundDetailsExternal(Mark):
    """A person's record that a refund or void was made outside of this service."""


class RefundDetailsRetry(RetryDetails):
    """The retries of a reversal that the gateway did not accept at once."""


class RefundDetailsHistory(Event):
    """One line of the history of an order, a transaction or a refund."""


class ReportRow(BaseModel):
    """The refunds of one group in one currency."""

    key: Optional[str]
    "The group: the reason's code, the person's id or the public key, the gateway's name, the status, or the day as YYYY-MM-DD. Null for refunds without a reason, and for refunds outside of this service."
    label: Optional[str]
    "The group in words: the reason's label, the person's name, and so on."
    currency_code: str
    "The currency of the refunds."
    count: int
    "The number of refunds."
    amount: "ReportRowAmount"
    "The sum of their amounts."


class ReportRowAmount(Money):
    """An amount of money, with its currency."""


class RunProblem(BaseModel):
    """Something that is wrong with an order of a run."""

    message: str
    "What is wrong, in words."
    code: Optional[ValidationErrorCode]
    "A stable name of the problem; null where it is no validation error."
    legacy_code: Optional[str]
    "Braintree's code of the problem, if there is one."
    input_path: Optional[list[str]]
    "Where it is, in the input of `refundOrder`."


class RunSummary(BaseModel):
    """A run that refunds many orders. It is kept for 30 days after its end."""

    id: str
    "Its id, for `refundRun`."
    name: str
    "Its name."
    state: RefundRunState
    "How far it has come."
    dry_run: bool
    "Whether it only says what would be refunded."
    requested_by: str
    "The person or key in whose name it is done."
    created_at: AwareDatetime
    "When it was started."
    ended_at: Optional[AwareDatetime]
    "When it ended; null before."
    orders: int
    "How many orders it has."
    done: int
    "How many of its orders have a result."
    totals: list["RunSummaryTotals"]
    "How many orders have each result that there is."


class RunSummaryTotals(BaseModel):
    """How many orders of a run have a result."""

    result: OrderRefundResult
    "The result."
    orders: int
    "How many orders have it."


class Settings(BaseModel):
    """The merchant's settings: its own values, or the server's where it has none."""

    notify_emails: list[str]
    "The e-mail addresses that get a mail when a reversal needs a person. An empty list: none."
    retry_interval: str
    "The time between two attempts, as an ISO 8601 duration such as P1D or PT6H."
    retry_attempts: int
    "How many times a reversal in the queue is retried. 0: never."
    retry_declines: bool
    "Whether a DECLINED refund is retried, with a new key for each attempt."
    require_api_request_key: bool
    "Whether each mutation that moves money must have an apiRequestKey."
    require_reason_from_staff: bool
    "Whether people must send a reasonCode with each mutation that moves or marks money. API keys need not."
    approval_limits: list["SettingsApprovalLimits"]
    "A person's refund waits for the approval of a second person if the transaction's reserved refunds, with this one, are above the limit for the currency. Refunds by API keys don't wait."
    require_approval_of_not_done: bool
    "Whether each `resolveOutcome` that frees a refund's amount waits for the approval of a second person, where the gateway can't tell. If false, only above the limit for the currency, over all refunds of the transaction."
    time_zone: str
    "The time zone of the days in reports, such as Europe/Berlin. UTC unless set."
    on_failure: RefundFailurePolicy
    "What to do with a refund that is UNAVAILABLE or DECLINED, where neither its input nor its API key says so."


class SettingsApprovalLimits(Money):
    """An amount of money, with its currency."""


class TransactionDetails(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    merchant_account_id: Optional[str]
    "The merchant account that the money goes through."
    gateway_transaction_id: Optional[str]
    "The gateway's id of a payment that was made outside of this service; null for any other."
    gateway_account: Optional[str]
    "The name of the gateway account that it was taken over from; null for any other payment."
    dispute: Optional["TransactionDetailsDispute"]
    "The latest dispute of it that its gateway has told of; null if there is none."
    source: Optional[PaymentSource]
    "Where the request came from."
    refundability: "TransactionDetailsRefundability"
    "How it can be reversed now, and what prevents it."
    status_history: Optional[list["TransactionDetailsStatusHistory"]]
    "Its statuses, the latest first."
    payment_method_snapshot: Optional[
        Annotated[
            Union[
                Annotated[
                    "TransactionDetailsPaymentMethodSnapshotCreditCardDetails",
                    Tag("CreditCardDetails"),
                ],
                Annotated[
                    "TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetails",
                    Tag("PayPalTransactionDetails"),
                ],
                Annotated[
                    "TransactionDetailsPaymentMethodSnapshotVenmoAccountDetails",
                    Tag("VenmoAccountDetails"),
                ],
                Annotated[
                    "TransactionDetailsPaymentMethodSnapshotUsBankAccountDetails",
                    Tag("UsBankAccountDetails"),
                ],
                Annotated[
                    "TransactionDetailsPaymentMethodSnapshotCreditCardTransactionDetails",
                    Tag("CreditCardTransactionDetails"),
                ],
                Annotated[UnknownObject, Tag(OTHER)],
            ],
            Discriminator(
                member_among(
                    "CreditCardDetails",
                    "PayPalTransactionDetails",
                    "VenmoAccountDetails",
                    "UsBankAccountDetails",
                    "CreditCardTransactionDetails",
                )
            ),
        ]
    ]
    "The payment method, as it was at the time of the payment."
    processor_authorization_response: Optional[
        "TransactionDetailsProcessorAuthorizationResponse"
    ]
    "The processor's answer to the authorization."
    refunds: Optional[list["TransactionDetailsRefunds"]]
    "The refunds of this transaction, the newest first."
    order: Optional["TransactionDetailsOrder"]
    "Its order; null without an order id, and in a different currency than the order's."
    external_void: Optional["TransactionDetailsExternalVoid"]
    "The record of a void outside of this service; if it was undone, it says by whom. Null if there is none."
    retry: Optional["TransactionDetailsRetry"]
    "The retries of its void or capture; null until an attempt is not accepted."
    history: list["TransactionDetailsHistory"]
    "The history of it and of its refunds, in words: the oldest event first. Events of one moment are one line."


class TransactionDetailsDispute(BaseModel):
    """A customer's dispute of a payment (chargeback), as its gateway tells of it."""

    state: DisputeState
    "Where it stands, from the merchant's side."
    reason: Optional[str]
    "Why the customer disputes it, in the gateway's words."
    opened_at: AwareDatetime
    "When it was opened."


class TransactionDetailsRefundability(BaseModel):
    """How a transaction can be reversed now, and what prevents it."""

    action: ReversalAction
    "What `reverseTransaction` would do now."
    maximum: "TransactionDetailsRefundabilityMaximum"
    "The largest amount that can be reversed now."
    can_void: bool
    "Whether `voidTransaction` would be allowed now."
    can_refund: bool
    "Whether `refundTransaction` would be allowed now."
    blockers: list["TransactionDetailsRefundabilityBlockers"]
    "Why it cannot be reversed; empty if it can."


class TransactionDetailsRefundabilityMaximum(Money):
    """An amount of money, with its currency."""


class TransactionDetailsRefundabilityBlockers(Problem):
    """A problem that the client can correct. If `validationErrors` is selected, it replaces the top-level errors of that mutation."""


class TransactionDetailsStatusHistory(StatusEvent):
    """One event of a status history."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class TransactionDetailsPaymentMethodSnapshotCreditCardDetails(BaseModel):
    """The card of a payment."""

    typename__: Literal["CreditCardDetails"] = Field(alias="__typename")
    "Which of its possible types it is."
    brand_code: Optional[CreditCardBrandCode]
    "The card's brand."
    last_4: Optional[str]
    "The card number's last four digits."
    expiration_month: Optional[str]
    "The month that the card is valid through, two digits."
    expiration_year: Optional[str]
    "The year that the card is valid through, four digits."
    cardholder_name: Optional[str]
    "The name on the card."


class TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetails(BaseModel):
    """The PayPal payment behind a transaction."""

    typename__: Literal["PayPalTransactionDetails"] = Field(alias="__typename")
    "Which of its possible types it is."
    payer: Optional[
        "TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetailsPayer"
    ]
    "The customer."


class TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetailsPayer(BaseModel):
    """A PayPal account."""

    email: Optional[str]
    "The e-mail address that the account goes by."


class TransactionDetailsPaymentMethodSnapshotVenmoAccountDetails(BaseModel):
    """A Venmo account."""

    typename__: Literal["VenmoAccountDetails"] = Field(alias="__typename")
    "Which of its possible types it is."


class TransactionDetailsPaymentMethodSnapshotUsBankAccountDetails(BaseModel):
    """A bank account in the United States."""

    typename__: Literal["UsBankAccountDetails"] = Field(alias="__typename")
    "Which of its possible types it is."


class TransactionDetailsPaymentMethodSnapshotCreditCardTransactionDetails(BaseModel):
    """A card as newer clients select it. Not used: a card is CreditCardDetails."""

    typename__: Literal["CreditCardTransactionDetails"] = Field(alias="__typename")
    "Which of its possible types it is."


class TransactionDetailsProcessorAuthorizationResponse(ProcessorAnswer):
    """The processor's answer to an authorization."""


class TransactionDetailsRefunds(RefundSummary):
    """Money that goes back, or has gone back, to the customer after settlement."""


class TransactionDetailsOrder(BaseModel):
    """An order of a customer, with its payments and refunds."""

    id: str
    "Its id."
    order_id: str
    "The shop's own id of it."
    status: OrderStatus
    "How much of what was paid was refunded, or is being refunded."


class TransactionDetailsExternalVoid(Mark):
    """A person's record that a refund or void was made outside of this service."""


class TransactionDetailsRetry(RetryDetails):
    """The retries of a reversal that the gateway did not accept at once."""


class TransactionDetailsHistory(Event):
    """One line of the history of an order, a transaction or a refund."""


AccountOfGateway.model_rebuild()
Money.model_rebuild()
Charge.model_rebuild()
ChargeRefund.model_rebuild()
Decision.model_rebuild()
Difference.model_rebuild()
EndpointOfWebhooks.model_rebuild()
Event.model_rebuild()
ItemRefund.model_rebuild()
Key.model_rebuild()
LineItem.model_rebuild()
MailsToCustomers.model_rebuild()
Mark.model_rebuild()
Method.model_rebuild()
Payer.model_rebuild()
OrderSummary.model_rebuild()
RetrySummary.model_rebuild()
RefundSummary.model_rebuild()
TransactionSummary.model_rebuild()
OrderDetails.model_rebuild()
PageLimits.model_rebuild()
Person.model_rebuild()
Problem.model_rebuild()
ProcessorAnswer.model_rebuild()
Reason.model_rebuild()
RetryDetails.model_rebuild()
StatusEvent.model_rebuild()
RefundDetails.model_rebuild()
ReportRow.model_rebuild()
RunProblem.model_rebuild()
RunSummary.model_rebuild()
Settings.model_rebuild()
TransactionDetails.model_rebuild()
