from datetime import date
from decimal import Decimal
from typing import Annotated, Optional

from pydantic import AwareDatetime, Field, PlainSerializer

from refundry_client.amounts import plain

from .base_model import BaseModel
from .enums import (
    AdjustmentKind,
    CardAccountType,
    CreditCardBrandCode,
    LegacyIdType,
    OnConflict,
    OrderStatus,
    PaymentInitiator,
    PaymentMethodSnapshotSearchType,
    PaymentSearchType,
    PaymentSource,
    PaymentStatus,
    ProcessingMode,
    ProductCode,
    QueuedRefundStatus,
    RefundFailurePolicy,
    RefundReportGroup,
    ResolvedOutcome,
    RetryState,
    RightName,
    SandboxSettlementState,
    TransactionLineItemType,
    TransactionShippingMethod,
    UpcType,
    VaultPaymentMethodCriteria,
    WhenUnsettled,
)


class AddGatewayAccountInput(BaseModel):
    """A new gateway account. Secrets are written and never read."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    name: str
    "1 to 64 lower-case letters, digits, - and _, beginning with a letter or digit. A name is used once, also after its account was retired."
    adapter: str
    "The adapter's name."
    settings: Optional[list["SettingInput"]] = None
    "Its settings, each once."
    secrets: list["SettingInput"]
    "Its secrets. A list of secrets has one entry of the same key for each."


class AddressInput(BaseModel):
    """An address. Stored and returned. Older names of its lines are taken as well."""

    company: Optional[str] = None
    "The company."
    address_line_1: Optional[str] = None
    "Street and number."
    address_line_2: Optional[str] = None
    "More of the address."
    first_name: Optional[str] = None
    "The given name."
    last_name: Optional[str] = None
    "The family name."
    admin_area_1: Optional[str] = None
    "The state or province."
    admin_area_2: Optional[str] = None
    "The city or town."
    postal_code: Optional[str] = None
    "The postal code."
    country_code: Optional[str] = None
    "The country."
    phone: Optional["PhoneInput"] = None
    "The telephone number."
    street_address: Optional[str] = None
    "The older name of `addressLine1`."
    extended_address: Optional[str] = None
    "The older name of `addressLine2`."
    locality: Optional[str] = None
    "The older name of `adminArea2`."
    region: Optional[str] = None
    "The older name of `adminArea1`."


class AdoptDriftInput(BaseModel):
    """The input of `adoptDrift`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    drift_id: str
    "The id of the difference."
    note: Optional[str] = None
    "What was found out about it; required where the gateway has nothing that could be taken over."


class AdoptTransactionInput(BaseModel):
    """The input of `adoptTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    gateway_transaction_id: str
    "The gateway's id of the payment."
    merchant_account_id: Optional[str] = None
    "The merchant account that the payment belongs to. By default all gateway accounts that merchant accounts name are asked, and the payment's currency says which merchant account it is."
    order_id: Optional[str] = None
    "The shop's id of its order. Default: the one that the gateway has."


class ApprovalInput(BaseModel):
    """The decision on a refund."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    refund_id: str
    "The id of the refund."
    note: Optional[str] = None
    "The reason for the decision. `approval` shows it."


class ApprovalLimitInput(BaseModel):
    """The amount of one currency above which a second person has to approve."""

    currency_code: str
    "The currency. Each one may be in the list once."
    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The limit, above zero. A sum equal to the limit needs no approval."


