"""A worker as an operator runs it, and something for it to do."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from app.settings import Settings, as_environment
from tests.support import forkserver
from tests.support.merchant_client import Shop

PATIENCE = 180
"""Seconds. A worker that stops lets each job end that it has begun, and those may take 150."""


@asynccontextmanager
async def working(settings: Settings, said: Path) -> AsyncIterator[forkserver.Started]:
    """A worker process, which writes its log to `said`. It has to be alive at the end, and to stop when it is told."""
    with said.open("wb") as output:
        worker = forkserver.Started("worker", env=as_environment(settings), stdout=output, stderr=subprocess.STDOUT)
        try:
            yield worker
            assert worker.poll() is None, f"it has ended: see {said}"
            worker.terminate()
            assert await asyncio.to_thread(worker.wait, PATIENCE) == 0
        finally:
            worker.kill()
            worker.wait()


async def two_days_on(shop: Shop) -> None:
    """Only the clock has moved: all that fell due is still to be done."""
    await shop.execute(
        "UPDATE merchants SET clock_offset = clock_offset + $2 WHERE id = $1", shop.merchant.id, timedelta(days=2)
    )
