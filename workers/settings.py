"""The worker: arq on Redis. A job is the id of a row in PostgreSQL, and calls one flow."""

import asyncio
import signal
from typing import Any, cast

import structlog
from arq import cron, func
from arq.cron import CronJob
from arq.typing import WorkerCoroutine
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from app.assembly import assembled
from app.domain.history.notices import SENT_EVERY
from app.domain.reversals.schedule import QUICK_TRIES_END_AFTER
from app.doorbell import PATIENCE, QUEUE, RESUME_OPERATION, Jobs, decode_job, encode_job
from app.flows.gateways.following import LEASE
from app.flows.service import Service
from app.settings import Settings
from workers.following import follow_payments
from workers.mail import send_messages
from workers.operations import resume, sweep_operations
from workers.queue import QueueWorker
from workers.reconcile import reconcile_accounts
from workers.settlement import settle_merchants

log = structlog.get_logger(__name__)

AT_ONCE = 32
"""Jobs that one worker runs at a time. They mostly wait for gateways."""

PAUSE = 1.0
"""Seconds between two attempts to reach a Redis that is away."""

FOLLOWS_FOR = LEASE.total_seconds()
"""Seconds after which asking gateways is cut off: what it has taken is due again by then."""

NIGHT = 3
"""The hour, in UTC, at which gateway accounts are compared."""

LONGEST_NIGHT = 6 * 3600.0
"""Seconds after which a comparison of all accounts is broken off."""

MOMENT = 0.1
"""Seconds between two attempts to end arq's loop."""

SILENCE = 10.0
"""Seconds without an answer after which Redis counts as away."""


def run(settings: Settings) -> None:
    """Runs a worker until SIGINT or SIGTERM, and then until the jobs that it has started end."""
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    if settings.mail_server is None:
        log.warning("mail.no_server", hint="Mails wait in the outbox until REFUNDRY_SMTP_URL is set.")
    async with assembled(settings, answers_queries=False) as service:
        while not stopping.is_set():
            try:
                await _work(settings, service, stopping)
            except (RedisError, OSError) as error:
                # arq ends when its connection breaks. The rows are safe, and Redis comes back.
                log.warning("worker.redis_away", error=type(error).__name__)
                await _wait(stopping, PAUSE)
            except Exception:
                # After any error: a worker that ends carries out no jobs.
                log.exception("worker.failed")
                await _wait(stopping, PAUSE)
    log.info("worker.stopped")


async def _work(settings: Settings, service: Service, stopping: asyncio.Event) -> None:
    """Runs jobs until `stopping`. If Redis is lost, raises arq's error after all started jobs have ended."""
    worker = _worker(settings, service, stopping)
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
        await _leave(worker)


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


def _worker(settings: Settings, service: Service, stopping: asyncio.Event) -> QueueWorker:
    context: dict[str, Any] = {"service": service, "stopping": stopping}
    longest = 3 * service.longest_timeout + QUICK_TRIES_END_AFTER.total_seconds() + 60
    connections = ConnectionPool.from_url(settings.redis_url, socket_connect_timeout=PATIENCE, socket_timeout=SILENCE)
    return QueueWorker(
        functions=[
            func(cast(WorkerCoroutine, resume), name=RESUME_OPERATION, keep_result=0, timeout=longest, max_tries=1)
        ],
        cron_jobs=[
            cron(
                cast(WorkerCoroutine, sweep_operations),
                name="operations.sweep",
                second=0,
                run_at_startup=True,
                keep_result=0,
            ),
            cron(
                cast(WorkerCoroutine, settle_merchants),
                name="sandbox.settle",
                second=30,
                run_at_startup=True,
                keep_result=0,
            ),
            cron(
                cast(WorkerCoroutine, follow_payments),
                name="gateways.follow",
                second=15,
                run_at_startup=True,
                keep_result=0,
                timeout=FOLLOWS_FOR,
            ),
            cron(
                cast(WorkerCoroutine, reconcile_accounts),
                name="gateways.reconcile",
                hour=NIGHT,
                minute=17,
                second=0,
                keep_result=0,
                timeout=LONGEST_NIGHT,
                max_tries=1,
            ),
            *([] if settings.mail_server is None else [_mail_cron()]),
        ],
        queue_name=QUEUE,
        redis_pool=Jobs(connections),
        job_serializer=encode_job,
        job_deserializer=decode_job,
        ctx=context,
        max_jobs=AT_ONCE,
        keep_result=0,
        poll_delay=0.2,
        handle_signals=False,
        log_results=False,
    )


def _mail_cron() -> CronJob:
    seconds = set(range(0, 60, round(SENT_EVERY.total_seconds())))
    return cron(cast(WorkerCoroutine, send_messages), name="mail.send", second=seconds, keep_result=0, max_tries=1)
