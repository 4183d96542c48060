"""Forget a customer: what is known of the person goes, what was paid and refunded stays (SPEC 16.4)."""

from dataclasses import dataclass

from app.domain.history.kinds import customer_forgotten
from app.domain.ids import IdKind, read_global_id
from app.domain.people.people import Actor
from app.domain.problems import Unavailable, not_found
from app.flows.service import Work
from app.store.database import Contended, Store
from app.store.orders import forgetting
from app.store.people import merchants


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many customers, orders, payments and messages tell nothing of the person any more."""

    customers: int
    orders: int
    payments: int
    messages: int


async def forget_customer(store: Store, actor: Actor, customer: str) -> Forgotten:
    """Deletes what is known of the customer of that id, legacy id or e-mail address: of all who have the address, and
    of orders that have it alone. Once more, it finds nobody by an address, and changes nothing by an id.

    Raises Refused where there is nobody, Unavailable where others hold an order or a payment of theirs.
    """
    legacy_id, email = _named(customer)
    try:
        async with store.begin() as session:
            work = Work(session, await merchants.get(session, actor.merchant_id), actor)
            known = await forgetting.hold(session, actor.merchant_id, legacy_id=legacy_id, email=email)
            if not known.customers and not known.orders:
                raise not_found("customer")
            await work.locked()
            cleared = await forgetting.clear(session, actor.merchant_id, known)
            for name in known.names:
                await work.keep(customer_forgotten(name))
    except Contended as error:
        raise Unavailable("others hold an order or a payment of the customer: try again") from error
    return Forgotten(len(known.customers), len(known.orders), cleared.payments, cleared.messages)


def _named(customer: str) -> tuple[str | None, str | None]:
    """A legacy id or an e-mail address, of which the other is None."""
    text = customer.strip()
    if "@" in text:
        return None, text
    match read_global_id(text):
        case (IdKind.CUSTOMER, legacy_id):
            return legacy_id, None
    return text, None
