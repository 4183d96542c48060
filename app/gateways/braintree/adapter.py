"""Braintree as an adapter: its capabilities, and how an account of it is connected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from pydantic import BaseModel

from app.gateways.braintree import account, events
from app.gateways.braintree.account import Config, Secrets
from app.gateways.braintree.session import BraintreeSession
from app.gateways.braintree.standings import LATE_FAILURE
from app.gateways.braintree.units import UNITS
from app.gateways.braintree.wire import Wire
from refundry.gateways import Capabilities, Decides, Event, Kind, LooksUp

CAPABILITIES = Capabilities(
    kinds=frozenset(Kind),
    looks_up=LooksUp.BY_PAYMENT,
    decides=Decides.LATER,
    key_life=timedelta(days=30),
    absence_after=timedelta(minutes=5),
    timeout=timedelta(seconds=60),
    units=UNITS,
    late_failure=LATE_FAILURE,
    webhooks=events.OF_USE,
)
"""Braintree remembers an apiRequestKey for 30 days, and only few accounts may send one; hence the look-up by payment.

It recommends to wait 60 seconds, and warns of effects after a shorter time. A payment shows its refunds at once; five
minutes are for a request that is still on its way. A refund that is AUTHORIZING is decided later.
"""


@dataclass(frozen=True, slots=True)
class BraintreeAdapter:
    """The adapter `braintree`."""

    name: str = "braintree"
    api_version: int = 1
    capabilities: Capabilities = CAPABILITIES
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "private_key"

    def is_live(self, config: Config, secrets: Secrets) -> bool:
        """By the environment: Braintree's keys don't show it."""
        return account.is_live(config)

    def connect(
        self, config: Config, secrets: Secrets, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> BraintreeSession:
        """A session that makes its requests to `config.address`, and closes `http` when it is stopped."""
        return BraintreeSession(Wire(http, config, secrets), config, clock, live=account.is_live(config))

    def events(
        self, headers: Mapping[str, str], body: bytes, config: Config, secrets: Secrets, now: datetime
    ) -> list[Event]:
        """The one event of a webhook. Raises Forged."""
        return [events.read(events.verified(body, [_pair(secrets)]), config.merchant_id, now)]

    def challenge(self, query: Mapping[str, str], config: Config, secrets: Secrets) -> str | None:
        """The answer to `bt_challenge`, by which Braintree checks an address."""
        return events.challenge(query, _pair(secrets))


def _pair(secrets: Secrets) -> events.Pair:
    return secrets.public_key.get_secret_value(), secrets.private_key.get_secret_value()


ADAPTER = BraintreeAdapter()
