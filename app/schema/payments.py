"""Transactions and refunds as clients see them. What a selection does not ask for is not read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from app.domain import approvals, payments, rules
from app.domain import orders as bought
from app.domain.history.wording import Fact, Kind
from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.resolutions import Resolution
from app.domain.states import TERMINAL, PaymentSource, PaymentStatus
from app.flows.service import now
from app.schema import customers, echoed, events, line_items, orders, retries, why
from app.schema.context import Info
from app.schema.echoed import CustomField, TransactionDescriptor, TransactionLineItem
from app.schema.events import (
    OLDEST_FIRST,
    OrderEvent,
    PaymentStatusEvent,
    TransactionAuthorizationProcessorResponse,
    TransactionSettlementProcessorResponse,
)
from app.schema.fields import HAPPENINGS, LINE_ITEMS, REFUNDS, STATUSES, loaded, resolved
from app.schema.monetary import MonetaryAmount, monetary_amount
from app.schema.node import Node
from app.schema.payment_methods import PaymentMethodSnapshot, PayPalRefundDetails, RefundPaymentMethodDetails, snapshot
from app.schema.retries import ExternalMark, Refundability, Retry
from app.schema.scalars import Timestamp
from app.schema.why import Approval, RefundReason
from app.store import reading
from app.store.lines import RefundLine, TransactionLine
from app.store.reading import StatusEvent

if TYPE_CHECKING:
    from app.schema.customers import Customer
    from app.schema.line_items import LineItemRefund
    from app.schema.orders import Order
else:
    # Customers and orders have transactions, and those have a customer and an order.
    LineItemRefund = Annotated["LineItemRefund", strawberry.lazy("app.schema.line_items")]
    Order = Annotated["Order", strawberry.lazy("app.schema.orders")]
    Customer = Annotated["Customer", strawberry.lazy("app.schema.customers")]


Paid = payments.Transaction | TransactionLine
GivenBack = payments.Refund | RefundLine
Details = Mapping[str, Any]
"""The whole of it, or its line in a list."""


@strawberry.interface(description="A transaction or a refund: what both of them have.")
class Payment:
    value: strawberry.Private[Paid | GivenBack]

    @resolved("Its id.")
    def id(self) -> strawberry.ID:
        kind = IdKind.TRANSACTION if isinstance(self.value, Paid) else IdKind.REFUND
        return strawberry.ID(global_id(kind, self.value.legacy_id))

    @resolved("Its short id, as older interfaces and the gateway use it.")
    def legacy_id(self) -> strawberry.ID:
        return strawberry.ID(self.value.legacy_id)

    @resolved("When it was asked for.")
    def created_at(self) -> Timestamp | None:
        return Timestamp(self.value.created_at)

    @resolved("How much it is about.")
    def amount(self) -> MonetaryAmount | None:
        return monetary_amount(self.value.amount)

    @resolved("The shop's id of the order that it belongs to.")
    def order_id(self) -> str | None:
        return self.value.order_id

    @resolved("Where it stands.")
    def status(self) -> PaymentStatus | None:
        return self.value.status

    @resolved("The merchant account that the money passes through.")
    def merchant_account_id(self) -> strawberry.ID | None:
        return strawberry.ID(self.value.account.public_id)

    @resolved("By what way it was asked for.")
    def source(self) -> PaymentSource | None:
        return self.value.source

    @resolved("What it went through, the latest first.", most=STATUSES)
    def status_history(self) -> list[PaymentStatusEvent] | None:
        raise NotImplementedError

    @resolved("What was paid with, as it was then.")
    def payment_method_snapshot(self) -> PaymentMethodSnapshot | None:
        raise NotImplementedError


def _number(payment: Payment) -> int:
    return payment.value.id


def _unread(payment: Payment) -> int | None:
    """By what its details are read; None where they came with it."""
    return payment.value.id if payment.value.details is None else None


def _sent(payment: Payment, read: Details | None) -> Details:
    """What was sent along with it: what was read, or what came with it."""
    return read or payment.value.details or {}


def _refunded(refund: "Refund") -> int:
    return refund.value.transaction_id


@strawberry.type(description="A payment: money that a customer gives to the merchant.")
class Transaction(Node, Payment):
    KIND = IdKind.TRANSACTION
    value: strawberry.Private[Paid]

    @loaded(
        "What it went through, the latest first.",
        lambda loaders: loaders.transaction_histories,
        _number,
        most=STATUSES,
    )
    def status_history(self, history: list[StatusEvent]) -> list[PaymentStatusEvent] | None:
        return [events.status_event(event, self.value.authorization_expires_at) for event in history]

    @resolved("What was paid with, as it was then.")
    def payment_method_snapshot(self) -> PaymentMethodSnapshot | None:
        return snapshot(self.value.method) if self.value.method.known else None

    @resolved("How much was asked for in the beginning; a capture may have taken less.")
    def initial_requested_authorization_amount(self) -> MonetaryAmount | None:
        return monetary_amount(self.value.authorized_amount)

    @loaded(
        "The customer's own number of the purchase, as it was sent.",
        lambda loaders: loaders.transaction_details,
        _unread,
    )
    def purchase_order_number(self, read: Details | None) -> str | None:
        return _sent(self, read).get("purchase_order_number")

    @loaded(
        "The shop software that the payment came through, as it was sent.",
        lambda loaders: loaders.transaction_details,
        _unread,
    )
    def channel(self, read: Details | None) -> str | None:
        return _sent(self, read).get("channel")

    @loaded("What was taken off the price, as it was sent.", lambda loaders: loaders.transaction_details, _unread)
    def discount_amount(self, read: Details | None) -> str | None:
        return _sent(self, read).get("discount_amount")

    @loaded("What was put on the price, as it was sent.", lambda loaders: loaders.transaction_details, _unread)
    def surcharge_amount(self, read: Details | None) -> str | None:
        return _sent(self, read).get("surcharge_amount")

    @resolved("Whether less was authorized than was asked for. Never here: it is all or nothing.")
    def partially_authorized(self) -> bool | None:
        return False

    @resolved("How much was given back or is promised: refunds that wait, or that nobody knows of, count as well.")
    def refunded_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.reserved)

    @resolved("How much can still be given back; before settlement, once it has settled.")
    def refundable_amount(self) -> MonetaryAmount:
        return monetary_amount(_refundable(self.value))

    @resolved("Set when the transaction was voided outside of this service; once undone, it says by whom.")
    def external_void(self) -> ExternalMark | None:
        mark = self.value.external_void
        return None if mark is None else retries.external_mark(mark)

    @resolved("Whether a void of it came to nothing, so that a person has to decide what to do.")
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
        "The order that it is part of; null without an order id, and in another currency than the order's.",
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
    def refunds(self, found: list[RefundLine]) -> list["Refund"] | None:
        return [refund(value) for value in found]

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("The merchant's name.")
    async def merchant_name(self, info: Info) -> str | None:
        return (await info.context.loaders.merchant()).name

    @loaded("What was bought, as it was sent.", lambda loaders: loaders.transaction_details, _unread, most=LINE_ITEMS)
    def line_items(self, read: Details | None) -> list[TransactionLineItem] | None:
        return echoed.line_items(_sent(self, read))

    @loaded(
        "The merchant's own fields, as they were sent.", lambda loaders: loaders.transaction_details, _unread, most=10
    )
    def custom_fields(self, read: Details | None) -> list[CustomField] | None:
        return echoed.custom_fields(_sent(self, read))

    @loaded(
        "What the customer reads on the bank statement, as it was sent.",
        lambda loaders: loaders.transaction_details,
        _unread,
    )
    def descriptor(self, read: Details | None) -> TransactionDescriptor | None:
        return echoed.descriptor(_sent(self, read))

    @loaded(
        "What the processor said to the authorization.",
        lambda loaders: loaders.transaction_histories,
        _number,
        deprecated="The events of `statusHistory` say it, each its own.",
    )
    def processor_response(self, history: list[StatusEvent]) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @loaded("What the processor said to the authorization.", lambda loaders: loaders.transaction_histories, _number)
    def processor_authorization_response(
        self, history: list[StatusEvent]
    ) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @loaded("What the processor said at settlement.", lambda loaders: loaders.transaction_histories, _number)
    def processor_settlement_response(
        self, history: list[StatusEvent]
    ) -> TransactionSettlementProcessorResponse | None:
        return events.settlement_response(history)

    @resolved("What can be done to undo it now, and what stands in the way.")
    async def refundability(self, info: Info) -> Refundability:
        value = self.value
        if isinstance(value, TransactionLine):
            whole = await info.context.loaders.transactions.load(value.id)
            assert whole is not None, "transactions stay"
            value = whole
        merchant = await info.context.loaders.merchant()
        return retries.refundability(rules.refundability(value, now(merchant)))

    @resolved("How its void goes on, or its capture; set from the first attempt that the gateway did not accept.")
    async def retry(self, info: Info) -> Retry | None:
        operation = await info.context.loaders.latest_operations.load(self.value.id)
        return await retries.retry_of(info.context, self, operation)

    @loaded(
        f"What happened to it and to its refunds, in words: {OLDEST_FIRST}",
        lambda loaders: loaders.transaction_stories,
        _number,
        most=HAPPENINGS,
    )
    def history(self, facts: list[Fact]) -> list[OrderEvent]:
        return events.told(facts, Kind.TRANSACTION, self.value.legacy_id)


@strawberry.type(description="Money on its way back to the customer, or given back.")
class Refund(Node, Payment):
    KIND = IdKind.REFUND
    value: strawberry.Private[GivenBack]

    @loaded("What it went through, the latest first.", lambda loaders: loaders.refund_histories, _number, most=STATUSES)
    def status_history(self, history: list[StatusEvent]) -> list[PaymentStatusEvent] | None:
        return [events.status_event(event) for event in history]

    @loaded("What was paid with, as it was then.", lambda loaders: loaders.transactions, _refunded)
    def payment_method_snapshot(self, paid: payments.Transaction | None) -> PaymentMethodSnapshot | None:
        return None if paid is None or not paid.method.known else snapshot(paid.method)

    @resolved("Who asked for it.")
    def requested_by(self) -> str | None:
        return self.value.requested_by

    @resolved("Whether it came to nothing, so that a person has to decide what to do.")
    def needs_attention(self) -> bool:
        return self.value.needs_attention

    @resolved("Set when the refund was made outside of this service.")
    def external(self) -> ExternalMark | None:
        mark = self.value.external
        return None if mark is None else retries.external_mark(mark)

    @resolved("What whoever asked for it wrote about it.")
    def note(self) -> str | None:
        return self.value.note

    @resolved("Why it was made: the merchant's reason that was given for it.")
    async def reason(self, info: Info) -> RefundReason | None:
        code = self.value.reason_code
        found = None if code is None else await info.context.loaders.reason(code)
        return None if found is None else why.reason(found)

    @loaded(
        "Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last.",
        lambda loaders: loaders.approvals,
        _number,
    )
    def approval(self, found: approvals.Approval | Resolution | None) -> Approval | None:
        return None if found is None else why.approval(found)

    @loaded("The transaction that is refunded.", lambda loaders: loaders.transactions, _refunded, shared=True)
    def refunded_transaction(self, paid: payments.Transaction | None) -> Transaction | None:
        return None if paid is None else transaction(paid)

    @resolved("What only refunds by some payment methods have; null for cards.")
    async def details(self, info: Info) -> RefundPaymentMethodDetails | None:
        paid = await info.context.loaders.transactions.load(self.value.transaction_id)
        if paid is None or not paid.method.paypal:
            return None
        number = _unread(self)
        read = None if number is None else await info.context.loaders.refund_details.load(number)
        return PayPalRefundDetails(description=_sent(self, read).get("description"))

    @resolved("The customer who gets the money back.")
    async def customer(self, info: Info) -> Customer | None:
        paid = await info.context.loaders.transactions.load(self.value.transaction_id)
        return None if paid is None else await customer_of(info, paid.customer_id)

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("What it gives back of its order's products; empty unless the refund of the order named some.", most=10)
    async def line_item_refunds(self, info: Info) -> list[LineItemRefund]:
        return await line_items.of_refund(info, self.value.id)

    @loaded("What is refunded, as it was sent.", lambda loaders: loaders.refund_details, _unread, most=LINE_ITEMS)
    def line_items(self, read: Details | None) -> list[TransactionLineItem] | None:
        return echoed.line_items(_sent(self, read))

    @loaded("What the processor said to the refund.", lambda loaders: loaders.refund_histories, _number)
    def processor_authorization_response(
        self, history: list[StatusEvent]
    ) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @resolved("How it goes on; set from the first attempt that the gateway did not accept.")
    async def retry(self, info: Info) -> Retry | None:
        value = self.value
        if isinstance(value, RefundLine):
            whole = await info.context.loaders.refunds.load(value.id)
            assert whole is not None, "refunds stay"
            value = whole
        return await retries.retry_of(info.context, self, value.operation)

    @loaded(
        f"What happened to it, in words: {OLDEST_FIRST}",
        lambda loaders: loaders.refund_stories,
        _number,
        most=HAPPENINGS,
    )
    def history(self, facts: list[Fact]) -> list[OrderEvent]:
        return events.told(facts, Kind.REFUND, self.value.legacy_id)


TransactionReversal = Annotated[
    Refund | Transaction,
    strawberry.union(
        "TransactionReversal",
        description="What undoing a transaction led to: the voided transaction, or a refund of it.",
    ),
]


def transaction(value: Paid) -> Transaction:
    return Transaction(value=value)


def refund(value: GivenBack) -> Refund:
    return Refund(value=value)


def payment(value: payments.Transaction | payments.Refund) -> Transaction | Refund:
    return transaction(value) if isinstance(value, payments.Transaction) else refund(value)


async def customer_of(info: Info, number: int | None) -> "customers.Customer | None":
    """The customer of that number of the store's; None for none."""
    found = None if number is None else await info.context.loaders.customers.load(number)
    return None if found is None else customers.customer(found)


def _refundable(value: Paid) -> Money:
    """What is left of it, unless it ended without any money having moved."""
    ended = value.status in TERMINAL and value.status is not PaymentStatus.SETTLED
    return Money(0, value.amount.currency) if ended else value.refundable_amount
