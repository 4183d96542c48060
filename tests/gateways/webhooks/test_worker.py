"""A worker acts on what came in, by itself."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from app.demo.embedded import Urls
from tests.gateways.adyen.fake import Fake, fake
from tests.gateways.webhooks.inbox import Inbox
from tests.gateways.webhooks.signing import by_adyen
from tests.gateways.webhooks.world import World, open_world
from workers.settings import _worker


@pytest.fixture(scope="module")
async def adyen() -> AsyncIterator[Fake]:
    async with fake() as gateway:
        yield gateway


@pytest.fixture(scope="module")
async def world(running: Inbox, adyen: Fake) -> World:
    return await open_world(running, "Acme at work", "adyen", adyen.address, "EUR")


async def work(world: World) -> None:
    """A worker does what there is to do, and ends."""
    worker = _worker(world.service.settings, world.service, await world.service.store.identity(), asyncio.Event())
    worker.burst = True
    worker.max_burst_jobs = 100
    try:
        await worker.async_run()
    finally:
        await worker.pool.aclose(close_connection_pool=True)


async def test_a_ring_wakes_a_worker(world: World, adyen: Fake) -> None:
    reference = adyen.pay()
    await world.told(by_adyen(adyen.captured(reference)))
    await work(world)
    assert (await world.payment(reference))["status"] == "SETTLED"


async def test_a_ring_that_nobody_heard_costs_only_time(world: World, adyen: Fake, servers: Urls) -> None:
    """The row is the job: the sweep finds it."""
    reference = adyen.pay()
    await world.told(by_adyen(adyen.captured(reference)))
    await world.service.doorbell._redis.flushdb()
    for _ in range(2):
        await work(world)
    assert (await world.payment(reference))["status"] == "SETTLED"