class AuthorizeCreditCardInput(BaseModel):
    """The input of `authorizeCreditCard`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The card: one of the sandbox's nonces, or a method's id."
    options: Optional["CreditCardTransactionOptionsInput"] = None
    "What belongs to card payments alone."
    transaction: "TransactionInput"
    "The payment."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class AuthorizePaymentMethodInput(BaseModel):
    """The input of `authorizePaymentMethod`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The payment method to authorize: in the sandbox, one of its nonces."
    transaction: "TransactionInput"
    "The payment."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class CancelOrderInput(BaseModel):
    """The input of `cancelOrder`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    order_id: str
    "The shop's own id of the order."
    note: Optional[str] = None
    "A note on the reason. The history shows it."


class CaptureTransactionInput(BaseModel):
    """The input of `captureTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of the AUTHORIZED transaction."
    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The older name of `transaction.amount`."
    transaction: Optional["CaptureTransactionOptionsInput"] = None
    "How to capture the transaction. Default: in full."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class CaptureTransactionOptionsInput(BaseModel):
    """How to capture an authorized transaction."""

    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The amount, up to what was authorized. Default: all of it. The rest is released."
    order_id: Optional[str] = None
    "A different order id than the transaction's. Default: the transaction's order id."


class ChangePasswordInput(BaseModel):
    """The passwords of the person who sends this."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    current_password: str
    "The current password."
    new_password: str
    "12 to 1000 characters; not the e-mail address, and not a common password."


class ChargeCreditCardInput(BaseModel):
    """The input of `chargeCreditCard`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The card: one of the sandbox's nonces, or a method's id."
    options: Optional["CreditCardTransactionOptionsInput"] = None
    "What belongs to card payments alone."
    transaction: "TransactionInput"
    "The payment."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class ChargePaymentMethodInput(BaseModel):
    """The input of `chargePaymentMethod`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The payment method to charge: in the sandbox, one of its nonces."
    transaction: "TransactionInput"
    "The payment."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class ClientTokenInput(BaseModel):
    """What a client token is for."""

    merchant_account_id: Optional[str] = None
    "The account of its payments."
    customer_id: Optional[str] = None
    "The customer who pays."
    domains: Optional[list[str]] = None
    "The web sites that use it."


class CreateApiKeyInput(BaseModel):
    """A key for a program."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    name: str
    "What it is for, up to 255 characters."
    rights: Optional[list[RightName]] = None
    "The rights of the key. Default: none. Then only `ping` and `viewer` answer."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do with the key's refunds that are UNAVAILABLE or DECLINED, where their input does not say so. Default: as the merchant's settings say."
    queued_refund_status: Optional[QueuedRefundStatus] = None
    "The status by which this key is shown a refund that is AUTHORIZING: in the queue, or not decided yet. Default: AUTHORIZING."


class CreateClientTokenInput(BaseModel):
    """The input of `createClientToken`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    client_token: Optional["ClientTokenInput"] = None
    "What it is for."


class CreateCustomerInput(BaseModel):
    """The input of `createCustomer`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    customer: Optional["CustomerInput"] = None
    "The customer."


class CreateUserInput(BaseModel):
    """A new person."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    email: str
    "The e-mail address to sign in with. Each person of a merchant has a different one."
    name: str
    "The person's name, up to 255 characters."
    password: str
    "12 to 1000 characters; not the e-mail address, and not a common password."
    rights: Optional[list[RightName]] = None
    "The rights of the person. Default: none. Then only `ping` and `viewer` answer."


class CreateWebhookEndpointInput(BaseModel):
    """A new webhook endpoint."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    url: str
    "The address to post messages to: https, on a public address, unless the operator allows others."
    types: Optional[list[str]] = None
    "The types to get, of `refund.queued`, `refund.accepted`, `refund.declined`, `refund.failed`, `refund.settled`, `refund.settlement_declined`, `refund.voided`, `refund.needs_attention`, `transaction.voided`, `transaction.settled`, `transaction.disputed`, `order.refunded`, `order.cancelled`, `approval.requested`, `approval.decided`. Default: all."
    description: Optional[str] = None
    "What it is for, in up to 255 characters."


class CreditCardInput(BaseModel):
    """A card. Of its number, the first six and the last four digits are kept."""

    number: Optional[str] = None
    "One of Braintree's test numbers."
    expiration_year: Optional[str] = None
    "The year that the card is valid through."
    expiration_month: Optional[str] = None
    "The month that the card is valid through."
    cvv: Optional[str] = None
    "The security code. Not looked at, and not kept."
    cardholder_name: Optional[str] = None
    "The name on the card."
    billing_address: Optional["AddressInput"] = None
    "The cardholder's address. Not looked at, and not kept."


class CreditCardTransactionOptionsInput(BaseModel):
    """What belongs to a card payment alone."""

    billing_address: Optional["AddressInput"] = None
    "The cardholder's address. Stored and returned."
    account_type: Optional[CardAccountType] = None
    "Which account of the card. It changes nothing in the sandbox."


class CustomFieldInput(BaseModel):
    """A field of the merchant's own, with its value."""

    name: str
    "The name of the field."
    value: Optional[str] = None
    "The value of the field."


class CustomerInput(BaseModel):
    """What is known of a customer. What is left out stays as it is; an empty text removes it."""

    company: Optional[str] = None
    "The company."
    custom_fields: Optional[list["CustomFieldInput"]] = None
    "Not supported."
    email: Optional[str] = None
    "The e-mail address, by which the orders are found."
    first_name: Optional[str] = None
    "The given name."
    last_name: Optional[str] = None
    "The family name."
    phone_number: Optional[str] = None
    "The telephone number."
    fax: Optional[str] = None
    "Not supported."
    website: Optional[str] = None
    "Not supported."


class CustomerMailInput(BaseModel):
    """A mail in the merchant's words. It may have the fields `{amount}`, `{orderId}`, `{merchant}`, `{customerName}`."""

    subject: str
    "Its subject, in up to 200 characters."
    text: str
    "Its text, as plain text of up to 10,000 characters."


class CustomerSearchInput(BaseModel):
    """Which customers to find. Searches for exact texts and for beginnings are fast. So are `contains` and `endsWith` with three letters or more."""

    id: Optional["SearchValueInput"] = None
    "The customer's id, or legacy id."
    company: Optional["SearchTextInput"] = None
    "The company. Ignores case."
    created_at: Optional["SearchTimestampInput"] = None
    "When the customer was first seen."
    email: Optional["SearchTextInput"] = None
    "The e-mail address. Ignores case."
    first_name: Optional["SearchTextInput"] = None
    "The given name. Ignores case."
    last_name: Optional["SearchTextInput"] = None
    "The family name. Ignores case."
    phone_number: Optional["SearchTextInput"] = None
    "The telephone number."


class DeleteCustomerInput(BaseModel):
    """The input of `deleteCustomer`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    customer_id: str
    "The id of the customer."


class DeletePaymentMethodFromVaultInput(BaseModel):
    """The input of `deletePaymentMethodFromVault`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The payment method."


class DetachedRefundInput(BaseModel):
    """A refund to a card without a payment."""

    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The amount, in the currency of the merchant account."
    order_id: Optional[str] = None
    "An id of the shop's own, up to 255 characters."
    merchant_account_id: Optional[str] = None
    "The account that pays it. Default: the merchant's default account."
    custom_fields: Optional[list["CustomFieldInput"]] = None
    "The merchant's own fields. Stored and returned."
    descriptor: Optional["TransactionDescriptorInput"] = None
    "The text on the customer's bank statement. Stored and returned."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."


class IdsFromLegacyIdsInput(BaseModel):
    """The input of `idsFromLegacyIds`."""

    ids: list["LegacyIdElementsInput"]
    "Up to 250 legacy ids."


class LegacyIdElementsInput(BaseModel):
    """A legacy id, with the kind of its object."""

    legacy_id: str
    "The legacy id."
    type_: LegacyIdType = Field(alias="type")
    "The kind of the object."


class LineItemUpcInput(BaseModel):
    """A product's Universal Product Code."""

    upc_code: str
    "The code's digits."
    upc_type: UpcType
    "The form of the code."


class MarkRefundedExternallyInput(BaseModel):
    """The input of `markRefundedExternally`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."
    transaction_id: str
    "The id of the transaction that was refunded outside of this service."
    refund: Optional["RefundInput"] = None
    "How much was refunded. Default: all that is left."
    reference: Optional[str] = None
    "The id of the refund or void in the system where it was made."
    note: Optional[str] = None
    "A note. The history shows it."


class MarkVoidedExternallyInput(BaseModel):
    """The input of `markVoidedExternally`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of the transaction that was voided outside of this service."
    reference: Optional[str] = None
    "The id of the refund or void in the system where it was made."
    note: Optional[str] = None
    "A note. The history shows it."


class MerchantAccountSearchInput(BaseModel):
    """Which merchant accounts to find."""

    id: Optional["SearchValueInput"] = None
    "The account's id."
    paypal_account_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


class MerchantSettingsInput(BaseModel):
    """The settings to change. A setting that is left out does not change. Null changes nothing either, except for the three settings that the server has as well: there, null brings back the server's value."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    notify_emails: Optional[list[str]] = None
    "The e-mail addresses that get a mail when a reversal needs a person. An empty list: none. Up to 10; they replace the old ones. Null, where it is not left out: the server's value."
    retry_interval: Optional[str] = None
    "The time between two attempts, as an ISO 8601 duration such as P1D or PT6H. A reversal in the queue keeps its next time, and uses this afterwards. Null, where it is not left out: the server's value."
    retry_attempts: Optional[int] = None
    "How many times a reversal in the queue is retried. 0: never. At most 100. Null, where it is not left out: the server's value."
    retry_declines: Optional[bool] = None
    "Whether a DECLINED refund is retried, with a new key for each attempt."
    require_api_request_key: Optional[bool] = None
    "Whether each mutation that moves money must have an apiRequestKey."
    require_reason_from_staff: Optional[bool] = None
    "Whether people must send a reasonCode with each mutation that moves or marks money. API keys need not."
    approval_limits: Optional[list["ApprovalLimitInput"]] = None
    "A person's refund waits for the approval of a second person if the transaction's reserved refunds, with this one, are above the limit for the currency. Refunds by API keys don't wait. The list replaces the old one; an empty list: no limits. Refunds that wait go on waiting, and sent ones are not stopped."
    require_approval_of_not_done: Optional[bool] = None
    "Whether each `resolveOutcome` that frees a refund's amount waits for the approval of a second person, where the gateway can't tell. If false, only above the limit for the currency, over all refunds of the transaction."
    time_zone: Optional[str] = None
    "The time zone of the days in reports, such as Europe/Berlin. UTC unless set."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do with a refund that is UNAVAILABLE or DECLINED, where neither its input nor its API key says so."


class MonetaryAmountSearchInput(BaseModel):
    """Looks for amounts of money."""

    value: Optional["SearchRangeInput"] = None
    "The amount, in whole units of any currency, such as 10.00."
    currency_code: Optional["SearchTextInput"] = None
    "The currency."


class OrderSearchInput(BaseModel):
    """Which orders to find. Searches for exact texts and for beginnings are fast. So are `contains` and `endsWith` with three letters or more."""

    order_id: Optional["SearchTextInput"] = None
    "The shop's own id of the order. Ignores case."
    customer_email: Optional["SearchTextInput"] = None
    "The customer's e-mail address. Ignores case."
    status: Optional[OrderStatus] = None
    "How much of what was paid was refunded."
    placed_at: Optional["SearchTimestampInput"] = None
    "When it was placed."
    updated_at: Optional["SearchTimestampInput"] = None
    "When it last changed, as its `updatedAt` has it."
    overpaid: Optional[bool] = None
    "Whether more was paid than it costs. Orders without line items are never overpaid."


class PartialCaptureTransactionInput(BaseModel):
    """The input of `partialCaptureTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of the authorization: AUTHORIZED, or SETTLEMENT_PENDING after earlier partial captures."
    transaction: Optional["PartialCaptureTransactionOptionsInput"] = None
    "What is captured. Without an amount nothing is."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class PartialCaptureTransactionOptionsInput(BaseModel):
    """What is captured of an authorization, as a transaction of its own."""

    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The amount. All partial captures together may take as much as was authorized."
    discount_amount: Optional[str] = None
    "The discount. `amount` is the amount after it. Stored and returned."
    final_capture: Optional[bool] = None
    "Whether it is the last capture of this authorization, so that the rest is released."
    line_items: Optional[list["TransactionLineItemInput"]] = None
    "The items that this capture is for. Stored and returned."
    order_id: Optional[str] = None
    "A different order id than the authorization's, up to 255 characters."
    purchase_order_number: Optional[str] = None
    "The customer's own number of the purchase. Stored and returned."
    shipping: Optional["TransactionShippingInput"] = None
    "How the goods are sent. Stored and returned."
    tax: Optional["TransactionTaxInput"] = None
    "The taxes within the amount. Stored and returned."
    descriptor: Optional["TransactionDescriptorInput"] = None
    "The text on the customer's bank statement. Stored and returned."


