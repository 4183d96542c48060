"""Cancel an order: it is said to be, and why. No money moves by it (SPEC 7.5)."""

from dataclasses import dataclass

from app.domain.history.kinds import ChangeKind, Entry
from app.domain.orders.orders import Order
from app.domain.orders.recording import ORDER_ID
from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Findings, Unavailable, not_found
from app.domain.texts import LONGEST_NOTE, LONGEST_ORDER_ID, check_text
from app.flows.service import Service
from app.store.database import Contended
from app.store.orders import orders


@dataclass(frozen=True, slots=True)
class CancelOrderAsk:
    """Which order is to be cancelled, and why. The order id is the shop's own."""

    order_id: str
    note: str | None = None


async def cancel_order(service: Service, actor: Actor, ask: CancelOrderAsk) -> Order:
    """The order, cancelled; one that was cancelled before stays as it is. Raises Refused, NotAllowed, Unavailable."""
    actor.require(Right.MANAGE_ORDERS)
    return await cancelled(service, actor, ask)


async def cancelled(service: Service, actor: Actor, ask: CancelOrderAsk) -> Order:
    """The same, for an actor whose rights the caller has seen to."""
    findings = Findings()
    with findings:
        check_text(ask.order_id, ORDER_ID, LONGEST_ORDER_ID, Condition.ORDER_ID_TOO_LONG)
    with findings:
        check_text(ask.note or "", ("input", "note"), LONGEST_NOTE)
    findings.refuse()
    try:
        async with service.store.begin() as session:
            work = await service.begun(session, actor)
            order = await orders.lock(session, actor.merchant_id, ask.order_id)
            if order is None:
                raise not_found(*ORDER_ID)
            if order.cancelled:
                return order
            await work.locked()
            await orders.cancel(session, order.id)
            await work.keep(Entry(ChangeKind.ORDER_CANCELLED), note=ask.note, order_row_id=order.id)
            return (await orders.load(session, [order.id]))[order.id]
    except Contended as error:
        raise Unavailable("others hold the order") from error
