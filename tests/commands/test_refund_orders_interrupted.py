"""`refundry refund-orders`, stopped, killed, run twice at a time: started often enough, it is the same as once."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.flows.orders.refund_many import refund_orders
from app.flows.orders.refund_outcome import OrderRefundOutcome
from app.flows.orders.refund_run import ForAll, RefundTold, begin_run
from app.settings import Settings
from tests.crash.installation import until
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.operator import KIM, Line, Operator, Told, ended, hire
from tests.support.promises import verified

ORDERS = 60
A_FEW = ("--at-a-time", "6")

REFUNDED = """
SELECT t.order_id, array_agg(j.kind) AS kinds FROM sandbox.journal j
JOIN public.transactions t ON t.legacy_id = j.transaction
WHERE j.effect AND j.kind <> 'charge' GROUP BY t.order_id
"""

SLOWLY = (
    """
    CREATE FUNCTION take_a_moment() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_sleep(0.04);
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER journal_takes_a_moment BEFORE INSERT ON sandbox.journal
    FOR EACH ROW EXECUTE FUNCTION take_a_moment()
    """,
)
"""The gateway takes its time for each of them, so that a run is met in the middle."""


@dataclass(frozen=True, slots=True)
class Event:
    """A cancelled event: its orders have one payment each, which has settled in every second one."""

    shop: Shop
    operator: Operator
    ids: list[str]

    async def given_back(self) -> dict[str, list[str]]:
        """What the gateway did to the payment of each order, by its journal."""
        return {row["order_id"]: row["kinds"] for row in await self.shop.execute(REFUNDED)}

    async def until(self, number: int, process: "subprocess.Popen[str]") -> None:
        """Returns when so many orders are refunded, or the process has ended."""

        async def there() -> bool:
            return len(await self.given_back()) >= number or process.poll() is not None

        await until(there, f"{number} orders to be refunded")

    async def check(self) -> None:
        """Each was refunded once, and every promise is kept."""
        expected = {order_id: ["void" if at % 2 else "refund"] for at, order_id in enumerate(self.ids)}
        assert await self.given_back() == expected
        await verified(self.shop.live.settings)

    async def started_again(self, *options: str) -> Told:
        """How the run ends once nothing interrupts it any more, and what is to be asked about was asked."""
        file = self.operator.write(self.ids)
        told = await ended(self.operator.start(file, *options))
        if told.status == 3:
            await self.shop.advance("PT10M")
            told = await ended(self.operator.start(file, *options))
        return told


@pytest.fixture
async def event(settings: Settings, tmp_path: Path) -> AsyncIterator[Event]:
    # However busy the machine is, no answer of the gateway's is given up.
    patient = settings.model_copy(update={"gateway_timeout": 20.0})
    async with live_service(patient) as live, open_shop(live) as shop:
        await hire(shop)
        ids = [f"A-{number}" for number in range(ORDERS)]
        for start in range(0, ORDERS, 10):
            sales = enumerate(ids[start : start + 10], start=start)
            await asyncio.gather(*(_sell(shop, order_id, settled=not at % 2) for at, order_id in sales))
        for statement in SLOWLY:
            await shop.execute(statement)
        yield Event(shop, Operator(patient, shop.merchant, tmp_path), ids)


async def _sell(shop: Shop, order_id: str, *, settled: bool) -> None:
    await (shop.settled if settled else shop.charge)("10.00", orderId=order_id)


@pytest.mark.parametrize(
    "interrupted",
    [
        [(8, signal.SIGINT), (32, signal.SIGTERM)],
        [(4, signal.SIGKILL), (20, signal.SIGKILL), (21, signal.SIGKILL), (38, signal.SIGKILL)],
        [(1, signal.SIGKILL), (24, signal.SIGINT), (38, signal.SIGKILL)],
    ],
    ids=["asked to stop", "killed", "both"],
)
async def test_interrupted_and_started_again_is_the_same_as_once(
    event: Event, interrupted: list[tuple[int, signal.Signals]]
) -> None:
    for number, how in interrupted:
        process = event.operator.start(event.operator.write(event.ids), *A_FEW)
        await event.until(number, process)
        process.send_signal(how)
        stopped = await ended(process)
        assert stopped.status == (-signal.SIGKILL if how is signal.SIGKILL else 130), stopped
        done = await event.given_back()
        assert len(done) < ORDERS
        if how is not signal.SIGKILL:
            # What was begun was carried out, and told.
            assert "Stopped" in stopped.said
            assert not await event.shop.execute("SELECT FROM operations WHERE state = 'RUNNING'")
            assert done.keys() <= {line["orderId"] for line in stopped.lines}
    told = await event.started_again()
    assert (told.status, told.results) == (0, ["REFUNDED"] * ORDERS), told.said
    assert [line["line"] for line in told.lines] == [*range(1, ORDERS + 1)]
    await event.check()
    once_more = await event.started_again()
    assert (once_more.status, once_more.lasting()) == (0, told.lasting())
    assert once_more.said.splitlines()[-1] == f"{ORDERS} lines: {ORDERS} refunded; {ORDERS} known before"
    await event.check()


async def test_two_operators_run_the_same_file_at_the_same_time(event: Event) -> None:
    await hire(event.shop, "robin@example.com")
    file = event.operator.write(event.ids)
    processes = [event.operator.start(file, email=email) for email in (KIM, "robin@example.com")]
    one, other = [await ended(process) for process in processes]
    assert (one.status, other.status) == (0, 0), (one, other)
    assert one.lasting() == other.lasting()
    await event.check()


async def test_lines_that_begin_nothing_hold_nothing_up(event: Event) -> None:
    """However many lines there are: orders under way continue meanwhile, and are reported."""
    told: list[OrderRefundOutcome | Exception] = []
    came_to_nothing = iter(range(10_000_000))

    def lines() -> Iterator[Line | None]:
        yield Line(RefundTold(event.ids[0]))
        while not told and next(came_to_nothing, None) is not None:
            yield None

    service = event.shop.live.service
    run = await begin_run(service, "gala", event.shop.merchant.public_id, KIM, ForAll())
    async for _, outcome in refund_orders(service, run, lines(), 5):
        told.append(outcome)
    assert [type(each) for each in told] == [OrderRefundOutcome]
    assert next(came_to_nothing, None) is not None


async def test_no_more_is_begun_than_is_asked_for_at_a_time(event: Event) -> None:
    """A long file needs little memory, and a reader that stops early loses no order that was started."""
    begun: list[str] = []

    def lines() -> Iterator[Line]:
        for order_id in event.ids:
            begun.append(order_id)
            yield Line(RefundTold(order_id))

    service = event.shop.live.service
    run = await begin_run(service, "gala", event.shop.merchant.public_id, KIM, ForAll())
    told = 0
    going = refund_orders(service, run, lines(), 5)
    async for _, outcome in going:
        assert isinstance(outcome, OrderRefundOutcome), outcome
        told += 1
        assert len(begun) <= told + 5
        if told == 20:
            break
    await going.aclose()
    assert (await event.given_back()).keys() == set(begun)
    assert not await event.shop.execute("SELECT FROM operations WHERE state = 'RUNNING'")
