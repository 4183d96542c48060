from datetime import date
from decimal import Decimal
from typing import Annotated, Optional

from pydantic import AwareDatetime, Field, PlainSerializer

from refundry_client.amounts import plain

from .base_model import BaseModel
from .enums import (
    CreditCardBrandCode,
    LegacyIdType,
    OrderStatus,
    PaymentMethodSnapshotSearchType,
    PaymentSearchType,
    PaymentSource,
    PaymentStatus,
    ProcessingMode,
    RefundFailurePolicy,
    RefundReportGroup,
    ResolvedOutcome,
    RetryState,
    RightName,
    SandboxSettlementState,
    TransactionLineItemType,
    UpcType,
)


class AddGatewayAccountInput(BaseModel):
    """A new gateway account. Secrets are written and never read."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    name: str
    "1 to 64 lower-case letters, digits, - and _, beginning with a letter or digit. A name is used once, also after its account was retired."
    adapter: str
    "The adapter's name."
    settings: Optional[list["SettingInput"]] = None
    "Its settings, each once."
    secrets: list["SettingInput"]
    "Its secrets. A list of secrets has one entry of the same key for each."


class ApprovalInput(BaseModel):
    """Which refund is decided on."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    refund_id: str
    "The id of the refund."
    note: Optional[str] = None
    "Why it is decided so; kept, and shown by `approval`."


class ApprovalLimitInput(BaseModel):
    """Above how much in one currency a second person approves."""

    currency_code: str
    "The currency; each may be named once."
    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The limit itself needs nobody's approval. Above zero."


class AuthorizePaymentMethodInput(BaseModel):
    """What `authorizePaymentMethod` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    payment_method_id: str
    "What to authorize: in the sandbox, one of its nonces."
    transaction: "TransactionInput"
    "The payment."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."


class CancelOrderInput(BaseModel):
    """What `cancelOrder` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    order_id: str
    "The shop's own id of the order."
    note: Optional[str] = None
    "Why; kept in the history."


class CaptureTransactionInput(BaseModel):
    """What `captureTransaction` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of the AUTHORIZED transaction."
    transaction: Optional["CaptureTransactionOptionsInput"] = None
    "How to capture it; in full unless given."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."


class CaptureTransactionOptionsInput(BaseModel):
    """How to capture an authorized transaction."""

    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "How much, up to what was authorized; all of it unless given. The rest is given up."
    order_id: Optional[str] = None
    "An order id in place of the transaction's own."


class ChangePasswordInput(BaseModel):
    """The passwords of whoever asks."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    current_password: str
    "The present one."
    new_password: str
    "12 to 1000 characters, not the e-mail address and none of the commonest."


class ChargePaymentMethodInput(BaseModel):
    """What `chargePaymentMethod` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    payment_method_id: str
    "What to charge: in the sandbox, one of its nonces."
    transaction: "TransactionInput"
    "The payment."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."


class CreateApiKeyInput(BaseModel):
    """A key for a program."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    name: str
    "What it is for, up to 255 characters."
    rights: Optional[list[RightName]] = None
    "What may be asked for with it. None if it is left out: then only `ping` and `viewer` answer."


class CreateUserInput(BaseModel):
    """Somebody new."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    email: str
    "What the person signs in with; no two people of a merchant have the same."
    name: str
    "The person's name, up to 255 characters."
    password: str
    "12 to 1000 characters, not the e-mail address and none of the commonest."
    rights: Optional[list[RightName]] = None
    "What the person may do. None if it is left out: then only `ping` and `viewer` answer."


class CustomFieldInput(BaseModel):
    """A field of the merchant's own, with its value."""

    name: str
    "What the field is called."
    value: Optional[str] = None
    "What it holds."


class CustomerSearchInput(BaseModel):
    """Which customers to look for. Exact texts and beginnings of texts are found fast."""

    id: Optional["SearchValueInput"] = None
    "The customer's id, or legacy id."
    company: Optional["SearchTextInput"] = None
    "The company, in upper or lower case."
    created_at: Optional["SearchTimestampInput"] = None
    "When the customer was first seen."
    email: Optional["SearchTextInput"] = None
    "The e-mail address, in upper or lower case."
    first_name: Optional["SearchTextInput"] = None
    "The given name, in upper or lower case."
    last_name: Optional["SearchTextInput"] = None
    "The family name, in upper or lower case."
    phone_number: Optional["SearchTextInput"] = None
    "The telephone number."


