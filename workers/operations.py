"""Jobs that go on with operations at the gateway."""

from typing import Any

from app.flows.reversals.resume import resume_operation
from app.flows.reversals.sweep import sweep


async def resume(context: dict[str, Any], operation_id: int) -> None:
    """Goes on with one operation, if it is its time."""
    await resume_operation(context["service"], operation_id)


async def sweep_operations(context: dict[str, Any]) -> None:
    """Rings for what is due."""
    await sweep(context["service"])
