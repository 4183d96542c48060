"""Jobs that continue operations at the gateway."""

from typing import Any

from app.flows.reversals.resume import resume_operation
from app.flows.reversals.sweep import sweep
from app.telemetry import metrics


async def resume(context: dict[str, Any], operation_id: int) -> None:
    """Continues one operation, if it is due."""
    await resume_operation(context["service"], operation_id)


async def sweep_operations(context: dict[str, Any]) -> None:
    """Rings the doorbell for every operation that is due."""
    await sweep(context["service"])
    metrics.SWEPT.set_to_current_time()
