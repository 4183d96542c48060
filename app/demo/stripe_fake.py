"""The demo's Stripe: localstripe, a simulator, beside the demo, and a merchant whose money goes through it.

Everything passes the adapter as with a real account: the key ring, the gateway account, adopted payments, refunds. Only
the shop's own part, the payments, is asked of the simulator directly.
"""

import asyncio
import importlib
import json
import shlex
import signal
import socket
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx

from app.demo import processes
from app.demo.private_files import open_private
from app.domain.gateways.secret_keys import write_key
from app.domain.ids import IdKind, global_id
from app.domain.people.people import ALL_RIGHTS, Actor
from app.domain.reversals.payments import Merchant
from app.flows.gateways.accounts import AddAccountAsk, UpdateAccountAsk, accounts_of, add_account, update_account
from app.flows.gateways.adopt import AdoptAsk, adopt_transaction
from app.flows.gateways.links import add_linked_account
from app.flows.people.people import CreateUserAsk, add_person
from app.flows.people.set_up import SetUpError, create_key, create_merchant, find_merchant, operator_of
from app.flows.people.sign_in import actor_of_key
from app.flows.service import Service
from app.gateways.keyring import new_key
from app.gateways.stripe.simulators import has_localstripe
from app.store.people import merchants, people
from app.store.reversals import transactions

MERCHANT = "Demo with Stripe"
KEYS = ("stripe_demo_public_key", "stripe_demo_private_key")
PERSON = CreateUserAsk("stripe@example.com", "Toni Stripe", "demo-stripe-desk", ALL_RIGHTS)
SECRET_KEY = "sk_test_demo_of_refundry"  # noqa: S105 -- of a simulator, which takes any
ACCOUNT, ADAPTER, MERCHANT_ACCOUNT = "stripe-fake", "stripe", "stripe-usd"

KEPT, RING, PORT = "stripe.pickle", "secrets.keys", "stripe.port"
"""In the demo's data folder: what the simulator knows, the keys that seal the secrets of gateway accounts, and where
the simulator listened last."""

PATIENCE = 30.0
"""Seconds for the simulator to start: connections wait while it does."""

NOT_INSTALLED = (
    "--with-stripe-fake needs the package localstripe, which is not installed here. "
    "Install it into the same environment (pip install localstripe), or leave the option out."
)


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment at the simulator, in US cents; `refunded` of it was given back there, in its dashboard."""

    order: str
    cents: int
    captured: bool = True
    refunded: int = 0


PAYMENTS = (
    Paid("stripe-2001", 100_00),
    Paid("stripe-2002", 64_90),
    Paid("stripe-2003", 42_00, refunded=12_00),
    Paid("stripe-2004", 75_00, captured=False),
)


@dataclass(frozen=True, slots=True)
class StripeData:
    """What `refundry demo` prints of it: the simulator's address, and a payment by both its ids."""

    address: str
    transaction_id: str | None
    gateway_id: str | None

    def welcome(self, endpoint: str) -> str:
        """The text to print; what to refund is in it while there is a payment of which nothing was refunded."""
        query = (
            "mutation ($input: RefundTransactionInput!) { refundTransaction(input: $input) "
            "{ refund { id status amount { value currencyCode } } } }"
        )
        variables = {"input": {"transactionId": self.transaction_id, "refund": {"amount": "10.00"}}}
        body = json.dumps({"query": query, "variables": variables})
        public, private = KEYS
        told = (
            f"\nBeside it runs localstripe, a simulator of Stripe, at {self.address}\n\n"
            f"  person       {PERSON.email}, password {PERSON.password}\n"
            f"  public key   {public}\n  private key  {private}\n"
        )
        if self.transaction_id is None:
            return told
        return told + (
            "\nRefund a payment there, and see it in the simulator's own list:\n\n"
            f"  curl {endpoint} -u {public}:{private} -H 'Content-Type: application/json' \\\n"
            f"    -d {shlex.quote(body)}\n"
            f"  curl '{self.address}/v1/refunds?payment_intent={self.gateway_id}' -u {SECRET_KEY}:\n"
        )


def can_run() -> bool:
    return has_localstripe() and find_spec("aiohttp") is not None


def ring_of(data: Path, *, make: bool) -> Path | None:
    """The demo's key ring; if it has none, it is made on demand. The folder was checked before."""
    file = data / RING
    if make and not file.exists():
        with open_private(file) as written:
            written.write(f"{write_key(new_key())}\n".encode())
    return file if file.exists() else None


