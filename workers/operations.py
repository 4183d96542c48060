"""Jobs that continue operations at the gateway."""

from typing import Any

from anyio import WouldBlock

from app.domain.reversals.queues import Queue
from app.flows.reversals.go_through import MOMENT, go_through
from app.flows.reversals.resume import resume_operation
from app.flows.reversals.sweep import sweep
from app.telemetry import metrics

QUEUES = 32
"""How many queues a worker goes through at a time."""


async def resume(context: dict[str, Any], operation_id: int) -> None:
    """Continues one operation, if it is due."""
    await resume_operation(context["service"], operation_id)


async def go_through_queue(context: dict[str, Any], name: str, turn: int) -> None:
    """Goes on for a while with what is due of the queue of that name; rings for what is left.

    A worker that goes through its most queues already leaves this one to a worker that is free a moment later.
    """
    service, queues, queue = context["service"], context["queues"], Queue.read(name)
    try:
        queues.acquire_nowait()
    except WouldBlock:
        await service.doorbell.ring_for_rest(queue, turn, MOMENT)
        return
    try:
        again_in = await go_through(service, queue, context["stopping"].is_set)
    finally:
        queues.release()
    if again_in is not None:
        await service.doorbell.ring_for_rest(queue, turn, again_in)


async def sweep_operations(context: dict[str, Any]) -> None:
    """Rings the doorbell for every queue of which something is due."""
    await sweep(context["service"])
    metrics.SWEPT.set_to_current_time()