class PaymentSearchInput(BaseModel):
    """Which transactions and refunds to find."""

    id: Optional["SearchValueInput"] = None
    "The payment's id, or legacy id."
    type_: Optional["SearchPaymentTypeInput"] = Field(alias="type", default=None)
    "Transactions, refunds, or both."
    status: Optional["SearchPaymentStatusInput"] = None
    "Its present status."
    status_transition: Optional["SearchPaymentStatusTransitionInput"] = None
    "When a status was reached."
    created_at: Optional["SearchTimestampInput"] = None
    "When it was requested."
    updated_at: Optional["SearchTimestampInput"] = None
    "When it last changed, as its `updatedAt` has it."
    amount: Optional["MonetaryAmountSearchInput"] = None
    "The amount."
    order_id: Optional["SearchTextInput"] = None
    "The shop's id of the order, exactly as it is written."
    merchant_account_id: Optional["SearchPaymentMerchantAccountIdInput"] = None
    "The merchant account."
    customer: Optional["SearchPaymentCustomerInput"] = None
    "The customer."
    disbursement_date: Optional["SearchDateInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    source: Optional["SearchPaymentSourceInput"] = None
    "Where the request came from."
    settlement_batch_id: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method: Optional["SearchPaymentPaymentMethodInput"] = None
    "The payment method."
    facilitator_o_auth_application_client_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    user_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    store_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    shipping_address: Optional["SearchAddressInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    billing_address: Optional["SearchAddressInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    dispute_received_date: Optional["SearchDateInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    processor_authorization_id: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    processing_mode: Optional["SearchProcessingModeInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


class PhoneInput(BaseModel):
    """A telephone number."""

    country_phone_code: str
    "The country's code."
    phone_number: str
    "The number in the country."
    extension_number: Optional[str] = None
    "The extension."


class ProductsInput(BaseModel):
    """Which products of Braintree's."""

    codes: list[ProductCode]
    "The products."


class RecordAdjustmentInput(BaseModel):
    """An amount of an order beside its products. Discounts and gift cards lower what was paid for each product, in proportion to its price."""

    id: str
    "The shop's own id of it, unique among the order's adjustments."
    name: str
    "What it is, in up to 255 characters."
    kind: AdjustmentKind
    "What it is for."
    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The amount: negative for DISCOUNT and GIFT_CARD, and positive for the others."


class RecordCustomerInput(BaseModel):
    """The customer of an order."""

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
    unit_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The price of one, without tax; 0 for a gift. Required without `totalAmount`."
    tax_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The tax on one."
    total_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The price of all of them, with tax, before discounts. It counts in place of `unitAmount` and `taxAmount`, which are then only shown."
    discount_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "What was taken off the price of all of them. Up to that price; not negative."


class RecordOrderInput(BaseModel):
    """The input of `recordOrder`. Transactions with the same orderId belong to the order by themselves; `transactions` imports those that were made outside of this service."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    order_id: str
    "The shop's own id of the order, up to 255 characters."
    placed_at: Optional[AwareDatetime] = None
    "When it was placed. Default: when it was first paid, or now."
    currency_code: str
    "The one currency of all its amounts."
    customer: Optional["RecordCustomerInput"] = None
    "The customer."
    line_items: Optional[list["RecordLineItemInput"]] = None
    "What was bought: up to 500 products."
    transactions: Optional[list["RecordTransactionInput"]] = None
    "Payments that were made outside of this service: up to 100."
    on_conflict: Optional[OnConflict] = None
    "What becomes of an order that was recorded otherwise. Default: REFUSE."
    adjustments: Optional[list["RecordAdjustmentInput"]] = None
    "Shipping, taxes, fees, discounts and gift cards of the whole order: up to 100."


class RecordTransactionInput(BaseModel):
    """A payment that was made outside of this service."""

    gateway_transaction_id: str
    "The gateway's id of the payment. If it is the legacy id of a transaction of this service, that transaction becomes part of the order."
    merchant_account_id: Optional[str] = None
    "The merchant account that received it. Default: the merchant's account in the currency."
    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The amount, in the order's currency."
    status: PaymentStatus
    "Its status: AUTHORIZED, SUBMITTED_FOR_SETTLEMENT, SETTLEMENT_PENDING, SETTLING, SETTLED or VOIDED. For a transaction of this service, this field is ignored."
    created_at: Optional[AwareDatetime] = None
    "When it was made. Default: when the order was placed."
    refunded_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "What was refunded of it outside of this service before it was recorded. It counts as an external refund. For a transaction of this service, this field is ignored."


class RefundAdjustmentInput(BaseModel):
    """One adjustment to refund: an amount, or without it, all that is left of it."""

    adjustment_id: str
    "The id of the order's adjustment: of its shipping, a tax, or a fee."
    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The amount to refund, up to what is left of it."


class RefundCreditCardInput(BaseModel):
    """The input of `refundCreditCard`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The card: one of the sandbox's nonces, or a method's id."
    refund: "DetachedRefundInput"
    "The refund."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class RefundInput(BaseModel):
    """How to refund a transaction."""

    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The amount to refund, up to what is left. Default: all that is left."
    order_id: Optional[str] = None
    "A different order id than the transaction's. Default: the transaction's order id."
    merchant_account_id: Optional[str] = None
    "The account that pays the refund. Default: the transaction's account."
    description: Optional[str] = None
    "What the refund is for. PayPal shows it."
    reason: Optional[str] = None
    "The older name of `description`."
    line_items: Optional[list["TransactionLineItemInput"]] = None
    "The items that are refunded. Stored and returned only: the amount does not depend on them."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE."
    when_unsettled: Optional[WhenUnsettled] = None
    "What to do if the transaction is submitted for settlement and has not settled. Default: REFUSE."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."


class RefundLineItemInput(BaseModel):
    """One product to refund: a quantity, an amount, or without both, all that is left of it."""

    line_item_id: str
    "The id of the order's line item."
    quantity: Optional[int] = None
    "How many of it to refund, up to what is left, at their price with tax."
    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The amount to refund in place of its price, up to what is left of it."


class RefundOrderInput(BaseModel):
    """The input of `refundOrder` and `previewRefund`: an amount, line items, or neither for all."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."
    order_id: str
    "The shop's own id of the order."
    amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The exact amount to refund. Default, without line items: all that can be refunded now."
    line_items: Optional[list["RefundLineItemInput"]] = None
    "The products to refund. Not allowed together with an amount."
    adjustments: Optional[list["RefundAdjustmentInput"]] = None
    "Shipping, taxes and fees to refund, alone or beside line items. Not allowed together with an amount."
    transaction_ids: Optional[list[str]] = None
    "The payments to refund, the newest first. Default: all payments of the order."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."
    cancel_order: Optional[bool] = None
    "Whether to cancel the order as soon as a part is accepted or queued."
    balance_due: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "What the customer owes afterwards. Default: 0. It is set as soon as a part is accepted or queued."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do with each part whose outcome is UNAVAILABLE or DECLINED. Default: QUEUE."
    preview_token: Optional[str] = None
    "The token of a preview: nothing is done if the order or this input has changed since, except for `reasonCode` and `note`."


class RefundOrdersInput(BaseModel):
    """The input of `refundOrders`: which orders to refund in full, and how. The options are those of `refundry refund-orders`, by the same names."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    order_ids: list[str]
    "The shop's own ids of the orders, at most 5000. An id that is in the list twice counts once."
    run: Optional[str] = None
    "The run's name. A run refunds an order once, however often it is started; the name holds for 30 days. Default: the same input is the same run."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."
    cancel_order: Optional[bool] = None
    "Whether to cancel the orders too, also those of which nothing is left to refund."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do with each payment whose outcome is UNAVAILABLE or DECLINED. Default: QUEUE."
    keep: Optional[str] = None
    "A fee that is kept of each order: an amount such as 2.50, or a share such as 10%."
    record_externally: Optional[str] = None
    "Record that the orders were refunded elsewhere, under this reference. No gateway is called. Needs the right MARK_EXTERNALLY."
    dry_run: Optional[bool] = None
    "Whether to say only what would be refunded of each order, and refund nothing."


class RefundQueueInput(BaseModel):
    """Which entries of the queue to return. All criteria must be met."""

    state: Optional[list[RetryState]] = None
    "The states. Default: WAITING, RUNNING and PAUSED, and all entries that need attention."
    order_id: Optional[str] = None
    "The order id of the transaction, or the different one of the refund."
    due_before: Optional[AwareDatetime] = None
    "Only entries whose next attempt or verification is before this time."
    needs_attention: Optional[bool] = None
    "True: only entries that need a person. False: only entries that do not."


class RefundReasonInput(BaseModel):
    """The reason, with its new values."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    code: str
    "The value of `reasonCode`: 1 to 64 letters, digits and _ . -, beginning with a letter or digit. Codes ignore case."
    label: str
    "What people read, up to 255 characters. Each reason has a different label."
    active: Optional[bool] = None
    "Whether new refunds can have it. Default: true for a new reason, no change for an existing one."


class RefundReportInput(BaseModel):
    """Which refunds to report, and how to group them."""

    from_: AwareDatetime = Field(alias="from")
    "Refunds that were requested at this time or later."
    to: AwareDatetime
    "Refunds that were requested before this time."
    group_by: RefundReportGroup
    "How to group them."
    currency_code: Optional[str] = None
    "Only refunds in this currency. Default: a row for each currency."


class RefundSearchInput(BaseModel):
    """Which refunds to find."""

    id: Optional["SearchValueInput"] = None
    "The refund's id, or legacy id."
    status: Optional["SearchTransactionStatusInput"] = None
    "Its present status."
    status_transition: Optional["SearchPaymentStatusTransitionInput"] = None
    "When a status was reached."
    created_at: Optional["SearchTimestampInput"] = None
    "When it was requested."
    updated_at: Optional["SearchTimestampInput"] = None
    "When it last changed, as its `updatedAt` has it."
    amount: Optional["MonetaryAmountSearchInput"] = None
    "The amount."
    order_id: Optional["SearchTextInput"] = None
    "The shop's id of the order, exactly as it is written."
    merchant_account_id: Optional["SearchPaymentMerchantAccountIdInput"] = None
    "The merchant account."
    customer: Optional["SearchPaymentCustomerInput"] = None
    "The customer."
    disbursement_date: Optional["SearchDateInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    source: Optional["SearchPaymentSourceInput"] = None
    "Where the request came from."
    settlement_batch_id: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method: Optional["SearchPaymentPaymentMethodInput"] = None
    "The payment method."
    facilitator_o_auth_application_client_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    user_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    store_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    shipping_address: Optional["SearchAddressInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    billing_address: Optional["SearchAddressInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    dispute_received_date: Optional["SearchDateInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    processor_authorization_id: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    processing_mode: Optional["SearchProcessingModeInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


class RefundTransactionInput(BaseModel):
    """The input of `refundTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of the SETTLING or SETTLED transaction to refund."
    refund: Optional["RefundInput"] = None
    "How to refund the transaction; `amount` belongs in here. Default: in full."
    expected_refundable_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = (
        None
    )
    "The transaction's `refundableAmount` as it was seen. The refund is refused with OUTDATED if it is different by now, such as by another refund."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."


class ResendWebhookMessagesInput(BaseModel):
    """Messages to send again: give either `messageId` or `since`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    endpoint_id: str
    "Which endpoint it is."
    message_id: Optional[str] = None
    "The one message to send again."
    since: Optional[AwareDatetime] = None
    "Send all messages again that were created then or later, 100,000 at most."


class ResolveOutcomeInput(BaseModel):
    """A person's report on an attempt whose outcome is UNKNOWN or PENDING."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_id: str
    "The id of the refund, or of the transaction."
    outcome: ResolvedOutcome
    "Whether the gateway carried it out. The gateway is asked first, and what it reports counts. Where it can't tell, NOT_DONE is possible when the last sending can no longer be on its way."
    reference: Optional[str] = None
    "The gateway's id of it."
    note: str
    "How the person found this out. The history shows it."


class RetireGatewayAccountInput(BaseModel):
    """A gateway account that is to be used no more."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    name: str
    "The account's name."


class RetryInput(BaseModel):
    """The entry to retry, pause, resume or dismiss."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_id: str
    "The id of a refund, or of a transaction whose void is queued."
    note: Optional[str] = None
    "A note on the reason. The history shows it."


class ReverseRefundInput(BaseModel):
    """The input of `reverseRefund`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    refund_id: str
    "The id of the refund to reverse."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."


class ReverseTransactionInput(BaseModel):
    """The input of `reverseTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of the transaction to reverse."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."
    on_failure: Optional[RefundFailurePolicy] = None
    "What to do if the outcome is UNAVAILABLE or DECLINED. Default: QUEUE."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."


class RevokeApiKeyInput(BaseModel):
    """The API key to revoke."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    public_key: str
    "The public key."


class RightInput(BaseModel):
    """A right of a person."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    user_id: str
    "The person's id."
    right: RightName
    "The right."


class RiskDataInput(BaseModel):
    """What a check of the risk may need. Taken, and not looked at: no risk is checked here."""

    customer_browser: Optional[str] = None
    "The customer's browser."
    customer_ip: Optional[str] = None
    "The customer's address in the internet."
    device_data: Optional[str] = None
    "The customer's device."


class SandboxAdvanceClockInput(BaseModel):
    """How far to move the sandbox merchant's clock."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    by: str
    "An ISO 8601 duration such as P1D, from P0D to P30D. The clock can be at most ten years ahead of real time."


class SandboxSettleTransactionInput(BaseModel):
    """The input of `sandboxSettleTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of a transaction that was submitted for settlement."
    settlement_state: Optional[SandboxSettlementState] = None
    "The result of the settlement. Default: SETTLED."


class SearchAddressInput(BaseModel):
    """Looks for addresses."""

    company: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    address_line_1: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    address_line_2: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    first_name: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    last_name: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    admin_area_1: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    admin_area_2: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    postal_code: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    country_name: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


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
    "The name on the card. Ignores case."
    brand_code: Optional["SearchCreditCardBrandCodeInput"] = None
    "The card's brand."


class SearchPaymentCustomerInput(BaseModel):
    """Looks for customers."""

    id: Optional["SearchValueInput"] = None
    "The customer's id, or legacy id."
    first_name: Optional["SearchTextInput"] = None
    "The given name. Ignores case."
    last_name: Optional["SearchTextInput"] = None
    "The family name. Ignores case."
    company: Optional["SearchTextInput"] = None
    "The company. Ignores case."
    email: Optional["SearchTextInput"] = None
    "The e-mail address. Ignores case."
    phone: Optional["SearchTextInput"] = None
    "The telephone number."
    fax: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    website: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


class SearchPaymentMerchantAccountIdInput(BaseModel):
    """Looks for merchant accounts by their ids."""

    is_: Optional[str] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[str]] = Field(alias="in", default=None)
    "Is one of these."
    is_not: Optional[str] = None
    "Is not this."
    starts_with: Optional[str] = None
    "Starts with this."
    ends_with: Optional[str] = None
    "Ends with this."
    contains: Optional[str] = None
    "Contains this."


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
    "The payer's e-mail address. Ignores case."


class SearchPaymentPaymentMethodInput(BaseModel):
    """Looks for payment methods."""

    payment_method_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method_snapshot: Optional["SearchPaymentPaymentMethodSnapshotInput"] = None
    "The payment method, as it was at the time of the payment."


class SearchPaymentPaymentMethodSnapshotInput(BaseModel):
    """Looks for payment methods as they were at the time of the payment."""

    type_: Optional["SearchPaymentMethodSnapshotTypeInput"] = Field(
        alias="type", default=None
    )
    "The kind of payment method."
    credit_card_details: Optional["SearchPaymentCreditCardDetailsInput"] = None
    "The card."
    pay_pal_details: Optional["SearchPaymentPayPalDetailsInput"] = None
    "The PayPal account."


class SearchPaymentSourceInput(BaseModel):
    """Looks for where requests came from."""

    in_: Optional[list[PaymentSource]] = Field(alias="in", default=None)
    "Is one of these."


class SearchPaymentStatusInput(BaseModel):
    """Looks for statuses."""

    in_: Optional[list[PaymentStatus]] = Field(alias="in", default=None)
    "Is one of these."


class SearchPaymentStatusTransitionInput(BaseModel):
    """Looks for the times at which a status was reached."""

    failed_at: Optional["SearchTimestampInput"] = None
    "FAILED at this time."
    settled_at: Optional["SearchTimestampInput"] = None
    "SETTLED at this time."
    submitted_for_settlement_at: Optional["SearchTimestampInput"] = None
    "SUBMITTED_FOR_SETTLEMENT at this time."
    voided_at: Optional["SearchTimestampInput"] = None
    "VOIDED at this time."
    authorization_expired_at: Optional["SearchTimestampInput"] = None
    "AUTHORIZATION_EXPIRED at this time."
    authorized_at: Optional["SearchTimestampInput"] = None
    "AUTHORIZED at this time."
    gateway_rejected_at: Optional["SearchTimestampInput"] = None
    "GATEWAY_REJECTED at this time."
    processor_declined_at: Optional["SearchTimestampInput"] = None
    "PROCESSOR_DECLINED at this time."


class SearchPaymentTypeInput(BaseModel):
    """Looks for kinds of payments."""

    in_: Optional[list[PaymentSearchType]] = Field(alias="in", default=None)
    "Is one of these."


class SearchProcessingModeInput(BaseModel):
    """Looks for how payments were sent to the processor."""

    is_: Optional[ProcessingMode] = Field(alias="is", default=None)
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    in_: Optional[list[ProcessingMode]] = Field(alias="in", default=None)
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


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
    "Is not this."
    starts_with: Optional[str] = None
    "Starts with this."
    ends_with: Optional[str] = None
    "Ends with this."
    contains: Optional[str] = None
    "Contains this."


class SearchTimestampInput(BaseModel):
    """Looks for times."""

    greater_than_or_equal_to: Optional[AwareDatetime] = None
    "At this time or later."
    less_than_or_equal_to: Optional[AwareDatetime] = None
    "At this time or earlier."


class SearchTransactionSourceInput(BaseModel):
    """Looks for where requests came from."""

    in_: Optional[list[PaymentSource]] = Field(alias="in", default=None)
    "Is one of these."


class SearchTransactionStatusInput(BaseModel):
    """Looks for statuses."""

    is_: Optional[PaymentStatus] = Field(alias="is", default=None)
    "Is exactly this."
    in_: Optional[list[PaymentStatus]] = Field(alias="in", default=None)
    "Is one of these."


class SearchTransactionStatusTransitionInput(BaseModel):
    """Looks for the times at which a status was reached."""

    failed_at: Optional["SearchTimestampInput"] = None
    "FAILED at this time."
    settled_at: Optional["SearchTimestampInput"] = None
    "SETTLED at this time."
    submitted_for_settlement_at: Optional["SearchTimestampInput"] = None
    "SUBMITTED_FOR_SETTLEMENT at this time."
    voided_at: Optional["SearchTimestampInput"] = None
    "VOIDED at this time."


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


class TokenizeCreditCardInput(BaseModel):
    """The input of `tokenizeCreditCard`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    credit_card: "CreditCardInput"
    "The card."
    options: Optional["TokenizeCreditCardOptionsInput"] = None
    "How it is looked at."


class TokenizeCreditCardOptionsInput(BaseModel):
    """How a card is looked at."""

    validate_: Optional[bool] = Field(alias="validate", default=None)
    "Whether it has to be valid. It always has."


class TransactionCustomerDetailsInput(BaseModel):
    """The person who pays, where no customer id is sent."""

    email: Optional[str] = None
    "The e-mail address."
    phone_number: Optional[str] = None
    "The telephone number."


class TransactionDescriptorInput(BaseModel):
    """The text on the customer's bank statement."""

    name: Optional[str] = None
    "The name to show there."
    phone: Optional[str] = None
    "The phone number to show there."
    url: Optional[str] = None
    "The web address to show there."


class TransactionInput(BaseModel):
    """The payment to make."""

    amount: Annotated[Decimal, PlainSerializer(plain)]
    "The amount, in the currency of the merchant account."
    merchant_account_id: Optional[str] = None
    "The account that receives the money. Default: the merchant's default account."
    order_id: Optional[str] = None
    "The shop's id of the order, up to 255 characters."
    customer_id: Optional[str] = None
    "The id of the customer who pays."
    customer_details: Optional["TransactionCustomerDetailsInput"] = None
    "The person who pays. A customer with this e-mail address is used, or added."
    purchase_order_number: Optional[str] = None
    "The customer's own number of the purchase. Stored and returned."
    channel: Optional[str] = None
    "The shop software that sends this. Stored and returned."
    custom_fields: Optional[list["CustomFieldInput"]] = None
    "The merchant's own fields. Stored and returned."
    descriptor: Optional["TransactionDescriptorInput"] = None
    "The text on the customer's bank statement. Stored and returned."
    discount_amount: Optional[str] = None
    "The discount. `amount` is the amount after it. Stored and returned."
    surcharge_amount: Optional[str] = None
    "The surcharge. `amount` includes it. Stored and returned."
    line_items: Optional[list["TransactionLineItemInput"]] = None
    "The items that are bought. Stored and returned."
    shipping: Optional["TransactionShippingInput"] = None
    "How the goods are sent. Stored and returned."
    tax: Optional["TransactionTaxInput"] = None
    "The taxes within the amount. Stored and returned."
    risk_data: Optional["RiskDataInput"] = None
    "What a check of the risk may need. Not looked at, and not stored."
    payment_initiator: Optional[PaymentInitiator] = None
    "Who began the payment. It changes nothing in the sandbox."
    vault_payment_method_after_transacting: Optional[
        "VaultPaymentMethodAfterTransactingInput"
    ] = None
    "Whether the payment method is kept in the vault."


class TransactionLineItemInput(BaseModel):
    """One line item that is bought or refunded. Stored and returned as it is."""

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
    "The discount."
    unit_of_measure: Optional[str] = None
    "What the quantity counts."
    product_code: Optional[str] = None
    "The shop's own code for the product."
    commodity_code: Optional[str] = None
    "A code for the kind of goods."
    description: Optional[str] = None
    "A description."
    url: Optional[str] = None
    "Where to read about the product."
    item_type: Optional[str] = None
    "The shop's own word for the kind of item."
    image_url: Optional[str] = None
    "Where to see the product."
    upc: Optional["LineItemUpcInput"] = None
    "The product's bar code."


class TransactionSearchInput(BaseModel):
    """Which transactions to find."""

    id: Optional["SearchValueInput"] = None
    "The transaction's id, or legacy id."
    status: Optional["SearchTransactionStatusInput"] = None
    "Its present status."
    status_transition: Optional["SearchTransactionStatusTransitionInput"] = None
    "When a status was reached."
    created_at: Optional["SearchTimestampInput"] = None
    "When it was requested."
    updated_at: Optional["SearchTimestampInput"] = None
    "When it last changed, as its `updatedAt` has it."
    amount: Optional["MonetaryAmountSearchInput"] = None
    "The amount."
    order_id: Optional["SearchTextInput"] = None
    "The shop's id of the order, exactly as it is written."
    merchant_account_id: Optional["SearchPaymentMerchantAccountIdInput"] = None
    "The merchant account."
    customer: Optional["SearchPaymentCustomerInput"] = None
    "The customer."
    payment_method_snapshot_type: Optional["SearchPaymentMethodSnapshotTypeInput"] = (
        None
    )
    "The kind of payment method."
    disbursement_date: Optional["SearchDateInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    source: Optional["SearchTransactionSourceInput"] = None
    "Where the request came from."
    settlement_batch_id: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    payment_method: Optional["SearchPaymentPaymentMethodInput"] = None
    "The payment method."
    facilitator_o_auth_application_client_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    user_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    store_id: Optional["SearchValueInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    shipping_address: Optional["SearchAddressInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    billing_address: Optional["SearchAddressInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    dispute_received_date: Optional["SearchDateInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    processor_authorization_id: Optional["SearchTextInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."
    partially_authorized: Optional[bool] = None
    "Whether less was authorized than requested. True finds nothing."
    processing_mode: Optional["SearchProcessingModeInput"] = None
    "Not supported: this service has no such data, and answers NOT_IMPLEMENTED."


class TransactionShippingInput(BaseModel):
    """How the goods are sent. Stored and returned."""

    shipping_address: Optional["AddressInput"] = None
    "Where they go."
    shipping_amount: Optional[str] = None
    "The price of sending them."
    shipping_tax_amount: Optional[str] = None
    "The tax on that."
    ships_from_postal_code: Optional[str] = None
    "Where they come from."
    shipping_method: Optional[TransactionShippingMethod] = None
    "How they are sent."


class TransactionTaxInput(BaseModel):
    """The taxes within the amount. Stored and returned."""

    tax_amount: Optional[Annotated[Decimal, PlainSerializer(plain)]] = None
    "The tax."
    tax_exempt: Optional[bool] = None
    "Whether the customer pays no tax."


class UndoExternalRefundInput(BaseModel):
    """The input of `undoExternalRefund`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: Optional[str] = None
    "The id of the transaction that was not refunded outside of this service after all. All of its marks are undone, while its order has no refunds of a gateway. Either this or `refundId` is required."
    refund_id: Optional[str] = None
    "The id of one refund whose mark was a mistake. It is undone by itself. A note is required, and, above the merchant's approval limit, a different person than the one who marked it."
    note: Optional[str] = None
    "A note. The history shows it."


class UndoExternalVoidInput(BaseModel):
    """The input of `undoExternalVoid`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    transaction_id: str
    "The id of the transaction that was not voided after all."
    note: Optional[str] = None
    "A note. The history shows it."


class UpdateCustomerInput(BaseModel):
    """The input of `updateCustomer`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    customer_id: str
    "The id of the customer."
    customer: Optional["CustomerInput"] = None
    "The new values."


class UpdateCustomerMailsInput(BaseModel):
    """What is to change. What is left out stays as it is; null has a mail sent no more."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    accepted: Optional["CustomerMailInput"] = None
    "The mail about a refund that the gateway has accepted; null for none."
    failed: Optional["CustomerMailInput"] = None
    "The mail about a refund that was declined or has failed for good; null for none."
    in_sandbox: Optional[bool] = None
    "Whether a sandbox merchant's customers get these mails too."


class UpdateGatewayAccountInput(BaseModel):
    """What is to change of a gateway account. What is not named stays as it is."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    name: str
    "The account's name."
    settings: Optional[list["SettingInput"]] = None
    "Settings with other values, each once. An empty value takes a setting away."
    secrets: Optional[list["SettingInput"]] = None
    "Other secrets. A list is replaced by all entries of its key; an empty value takes a secret away."


class UpdateWebhookEndpointInput(BaseModel):
    """What is to change of a webhook endpoint. What is not named stays as it is."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    id: str
    "Which endpoint it is."
    url: Optional[str] = None
    "Another address to post messages to."
    types: Optional[list[str]] = None
    "The types to get from now on."
    description: Optional[str] = None
    "What it is for; empty for nothing."
    enabled: Optional[bool] = None
    "Whether messages are sent to it. Those that are not sent are kept, and can be sent again later."


class UserInput(BaseModel):
    """A person."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    user_id: str
    "The person's id."


class VaultCreditCardInput(BaseModel):
    """The input of `vaultCreditCard`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The card: a nonce, or one for a single use."
    customer_id: Optional[str] = None
    "The customer whose it is."
    make_default: Optional[bool] = None
    "Whether the customer's payments use it where they name none."


class VaultPaymentMethodAfterTransactingInput(BaseModel):
    """Whether the payment method is kept in the vault."""

    when: VaultPaymentMethodCriteria
    "When it is kept."


class VaultPaymentMethodInput(BaseModel):
    """The input of `vaultPaymentMethod`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    payment_method_id: str
    "The payment method: a nonce, or one for a single use."
    customer_id: Optional[str] = None
    "The customer whose it is."
    make_default: Optional[bool] = None
    "Whether the customer's payments use it where they name none."


class VoidTransactionInput(BaseModel):
    """The input of `voidTransaction`."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    api_request_key: Optional[str] = None
    "Your own key for this request. If you send the same key with the same input again, nothing is done twice: the answer has the same object, in its present state. Keys are remembered for at least 30 days."
    transaction_id: str
    "The id of the transaction to void."
    reason_code: Optional[str] = None
    "The code of one of the merchant's reasons, see `refundReasons`. A merchant can require it from people."
    note: Optional[str] = None
    "A note of up to 4000 characters. The history shows it."


class WebhookEndpointInput(BaseModel):
    """A webhook endpoint."""

    client_mutation_id: Optional[str] = None
    "Any text of up to 255 characters. The answer repeats it."
    id: str
    "Which endpoint it is."


AddGatewayAccountInput.model_rebuild()
AddressInput.model_rebuild()
AuthorizeCreditCardInput.model_rebuild()
AuthorizePaymentMethodInput.model_rebuild()
CaptureTransactionInput.model_rebuild()
ChargeCreditCardInput.model_rebuild()
ChargePaymentMethodInput.model_rebuild()
CreateClientTokenInput.model_rebuild()
CreateCustomerInput.model_rebuild()
CreditCardInput.model_rebuild()
CreditCardTransactionOptionsInput.model_rebuild()
CustomerInput.model_rebuild()
CustomerSearchInput.model_rebuild()
DetachedRefundInput.model_rebuild()
IdsFromLegacyIdsInput.model_rebuild()
MarkRefundedExternallyInput.model_rebuild()
MerchantAccountSearchInput.model_rebuild()
MerchantSettingsInput.model_rebuild()
MonetaryAmountSearchInput.model_rebuild()
OrderSearchInput.model_rebuild()
PartialCaptureTransactionInput.model_rebuild()
PartialCaptureTransactionOptionsInput.model_rebuild()
PaymentSearchInput.model_rebuild()
RecordOrderInput.model_rebuild()
RefundCreditCardInput.model_rebuild()
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
TokenizeCreditCardInput.model_rebuild()
TransactionInput.model_rebuild()
TransactionLineItemInput.model_rebuild()
TransactionSearchInput.model_rebuild()
TransactionShippingInput.model_rebuild()
UpdateCustomerInput.model_rebuild()
UpdateCustomerMailsInput.model_rebuild()
UpdateGatewayAccountInput.model_rebuild()
