"""The job that empties the outbox."""

from typing import Any

from app.flows.upkeep.send_mail import send_mail


async def send_messages(context: dict[str, Any]) -> None:
    """Hands what is due to the mail server."""
    await send_mail(context["service"])
