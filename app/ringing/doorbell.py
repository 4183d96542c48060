"""Rings a worker after a commit. The row in PostgreSQL is the job; who misses the bell finds the row (SPEC 5.5).

Several installations may share one Redis: the queue and the jobs of each have its name in them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import structlog
from arq.connections import ArqRedis
from arq.constants import in_progress_key_prefix, job_key_prefix, result_key_prefix
from arq.jobs import Job
from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import RedisError, ResponseError

from app.addresses.redis import read_redis
from app.domain.problems import Unavailable
from app.domain.reversals.queues import Queue

log = structlog.get_logger(__name__)

QUEUE = "refundry"
"""What the names of all queues begin with."""

RESUME_OPERATION = "operation.resume"
GO_THROUGH_QUEUE = "queue.go_through"
ACT_ON_EVENT = "gateway_event.act"
CARRY_OUT_RUN = "refund_run.carry_out"
FAR_OFF = timedelta(minutes=10)
PATIENCE = 1.0
"""Seconds that a ring may take: a request never waits longer for a Redis that is away."""

LONGEST_JOB = timedelta(days=1)
"""No job takes as long."""


def encode_job(job: dict[str, Any]) -> bytes:
    """arq would pickle; jobs are ids, and JSON says so."""
    return msgspec.json.encode(job)


def decode_job(job: bytes) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(job)
    return decoded


def queue_of(installation: str) -> str:
    """The name of an installation's queue in Redis."""
    return f"{QUEUE}:{installation}"


class Jobs(ArqRedis):
    """arq's jobs in Redis, by a pool of connections. Nothing that stands there is taken for granted.

    arq adds no job whose name is in use. Whatever uses the name of a job that is neither queued nor begun is none of
    ours, and gives way: otherwise nobody would ring under that name ever again.
    """

    def __init__(self, connections: ConnectionPool, installation: str) -> None:
        super().__init__(
            pool_or_conn=connections,
            job_serializer=encode_job,
            job_deserializer=decode_job,
            default_queue_name=queue_of(installation),
        )
        self._installation = installation

    def full_name(self, job_id: str) -> str:
        """A job's name in Redis, where jobs of other installations may be."""
        return f"{self._installation}:{job_id}"

    async def enqueue_job(self, function: str, *args: Any, _job_id: str | None = None, **given: Any) -> Job | None:
        """The job that there is now, or None where there was one of that name already."""
        _job_id = None if _job_id is None else self.full_name(_job_id)
        job = await super().enqueue_job(function, *args, _job_id=_job_id, **given)
        if job is None and _job_id is not None and await self._gives_way(_job_id):
            log.warning("queue.name_taken", job=_job_id)
            job = await super().enqueue_job(function, *args, _job_id=_job_id, **given)
        return job

    async def _gives_way(self, job_id: str) -> bool:
        """Drops what uses the name of a job that is neither queued nor begun; False if there is no such thing.

        Where nothing is left to be dropped, the job has ended since it was met.
        """
        if await self._is_known(job_id):
            return False
        return bool(await self.unlink(job_key_prefix + job_id, result_key_prefix + job_id))

    async def _is_known(self, job_id: str) -> bool:
        """Whether a job of that name is queued, or has been begun by a worker that may still be at it."""
        async with self.pipeline(transaction=False) as pipe:
            pipe.zscore(self.default_queue_name, job_id)
            pipe.pttl(in_progress_key_prefix + job_id)
            score, milliseconds = await pipe.execute()
        return score is not None or may_be_begun(milliseconds)


def may_be_begun(milliseconds: int) -> bool:
    """Whether a job is being carried out, by how long Redis keeps saying so; what it says for ever, no worker said."""
    return 0 <= milliseconds <= LONGEST_JOB / timedelta(milliseconds=1)


