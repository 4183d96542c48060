"""Recording, reading and cancelling one order, and correcting its customer (SPEC 7.1)."""

from typing import Annotated, cast

import strawberry
from strawberry import field

from app.domain.orders.recording import (
    AdjustmentTold,
    CustomerTold,
    LineItemTold,
    OnConflict,
    OrderTold,
    TransactionTold,
)
from app.flows.orders import cancel as cancelling
from app.flows.orders import record_order as recording
from app.flows.orders import update_customer as updating
from app.flows.orders.cancel import CancelOrderAsk
from app.flows.orders.update_customer import UpdateCustomerAsk
from app.flows.reversals.finding import find_order
from app.schema.base.context import Info
from app.schema.base.input_values import or_none, refuse_unsupported
from app.schema.base.mutation_field import Payload, mutation, payload
from app.schema.base.scalars import Amount
from app.schema.orders import customers, orders
from app.schema.orders.customers import Customer
from app.schema.orders.order_inputs import (
    CancelOrderInput,
    CustomerInput,
    RecordCustomerInput,
    RecordOrderInput,
    UpdateCustomerInput,
)
from app.schema.orders.orders import Order


@payload("The answer of `recordOrder` and `cancelOrder`.")
class OrderPayload(Payload):
    order: Order | None = field(description="The order as it is now.")


async def read_order(
    info: Info, order_id: Annotated[str, strawberry.argument(description="The shop's id of the order, exactly.")]
) -> Order | None:
    value = await find_order(info.context.service, info.context.actor, order_id)
    return None if value is None else orders.order(value)


@mutation(
    "Records an order with its customer, its products and its payments made outside of this service. Sent again, it "
    "changes nothing. New facts are added. Facts that contradict recorded ones are refused, field by field, or with "
    "`onConflict: UPDATE` replace them: lists as a whole, and never below what was refunded. Payments and the currency "
    "stay."
)
async def record_order(
    info: Info, input: Annotated[RecordOrderInput, strawberry.argument(description="The order to record.")]
) -> OrderPayload | None:
    context = info.context
    value = await recording.record_order(context.service, context.actor, _order_details(input))
    return OrderPayload(order=orders.order(value))


@mutation("Cancels an order. No money moves: refundOrder refunds it.")
async def cancel_order(
    info: Info, input: Annotated[CancelOrderInput, strawberry.argument(description="Which order, and why.")]
) -> OrderPayload | None:
    context = info.context
    value = await cancelling.cancel_order(
        context.service, context.actor, CancelOrderAsk(input.order_id, or_none(input.note))
    )
    return OrderPayload(order=orders.order(value))


@payload("The answer of `updateCustomer`.")
class UpdateCustomerPayload(Payload):
    customer: Customer | None = field(description="The customer as it is known now.")


@mutation(
    "Corrects what is known of a customer, whatever they ordered. With `onConflict: UPDATE`, `recordOrder` corrects "
    "the customer of one order."
)
async def update_customer(
    info: Info,
    input: Annotated[UpdateCustomerInput, strawberry.argument(description="Which customer, and the new values.")],
) -> UpdateCustomerPayload | None:
    context = info.context
    sent = or_none(input.customer) or CustomerInput()
    refuse_unsupported(("input", "customer"), custom_fields=sent.custom_fields, fax=sent.fax, website=sent.website)
    ask = UpdateCustomerAsk(str(input.customer_id), _customer(sent))
    value = await updating.update_customer(context.service, context.actor, ask)
    return UpdateCustomerPayload(customer=customers.customer(value))


def _order_details(input: RecordOrderInput) -> OrderTold:
    customer = or_none(input.customer)
    return OrderTold(
        order_id=input.order_id,
        currency=input.currency_code,
        placed_at=or_none(input.placed_at),
        customer=None if customer is None else _customer(customer),
        line_items=tuple(
            LineItemTold(
                item_id=item.id,
                name=item.name,
                quantity=item.quantity,
                unit_amount=_text(item.unit_amount),
                tax_amount=_text(item.tax_amount),
                total_amount=_text(item.total_amount),
                discount_amount=_text(item.discount_amount),
            )
            for item in or_none(input.line_items) or ()
        ),
        transactions=tuple(
            TransactionTold(
                gateway_id=each.gateway_transaction_id,
                amount=cast(str, each.amount),
                status=each.status,
                account=cast(str | None, or_none(each.merchant_account_id)),
                created_at=or_none(each.created_at),
                refunded_amount=_text(each.refunded_amount),
            )
            for each in or_none(input.transactions) or ()
        ),
        adjustments=tuple(
            AdjustmentTold(each.id, each.name, each.kind, cast(str, each.amount))
            for each in or_none(input.adjustments) or ()
        ),
        on_conflict=or_none(input.on_conflict) or OnConflict.REFUSE,
    )


def _text(amount: Amount | None) -> str | None:
    """An optional amount as the client wrote it."""
    return cast(str | None, or_none(amount))


def _customer(input: RecordCustomerInput | CustomerInput) -> CustomerTold:
    return CustomerTold(
        email=or_none(input.email),
        first_name=or_none(input.first_name),
        last_name=or_none(input.last_name),
        company=or_none(input.company),
        phone_number=or_none(input.phone_number),
    )
