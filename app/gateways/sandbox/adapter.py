"""The sandbox as an adapter: its capabilities, and how one merchant of it is connected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from iso4217 import Currency
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from app.domain.money import has_minor_units
from app.gateways.sandbox.gateway import SandboxGateway
from app.gateways.sandbox.scripts import LATE_FAILURE_TAKES
from app.gateways.sandbox.session import SandboxSession
from refundry.gateways import Capabilities, Decides, Event, Forged, Kind, LooksUp, Units

ABSENCE_AFTER = timedelta(minutes=5)
"""As with real gateways: how long a sending may be on its way."""

CAPABILITIES = Capabilities(
    kinds=frozenset(Kind),
    looks_up=LooksUp.BY_KEY,
    decides=Decides.LATER,
    key_life=None,
    absence_after=ABSENCE_AFTER,
    timeout=timedelta(seconds=30),
    units=Units(currencies=frozenset(each.code for each in Currency if has_minor_units(each.code))),
    late_failure=LATE_FAILURE_TAKES,
)
"""It counts as ISO 4217 does, and remembers keys for ever."""


class Config(BaseModel):
    """`merchant` is the public id of the merchant whose payments these are."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    merchant: str = Field(min_length=1, max_length=255)


class Secrets(BaseModel):
    """`database_url` is the address of the PostgreSQL that has the books; it may have a password in it."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    database_url: SecretStr


@dataclass(frozen=True, slots=True)
class SandboxAdapter:
    """The adapter `sandbox`. The service itself connects sandbox merchants without a gateway account."""

    name: str = "sandbox"
    api_version: int = 1
    capabilities: Capabilities = CAPABILITIES
    config: type[BaseModel] = Config
    secrets: type[BaseModel] = Secrets
    headline: str = "database_url"

    def is_live(self, config: Config, secrets: Secrets) -> bool:
        """No real money moves here."""
        return False

    def connect(
        self, config: Config, secrets: Secrets, http: httpx.AsyncClient, clock: Callable[[], datetime]
    ) -> SandboxSession:
        """A session with connections to the books of its own; `http` has nothing to do."""
        gateway = SandboxGateway(secrets.database_url.get_secret_value())
        return SandboxSession(gateway, config.merchant, clock, closes=True)

    def events(
        self, headers: Mapping[str, str], body: bytes, config: Config, secrets: Secrets, now: datetime
    ) -> list[Event]:
        """Raises Forged: the sandbox sends no webhooks."""
        raise Forged("The sandbox sends no webhooks.")

    def challenge(self, query: Mapping[str, str], config: Config, secrets: Secrets) -> str | None:
        """The sandbox asks no such thing."""
        return None


ADAPTER = SandboxAdapter()