class IdsFromLegacyIdsInput(BaseModel):
    """What `idsFromLegacyIds` takes."""

    ids: list["LegacyIdElementsInput"]
    "Up to 250 legacy ids."


class LegacyIdElementsInput(BaseModel):
    """A legacy id, with what it belongs to."""

    legacy_id: str
    "The legacy id."
    type_: LegacyIdType = Field(alias="type")
    "What it belongs to."


class LineItemUpcInput(BaseModel):
    """A product's Universal Product Code."""

    upc_code: str
    "The code's digits."
    upc_type: UpcType
    "The form of the code."


class MarkRefundedExternallyInput(BaseModel):
    """What `markRefundedExternally` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."
    transaction_id: str
    "The id of the transaction that was refunded elsewhere."
    refund: Optional["RefundInput"] = None
    "How much of it was refunded; all that is left unless given."
    reference: Optional[str] = None
    "What it is called where it was done."
    note: Optional[str] = None
    "More words about it; kept in the history."


class MarkVoidedExternallyInput(BaseModel):
    """What `markVoidedExternally` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of the transaction that was voided elsewhere."
    reference: Optional[str] = None
    "What it is called where it was done."
    note: Optional[str] = None
    "More words about it; kept in the history."


class MerchantAccountSearchInput(BaseModel):
    """Which merchant accounts to look for."""

    id: Optional["SearchValueInput"] = None
    "The account's id."
    paypal_account_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class MerchantSettingsInput(BaseModel):
    """What is to be set; what is left out stays as it is. So does what is null, but for the three settings that the server has as well: for those, null means that the server's value holds again."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    notify_emails: Optional[list[str]] = None
    "Who is written to when a reversal needs a person; an empty list for nobody. Up to 10; they replace the old ones. Null, where it is not left out: as the server has it."
    retry_interval: Optional[str] = None
    "The time between two attempts, as an ISO 8601 duration such as P1D or PT6H. What waits already keeps its next time, and goes by this afterwards. Null, where it is not left out: as the server has it."
    retry_attempts: Optional[int] = None
    "How often something that the gateway did not take is tried again; 0 for never. At most 100. Null, where it is not left out: as the server has it."
    retry_declines: Optional[bool] = None
    "Whether a refund is tried again that the gateway declined, under a new key each time."
    require_api_request_key: Optional[bool] = None
    "Whether every mutation that moves money must bring an apiRequestKey."
    require_reason_from_staff: Optional[bool] = None
    "Whether people must give a reasonCode with what moves or marks money; API keys are free to give none."
    approval_limits: Optional[list["ApprovalLimitInput"]] = None
    "A person's refund that takes a transaction's refunds, all that count together, above the limit for its currency waits until a second person approves it. API keys don't wait. The list replaces the old one; empty for never. What waits already goes on waiting, and what was sent is not stopped."
    require_approval_of_not_done: Optional[bool] = None
    "Whether every `resolveOutcome` that frees a refund's amount waits until another person approves it, where the gateway can't say; else only above the limit for its currency, over all of the transaction's refunds."


class MonetaryAmountSearchInput(BaseModel):
    """Looks for amounts of money."""

    value: Optional["SearchRangeInput"] = None
    "How much, in whole units of whatever currency, such as 10.00."
    currency_code: Optional["SearchTextInput"] = None
    "In which currency."


class OrderSearchInput(BaseModel):
    """Which orders to look for. Exact texts and beginnings of texts are found fast."""

    order_id: Optional["SearchTextInput"] = None
    "The shop's own id of the order, in upper or lower case."
    customer_email: Optional["SearchTextInput"] = None
    "The e-mail address of who placed it, in upper or lower case."
    status: Optional[OrderStatus] = None
    "How much of what was paid was given back."
    placed_at: Optional["SearchTimestampInput"] = None
    "When it was placed."


class PaymentSearchInput(BaseModel):
    """Which transactions and refunds to look for."""

    id: Optional["SearchValueInput"] = None
    "The payment's id, or legacy id."
    type_: Optional["SearchPaymentTypeInput"] = Field(alias="type", default=None)
    "Transactions, refunds, or both."
    status: Optional["SearchPaymentStatusInput"] = None
    "Where it stands."
    status_transition: Optional["SearchPaymentStatusTransitionInput"] = None
    "When it came to a status."
    created_at: Optional["SearchTimestampInput"] = None
    "When it was asked for."
    amount: Optional["MonetaryAmountSearchInput"] = None
    "How much it is about."
    order_id: Optional["SearchTextInput"] = None
    "The shop's id of the order, exactly as it is written."
    merchant_account_id: Optional["SearchPaymentMerchantAccountIdInput"] = None
    "The merchant account."
    customer: Optional["SearchPaymentCustomerInput"] = None
    "Who paid."
    disbursement_date: Optional["SearchDateInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    source: Optional["SearchPaymentSourceInput"] = None
    "By what way it was asked for."
    settlement_batch_id: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method: Optional["SearchPaymentPaymentMethodInput"] = None
    "What was paid with."
    facilitator_o_auth_application_client_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    user_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    store_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    shipping_address: Optional["SearchAddressInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    billing_address: Optional["SearchAddressInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    dispute_received_date: Optional["SearchDateInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    processor_authorization_id: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    processing_mode: Optional["SearchProcessingModeInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class RecordCustomerInput(BaseModel):
    """Who placed an order."""

    email: Optional[str] = None
    "The e-mail address. A customer who has it, and of whom nothing is known otherwise, is used."
    first_name: Optional[str] = None
    "The given name."
    last_name: Optional[str] = None
    "The family name."
    company: Optional[str] = None
    "The company."
    phone_number: Optional[str] = None
    "The telephone number."


class RecordLineItemInput(BaseModel):
    """One product of an order."""

    id: str
    "The shop's own id of it, unique within the order."
    name: str
    "What it is, in up to 255 characters."
    quantity: int
    "How many were bought: 1 to 1000000."
    unit_amount: Annotated[Decimal, PlainSerializer(plain)]
    "The price of one, without tax; 0 for a gift."
    tax_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The tax on one."


class RecordOrderInput(BaseModel):
    """What `recordOrder` takes. Transactions that carry the same orderId belong to the order without being named; `transactions` brings in those that were made elsewhere."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    order_id: str
    "The shop's own id of the order, up to 255 characters."
    placed_at: Optional[AwareDatetime] = None
    "When it was placed; when it was first paid, or now, unless given."
    currency_code: str
    "The one currency of all its amounts."
    customer: Optional["RecordCustomerInput"] = None
    "Who placed it."
    line_items: Optional[list["RecordLineItemInput"]] = None
    "What was bought: up to 500 products."
    transactions: Optional[list["RecordTransactionInput"]] = None
    "Payments that were made elsewhere: up to 100."


