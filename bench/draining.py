"""How fast one worker goes through what is due of a queue, beside arq's jobs that do nothing.

The queue has twenty times as many that are not due. arq's worker is set as ours is, in the same Redis; its jobs wait in
Redis already when it begins, ours are found by the sweep.
"""

import asyncio

from bench.place import Broken, Place
from bench.queue import drain, empty_jobs, long_queue
from bench.results import Row, Size, ratio, spread

GOAL = 0.6


def measure(place: Place, size: Size) -> list[Row]:
    """Throughput: refunds that are due, beside jobs that do nothing."""
    pairs = [asyncio.run(_round(place, size)) for _ in range(size.rounds)]
    name = f"the queue, {size.queued:,} waiting, {size.due:,} due: throughput"
    return [Row(name, "arq's empty jobs", ratio(pairs), GOAL, note=spread(pairs))]


async def _round(place: Place, size: Size) -> tuple[float, float]:
    async with long_queue(place.servers.urls, size.queued, size.due) as settings:
        refunds, by_second = await drain(settings)
        if refunds != size.due:
            raise Broken(f"{refunds} of {size.due} refunds were accepted")
        return by_second, await empty_jobs(settings, size.due)
