"""The mutations that add and delete customers."""

from typing import Annotated

import strawberry
from strawberry import UNSET, field

from app.domain.orders.recording import CustomerTold
from app.flows.orders import create_customer as creating
from app.schema.base.context import Info
from app.schema.base.input_values import or_none, refuse_unsupported
from app.schema.base.mutation_field import MutationInput, Payload, mutation, payload
from app.schema.orders import customers
from app.schema.orders.customers import Customer
from app.schema.orders.order_inputs import CustomerInput


@strawberry.input(description="The input of `createCustomer`.")
class CreateCustomerInput(MutationInput):
    customer: CustomerInput | None = field(default=UNSET, description="The customer.")


@payload("The answer of `createCustomer`.")
class CreateCustomerPayload(Payload):
    customer: Customer | None = field(description="The new customer.")


@mutation("Adds a customer. Payments and payment methods in the sandbox's vault can name the customer by the id.")
async def create_customer(
    info: Info,
    input: Annotated[CreateCustomerInput | None, strawberry.argument(description="The customer.")] = UNSET,
) -> CreateCustomerPayload | None:
    context = info.context
    value = await creating.create_customer(context.service, context.actor, _told(or_none(input)))
    return CreateCustomerPayload(customer=customers.customer(value))


@strawberry.input(description="The input of `deleteCustomer`.")
class DeleteCustomerInput(MutationInput):
    customer_id: strawberry.ID = field(description="The id of the customer.")


@payload("The answer of `deleteCustomer`.")
class DeleteCustomerPayload(Payload):
    pass


@mutation(
    "Deletes a customer, and the customer's payment methods in the sandbox's vault. Payments and orders stay, and show "
    "who paid."
)
async def delete_customer(
    info: Info, input: Annotated[DeleteCustomerInput, strawberry.argument(description="Which customer.")]
) -> DeleteCustomerPayload | None:
    context = info.context
    await creating.delete_customer(context.service, context.actor, str(input.customer_id))
    return DeleteCustomerPayload()


def _told(input: CreateCustomerInput | None) -> CustomerTold:
    sent = (None if input is None else or_none(input.customer)) or CustomerInput()
    path = ("input", "customer")
    refuse_unsupported(path, custom_fields=sent.custom_fields, fax=sent.fax, website=sent.website)
    return CustomerTold(
        email=or_none(sent.email),
        first_name=or_none(sent.first_name),
        last_name=or_none(sent.last_name),
        company=or_none(sent.company),
        phone_number=or_none(sent.phone_number),
    )