class RecordTransactionInput(BaseModel):
    """A payment that was made elsewhere."""

    gateway_transaction_id: str
    "What the gateway calls it. Where that is the legacy id of one of the service's own transactions, that one becomes part of the order."
    merchant_account_id: Optional[str] = None
    "The merchant account that it came in by; the merchant's own of the currency unless given."
    amount: Annotated[Decimal, PlainSerializer(plain)]
    "How much it was, in the order's currency."
    status: PaymentStatus
    "Where it stands: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, SETTLEMENT_PENDING, SETTLING, SETTLED or VOIDED. One of the service's own stands where it stands, whatever is sent here."
    created_at: Optional[AwareDatetime] = None
    "When it was made; when the order was placed unless given."


class RefundInput(BaseModel):
    """How to refund a transaction."""

    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "How much to give back, up to what is left; all that is left unless given."
    order_id: Optional[str] = None
    "An order id in place of the transaction's own."
    merchant_account_id: Optional[str] = None
    "Where the money is to come from; the transaction's own account unless given."
    description: Optional[str] = None
    "What the refund is for; shown by PayPal."
    line_items: Optional[list["TransactionLineItemInput"]] = None
    "What is refunded. Kept and given back; the amount does not follow from it."
    on_failure: Optional[RefundFailurePolicy] = None
    "What becomes of it if the gateway does not take it; QUEUE unless given."
    reason_code: Optional[str] = None
    "Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people."
    note: Optional[str] = None
    "More words about why, up to 4000 characters; kept and given back."


