"""Add a customer who has not ordered yet, as Braintree's `createCustomer` does."""

from app.domain.orders.recording import CustomerTold, check_customer
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Path
from app.flows.service import Service
from app.store.orders import customers
from app.store.search import reading

CUSTOMER: Path = ("input", "customer")


async def create_customer(service: Service, actor: Actor, told: CustomerTold) -> reading.Customer:
    """The new customer. Another one may have the same e-mail address. Raises Refused, NotAllowed."""
    actor.require(Right.MANAGE_ORDERS, Right.CHARGE)
    check_customer(told)
    async with service.work(actor, Condition.REVERSAL_NOT_POSSIBLE_NOW, CUSTOMER) as work:
        values = {name: value for name, value in told.told().items() if value.strip()}
        number = await customers.add(work.session, work.merchant.id, work.now, values)
        return (await reading.customers(work.session, actor.merchant_id, [number]))[number]
