"""Accounts at an Adyen of tests, and instructions for them."""

import itertools
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.gateways.adyen.account import Config, Secrets
from app.gateways.adyen.adapter import ADAPTER
from app.gateways.adyen.items import API_KEY as API_KEY
from app.gateways.adyen.items import HMAC_KEY as HMAC_KEY
from app.gateways.adyen.items import MERCHANT as MERCHANT
from app.gateways.adyen.session import AdyenSession
from refundry.gateways import Instruction, Kind, Money, Sent
from refundry.gateways.http import client

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)

Connect = Callable[..., AdyenSession]

TEN_EUROS = Money(1000, "EUR")

_numbers = itertools.count(1)


def new_key() -> str:
    """One of our keys, unlike any before."""
    return f"{next(_numbers):032x}"


def account(address: str | None = None, **given: Any) -> tuple[Config, Secrets]:
    names = Secrets.model_fields
    config = {"environment": "test", "merchant_account": MERCHANT, "api_base": address}
    secrets: dict[str, Any] = {"api_key": API_KEY, "hmac_keys": [HMAC_KEY]}
    config |= {name: value for name, value in given.items() if name not in names}
    secrets |= {name: value for name, value in given.items() if name in names}
    return Config.model_validate(config), Secrets.model_validate(secrets)


def connected(stack: AsyncExitStack) -> Connect:
    def connect(
        address: str,
        *,
        timeout: float = 5,
        concurrency: int = 10,
        clock: Callable[[], datetime] = lambda: NOW,
        **given: Any,
    ) -> AdyenSession:
        config, secrets = account(address, **given)
        session = ADAPTER.connect(config, secrets, client(timedelta(seconds=timeout), concurrency), clock)
        stack.push_async_callback(session.stop)
        return session

    return connect


def instruction(payment: str = "PAYMENT000000001", amount: Money = TEN_EUROS, **given: Any) -> Instruction:
    """Something to do with a payment, under a key of its own unless one is given."""
    key = given.pop("key", None) or new_key()
    asked = Instruction(key=key, wire_key=key, transaction=payment, amount=amount, at=NOW)
    return replace(asked, **given)


def sent(kind: Kind = Kind.REFUND, *references: str, first: datetime = NOW) -> Sent:
    return Sent(kind, 1, first, first, references)
