"""The job that asks gateways what became of payments and refunds."""

from typing import Any

from app.flows.gateways.following import follow_due


async def follow_payments(context: dict[str, Any]) -> None:
    """Asks about the payments that are due, a bounded number for each gateway account."""
    await follow_due(context["service"])
