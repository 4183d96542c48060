"""Several installations on one Redis: their jobs stay apart, and their workers say that they have met."""

import asyncio
from dataclasses import replace

import pytest
import structlog
from redis.asyncio import Redis

from app.addresses.redis import read_redis
from app.assembly import assembled
from app.demo.embedded import Urls
from app.flows.service import Service
from app.ringing.doorbell import queue_of
from app.settings import Settings
from app.store.database import Store
from tests.support import servers as real
from workers.settings import INSTALLATIONS, _look_for_others, _worker


@pytest.mark.filterwarnings("ignore:Call to deprecated close:DeprecationWarning")  # by arq itself
async def test_two_installations_share_one_redis(servers: Urls, database: str, template: str) -> None:
    shared = replace(servers, redis=f"{servers.redis}?db=8")
    second = await real.create_database(servers, template=template)
    ours, theirs = (real.settings_for(shared, each) for each in (database, second))
    redis: Redis = Redis(connection_pool=read_redis(shared.redis).connections(1.0, 1.0))
    await redis.flushdb()
    async with assembled(ours) as one, assembled(theirs) as two:
        names = [await each.store.identity() for each in (one, two)]
        assert names[0] != names[1]
        for service in (one, two):
            # The same number of different operations.
            await service.doorbell.ring(1)
        for name in names:
            assert await redis.zrange(queue_of(name), 0, -1) == [f"{name}:operation:1:0".encode()]
        assert await _met(ours, one, names[0]) == []
        assert await _met(theirs, two, names[1]) == [[queue_of(names[0])]]
        assert await _met(ours, one, names[0]) == [[queue_of(names[1])]]
        assert int(await redis.zcard(INSTALLATIONS)) == 2
    await redis.flushdb()
    await redis.aclose(close_connection_pool=True)
    await real.drop_database(servers, second)


async def _met(settings: Settings, service: Service, name: str) -> list[list[str]]:
    """The other queues that a worker tells of when it begins."""
    worker = _worker(settings, service, name, asyncio.Event())
    with structlog.testing.capture_logs() as told:
        await _look_for_others(worker)
    await worker.pool.aclose(close_connection_pool=True)
    return [line["others"] for line in told if line["event"] == "queue.other_installations"]


async def test_every_way_to_a_database_leads_to_the_same_installation(database: str) -> None:
    names = set()
    for address in (database, f"{database}&application_name=other", f"{database}&connect_timeout=3"):
        store = Store(address)
        names.add(await store.identity())
        await store.close()
    assert len(names) == 1
