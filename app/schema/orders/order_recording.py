"""Bringing in, reading and cancelling one order (SPEC 7.1)."""

from typing import Annotated, cast

import strawberry
from strawberry import field

from app.domain.orders.recording import CustomerTold, LineItemTold, OrderTold, TransactionTold
from app.flows.orders import cancel as cancelling
from app.flows.orders import record_order as recording
from app.flows.orders.cancel import CancelOrderAsk
from app.flows.reversals.finding import find_order
from app.schema.base.context import Info
from app.schema.base.input_values import given
from app.schema.base.mutation_field import Payload, mutation, payload
from app.schema.orders import orders
from app.schema.orders.order_inputs import CancelOrderInput, RecordCustomerInput, RecordOrderInput
from app.schema.orders.orders import Order


@payload("What `recordOrder` and `cancelOrder` answer.")
class OrderPayload(Payload):
    order: Order | None = field(description="The order as it is known now.")


async def read_order(
    info: Info, order_id: Annotated[str, strawberry.argument(description="The shop's own id of it, exactly.")]
) -> Order | None:
    value = await find_order(info.context.service, info.context.actor, order_id)
    return None if value is None else orders.order(value)


@mutation(
    "Brings in an order with its customer, products, and payments made elsewhere. Sent again, it "
    "changes nothing; what was not known is added; what contradicts what is known is refused, field by field."
)
async def record_order(
    info: Info, input: Annotated[RecordOrderInput, strawberry.argument(description="What is known of the order.")]
) -> OrderPayload | None:
    context = info.context
    value = await recording.record_order(context.service, context.actor, _told(input))
    return OrderPayload(order=orders.order(value))


@mutation("Says that an order is cancelled. No money moves by it: refundOrder gives it back.")
async def cancel_order(
    info: Info, input: Annotated[CancelOrderInput, strawberry.argument(description="Which order, and why.")]
) -> OrderPayload | None:
    context = info.context
    value = await cancelling.cancel_order(
        context.service, context.actor, CancelOrderAsk(input.order_id, given(input.note))
    )
    return OrderPayload(order=orders.order(value))


def _told(input: RecordOrderInput) -> OrderTold:
    customer = given(input.customer)
    return OrderTold(
        order_id=input.order_id,
        currency=input.currency_code,
        placed_at=given(input.placed_at),
        customer=None if customer is None else _customer(customer),
        line_items=tuple(
            LineItemTold(
                item_id=item.id,
                name=item.name,
                quantity=item.quantity,
                unit_amount=cast(str, item.unit_amount),
                tax_amount=cast(str | None, given(item.tax_amount)),
            )
            for item in given(input.line_items) or ()
        ),
        transactions=tuple(
            TransactionTold(
                gateway_id=each.gateway_transaction_id,
                amount=cast(str, each.amount),
                status=each.status,
                account=cast(str | None, given(each.merchant_account_id)),
                created_at=given(each.created_at),
            )
            for each in given(input.transactions) or ()
        ),
    )


def _customer(input: RecordCustomerInput) -> CustomerTold:
    return CustomerTold(
        email=given(input.email),
        first_name=given(input.first_name),
        last_name=given(input.last_name),
        company=given(input.company),
        phone_number=given(input.phone_number),
    )
