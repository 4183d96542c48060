"""Stripe as an adapter: its capabilities, and how an account of it is connected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from pydantic import BaseModel

from app.gateways.stripe import account, events
from app.gateways.stripe.account import Config, Secrets
from app.gateways.stripe.session import StripeSession
from app.gateways.stripe.standings import LATE_FAILURE
from app.gateways.stripe.units import UNITS
from app.gateways.stripe.wire import Wire
from refundry.gateways import Capabilities, Decides, Event, Kind, LooksUp

CAPABILITIES = Capabilities(
    kinds=frozenset(Kind),
    looks_up=LooksUp.BY_PAYMENT,
    decides=Decides.LATER,
    key_life=timedelta(hours=24),
    absence_after=timedelta(minutes=5),
    timeout=timedelta(seconds=60),
    units=UNITS,
    late_failure=LATE_FAILURE,
    webhooks=events.OF_USE,
)
"""Stripe forgets an Idempotency-Key after 24 hours, and then does the same once more: hence the look-up by payment.

Its lists show what was written at once; five minutes are for a request that is still on its way. A refund that is
pending is decided later.
"""


@dataclass(frozen=True, slots=True)
class StripeAdapter:
    """The adapter `stripe`."""

    name: str = "stripe"
    api_version: int = 1
    capabilities: Capabilities = CAPABILITIES
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "secret_key"

    def is_live(self, config: Config, secrets: Secrets) -> bool:
        """By the beginning of the key: sk_test_ and rk_test_ move no money."""
        return account.is_live(secrets)

    def connect(
        self, config: Config, secrets: Secrets, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> StripeSession:
        """A session that makes its requests to `config.api_base`, and closes `http` when it is stopped."""
        return StripeSession(Wire(http, config, secrets), clock, live=account.is_live(secrets))

    def events(
        self, headers: Mapping[str, str], body: bytes, config: Config, secrets: Secrets, now: datetime
    ) -> list[Event]:
        """The one event of a webhook. Raises Forged, also if the account has no secret to hold it against."""
        events.verified(headers, body, [each.get_secret_value() for each in secrets.webhook_secrets], now)
        return [events.read(body, config.stripe_account)]

    def challenge(self, query: Mapping[str, str], config: Config, secrets: Secrets) -> str | None:
        """Stripe asks no such thing."""
        return None


ADAPTER = StripeAdapter()
