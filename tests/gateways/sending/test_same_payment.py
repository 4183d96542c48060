"""A payment at Stripe has a PaymentIntent and a charge: by whichever it is brought in, it is one payment here."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.orders.recording import OrderTold, TransactionTold
from app.domain.reversals.states import PaymentStatus
from app.flows.gateways.import_payments import Imported, import_payments
from app.flows.orders.record_order import record_orders
from app.flows.people.set_up import operator_of
from app.flows.service import wall_clock
from tests.gateways.sending.till import Till, open_till
from tests.gateways.sending.worlds import World, world
from tests.gateways.stripe.accounts import ask
from tests.support.merchant_client import Live
from tests.support.promises import verified_of


@pytest.fixture(scope="module")
async def stripe() -> AsyncIterator[World]:
    async with world("stripe that forgets keys") as opened:
        yield opened


@pytest.fixture
async def shop(ringed: Live, stripe: World) -> AsyncIterator[Till]:
    async with open_till(ringed, stripe) as opened:
        yield opened


async def paid(shop: Till) -> tuple[str, str]:
    """The ids of a payment of 100.00: its PaymentIntent's, and its charge's."""
    intent = await shop.world.pay()
    charge = (await ask(shop.world.address, "GET", f"/v1/payment_intents/{intent}"))["latest_charge"]
    return intent, charge["id"]


def told(order: str, gateway_id: str, *others: str) -> OrderTold:
    """The order as a file has it, whose rows name its payment so."""
    payment = TransactionTold(gateway_id, "100.00", PaymentStatus.SETTLED, other_ids=others)
    return OrderTold(order, "USD", transactions=(payment,))


async def listed(shop: Till) -> list[Imported]:
    """What became of each payment of the gateway's list."""
    actor, begin = operator_of(shop.shop.merchant), wall_clock() - timedelta(days=1)
    async with aclosing(import_payments(shop.shop.live.service, actor, "main", begin, None)) as steps:
        return [step.became async for step in steps if step.became is not None and step.reference is not None]


async def known(shop: Till, intent: str) -> list[dict[str, Any]]:
    """The merchant's transactions, all of which are confirmed payments of orders, and that one among them."""
    rows = await shop.shop.execute(
        "SELECT gateway_id, order_id, confirmed FROM transactions WHERE merchant_id = $1 ORDER BY id",
        shop.shop.merchant.id,
    )
    assert intent in {row["gateway_id"] for row in rows}
    return [dict(row) for row in rows]


@pytest.mark.parametrize("names_intent", [True, False], ids=["with its intent", "by its charge alone"])
async def test_it_is_recorded_by_its_charge_and_then_listed(shop: Till, names_intent: bool) -> None:
    service, actor = shop.shop.live.service, operator_of(shop.shop.merchant)
    (intent, charge), order = await paid(shop), f"order {uuid4().hex}"
    others = (intent,) if names_intent else ()
    await record_orders(service, actor, [told(order, charge, *others)])
    became = await listed(shop)
    assert became.count(Imported.LEFT) == 0
    assert [each for each in await known(shop, intent) if each["order_id"] == order] == [
        {"gateway_id": intent, "order_id": order, "confirmed": True}
    ]
    before = len(await known(shop, intent))
    await record_orders(service, actor, [told(order, charge, *others)])
    await record_orders(service, actor, [told(order, intent)])
    assert await listed(shop) == [Imported.KNOWN] * len(became)
    assert len(await known(shop, intent)) == before
    await verified_of(shop.shop)


async def test_it_is_listed_and_then_recorded_by_its_charge(shop: Till) -> None:
    """A file says how much of it was refunded when the file was made; the gateway knows better."""
    service, actor = shop.shop.live.service, operator_of(shop.shop.merchant)
    (intent, charge), order = await paid(shop), f"order {uuid4().hex}"
    await ask(shop.world.address, "POST", "/v1/refunds", {"payment_intent": intent, "amount": "1200"})
    await listed(shop)
    before = len(await known(shop, intent))
    [recorded] = await record_orders(service, actor, [told(order, charge)])
    assert getattr(recorded, "order_id", recorded) == order
    assert len(await known(shop, intent)) == before
    assert {"gateway_id": intent, "order_id": order, "confirmed": True} in await known(shop, intent)
    refund = (await shop.shop.refund(await transaction_id(shop, intent), "88.00")).object
    assert refund["status"] == "SETTLED"
    assert (await shop.shop.refund(await transaction_id(shop, intent), "0.01")).codes == ["91512"]
    await verified_of(shop.shop)


async def test_both_at_the_same_time_are_one_as_well(shop: Till) -> None:
    service, actor = shop.shop.live.service, operator_of(shop.shop.merchant)
    (intent, charge), order = await paid(shop), f"order {uuid4().hex}"
    await asyncio.gather(*(listed(shop) for _ in range(3)), record_orders(service, actor, [told(order, charge)]))
    movable = [each for each in await known(shop, intent) if each["confirmed"] and each["gateway_id"] == intent]
    assert len(movable) == 1


async def transaction_id(shop: Till, intent: str) -> str:
    rows = await shop.shop.execute(
        "SELECT legacy_id FROM transactions WHERE merchant_id = $1 AND gateway_id = $2", shop.shop.merchant.id, intent
    )
    return global_id(IdKind.TRANSACTION, rows[0]["legacy_id"])
