"""Whatever stands in Redis, under whichever of arq's keys: no worker ends by it, and what is queued is done, once."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import ConnectionPool, Redis

from app.demo.embedded import Urls
from app.domain.ids import IdKind, global_id
from app.domain.reversals.queues import Queue, QueueKind
from app.flows.reversals.sweep import sweep
from app.ringing.doorbell import GO_THROUGH_QUEUE, RESUME_OPERATION, Jobs, encode_job, queue_of
from app.settings import Settings
from tests.attacks.workers import two_days_on, working
from tests.crash.installation import until
from tests.flows.desk import Refunded, refunded
from tests.support import servers as real
from tests.support.merchant_client import Shop, live_service, open_shop
from tests.support.promises import verified
from workers.queue import READ_AT_ONCE
from workers.settings import INSTALLATIONS, _end, _work

BINARY = b"\xff\xfe\x00\x80 no text"


def _job(function: str, *arguments: object) -> bytes:
    return encode_job({"f": function, "a": arguments, "k": {}, "t": None, "et": 0})


THINGS: dict[str, tuple[str | bytes, ...]] = {
    "bytes": ("SET", BINARY),
    "nothing": ("SET", ""),
    "text": ("SET", "text"),
    "a number": ("SET", "7"),
    "a huge number": ("SET", "9" * 30),
    "JSON": ("SET", '{"f": ["not a name"], "a": 1, "k": [], "t": "x", "et": null}'),
    "JSON of a number": ("SET", "1"),
    "deep JSON": ("SET", "[" * 100_000),
    "another function": ("SET", _job("nothing")),
    "other arguments": ("SET", _job(RESUME_OPERATION, "x", {})),
    "no operation": ("SET", _job(RESUME_OPERATION, 2**63 - 1)),
    "another queue": ("SET", _job(GO_THROUGH_QUEUE, "merchant:999999", 0)),
    "no queue": ("SET", _job(GO_THROUGH_QUEUE, "till:1", "x")),
    "a list": ("RPUSH", BINARY),
    "a hash": ("HSET", BINARY, BINARY),
    "a set": ("SADD", BINARY),
    "a sorted set": ("ZADD", "1", BINARY),
    "a stream": ("XADD", "*", BINARY, BINARY),
}
"""What can stand under a key: how it is put there."""

WRONG_TYPES = ("bytes", "a number", "a list", "a hash", "a set", "a stream")
OF_A_JOB = {
    "arq:job:": tuple(THINGS),
    **dict.fromkeys(["arq:retry:", "arq:in-progress:", "arq:result:"], (*WRONG_TYPES, "a huge number", "a sorted set")),
}
OF_ALL = ("{queue}", "arq:abort", "{queue}:health-check", INSTALLATIONS)


async def poison(redis: Redis, key: str, thing: str) -> None:
    """Puts the thing under the key, in place of what is there."""
    command, *values = THINGS[thing]
    await redis.delete(key)
    await redis.execute_command(str(command), key, *values)  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class Desk:
    """A merchant of an installation whose Redis the test may write into."""

    shop: Shop
    settings: Settings
    redis: Redis
    installation: str

    @property
    def queue(self) -> str:
        return queue_of(self.installation)

    def job(self, name: str) -> str:
        return f"{self.installation}:{name}"

    async def due(self, number: int) -> list[tuple[Refunded, int]]:
        """So many refunds whose next attempt is due and will be accepted, and the numbers of their operations."""
        made = await asyncio.gather(*(refunded(self.shop, "3001.00") for _ in range(number)))
        rows = await self.shop.execute(
            "SELECT r.legacy_id, o.id FROM operations o JOIN refunds r ON r.id = o.refund_id"
            " WHERE o.merchant_id = $1 AND o.state = 'WAITING'",
            self.shop.merchant.id,
        )
        await two_days_on(self.shop)
        numbers = {global_id(IdKind.REFUND, row["legacy_id"]): row["id"] for row in rows}
        return [(each, numbers[each.refund]) for each in made]

    async def not_done(self, due: list[tuple[Refunded, int]]) -> set[int]:
        """Which of them still wait, after another sweep; there is one each minute."""
        numbers = [number for _, number in due]
        rows = await self.shop.execute(
            "SELECT id FROM operations WHERE id = ANY ($1) AND state <> 'SUCCEEDED'", numbers
        )
        if rows:
            await sweep(self.shop.live.service)
        return {row["id"] for row in rows}

    async def all_done(self, due: list[tuple[Refunded, int]]) -> None:
        left: set[int] = set()

        async def none_left() -> bool:
            nonlocal left
            left = await self.not_done(due)
            return not left

        try:
            await until(none_left, "the refunds")
        except AssertionError:
            pytest.fail(f"still waiting: {left}")
        effects = Counter((each["transaction"], each["kind"]) for each in await self.shop.journal() if each["effect"])
        assert set(effects.values()) == {1}, "nothing was done twice"


@pytest.fixture
async def desk(servers: Urls, database: str) -> AsyncIterator[Desk]:
    settings = real.settings_for(replace(servers, redis=f"{servers.redis}?db=7"), database)
    async with live_service(settings) as live, open_shop(live) as shop:
        redis: Redis = Redis.from_url(settings.redis_url)
        await redis.flushdb()
        yield Desk(shop, settings, redis, await live.service.store.identity())
        await redis.flushdb()
        await redis.aclose()


@pytest.mark.parametrize("rung", [True, False], ids=["after they were rung for", "before"])
async def test_what_stands_under_a_jobs_keys(desk: Desk, tmp_path: Path, rung: bool) -> None:
    """One refund for each of a job's keys and each thing that can stand there."""
    poisons = [(key, thing) for key, things in OF_A_JOB.items() for thing in things]
    due = await desk.due(len(poisons))
    if rung:
        assert await sweep(desk.shop.live.service) == len(due)
        for _, number in due:
            await desk.shop.live.service.doorbell.ring(number)
    for (key, thing), (_, number) in zip(poisons, due, strict=True):
        await poison(desk.redis, f"{key}{desk.job(f'operation:{number}:0')}", thing)
    async with working(desk.settings, tmp_path / "worker.log"):
        await desk.all_done(due)
    await verified(desk.settings)


