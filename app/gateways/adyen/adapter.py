"""Adyen as an adapter: its capabilities, and how an account of it is connected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from pydantic import BaseModel

from app.gateways.adyen import account, events
from app.gateways.adyen.account import Config, Secrets
from app.gateways.adyen.session import KEY_LIFE, AdyenSession
from app.gateways.adyen.units import UNITS
from app.gateways.adyen.wire import Wire
from refundry.gateways import Capabilities, Decides, Event, Kind, LooksUp
from refundry.gateways.scrubbing import Scrubber

LATE_FAILURE = timedelta(days=30)
"""How long after its REFUND a refund may be told as failed: the schemes' own time, of which Adyen names none."""

CAPABILITIES = Capabilities(
    kinds=frozenset({Kind.CAPTURE, Kind.VOID, Kind.REFUND}),
    looks_up=LooksUp.BY_SENDING_AGAIN,
    decides=Decides.BY_WEBHOOK,
    key_life=KEY_LIFE,
    absence_after=None,
    timeout=timedelta(seconds=60),
    units=UNITS,
    late_failure=LATE_FAILURE,
    lists_payments=False,
    webhooks=events.OF_USE,
)
"""Adyen shows no payment and no refund to whoever asks. It remembers an Idempotency-Key, so that the same request sent
again is the question, and it tells by webhook alone what became of it. So nothing ever proves absence.
"""


@dataclass(frozen=True, slots=True)
class AdyenAdapter:
    """The adapter `adyen`."""

    name: str = "adyen"
    api_version: int = 1
    capabilities: Capabilities = CAPABILITIES
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "api_key"

    def is_live(self, config: Config, secrets: Secrets) -> bool:
        """By the environment: Adyen's keys don't show it."""
        return account.is_live(config)

    def connect(
        self, config: Config, secrets: Secrets, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> AdyenSession:
        """A session that makes its requests to `config.address`, and closes `http` when it is stopped."""
        return AdyenSession(Wire(http, config, secrets), config, clock)

    def events(
        self, headers: Mapping[str, str], body: bytes, config: Config, secrets: Secrets, now: datetime
    ) -> list[Event]:
        """The items of a webhook, each signed. Raises Forged, also if the account has no key to hold them against."""
        keys = [each.get_secret_value() for each in secrets.hmac_keys]
        items = events.verified(body, keys)
        scrubber = Scrubber([secrets.api_key.get_secret_value(), *keys])
        return [events.read(item, config.merchant_account, scrubber, now) for item in items]

    def challenge(self, query: Mapping[str, str], config: Config, secrets: Secrets) -> str | None:
        """Adyen asks no such thing."""
        return None


ADAPTER = AdyenAdapter()
