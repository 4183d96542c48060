"""Correct what is known of a customer, whatever they ordered, as Braintree's `updateCustomer` does."""

from dataclasses import dataclass, replace

from app.domain.history.kinds import customer_corrected
from app.domain.ids import IdKind, read_global_id
from app.domain.orders.corrections import customer_corrections
from app.domain.orders.recording import CustomerTold, check_customer
from app.domain.people.people import Actor, Right
from app.domain.problems import Path, Unavailable, not_found
from app.flows.service import Service
from app.store.database import Contended
from app.store.orders import customers, recorded_orders
from app.store.search import reading

CUSTOMER_ID: Path = ("input", "customerId")


@dataclass(frozen=True, slots=True)
class UpdateCustomerAsk:
    """Which customer, by the global id, and the new values; None keeps a value, an empty text takes it away."""

    customer_id: str
    customer: CustomerTold


async def update_customer(service: Service, actor: Actor, ask: UpdateCustomerAsk) -> reading.Customer:
    """The customer as it is known now; its orders are found by the new e-mail address.

    Raises Refused, NotAllowed, Unavailable.
    """
    actor.require(Right.MANAGE_ORDERS)
    check_customer(ask.customer)
    match read_global_id(ask.customer_id):
        case (IdKind.CUSTOMER, legacy_id):
            pass
        case _:
            raise not_found(*CUSTOMER_ID)
    try:
        async with service.store.begin() as session:
            work = await service.begun(session, actor)
            number = await customers.find(session, actor.merchant_id, legacy_id)
            if number is None:
                raise not_found(*CUSTOMER_ID)
            await recorded_orders.hold_customer(session, number)
            await work.locked()
            before = (await recorded_orders.customers(session, actor.merchant_id, [number]))[number]
            sent = ask.customer.told()
            after = replace(before, **{name: value if value.strip() else None for name, value in sent.items()})
            if after != before:
                await recorded_orders.fill_customers(session, {number: after})
                await recorded_orders.say_address(session, number, after.email)
            for each in customer_corrections(before, after, added=True):
                await work.keep(customer_corrected(legacy_id, each.field, each.before, each.after))
            return (await reading.customers(session, actor.merchant_id, [number]))[number]
    except Contended as error:
        raise Unavailable("others hold one of the customer's orders") from error
