"""The GraphQL types of transactions and refunds. Fields that are not selected are not read."""

from operator import attrgetter
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.domain.history.wording import Fact, SubjectKind
from app.domain.ids import IdKind, is_credit
from app.domain.money import Money
from app.domain.orders import orders as bought
from app.domain.reversals import approvals, payments, rules
from app.domain.reversals.resolutions import Resolution
from app.domain.reversals.states import TERMINAL, PaymentStatus
from app.domain.reversals.vault import KeptMethod
from app.engine.symbols import made_of
from app.flows.service import now
from app.schema.base.context import Info
from app.schema.base.fields import ADJUSTMENTS, HISTORY_LINES, LINE_ITEMS, REFUNDS, STATUSES, loaded, resolved
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.node import Node
from app.schema.history import events
from app.schema.history.events import (
    OLDEST_FIRST,
    OrderEvent,
    PaymentStatusEvent,
    TransactionAuthorizationProcessorResponse,
    TransactionSettlementProcessorResponse,
)
from app.schema.orders import customers, line_items, orders
from app.schema.reversals import disputes, reasons_and_approvals, retries, submitted_details, vaulted
from app.schema.reversals.disputes import Dispute
from app.schema.reversals.partial_captures import CapturedInParts
from app.schema.reversals.payment import Payment, RefundValue, TransactionValue
from app.schema.reversals.payment_methods import (
    PaymentMethodSnapshot,
    PayPalRefundDetails,
    RefundPaymentMethodDetails,
    snapshot,
)
from app.schema.reversals.reasons_and_approvals import Approval, RefundReason
from app.schema.reversals.retries import ExternalMark, Refundability, Retry
from app.schema.reversals.sent_along import BesideRefund, NotRecordedOfTransaction, SentWithTransaction
from app.schema.reversals.submitted_details import (
    Details,
    TransactionLineItem,
    submitted_detail,
)
from app.store.search import reading
from app.store.search.list_rows import ListedRefund, ListedTransaction
from app.store.search.reading import StatusEvent

if TYPE_CHECKING:
    from app.schema.orders.customers import Customer
    from app.schema.orders.line_items import AdjustmentRefund, LineItemRefund
    from app.schema.orders.orders import Order
    from app.schema.reversals.vaulted import PaymentMethod
else:
    # Customers and orders have transactions, and those have a customer and an order.
    AdjustmentRefund = Annotated["AdjustmentRefund", strawberry.lazy("app.schema.orders.line_items")]
    LineItemRefund = Annotated["LineItemRefund", strawberry.lazy("app.schema.orders.line_items")]
    Order = Annotated["Order", strawberry.lazy("app.schema.orders.orders")]
    Customer = Annotated["Customer", strawberry.lazy("app.schema.orders.customers")]
    PaymentMethod = Annotated["PaymentMethod", strawberry.lazy("app.schema.reversals.vaulted")]


_REFUNDS = attrgetter("refund_details")
"""Reads, of a request's loaders, the details that were sent with a refund."""


def _number(payment: Payment) -> int:
    return payment.value.id


def _refunded(refund: "Refund") -> int:
    return refund.value.transaction_id


