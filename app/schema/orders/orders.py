"""The GraphQL types of orders (SPEC 7)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.domain.history.wording import Fact, SubjectKind
from app.domain.ids import IdKind
from app.domain.orders import orders
from app.domain.orders.orders import AdjustmentKind, OrderStatus
from app.schema.base.context import Info
from app.schema.base.fields import ADJUSTMENTS, HISTORY_LINES, LINE_ITEMS, PAYMENTS, REFUNDS, loaded, resolved
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

    @resolved("The price of one, without tax. Rounded, where only the price of all of them was recorded.")
    def unit_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.unit_amount)

    @resolved("The tax on one; null if none was recorded.")
    def tax_amount(self) -> MonetaryAmount | None:
        tax = self.value.tax_amount
        return None if tax is None else monetary_amount(tax)

    @resolved("What was taken off the price of all of them: its own discount, and its share of the order's discounts.")
    def discount_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.discount)

    @resolved("The price of all of them, with tax and without discounts.")
    def total_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.total)

    @resolved("How many were refunded or are being refunded. Refunds by amount do not count here.")
    def refunded_quantity(self) -> int:
        return self.value.refunded_quantity

    @resolved("The amount of it that can be refunded now: what is left of it, at most what is left of the order.")
    async def refundable_amount(self, info: Info) -> MonetaryAmount:
        return monetary_amount(self.value.refundable(await info.context.loaders.refundable(self.order)))


@strawberry.type(description="An amount of an order beside its products, such as shipping or a discount.")
class OrderAdjustment:
    value: strawberry.Private[orders.Adjustment]
    order: strawberry.Private[orders.Order]

    @resolved("The shop's own id of it, unique among the order's adjustments.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.value.adjustment_id)

    @resolved("What it is.")
    def name(self) -> str:
        return self.value.name

    @resolved("What it is for.")
    def kind(self) -> AdjustmentKind:
        return self.value.kind

    @resolved("The recorded amount; negative for discounts and gift cards.")
    def amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.amount)

    @resolved("What was refunded or is being refunded of it.")
    def refunded_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.refunded)

    @resolved("The amount of it that can be refunded now: what is left of it, at most what is left of the order.")
    async def refundable_amount(self, info: Info) -> MonetaryAmount:
        return monetary_amount(self.value.refundable(await info.context.loaders.refundable(self.order)))


@strawberry.type(description="An order of a customer, with its payments and refunds.")
class Order(Node):
    KIND = IdKind.ORDER
    value: strawberry.Private[orders.Order]

    @resolved("The shop's own id of it.")
    def order_id(self) -> str:
        return self.value.order_id

    @resolved("How much of what was paid was refunded, or is being refunded.")
    def status(self) -> OrderStatus:
        return self.value.status

    @resolved("Whether it was cancelled.")
    def cancelled(self) -> bool:
        return self.value.cancelled

    @resolved("Whether a refund of it is queued, PENDING, UNKNOWN, or awaiting approval.")
    def refund_in_progress(self) -> bool:
        return self.value.refund_in_progress

    @resolved("Whether a refund of it waits for a second person's approval.")
    async def awaits_approval(self, info: Info) -> bool:
        return await info.context.loaders.await_approval(self.value.refunds)

    @resolved(
        "The sum of its line items and adjustments, with tax and without discounts. Without line items, the sum of its "
        "successful payments."
    )
    def total(self) -> MonetaryAmount:
        return monetary_amount(self.value.total)

    @resolved("How much more was paid than its total; 0 if it was not paid too much.")
    def overpaid_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.overpaid)

    @resolved("What was refunded or is being refunded: reserved refunds, and voided payments.")
    def refunded_amount(self) -> MonetaryAmount:
        return monetary_amount(self.value.refunded)

    @resolved("What the customer owes, as it was set last. 0 until it is set.")
    def balance_due(self) -> MonetaryAmount:
        return monetary_amount(self.value.balance_due)

    @resolved("When it was placed.")
    def placed_at(self) -> Timestamp:
        return Timestamp(self.value.placed_at)

    @resolved("When it last changed: itself, one of its payments, or one of their refunds.")
    def updated_at(self) -> Timestamp:
        return Timestamp(self.value.last_changed)

    @loaded(
        "The customer; null if none was recorded.",
        lambda loaders: loaders.customers,
        lambda order: order.value.customer_id,
        shared=True,
    )
    def customer(self, found: reading.Customer | None) -> Customer | None:
        return None if found is None else customers.customer(found)

    @resolved("Its line items, in the order in which they were recorded.", most=LINE_ITEMS)
    def line_items(self) -> list[OrderLineItem]:
        return [line_item(self.value, item) for item in self.value.line_items]

    @resolved("Its adjustments, in the order in which they were recorded.", most=ADJUSTMENTS)
    def adjustments(self) -> list[OrderAdjustment]:
        return [adjustment(self.value, each) for each in self.value.adjustments]

    @resolved(
        "Its payments, the newest first. A payment in a different currency does not belong to the order.", most=PAYMENTS
    )
    def transactions(self) -> list[Transaction]:
        return [payments.transaction(value) for value in self.value.transactions]

    @resolved("The refunds of its payments, the newest first.", most=REFUNDS)
    def refunds(self) -> list[Refund]:
        return [payments.refund(value) for value in self.value.refunds]

    @resolved("The amount that can be refunded now through the gateways: by refunds, and by voids of whole payments.")
    async def refundable_amount(self, info: Info) -> MonetaryAmount:
        return monetary_amount(await info.context.loaders.refundable(self.value))

    @loaded(
        f"The history of it, of its payments and of their refunds, in words: {OLDEST_FIRST}",
        lambda loaders: loaders.order_stories,
        lambda order: order.value.id,
        most=HISTORY_LINES,
    )
    def history(self, facts: list[Fact]) -> list[OrderEvent]:
        return events.history_lines(facts, SubjectKind.ORDER, self.value.order_id)


def order(value: orders.Order) -> Order:
    return Order(value=value)


def line_item(order: orders.Order, value: orders.LineItem) -> OrderLineItem:
    return OrderLineItem(value=value, order=order)


def adjustment(order: orders.Order, value: orders.Adjustment) -> OrderAdjustment:
    return OrderAdjustment(value=value, order=order)
