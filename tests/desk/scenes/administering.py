"""Administrators change every setting from the desk, and look after webhook endpoints."""

from app.domain.telling.addresses import networks_of
from app.flows.telling.send import Sender
from app.receivers.post import Poster
from tests.desk.scenes.scene import Scene, Told
from tests.receivers.receiver import receiving, says
from tests.support.merchant_client import Shop
from tests.support.staff import PASSWORD, hire

NETWORKS = ["127.0.0.0/8"]
"""Where receivers of a test may be."""

CREATE = (
    "mutation ($input: CreateWebhookEndpointInput!)"
    " { createWebhookEndpoint(input: $input) { endpoint { id } validationErrors { message } } }"
)
PING = (
    "mutation ($input: WebhookEndpointInput!)"
    " { pingWebhookEndpoint(input: $input) { endpoint { id } validationErrors { message } } }"
)


async def administering(shop: Shop) -> Scene:
    """An administrator, and an endpoint whose receiver has refused one message."""
    person = await hire(shop)
    async with receiving() as receiver, Poster(networks_of(NETWORKS), "Refundry/test", patience=2) as poster:
        receiver.usual = says("500 Broken", b"no room")
        made = await shop.ask(CREATE, url=receiver.url, types=["refund.failed"])
        await shop.ask(PING, id=made.body["data"]["createWebhookEndpoint"]["endpoint"]["id"])
        await Sender(shop.live.service, poster).drain()
        assert len(receiver.got) == 1
        url = receiver.url

    async def check(told: Told) -> None:
        told.quiet()
        seen = told.seen
        assert seen["beforeTheScript"]
        assert seen["overflow"] <= 0
        assert len(seen["before"]) == 10
        assert seen["changed"] == "Changed the settings."
        changed = {name for name in seen["before"] if seen["before"][name] != seen["after"][name]}
        assert {name: seen["after"][name] for name in changed} == {
            "Mails go to": "one@example.com, two@example.com",
            "A second person approves above": "140.00 EUR, 90.00 USD",
            "Declines are retried": "yes",
            "Staff have to give a reason": "yes",
            "How many attempts": "5",
        }
        back = {"A second person approves above": "none", "Declines are retried": "no"}
        assert seen["afterwards"] == seen["after"] | back
        (message,) = seen["messages"]
        assert "500: no room" in message
        assert "ping" in message
        assert "Waits for its next try" in message
        (endpoint,) = seen["failing"]
        assert url in endpoint
        assert "Fails" in endpoint
        assert "refund.failed" in endpoint
        assert seen["added"].startswith("Added the endpoint.")
        assert "whsec_" in seen["secret"]
        assert seen["refused"].startswith("Not done: ")
        assert seen["off"] == "Changed the endpoint."
        assert seen["sentAgain"] == "The messages are sent again."

    given = {"person": {"email": person.email, "password": PASSWORD}, "address": "https://shop.example.com/refundry"}
    return Scene("administering", given, check)
