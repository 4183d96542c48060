"""A person wants a refund retried at once while its gateway account has no slot: it is retried once there is one."""

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from app.domain.ids import IdKind, global_id
from app.flows.people.set_up import operator_of
from app.flows.reversals.queue import QueueAsk, retry_now
from app.gateways.pacing import Lane
from tests.flows.desk import PAUSE, press
from tests.gateways.sending.busy import busy_stripe, queue_up
from tests.gateways.sending.till import Till, open_till
from tests.support.merchant_client import Live

DAY = timedelta(days=1)


async def lane_of(till: Till) -> Lane:
    merchant = till.shop.merchant.id
    (account,) = await till.shop.execute("SELECT id FROM gateway_accounts WHERE merchant_id = $1", merchant)
    return (await till.shop.live.service.sessions.opened(account["id"], 1)).lane


async def press_while_busy(till: Till, refund: str) -> None:
    """Somebody else has the account's only place, and the next one is free in ten seconds at the earliest."""
    lane, entered, leave = await lane_of(till), asyncio.Event(), asyncio.Event()

    async def others() -> None:
        async with lane.slot(20):
            entered.set()
            await leave.wait()

    busy = asyncio.create_task(others())
    await entered.wait()
    lane.go_by(1, 1, Decimal("0.1"))
    await retry_now(till.shop.live.service, operator_of(till.shop.merchant), QueueAsk(refund))
    lane.go_by(1, 1, None)
    leave.set()
    await busy


@pytest.mark.parametrize("paused", [False, True])
async def test_a_press_is_kept_and_uses_up_no_daily_attempt(ringed: Live, *, paused: bool) -> None:
    async with busy_stripe() as gateway, open_till(ringed, gateway.world, concurrency="1") as till:
        await queue_up(till, "usd", 1)
        (row,) = await till.shop.execute("SELECT legacy_id FROM refunds WHERE merchant_id = $1", till.shop.merchant.id)
        refund = global_id(IdKind.REFUND, row["legacy_id"])
        tomorrow = "UPDATE operations SET next_attempt_at = first_attempt_at + interval '1 day' WHERE merchant_id = $1"
        await till.shop.execute(tomorrow, till.shop.merchant.id)
        if paused:
            await press(till.shop, PAUSE, refund)
        await press_while_busy(till, refund)
        waits = (await till.shop.node(refund))["retry"]
        assert (waits["state"], waits["attemptsMade"], waits["attemptsLeft"]) == ("WAITING", 1, 3)
        await till.later(timedelta(minutes=1))
        await till.goes_on()
        tried = (await till.shop.node(refund))["retry"]
        assert (tried["state"], tried["attemptsMade"], tried["attemptsLeft"]) == ("WAITING", 2, 3)
        (row,) = await till.shop.execute(
            "SELECT next_attempt_at - first_attempt_at AS after FROM operations WHERE merchant_id = $1",
            till.shop.merchant.id,
        )
        assert row["after"] == DAY, "it has moved none of the daily attempts"
        gateway.refuses = False
        await till.later(DAY)
        await till.goes_on()
        assert (await till.shop.node(refund))["status"] == "SETTLED"
        assert list(gateway.made.values()) == [1]