def forget(data: Path) -> None:
    """Deletes what the simulator and the key ring have kept."""
    for name in (KEPT, RING, PORT):
        (data / name).unlink(missing_ok=True)


def listen(host: str, data: Path) -> socket.socket:
    """A socket for the simulator, at the port of the last start if that is free: what waits was begun with it."""
    file = data / PORT
    try:
        return processes.listen(host, int(file.read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError, processes.AddressTaken):
        listening = processes.listen(host, 0)
    with open_private(file) as written:
        written.write(b"%d\n" % listening.getsockname()[1])
    return listening


async def serve(listening: socket.socket, data: Path) -> None:
    """Is the simulator at `listening` until SIGINT or SIGTERM."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    localstripe = importlib.import_module("app.gateways.stripe.localstripe")
    await localstripe.serve(listening, stopping.wait, data / KEPT)


async def seed(service: Service, address: str) -> StripeData:
    """Makes the merchant, its gateway account and its payments, as far as they are missing."""
    merchant = await _merchant(service)
    await _account(service, merchant, address)
    actor = await actor_of_key(service.store, *KEYS, None)
    if actor is None:
        await create_key(service.store, merchant, "Demo key", ALL_RIGHTS, pair=KEYS)
        actor = await actor_of_key(service.store, *KEYS, None)
        assert actor is not None, "it was just created"
    await _pay(service, actor, address)
    async with service.store.session() as session:
        legacy_id = await transactions.newest_settled(session, merchant.id)
        paid = None if legacy_id is None else await transactions.find(session, merchant.id, legacy_id)
    if paid is None:
        return StripeData(address, None, None)
    return StripeData(address, global_id(IdKind.TRANSACTION, paid.legacy_id), paid.at_gateway)


async def _merchant(service: Service) -> Merchant:
    try:
        merchant = await find_merchant(service.store, MERCHANT.lower().replace(" ", "-"))
    except SetUpError:
        merchant = await create_merchant(service.store, MERCHANT, sandbox=False)
    async with service.store.session() as session:
        there = {person.email for person in await people.of_merchant(session, merchant.id)}
    if PERSON.email not in there:
        await add_person(service.store, merchant, PERSON)
    return merchant


async def _account(service: Service, merchant: Merchant, address: str) -> None:
    """The gateway account at the simulator's present address, and the merchant account that names it."""
    operator = operator_of(merchant)
    settings = [("api_base", address)]
    if ACCOUNT in {each.name for each in await accounts_of(service, operator)}:
        await update_account(service, operator, UpdateAccountAsk(ACCOUNT, settings))
    else:
        await add_account(service, operator, AddAccountAsk(ACCOUNT, ADAPTER, settings, [("secret_key", SECRET_KEY)]))
    async with service.store.session() as session:
        linked = await merchants.find_account(session, merchant.id, MERCHANT_ACCOUNT)
    if linked is None:
        await add_linked_account(service, merchant, MERCHANT_ACCOUNT, "USD", ACCOUNT, default=True)


async def _pay(service: Service, actor: Actor, address: str) -> None:
    """The payments that are missing: customers pay at the simulator, and each is adopted."""
    async with service.store.session() as session:
        there = await transactions.order_ids(session, actor.merchant_id)
    missing = [each for each in PAYMENTS if each.order not in there]
    async with httpx.AsyncClient(
        base_url=f"{address}/v1", auth=(SECRET_KEY, ""), timeout=PATIENCE, trust_env=False
    ) as http:
        for paid in missing:
            intent = await _paid(http, paid)
            await adopt_transaction(service, actor, AdoptAsk(intent, MERCHANT_ACCOUNT))


async def _paid(http: httpx.AsyncClient, paid: Paid) -> str:
    """The id of the payment that a customer has just made."""
    card = {"card[number]": "4242424242424242", "card[exp_month]": "12", "card[exp_year]": "2050", "card[cvc]": "123"}
    method = await _told(http, "/payment_methods", {"type": "card", **card})
    intent = await _told(
        http,
        "/payment_intents",
        {
            "amount": str(paid.cents),
            "currency": "usd",
            "payment_method": method["id"],
            "confirm": "true",
            "capture_method": "automatic" if paid.captured else "manual",
            "metadata[order_id]": paid.order,
        },
    )
    if paid.refunded:
        await _told(http, "/refunds", {"payment_intent": intent["id"], "amount": str(paid.refunded)})
    return str(intent["id"])


async def _told(http: httpx.AsyncClient, path: str, fields: dict[str, str]) -> dict[str, Any]:
    answered = await http.post(path, data=fields)
    answered.raise_for_status()
    body: dict[str, Any] = answered.json()
    return body