class RefundLineItemInput(BaseModel):
    """One product to give back: a quantity, an amount, or all that is left of it for neither."""

    line_item_id: str
    "The id of the order's line item."
    quantity: Optional[int] = None
    "How many of it are given back, up to what is left; at their price with tax."
    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "How much is given back of it in place of its price, up to what is left of it."


class RefundOrderInput(BaseModel):
    """What `refundOrder` and `previewRefund` take: an amount, line items, or neither for all."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."
    order_id: str
    "The shop's own id of the order."
    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "How much to give back, exactly. Without it and line items: all that can be given back now."
    line_items: Optional[list["RefundLineItemInput"]] = None
    "The products to give back; not beside an amount."
    transaction_ids: Optional[list[str]] = None
    "The payments to give back to; all of the order's unless given. The newest gives first."
    reason_code: Optional[str] = None
    "Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people."
    note: Optional[str] = None
    "More words about why, up to 4000 characters; kept and given back."
    cancel_order: Optional[bool] = None
    "Whether the order is cancelled as soon as a part of this was accepted or queued."
    balance_due: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "What the customer owes afterwards; 0 unless given. Set when the order would be cancelled."
    on_failure: Optional[RefundFailurePolicy] = None
    "What becomes of each payment's part that its gateway does not take; QUEUE unless given."
    preview_token: Optional[str] = None
    "The token of a preview: nothing is done if the order, or this input, is another one since."


class RefundQueueInput(BaseModel):
    """What to give of the queue; all that is asked for must hold."""

    state: Optional[list[RetryState]] = None
    "In which states. Unless given: WAITING, RUNNING and PAUSED, and whatever needs attention."
    order_id: Optional[str] = None
    "Of which order: the transaction's order id, or the one that a refund was given."
    due_before: Optional[AwareDatetime] = None
    "Only what is tried again, or asked about, before that time."
    needs_attention: Optional[bool] = None
    "True for what needs a person only, false for everything else."


class RefundReasonInput(BaseModel):
    """A reason as it is to be."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    code: str
    "What is sent as `reasonCode`: 1 to 64 letters, digits and _ . - behind the first one. Two that differ in case only are the same."
    label: str
    "What people read, up to 255 characters, and like no other reason's."
    active: Optional[bool] = None
    "Whether it can be given. Left out or null, a new one can, and an old one stays so."


class RefundReportInput(BaseModel):
    """Which refunds to put together, and by what."""

    from_: AwareDatetime = Field(alias="from")
    "Refunds that were asked for at that time or later."
    to: AwareDatetime
    "Refunds that were asked for before that time."
    group_by: RefundReportGroup
    "What they are put together by."
    currency_code: Optional[str] = None
    "Those in this currency only; a row for each currency unless given."


