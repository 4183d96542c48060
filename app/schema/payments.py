"""Transactions and refunds as clients see them. What a selection does not ask for is not read."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from app.domain import payments, rules
from app.domain.ids import IdKind, global_id
from app.domain.money import Money
from app.domain.states import TERMINAL, PaymentSource, PaymentStatus
from app.domain.story import Kind
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
from app.schema.fields import resolved
from app.schema.monetary import MonetaryAmount, monetary_amount
from app.schema.node import Node
from app.schema.payment_methods import PaymentMethodSnapshot, PayPalRefundDetails, RefundPaymentMethodDetails, snapshot
from app.schema.retries import ExternalMark, Refundability, Retry
from app.schema.scalars import Timestamp
from app.schema.why import Approval, RefundReason
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


@strawberry.interface(description="A transaction or a refund: what both of them have.")
class Payment:
    value: strawberry.Private[payments.Transaction | payments.Refund]

    id: strawberry.ID = field(description="Its id.")
    legacy_id: strawberry.ID = field(description="Its short id, as older interfaces and the gateway use it.")
    created_at: Timestamp | None = field(description="When it was asked for.")
    amount: MonetaryAmount | None = field(description="How much it is about.")
    order_id: str | None = field(description="The shop's id of the order that it belongs to.")
    status: PaymentStatus | None = field(description="Where it stands.")
    merchant_account_id: strawberry.ID | None = field(description="The merchant account that the money passes through.")
    source: PaymentSource | None = field(description="By what way it was asked for.")

    @resolved("What it went through, the latest first.")
    async def status_history(self, info: Info) -> list[PaymentStatusEvent] | None:
        expires_at = self.value.authorization_expires_at if isinstance(self.value, payments.Transaction) else None
        return [events.status_event(event, expires_at) for event in await _history(info, self.value)]

    @resolved("What was paid with, as it was then.")
    async def payment_method_snapshot(self, info: Info) -> PaymentMethodSnapshot | None:
        paid = await _paid(info, self.value)
        return None if paid is None or not paid.method.known else snapshot(paid.method)


@strawberry.type(description="A payment: money that a customer gives to the merchant.")
class Transaction(Node, Payment):
    value: strawberry.Private[payments.Transaction]

    initial_requested_authorization_amount: MonetaryAmount | None = field(
        description="How much was asked for in the beginning; a capture may have taken less."
    )
    purchase_order_number: str | None = field(description="The customer's own number of the purchase, as it was sent.")
    channel: str | None = field(description="The shop software that the payment came through, as it was sent.")
    discount_amount: str | None = field(description="What was taken off the price, as it was sent.")
    surcharge_amount: str | None = field(description="What was put on the price, as it was sent.")
    partially_authorized: bool | None = field(
        description="Whether less was authorized than was asked for. Never here: it is all or nothing."
    )
    refunded_amount: MonetaryAmount = field(
        description="How much was given back or is promised: refunds that wait, or that nobody knows of, count as well."
    )
    refundable_amount: MonetaryAmount = field(
        description="How much can still be given back; before settlement, once it has settled."
    )
    external_void: ExternalMark | None = field(
        description="Set when the transaction was voided outside of this service; once undone, it says by whom."
    )
    needs_attention: bool = field(
        description="Whether a void of it came to nothing, so that a person has to decide what to do."
    )

    @resolved("The customer who paid.")
    async def customer(self, info: Info) -> Customer | None:
        return await _customer(info, self.value)

    @resolved("The order that it is part of; null without an order id, and in another currency than the order's.")
    async def order(self, info: Info) -> Order | None:
        number = self.value.belongs_to
        found = None if number is None else await info.context.loaders.orders.load(number)
        return None if found is None else orders.order(found)

    @resolved("The refunds of this transaction, the newest first.")
    async def refunds(self, info: Info) -> list["Refund"] | None:
        return [refund(value) for value in await info.context.loaders.refunds_of_transactions.load(self.value.id)]

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("The merchant's name.")
    async def merchant_name(self, info: Info) -> str | None:
        return (await info.context.loaders.merchant()).name

    @resolved("What was bought, as it was sent.")
    def line_items(self) -> list[TransactionLineItem] | None:
        return echoed.line_items(self.value.details)

    @resolved("The merchant's own fields, as they were sent.")
    def custom_fields(self) -> list[CustomField] | None:
        return echoed.custom_fields(self.value.details)

    @resolved("What the customer reads on the bank statement, as it was sent.")
    def descriptor(self) -> TransactionDescriptor | None:
        return echoed.descriptor(self.value.details)

    @resolved(
        "What the processor said to the authorization.",
        deprecated="The events of `statusHistory` say it, each its own.",
    )
    async def processor_response(self, info: Info) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(await _history(info, self.value))

    @resolved("What the processor said to the authorization.")
    async def processor_authorization_response(self, info: Info) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(await _history(info, self.value))

    @resolved("What the processor said at settlement.")
    async def processor_settlement_response(self, info: Info) -> TransactionSettlementProcessorResponse | None:
        return events.settlement_response(await _history(info, self.value))

    @resolved("What can be done to undo it now, and what stands in the way.")
    async def refundability(self, info: Info) -> Refundability:
        merchant = await info.context.loaders.merchant()
        return retries.refundability(rules.refundability(self.value, now(merchant)))

    @resolved("How its void goes on, or its capture; set from the first attempt that the gateway did not accept.")
    async def retry(self, info: Info) -> Retry | None:
        operation = await info.context.loaders.latest_operations.load(self.value.id)
        return await retries.retry_of(info.context, self, operation)

    @resolved(f"What happened to it and to its refunds, in words: {OLDEST_FIRST}")
    async def history(self, info: Info) -> list[OrderEvent]:
        facts = await info.context.loaders.transaction_stories.load(self.value.id)
        return events.told(facts, Kind.TRANSACTION, self.value.legacy_id)


@strawberry.type(description="Money on its way back to the customer, or given back.")
class Refund(Node, Payment):
    value: strawberry.Private[payments.Refund]

    requested_by: str | None = field(description="Who asked for it.")
    needs_attention: bool = field(description="Whether it came to nothing, so that a person has to decide what to do.")
    external: ExternalMark | None = field(description="Set when the refund was made outside of this service.")
    note: str | None = field(description="What whoever asked for it wrote about it.")

    @resolved("Why it was made: the merchant's reason that was given for it.")
    async def reason(self, info: Info) -> RefundReason | None:
        code = self.value.reason_code
        found = None if code is None else await info.context.loaders.reason(code)
        return None if found is None else why.reason(found)

    @resolved("Set where a second person has to agree, or had to: it is above the merchant's limit.")
    async def approval(self, info: Info) -> Approval | None:
        found = await info.context.loaders.approvals.load(self.value.id)
        return None if found is None else why.approval(found)

    @resolved("The transaction that is refunded.")
    async def refunded_transaction(self, info: Info) -> Transaction | None:
        paid = await _paid(info, self.value)
        return None if paid is None else transaction(paid)

    @resolved("What only refunds by some payment methods have; null for cards.")
    async def details(self, info: Info) -> RefundPaymentMethodDetails | None:
        paid = await _paid(info, self.value)
        if paid is None or not paid.method.paypal:
            return None
        return PayPalRefundDetails(description=self.value.details.get("description"))

    @resolved("The customer who gets the money back.")
    async def customer(self, info: Info) -> Customer | None:
        return await _customer(info, self.value)

    @resolved("The merchant's id.")
    def merchant_id(self, info: Info) -> str | None:
        return info.context.actor.merchant

    @resolved("What it gives back of its order's products; empty unless the refund of the order named some.")
    async def line_item_refunds(self, info: Info) -> list[LineItemRefund]:
        return await line_items.of_refund(info, self.value.id)

    @resolved("What is refunded, as it was sent.")
    def line_items(self) -> list[TransactionLineItem] | None:
        return echoed.line_items(self.value.details)

    @resolved("What the processor said to the refund.")
    async def processor_authorization_response(self, info: Info) -> TransactionAuthorizationProcessorResponse | None:
        return events.authorization_response(await _history(info, self.value))

    @resolved("How it goes on; set from the first attempt that the gateway did not accept.")
    async def retry(self, info: Info) -> Retry | None:
        return await retries.retry_of(info.context, self, self.value.operation)

    @resolved(f"What happened to it, in words: {OLDEST_FIRST}")
    async def history(self, info: Info) -> list[OrderEvent]:
        facts = await info.context.loaders.refund_stories.load(self.value.id)
        return events.told(facts, Kind.REFUND, self.value.legacy_id)


TransactionReversal = Annotated[
    Refund | Transaction,
    strawberry.union(
        "TransactionReversal",
        description="What undoing a transaction led to: the voided transaction, or a refund of it.",
    ),
]


def transaction(value: payments.Transaction) -> Transaction:
    return Transaction(
        value=value,
        id=strawberry.ID(global_id(IdKind.TRANSACTION, value.legacy_id)),
        legacy_id=strawberry.ID(value.legacy_id),
        created_at=Timestamp(value.created_at),
        amount=monetary_amount(value.amount),
        initial_requested_authorization_amount=monetary_amount(value.authorized_amount),
        order_id=value.order_id,
        status=value.status,
        merchant_account_id=strawberry.ID(value.account.public_id),
        source=value.source,
        purchase_order_number=value.details.get("purchase_order_number"),
        channel=value.details.get("channel"),
        discount_amount=value.details.get("discount_amount"),
        surcharge_amount=value.details.get("surcharge_amount"),
        partially_authorized=False,
        refunded_amount=monetary_amount(value.reserved),
        refundable_amount=monetary_amount(_refundable(value)),
        external_void=None if value.external_void is None else retries.external_mark(value.external_void),
        needs_attention=value.needs_attention,
    )


def refund(value: payments.Refund) -> Refund:
    return Refund(
        value=value,
        id=strawberry.ID(global_id(IdKind.REFUND, value.legacy_id)),
        legacy_id=strawberry.ID(value.legacy_id),
        created_at=Timestamp(value.created_at),
        amount=monetary_amount(value.amount),
        order_id=value.order_id,
        status=value.status,
        merchant_account_id=strawberry.ID(value.account.public_id),
        source=value.source,
        requested_by=value.requested_by,
        needs_attention=value.needs_attention,
        external=None if value.external is None else retries.external_mark(value.external),
        note=value.note,
    )


def payment(value: payments.Transaction | payments.Refund) -> Transaction | Refund:
    return transaction(value) if isinstance(value, payments.Transaction) else refund(value)


async def _paid(info: Info, value: payments.Transaction | payments.Refund) -> payments.Transaction | None:
    """The transaction itself, or the one that is refunded."""
    if isinstance(value, payments.Transaction):
        return value
    return await info.context.loaders.transactions.load(value.transaction_id)


async def _history(info: Info, value: payments.Transaction | payments.Refund) -> list[StatusEvent]:
    loaders = info.context.loaders
    histories = loaders.transaction_histories if isinstance(value, payments.Transaction) else loaders.refund_histories
    return await histories.load(value.id)


async def _customer(info: Info, value: payments.Transaction | payments.Refund) -> "customers.Customer | None":
    paid = await _paid(info, value)
    return None if paid is None else await customer_of(info, paid.customer_id)


async def customer_of(info: Info, number: int | None) -> "customers.Customer | None":
    """The customer of that number of the store's; None for none."""
    found = None if number is None else await info.context.loaders.customers.load(number)
    return None if found is None else customers.customer(found)


def _refundable(value: payments.Transaction) -> Money:
    """What is left of it, unless it ended without any money having moved."""
    ended = value.status in TERMINAL and value.status is not PaymentStatus.SETTLED
    return Money(0, value.amount.currency) if ended else value.refundable_amount
