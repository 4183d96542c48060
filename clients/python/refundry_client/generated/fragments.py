from decimal import Decimal
from typing import Annotated, Literal, Optional, Union

from pydantic import AwareDatetime, Discriminator, Field, Tag

from ..later import OTHER, UnknownObject, member_among
from .base_model import BaseModel
from .enums import (
    ApprovalKind,
    ApprovalState,
    AttemptOutcome,
    CreditCardBrandCode,
    OrderStatus,
    PaymentSource,
    PaymentStatus,
    ResolvedOutcome,
    RetryState,
    ReversalAction,
    UserStatus,
    ValidationErrorCode,
)


class Decision(BaseModel):
    """The word of a second person on a refund, or on what became of one."""

    kind: ApprovalKind
    "What has to be agreed to."
    state: ApprovalState
    "Whether somebody has decided, and how."
    requested_by: str
    "Who asked for the refund, or said what became of it, and so can't approve it."
    outcome: Optional[ResolvedOutcome]
    "What was said of its outcome, where that is what waits."
    request_note: Optional[str]
    "How that outcome was found out; the refund has its own `note`."
    decided_by: Optional[str]
    "Who approved or rejected it, or cancelled it with `reverseRefund`; null while it waits, and where the gateway itself has said what the outcome was."
    decided_at: Optional[AwareDatetime]
    "When that was; null while it waits."
    note: Optional[str]
    "What the person who decided wrote about it."


class Event(BaseModel):
    """One line of what happened to an order, a transaction or a refund."""

    at: AwareDatetime
    "When it happened."
    by: Optional[str]
    "The person or key that did it; null for what a gateway answered and what happened by itself."
    source: Optional[PaymentSource]
    "By what way that was asked for; null where `by` is."
    what: str
    "What happened, in words: with amounts, and with the reason that was given."
    note: Optional[str]
    "What was written about it, in whoever's own words."


class Money(BaseModel):
    """An amount of money, with its currency."""

    value: Optional[Decimal]
    "How much, with all of the currency's decimals."
    currency_code: Optional[str]
    "In which currency."


class ItemRefund(BaseModel):
    """What is given back of one product of an order."""

    line_item: "ItemRefundLineItem"
    "The product."
    quantity: Optional[int]
    "How many of it the whole refund of the order gives back; null where only an amount was asked for."
    amount: "ItemRefundAmount"
    "How much is given back of it; by this refund, where it is one's."


class ItemRefundLineItem(BaseModel):
    """One product of an order."""

    id: str
    "The shop's own id of it, unique within the order."
    name: str
    "What it is."


class ItemRefundAmount(Money):
    """An amount of money, with its currency."""


class Key(BaseModel):
    """What a program signs in with. Its private half is not kept."""

    public_key: str
    "The public half."
    name: str
    "What it is for."
    rights: list["KeyRights"]
    "What may be asked for with it."
    created_at: AwareDatetime
    "When it was made."
    last_used_at: Optional[AwareDatetime]
    "When it was last used, to the minute; null for never."


class KeyRights(BaseModel):
    """One thing that somebody may do."""

    name: Optional[str]
    "Which thing: VIEW, REFUND, VOID and so on."


class LineItem(BaseModel):
    """One product of an order."""

    id: str
    "The shop's own id of it, unique within the order."
    name: str
    "What it is."
    quantity: int
    "How many were bought."
    unit_amount: "LineItemUnitAmount"
    "The price of one, without tax."
    tax_amount: Optional["LineItemTaxAmount"]
    "The tax on one; null if none was told."
    total_amount: "LineItemTotalAmount"
    "The price of all of them, with tax."
    refunded_quantity: int
    "How many were given back as whole pieces, or are about to be; refunds by amount don't count here."
    refundable_amount: "LineItemRefundableAmount"
    "How much of it can be given back now: what is left of it, as far as it is left of the order."


class LineItemUnitAmount(Money):
    """An amount of money, with its currency."""


class LineItemTaxAmount(Money):
    """An amount of money, with its currency."""


class LineItemTotalAmount(Money):
    """An amount of money, with its currency."""


class LineItemRefundableAmount(Money):
    """An amount of money, with its currency."""


class Mark(BaseModel):
    """The word of a person that something was done outside of this service."""

    reference: Optional[str]
    "What it is called where it was done."
    note: Optional[str]
    "What the person wrote about it."
    marked_by: str
    "Who said so."
    marked_at: AwareDatetime
    "When that was said."
    undone_by: Optional[str]
    "Who took it back; null while it holds."
    undone_at: Optional[AwareDatetime]
    "When it was taken back."


