"""How many calls an account makes at a time and in a second, and that no account holds another one up (SPEC 14.5)."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from hypothesis import settings as examples

from app.domain.ids import IdKind, global_id
from app.domain.reversals.queues import Queue, QueueKind
from app.flows.gateways import links
from app.gateways.pacing import MARGIN, ON_THE_WAY, PUNCTUAL, WRITTEN, Lane, NoSlot, Shares
from app.store.gateways import pace
from tests.attacks.workers import working
from tests.gateways.sending.busy import BusyStripe, busy_stripe, queue_up
from tests.gateways.sending.till import open_till
from tests.support.merchant_client import Live

RATE = 25

REQUEST = httpx.Request("GET", "http://127.0.0.1")


def lane(live: Live, account: int, *, concurrency: int = 8, rate: str | None = None) -> Lane:
    store = live.service.store

    async def draw(number: int, spacing: timedelta, count: int) -> timedelta:
        return await pace.draw(store, number, spacing, count)

    return Lane(account, concurrency, None if rate is None else Decimal(rate), draw)


def most_within(moments: list[float], seconds: float) -> int:
    return max(sum(each <= other < each + seconds for other in moments) for each in moments)


async def test_two_processes_together_keep_the_rate(ringed: Live) -> None:
    lanes = [lane(ringed, 1_000_001, rate="50", concurrency=100) for _ in range(2)]
    loop, begun = asyncio.get_running_loop(), list[float]()

    async def call(through: Lane) -> None:
        async with through.slot(10):
            begun.append(loop.time())

    await asyncio.gather(*(call(each) for each in lanes for _ in range(40)))
    assert len(begun) == 80
    assert most_within(begun, 1 + ON_THE_WAY) <= 50, "whatever comes together although it went one after the other"
    assert max(begun) - min(begun) < 2.5, "and no slower than it has to be"


async def test_what_is_written_late_costs_a_further_moment(ringed: Live) -> None:
    """So a process that was held up keeps the rate with what the others have sent meanwhile."""
    of_account, loop = lane(ringed, 1_000_005, rate="20"), asyncio.get_running_loop()

    request = httpx.Request("GET", "http://127.0.0.1")
    async with of_account.slot(5):
        await of_account.before_request(request)
        begun = loop.time()
        while loop.time() < begun + 2 * PUNCTUAL:  # noqa: ASYNC110 -- only time passes
            await asyncio.sleep(0)
        for event in ("http11.send_request_headers.complete", WRITTEN, "http11.receive_response_body.complete"):
            await request.extensions["trace"](event, {})
    written = loop.time()
    async with of_account.slot(5):
        assert loop.time() - written > 0.9 * MARGIN / 20, "the next one goes a moment later than it could"


async def test_a_call_takes_one_moment_and_each_further_request_of_it_another(ringed: Live) -> None:
    of_account, loop = lane(ringed, 1_000_002, rate="20"), asyncio.get_running_loop()
    moments = []
    async with of_account.slot(1):
        for _ in range(4):
            await of_account.before_request(REQUEST)
            moments.append(loop.time())
    apart = [later - earlier for earlier, later in pairwise(moments)]
    assert min(apart) >= 0.04


async def test_who_would_wait_too_long_is_told_when_to_come_again(ringed: Live) -> None:
    """Each a little later than the one before."""
    of_account, leave = lane(ringed, 1_000_003, concurrency=2, rate="10"), asyncio.Event()

    async def stay() -> None:
        async with of_account.slot(1):
            await leave.wait()

    staying = [asyncio.create_task(stay()) for _ in range(2)]
    told: list[float] = []
    while len(told) < 20:
        try:
            async with of_account.slot(0.05):
                await asyncio.sleep(0)
        except NoSlot as no_slot:
            told.append(no_slot.again_in.total_seconds())
    leave.set()
    await asyncio.gather(*staying)
    assert told[0] >= 0.9
    assert told[-1] > told[0] + 0.5
    async with of_account.slot(1):
        pass


async def test_a_place_is_free_again_whatever_ended_the_call(ringed: Live) -> None:
    of_account = lane(ringed, 1_000_004, concurrency=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with of_account.slot(1):
                _ = 1 / 0
        waiting = asyncio.create_task(of_account.slot(30).__aenter__())
        async with of_account.slot(1):
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_whoever_gives_up_leaves_the_moment_to_the_next() -> None:
    """Otherwise many that wait for less long than the next moment is away would draw further and further ahead."""
    drawn = list[int]()

    async def draw(_: int, __: timedelta, count: int) -> timedelta:
        drawn.append(count)
        return timedelta(seconds=0.3)

    of_account = Lane(1, 4, Decimal(10), draw)
    for _ in range(5):
        with pytest.raises(NoSlot):
            async with of_account.slot(0.01):
                pass
    async with of_account.slot(5):
        pass
    assert drawn == [1]


async def test_a_queue_takes_as_many_places_as_are_left_for_others() -> None:
    shares = Shares(32)
    async with AsyncExitStack() as stack:

        async def begun(account: int) -> int:
            taken = 0
            while await stack.enter_async_context(shares.one(Queue(QueueKind.ACCOUNT, account))):
                taken += 1
            return taken

        assert [await begun(account) for account in (1, 2, 3, 4)] == [16, 8, 4, 2]
        assert [await begun(account) for account in (5, 6, 7)] == [1, 1, 1]


async def test_a_burst_of_requests_keeps_the_rate_and_what_has_no_slot_waits_in_the_queue(ringed: Live) -> None:
    """It waits for its first sending: that is no attempt, and none of the daily ones."""
    async with busy_stripe() as gateway, open_till(ringed, gateway.world, rate="5", concurrency="2") as till:
        await queue_up(till, "usd", 1)
        gateway.refuses = False
        [paid] = await till.shop.execute(
            "SELECT legacy_id FROM transactions WHERE merchant_id = $1", till.shop.merchant.id
        )
        transaction = global_id(IdKind.TRANSACTION, paid["legacy_id"])
        answers = await asyncio.gather(*(till.shop.refund(transaction, "0.01") for _ in range(40)))
        made = [each.object for each in answers]
        waits = [each for each in made if each["status"] == "AUTHORIZING"]
        assert {each["status"] for each in made} == {"AUTHORIZING", "SETTLED"}
        assert {(each["retry"]["attemptsMade"], each["retry"]["attemptsLeft"]) for each in waits} == {(0, 3)}
        assert {each["retry"]["state"] for each in waits} == {"WAITING"}
        assert gateway.most_within(1) <= 5
        assert (await till.shop.reverse_refund(waits[0]["id"])).object["status"] == "VOIDED", "nothing of it was done"
        await till.later(timedelta(minutes=5))
        await till.goes_on()
        after = await till.shop.node(waits[1]["id"])
        assert (after["status"], after["retry"]) == ("SETTLED", None)
        assert gateway.most_within(1) <= 5


async def test_a_queue_keeps_its_rate_and_holds_up_no_other_account(ringed: Live, tmp_path: Path) -> None:
    """By two workers. The judge is what each gateway saw come."""
    number = 10_000 if examples.get_current_profile_name() == "long" else 150
    async with busy_stripe() as slow, busy_stripe() as quick, open_till(ringed, slow.world, rate=str(RATE)) as till:
        await till.add("beside", quick.world)
        await links.add_linked_account(ringed.service, till.shop.merchant, "eur", "USD", "beside")
        await queue_up(till, "usd", number)
        await queue_up(till, "eur", 30)
        slow.refuses = quick.refuses = False
        begun = time.monotonic()
        async with working(ringed.settings, tmp_path / "one"), working(ringed.settings, tmp_path / "two"):
            await _until(lambda: len(quick.made) >= 30, 60)
            behind, others = len(slow.made), max(quick.log) - begun
            await _until(lambda: len(slow.made) >= number, 30 + 1.5 * number / RATE)
    _once_each(slow, number)
    _once_each(quick, 30)
    assert slow.most_within(1) <= RATE
    assert behind < number * 2 / 3, "the other account was held up"
    took = max(slow.log) - min(slow.log)
    assert slow.most_within(1) > RATE * 0.6, "it is no slower than it has to be"
    print(f"{number} at {number / took:.1f} a second, {slow.most_within(1)} at most in any second")
    print(f"the other account's 30 were done {others:.1f} s after the workers were started, {behind} before them")


def _once_each(gateway: BusyStripe, number: int) -> None:
    assert (len(gateway.made), set(gateway.made.values())) == (number, {1})


async def _until(true: Callable[[], bool], patience: float) -> None:
    async with asyncio.timeout(patience):
        while not true():  # noqa: ASYNC110 -- other processes do it
            await asyncio.sleep(0.02)
