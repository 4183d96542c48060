"""A service whose merchants may have receivers on this machine, and what a worker sends to them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.demo.embedded import Urls
from app.domain.telling.addresses import networks_of
from app.flows.telling.send import Sender
from app.receivers.post import Poster
from tests.receivers.receiver import Receiver, receiving
from tests.support import servers as real
from tests.support.merchant_client import Answer, Live, Shop, live_service, open_shop

NETWORKS = ["127.0.0.0/8"]

ENDPOINT = "endpoint { id url types description enabled failingSince createdAt }"
PROBLEMS = "validationErrors { message code inputPath }"
CREATE = (
    "mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input)"
    f" {{ {ENDPOINT} secret {PROBLEMS} }} }}"
)
UPDATE = (
    "mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input)"
    f" {{ {ENDPOINT} secret {PROBLEMS} }} }}"
)
DELETE, ROTATE, PING = (
    f"mutation ($input: WebhookEndpointInput!) {{ {name}(input: $input) {{ {ENDPOINT} secret {PROBLEMS} }} }}"
    for name in ("deleteWebhookEndpoint", "rotateWebhookSecret", "pingWebhookEndpoint")
)
RESEND = (
    f"mutation ($input: ResendWebhookMessagesInput!) {{ resendWebhookMessages(input: $input) {{ count {PROBLEMS} }} }}"
)
ENDPOINTS = "{ webhookEndpoints { id url types description enabled failingSince createdAt } }"
MESSAGES = """query ($endpointId: ID, $state: WebhookMessageState, $first: Int, $after: String) {
  webhookMessages(endpointId: $endpointId, state: $state, first: $first, after: $after) {
    edges { node { id type createdAt state payload endpoint { id } attempts { at status message } } }
    pageInfo { hasNextPage endCursor }
  }
}"""


@pytest.fixture(scope="session")
async def telling(servers: Urls, template: str) -> AsyncIterator[Live]:
    address = await real.create_database(servers, template=template)
    settings = real.settings_for(servers, address).model_copy(update={"webhook_networks": NETWORKS})
    async with live_service(settings) as running:
        yield running


@dataclass(slots=True)
class Endpoint:
    """An endpoint of a shop's, and what listens there."""

    id: str
    secret: str
    receiver: Receiver

    def told(self) -> list[dict[str, Any]]:
        """What its receiver got, in the order of the objects' numbers, each message once; the judge takes all of it."""
        bodies: list[Any] = self.receiver.verified(self.secret)
        by_id = {got.headers["webhook-id"]: body for got, body in zip(self.receiver.got, bodies, strict=True)}
        return sorted(by_id.values(), key=lambda body: (body["timestamp"], body["data"].get("sequence", 0)))

    def types(self) -> list[str]:
        return [body["type"] for body in self.told()]


@dataclass(slots=True)
class Merchant:
    """A shop, and a worker's part that sends to its receivers."""

    shop: Shop
    sender: Sender

    async def endpoint(self, receiver: Receiver, *types: str) -> Endpoint:
        answer = await self.shop.ask(CREATE, url=receiver.url, types=list(types) or None)
        (made,) = answer.body["data"].values()
        assert made["validationErrors"] is None, made
        return Endpoint(made["endpoint"]["id"], made["secret"], receiver)

    async def sent(self) -> None:
        """Everything that is due is sent."""
        await self.sender.drain()

    async def messages(self, **given: Any) -> list[dict[str, Any]]:
        """The messages of a page, the latest first."""
        answer = await self.shop.post(MESSAGES, given)
        assert "errors" not in answer.body, answer.body
        return [edge["node"] for edge in answer.body["data"]["webhookMessages"]["edges"]]

    async def show(self) -> dict[str, Any]:
        """The first of its endpoints."""
        answer = await self.shop.post(ENDPOINTS)
        return dict(answer.body["data"]["webhookEndpoints"][0])

    async def ask(self, mutation: str, **given: Any) -> dict[str, Any]:
        """The payload of a mutation."""
        answer: Answer = await self.shop.ask(mutation, **given)
        assert "errors" not in answer.body, answer.body
        (made,) = answer.body["data"].values()
        return dict(made)


@pytest.fixture
async def merchant(telling: Live) -> AsyncIterator[Merchant]:
    async with open_shop(telling) as shop, Poster(networks_of(NETWORKS), "Refundry/test", patience=2) as poster:
        await shop.execute("UPDATE webhook_endpoints SET enabled = false")
        yield Merchant(shop, Sender(telling.service, poster))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as opened:
        yield opened
