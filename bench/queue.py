"""How the queue does when it is long: what one sweep reads of it, and how fast a worker works it off.

    python -m bench.queue [--queued 1000000] [--fewer 10000] [--due 1000]

Everything runs on servers of its own: the same machine at the same time, so that what counts are the ratios.
"""

import sys

if not __package__:
    # Run as a file, this one would be taken for the standard library's `queue`.
    from pathlib import Path

    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import asyncio
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, cast

import asyncpg
from arq.connections import ArqRedis, RedisSettings, create_pool
from arq.typing import WorkerCoroutine
from arq.worker import Worker, func
from sqlalchemy import text

from app.assembly import assembled
from app.demo.embedded import Servers, Urls
from app.flows.reversals.sweep import MOST, sweep
from app.flows.upkeep.verify import verify
from app.ringing.doorbell import decode_job, encode_job
from app.settings import LogLevel, Settings, as_environment
from app.store.history.checks import Patience
from app.store.reversals import due, operations
from bench.loading import load_queue
from tests.support import servers as real
from workers.settings import AT_ONCE

TIMES = 5
"""How often a sweep is repeated; the middle one counts."""

EMPTY_JOBS = "bench.empty"

ROWS_READ = """
SELECT sum(pg_stat_get_xact_tuples_returned(c.oid))
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i')
"""
"""Rows of tables and entries of indexes that this transaction has read so far, by PostgreSQL's own count."""

STILL_TO_DO = """
SELECT (SELECT count(*) FROM operations WHERE merchant_id = 1 AND next_attempt_at <= now())
    + (SELECT count(*) FROM operations WHERE lease_until IS NOT NULL)
"""
"""Reads no more than it counts, so that looking on slows nobody down."""

DRAINED = """
SELECT count(*) AS refunds, extract(epoch FROM max(a.finished_at) - min(a.finished_at)) AS seconds
FROM attempts a JOIN operations o ON o.id = a.operation_id
WHERE o.kind = 'REFUND' AND o.state = 'SUCCEEDED' AND a.outcome = 'ACCEPTED'
"""


@dataclass(frozen=True, slots=True)
class Swept:
    """One sweep over so many `queued` refunds: how many it `found` due, rows read and seconds for finding them.

    `seconds_in_all` has the ringing in it.
    """

    queued: int
    found: int
    rows: int
    seconds: float
    seconds_in_all: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Two sweeps, two rates by the second, and `refundry verify` over the long queue afterwards."""

    few: Swept
    many: Swept
    refunds_drained: int
    refunds_by_second: float
    empty_jobs_by_second: float
    seconds_to_verify: float
    broken: list[str]


async def measure(servers: Urls, queued: int, fewer: int, due: int) -> Measured:
    """Everything, in one run; `queued` and `fewer` are multiples of ten times `due`."""
    await real.create_template(servers)
    async with long_queue(servers, fewer, due) as short, long_queue(servers, queued, due) as long:
        # By turns, so that whatever else the machine does meets both.
        turns = [(await _sweep(short, fewer), await _sweep(long, queued)) for _ in range(TIMES)]
        few, many = (_middle(list(swept)) for swept in zip(*turns, strict=True))
        refunds, by_second = await drain(long)
        empty = await empty_jobs(long, due)
        seconds, broken = await _verify(long)
    return Measured(few, many, refunds, by_second, empty, seconds, broken)


@asynccontextmanager
async def long_queue(servers: Urls, queued: int, due: int) -> AsyncIterator[Settings]:
    """The settings of a database of its own with such a queue."""
    address = await real.create_database(servers)
    settings = real.settings_for(servers, address, log_level=LogLevel.WARNING)
    await load_queue(settings.database_url, queued, due)
    yield settings
    await real.drop_database(servers, address)


async def _sweep(settings: Settings, queued: int) -> Swept:
    async with assembled(settings) as service, _redis(settings) as redis:
        async with service.store.session() as session:
            await due.queues(session, MOST)  # the first statements of a connection cost more than others
            await operations.running(session)
            read_before = int((await session.execute(text(ROWS_READ))).scalar_one())
            began = time.perf_counter()
            queues = await due.queues(session, MOST)
            await operations.running(session)
            seconds = time.perf_counter() - began
            rows = int((await session.execute(text(ROWS_READ))).scalar_one()) - read_before
        began = time.perf_counter()
        await sweep(service)
        seconds_in_all = time.perf_counter() - began
        await redis.flushall()  # a ring that was not answered is not repeated
    return Swept(queued, sum(each.due for each in queues), rows, seconds, seconds_in_all)


def _middle(swept: list[Swept]) -> Swept:
    """The same sweep over and over: with the seconds that stand in the middle."""
    seconds, in_all = median(each.seconds for each in swept), median(each.seconds_in_all for each in swept)
    return replace(swept[-1], seconds=seconds, seconds_in_all=in_all)


async def drain(settings: Settings) -> tuple[int, float]:
    """How many refunds a worker of its own got done, by the gateway's acceptance, and how many by the second."""
    connection: asyncpg.Connection[asyncpg.Record] = await asyncpg.connect(
        settings.database_url.replace("+asyncpg", "")
    )
    try:
        with _worker(settings) as worker:
            while await connection.fetchval(STILL_TO_DO):
                if worker.poll() is not None:
                    raise RuntimeError("the worker ended before the queue")
                await asyncio.sleep(0.2)
        row = await connection.fetchrow(DRAINED)
    finally:
        await connection.close()
    assert row is not None, "a count has a row"
    return row["refunds"], row["refunds"] / float(row["seconds"])