class RefundSearchInput(BaseModel):
    """Which refunds to look for."""

    id: Optional["SearchValueInput"] = None
    "The refund's id, or legacy id."
    status: Optional["SearchTransactionStatusInput"] = None
    "Where it stands."
    status_transition: Optional["SearchPaymentStatusTransitionInput"] = None
    "When it came to a status."
    created_at: Optional["SearchTimestampInput"] = None
    "When it was asked for."
    amount: Optional["MonetaryAmountSearchInput"] = None
    "How much it is about."
    order_id: Optional["SearchTextInput"] = None
    "The shop's id of the order, exactly as it is written."
    merchant_account_id: Optional["SearchPaymentMerchantAccountIdInput"] = None
    "The merchant account."
    customer: Optional["SearchPaymentCustomerInput"] = None
    "Who paid."
    disbursement_date: Optional["SearchDateInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    source: Optional["SearchPaymentSourceInput"] = None
    "By what way it was asked for."
    settlement_batch_id: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method: Optional["SearchPaymentPaymentMethodInput"] = None
    "What was paid with."
    facilitator_o_auth_application_client_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    user_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    store_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    shipping_address: Optional["SearchAddressInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    billing_address: Optional["SearchAddressInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    dispute_received_date: Optional["SearchDateInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    processor_authorization_id: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    processing_mode: Optional["SearchProcessingModeInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class RefundTransactionInput(BaseModel):
    """What `refundTransaction` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of the SETTLING or SETTLED transaction to refund."
    refund: Optional["RefundInput"] = None
    "How to refund it: an amount belongs in here. In full unless given."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."


class ResolveOutcomeInput(BaseModel):
    """What a person found out about an attempt whose outcome is unknown or pending."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    payment_id: str
    "The id of the refund, or of the transaction."
    outcome: ResolvedOutcome
    "Whether the gateway did it. It is asked first, and its own word counts. Where it can't say, NOT_DONE is possible once the last sending can't be on its way any more."
    reference: Optional[str] = None
    "What the gateway calls it."
    note: str
    "How this was found out; kept in the history."


class RetireGatewayAccountInput(BaseModel):
    """A gateway account that is to be used no more."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    name: str
    "The account's name."


class RetryInput(BaseModel):
    """What is to be tried, paused, resumed or put aside."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    payment_id: str
    "The id of a refund, or of a transaction whose void is queued."
    note: Optional[str] = None
    "Why; kept in the history."


class ReverseRefundInput(BaseModel):
    """What `reverseRefund` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    refund_id: str
    "The id of the refund to take back."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."
    reason_code: Optional[str] = None
    "Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people."
    note: Optional[str] = None
    "More words about why, up to 4000 characters; kept and given back."


class ReverseTransactionInput(BaseModel):
    """What `reverseTransaction` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of the transaction to undo."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."
    on_failure: Optional[RefundFailurePolicy] = None
    "What becomes of it if the gateway does not take it; QUEUE unless given."
    reason_code: Optional[str] = None
    "Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people."
    note: Optional[str] = None
    "More words about why, up to 4000 characters; kept and given back."


class RevokeApiKeyInput(BaseModel):
    """A key that nobody is to get in with any more."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    public_key: str
    "Its public half."


class RightInput(BaseModel):
    """A right, and whose."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    user_id: str
    "The person's id."
    right: RightName
    "The right."


class SandboxAdvanceClockInput(BaseModel):
    """How far the sandbox merchant's clock is to go."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    by: str
    "An ISO 8601 duration such as P1D, from nothing up to P30D. The clock may get ten years ahead."


class SandboxSettleTransactionInput(BaseModel):
    """What `sandboxSettleTransaction` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of a transaction that was submitted for settlement."
    settlement_state: Optional[SandboxSettlementState] = None
    "How its settlement is to end; SETTLED unless given."


class SearchAddressInput(BaseModel):
    """Looks for addresses."""

    company: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    address_line_1: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    address_line_2: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    first_name: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    last_name: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    admin_area_1: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    admin_area_2: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    postal_code: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    country_name: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class SearchCreditCardBrandCodeInput(BaseModel):
    """Looks for card brands."""

    is_: Optional[CreditCardBrandCode] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[CreditCardBrandCode]] = Field(alias="in", default=None)
    "Is one of these."


class SearchCreditCardNumberInput(BaseModel):
    """Looks for card numbers, of which the first six and the last four digits are known."""

    starts_with: Optional[str] = None
    "Starts with these digits, up to six."
    ends_with: Optional[str] = None
    "Ends with these digits, up to four."


class SearchDateInput(BaseModel):
    """Looks for days."""

    greater_than_or_equal_to: Optional[date] = None
    "On this day or later."
    less_than_or_equal_to: Optional[date] = None
    "On this day or earlier."


class SearchPaymentCreditCardDetailsInput(BaseModel):
    """Looks for cards."""

    number: Optional["SearchCreditCardNumberInput"] = None
    "The card number."
    cardholder_name: Optional["SearchTextInput"] = None
    "The name on the card, in upper or lower case."
    brand_code: Optional["SearchCreditCardBrandCodeInput"] = None
    "The card's brand."


class SearchPaymentCustomerInput(BaseModel):
    """Looks for who paid."""

    id: Optional["SearchValueInput"] = None
    "The customer's id, or legacy id."
    first_name: Optional["SearchTextInput"] = None
    "The given name, in upper or lower case."
    last_name: Optional["SearchTextInput"] = None
    "The family name, in upper or lower case."
    company: Optional["SearchTextInput"] = None
    "The company, in upper or lower case."
    email: Optional["SearchTextInput"] = None
    "The e-mail address, in upper or lower case."
    phone: Optional["SearchTextInput"] = None
    "The telephone number."
    fax: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    website: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class SearchPaymentMerchantAccountIdInput(BaseModel):
    """Looks for merchant accounts by their ids."""

    is_: Optional[str] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "Is one of these."
    is_not: Optional[str] = None
    "Is anything but this."
    starts_with: Optional[str] = None
    "Starts with this."
    ends_with: Optional[str] = None
    "Ends with this."
    contains: Optional[str] = None
    "Has this somewhere in it."


class SearchPaymentMethodSnapshotTypeInput(BaseModel):
    """Looks for kinds of payment methods."""

    is_: Optional[PaymentMethodSnapshotSearchType] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[PaymentMethodSnapshotSearchType]] = Field(
        alias="in", default=None
    )
    "Is one of these."


class SearchPaymentPayPalDetailsInput(BaseModel):
    """Looks for PayPal payments."""

    payer_email: Optional["SearchTextInput"] = None
    "The payer's e-mail address, in upper or lower case."


class SearchPaymentPaymentMethodInput(BaseModel):
    """Looks for payment methods."""

    payment_method_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method_snapshot: Optional["SearchPaymentPaymentMethodSnapshotInput"] = None
    "What was paid with, as it was then."


class SearchPaymentPaymentMethodSnapshotInput(BaseModel):
    """Looks for what was paid with."""

    type_: Optional["SearchPaymentMethodSnapshotTypeInput"] = Field(
        alias="type", default=None
    )
    "The kind of payment method."
    credit_card_details: Optional["SearchPaymentCreditCardDetailsInput"] = None
    "The card."
    pay_pal_details: Optional["SearchPaymentPayPalDetailsInput"] = None
    "The PayPal account."


class SearchPaymentSourceInput(BaseModel):
    """Looks for the way that something was asked for."""

    in_: Optional[list[PaymentSource]] = Field(alias="in", default=None)
    "Is one of these."


class SearchPaymentStatusInput(BaseModel):
    """Looks for what stands at a status."""

    in_: Optional[list[PaymentStatus]] = Field(alias="in", default=None)
    "Is one of these."


class SearchPaymentStatusTransitionInput(BaseModel):
    """Looks for what came to a status at a time."""

    failed_at: Optional["SearchTimestampInput"] = None
    "Failed then."
    settled_at: Optional["SearchTimestampInput"] = None
    "Settled then."
    submitted_for_settlement_at: Optional["SearchTimestampInput"] = None
    "Was submitted for settlement then."
    voided_at: Optional["SearchTimestampInput"] = None
    "Was voided then."
    authorization_expired_at: Optional["SearchTimestampInput"] = None
    "Its authorization ran out then."
    authorized_at: Optional["SearchTimestampInput"] = None
    "Was authorized then."
    gateway_rejected_at: Optional["SearchTimestampInput"] = None
    "Was refused by the gateway then."
    processor_declined_at: Optional["SearchTimestampInput"] = None
    "Was declined by the processor then."


class SearchPaymentTypeInput(BaseModel):
    """Looks for kinds of payments."""

    in_: Optional[list[PaymentSearchType]] = Field(alias="in", default=None)
    "Is one of these."


class SearchProcessingModeInput(BaseModel):
    """Looks for how payments were sent to the processor."""

    is_: Optional[ProcessingMode] = Field(alias="is", default=None)
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    in_: Optional[list[ProcessingMode]] = Field(alias="in", default=None)
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class SearchRangeInput(BaseModel):
    """Looks for numbers, such as 10.00."""

    is_: Optional[str] = Field(alias="is", default=None)
    "Is exactly this."
    greater_than_or_equal_to: Optional[str] = None
    "Is this or more."
    less_than_or_equal_to: Optional[str] = None
    "Is this or less."


class SearchTextInput(BaseModel):
    """Looks for texts."""

    is_: Optional[str] = Field(alias="is", default=None)
    "Is exactly this."
    is_not: Optional[str] = None
    "Is anything but this."
    starts_with: Optional[str] = None
    "Starts with this."
    ends_with: Optional[str] = None
    "Ends with this."
    contains: Optional[str] = None
    "Has this somewhere in it."


class SearchTimestampInput(BaseModel):
    """Looks for times."""

    greater_than_or_equal_to: Optional[AwareDatetime] = None
    "At this time or later."
    less_than_or_equal_to: Optional[AwareDatetime] = None
    "At this time or earlier."


class SearchTransactionSourceInput(BaseModel):
    """Looks for the way that something was asked for."""

    in_: Optional[list[PaymentSource]] = Field(alias="in", default=None)
    "Is one of these."


class SearchTransactionStatusInput(BaseModel):
    """Looks for what stands at a status."""

    is_: Optional[PaymentStatus] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[PaymentStatus]] = Field(alias="in", default=None)
    "Is one of these."