class Payer(BaseModel):
    """Someone who pays."""

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
    """What a customer bought at once, with its payments and what was given back of them."""

    id: str
    "Its id."
    order_id: str
    "The shop's own id of it."
    status: OrderStatus
    "How much of what was paid was given back, or is about to be."
    cancelled: bool
    "Whether it was cancelled."
    refund_in_progress: bool
    "Whether anything of it is on its way back: queued, not decided, not known, or awaiting approval."
    placed_at: AwareDatetime
    "When it was placed."
    total: "OrderSummaryTotal"
    "Its products with tax; where none are known, the sum of its payments that brought money in."
    refunded_amount: "OrderSummaryRefundedAmount"
    "What was given back, or is about to be: refunds that count, and voided payments."
    refundable_amount: "OrderSummaryRefundableAmount"
    "How much can be given back now through the gateways: by refunds, and by voids of whole payments."
    balance_due: "OrderSummaryBalanceDue"
    "What the customer owes, as it was said last; 0 unless it was."
    customer: Optional["OrderSummaryCustomer"]
    "Who placed it; null if nobody said."


class OrderSummaryTotal(Money):
    """An amount of money, with its currency."""


class OrderSummaryRefundedAmount(Money):
    """An amount of money, with its currency."""


class OrderSummaryRefundableAmount(Money):
    """An amount of money, with its currency."""


class OrderSummaryBalanceDue(Money):
    """An amount of money, with its currency."""


class OrderSummaryCustomer(Payer):
    """Someone who pays."""


class RetrySummary(BaseModel):
    """How it goes with something that the gateway did not do at once."""

    id: str
    "Its id."
    state: RetryState
    "Whether it waits, runs, is paused, or has ended."
    attempts_made: int
    "How many times it was sent to the gateway, the first one included."
    attempts_left: int
    "How many daily attempts are still to come."
    next_attempt_at: Optional[AwareDatetime]
    "When it is tried again or asked about; null if it isn't."
    last_error: Optional[str]
    "Why the last attempt did not do it."


class RefundSummary(BaseModel):
    """Money on its way back to the customer, or given back."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces and the gateway use it."
    order_id: Optional[str]
    "The shop's id of the order that it belongs to."
    status: Optional[PaymentStatus]
    "Where it stands."
    created_at: Optional[AwareDatetime]
    "When it was asked for."
    amount: Optional["RefundSummaryAmount"]
    "How much it is about."
    needs_attention: bool
    "Whether it came to nothing, so that a person has to decide what to do."
    requested_by: Optional[str]
    "Who asked for it."
    retry: Optional["RefundSummaryRetry"]
    "How it goes on; set from the first attempt that the gateway did not accept."
    refunded_transaction: Optional["RefundSummaryRefundedTransaction"]
    "The transaction that is refunded."


class RefundSummaryAmount(Money):
    """An amount of money, with its currency."""


class RefundSummaryRetry(RetrySummary):
    """How it goes with something that the gateway did not do at once."""


class RefundSummaryRefundedTransaction(BaseModel):
    """A payment: money that a customer gives to the merchant."""

    id: str
    "Its id."
    status: Optional[PaymentStatus]
    "Where it stands."
    refundable_amount: "RefundSummaryRefundedTransactionRefundableAmount"
    "How much can still be given back; before settlement, once it has settled."


class RefundSummaryRefundedTransactionRefundableAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummary(BaseModel):
    """A payment: money that a customer gives to the merchant."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces and the gateway use it."
    order_id: Optional[str]
    "The shop's id of the order that it belongs to."
    status: Optional[PaymentStatus]
    "Where it stands."
    created_at: Optional[AwareDatetime]
    "When it was asked for."
    amount: Optional["TransactionSummaryAmount"]
    "How much it is about."
    refunded_amount: "TransactionSummaryRefundedAmount"
    "How much was given back or is promised: refunds that wait, or that nobody knows of, count as well."
    refundable_amount: "TransactionSummaryRefundableAmount"
    "How much can still be given back; before settlement, once it has settled."
    needs_attention: bool
    "Whether a void of it came to nothing, so that a person has to decide what to do."
    customer: Optional["TransactionSummaryCustomer"]
    "The customer who paid."


class TransactionSummaryAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummaryRefundedAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummaryRefundableAmount(Money):
    """An amount of money, with its currency."""


class TransactionSummaryCustomer(Payer):
    """Someone who pays."""


class OrderDetails(OrderSummary):
    """What a customer bought at once, with its payments and what was given back of them."""

    line_items: list["OrderDetailsLineItems"]
    "What was bought, in the order in which it was told; empty if nobody told."
    transactions: list["OrderDetailsTransactions"]
    "Its payments, the newest first. One in another currency than the order's is none of its own."
    refunds: list["OrderDetailsRefunds"]
    "The refunds of its payments, the newest first."
    history: list["OrderDetailsHistory"]
    "What happened to it, to its payments and to their refunds, in words: the oldest happening first; whatever happened at one moment stands in one line."


class OrderDetailsLineItems(LineItem):
    """One product of an order."""


class OrderDetailsTransactions(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    refundability: "OrderDetailsTransactionsRefundability"
    "What can be done to undo it now, and what stands in the way."


class OrderDetailsTransactionsRefundability(BaseModel):
    """What can be done to undo a transaction now, and what stands in the way."""

    action: ReversalAction
    "What `reverseTransaction` would do now."
    maximum: "OrderDetailsTransactionsRefundabilityMaximum"
    "The most that can be given back now."
    can_void: bool
    "Whether `voidTransaction` would be allowed now."
    can_refund: bool
    "Whether `refundTransaction` would be allowed now."


class OrderDetailsTransactionsRefundabilityMaximum(Money):
    """An amount of money, with its currency."""


class OrderDetailsRefunds(RefundSummary):
    """Money on its way back to the customer, or given back."""


class OrderDetailsHistory(Event):
    """One line of what happened to an order, a transaction or a refund."""


class PageLimits(BaseModel):
    """Where a page lies in its list."""

    has_next_page: bool
    "Whether more follow: ask for them with `endCursor` as `after`."
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
    "The person's e-mail address, where it is known here."
    status: Optional[UserStatus]
    "Whether the person can sign in: SUSPENDED while disabled."
    disabled: bool
    "Whether the person is shut out until `enableUser`, whatever the rights."
    roles: Optional[list["PersonRoles"]]
    "What the person may do."


class PersonRoles(BaseModel):
    """Rights that are given together. A person has one of these, with all of the person's."""

    id: str
    "Its id."
    name: Optional[str]
    "What it is called."
    is_account_admin: Optional[bool]
    "Whether it may give rights to others."
    rights: Optional[list["PersonRolesRights"]]
    "What it may do."


class PersonRolesRights(BaseModel):
    """One thing that somebody may do."""

    name: Optional[str]
    "Which thing: VIEW, REFUND, VOID and so on."


class Problem(BaseModel):
    """What the client can mend. Selected on a payload, it replaces the top-level errors of that mutation."""

    code: ValidationErrorCode
    "The condition, by its stable name."
    message: str
    "What is wrong, and what is allowed now. For people: branch on `code`."
    legacy_code: Optional[str]
    "The number that the mirrored API gives this condition; null where it has none."
    input_path: Optional[list[str]]
    "The part of the input, from the argument's name on."


class ProcessorAnswer(BaseModel):
    """What the processor said when it was asked to authorize."""

    legacy_code: Optional[str]
    "The processor's answer as a number."
    message: Optional[str]
    "The processor's answer in words."


class Reason(BaseModel):
    """One of the merchant's reasons for giving money back."""

    code: str
    "What is sent as `reasonCode`. It never changes."
    label: str
    "What people read."
    active: bool
    "Whether it can be given; one that can't stays with what was refunded for it."


class RetryDetails(RetrySummary):
    """How it goes with something that the gateway did not do at once."""

    attempts: list["RetryDetailsAttempts"]
    "Every attempt, the first one first."


class RetryDetailsAttempts(BaseModel):
    """One attempt at the gateway."""

    number: int
    "1 for the first attempt, and so on."
    started_at: AwareDatetime
    "When it was made."
    finished_at: Optional[AwareDatetime]
    "When its outcome was known; null while it runs."
    outcome: Optional[AttemptOutcome]
    "What the gateway answered; null while it runs."
    processor_response_code: Optional[str]
    "The processor's answer as a number, if it gave one."
    message: Optional[str]
    "The answer in words."
    gateway_reference: Optional[str]
    "What the gateway calls it."


class StatusEvent(BaseModel):
    """One line of a status history."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."
    status: Optional[PaymentStatus]
    "The status that was come to."
    timestamp: Optional[AwareDatetime]
    "When that was."
    amount: Optional["StatusEventAmount"]
    "How much it was about."
    source: Optional[PaymentSource]
    "By what way it was asked for."
    terminal: Optional[bool]
    "Whether nothing can follow this status."


class StatusEventAmount(Money):
    """An amount of money, with its currency."""


class RefundDetails(BaseModel):
    """Money on its way back to the customer, or given back."""

    id: str
    "Its id."
    legacy_id: str
    "Its short id, as older interfaces and the gateway use it."
    order_id: Optional[str]
    "The shop's id of the order that it belongs to."
    status: Optional[PaymentStatus]
    "Where it stands."
    created_at: Optional[AwareDatetime]
    "When it was asked for."
    amount: Optional["RefundDetailsAmount"]
    "How much it is about."
    needs_attention: bool
    "Whether it came to nothing, so that a person has to decide what to do."
    requested_by: Optional[str]
    "Who asked for it."
    merchant_account_id: Optional[str]
    "The merchant account that the money passes through."
    source: Optional[PaymentSource]
    "By what way it was asked for."
    status_history: Optional[list["RefundDetailsStatusHistory"]]
    "What it went through, the latest first."
    processor_authorization_response: Optional[
        "RefundDetailsProcessorAuthorizationResponse"
    ]
    "What the processor said to the refund."
    refunded_transaction: Optional["RefundDetailsRefundedTransaction"]
    "The transaction that is refunded."
    reason: Optional["RefundDetailsReason"]
    "Why it was made: the merchant's reason that was given for it."
    note: Optional[str]
    "What whoever asked for it wrote about it."
    line_item_refunds: list["RefundDetailsLineItemRefunds"]
    "What it gives back of its order's products; empty unless the refund of the order named some."
    approval: Optional["RefundDetailsApproval"]
    "Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last."
    external: Optional["RefundDetailsExternal"]
    "Set when the refund was made outside of this service."
    retry: Optional["RefundDetailsRetry"]
    "How it goes on; set from the first attempt that the gateway did not accept."
    history: list["RefundDetailsHistory"]
    "What happened to it, in words: the oldest happening first; whatever happened at one moment stands in one line."


class RefundDetailsAmount(Money):
    """An amount of money, with its currency."""


class RefundDetailsStatusHistory(StatusEvent):
    """One line of a status history."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class RefundDetailsProcessorAuthorizationResponse(ProcessorAnswer):
    """What the processor said when it was asked to authorize."""


class RefundDetailsRefundedTransaction(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""


class RefundDetailsReason(Reason):
    """One of the merchant's reasons for giving money back."""


class RefundDetailsLineItemRefunds(ItemRefund):
    """What is given back of one product of an order."""


class RefundDetailsApproval(Decision):
    """The word of a second person on a refund, or on what became of one."""


class RefundDetailsExternal(Mark):
    """The word of a person that something was done outside of this service."""


class RefundDetailsRetry(RetryDetails):
    """How it goes with something that the gateway did not do at once."""


class RefundDetailsHistory(Event):
    """One line of what happened to an order, a transaction or a refund."""


class ReportRow(BaseModel):
    """The refunds of one currency that have something in common."""

    key: Optional[str]
    "What they have in common: the reason's code, the person's id or the key's public half, the gateway's name, the status, or the day as YYYY-MM-DD. Null for no reason, and for what was made elsewhere."
    label: Optional[str]
    "The same for people: the reason's label, the person's name, and so on."
    currency_code: str
    "The currency of all of them."
    count: int
    "How many they are."
    amount: "ReportRowAmount"
    "How much they give back together."


class ReportRowAmount(Money):
    """An amount of money, with its currency."""


class Settings(BaseModel):
    """What holds for the merchant: its own settings, or the server's where it has none."""

    notify_emails: list[str]
    "Who is written to when a reversal needs a person; an empty list for nobody."
    retry_interval: str
    "The time between two attempts, as an ISO 8601 duration such as P1D or PT6H."
    retry_attempts: int
    "How often something that the gateway did not take is tried again; 0 for never."
    retry_declines: bool
    "Whether a refund is tried again that the gateway declined, under a new key each time."
    require_api_request_key: bool
    "Whether every mutation that moves money must bring an apiRequestKey."
    require_reason_from_staff: bool
    "Whether people must give a reasonCode with what moves or marks money; API keys are free to give none."
    approval_limits: list["SettingsApprovalLimits"]
    "A person's refund that takes a transaction's refunds, all that count together, above the limit for its currency waits until a second person approves it. API keys don't wait."
    require_approval_of_not_done: bool
    "Whether every `resolveOutcome` that frees a refund's amount waits until another person approves it, where the gateway can't say; else only above the limit for its currency, over all of the transaction's refunds."


class SettingsApprovalLimits(Money):
    """An amount of money, with its currency."""


class TransactionDetails(TransactionSummary):
    """A payment: money that a customer gives to the merchant."""

    merchant_account_id: Optional[str]
    "The merchant account that the money passes through."
    source: Optional[PaymentSource]
    "By what way it was asked for."
    refundability: "TransactionDetailsRefundability"
    "What can be done to undo it now, and what stands in the way."
    status_history: Optional[list["TransactionDetailsStatusHistory"]]
    "What it went through, the latest first."
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
                Annotated[UnknownObject, Tag(OTHER)],
            ],
            Discriminator(
                member_among("CreditCardDetails", "PayPalTransactionDetails")
            ),
        ]
    ]
    "What was paid with, as it was then."
    processor_authorization_response: Optional[
        "TransactionDetailsProcessorAuthorizationResponse"
    ]
    "What the processor said to the authorization."
    refunds: Optional[list["TransactionDetailsRefunds"]]
    "The refunds of this transaction, the newest first."
    order: Optional["TransactionDetailsOrder"]
    "The order that it is part of; null without an order id, and in another currency than the order's."
    external_void: Optional["TransactionDetailsExternalVoid"]
    "Set when the transaction was voided outside of this service; once undone, it says by whom."
    retry: Optional["TransactionDetailsRetry"]
    "How its void goes on, or its capture; set from the first attempt that the gateway did not accept."
    history: list["TransactionDetailsHistory"]
    "What happened to it and to its refunds, in words: the oldest happening first; whatever happened at one moment stands in one line."


