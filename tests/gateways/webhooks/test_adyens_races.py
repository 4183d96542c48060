"""Many at a time at an Adyen, which decides later: its own books say that each was made once, and none too much."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest

from tests.gateways.adyen.fake import Fake, fake
from tests.gateways.webhooks.inbox import Inbox
from tests.gateways.webhooks.world import AdyenWorld, open_world
from tests.support.promises import verified_of


@pytest.fixture
async def adyen() -> AsyncIterator[Fake]:
    async with fake() as gateway:
        yield gateway


@pytest.fixture
async def world(running: Inbox, adyen: Fake) -> AdyenWorld:
    """A merchant of this test's own, whose programs wait as long as others' requests for the same payment take."""
    running.http.timeout = httpx.Timeout(60)
    return AdyenWorld(await open_world(running, f"Acme {uuid4().hex}", "adyen", adyen.address, "EUR"), adyen)


async def test_of_forty_at_a_time_those_are_made_that_fit(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid()
    answers = await asyncio.gather(*(world.world.shop.refund(payment, "10.00") for _ in range(40)))
    made = [answer.object for answer in answers if not answer.codes]
    assert [each["status"] for each in made] == ["AUTHORIZING"] * 10
    assert {code for answer in answers for code in answer.codes} <= {"91512", "91521"}
    assert [each.value for each in adyen.of(reference)] == [1000] * 10
    assert set(await world.tell(*adyen.decide())) == {"concluded"}
    assert adyen.refunded(reference) == 10_000
    statuses = [(await world.node(each["id"]))["status"] for each in made]
    assert statuses == ["SUBMITTED_FOR_SETTLEMENT"] * 10
    await verified_of(world.world.shop)


async def test_fifty_requests_with_one_key_are_one_refund(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid()
    answers = await asyncio.gather(*(world.world.shop.refund(payment, "10.00", key="the same") for _ in range(50)))
    assert len({answer.object["id"] for answer in answers if not answer.codes}) == 1
    assert {code for answer in answers for code in answer.codes} <= {"915233"}
    assert Counter(each.value for each in adyen.of(reference)) == {1000: 1}
    await world.tell(*adyen.decide())
    again = (await world.world.shop.refund(payment, "10.00", key="the same")).object
    assert again["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert adyen.refunded(reference) == 1000
    await verified_of(world.world.shop)
