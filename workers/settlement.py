"""What time alone does to the sandbox's payments."""

from typing import Any

from app.flows.service import Service
from app.flows.settle_night import expire_authorizations, settle_night
from app.store import merchants


async def settle_sandboxes(context: dict[str, Any]) -> None:
    """Settles for each sandbox merchant whose clock has passed midnight, and expires authorizations."""
    service: Service = context["service"]
    async with service.store.session() as session:
        sandboxes = await merchants.sandboxes(session)
    for merchant in sandboxes:
        await settle_night(service, merchant)
        await expire_authorizations(service, merchant)
