"""Gateways' fakes as a merchant's gateway account meets them: how a payment is made there, and what the books say."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tests.gateways.braintree import fake as braintree
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC
from tests.gateways.fakes import processes
from tests.gateways.stripe import accounts as stripe

Pay = Callable[..., Awaitable[str]]
"""Makes a captured payment of 100.00 US dollars; with `authorized` one that is not captured."""

Refunds = Callable[[str], Awaitable[list[Decimal]]]
"""The amounts of a payment's refunds that moved money, by the gateway's own books."""


@dataclass(frozen=True)
class World:
    """A gateway at an address. `voidable` says whether a captured payment may be voided before it settles."""

    adapter: str
    address: str
    settings: dict[str, str]
    secrets: dict[str, str]
    pay: Pay
    refunds: Refunds
    settled_as: str
    fake: braintree.Fake | None = None

    def at(self, address: str) -> "World":
        """The same behind another address."""
        return replace(self, address=address)


def of_stripe(address: str, *, by_intent: bool) -> World:
    async def pay(*, authorized: bool = False) -> str:
        if by_intent:
            given = {"capture_method": "manual"} if authorized else {}
            return await stripe.intent_on_localstripe(address, **given)
        return await stripe.charge_on_mock(address, **({"capture": "false"} if authorized else {}))

    async def refunds(payment: str) -> list[Decimal]:
        made = await stripe.Shop(address, stripe.intent_on_localstripe).refunds(payment)
        return [Decimal(each["amount"]) / 100 for each in made if each["status"] == "succeeded"]

    secrets = {"secret_key": stripe.KEY}
    return World("stripe", address, {}, secrets, pay, refunds, "SETTLED")


def of_braintree(gateway: braintree.Fake) -> World:
    async def pay(*, authorized: bool = False) -> str:
        return gateway.pay(status="AUTHORIZED" if authorized else "SETTLED")

    async def refunds(payment: str) -> list[Decimal]:
        made: list[dict[str, Any]] = gateway.payments[payment]["refunds"]
        effective = [each for each in made if each["status"] not in braintree.WITHOUT_EFFECT]
        return [Decimal(each["amount"]["value"]) for each in effective]

    settings = {"environment": "sandbox", "merchant_id": "acme"}
    secrets = {"public_key": PUBLIC, "private_key": PRIVATE}
    status = "SUBMITTED_FOR_SETTLEMENT"
    return World("braintree", gateway.address, settings, secrets, pay, refunds, status, gateway)


KINDS = [
    *(["stripe that forgets keys"] if processes.has_localstripe() else []),
    "stripe that remembers keys",
    *(f"braintree that {each}" for each in braintree.Keys),
]


@asynccontextmanager
async def world(kind: str) -> AsyncIterator[World]:
    """The gateway of that kind. Stripe's fakes are processes, of which one serves a whole file."""
    if kind.startswith("braintree"):
        async with braintree.fake(braintree.Keys(kind.removeprefix("braintree that "))) as gateway:
            yield of_braintree(gateway)
    elif kind == "stripe that forgets keys":
        with processes.localstripe() as address:
            yield of_stripe(address, by_intent=True)
    else:
        with processes.stateful_mock() as address:
            yield of_stripe(address, by_intent=False)
