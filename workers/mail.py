"""The job that sends the mails in the outbox."""

from typing import Any

from app.flows.upkeep.send_mail import send_mail


async def send_messages(context: dict[str, Any]) -> None:
    """Sends the mails that are due to the mail server."""
    await send_mail(context["service"])