class SearchTransactionStatusTransitionInput(BaseModel):
    """Looks for what came to a status at a time."""

    failed_at: Optional["SearchTimestampInput"] = None
    "Failed then."
    settled_at: Optional["SearchTimestampInput"] = None
    "Settled then."
    submitted_for_settlement_at: Optional["SearchTimestampInput"] = None
    "Was submitted for settlement then."
    voided_at: Optional["SearchTimestampInput"] = None
    "Was voided then."


class SearchValueInput(BaseModel):
    """Looks for values."""

    is_: Optional[str] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "Is one of these."


class SettingInput(BaseModel):
    """A setting or a secret."""

    key: str
    "Its name."
    value: str
    "Its value."


class TransactionCustomerDetailsInput(BaseModel):
    """Who pays, where there is no customer's id to send."""

    email: Optional[str] = None
    "The e-mail address."
    phone_number: Optional[str] = None
    "The telephone number."


class TransactionDescriptorInput(BaseModel):
    """What the customer is to read on the bank statement."""

    name: Optional[str] = None
    "In place of the business's name."
    phone: Optional[str] = None
    "In place of the phone number."
    url: Optional[str] = None
    "In place of the web address."


class TransactionInput(BaseModel):
    """A payment to be made."""

    amount: Annotated[Decimal, PlainSerializer(plain)]
    "How much; in the currency of the merchant account."
    merchant_account_id: Optional[str] = None
    "Where the money is to come in; the merchant's default account unless given."
    order_id: Optional[str] = None
    "The shop's id of the order, up to 255 characters."
    customer_id: Optional[str] = None
    "The id of the customer who pays."
    customer_details: Optional["TransactionCustomerDetailsInput"] = None
    "Who pays; a customer of that e-mail address is used, or made."
    purchase_order_number: Optional[str] = None
    "The customer's own number of the purchase. Kept and given back."
    channel: Optional[str] = None
    "The shop software that this comes through. Kept and given back."
    custom_fields: Optional[list["CustomFieldInput"]] = None
    "The merchant's own fields. Kept and given back."
    descriptor: Optional["TransactionDescriptorInput"] = None
    "What the customer is to read on the bank statement. Kept and given back."
    discount_amount: Optional[str] = None
    "What was taken off the price; `amount` has it taken off. Kept and given back."
    surcharge_amount: Optional[str] = None
    "What was put on the price; `amount` has it put on. Kept and given back."
    line_items: Optional[list["TransactionLineItemInput"]] = None
    "What is bought. Kept and given back."