class Doorbell:
    """The bell behind one Redis. It never raises: an unheard ring only costs time, the sweep finds the row.

    `identify` says which installation this is, and is asked until it has answered once; it may raise Unavailable.
    """

    def __init__(self, redis_url: str, identify: Callable[[], Awaitable[str]]) -> None:
        self._connections = read_redis(redis_url).connections(PATIENCE, PATIENCE)
        self._redis: Redis = Redis(connection_pool=self._connections)
        self._identify = identify
        self._jobs: Jobs | None = None

    async def ring(self, operation_id: int, after: timedelta = timedelta(0)) -> None:
        """Asks a worker to look at the operation in `after` of the wall clock; what is far off the sweep finds."""
        if after <= FAR_OFF:
            seconds = round(after.total_seconds())
            await self._enqueue({f"operation:{operation_id}:{seconds}": [operation_id]}, after)

    async def ring_for_left_behind(self, leases: Mapping[int, str]) -> None:
        """The same for operations that a dead process holds, each by its number and its lease.

        Redis takes that process's jobs for begun until their time is over; a ring in the lease's name is another job.
        """
        await self._enqueue({f"operation:{number}:{lease}": [number] for number, lease in leases.items()}, timedelta(0))

    async def ring_for_queues(self, queues: Sequence[Queue]) -> None:
        """Asks workers to go through the queues. A ring that no worker has answered yet is not repeated."""
        await self._enqueue({_turn(queue, 0): [str(queue), 0] for queue in queues}, timedelta(0), GO_THROUGH_QUEUE)

    async def ring_for_rest(self, queue: Queue, turn: int, after: timedelta = timedelta(0)) -> None:
        """Asks a worker to go on with a queue that was gone through for its `turn`. Of these there is one at a time."""
        turn += 1
        await self._enqueue({_turn(queue, turn): [str(queue), turn]}, after, GO_THROUGH_QUEUE, once=True)

    async def ring_for_events(self, event_ids: Sequence[int], after: timedelta = timedelta(0)) -> None:
        """Asks a worker to act on what gateways have told, in `after` of the wall clock; what is far off is found."""
        if after <= FAR_OFF:
            seconds = round(after.total_seconds())
            await self._enqueue({f"event:{number}:{seconds}": [number] for number in event_ids}, after, ACT_ON_EVENT)

    async def ring_for_runs(self, run_ids: Sequence[int]) -> None:
        """Asks a worker to go on with runs that refund many orders."""
        await self._enqueue({f"refund_run:{number}": [number] for number in run_ids}, timedelta(0), CARRY_OUT_RUN)

    async def _enqueue(
        self,
        jobs: Mapping[str, Sequence[int | str]],
        after: timedelta,
        what: str = RESUME_OPERATION,
        *,
        once: bool = False,
    ) -> None:
        """Adds jobs, each by its name with its arguments. A ring that no worker has answered yet is not repeated.

        An answered one is repeated, unless it is to be heard `once`: the worker may have died before anything was done,
        and Redis takes that job for begun for as long as it might have lasted.
        """
        unheard: list[str] = []
        try:
            queue = await self._queue()
            for job_id, arguments in jobs.items():
                try:
                    async with asyncio.timeout(PATIENCE):
                        heard = await _add_job(queue, what, job_id, arguments, after)
                        if heard or once:
                            continue
                        if await queue.exists(f"{in_progress_key_prefix}{queue.full_name(job_id)}"):
                            await _add_job(queue, what, f"{job_id}:{uuid4().hex}", arguments, after)
                except ResponseError as error:
                    # Redis is there, and holds something else where this one belongs: the others may be heard.
                    unheard.append(type(error).__name__)
        except (RedisError, OSError, TimeoutError, Unavailable) as error:
            unheard.append(type(error).__name__)
        if unheard:
            log.warning("doorbell.unheard", what=what, rings=len(jobs), unheard=len(unheard), error=unheard[-1])

    async def _queue(self) -> Jobs:
        if self._jobs is None:
            self._jobs = Jobs(self._connections, await self._identify())
        return self._jobs

    async def ping(self) -> None:
        """Raises what Redis raises, unless it answers."""
        async with asyncio.timeout(PATIENCE):
            await self._redis.ping()

    async def close(self) -> None:
        """Closes the connections, those of a silent Redis after PATIENCE seconds."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._redis.aclose(close_connection_pool=True)
        except (RedisError, OSError) as error:
            log.warning("doorbell.not_closed", error=type(error).__name__)


async def _add_job(queue: Jobs, what: str, job_id: str, arguments: Sequence[int | str], after: timedelta) -> bool:
    """Whether there is a new job of that name now; there is none where there was one already."""
    return await queue.enqueue_job(what, *arguments, _job_id=job_id, _defer_by=after) is not None


def _turn(queue: Queue, turn: int) -> str:
    """The name of the job that goes through the queue in that turn: one that goes through it rings under the other."""
    return f"queue:{queue}:{turn % 2}"
