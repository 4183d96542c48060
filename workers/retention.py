"""The job that deletes, each night, what was kept for long enough."""

from typing import Any

from app.flows.upkeep.forget_old import forget_old
from workers.broken_off import until_it_stops


async def forget(context: dict[str, Any]) -> None:
    """Deletes what is old. Where the worker is to stop, it is broken off, and the next night goes on."""
    await until_it_stops(context, forget_old(context["service"]))
