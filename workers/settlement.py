"""The job that settles the sandbox's payments at night."""

from typing import Any

from app.flows.sandbox.settle_sandboxes import settle_sandboxes


async def settle_merchants(context: dict[str, Any]) -> None:
    """Settles payments and expires authorizations of each sandbox merchant whose clock has passed midnight."""
    await settle_sandboxes(context["service"])
