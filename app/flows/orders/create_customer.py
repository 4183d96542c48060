"""Add a customer who has not ordered yet, and delete one, as Braintree's `createCustomer` and `deleteCustomer` do."""

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.ids import IdKind, read_global_id
from app.domain.orders.recording import CustomerTold, check_customer
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path, not_found
from app.flows.service import Service
from app.store.orders import customers, recorded_orders
from app.store.reversals import payment_methods
from app.store.search import reading

CUSTOMER: Path = ("input", "customer")
CUSTOMER_ID: Path = ("input", "customerId")


async def create_customer(service: Service, actor: Actor, told: CustomerTold) -> reading.Customer:
    """The new customer. Another one may have the same e-mail address. Raises Refused, NotAllowed."""
    actor.require(Right.MANAGE_ORDERS)
    check_customer(told)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, CUSTOMER) as work:
        values = {name: value for name, value in told.told().items() if value.strip()}
        number = await customers.add(work.session, work.merchant.id, work.now, values)
        added = (await reading.customers(work.session, actor.merchant_id, [number]))[number]
        await work.keep(Entry(ChangeKind.CUSTOMER_ADDED), note=added.legacy_id)
        return added


async def delete_customer(service: Service, actor: Actor, customer_id: str) -> None:
    """Deletes a customer and the customer's payment methods. Payments and orders stay, and show who paid.

    Raises Refused (OBJECT_NOT_FOUND), NotAllowed.
    """
    actor.require(Right.MANAGE_ORDERS)
    match read_global_id(customer_id):
        case (IdKind.CUSTOMER, legacy_id):
            pass
        case _:
            raise not_found(*CUSTOMER_ID)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, CUSTOMER_ID) as work:
        number = await customers.find(work.session, work.merchant.id, legacy_id)
        if number is None:
            raise not_found(*CUSTOMER_ID)
        await recorded_orders.hold_customer(work.session, number)
        await work.locked()
        if not await customers.delete(work.session, number, work.now):
            raise not_found(*CUSTOMER_ID)
        await payment_methods.delete_of_customer(work.session, work.merchant.id, number, work.now)
        await work.keep(Entry(ChangeKind.CUSTOMER_DELETED), note=legacy_id)
