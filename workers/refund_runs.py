"""Jobs that carry out runs which refund many orders."""

from typing import Any

from app.flows.orders.carry_out_run import carry_out_run, sweep_runs


async def carry_out(context: dict[str, Any], run_id: int) -> None:
    """Goes on with the run, if it is due; begins no further order once the worker is to stop."""
    await carry_out_run(context["service"], run_id, context["stopping"].is_set)


async def sweep_refund_runs(context: dict[str, Any]) -> None:
    """Rings the doorbell for every run that is due, and deletes old ones."""
    await sweep_runs(context["service"])
