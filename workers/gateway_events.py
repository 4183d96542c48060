"""Jobs that act on what gateways have told by webhook."""

from typing import Any

from app.flows.gateways.act_on_events import act_on_event, sweep_events


async def act(context: dict[str, Any], event_id: int) -> None:
    """Acts on one event, if it is due."""
    await act_on_event(context["service"], event_id)


async def sweep(context: dict[str, Any]) -> None:
    """Rings the doorbell for every event that is due, and deletes old ones."""
    await sweep_events(context["service"])
