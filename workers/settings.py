"""The worker: arq on Redis. A job is the id of a row in PostgreSQL, and calls one flow."""

import asyncio
import signal
from typing import Any, cast

import structlog
from anyio import CapacityLimiter
from arq import cron, func
from arq.cron import CronJob
from arq.typing import WorkerCoroutine
from redis.exceptions import RedisError, ResponseError

from app import __version__
from app.addresses.redis import read_redis
from app.assembly import assembled
from app.domain.gateways.common_settings import LONGEST_TIMEOUT
from app.domain.history.notices import SENT_EVERY
from app.domain.problems import Unavailable
from app.domain.reversals.schedule import QUICK_TRIES_END_AFTER
from app.flows.gateways.following import LEASE
from app.flows.orders.carry_out_run import BEGINS_FOR
from app.flows.reversals.go_through import BEGINS_FOR as GOES_THROUGH_FOR
from app.flows.service import Service
from app.flows.upkeep.backlog import sampling
from app.flows.upkeep.pulse import Pulse, beating
from app.process import end_within
from app.ringing.doorbell import (
    ACT_ON_EVENT,
    CARRY_OUT_RUN,
    GO_THROUGH_QUEUE,
    LONGEST_JOB,
    PATIENCE,
    RESUME_OPERATION,
    Jobs,
    decode_job,
    encode_job,
    queue_of,
)
from app.settings import Settings
from app.store.migrate import known_revisions
from app.store.tables.upkeep import ProcessKind
from workers.following import follow_payments
from workers.gateway_events import act, sweep
from workers.mail import send_messages
from workers.operations import QUEUES, go_through_queue, resume, sweep_operations
from workers.queue import QueueWorker
from workers.reconcile import reconcile_accounts
from workers.refund_runs import carry_out, sweep_refund_runs
from workers.retention import forget
from workers.settlement import settle_merchants
from workers.webhooks import sending

log = structlog.get_logger(__name__)

AT_ONCE = 64
"""Jobs that one worker runs at a time: half of them may go through queues. They mostly wait for gateways."""

PAUSE = 1.0
"""Seconds between two attempts to reach a Redis that is away."""

FOLLOWS_FOR = LEASE.total_seconds()
"""Seconds after which asking gateways is cut off: what it has taken is due again by then."""

NIGHT = 3
"""The hour, in UTC, of the jobs of each night."""

LONGEST_NIGHT = 6 * 3600.0
"""Seconds after which such a job is broken off."""

MOMENT = 0.1
"""Seconds between two attempts to end arq's loop."""

INSTALLATIONS = "refundry:installations"
"""The sorted set in Redis of the queues that are worked on, by the time when that was last begun."""

MANY = 20
"""Other installations that a worker looks for, and one less."""

SILENCE = 10.0
"""Seconds without an answer after which Redis counts as away."""


def run(settings: Settings) -> None:
    """Runs a worker until SIGINT or SIGTERM, and then until the jobs that it has started end."""
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if not stopping.is_set():
            end_within(settings.shutdown_grace)
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    if settings.mail_server is None:
        log.warning("mail.no_server", hint="Mails wait in the outbox until REFUNDRY_SMTP_URL is set.")
    async with assembled(settings, answers_queries=False) as service:
        pulse = Pulse(service, ProcessKind.WORKER, __version__, known_revisions())
        async with beating(pulse), sampling(service, pulse), sending(service):
            await _work_until(settings, service, stopping)
    log.info("worker.stopped")


async def _work_until(settings: Settings, service: Service, stopping: asyncio.Event) -> None:
    while not stopping.is_set():
        try:
            await _work(settings, service, stopping)
        except (RedisError, OSError, Unavailable) as error:
            # arq ends when its connection breaks. The rows are safe, and Redis comes back.
            part = "database" if isinstance(error, Unavailable) else "redis"
            log.warning(f"worker.{part}_away", error=type(error).__name__)
            await _wait(stopping, PAUSE)
        except Exception:
            # After any error: a worker that ends carries out no jobs.
            log.exception("worker.failed")
            await _wait(stopping, PAUSE)


async def _work(settings: Settings, service: Service, stopping: asyncio.Event) -> None:
    """Runs jobs until `stopping`. If Redis is lost, raises arq's error after all started jobs have ended."""
    worker = _worker(settings, service, await service.store.identity(), stopping)
    try:
        await _look_for_others(worker)
        await _carry_out(worker, stopping)
    finally:
        await _leave(worker)


async def _carry_out(worker: QueueWorker, stopping: asyncio.Event) -> None:
    working = asyncio.create_task(worker.async_run())
    stopped = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        await _finish(worker)
        await _end(working)
        (ended,) = await asyncio.gather(working, return_exceptions=True)
        await _finish(worker)
        if isinstance(ended, Exception) and not stopping.is_set():
            raise ended
    finally:
        stopped.cancel()


