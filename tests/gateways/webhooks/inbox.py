"""An installation that takes webhooks in, on a port of its own, with an account of each gateway."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from app.assembly import assemble
from app.demo.embedded import Urls
from app.domain.gateways.accounts import GatewayAccount
from app.domain.gateways.secret_keys import write_key
from app.domain.people.people import Actor
from app.flows.gateways.accounts import AddAccountAsk, UpdateAccountAsk, add_account, update_account
from app.flows.people.set_up import create_merchant, operator_of
from app.flows.service import Service
from app.gateways.adapters import GROUP, Adapters
from app.gateways.keyring import new_key
from app.main import create_app
from tests.gateways.adyen.accounts import API_KEY, HMAC_KEY, MERCHANT
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC
from tests.gateways.webhooks.signing import STRIPE_SECRET, Webhook
from tests.support import servers as real
from tests.web.live import served

NAMES = ("adyen", "braintree", "stripe")

Pairs = list[tuple[str, str]]

SETTINGS: dict[str, Pairs] = {
    "adyen": [("environment", "test"), ("merchant_account", MERCHANT)],
    "braintree": [("environment", "sandbox"), ("merchant_id", "acme")],
    "stripe": [],
}
SECRETS: dict[str, Pairs] = {
    "adyen": [("api_key", API_KEY), ("hmac_keys", HMAC_KEY)],
    "braintree": [("public_key", PUBLIC), ("private_key", PRIVATE)],
    "stripe": [("secret_key", "sk_test_51Canary"), ("webhook_secrets", STRIPE_SECRET)],
}


def entry_points() -> Iterable[EntryPoint]:
    return [EntryPoint(name, f"app.gateways.{name}.adapter:ADAPTER", GROUP) for name in NAMES]


@dataclass
class Inbox:
    """The installation, its merchant, and its gateway accounts by their adapters."""

    service: Service
    actor: Actor
    address: str
    database: asyncpg.Connection
    http: httpx.AsyncClient
    accounts: dict[str, GatewayAccount] = field(default_factory=dict)

    async def add(self, adapter: str) -> GatewayAccount:
        """Another account, under a name that nobody else has."""
        ask = AddAccountAsk(f"a{uuid4().hex}", adapter, SETTINGS[adapter], SECRETS[adapter])
        return await add_account(self.service, self.actor, ask)

    async def rotate(self, account: GatewayAccount, secrets: Pairs) -> GatewayAccount:
        return await update_account(self.service, self.actor, UpdateAccountAsk(account.name, (), secrets))

    async def send(self, account: GatewayAccount, webhook: Webhook) -> httpx.Response:
        return await self.post(account.webhook_path, webhook)

    async def post(self, path: str, webhook: Webhook) -> httpx.Response:
        headers = [(name.encode(), value.encode("latin-1")) for name, value in webhook.headers.items()]
        return await self.http.post(f"{self.address}{path}", content=webhook.body, headers=headers)

    async def stored(self, account: GatewayAccount) -> list[dict[str, Any]]:
        """The account's events as they stand in the database, the oldest first."""
        rows = await self.database.fetch("SELECT * FROM gateway_events WHERE account_id = $1 ORDER BY id", account.id)
        return [{**row, "facts": json.loads(row["facts"])} for row in rows]


@asynccontextmanager
async def inbox(servers: Urls) -> AsyncIterator[Inbox]:
    address = await real.create_database(servers)
    service = assemble(real.settings_for(servers, address, secrets_keys=write_key(new_key())))
    service.sessions.adapters = Adapters(entry_points)
    database = await asyncpg.connect(address)
    try:
        # The application closes the service at its end.
        async with served(create_app(service.settings, service)) as port, httpx.AsyncClient(trust_env=False) as http:
            merchant = await create_merchant(service.store, "Acme", sandbox=False)
            running = Inbox(service, operator_of(merchant), f"http://127.0.0.1:{port}", database, http)
            running.accounts = {name: await running.add(name) for name in NAMES}
            yield running
    finally:
        await database.close()
        await real.drop_database(servers, address)
