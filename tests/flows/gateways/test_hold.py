"""On hold nothing is sent to a gateway and everything is written down; what waited goes out once it is released.

The judge is the sandbox's journal.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from app.flows.gateways.hold import Held, hold, release
from app.flows.people.set_up import create_merchant
from app.flows.reversals.resume import resume_operation
from app.settings import Settings, as_environment
from app.store.reversals import look as rows
from tests.flows.desk import RETRY_NOW, listed, press
from tests.flows.reversals.test_idempotency import CASES
from tests.support import forkserver
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import AUTHORIZE, CHARGE, REVERSE_REFUND, VISA, Shop, live_service, open_shop
from tests.support.promises import verified, verified_of
from tests.support.till import REFUND_ORDER, look, new_order_id, results

ENOUGH = timedelta(seconds=10)
WAITING: tuple[Any, ...] = ("WAITING", 0, None, "Sending is on hold. It was asked for while sending was on hold.", [])
QUEUED = {name: case for name, case in CASES.items() if case.mutation not in {CHARGE, AUTHORIZE, REVERSE_REFUND}}
"""What can wait: no sale, and nothing that takes back an accepted refund."""


async def put(shop: Shop) -> Held:
    return await hold(shop.live.service, shop.merchant, ENOUGH)


async def let_go(shop: Shop) -> None:
    """The hold is over, and what is due was carried out, as by a worker."""
    assert [each.id for each in await release(shop.live.service, shop.merchant)] == [shop.merchant.id]
    await shop.advance("PT0S")


def story(payment: dict[str, Any]) -> tuple[Any, ...]:
    retry = payment["retry"]
    return retry["state"], retry["attemptsMade"], retry["nextAttemptAt"], retry["lastError"], retry["attempts"]


@pytest.mark.parametrize("named", QUEUED)
async def test_whatever_is_asked_waits_and_is_done_once_after_the_hold(shop: Shop, named: str) -> None:
    case = QUEUED[named]
    given = {**await case.prepare(shop), "apiRequestKey": "a key"}
    before = await shop.journal()
    held = await put(shop)
    assert ([each.id for each in held.merchants], held.under_way, held.sure) == ([shop.merchant.id], 0, True)
    made = (await shop.ask(case.mutation, **given)).object
    assert story(made) == WAITING
    assert made["status"] in {"AUTHORIZING", "AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT"}
    assert (await shop.ask(case.mutation, **given)).object == made, "the same request again"
    assert (await listed(shop))[0] == [made["id"]]
    await shop.advance("PT6H")
    assert await shop.journal() == before
    await verified_of(shop)
    await let_go(shop)
    effects = [each["kind"] for each in (await shop.journal())[len(before) :] if each["effect"]]
    assert len(effects) == 1, effects
    assert (await listed(shop))[0] == []
    await verified_of(shop)


@pytest.mark.parametrize("named", ["charge", "authorize", "reverse a refund"])
async def test_what_cannot_wait_is_refused_and_changes_nothing(shop: Shop, named: str) -> None:
    given = {**await CASES[named].prepare(shop), "apiRequestKey": "a key"}
    await put(shop)
    before = await shop.everything()
    refused = await shop.ask(CASES[named].mutation, **given)
    assert refused.codes == ["SERVICE_AVAILABILITY"]
    assert await shop.everything() == before
    await release(shop.live.service, shop.merchant)
    assert (await shop.ask(CASES[named].mutation, **given)).object["id"]


async def test_a_held_refund_may_have_been_made_and_can_not_be_cancelled(shop: Shop) -> None:
    """Before the database went back to an earlier state, it may have been sent: it is asked about first."""
    payment = await shop.settled()
    await put(shop)
    made = (await shop.refund(payment, "10.00")).object
    assert (await shop.reverse_refund(made["id"])).codes == ["915282"]
    await let_go(shop)
    assert await shop.given_back(payment) == 1000
    await verified_of(shop)


async def test_an_order_counts_as_refunded_as_soon_as_it_waits(shop: Shop) -> None:
    order_id = new_order_id()
    await shop.settled("30.00", orderId=order_id)
    await shop.charge("20.00", orderId=order_id)
    await put(shop)
    answer = await shop.ask(REFUND_ORDER, orderId=order_id, cancelOrder=True)
    assert [(each["outcome"], each["errors"]) for each in results(answer)] == [(None, []), (None, [])]
    order = await look(shop, order_id)
    assert (order["cancelled"], order["refundInProgress"]) == (True, True)
    assert len(await shop.journal()) == 2
    await let_go(shop)
    order = await look(shop, order_id)
    assert (order["status"], order["refundInProgress"]) == ("REFUNDED", False)
    await verified_of(shop)


async def test_what_waited_before_stays_and_an_approved_refund_joins_it(shop: Shop) -> None:
    desk = await open_desk(shop)
    payment = await desk.settled()
    queued = (await shop.refund(await shop.settled("4000.00"), "3000.00")).object
    asked = (await desk.asker.refund(payment, "500.00")).object
    await put(shop)
    assert (await desk.approve(asked["id"])).object["status"] == "AUTHORIZING"
    sent = len(await shop.journal())
    assert (await press(shop, RETRY_NOW, queued["id"])).codes == ["SERVICE_AVAILABILITY"]
    await shop.advance("P3D")
    state, attempts, due, told, _ = story(await shop.node(queued["id"]))
    assert (state, attempts, due) == ("WAITING", 1, None)
    assert told == "Sending is on hold. The sandbox gateway cannot be reached."
    assert len(await shop.journal()) == sent
    await let_go(shop)
    assert await shop.given_back(payment) == 500_00
    assert (await shop.node(queued["id"]))["retry"]["attemptsMade"] == 2
    await verified_of(shop)


async def test_under_any_traffic_nothing_is_sent_once_it_is_told_to_be_on_hold(shop: Shop) -> None:
    """Requests come all the time, more of them than one statement takes; every one is answered, and none twice."""
    payments = [await shop.settled("1000.00") for _ in range(8)]
    made, before, enough = list[str](), asyncio.Event(), asyncio.Event()
    held: list[int] = []

    async def customers(payment: str) -> None:
        while not enough.is_set():
            made.append((await shop.refund(payment, "1.00")).object["id"])
            if len(made) >= 40:
                before.set()
            if held and len(made) >= held[0] + 100:
                enough.set()

    async with _running(*(customers(payment) for payment in payments for _ in range(4))):
        await before.wait()
        put_on = await put(shop)
        assert (put_on.under_way, put_on.sure) == (0, True)
        sent = await shop.journal()
        held.append(len(made))
        await enough.wait()
    assert await shop.journal() == sent
    await let_go(shop)
    after = await shop.journal()
    assert all(each["effect"] for each in after)
    assert len(after) == len(payments) + len(set(made)) == len({each["key"] for each in after})
    await verified_of(shop)


@asynccontextmanager
async def _running(*works: Any) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        await asyncio.gather(*tasks)


async def _until(shop: Shop, there_is: str) -> None:
    """Returns once a statement about the merchant finds something."""
    async with asyncio.timeout(10):
        while not await shop.execute(there_is, shop.merchant.id):
            pass


async def test_a_sending_that_had_begun_is_counted_until_it_ends(shop: Shop) -> None:
    payment = await shop.settled("4000.00")
    slow = asyncio.create_task(shop.refund(payment, "3004.00"))
    await _until(shop, "SELECT FROM operations WHERE merchant_id = $1 AND state = 'RUNNING'")
    assert (await hold(shop.live.service, shop.merchant, timedelta(0))).under_way == 1
    assert (await hold(shop.live.service, shop.merchant, ENOUGH)).under_way == 0
    assert (await slow).object["retry"]["attempts"][0]["outcome"] == "UNKNOWN", "it takes longer than the timeout"
    await release(shop.live.service, shop.merchant)


async def test_what_was_seen_before_a_hold_is_not_sent_after_it(shop: Shop) -> None:
    """Who takes an operation that is due has read all of it, and waits for its row, when the hold begins."""
    made = (await shop.refund(await shop.settled("4000.00"), "3001.00")).object
    waits = (
        "UPDATE operations SET next_attempt_at = requested_at WHERE merchant_id = $1 AND state = 'WAITING' RETURNING id"
    )
    (row,) = await shop.execute(waits, shop.merchant.id)
    service = shop.live.service
    async with service.store.begin() as session:
        await rows.hold(session, row["id"])
        taking = asyncio.create_task(resume_operation(service, row["id"]))
        held = asyncio.create_task(put(shop))
        await _until(shop, "SELECT FROM merchants WHERE id = $1 AND held_at IS NOT NULL")
        assert not held.done(), "this transaction might still send"
    assert (await held).under_way == 0
    assert not await taking
    assert [each["kind"] for each in await shop.journal()] == ["charge", "refund"]
    await let_go(shop)
    assert (await shop.node(made["id"]))["status"] == "AUTHORIZING", "it may have been made, and is asked about"
    await shop.advance("PT10M")
    assert (await shop.node(made["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert [each["kind"] for each in await shop.journal()] == ["charge", "refund", "refund"]


async def test_all_merchants_are_on_hold_also_those_that_come_later(settings: Settings) -> None:
    """By the commands, while no Redis can be reached."""
    alone = {**as_environment(settings), "REFUNDRY_REDIS_URL": "redis://127.0.0.1:1/0"}
    async with live_service(settings) as live, open_shop(live) as one, open_shop(live) as other:
        store = live.service.store
        assert forkserver.run("hold", one.merchant.public_id, environment=alone, typed="").stdout == (
            f"{one.merchant.public_id}  on hold\n"
        )
        made = forkserver.run("hold", environment=alone, typed="")
        assert (made.returncode, made.stdout, made.stderr) == (0, f"{other.merchant.public_id}  on hold\n", "")
        assert forkserver.run("hold", environment=alone, typed="").stdout == "all merchants  on hold already\n"
        later = await create_merchant(store, "Later", sandbox=True)
        assert later.on_hold
        sale = {"paymentMethodId": VISA, "transaction": {"amount": "1"}}
        assert (await other.ask(CHARGE, **sale)).codes == ["SERVICE_AVAILABILITY"]
        unknown = forkserver.run("release", "nobody", environment=alone, typed="")
        assert (unknown.returncode, unknown.stderr) == (1, "refundry: There is no merchant 'nobody'.\n")
        again = forkserver.run("release", other.merchant.public_id, environment=alone, typed="")
        assert again.stdout == f"{other.merchant.public_id}  released\n"
        assert (await other.ask(CHARGE, **sale)).object["status"] == "SUBMITTED_FOR_SETTLEMENT"
        freed = forkserver.run("release", environment=alone, typed="")
        assert freed.stdout.splitlines() == [f"{one.merchant.public_id}  released", "later  released"]
        assert not (await create_merchant(store, "Latest", sandbox=True)).on_hold
        statement = "SELECT kind FROM changes WHERE merchant_id = $1 ORDER BY id DESC LIMIT 2"
        told = await one.execute(statement, one.merchant.id)
        assert [each["kind"] for each in told] == ["SENDING_RELEASED", "SENDING_HELD"]
    await verified(settings)
