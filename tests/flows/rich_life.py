"""A database in which everything has happened that can happen to a payment, for whoever looks at a whole one."""

from base64 import b64decode

from app.domain.people.people import Actor
from app.domain.reversals.resolutions import ResolvedOutcome
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.external import (
    MarkRefundedAsk,
    MarkVoidedAsk,
    UndoAsk,
    mark_refunded_externally,
    mark_voided_externally,
    undo_external_refund,
    undo_external_void,
)
from app.flows.reversals.queue import QueueAsk, pause
from app.flows.reversals.resolve import ResolveAsk, resolve_outcome
from app.flows.sandbox.clock import AdvanceClockAsk, advance_clock
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import PAYPAL, Shop
from tests.support.till import give_back, look, new_order_id, record, results


async def live_richly(shop: Shop) -> dict[str, str]:
    """Plays some days of a shop; the ids, as `refundry verify` tells them, of what a test may want to break."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    await shop.set_merchant(notify_emails=["desk@example.com"])
    first = await _first_days(shop, actor)
    await _advance(shop, actor, "P12D")
    marked = await _what_people_do(shop, actor, first)
    lasting = await _last_day(shop, actor, first)
    told = {name: await _told(shop, each) for name, each in {**first, **lasting}.items()}
    return {**told, "marked": marked, "given back": await _given_back(shop), "ordered": await _ordered(shop)}


async def _first_days(shop: Shop, actor: Actor) -> dict[str, str]:
    """Sales of every kind, and refunds with every outcome, which then have all the time that they need."""
    await shop.charge("2001.00")
    await shop.charge("5001.00")
    await shop.charge("4001.00")
    await shop.authorize("30.00")
    await shop.capture(await shop.authorize("30.00"), "20.00", key="captured")
    await shop.capture_part(await shop.authorize("40.00"), "15.00")
    await shop.settled("500", account="jpy")
    for amount in ("2004.00", "2046.00", "3001.00", "3002.00", "3002.01", "3003.00", "3005.00", "3005.01"):
        await _refunded(shop, amount)
    await shop.refund(await shop.settled("4000.00"), "3000.00", onFailure="SKIP")
    await shop.refund(await shop.settled("4000.00"), "3000.00", onFailure="RECORD_ANYWAY")
    await shop.set_merchant(retry_declines=True)
    await _refunded(shop, "3006.00")
    for sale in ("3900.00", "3901.00", "3902.00"):
        await shop.reverse(await shop.charge(sale), key=f"reversed {sale}")
    await shop.reverse(await shop.charge("12.00", method=PAYPAL))
    return {
        "failed": await _refunded(shop, "3000.00"),
        "failed too": await _refunded(shop, "3000.00"),
        "done, says a person": await _refunded(shop, "3002.02"),
        "not done, says a person": await _refunded(shop, "3002.02"),
        "unknown": await _refunded(shop, "3002.02"),
        "not done, says one of two": await _refunded(shop, "3002.02"),
        "not done, say two": await _refunded(shop, "3002.02"),
        "settled refund": await _refunded(shop, "10.00"),
    }


async def _what_people_do(shop: Shop, actor: Actor, made: dict[str, str]) -> str:
    """The id of a refund that was made elsewhere, and counts."""
    service = shop.live.service
    for outcome, name in (
        (ResolvedOutcome.DONE, "done, says a person"),
        (ResolvedOutcome.NOT_DONE, "not done, says a person"),
    ):
        await resolve_outcome(service, actor, ResolveAsk(made[name], outcome, None, "Seen in the gateway's pages."))
    elsewhere = await shop.settled("10.00")
    await mark_refunded_externally(service, actor, MarkRefundedAsk(elsewhere, "4.00", request_key="elsewhere"))
    await undo_external_refund(service, actor, UndoAsk(elsewhere))
    marked = await mark_refunded_externally(service, actor, MarkRefundedAsk(elsewhere, "5.00"))
    voided = await shop.charge("10.00")
    await mark_voided_externally(service, actor, MarkVoidedAsk(voided))
    await undo_external_void(service, actor, UndoAsk(voided))
    await mark_voided_externally(service, actor, MarkVoidedAsk(await shop.charge("10.00")))
    return f"refund_{marked.legacy_id}"


async def _last_day(shop: Shop, actor: Actor, made: dict[str, str]) -> dict[str, str]:
    """What is still under way when somebody looks."""
    await shop.reverse_refund(await _refunded(shop, "10.00"))
    await shop.reverse_refund(await _refunded(shop, "3000.00"))
    await _refunded(shop, "3002.00")
    paused = await _refunded(shop, "3000.00")
    await pause(shop.live.service, actor, QueueAsk(paused))
    voided = await shop.charge("10.00")
    await shop.void(voided, key="voided")
    sold = await shop.settled("100.00")
    accepted = (await shop.refund(sold, "40.00", key="accepted")).object["id"]
    await shop.refund(await shop.settled("10.00"), key="another")
    desk = await open_desk(shop)
    approved, rejected = await desk.waiting(), await desk.waiting()
    await desk.approve(approved)
    await desk.reject(rejected)
    for name in ("not done, says one of two", "not done, say two"):
        word = ResolveAsk(made[name], ResolvedOutcome.NOT_DONE, None, "Asked by telephone.")
        await resolve_outcome(shop.live.service, actor, word)
    await desk.approve(made["not done, say two"])
    freed = await shop.node(made["not done, says a person"])
    return {
        "voided": voided,
        "freed": freed["refundedTransaction"]["id"],
        "sold": sold,
        "accepted": accepted,
        "awaiting approval": await desk.waiting(),
        "approved": approved,
        "rejected": rejected,
        "waiting": await _refunded(shop, "3000.00"),
        "captured": await shop.charge("10.00"),
    }


async def _refunded(shop: Shop, amount: str) -> str:
    """The id of a refund of a sale that is large enough, whatever becomes of it."""
    return str((await shop.refund(await shop.settled("4000.00"), amount)).object["id"])


async def _advance(shop: Shop, actor: Actor, by: str) -> None:
    await advance_clock(shop.live.service, actor, AdvanceClockAsk(by))


async def _given_back(shop: Shop) -> str:
    """An order of which some products were given back over two payments."""
    order_id = new_order_id()
    await shop.settled("30.00", orderId=order_id)
    await shop.charge("20.00", orderId=order_id)
    await record(shop, order_id, ("ticket", 2, "25.00"))
    given = {"lineItems": [{"lineItemId": "ticket", "quantity": 1}], "cancelOrder": True, "apiRequestKey": "an order"}
    assert len(results(await give_back(shop, order_id, balanceDue="3.00", **given))) == 2
    return await _order(shop, order_id)


async def _ordered(shop: Shop) -> str:
    """An order of which nothing was given back."""
    order_id = new_order_id()
    await shop.charge("10.00", orderId=order_id)
    return await _order(shop, order_id)


async def _order(shop: Shop, order_id: str) -> str:
    return b64decode((await look(shop, order_id))["id"] + "==").decode()


async def _told(shop: Shop, object_id: str) -> str:
    node = await shop.node(object_id)
    return f"{node['__typename'].lower()}_{node['legacyId']}"
