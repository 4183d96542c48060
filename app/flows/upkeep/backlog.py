"""Reads what waits off the database now and then, for the metrics of this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from app.domain.problems import RefundryError
from app.domain.reversals.states import OPEN_STATES
from app.flows.service import Service
from app.flows.upkeep.pulse import Part, Pulse
from app.store import backlog
from app.telemetry import metrics

log = structlog.get_logger(__name__)

EVERY = 15.0
"""Seconds between two looks."""

PATIENCE = 10.0
"""Seconds that a look may take."""


@asynccontextmanager
async def sampling(service: Service, pulse: Pulse) -> AsyncIterator[None]:
    """Keeps the figures fresh for the length of the block, where metrics are served at all."""
    if service.settings.metrics_address is None:
        yield
        return
    store, what = service.store, "Connections to PostgreSQL that are in use, by what they are for."
    pools = metrics.Figures("refundry_pool_connections_used", what, "pool", store.connections_used)
    metrics.REGISTRY.register(pools)
    task = asyncio.create_task(_sample_for_ever(service, pulse))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
        metrics.REGISTRY.unregister(pools)


async def _sample_for_ever(service: Service, pulse: Pulse) -> None:
    await pulse.tried()
    while True:
        await sample(service, pulse)
        await asyncio.sleep(EVERY)


async def sample(service: Service, pulse: Pulse) -> None:
    """Looks once. Figures that can't be read stay as they were, and their time says of when they are."""
    for part in Part:
        metrics.READY.labels(part.value).set(pulse.problem(part) is None and pulse.warning(part) is None)
    metrics.CLOCK.set(service.store.clock_ahead.total_seconds())
    try:
        async with asyncio.timeout(PATIENCE), service.store.session() as session:
            found = await backlog.look(session)
    except (RefundryError, TimeoutError) as error:
        log.warning("metrics.not_sampled", error=type(error).__name__)
        return
    for state in OPEN_STATES:
        metrics.QUEUE.labels(state.value).set(found.by_state.get(state.value, 0))
    metrics.OLDEST_DUE.set(found.oldest_due.total_seconds())
    metrics.OLDEST_UNKNOWN.set(found.oldest_unknown.total_seconds())
    metrics.ORPHANS.set(found.expired_leases)
    metrics.ATTENTION.set(found.attention)
    metrics.DRIFT.set(found.drift)
    metrics.OUTBOX.set(found.mails)
    metrics.OUTBOX_OLDEST.set(found.oldest_mail.total_seconds())
    metrics.WEBHOOKS.set(found.webhooks)
    metrics.WEBHOOKS_OLDEST.set(found.oldest_webhook.total_seconds())
    metrics.WEBHOOKS_FAILING.set(found.failing_endpoints)
    for kind, age in found.heartbeats.items():
        metrics.HEARTBEAT_AGE.labels(kind).set(age)
    metrics.SAMPLED.set_to_current_time()
