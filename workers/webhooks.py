"""Sending webhook messages, in the background of a worker."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app import __version__
from app.domain.telling.addresses import networks_of
from app.flows.service import Service
from app.flows.telling import send
from app.receivers.post import Poster


@asynccontextmanager
async def sending(service: Service) -> AsyncIterator[None]:
    """Messages are sent for the length of the block."""
    networks = networks_of(service.settings.webhook_networks)
    async with Poster(networks, f"Refundry/{__version__}") as poster, send.sending(service, poster):
        yield
