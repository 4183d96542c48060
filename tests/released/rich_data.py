"""A database with something of everything that is kept: the demo's past, and what waits, failed or was decided."""

from datetime import timedelta

from app.demo.demo import KEYS as DEMO_KEYS
from app.demo.demo import seed
from app.settings import Settings
from app.store.migrate import upgrade
from tests.flows.desk import UPDATE_SETTINGS
from tests.flows.sandbox.test_vault import VAULT
from tests.flows.telling.conftest import CREATE, PING
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import PAYPAL, VISA, Shop, live_service, open_shop
from tests.support.till import give_back, record, results, start_run

KEYS = DEMO_KEYS
"""A key with every right, of a merchant in the data."""

WAITING = ("3000.00", "3001.01", "3002.02", "3005.00", "3005.02")
"""Refunds of these amounts are under way a day later."""

OVER = ("2001.00", "3003.00", "3003.01", "3006.00", "100.00")
"""And these are declined, fail later, or are made."""

MARK = "mutation ($input: MarkRefundedExternallyInput!) { markRefundedExternally(input: $input) { refund { id } } }"
DISMISS = "mutation ($input: RetryInput!) { dismissAttention(input: $input) { retry { state } } }"


async def fill(settings: Settings) -> None:
    """Migrates an empty database, and plays all of it there by the service's own API."""
    await upgrade(settings.database_url)
    await seed(settings)
    async with live_service(settings) as live, open_shop(live) as shop:
        await shop.ask(UPDATE_SETTINGS, notifyEmails=["staff@example.com"], retryAttempts=3)
        endpoint = (await shop.ask(CREATE, url="https://receiver.example.com/hook")).body["data"]
        await shop.ask(PING, id=endpoint["createWebhookEndpoint"]["endpoint"]["id"])
        await _undo(shop)
        await _give_back_orders(shop)
        for amount in (*WAITING, *OVER):
            refund = (await shop.refund(await shop.settled("4000.00"), amount, key=f"key {amount}")).object
            if amount == "2001.00":
                await shop.ask(DISMISS, paymentId=refund["id"], note="the customer was called")
        await shop.advance("P1D")
    async with live_service(settings) as live, open_shop(live) as shop:
        desk = await open_desk(shop)
        decided, rejected = await desk.waiting(), await desk.waiting()
        await desk.approve(decided, "as agreed")
        await desk.reject(rejected)
        await desk.waiting(reasonCode=None, note="for a second person")


async def _undo(shop: Shop) -> None:
    await shop.void(await shop.charge("20.00"), key="voided")
    await shop.reverse(await shop.charge("30.00", method=PAYPAL), key="reversed")
    refunded = (await shop.refund(await shop.settled("40.00"), "10.00")).object
    await shop.reverse_refund(refunded["id"])
    marked = await shop.settled("50.00")
    assert (await shop.ask(MARK, transactionId=marked, refund={"amount": "5.00"}, reference="till 7")).codes == []
    await shop.authorize("60.00")
    for account in ("eur", "jpy", "kwd"):
        await shop.refund(await shop.settled("70", account), "7")
    await shop.ask(VAULT, paymentMethodId=VISA)
    # A payment whose night has passed, unlike those above.
    assert await shop.advance("P1D") - await shop.now() < timedelta(minutes=1)


async def _give_back_orders(shop: Shop) -> None:
    for order in ("order 1", "order 2", "order 3"):
        await record(shop, order, ("a", 2, "10.00", "1.00"), ("b", 1, "5.50"))
        await shop.settled("27.50", orderId=order)
    made = results(await give_back(shop, "order 1", amount="7.00", reasonCode=None, note="broken"))
    assert made[0]["outcome"] == "ACCEPTED"
    await shop.cancel_order("order 2", "never sent")
    run = await start_run(shop, ["order 2", "order 3"], run="recall")
    assert run["orders"] == 2
