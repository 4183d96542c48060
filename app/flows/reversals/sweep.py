"""Find what is due or was left in the middle, and ring for it: whatever the doorbell missed (SPEC 5.5)."""

import structlog

from app.flows.reversals.waiting_refunds import end_undecided
from app.flows.service import Service
from app.store.reversals import due, operations
from app.telemetry import tracing

log = structlog.get_logger(__name__)

MOST = 10_000
"""How many one sweep rings for; the next one finds the rest."""


@tracing.flow("sweep")
async def sweep(service: Service) -> int:
    """Rings for every operation whose time has come and for those whose process is gone; returns how many."""
    await end_undecided(service)
    async with service.store.session() as session:
        found = await due.in_rounds(session, MOST)
        running = await operations.running(session)
    left_behind = {number: lease for number, lease, over in running if over or service.process.knows_dead(lease)}
    if found or left_behind:
        log.info("sweep.found", due=len(found), left_behind=len(left_behind))
        await service.doorbell.ring_for(found)
        await service.doorbell.ring_for_left_behind(left_behind)
    return len(found) + len(left_behind)