async def test_what_stands_under_the_keys_of_a_queues_job(desk: Desk, tmp_path: Path) -> None:
    """Such a job goes through all that is due of a merchant; one refund for each thing that can stand in its place."""
    poisons = [(key, thing) for key, things in OF_A_JOB.items() for thing in things]
    poisons += [("arq:job:", "another queue"), ("arq:job:", "no queue")]
    due = await desk.due(len(poisons))
    async with working(desk.settings, tmp_path / "worker.log"):
        for (key, thing), each in zip(poisons, due, strict=True):
            for turn in range(2):
                await poison(desk.redis, f"{key}{desk.job(f'queue:merchant:{desk.shop.merchant.id}:{turn}')}", thing)
            await desk.all_done([each])
    await verified(desk.settings)


@pytest.mark.parametrize("key", OF_ALL)
async def test_what_stands_under_the_queues_keys(desk: Desk, tmp_path: Path, key: str) -> None:
    """Also where it comes while the worker is at work."""
    key = key.format(queue=desk.queue)
    due = await desk.due(len(WRONG_TYPES) + 1)
    await poison(desk.redis, key, "bytes")
    async with working(desk.settings, tmp_path / "worker.log"):
        await desk.all_done(due[:1])
        for thing, each in zip(WRONG_TYPES, due[1:], strict=True):
            await poison(desk.redis, key, thing)
            await desk.all_done([each])
    await verified(desk.settings)


async def test_names_and_times_that_no_job_has(desk: Desk, tmp_path: Path) -> None:
    """More of them than a worker reads, and all before the others in the queue."""
    names: list[bytes | str] = [BINARY, b"", b"\n", "a b", "é", "\x1b[2J", b"x" * 100_000, "operation:1:0", "*"]
    scores = dict(enumerate([float("-inf"), -1.0, 0.0, 0.5, 1.0]))
    queued = {_and(name, number): score for name in names for number, score in scores.items()}
    queued |= {b"other:%d" % number: 0.0 for number in range(READ_AT_ONCE)}
    queued |= {b"begun:%d" % number: 1.0 for number in range(300)}
    due = await desk.due(3)
    await desk.redis.zadd(desk.queue, queued)
    for number in range(300):
        await desk.redis.set(f"arq:in-progress:begun:{number}", b"1")
    said = tmp_path / "worker.log"
    async with working(desk.settings, said):
        await desk.all_done(due)

        async def cleaned() -> bool:
            return int(await desk.redis.zcard(desk.queue)) < 100

        await until(cleaned, "the garbage to be dropped")
    assert b"\x1b" not in said.read_bytes()
    await verified(desk.settings)


