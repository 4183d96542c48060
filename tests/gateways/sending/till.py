"""A merchant with a gateway account: it brings payments in, and has them refunded through the real service."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import httpx

from app.domain.people.people import ALL_RIGHTS
from app.flows.gateways import accounts, links
from app.flows.gateways.accounts import AddAccountAsk, UpdateAccountAsk
from app.flows.people.set_up import create_key, create_merchant, operator_of
from app.flows.reversals.resume import resume_operation
from tests.gateways.sending.worlds import World
from tests.support.merchant_client import PLAIN_HTTP, Live, Shop


@dataclass
class Till:
    """The merchant's shop, and the gateway that its account `usd` is linked to."""

    shop: Shop
    world: World

    async def brought_in(self, *, authorized: bool = False) -> tuple[str, str]:
        """A payment of 100.00 that the gateway has: its id here, and there."""
        theirs = await self.world.pay(authorized=authorized)
        return await self.brings_in(theirs, "AUTHORIZED" if authorized else "SETTLED"), theirs

    async def brings_in(self, theirs: str, status: str = "SETTLED") -> str:
        """The id here of a payment that the gateway has."""
        told = [{"gatewayTransactionId": theirs, "amount": "100.00", "status": status}]
        order = (await self.shop.record_order(f"order {uuid4().hex}", transactions=told)).object
        return str(order["transactions"][0]["id"])

    async def add(self, name: str, world: World, **settings: str) -> None:
        """Another gateway account of the merchant's."""
        given = [*{**world.settings, "api_base": world.address, **settings}.items()]
        ask = AddAccountAsk(name, world.adapter, given, list(world.secrets.items()))
        await accounts.add_account(self.shop.live.service, operator_of(self.shop.merchant), ask)

    async def link(self, name: str, account: str = "usd") -> None:
        await links.link_account(self.shop.live.service, self.shop.merchant, account, name)

    async def change(self, name: str, **secrets: str) -> None:
        """Another version of the account, with other secrets."""
        ask = UpdateAccountAsk(name, secrets=list(secrets.items()))
        await accounts.update_account(self.shop.live.service, operator_of(self.shop.merchant), ask)

    async def retire(self, name: str) -> None:
        await accounts.retire_account(self.shop.live.service, operator_of(self.shop.merchant), name)

    async def later(self, by: timedelta) -> None:
        """Lets so much time pass for all that waits; real gateways go by the wall clock, which nobody can move."""
        times = ("requested_at", "first_attempt_at", "last_attempt_at", "pressed_at", "next_attempt_at")
        moved = ", ".join(f"{each} = {each} - $2::interval" for each in times)
        await self.shop.execute(
            f"UPDATE operations SET {moved} WHERE merchant_id = $1 AND state = 'WAITING'", self.shop.merchant.id, by
        )

    async def goes_on(self) -> None:
        """What the queue does with all of the merchant's that is due."""
        rows = await self.shop.execute(
            "SELECT id FROM operations WHERE merchant_id = $1 AND next_attempt_at <= now() ORDER BY next_attempt_at",
            self.shop.merchant.id,
        )
        for row in rows:
            await resume_operation(self.shop.live.service, row["id"])

    async def notices(self) -> list[dict[str, Any]]:
        rows = await self.shop.execute(
            "SELECT kind, facts FROM outbox WHERE merchant_id = $1 ORDER BY id", self.shop.merchant.id
        )
        return [{"kind": row["kind"], **json.loads(row["facts"])} for row in rows]

    async def given_back(self, theirs: str) -> Decimal:
        """What the gateway gave back of a payment, by its own books."""
        return sum(await self.world.refunds(theirs), Decimal(0))


@asynccontextmanager
async def open_till(live: Live, world: World, **settings: str) -> AsyncIterator[Till]:
    """A merchant of its own, with the gateway account `main` behind its account `usd`."""
    service = live.service
    merchant = await create_merchant(service.store, f"Till {uuid4().hex}", sandbox=False)
    keys = await create_key(service.store, merchant, "Key", ALL_RIGHTS)
    async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=64), verify=PLAIN_HTTP) as http:
        till = Till(Shop(live, merchant, keys, http), world)
        await till.add("main", world, **settings)
        await links.add_linked_account(service, merchant, "usd", "USD", "main", default=True)
        yield till
