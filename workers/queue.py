"""arq's worker, made safe against foreign entries in Redis: it drops what is not a job of ours, and continues.

The row in PostgreSQL is the job. If a job is dropped by mistake, the next sweep finds its row.
"""

import re
from typing import Any

import structlog
from arq.constants import abort_jobs_ss, in_progress_key_prefix, job_key_prefix, retry_key_prefix
from arq.worker import Worker
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import ResponseError
from redis.exceptions import TimeoutError as RedisSilent

from app.ringing.doorbell import may_be_begun

log = structlog.get_logger(__name__)

READ_AT_ONCE = 1_000
"""Names to read from the start of the queue. Jobs that other workers have started are among them."""

_NAME = re.compile(rb"[!-~]{1,255}")
"""The form of our jobs' names, which are made of the operation, its lease, or the time."""

_SORTED_SETS = {b"zset", b"none"}

_NO_KEY = -2
"""The answer of PTTL for a missing key."""


class QueueWorker(Worker):
    """Carries out jobs as arq does. Raises Redis' errors when the connection is lost, but none for foreign entries."""

    def __init__(self, **given: Any) -> None:
        super().__init__(queue_read_limit=READ_AT_ONCE, **given)

    async def _poll_iteration(self) -> None:
        try:
            await super()._poll_iteration()
        except ResponseError:
            if not await self._put_right():
                raise

    async def start_jobs(self, job_ids: list[bytes]) -> None:
        # No more than there are free places: a worker that is stopping starts no others.
        startable = (await self._startable(job_ids))[: max(0, self.max_jobs - self.job_counter)]
        try:
            await super().start_jobs(startable)
        except Exception:
            # arq had reserved a place for the job that it failed to start.
            self._release_sem_dec_counter_on_complete()
            raise

    async def run_job(self, job_id: str, score: int) -> None:
        try:
            await super().run_job(job_id, score)
        except (RedisAway, RedisSilent, OSError):
            raise
        except Exception as error:
            log.warning("queue.job_dropped", job=job_id, error=type(error).__name__)
            await self._put_right()
            await self.pool.unlink(job_key_prefix + job_id, retry_key_prefix + job_id, in_progress_key_prefix + job_id)
            await self.pool.zrem(self.queue_name, job_id)

    async def _startable(self, job_ids: list[bytes]) -> list[bytes]:
        """The jobs that no worker has started. Entries whose name or time can't be a job's are dropped."""
        if not job_ids:
            return []
        running = [in_progress_key_prefix.encode() + each for each in job_ids]
        async with self.pool.pipeline(transaction=False) as pipe:
            for each, key in zip(job_ids, running, strict=True):
                pipe.zscore(self.queue_name, each)
                pipe.pttl(key)
            found = await pipe.execute()
        garbage, startable, ended = [], [], []
        for each, key, score, milliseconds in zip(job_ids, running, found[::2], found[1::2], strict=True):
            if not _NAME.fullmatch(each) or (score is not None and score <= 0):
                garbage.append(each)
            elif not may_be_begun(milliseconds):
                startable.append(each)
                ended += [key] if milliseconds != _NO_KEY else []
        if garbage:
            log.warning("queue.garbage_dropped", names=len(garbage), first=ascii(garbage[0][:64]))
            await self.pool.zrem(self.queue_name, *garbage)
        if ended:
            await self.pool.unlink(*ended)
        return startable

    async def _put_right(self) -> bool:
        """Drops keys of the wrong type in place of arq's sorted sets. False if there are none."""
        dropped = False
        for name in (self.queue_name, abort_jobs_ss):
            kind = await self.pool.type(name)
            if kind not in _SORTED_SETS:
                log.warning("queue.garbage_dropped", key=name, holds=kind.decode())
                await self.pool.unlink(name)
                dropped = True
        return dropped
