"""Accounts at a Stripe of tests, instructions for them, and payments to undo."""

import itertools
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from app.gateways.stripe.account import Config, Secrets
from app.gateways.stripe.adapter import ADAPTER
from app.gateways.stripe.session import StripeSession
from refundry.gateways import Instruction, Kind, Money, Sent
from refundry.gateways.http import client

KEY = "sk_test_51CanaryCanaryCanary"

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)

Connect = Callable[..., StripeSession]

_numbers = itertools.count(1)


def new_key() -> str:
    """One of our keys, unlike any before."""
    return f"{next(_numbers):032x}"


def account(address: str, **given: Any) -> tuple[Config, Secrets]:
    config = {"api_base": address, **{name: given[name] for name in given if name in Config.model_fields}}
    secrets = {"secret_key": KEY, **{name: given[name] for name in given if name in Secrets.model_fields}}
    return Config(**config), Secrets(**secrets)


def connected(stack: AsyncExitStack) -> Connect:
    def connect(
        address: str,
        *,
        timeout: float = 5,
        concurrency: int = 10,
        clock: Callable[[], datetime] = lambda: NOW,
        **given: Any,
    ) -> StripeSession:
        config, secrets = account(address, **given)
        http = client(timedelta(seconds=timeout), concurrency)
        session = ADAPTER.connect(config, secrets, http, clock)
        stack.push_async_callback(session.stop)
        return session

    return connect


TEN_DOLLARS = Money(1000, "USD")


def instruction(payment: str, amount: Money = TEN_DOLLARS, **given: Any) -> Instruction:
    """Something to do with a payment, under a key of its own unless one is given."""
    key = given.pop("key", None) or new_key()
    asked = Instruction(key=key, wire_key=key, transaction=payment, amount=amount, at=NOW)
    return replace(asked, **given)


def sent(kind: Kind = Kind.REFUND, *references: str) -> Sent:
    return Sent(kind, 1, NOW, NOW, references)


@dataclass(frozen=True)
class Shop:
    """A fake of Stripe, and how a payment of 100.00 US dollars is made there."""

    address: str
    _pay: Callable[[str], Awaitable[str]]

    async def pay(self) -> str:
        """The id of a captured payment of 100.00 US dollars."""
        return await self._pay(self.address)

    async def refunds(self, payment: str) -> list[dict[str, Any]]:
        """The fake's own books: all refunds of a payment."""
        name = "payment_intent" if payment.startswith("pi_") else "charge"
        body = await ask(self.address, "GET", f"/v1/refunds?{name}={payment}&limit=100")
        found: list[dict[str, Any]] = body["data"]
        return found


async def ask(address: str, method: str, path: str, fields: dict[str, str] | None = None) -> dict[str, Any]:
    """Any request to a fake, as a shop would make it."""
    async with httpx.AsyncClient(trust_env=False, headers={"authorization": f"Bearer {KEY}"}) as http:
        answered = await http.request(method, f"{address}{path}", data=fields)
    assert answered.status_code == 200, answered.text
    body: dict[str, Any] = answered.json()
    return body


async def intent_on_localstripe(address: str, **given: str) -> str:
    """A payment of 100.00 US dollars by card, as a PaymentIntent."""
    card = {"card[number]": "4242424242424242", "card[exp_month]": "12", "card[exp_year]": "2050", "card[cvc]": "123"}
    method = await ask(address, "POST", "/v1/payment_methods", {"type": "card", **card})
    payment = {"amount": "10000", "currency": "usd", "payment_method": method["id"], "confirm": "true", **given}
    intent = await ask(address, "POST", "/v1/payment_intents", payment)
    return str(intent["id"])


async def charge_on_mock(address: str, source: str = "tok_visa", **given: str) -> str:
    """A payment of 100.00 US dollars by card, as a charge."""
    charge = await ask(
        address, "POST", "/v1/charges", {"amount": "10000", "currency": "usd", "source": source, **given}
    )
    return str(charge["id"])
