"""A gateway's adapter: what it is called, what it needs to be told, what it can do, and how it is connected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

import httpx
from pydantic import BaseModel

from refundry.gateways.calls import Kind
from refundry.gateways.events import Event
from refundry.gateways.session import Session
from refundry.gateways.units import Units

API_VERSION = 1
"""Of this contract. An adapter that was written for a later one is listed, and not used."""


class LooksUp(StrEnum):
    """By what the gateway finds what was done under one of our keys."""

    BY_PAYMENT = "BY_PAYMENT"
    BY_KEY = "BY_KEY"
    BY_SENDING_AGAIN = "BY_SENDING_AGAIN"
    """It can't be asked, but remembers keys."""
    NEVER = "NEVER"


class Decides(StrEnum):
    """When the gateway says yes or no to a refund."""

    NOW = "NOW"
    LATER = "LATER"
    """Asked again, it says so."""
    BY_WEBHOOK = "BY_WEBHOOK"
    """It says so by itself alone."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the gateway can do, and its times.

    `key_life` is how long it remembers a wire key; None for ever. `absence_after` is how long after the last sending
    "not found" may only mean that the sending is on its way; None if it never is proof. `timeout` is how long one
    request may take. `late_failure` is how long after a yes a refund may fail all the same.
    """

    kinds: frozenset[Kind]
    looks_up: LooksUp
    decides: Decides
    key_life: timedelta | None
    absence_after: timedelta | None
    timeout: timedelta
    units: Units
    late_failure: timedelta = timedelta(0)
    refund_period: timedelta | None = None
    partial_refunds: bool = True
    lists_payments: bool = True
    webhooks: frozenset[str] = field(default_factory=frozenset)
    """The names of the gateway's events that are of use."""


class Adapter(Protocol):
    """A gateway's adapter.

    `config` says which settings an account has, and of which type; `secrets` its secrets, each a SecretStr, a list of
    them, or None. Both refuse names that they don't know. `headline` is the secret whose last four people may see.
    """

    @property
    def name(self) -> str: ...

    @property
    def api_version(self) -> int: ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def config(self) -> type[BaseModel]: ...

    @property
    def secrets(self) -> type[BaseModel]: ...

    @property
    def headline(self) -> str: ...

    def is_live(self, config: Any, secrets: Any) -> bool:
        """Whether these credentials move real money, as far as they show it by themselves."""
        ...

    def connect(self, config: Any, secrets: Any, http: httpx.AsyncClient, clock: Callable[[], datetime]) -> Session:
        """The account's session, which makes its requests by `http` alone: it has its times, and never tries again."""
        ...

    def events(self, headers: Mapping[str, str], body: bytes, config: Any, secrets: Any, now: datetime) -> list[Event]:
        """The items of a webhook whose signature is true under one of the account's secrets. Raises Forged.

        An item of a batch that is forged makes the whole batch forged. Header names are lower case.
        """
        ...

    def challenge(self, query: Mapping[str, str], config: Any, secrets: Any) -> str | None:
        """What a GET of the webhook's address is answered; None if the gateway asks no such thing."""
        ...