async def test_a_loop_that_a_cancellation_is_lost_on_is_ended_all_the_same() -> None:
    """As it may be while something is sent to Redis."""
    lost = 0

    async def go_on() -> None:
        nonlocal lost
        while lost < 3:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                lost += 1
        await asyncio.Event().wait()

    working = asyncio.create_task(go_on())
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await _end(working)
    assert working.cancelled()


@pytest.mark.filterwarnings("ignore:Call to deprecated close:DeprecationWarning")  # by arq itself
async def test_a_worker_in_the_midst_of_a_long_queue_stops_when_it_is_told(desk: Desk) -> None:
    """At whatever instant."""
    names = {f"expired:{number}": 1.0 for number in range(500)}

    async def begun() -> bool:
        return int(await desk.redis.zcard(desk.queue)) < len(names)

    for _ in range(20):
        await desk.redis.zadd(desk.queue, names)
        stopping = asyncio.Event()
        working = asyncio.create_task(_work(desk.settings, desk.shop.live.service, stopping))
        await until(begun, "the worker to begin")
        stopping.set()
        async with asyncio.timeout(30):
            await working


def _and(name: bytes | str, number: int) -> bytes:
    return (name.encode() if isinstance(name, str) else name) + str(number).encode()


async def test_one_name_that_is_taken_keeps_no_other_from_being_heard(desk: Desk) -> None:
    """While the queue itself is something else, nobody is heard, and no ring raises."""
    doorbell = desk.shop.live.service.doorbell
    queues = [Queue(QueueKind.MERCHANT, number) for number in (1, 2, 3, 4)]
    await poison(desk.redis, f"arq:job:{desk.job('queue:merchant:1:0')}", "a hash")
    await doorbell.ring_for_queues(queues[:2])
    assert set(await desk.redis.zrange(desk.queue, 0, -1)) == {
        desk.job(f"queue:merchant:{number}:0").encode() for number in (1, 2)
    }
    await poison(desk.redis, desk.queue, "a hash")
    await doorbell.ring_for_queues(queues[2:])
    await desk.redis.delete(desk.queue)
    await doorbell.ring_for_queues(queues)
    assert len(await desk.redis.zrange(desk.queue, 0, -1)) == 4, "what was lost with the queue is rung for again"


@pytest.mark.parametrize("prefix", ["arq:job:", "arq:result:"])
@pytest.mark.parametrize("thing", THINGS)
async def test_the_name_of_a_job_of_the_minute_is_taken(desk: Desk, prefix: str, thing: str) -> None:
    """Anybody can foretell it; the job is queued all the same, and only once."""
    name = "operations.sweep:1999999999999"
    await poison(desk.redis, f"{prefix}{desk.job(name)}", thing)
    jobs = Jobs(ConnectionPool.from_url(desk.settings.redis_url), desk.installation)
    try:
        assert await jobs.enqueue_job("operations.sweep", _job_id=name)
        assert await jobs.enqueue_job("operations.sweep", _job_id=name) is None, "queued"
        await desk.redis.zrem(desk.queue, desk.job(name))
        await desk.redis.psetex(f"arq:in-progress:{desk.job(name)}", timedelta(seconds=60), b"1")
        assert await jobs.enqueue_job("operations.sweep", _job_id=name) is None, "begun"
        await desk.redis.persist(f"arq:in-progress:{desk.job(name)}")
        assert await jobs.enqueue_job("operations.sweep", _job_id=name), "no worker says so for ever"
    finally:
        await jobs.aclose(close_connection_pool=True)
    (score,) = await desk.redis.zmscore(desk.queue, [desk.job(name)])
    assert score is not None
    assert abs(score / 1000 - time.time()) < 300