class TransactionLineItemInput(BaseModel):
    """One line of what is bought or refunded. It is kept and given back as it is."""

    name: str
    "What it is."
    kind: TransactionLineItemType
    "Whether it adds to the sum or takes from it."
    quantity: str
    "How many, or how much."
    unit_amount: str
    "The price of one."
    total_amount: str
    "The price of all of them."
    unit_tax_amount: Optional[str] = None
    "The tax on one."
    tax_amount: Optional[str] = None
    "The tax on all of them."
    discount_amount: Optional[str] = None
    "What is taken off the price."
    unit_of_measure: Optional[str] = None
    "What the quantity counts."
    product_code: Optional[str] = None
    "The shop's own code for the product."
    commodity_code: Optional[str] = None
    "A code for the kind of goods."
    description: Optional[str] = None
    "More words about it."
    url: Optional[str] = None
    "Where to read about the product."
    item_type: Optional[str] = None
    "The shop's own word for the kind of item."
    image_url: Optional[str] = None
    "Where to see the product."
    upc: Optional["LineItemUpcInput"] = None
    "The product's bar code."


class TransactionSearchInput(BaseModel):
    """Which transactions to look for."""

    id: Optional["SearchValueInput"] = None
    "The transaction's id, or legacy id."
    status: Optional["SearchTransactionStatusInput"] = None
    "Where it stands."
    status_transition: Optional["SearchTransactionStatusTransitionInput"] = None
    "When it came to a status."
    created_at: Optional["SearchTimestampInput"] = None
    "When it was asked for."
    amount: Optional["MonetaryAmountSearchInput"] = None
    "How much it is about."
    order_id: Optional["SearchTextInput"] = None
    "The shop's id of the order, exactly as it is written."
    merchant_account_id: Optional["SearchPaymentMerchantAccountIdInput"] = None
    "The merchant account."
    customer: Optional["SearchPaymentCustomerInput"] = None
    "Who paid."
    payment_method_snapshot_type: Optional["SearchPaymentMethodSnapshotTypeInput"] = (
        None
    )
    "The kind of payment method."
    disbursement_date: Optional["SearchDateInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    source: Optional["SearchTransactionSourceInput"] = None
    "By what way it was asked for."
    settlement_batch_id: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method: Optional["SearchPaymentPaymentMethodInput"] = None
    "What was paid with."
    facilitator_o_auth_application_client_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    user_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    store_id: Optional["SearchValueInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    shipping_address: Optional["SearchAddressInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    billing_address: Optional["SearchAddressInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    dispute_received_date: Optional["SearchDateInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    processor_authorization_id: Optional["SearchTextInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."
    partially_authorized: Optional[bool] = None
    "Whether less was authorized than was asked for. Nothing ever is."
    processing_mode: Optional["SearchProcessingModeInput"] = None
    "Not honoured: this service has no such data, and answers NOT_IMPLEMENTED."


class UndoExternalRefundInput(BaseModel):
    """What `undoExternalRefund` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of the transaction whose external refunds were no such."
    note: Optional[str] = None
    "More words about it; kept in the history."


class UndoExternalVoidInput(BaseModel):
    """What `undoExternalVoid` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    transaction_id: str
    "The id of the transaction that was not voided after all."
    note: Optional[str] = None
    "More words about it; kept in the history."


class UpdateGatewayAccountInput(BaseModel):
    """What is to change of a gateway account. What is not named stays as it is."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    name: str
    "The account's name."
    settings: Optional[list["SettingInput"]] = None
    "Settings with other values, each once. An empty value takes a setting away."
    secrets: Optional[list["SettingInput"]] = None
    "Other secrets. A list is replaced by all entries of its key; an empty value takes a secret away."


class UserInput(BaseModel):
    """Whose account it is about."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    user_id: str
    "The person's id."


class VoidTransactionInput(BaseModel):
    """What `voidTransaction` takes."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters, which comes back with the answer."
    api_request_key: Optional[str] = None
    "A key of your own for this one request. Sent again with the same input, it is not done a second time: the first one's outcome comes back, as it is by then. Remembered for 30 days or more."
    transaction_id: str
    "The id of the transaction to void."
    reason_code: Optional[str] = None
    "Why: the code of one of the merchant's reasons, see `refundReasons`. A merchant may require it of people."
    note: Optional[str] = None
    "More words about why, up to 4000 characters; kept and given back."


AddGatewayAccountInput.model_rebuild()
AuthorizePaymentMethodInput.model_rebuild()
CaptureTransactionInput.model_rebuild()
ChargePaymentMethodInput.model_rebuild()
CustomerSearchInput.model_rebuild()
IdsFromLegacyIdsInput.model_rebuild()
MarkRefundedExternallyInput.model_rebuild()
MerchantAccountSearchInput.model_rebuild()
MerchantSettingsInput.model_rebuild()
MonetaryAmountSearchInput.model_rebuild()
OrderSearchInput.model_rebuild()
PaymentSearchInput.model_rebuild()
RecordOrderInput.model_rebuild()
RefundInput.model_rebuild()
RefundOrderInput.model_rebuild()
RefundSearchInput.model_rebuild()
RefundTransactionInput.model_rebuild()
SearchAddressInput.model_rebuild()
SearchPaymentCreditCardDetailsInput.model_rebuild()
SearchPaymentCustomerInput.model_rebuild()
SearchPaymentPayPalDetailsInput.model_rebuild()
SearchPaymentPaymentMethodInput.model_rebuild()
SearchPaymentPaymentMethodSnapshotInput.model_rebuild()
SearchPaymentStatusTransitionInput.model_rebuild()
SearchTransactionStatusTransitionInput.model_rebuild()
TransactionInput.model_rebuild()
TransactionLineItemInput.model_rebuild()
TransactionSearchInput.model_rebuild()
UpdateGatewayAccountInput.model_rebuild()
