"""Find what is due or was left in the middle, and ring for it: whatever the doorbell missed (SPEC 5.5)."""

import structlog

from app.flows.reversals.waiting_refunds import end_undecided
from app.flows.service import Service
from app.store.reversals import due, operations
from app.telemetry import tracing

log = structlog.get_logger(__name__)

MOST = 10_000
"""How many that are due are counted of each queue."""


@tracing.flow("sweep")
async def sweep(service: Service) -> int:
    """Rings for queues of which something is due, and for operations whose process is gone; how many those are."""
    await end_undecided(service)
    async with service.store.session() as session:
        queues = await due.queues(session, MOST)
        running = await operations.running(session)
    left_behind = {number: lease for number, lease, over in running if over or service.process.knows_dead(lease)}
    found = sum(each.due for each in queues)
    if found or left_behind:
        log.info("sweep.found", due=found, queues=len(queues), left_behind=len(left_behind))
        await service.doorbell.ring_for_queues([each.queue for each in queues])
        await service.doorbell.ring_for_left_behind(left_behind)
    return found + len(left_behind)
