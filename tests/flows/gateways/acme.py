"""A merchant that is no sandbox, with an account at a Braintree of the tests' own, whose books a test changes."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import asyncpg

from app.domain.gateways.accounts import GatewayAccount
from app.domain.gateways.secret_keys import write_key
from app.domain.people.people import Actor
from app.domain.reversals.payments import Merchant, Refund, Transaction
from app.flows.gateways.accounts import AddAccountAsk, add_account
from app.flows.gateways.adopt import AdoptAsk, adopt_transaction
from app.flows.gateways.links import add_linked_account
from app.flows.people.set_up import create_merchant, operator_of
from app.flows.service import Service
from app.gateways.keyring import new_key
from app.settings import Settings
from app.store.history import history
from app.store.reversals import refunds, transactions
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC
from tests.gateways.braintree.fake import Fake, Keys, Object, fake

NUMBERS = itertools.count(1)

SECRETS_KEY = write_key(new_key())


def with_keys(settings: Settings) -> Settings:
    """The settings with a key ring."""
    return settings.model_copy(update={"secrets_keys": SECRETS_KEY})


def written(moment: datetime) -> str:
    """A time as Braintree writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass
class Acme:
    """The merchant, its account `bt` with the merchant account `usd`, and the gateway behind it."""

    service: Service
    merchant: Merchant
    account: GatewayAccount
    gateway: Fake
    began: datetime

    @property
    def actor(self) -> Actor:
        return operator_of(self.merchant)

    def pay(self, value: str = "100.00", currency: str = "USD", status: str = "SETTLED", **given: Any) -> str:
        """The gateway's id of a new payment, made an hour ago unless given."""
        made = given.pop("made", self.began - timedelta(hours=1))
        return self.gateway.pay(value, currency, status, createdAt=written(made), **given)

    def refund(
        self, payment: str, value: str, *, made: datetime | None = None, source: str = "CONTROL_PANEL"
    ) -> Object:
        """A refund that was made at the gateway, half an hour ago unless given."""
        self.gateway.time = written(made or self.began - timedelta(minutes=30))
        return self.gateway.refund(payment, value, source=source)

    def dispute(self, payment: str, status: str, reason: str = "fraud") -> None:
        """The payment's only chargeback stands so."""
        self.gateway.payments[payment]["disputes"] = [
            {
                "id": "d1",
                "status": status,
                "type": "CHARGEBACK",
                "createdAt": written(self.began - timedelta(minutes=10)),
                "receivedDate": None,
                "processorResponse": {"reason": reason},
            }
        ]

    async def adopt(self, payment: str, **given: Any) -> Transaction:
        return await adopt_transaction(self.service, self.actor, AdoptAsk(payment, **given))

    async def seen(self, transaction: Transaction) -> Transaction:
        async with self.service.store.session() as session:
            return await transactions.get(session, transaction.id)

    async def refunds_of(self, transaction: Transaction) -> list[Refund]:
        """The oldest first."""
        async with self.service.store.session() as session:
            return list(reversed(await refunds.of_transaction(session, transaction.id)))

    async def story(self, transaction: Transaction) -> list[str]:
        """The history of the payment and of its refunds, by codes and statuses."""
        async with self.service.store.session() as session:
            facts = (await history.of_transactions(session, self.merchant.id, [transaction.id]))[transaction.id]
        return [str(each.entry.kind if hasattr(each, "entry") else getattr(each, "status", "")) for each in facts]

    @property
    def credentials(self) -> tuple[str, str]:
        return PUBLIC, PRIVATE

    async def execute(self, statement: str, *values: object) -> None:
        """Changes rows behind the service's back."""
        connection = await asyncpg.connect(self.service.settings.database_url.replace("+asyncpg", ""))
        try:
            await connection.execute(statement, *values)
        finally:
            await connection.close()

    async def count(self, table: str) -> int:
        """How many rows of the table are the merchant's."""
        return int(await self.scalar(f"SELECT count(*) FROM {table} WHERE merchant_id = $1", self.merchant.id))

    async def scalar(self, statement: str, *values: object) -> Any:
        """The one value that a statement finds."""
        async with self.service.store.driver() as driver:
            return await driver.fetchval(statement, *values)

    def as_another(self, **changes: Any) -> "Acme":
        return replace(self, **changes)


@asynccontextmanager
async def acme_on(service: Service, keys: Keys = Keys.NOT_ALLOWED) -> AsyncIterator[Acme]:
    """A new merchant on the service, with a gateway of its own."""
    async with fake(keys) as gateway:
        # No two gateways of one service give the same id.
        gateway.numbers = NUMBERS
        merchant = await create_merchant(service.store, f"Acme {uuid4().hex}", sandbox=False)
        yield await joined(service, merchant, gateway)


async def joined(service: Service, merchant: Merchant, gateway: Fake) -> Acme:
    """The merchant with its account at the gateway."""
    account = await linked(service, merchant, gateway.address, (PUBLIC, PRIVATE))
    return Acme(service, merchant, account, gateway, datetime.now(UTC))


async def linked(service: Service, merchant: Merchant, address: str, keys: tuple[str, str]) -> GatewayAccount:
    """The merchant's account `bt` at a Braintree of that address, with the merchant account `usd` on it."""
    settings = (("environment", "sandbox"), ("api_base", address))
    secrets = (("public_key", keys[0]), ("private_key", keys[1]))
    ask = AddAccountAsk("bt", "braintree", settings, secrets)
    account = await add_account(service, operator_of(merchant), ask)
    await add_linked_account(service, merchant, "usd", "USD", "bt", default=True)
    return account
