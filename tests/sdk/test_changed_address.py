"""A client of Braintree's changes the address, and nothing else: the transactions that it has come in by themselves.

Another Refundry is the upstream. It judges what goes over the wire, and is no witness of what Braintree says.
"""

from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from app.assembly import assembled
from app.demo.embedded import Urls
from app.domain.people.people import ALL_RIGHTS, Right
from app.flows.people.set_up import create_key, create_merchant
from app.main import create_app
from tests.flows.gateways.acme import linked, with_keys
from tests.sdk.clients import EXAMPLE_REFUND, EXAMPLE_REVERSE, Ask
from tests.support import servers as real
from tests.support.merchant_client import Live, Shop
from tests.support.promises import verified
from tests.web.live import served

ORDER = "order-at-braintree-1"


@pytest.fixture(scope="module")
async def second(servers: Urls, template: str) -> AsyncIterator[Live]:
    """The Refundry that the clients go to."""
    settings = with_keys(real.settings_for(servers, await real.create_database(servers, template=template)))
    async with assembled(settings) as service, served(create_app(settings)) as port:
        yield Live(f"http://127.0.0.1:{port}/graphql", settings, service)
        await verified(settings)


@pytest.fixture
async def acme(second: Live, shop: Shop) -> AsyncIterator[Shop]:
    """A merchant there, whose Braintree is the `shop`."""
    merchant = await create_merchant(second.service.store, f"Acme {uuid4().hex}", sandbox=False)
    await linked(second.service, merchant, shop.live.url.removesuffix("/graphql"), shop.keys)
    # What clients of Braintree's may do: nothing of it says that they may bring payments in.
    keys = await create_key(second.service.store, merchant, "Key", ALL_RIGHTS - {Right.MANAGE_ORDERS})
    async with httpx.AsyncClient(timeout=60) as http:
        yield Shop(second, merchant, keys, http)


async def test_a_settled_transaction_is_refunded_under_its_own_id(shop: Shop, acme: Shop, ask: Ask) -> None:
    paid = await shop.settled("10.00", orderId=ORDER)
    said = await ask(acme, EXAMPLE_REVERSE, {"input": {"transactionId": paid}})
    refund = said.data["reverseTransaction"]["reversal"]
    assert (refund["amount"], refund["orderId"], refund["status"]) == (
        {"value": "10.00"},
        ORDER,
        "SUBMITTED_FOR_SETTLEMENT",
    )
    paid_there = {"id": paid, "amount": {"value": "10.00"}, "orderId": ORDER, "status": "SETTLED"}
    assert refund["refundedTransaction"] == paid_there
    assert await shop.given_back(paid) == 10_00
    [upstream] = (await shop.node(paid))["refunds"]
    assert (await shop.node(upstream["id"]))["orderId"].startswith(ORDER)


async def test_an_unsettled_transaction_is_voided(shop: Shop, acme: Shop, ask: Ask) -> None:
    paid = await shop.charge("10.00", orderId=ORDER)
    reversal = (await ask(acme, EXAMPLE_REVERSE, {"input": {"transactionId": paid}})).data["reverseTransaction"][
        "reversal"
    ]
    assert (reversal["id"], reversal["status"]) == (paid, "VOIDED")
    assert await shop.effects(paid) == ["charge", "void"]


async def test_parts_are_refunded_and_what_was_refunded_there_counts(shop: Shop, acme: Shop, ask: Ask) -> None:
    paid = await shop.settled("10.00", orderId=ORDER)
    await shop.refund(paid, "4.00")
    asked = {"input": {"transactionId": paid, "refund": {"amount": "7.00"}}}
    refused = (await ask(acme, EXAMPLE_REFUND, asked)).body
    assert refused is not None
    assert [each["extensions"]["legacyCode"] for each in refused["errors"]] == ["91521"]
    asked["input"]["refund"] = {"amount": "6.00", "orderId": "mine"}
    refund = (await ask(acme, EXAMPLE_REFUND, asked)).data["refundTransaction"]["refund"]
    assert refund["orderId"] == "mine"
    assert await shop.given_back(paid) == 10_00


async def test_an_id_that_nobody_has_is_not_found_there_either(acme: Shop, ask: Ask) -> None:
    said = await ask(acme, EXAMPLE_REVERSE, {"input": {"transactionId": "dHJhbnNhY3Rpb25fbm9ib2R5"}})
    assert said.raised == "NotFoundError"
