"""A merchant whose gateway tells by webhook what has happened, and the worker that acts on it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.domain.gateways.accounts import GatewayAccount
from app.domain.people.people import ALL_RIGHTS
from app.flows.gateways.accounts import AddAccountAsk, add_account
from app.flows.gateways.act_on_events import act_on_event
from app.flows.people.set_up import add_merchant_account, create_key, create_merchant, operator_of
from app.flows.service import Service, wall_clock
from tests.gateways.adyen.fake import Fake
from tests.gateways.adyen.items import Item
from tests.gateways.webhooks.inbox import SECRETS, SETTINGS, Inbox
from tests.gateways.webhooks.signing import Webhook, by_adyen
from tests.support.merchant_client import Live, Shop


@dataclass
class World:
    """A merchant on a gateway account of its own, and the installation that its gateway tells."""

    inbox: Inbox
    shop: Shop
    account: GatewayAccount

    @property
    def service(self) -> Service:
        return self.inbox.service

    async def told(self, webhook: Webhook) -> None:
        """A webhook comes in, and nothing is done about it yet."""
        answer = await self.inbox.send(self.account, webhook)
        assert answer.status_code == 200, answer.text

    async def act(self, after: timedelta = timedelta(0)) -> list[str | None]:
        """A worker acts on what is due so long after now; what came of each, None where it is due again."""
        at = wall_clock() + after
        due = [each for each in await self.inbox.stored(self.account) if each["due_at"] and each["due_at"] <= at]
        for each in due:
            await act_on_event(self.service, each["id"], at)
        return [await self.came_to(each["id"]) for each in due]

    async def came_to(self, number: int) -> str | None:
        found: str | None = await self.inbox.database.fetchval(
            "SELECT came_to FROM gateway_events WHERE id = $1", number
        )
        return found

    async def payment(self, reference: str) -> dict[str, Any]:
        """The transaction that the gateway calls so, as the merchant's programs see it."""
        legacy_id = await self.inbox.database.fetchval(
            "SELECT legacy_id FROM transactions WHERE merchant_id = $1 AND gateway_id = $2",
            self.shop.merchant.id,
            reference,
        )
        assert legacy_id is not None, "the payment is not known"
        query = "query ($id: ID!) { idFromLegacyId(legacyId: $id, type: TRANSACTION) }"
        answer = await self.shop.post(query, {"id": legacy_id})
        return await self.shop.node(answer.body["data"]["idFromLegacyId"])


async def open_world(inbox: Inbox, name: str, adapter: str, address: str, currency: str) -> World:
    """A new merchant with a merchant account in that currency, on an account at the gateway of that address."""
    store = inbox.service.store
    merchant = await create_merchant(store, name, sandbox=False)
    ask = AddAccountAsk("main", adapter, [*SETTINGS[adapter], ("api_base", address)], SECRETS[adapter])
    account = await add_account(inbox.service, operator_of(merchant), ask)
    await add_merchant_account(
        store, merchant, currency.lower(), currency, adapter, default=True, gateway_account=account.id
    )
    keys = await create_key(store, merchant, "Key", ALL_RIGHTS)
    live = Live(f"{inbox.address}/graphql", inbox.service.settings, inbox.service)
    return World(inbox, Shop(live, merchant, keys, inbox.http), account)


@dataclass
class AdyenWorld:
    """The same at an Adyen with books."""

    world: World
    adyen: Fake

    async def paid(self, value: int = 10_000, *, captured: bool = True) -> tuple[str, str]:
        """A payment that Adyen has told of: its ids at Adyen and here."""
        reference = self.adyen.pay(value, captured=captured)
        items = [self.adyen.authorised(reference)] + ([self.adyen.captured(reference)] if captured else [])
        await self.tell(*items)
        return reference, (await self.world.payment(reference))["id"]

    async def tell(self, *items: Item) -> list[str | None]:
        """Adyen tells of these in one webhook each, and a worker acts on them."""
        came_to: list[str | None] = []
        for each in items:
            await self.world.told(by_adyen(each))
            came_to += await self.world.act()
        return came_to

    async def refund(self, payment: str, amount: str = "10.00") -> dict[str, Any]:
        return (await self.world.shop.refund(payment, amount)).object

    async def node(self, object_id: str) -> dict[str, Any]:
        return await self.world.shop.node(object_id)