@contextmanager
def _worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "app.commands.cli", "worker"], env=as_environment(settings))
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def empty_jobs(settings: Settings, jobs: int) -> float:
    """How many jobs by the second arq does that do nothing, with a worker that is set as ours is."""
    done: list[float] = []

    async def empty(_: dict[str, Any], __: int) -> None:
        done.append(time.perf_counter())

    async with _redis(settings) as redis:
        for number in range(jobs):
            await redis.enqueue_job(EMPTY_JOBS, number)
        worker = Worker(
            functions=[func(cast(WorkerCoroutine, empty), name=EMPTY_JOBS, keep_result=0, max_tries=1)],
            queue_name=EMPTY_JOBS,
            redis_pool=redis,
            job_serializer=encode_job,
            job_deserializer=decode_job,
            max_jobs=AT_ONCE,
            poll_delay=0.2,
            burst=True,
            handle_signals=False,
            log_results=False,
        )
        await worker.async_run()
    return len(done) / (done[-1] - done[0])


@asynccontextmanager
async def _redis(settings: Settings) -> AsyncIterator[ArqRedis]:
    redis = await create_pool(
        RedisSettings.from_dsn(settings.redis_url),
        job_serializer=encode_job,
        job_deserializer=decode_job,
        default_queue_name=EMPTY_JOBS,
    )
    try:
        yield redis
    finally:
        await redis.aclose()


async def _verify(settings: Settings) -> tuple[float, list[str]]:
    """How long the checks of all promises take, and what is broken."""
    began = time.perf_counter()
    async with assembled(settings) as service:
        broken = [each.check.name async for each in verify(service, Patience()) if not each.kept]
    return time.perf_counter() - began, broken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queued", type=int, default=1_000_000)
    parser.add_argument("--fewer", type=int, default=10_000)
    parser.add_argument("--due", type=int, default=1_000)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="refundry-bench-") as folder:
        servers = Servers(Path(folder)).take("bench").start()
        try:
            measured = asyncio.run(measure(servers.urls, asked.queued, asked.fewer, asked.due))
        finally:
            servers.stop()
    print(table(measured))
    if measured.broken:
        sys.exit(f"Promises are broken: {', '.join(measured.broken)}")


def table(measured: Measured) -> str:
    """What was measured, for people: the ratios are what other machines should see as well."""
    few, many = measured.few, measured.many

    def line(what: str, one: float, other: float, form: str) -> str:
        return f"{what:<38}{one:>14{form}}{other:>14{form}}{other / one:>10.2f}"

    return "\n".join(
        [
            f"{'':<38}{f'{few.queued:,}':>14}{f'{many.queued:,}':>14}{'ratio':>10}",
            line("one sweep: refunds found", few.found, many.found, ","),
            line("one sweep: rows read", few.rows, many.rows, ","),
            line("one sweep: milliseconds to find them", few.seconds * 1000, many.seconds * 1000, ".1f"),
            line("one sweep: milliseconds with ringing", few.seconds_in_all * 1000, many.seconds_in_all * 1000, ".1f"),
            "",
            f"{'':<38}{'empty jobs':>14}{'refunds':>14}{'ratio':>10}",
            line("by one worker in a second", measured.empty_jobs_by_second, measured.refunds_by_second, ".0f"),
            "",
            f"every promise about {many.queued:,} refunds verified in {measured.seconds_to_verify:.1f} seconds",
        ]
    )


if __name__ == "__main__":
    main()
