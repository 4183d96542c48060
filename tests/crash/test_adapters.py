"""A process is killed while a gateway account's refund is on its way: one effect by the gateway's own books."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from app.demo.embedded import Servers
from app.domain.gateways.secret_keys import write_key
from app.gateways.keyring import new_key
from tests.crash.conftest import is_long
from tests.crash.gates import Gate, Gates
from tests.crash.installation import World, opened, until
from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.proxy import SILENT_AFTER, SILENT_BEFORE, Fault, Proxy, proxy_to
from tests.gateways.sending.till import Till, open_till
from tests.gateways.sending.worlds import KINDS, world
from tests.support.promises import verified_of

THIRTY = "30.00"

REFUSED = Fault("refused", False, lambda _: Answer(401, b'{"error": {"type": "invalid_request_error"}}'))
"""The gateway refuses the credentials: certainly nothing was done."""


@dataclass(frozen=True)
class Death:
    """Where the process dies: with the gateway's answer on its way, or before it is told anything.

    In the `queue` it is a worker that dies, with the second attempt; the first one reached no gateway.
    """

    name: str
    fault: Fault | None
    queue: bool = False
    usual: bool = False

    def __str__(self) -> str:
        return self.name


DEATHS = (
    Death("before the reservation commits", None),
    Death("before the gateway gets it", SILENT_BEFORE),
    Death("after the effect", SILENT_AFTER, usual=True),
    Death("a worker, before the gateway gets it", SILENT_BEFORE, queue=True),
    Death("a worker, after the effect", SILENT_AFTER, queue=True, usual=True),
)


@pytest.fixture(scope="module")
async def ringed(mortal: Servers, folder: Path) -> AsyncIterator[World]:
    """An installation that can open secrets."""
    async with opened(mortal, folder, secrets_keys=write_key(new_key())) as made:
        yield made


@pytest.mark.parametrize("death", [each for each in DEATHS if each.usual or is_long()], ids=str)
@pytest.mark.parametrize("kind", [each for each in KINDS if is_long() or "allows" not in each])
async def test_whatever_dies_there_is_one_refund(ringed: World, kind: str, death: Death) -> None:
    async with (
        world(kind) as gateway,
        proxy_to(gateway.address) as proxy,
        open_till(ringed.live, gateway.at(proxy.address), timeout="20") as till,
    ):
        ringed.run_api()
        paid, theirs = await till.brought_in()
        assert (await till.shop.refund(paid, "1.00")).object["status"] == gateway.settled_as
        await (_killed_in_the_queue if death.queue else _killed_as_asked)(ringed, till, proxy, paid, death)
        reached = death.fault is SILENT_AFTER
        assert (await gateway.refunds(theirs)).count(Decimal(THIRTY)) == reached
        await _comes_to_rest(ringed, till)
        ringed.run_api()
        told = (await till.shop.refund(paid, THIRTY, key="the key")).object
        assert told["status"] == gateway.settled_as
        assert (await gateway.refunds(theirs)).count(Decimal(THIRTY)) == 1
        assert (await till.shop.node(paid))["refundableAmount"]["value"] == "69.00"
        await verified_of(till.shop)


async def _killed_as_asked(ringed: World, till: Till, proxy: Proxy, paid: str, death: Death) -> None:
    """The API dies with the request."""
    api = ringed.run_api()
    async with Gates(ringed.database) as gates:
        if death.fault is None:
            await gates.walk([Gate.RESERVE])
        else:
            proxy.faults.append(death.fault)
        asking = asyncio.create_task(till.shop.refund(paid, THIRTY, key="the key"))
        await (proxy.held.wait() if death.fault else gates.catch(1))
        ringed.kill(api)
        await gates.cut()
    with pytest.raises(httpx.TransportError):
        await asking


async def _killed_in_the_queue(ringed: World, till: Till, proxy: Proxy, paid: str, death: Death) -> None:
    """A worker dies with what the queue goes on with."""
    assert death.fault is not None
    proxy.faults.append(REFUSED)
    queued = (await till.shop.refund(paid, THIRTY, key="the key")).object
    assert queued["retry"]["attempts"][0]["outcome"] == "UNAVAILABLE"
    proxy.faults.append(death.fault)
    await till.later(timedelta(days=1))
    worker = ringed.start_worker()
    await asyncio.wait_for(proxy.held.wait(), 60)
    ringed.kill(worker)


async def _comes_to_rest(ringed: World, till: Till) -> None:
    """What was left behind is asked about, and once absence is proof it is sent again."""

    async def nothing_runs() -> bool:
        await till.goes_on()
        running = "SELECT FROM operations WHERE merchant_id = $1 AND state = 'RUNNING'"
        return not await till.shop.execute(running, till.shop.merchant.id)

    await until(nothing_runs, "what was left behind to be gone on with")
    await till.later(timedelta(minutes=6))
    await till.goes_on()