class TransactionDetailsRefundability(BaseModel):
    """What can be done to undo a transaction now, and what stands in the way."""

    action: ReversalAction
    "What `reverseTransaction` would do now."
    maximum: "TransactionDetailsRefundabilityMaximum"
    "The most that can be given back now."
    can_void: bool
    "Whether `voidTransaction` would be allowed now."
    can_refund: bool
    "Whether `refundTransaction` would be allowed now."
    blockers: list["TransactionDetailsRefundabilityBlockers"]
    "Why nothing can be done; empty if something can."


class TransactionDetailsRefundabilityMaximum(Money):
    """An amount of money, with its currency."""


class TransactionDetailsRefundabilityBlockers(Problem):
    """What the client can mend. Selected on a payload, it replaces the top-level errors of that mutation."""


class TransactionDetailsStatusHistory(StatusEvent):
    """One line of a status history."""

    typename__: str = Field(alias="__typename")
    "Which of its possible types it is."


class TransactionDetailsPaymentMethodSnapshotCreditCardDetails(BaseModel):
    """The card that a payment was made with."""

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
    "Who paid."


class TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetailsPayer(BaseModel):
    """A PayPal account."""

    email: Optional[str]
    "The e-mail address that the account goes by."


class TransactionDetailsProcessorAuthorizationResponse(ProcessorAnswer):
    """What the processor said when it was asked to authorize."""


class TransactionDetailsRefunds(RefundSummary):
    """Money on its way back to the customer, or given back."""


class TransactionDetailsOrder(BaseModel):
    """What a customer bought at once, with its payments and what was given back of them."""

    id: str
    "Its id."
    order_id: str
    "The shop's own id of it."
    status: OrderStatus
    "How much of what was paid was given back, or is about to be."


class TransactionDetailsExternalVoid(Mark):
    """The word of a person that something was done outside of this service."""


class TransactionDetailsRetry(RetryDetails):
    """How it goes with something that the gateway did not do at once."""


class TransactionDetailsHistory(Event):
    """One line of what happened to an order, a transaction or a refund."""


Decision.model_rebuild()
Event.model_rebuild()
Money.model_rebuild()
ItemRefund.model_rebuild()
Key.model_rebuild()
LineItem.model_rebuild()
Mark.model_rebuild()
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
Settings.model_rebuild()
TransactionDetails.model_rebuild()
