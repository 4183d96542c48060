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
    kind: ApprovalKind
    state: ApprovalState
    requested_by: str
    outcome: Optional[ResolvedOutcome]
    request_note: Optional[str]
    decided_by: Optional[str]
    decided_at: Optional[AwareDatetime]
    note: Optional[str]


class Event(BaseModel):
    at: AwareDatetime
    by: Optional[str]
    source: Optional[PaymentSource]
    what: str
    note: Optional[str]


class Money(BaseModel):
    value: Optional[Decimal]
    currency_code: Optional[str]


class ItemRefund(BaseModel):
    line_item: "ItemRefundLineItem"
    quantity: Optional[int]
    amount: "ItemRefundAmount"


class ItemRefundLineItem(BaseModel):
    id: str
    name: str


class ItemRefundAmount(Money):
    pass


class Key(BaseModel):
    public_key: str
    name: str
    rights: list["KeyRights"]
    created_at: AwareDatetime
    last_used_at: Optional[AwareDatetime]


class KeyRights(BaseModel):
    name: Optional[str]


class LineItem(BaseModel):
    id: str
    name: str
    quantity: int
    unit_amount: "LineItemUnitAmount"
    tax_amount: Optional["LineItemTaxAmount"]
    total_amount: "LineItemTotalAmount"
    refunded_quantity: int
    refundable_amount: "LineItemRefundableAmount"


class LineItemUnitAmount(Money):
    pass


class LineItemTaxAmount(Money):
    pass


class LineItemTotalAmount(Money):
    pass


class LineItemRefundableAmount(Money):
    pass


class Mark(BaseModel):
    reference: Optional[str]
    note: Optional[str]
    marked_by: str
    marked_at: AwareDatetime
    undone_by: Optional[str]
    undone_at: Optional[AwareDatetime]


class Payer(BaseModel):
    id: str
    legacy_id: str
    email: Optional[str]
    first_name: Optional[str]
    last_name: Optional[str]
    company: Optional[str]
    phone_number: Optional[str]


class OrderSummary(BaseModel):
    id: str
    order_id: str
    status: OrderStatus
    cancelled: bool
    refund_in_progress: bool
    placed_at: AwareDatetime
    total: "OrderSummaryTotal"
    refunded_amount: "OrderSummaryRefundedAmount"
    refundable_amount: "OrderSummaryRefundableAmount"
    balance_due: "OrderSummaryBalanceDue"
    customer: Optional["OrderSummaryCustomer"]


class OrderSummaryTotal(Money):
    pass


class OrderSummaryRefundedAmount(Money):
    pass


class OrderSummaryRefundableAmount(Money):
    pass


class OrderSummaryBalanceDue(Money):
    pass


class OrderSummaryCustomer(Payer):
    pass


class RetrySummary(BaseModel):
    id: str
    state: RetryState
    attempts_made: int
    attempts_left: int
    next_attempt_at: Optional[AwareDatetime]
    last_error: Optional[str]


class RefundSummary(BaseModel):
    id: str
    legacy_id: str
    order_id: Optional[str]
    status: Optional[PaymentStatus]
    created_at: Optional[AwareDatetime]
    amount: Optional["RefundSummaryAmount"]
    needs_attention: bool
    requested_by: Optional[str]
    retry: Optional["RefundSummaryRetry"]
    refunded_transaction: Optional["RefundSummaryRefundedTransaction"]


class RefundSummaryAmount(Money):
    pass


class RefundSummaryRetry(RetrySummary):
    pass


class RefundSummaryRefundedTransaction(BaseModel):
    id: str
    status: Optional[PaymentStatus]
    refundable_amount: "RefundSummaryRefundedTransactionRefundableAmount"


class RefundSummaryRefundedTransactionRefundableAmount(Money):
    pass


class TransactionSummary(BaseModel):
    id: str
    legacy_id: str
    order_id: Optional[str]
    status: Optional[PaymentStatus]
    created_at: Optional[AwareDatetime]
    amount: Optional["TransactionSummaryAmount"]
    refunded_amount: "TransactionSummaryRefundedAmount"
    refundable_amount: "TransactionSummaryRefundableAmount"
    needs_attention: bool
    customer: Optional["TransactionSummaryCustomer"]


class TransactionSummaryAmount(Money):
    pass


class TransactionSummaryRefundedAmount(Money):
    pass


class TransactionSummaryRefundableAmount(Money):
    pass


class TransactionSummaryCustomer(Payer):
    pass


class OrderDetails(OrderSummary):
    line_items: list["OrderDetailsLineItems"]
    transactions: list["OrderDetailsTransactions"]
    refunds: list["OrderDetailsRefunds"]
    history: list["OrderDetailsHistory"]


class OrderDetailsLineItems(LineItem):
    pass


class OrderDetailsTransactions(TransactionSummary):
    refundability: "OrderDetailsTransactionsRefundability"


class OrderDetailsTransactionsRefundability(BaseModel):
    action: ReversalAction
    maximum: "OrderDetailsTransactionsRefundabilityMaximum"
    can_void: bool
    can_refund: bool


class OrderDetailsTransactionsRefundabilityMaximum(Money):
    pass


class OrderDetailsRefunds(RefundSummary):
    pass


class OrderDetailsHistory(Event):
    pass


class PageLimits(BaseModel):
    has_next_page: bool
    has_previous_page: bool
    start_cursor: Optional[str]
    end_cursor: Optional[str]


class Person(BaseModel):
    id: str
    name: Optional[str]
    email: Optional[str]
    status: Optional[UserStatus]
    disabled: bool
    roles: Optional[list["PersonRoles"]]


