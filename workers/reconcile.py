"""The job that compares gateway accounts with what is known here, each night."""

import asyncio
from typing import Any

from app.flows.gateways.reconcile_nightly import reconcile_nightly


async def reconcile_accounts(context: dict[str, Any]) -> None:
    """Compares what was made in the last days; what differs is kept and logged.

    It changes nothing at any gateway, and takes long: where the worker is to stop, it is broken off.
    """
    comparing = asyncio.create_task(reconcile_nightly(context["service"]))
    stopping = asyncio.create_task(context["stopping"].wait())
    try:
        await asyncio.wait({comparing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in (comparing, stopping):
            each.cancel()
        await asyncio.gather(comparing, stopping, return_exceptions=True)
