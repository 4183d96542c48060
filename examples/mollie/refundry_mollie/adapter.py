"""Mollie as an adapter: its capabilities, and how an account of it is connected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from pydantic import BaseModel

from refundry.gateways import Capabilities, Decides, Event, Kind, LooksUp
from refundry_mollie import account, events
from refundry_mollie.account import Config, Secrets
from refundry_mollie.session import MollieSession
from refundry_mollie.standings import LATE_FAILURE
from refundry_mollie.units import UNITS
from refundry_mollie.wire import Wire

CAPABILITIES = Capabilities(
    kinds=frozenset({Kind.REFUND, Kind.REFUND_VOID}),
    looks_up=LooksUp.BY_PAYMENT,
    decides=Decides.LATER,
    key_life=timedelta(hours=1),
    absence_after=timedelta(minutes=5),
    timeout=timedelta(seconds=60),
    units=UNITS,
    late_failure=LATE_FAILURE,
    webhooks=events.OF_USE,
)
"""Mollie gives the first answer again for an hour, hence the look-up by payment. A refund may be queued first."""


@dataclass(frozen=True, slots=True)
class MollieAdapter:
    """The adapter `mollie`."""

    name: str = "mollie"
    api_version: int = 1
    capabilities: Capabilities = CAPABILITIES
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "api_key"

    def is_live(self, config: Config, secrets: Secrets) -> bool:
        """By the beginning of the key: test_ moves no money."""
        return account.is_live(secrets)

    def connect(
        self, config: Config, secrets: Secrets, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> MollieSession:
        """A session that makes its requests to `config.api_base`, and closes `http` when it is stopped."""
        return MollieSession(Wire(http, config, secrets), clock)

    def events(
        self, headers: Mapping[str, str], body: bytes, config: Config, secrets: Secrets, now: datetime
    ) -> list[Event]:
        """The one event of a webhook. Raises Forged, also if the account has no secret to hold it against."""
        events.verified(headers, body, [each.get_secret_value() for each in secrets.webhook_secrets])
        return [events.read(body)]

    def challenge(self, query: Mapping[str, str], config: Config, secrets: Secrets) -> str | None:
        """Mollie asks no such thing."""
        return None


ADAPTER = MollieAdapter()