async def _look_for_others(worker: QueueWorker) -> None:
    """Says which other installations have used this Redis within a day. Their queues are apart from this one; two that
    were meant to be one share neither a queue nor a database.
    """
    time, _ = await worker.pool.time()
    try:
        await worker.pool.zremrangebyscore(INSTALLATIONS, "-inf", time - LONGEST_JOB.total_seconds())
        names = [name.decode("ascii", "backslashreplace") for name in await worker.pool.zrange(INSTALLATIONS, 0, MANY)]
        await worker.pool.zadd(INSTALLATIONS, {worker.queue_name: time})
    except ResponseError:
        log.warning("queue.garbage_dropped", key=INSTALLATIONS)
        await worker.pool.unlink(INSTALLATIONS)
        return
    others = [name for name in names if name != worker.queue_name]
    if others:
        log.warning("queue.other_installations", queue=worker.queue_name, others=others)


async def _finish(worker: QueueWorker) -> None:
    """Takes no further jobs, and waits for those that have started. None is cancelled between reserve and record."""
    worker.allow_pick_jobs = False
    # Their only errors are that Redis could not be told that they are done.
    while running := [job for job in worker.tasks.values() if not job.done()]:
        await asyncio.gather(*running, return_exceptions=True)


async def _end(working: "asyncio.Task[None]") -> None:
    """Cancels arq's loop until it has ended.

    One cancellation may get lost: requests to Redis with a timeout use `asyncio.wait_for`, which up to Python 3.11
    swallows a cancellation if the request ends at the same moment.
    """
    while not working.done():
        working.cancel()
        await asyncio.wait({working}, timeout=MOMENT)


async def _leave(worker: QueueWorker) -> None:
    """Closes the connection to Redis, which may be away. Without this, arq would raise its jobs' errors again."""
    worker.tasks.clear()
    try:
        await worker.close()
    except (RedisError, OSError):
        await worker.pool.close(close_connection_pool=True)


async def _wait(stopping: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return


def _worker(settings: Settings, service: Service, installation: str, stopping: asyncio.Event) -> QueueWorker:
    context: dict[str, Any] = {"service": service, "stopping": stopping, "queues": CapacityLimiter(QUEUES)}
    # A gateway account may be added while the worker runs, and a job may ask, look and send.
    call = max(service.longest_timeout, LONGEST_TIMEOUT.total_seconds())
    longest = 3 * call + QUICK_TRIES_END_AFTER.total_seconds() + 60
    connections = read_redis(settings.redis_url).connections(PATIENCE, SILENCE)
    return QueueWorker(
        functions=[
            func(cast(WorkerCoroutine, resume), name=RESUME_OPERATION, keep_result=0, timeout=longest, max_tries=1),
            func(
                cast(WorkerCoroutine, go_through_queue),
                name=GO_THROUGH_QUEUE,
                keep_result=0,
                timeout=GOES_THROUGH_FOR + longest,
                max_tries=1,
            ),
            func(cast(WorkerCoroutine, act), name=ACT_ON_EVENT, keep_result=0, timeout=longest, max_tries=1),
            func(
                cast(WorkerCoroutine, carry_out),
                name=CARRY_OUT_RUN,
                keep_result=0,
                timeout=BEGINS_FOR + longest,
                max_tries=1,
            ),
        ],
        cron_jobs=_crons(settings),
        queue_name=queue_of(installation),
        redis_pool=Jobs(connections, installation),
        job_serializer=encode_job,
        job_deserializer=decode_job,
        ctx=context,
        max_jobs=AT_ONCE,
        keep_result=0,
        poll_delay=0.2,
        handle_signals=False,
        log_results=False,
    )


def _crons(settings: Settings) -> list[CronJob]:
    """What is looked for each minute, or each night, apart from what was rung for."""
    found = [
        _each_minute(sweep_operations, "operations.sweep", 0),
        _each_minute(sweep_refund_runs, "refund_runs.sweep", 10),
        _each_minute(follow_payments, "gateways.follow", 15, timeout=FOLLOWS_FOR),
        _each_minute(sweep, "gateway_events.sweep", 20),
        _each_minute(settle_merchants, "sandbox.settle", 30),
        _each_night(reconcile_accounts, "gateways.reconcile", 17),
        _each_night(forget, "retention.forget", 47),
    ]
    return found if settings.mail_server is None else [*found, _mail_cron()]


def _each_minute(job: object, name: str, second: int, *, timeout: float | None = None) -> CronJob:
    """A job of each minute, and of the worker's start."""
    return cron(
        cast(WorkerCoroutine, job), name=name, second=second, run_at_startup=True, keep_result=0, timeout=timeout
    )


def _each_night(job: object, name: str, minute: int) -> CronJob:
    """A job that may take hours, and is broken off where the worker is to stop."""
    return cron(
        cast(WorkerCoroutine, job),
        name=name,
        hour=NIGHT,
        minute=minute,
        second=0,
        keep_result=0,
        timeout=LONGEST_NIGHT,
        max_tries=1,
    )


def _mail_cron() -> CronJob:
    seconds = set(range(0, 60, round(SENT_EVERY.total_seconds())))
    return cron(cast(WorkerCoroutine, send_messages), name="mail.send", second=seconds, keep_result=0, max_tries=1)
