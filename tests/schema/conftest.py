"""A merchant with accounts in three currencies, and a way to ask the schema without HTTP between."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from strawberry.types import ExecutionResult

from app.assembly import assembled
from app.domain.people.people import ALL_RIGHTS, Actor, ActorKind, Right
from app.domain.reversals.states import PaymentSource
from app.flows.people import set_up
from app.flows.service import Service
from app.schema.base.context import Context
from app.schema.schema import schema
from app.settings import Settings

CHARGE = """mutation ($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) { transaction { id legacyId } }
}"""
SETTLE = """mutation ($id: ID!) {
  sandboxSettleTransaction(input: {transactionId: $id}) { transaction { status } }
}"""


class Patient:
    """A client that waits for every answer."""

    gone = False


@dataclass(frozen=True)
class Shop:
    """A merchant, seen through the schema by somebody who may do everything unless `with_rights` says otherwise."""

    service: Service
    actor: Actor

    def with_rights(self, *rights: Right) -> "Shop":
        return replace(self, actor=replace(self.actor, rights=frozenset(rights)))

    async def execute(self, document: str, **variables: Any) -> ExecutionResult:
        context = Context(self.service, self.actor, "a-request", Patient())
        result = await schema.execute(document, variable_values=variables, context_value=context)
        assert isinstance(result, ExecutionResult)
        return result

    async def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        result = await self.execute(document, **variables)
        assert result.errors is None, result.errors
        assert result.data is not None
        return result.data

    async def refused(self, document: str, **variables: Any) -> Exception:
        """What the first error of an answer was raised as."""
        result = await self.execute(document, **variables)
        assert result.errors
        error = result.errors[0].original_error
        assert error is not None, result.errors
        return error

    async def charge(self, amount: str = "10.00", method: str = "fake-valid-visa-nonce", **transaction: Any) -> str:
        """The id of a new transaction that was submitted for settlement."""
        given = {"paymentMethodId": method, "transaction": {"amount": amount, **transaction}}
        data = await self.ask(CHARGE, input=given)
        return str(data["chargePaymentMethod"]["transaction"]["id"])

    async def settled(self, amount: str = "10.00", **transaction: Any) -> str:
        """The id of a new transaction that has settled."""
        id_ = await self.charge(amount, **transaction)
        await self.ask(SETTLE, id=id_)
        return id_


async def open_shop(service: Service, name: str) -> Shop:
    merchant = await set_up.create_merchant(service.store, name, sandbox=True)
    for currency in ("USD", "JPY", "KWD"):
        account_id = f"{merchant.public_id}-{currency.lower()}"
        default = currency == "USD"
        await set_up.add_merchant_account(service.store, merchant, account_id, currency, "sandbox", default=default)
    # A key that there is: before each further mutation of a document its rights are looked at again.
    public_key, _ = await set_up.create_key(service.store, merchant, "a key", ALL_RIGHTS)
    actor = Actor(
        kind=ActorKind.API_KEY,
        id=public_key,
        name="a key",
        merchant_id=merchant.id,
        merchant=merchant.public_id,
        rights=ALL_RIGHTS,
        source=PaymentSource.API,
    )
    return Shop(service, actor)


@pytest.fixture
async def service(settings: Settings) -> AsyncIterator[Service]:
    async with assembled(settings) as parts:
        yield parts


@pytest.fixture
async def shop(service: Service) -> Shop:
    return await open_shop(service, "First Shop")


@pytest.fixture
async def neighbour(service: Service) -> Shop:
    """Another merchant of the same service."""
    return await open_shop(service, "Second Shop")