@strawberry.type(description="A payment: money that a customer gives to the merchant.")
class Transaction(Node, Payment, SentWithTransaction, CapturedInParts, NotRecordedOfTransaction):
    KIND = IdKind.TRANSACTION
    value: strawberry.Private[TransactionValue]

    @loaded(
        "Its statuses, the latest first.",
        lambda loaders: loaders.transaction_histories,
        _number,
        most=STATUSES,
    )
    def status_history(self, history: list[StatusEvent]) -> list[PaymentStatusEvent] | None:
        expires_at = self.value.authorization_expires_at
        return made_of(history, StatusEvent, lambda event: events.status_event(event, expires_at))

    @resolved("The payment method, as it was at the time of the payment.")
    def payment_method_snapshot(self) -> PaymentMethodSnapshot | None:
        return snapshot(self.value.method) if self.value.method.known else None

    @loaded(
        "The payment method in the vault that it was made with; null for one that was not kept.",
        lambda loaders: loaders.payment_methods,
        lambda paid: paid.value.method.vaulted,
        shared=True,
    )
    def payment_method(self, kept: KeptMethod | None) -> PaymentMethod | None:
        return vaulted.payment_method_or_none(kept)

    @resolved("The disputes of it that its gateway has told of: the latest one.", most=1)
    def disputes(self) -> list[Dispute] | None:
        told = disputes.dispute(self.value)
        return [] if told is None else [told]

    @resolved("The amount that was authorized at first. A capture can have taken less.")
    def initial_requested_authorization_amount(self) -> MonetaryAmount | None:
        return monetary_amount(self.value.authorized_amount)

    @resolved("Whether less was authorized than requested. Always false.")
    def partially_authorized(self) -> bool | None:
        return False

    @resolved("The refunded amount. Refunds that wait, and refunds whose outcome is UNKNOWN, count as well.")
    def refunded_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.reserved)

    @resolved("The amount that can still be refunded; before settlement, the amount that can be refunded after it.")
    def refundable_amount(self) -> MonetaryAmount:
        return monetary_amount(_refundable(self.value))

    @resolved("The record of a void outside of this service; if it was undone, it says by whom. Null if there is none.")
    def external_void(self) -> ExternalMark | None:
        mark = self.value.external_void
        return None if mark is None else retries.external_mark(mark)

    @resolved("The gateway's id of a payment that was made outside of this service; null for any other.")
    def gateway_transaction_id(self) -> str | None:
        return self.value.gateway_id

    @loaded(
        "The name of the gateway account that it was taken over from; null for any other payment.",
        lambda loaders: loaders.gateway_accounts,
        lambda paid: paid.value.gateway_account_id,
        shared=True,
    )
    def gateway_account(self, name: str | None) -> str | None:
        return name

    @resolved("The latest dispute of it that its gateway has told of; null if there is none.")
    def dispute(self) -> Dispute | None:
        return disputes.dispute(self.value)

    @resolved("Whether a void of it failed, so that a person has to decide what to do.")
    def needs_attention(self) -> bool:
        return self.value.needs_attention

    @loaded(
        "The customer who paid.",
        lambda loaders: loaders.customers,
        lambda paid: paid.value.customer_id,
        shared=True,
    )
    def customer(self, found: reading.Customer | None) -> Customer | None:
        return None if found is None else customers.customer(found)

    @loaded(
        "Its order; null without an order id, and in a different currency than the order's.",
        lambda loaders: loaders.orders,
        lambda payment: payment.value.belongs_to,
        shared=True,
    )
    def order(self, found: bought.Order | None) -> Order | None:
        return None if found is None else orders.order(found)

    @loaded(
        "The refunds of this transaction, the newest first.",
        lambda loaders: loaders.refunds_of_transactions,
        _number,
        most=REFUNDS,
    )
    def refunds(self, found: list[ListedRefund]) -> list["Refund"] | None:
        return made_of(found, ListedRefund, refund)

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("The merchant's name.")
    async def merchant_name(self, info: Info) -> str | None:
        return (await info.context.loaders.merchant()).name

    @loaded(
        "The processor's answer to the authorization.",
        lambda loaders: loaders.transaction_histories,
        _number,
        deprecated="The events of `statusHistory` have it.",
    )
    def processor_response(self, history: list[StatusEvent]) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @loaded("The processor's answer to the authorization.", lambda loaders: loaders.transaction_histories, _number)
    def processor_authorization_response(
        self, history: list[StatusEvent]
    ) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @loaded("The processor's answer at settlement.", lambda loaders: loaders.transaction_histories, _number)
    def processor_settlement_response(
        self, history: list[StatusEvent]
    ) -> TransactionSettlementProcessorResponse | None:
        return events.settlement_response(history)

    @resolved("How it can be reversed now, and what prevents it.")
    async def refundability(self, info: Info) -> Refundability:
        value = self.value
        if isinstance(value, ListedTransaction):
            whole = await info.context.loaders.transactions.load(value.id)
            assert whole is not None, "transactions stay"
            value = whole
        merchant = await info.context.loaders.merchant()
        return retries.refundability(rules.refundability(value, now(merchant)))

    @resolved("The retries of its void or capture; null until an attempt is not accepted.")
    async def retry(self, info: Info) -> Retry | None:
        operation = await info.context.loaders.latest_operations.load(self.value.id)
        return await retries.retry_of(info.context, self, operation)

    @loaded(
        f"The history of it and of its refunds, in words: {OLDEST_FIRST}",
        lambda loaders: loaders.transaction_stories,
        _number,
        most=HISTORY_LINES,
    )
    def history(self, facts: list[Fact]) -> list[OrderEvent]:
        return events.history_lines(facts, SubjectKind.TRANSACTION, self.value.legacy_id)


