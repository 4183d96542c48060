"""The job of what time alone does to the sandbox's payments."""

from typing import Any

from app.flows.sandbox.settle_sandboxes import settle_sandboxes


async def settle_merchants(context: dict[str, Any]) -> None:
    """Settles for each sandbox merchant whose clock has passed midnight, and expires authorizations."""
    await settle_sandboxes(context["service"])
