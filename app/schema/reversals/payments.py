"""Transactions and refunds as clients see them. What a selection does not ask for is not read."""

from operator import attrgetter
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.domain.history.wording import Fact, SubjectKind
from app.domain.ids import IdKind
from app.domain.money import Money
from app.domain.orders import orders as bought
from app.domain.reversals import approvals, payments, rules
from app.domain.reversals.resolutions import Resolution
from app.domain.reversals.states import TERMINAL, PaymentStatus
from app.flows.service import now
from app.schema.base.context import Info
from app.schema.base.fields import HAPPENINGS, LINE_ITEMS, REFUNDS, STATUSES, loaded, resolved
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
from app.schema.reversals import reasons_and_approvals, retries, submitted_details
from app.schema.reversals.payment import GivenBack, Paid, Payment
from app.schema.reversals.payment_methods import (
    PaymentMethodSnapshot,
    PayPalRefundDetails,
    RefundPaymentMethodDetails,
    snapshot,
)
from app.schema.reversals.reasons_and_approvals import Approval, RefundReason
from app.schema.reversals.retries import ExternalMark, Refundability, Retry
from app.schema.reversals.submitted_details import (
    CustomField,
    Details,
    TransactionDescriptor,
    TransactionLineItem,
    sent_along,
)
from app.store.search import reading
from app.store.search.list_rows import ListedRefund, ListedTransaction
from app.store.search.reading import StatusEvent

if TYPE_CHECKING:
    from app.schema.orders.customers import Customer
    from app.schema.orders.line_items import LineItemRefund
    from app.schema.orders.orders import Order
else:
    # Customers and orders have transactions, and those have a customer and an order.
    LineItemRefund = Annotated["LineItemRefund", strawberry.lazy("app.schema.orders.line_items")]
    Order = Annotated["Order", strawberry.lazy("app.schema.orders.orders")]
    Customer = Annotated["Customer", strawberry.lazy("app.schema.orders.customers")]


_TRANSACTIONS, _REFUNDS = attrgetter("transaction_details"), attrgetter("refund_details")
"""What reads, of a request's loaders, what was sent along with them."""


def _number(payment: Payment) -> int:
    return payment.value.id


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

    @sent_along("The customer's own number of the purchase, as it was sent.", _TRANSACTIONS)
    def purchase_order_number(self, details: Details) -> str | None:
        return details.get("purchase_order_number")

    @sent_along("The shop software that the payment came through, as it was sent.", _TRANSACTIONS)
    def channel(self, details: Details) -> str | None:
        return details.get("channel")

    @sent_along("What was taken off the price, as it was sent.", _TRANSACTIONS)
    def discount_amount(self, details: Details) -> str | None:
        return details.get("discount_amount")

    @sent_along("What was put on the price, as it was sent.", _TRANSACTIONS)
    def surcharge_amount(self, details: Details) -> str | None:
        return details.get("surcharge_amount")

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
    def refunds(self, found: list[ListedRefund]) -> list["Refund"] | None:
        return [refund(value) for value in found]

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("The merchant's name.")
    async def merchant_name(self, info: Info) -> str | None:
        return (await info.context.loaders.merchant()).name

    @sent_along("What was bought, as it was sent.", _TRANSACTIONS, most=LINE_ITEMS)
    def line_items(self, details: Details) -> list[TransactionLineItem] | None:
        return submitted_details.line_items(details)

    @sent_along("The merchant's own fields, as they were sent.", _TRANSACTIONS, most=10)
    def custom_fields(self, details: Details) -> list[CustomField] | None:
        return submitted_details.custom_fields(details)

    @sent_along("What the customer reads on the bank statement, as it was sent.", _TRANSACTIONS)
    def descriptor(self, details: Details) -> TransactionDescriptor | None:
        return submitted_details.descriptor(details)

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
        if isinstance(value, ListedTransaction):
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
        return events.told(facts, SubjectKind.TRANSACTION, self.value.legacy_id)


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
        return None if found is None else reasons_and_approvals.reason(found)

    @loaded(
        "Set where a second person has to agree, or had to: to the refund, or to what was said of its outcome last.",
        lambda loaders: loaders.approvals,
        _number,
    )
    def approval(self, found: approvals.Approval | Resolution | None) -> Approval | None:
        return None if found is None else reasons_and_approvals.approval(found)

    @loaded("The transaction that is refunded.", lambda loaders: loaders.transactions, _refunded, shared=True)
    def refunded_transaction(self, paid: payments.Transaction | None) -> Transaction | None:
        return None if paid is None else transaction(paid)

    @resolved("What only refunds by some payment methods have; null for cards.")
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

    @resolved("What it gives back of its order's products; empty unless the refund of the order named some.", most=10)
    async def line_item_refunds(self, info: Info) -> list[LineItemRefund]:
        return await line_items.of_refund(info, self.value.id)

    @sent_along("What is refunded, as it was sent.", _REFUNDS, most=LINE_ITEMS)
    def line_items(self, details: Details) -> list[TransactionLineItem] | None:
        return submitted_details.line_items(details)

    @loaded("What the processor said to the refund.", lambda loaders: loaders.refund_histories, _number)
    def processor_authorization_response(
        self, history: list[StatusEvent]
    ) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(history)

    @resolved("How it goes on; set from the first attempt that the gateway did not accept.")
    async def retry(self, info: Info) -> Retry | None:
        value = self.value
        if isinstance(value, ListedRefund):
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
        return events.told(facts, SubjectKind.REFUND, self.value.legacy_id)


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
