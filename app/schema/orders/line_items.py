"""The refunds of an order's line items and adjustments."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from app.domain.money import Money
from app.domain.orders.orders import Adjustment, LineItem, Order
from app.schema.base.context import Info
from app.schema.base.monetary import MonetaryAmount, monetary_amount
from app.schema.orders import orders
from app.store.orders.order_refunds import Given

if TYPE_CHECKING:
    from app.schema.orders.orders import OrderAdjustment, OrderLineItem
else:
    # Orders have refunds, and refunds have line items of the order.
    OrderAdjustment = Annotated["OrderAdjustment", strawberry.lazy("app.schema.orders.orders")]
    OrderLineItem = Annotated["OrderLineItem", strawberry.lazy("app.schema.orders.orders")]


@strawberry.type(description="The refund of one product of an order.")
class LineItemRefund:
    line_item: OrderLineItem = field(description="The product.")
    quantity: int | None = field(
        description="How many of it the whole refund of the order refunds; null where only an amount was requested."
    )
    amount: MonetaryAmount = field(description="The refunded amount of it; on a refund, by that refund.")
    tax_amount: MonetaryAmount | None = field(
        description="The tax in that amount, in proportion to its price; null if none was recorded for the product."
    )


def line_item_refund(order: Order, item: LineItem, quantity: int | None, amount: Money) -> LineItemRefund:
    tax = item.tax_in(amount)
    return LineItemRefund(
        line_item=orders.line_item(order, item),
        quantity=quantity,
        amount=monetary_amount(amount),
        tax_amount=None if tax is None else monetary_amount(tax),
    )


async def of_refund(info: Info, refund_id: int) -> list[LineItemRefund]:
    """The line items that a refund refunds. `refund_id` is the store's number of the refund."""
    given: Sequence[Given] = await info.context.loaders.line_items_of_refunds.load(refund_id)
    found = []
    for number, carried in groupby(given, key=lambda each: each.order):
        order = await info.context.loaders.orders.load(number)
        assert order is not None, "a refund's order is its merchant's"
        items = {item.id: item for item in order.line_items}
        found += [
            line_item_refund(order, items[each.line_item], each.quantity, each.amount)
            for each in carried
            if each.line_item in items
        ]
    return found


@strawberry.type(description="The refund of one adjustment of an order.")
class AdjustmentRefund:
    adjustment: OrderAdjustment = field(description="The adjustment.")
    amount: MonetaryAmount = field(description="The refunded amount of it; on a refund, by that refund.")


def adjustment_refund(order: Order, adjustment: Adjustment, amount: Money) -> AdjustmentRefund:
    return AdjustmentRefund(adjustment=orders.adjustment(order, adjustment), amount=monetary_amount(amount))


async def adjustments_of_refund(info: Info, refund_id: int) -> list[AdjustmentRefund]:
    """The adjustments that a refund refunds. `refund_id` is the store's number of the refund."""
    given: Sequence[Given] = await info.context.loaders.line_items_of_refunds.load(refund_id)
    found = []
    for number, carried in groupby(given, key=lambda each: each.order):
        order = await info.context.loaders.orders.load(number)
        assert order is not None, "a refund's order is its merchant's"
        known = {each.id: each for each in order.adjustments}
        found += [
            adjustment_refund(order, known[each.line_item], each.amount) for each in carried if each.line_item in known
        ]
    return found