@strawberry.type(description="Money that goes back, or has gone back, to the customer after settlement.")
class Refund(Node, Payment, BesideRefund):
    KIND = IdKind.REFUND
    value: strawberry.Private[RefundValue]

    @resolved("Its present status. An API key may be shown another word for AUTHORIZING: see `queuedRefundStatus`.")
    def status(self, info: Info) -> PaymentStatus | None:
        return info.context.actor.refund_status(self.value.status)

    @loaded("Its statuses, the latest first.", lambda loaders: loaders.refund_histories, _number, most=STATUSES)
    def status_history(self, history: list[StatusEvent]) -> list[PaymentStatusEvent] | None:
        return made_of(history, StatusEvent, events.status_event)

    @loaded(
        "The payment method, as it was at the time of the payment.", lambda loaders: loaders.transactions, _refunded
    )
    def payment_method_snapshot(self, paid: payments.Transaction | None) -> PaymentMethodSnapshot | None:
        return None if paid is None or not paid.method.known else snapshot(paid.method)

    @resolved("The payment method in the vault that the payment was made with; null for one that was not kept.")
    async def payment_method(self, info: Info) -> PaymentMethod | None:
        paid = await info.context.loaders.transactions.load(self.value.transaction_id)
        number = None if paid is None else paid.method.vaulted
        return (
            None
            if number is None
            else vaulted.payment_method_or_none(await info.context.loaders.payment_methods.load(number))
        )

    @resolved("Who requested it.")
    def requested_by(self) -> str | None:
        return self.value.requested_by

    @resolved("Whether it failed, so that a person has to decide what to do.")
    def needs_attention(self) -> bool:
        return self.value.needs_attention

    @resolved("The gateway's id of it, once the gateway has accepted it, or told of it; null before.")
    def gateway_refund_id(self) -> str | None:
        return self.value.gateway_id

    @loaded(
        "The name of the gateway account that it is sent by, or that has told of it; null for the sandbox's.",
        lambda loaders: loaders.gateway_accounts,
        lambda made: made.value.gateway_account_id,
        shared=True,
    )
    def gateway_account(self, name: str | None) -> str | None:
        return name

    @resolved("The record of a refund outside of this service; null for a refund through a gateway.")
    def external(self) -> ExternalMark | None:
        mark = self.value.external
        return None if mark is None else retries.external_mark(mark)

    @resolved("The note of the person or program that requested it.")
    def note(self) -> str | None:
        return self.value.note

    @resolved("The reason for it, from the merchant's list.")
    async def reason(self, info: Info) -> RefundReason | None:
        code = self.value.reason_code
        found = None if code is None else await info.context.loaders.reason(code)
        return None if found is None else reasons_and_approvals.reason(found)

    @loaded(
        "The approval that the refund, or its last reported outcome, needs or needed; null if it needs none.",
        lambda loaders: loaders.approvals,
        _number,
    )
    def approval(self, found: approvals.Approval | Resolution | None) -> Approval | None:
        return None if found is None else reasons_and_approvals.approval(found)

    @loaded("The transaction that it refunds, if any.", lambda loaders: loaders.transactions, _refunded, shared=True)
    def refunded_transaction(self, paid: payments.Transaction | None) -> Transaction | None:
        return None if paid is None or is_credit(paid.legacy_id) else transaction(paid)

    @resolved("The fields that only some payment methods have; null for cards.")
    async def details(self, info: Info) -> RefundPaymentMethodDetails | None:
        paid = await info.context.loaders.transactions.load(self.value.transaction_id)
        if paid is None or not paid.method.paypal:
            return None
        details = self.value.details
        if details is None:
            details = await info.context.loaders.refund_details.load(self.value.id)
        return PayPalRefundDetails(description=details.get("description"))

    @resolved("The customer who gets the money back.")
    async def customer(self, info: Info) -> Customer | None:
        paid = await info.context.loaders.transactions.load(self.value.transaction_id)
        return None if paid is None else await customer_of(info, paid.customer_id)

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("The line items that it refunds; empty unless the refund of the order named some.", most=10)
    async def line_item_refunds(self, info: Info) -> list[LineItemRefund]:
        return await line_items.of_refund(info, self.value.id)

    @resolved("The adjustments that it refunds; empty unless the refund of the order named some.", most=ADJUSTMENTS)
    async def adjustment_refunds(self, info: Info) -> list[AdjustmentRefund]:
        return await line_items.adjustments_of_refund(info, self.value.id)

    @submitted_detail("The items that are refunded, as they were sent.", _REFUNDS, most=LINE_ITEMS)
    def line_items(self, details: Details) -> list[TransactionLineItem] | None:
        return submitted_details.line_items(details)

    @loaded("The processor's answer to the refund.", lambda loaders: loaders.refund_histories, _number)
    def processor_authorization_response(
        self, history: list[StatusEvent]
    ) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @resolved("Its retries; null until an attempt is not accepted.")
    async def retry(self, info: Info) -> Retry | None:
        value = self.value
        if isinstance(value, ListedRefund):
            whole = await info.context.loaders.refunds.load(value.id)
            assert whole is not None, "refunds stay"
            value = whole
        return await retries.retry_of(info.context, self, value.operation)

    @loaded(
        f"Its history in words: {OLDEST_FIRST}",
        lambda loaders: loaders.refund_stories,
        _number,
        most=HISTORY_LINES,
    )
    def history(self, facts: list[Fact]) -> list[OrderEvent]:
        return events.history_lines(facts, SubjectKind.REFUND, self.value.legacy_id)


TransactionReversal = Annotated[
    Refund | Transaction,
    strawberry.union(
        "TransactionReversal",
        description="The result of a reversal: the voided transaction, or a refund of it.",
    ),
]


def transaction(value: TransactionValue) -> Transaction:
    return Transaction(value=value)


def refund(value: RefundValue) -> Refund:
    return Refund(value=value)


def payment(value: payments.Transaction | payments.Refund) -> Transaction | Refund:
    return transaction(value) if isinstance(value, payments.Transaction) else refund(value)


async def customer_of(info: Info, number: int | None) -> "customers.Customer | None":
    """The customer of that number of the store's; None for none."""
    found = None if number is None else await info.context.loaders.customers.load(number)
    return None if found is None else customers.customer(found)


def _refundable(value: TransactionValue) -> Money:
    """What is left of it, unless it ended without any money having moved."""
    ended = value.status in TERMINAL and value.status is not PaymentStatus.SETTLED
    return Money(0, value.amount.currency) if ended else value.refundable_amount
