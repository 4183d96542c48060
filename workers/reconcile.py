"""The job that compares gateway accounts with what is known here, each night."""

from typing import Any

from app.flows.gateways.reconcile_nightly import reconcile_nightly
from workers.broken_off import until_it_stops


async def reconcile_accounts(context: dict[str, Any]) -> None:
    """Compares what was made in the last days; what differs is kept and logged.

    It changes nothing at any gateway, and takes long: where the worker is to stop, it is broken off.
    """
    await until_it_stops(context, reconcile_nightly(context["service"]))
