"""Orders as clients see them: what was bought, what was paid, and what was given back (SPEC 7)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.domain.history.wording import Fact, SubjectKind
from app.domain.ids import IdKind
from app.domain.orders import orders
from app.domain.orders.orders import OrderStatus
from app.schema.base.context import Info
from app.schema.base.fields import HAPPENINGS, LINE_ITEMS, PAYMENTS, REFUNDS, loaded, resolved
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.base.node import Node
from app.schema.base.scalars import Timestamp
from app.schema.history import events
from app.schema.history.events import OLDEST_FIRST, OrderEvent
from app.schema.orders import customers
from app.schema.reversals import payments
from app.store.search import reading

if TYPE_CHECKING:
    from app.schema.orders.customers import Customer
    from app.schema.reversals.payments import Refund, Transaction
else:
    # Orders have payments and a customer, and those have orders.
    Customer = Annotated["Customer", strawberry.lazy("app.schema.orders.customers")]
    Refund = Annotated["Refund", strawberry.lazy("app.schema.reversals.payments")]
    Transaction = Annotated["Transaction", strawberry.lazy("app.schema.reversals.payments")]


@strawberry.type(description="One product of an order.")
class OrderLineItem:
    value: strawberry.Private[orders.LineItem]
    order: strawberry.Private[orders.Order]

    @resolved("The shop's own id of it, unique within the order.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.value.item_id)

    @resolved("What it is.")
    def name(self) -> str:
        return self.value.name

    @resolved("How many were bought.")
    def quantity(self) -> int:
        return self.value.quantity

    @resolved("The price of one, without tax.")
    def unit_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.unit_amount)

    @resolved("The tax on one; null if none was told.")
    def tax_amount(self) -> MonetaryAmount | None:
        tax = self.value.tax_amount
        return None if tax is None else monetary_amount(tax)

    @resolved("The price of all of them, with tax.")
    def total_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.total)

    @resolved("How many were given back as whole pieces, or are about to be; refunds by amount don't count here.")
    def refunded_quantity(self) -> int:
        return self.value.refunded_quantity

    @resolved("How much of it can be given back now: what is left of it, as far as it is left of the order.")
    async def refundable_amount(self, info: Info) -> MonetaryAmount:
        return monetary_amount(self.value.refundable(await info.context.loaders.refundable(self.order)))


@strawberry.type(description="What a customer bought at once, with its payments and what was given back of them.")
class Order(Node):
    KIND = IdKind.ORDER
    value: strawberry.Private[orders.Order]

    @resolved("The shop's own id of it.")
    def order_id(self) -> str:
        return self.value.order_id

    @resolved("How much of what was paid was given back, or is about to be.")
    def status(self) -> OrderStatus:
        return self.value.status

    @resolved("Whether it was cancelled.")
    def cancelled(self) -> bool:
        return self.value.cancelled

    @resolved("Whether anything of it is on its way back: queued, not decided, not known, or awaiting approval.")
    def refund_in_progress(self) -> bool:
        return self.value.refund_in_progress

    @resolved("Its products with tax; where none are known, the sum of its payments that brought money in.")
    def total(self) -> MonetaryAmount:
        return monetary_amount(self.value.total)

    @resolved("What was given back, or is about to be: refunds that count, and voided payments.")
    def refunded_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.refunded)

    @resolved("What the customer owes, as it was said last; 0 unless it was.")
    def balance_due(self) -> MonetaryAmount:
        return monetary_amount(self.value.balance_due)

    @resolved("When it was placed.")
    def placed_at(self) -> Timestamp:
        return Timestamp(self.value.placed_at)

    @loaded(
        "Who placed it; null if nobody said.",
        lambda loaders: loaders.customers,
        lambda order: order.value.customer_id,
        shared=True,
    )
    def customer(self, found: reading.Customer | None) -> Customer | None:
        return None if found is None else customers.customer(found)

    @resolved("What was bought, in the order in which it was told; empty if nobody told.", most=LINE_ITEMS)
    def line_items(self) -> list[OrderLineItem]:
        return [line_item(self.value, item) for item in self.value.line_items]

    @resolved(
        "Its payments, the newest first. One in another currency than the order's is none of its own.", most=PAYMENTS
    )
    def transactions(self) -> list[Transaction]:
        return [payments.transaction(value) for value in self.value.transactions]

    @resolved("The refunds of its payments, the newest first.", most=REFUNDS)
    def refunds(self) -> list[Refund]:
        return [payments.refund(value) for value in self.value.refunds]

    @resolved("How much can be given back now through the gateways: by refunds, and by voids of whole payments.")
    async def refundable_amount(self, info: Info) -> MonetaryAmount:
        return monetary_amount(await info.context.loaders.refundable(self.value))

    @loaded(
        f"What happened to it, to its payments and to their refunds, in words: {OLDEST_FIRST}",
        lambda loaders: loaders.order_stories,
        lambda order: order.value.id,
        most=HAPPENINGS,
    )
    def history(self, facts: list[Fact]) -> list[OrderEvent]:
        return events.told(facts, SubjectKind.ORDER, self.value.order_id)


def order(value: orders.Order) -> Order:
    return Order(value=value)


def line_item(order: orders.Order, value: orders.LineItem) -> OrderLineItem:
    return OrderLineItem(value=value, order=order)