class PersonRoles(BaseModel):
    id: str
    name: Optional[str]
    is_account_admin: Optional[bool]
    rights: Optional[list["PersonRolesRights"]]


class PersonRolesRights(BaseModel):
    name: Optional[str]


class Problem(BaseModel):
    code: ValidationErrorCode
    message: str
    legacy_code: Optional[str]
    input_path: Optional[list[str]]


class ProcessorAnswer(BaseModel):
    legacy_code: Optional[str]
    message: Optional[str]


class Reason(BaseModel):
    code: str
    label: str
    active: bool


class RetryDetails(RetrySummary):
    attempts: list["RetryDetailsAttempts"]


class RetryDetailsAttempts(BaseModel):
    number: int
    started_at: AwareDatetime
    finished_at: Optional[AwareDatetime]
    outcome: Optional[AttemptOutcome]
    processor_response_code: Optional[str]
    message: Optional[str]
    gateway_reference: Optional[str]


class StatusEvent(BaseModel):
    typename__: str = Field(alias="__typename")
    status: Optional[PaymentStatus]
    timestamp: Optional[AwareDatetime]
    amount: Optional["StatusEventAmount"]
    source: Optional[PaymentSource]
    terminal: Optional[bool]


class StatusEventAmount(Money):
    pass


class RefundDetails(BaseModel):
    id: str
    legacy_id: str
    order_id: Optional[str]
    status: Optional[PaymentStatus]
    created_at: Optional[AwareDatetime]
    amount: Optional["RefundDetailsAmount"]
    needs_attention: bool
    requested_by: Optional[str]
    merchant_account_id: Optional[str]
    source: Optional[PaymentSource]
    status_history: Optional[list["RefundDetailsStatusHistory"]]
    processor_authorization_response: Optional[
        "RefundDetailsProcessorAuthorizationResponse"
    ]
    refunded_transaction: Optional["RefundDetailsRefundedTransaction"]
    reason: Optional["RefundDetailsReason"]
    note: Optional[str]
    line_item_refunds: list["RefundDetailsLineItemRefunds"]
    approval: Optional["RefundDetailsApproval"]
    external: Optional["RefundDetailsExternal"]
    retry: Optional["RefundDetailsRetry"]
    history: list["RefundDetailsHistory"]


class RefundDetailsAmount(Money):
    pass


class RefundDetailsStatusHistory(StatusEvent):
    typename__: str = Field(alias="__typename")


class RefundDetailsProcessorAuthorizationResponse(ProcessorAnswer):
    pass


class RefundDetailsRefundedTransaction(TransactionSummary):
    pass


class RefundDetailsReason(Reason):
    pass


class RefundDetailsLineItemRefunds(ItemRefund):
    pass


class RefundDetailsApproval(Decision):
    pass


class RefundDetailsExternal(Mark):
    pass


class RefundDetailsRetry(RetryDetails):
    pass


class RefundDetailsHistory(Event):
    pass


class ReportRow(BaseModel):
    key: Optional[str]
    label: Optional[str]
    currency_code: str
    count: int
    amount: "ReportRowAmount"


class ReportRowAmount(Money):
    pass


class Settings(BaseModel):
    notify_emails: list[str]
    retry_interval: str
    retry_attempts: int
    retry_declines: bool
    require_api_request_key: bool
    require_reason_from_staff: bool
    approval_limits: list["SettingsApprovalLimits"]
    require_approval_of_not_done: bool


class SettingsApprovalLimits(Money):
    pass


class TransactionDetails(TransactionSummary):
    merchant_account_id: Optional[str]
    source: Optional[PaymentSource]
    refundability: "TransactionDetailsRefundability"
    status_history: Optional[list["TransactionDetailsStatusHistory"]]
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
    processor_authorization_response: Optional[
        "TransactionDetailsProcessorAuthorizationResponse"
    ]
    refunds: Optional[list["TransactionDetailsRefunds"]]
    order: Optional["TransactionDetailsOrder"]
    external_void: Optional["TransactionDetailsExternalVoid"]
    retry: Optional["TransactionDetailsRetry"]
    history: list["TransactionDetailsHistory"]


class TransactionDetailsRefundability(BaseModel):
    action: ReversalAction
    maximum: "TransactionDetailsRefundabilityMaximum"
    can_void: bool
    can_refund: bool
    blockers: list["TransactionDetailsRefundabilityBlockers"]


class TransactionDetailsRefundabilityMaximum(Money):
    pass


class TransactionDetailsRefundabilityBlockers(Problem):
    pass


class TransactionDetailsStatusHistory(StatusEvent):
    typename__: str = Field(alias="__typename")


class TransactionDetailsPaymentMethodSnapshotCreditCardDetails(BaseModel):
    typename__: Literal["CreditCardDetails"] = Field(alias="__typename")
    brand_code: Optional[CreditCardBrandCode]
    last_4: Optional[str]
    expiration_month: Optional[str]
    expiration_year: Optional[str]
    cardholder_name: Optional[str]


class TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetails(BaseModel):
    typename__: Literal["PayPalTransactionDetails"] = Field(alias="__typename")
    payer: Optional[
        "TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetailsPayer"
    ]


class TransactionDetailsPaymentMethodSnapshotPayPalTransactionDetailsPayer(BaseModel):
    email: Optional[str]


class TransactionDetailsProcessorAuthorizationResponse(ProcessorAnswer):
    pass


class TransactionDetailsRefunds(RefundSummary):
    pass


class TransactionDetailsOrder(BaseModel):
    id: str
    order_id: str
    status: OrderStatus


class TransactionDetailsExternalVoid(Mark):
    pass


class TransactionDetailsRetry(RetryDetails):
    pass


class TransactionDetailsHistory(Event):
    pass


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
