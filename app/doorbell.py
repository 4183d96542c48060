"""Rings a worker after a commit. The row in PostgreSQL is the job; who misses the bell finds the row (SPEC 5.5)."""

import asyncio
from datetime import timedelta
from typing import Any

import msgspec
import structlog
from arq.connections import ArqRedis
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

QUEUE = "refundry"
RESUME_OPERATION = "operation.resume"
PATIENCE = 1.0
"""Seconds that a ring may take: a request never waits longer for a Redis that is away."""


def encode_job(job: dict[str, Any]) -> bytes:
    """arq would pickle; jobs are ids, and JSON says so."""
    return msgspec.json.encode(job)


def decode_job(job: bytes) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(job)
    return decoded


class Doorbell:
    """The bell behind one Redis. It never raises: an unheard ring only costs time, the sweep finds the row."""

    def __init__(self, redis_url: str) -> None:
        self._redis: Redis = Redis.from_url(redis_url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
        self._jobs = ArqRedis(
            pool_or_conn=self._redis.connection_pool,
            job_serializer=encode_job,
            job_deserializer=decode_job,
            default_queue_name=QUEUE,
        )

    async def ring(self, operation_id: int, after: timedelta) -> None:
        """Asks a worker to look at the operation in `after` of the wall clock."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._jobs.enqueue_job(
                    RESUME_OPERATION, operation_id, _job_id=f"operation:{operation_id}", _defer_by=after
                )
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("doorbell.unheard", operation=operation_id, error=type(error).__name__)

    async def ping(self) -> None:
        """Raises what Redis raises, unless it answers."""
        async with asyncio.timeout(PATIENCE):
            await self._redis.ping()

    async def close(self) -> None:
        await self._redis.aclose()
