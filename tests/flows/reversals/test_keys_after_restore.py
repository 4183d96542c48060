"""After going back to an earlier state of the database, requests that were made since are recognized by the gateway.

Everything is asked once, the service's tables are taken back to before that by pg_dump and psql, and the same is asked
again. The sandbox's journal, which stays as a real gateway's would, has each effect once.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.settings import Settings
from tests.flows.reversals.test_idempotency import CASES
from tests.support.approval_desk import open_desk
from tests.support.backups import dump, restore
from tests.support.merchant_client import CAPTURE, Shop, live_service, open_shop
from tests.support.promises import verified
from tests.support.till import REFUND_ORDER, new_order_id

DECLINED_ONCE = "3006.00"
"""A refund that is declined when it is first sent, and accepted under another key."""

Asking = Callable[[Shop], Awaitable[None]]
"""What is asked of a shop, the same each time."""


def asking(mutation: str, **given: object) -> Asking:
    async def ask(shop: Shop) -> None:
        answer = await shop.ask(mutation, **given)
        assert "errors" not in answer.body, (given, answer.body)

    return ask


@dataclass(slots=True)
class Place:
    """A shop in a database of its own, and what is asked of it in the time that is lost."""

    settings: Settings
    file: Path
    shop: Shop
    asked: list[Asking] = field(default_factory=list)

    async def effects(self) -> list[tuple[str, str, str, int]]:
        """What the gateway did, by its journal: under which key, what, to which payment, how much."""
        rows = await self.shop.execute("SELECT * FROM sandbox.journal WHERE effect ORDER BY key")
        return [(row["key"], row["kind"], row["transaction"], row["amount"]) for row in rows]

    async def ask_everything(self) -> None:
        for each in self.asked:
            await each(self.shop)

    @asynccontextmanager
    async def lost_time(self) -> AsyncIterator[None]:
        """What is done within the block is forgotten by the service; the same shop is at a new process of it then."""
        file = await dump(self.settings.database_url, self.file)
        yield
        await self.shop.live.service.store.close()
        await restore(self.settings.database_url, file)

    async def asked_twice(self, *payments: str) -> list[int]:
        """Everything is asked, forgotten, and asked again: that has no further effect.

        In minor units, what the gateway has given back of each of the payments then.
        """
        before = await self.effects()
        async with self.lost_time():
            await self.ask_everything()
            effects = await self.effects()
            assert len(effects) >= len(before) + len(self.asked)
        async with live_service(self.settings) as live:
            self.shop = replace(self.shop, live=live)
            await self.ask_everything()
            assert await self.effects() == effects
            given_back = [await self.shop.given_back(each) for each in payments]
        await verified(self.settings)
        return given_back


@pytest.fixture
async def place(settings: Settings, tmp_path: Path) -> AsyncIterator[Place]:
    async with live_service(settings) as live, open_shop(live) as shop:
        yield Place(settings, tmp_path, shop)


async def test_each_mutation_has_one_effect(place: Place) -> None:
    shop = place.shop
    for name, case in CASES.items():
        if name == "cancel a refund":
            continue  # No gateway hears of that.
        place.asked.append(asking(case.mutation, **await case.prepare(shop), apiRequestKey=name))
    order_id = new_order_id()
    for amount in ("30.00", "20.00"):
        await shop.settled(amount, orderId=order_id)
    await shop.charge("10.00", orderId=order_id)
    place.asked.append(asking(REFUND_ORDER, orderId=order_id, apiRequestKey="an order"))
    await place.asked_twice()


async def test_a_payment_that_settled_in_the_lost_time_is_refunded_once(place: Place) -> None:
    """Again it is voided first, by what is known of it; the gateway knows better, and that it has refunded it."""
    payment = await place.shop.charge()

    async def reversed_once_settled(shop: Shop) -> None:
        if await shop.execute("SELECT FROM sandbox.payments WHERE status <> 'SETTLED'"):
            await shop.settle(payment)
        reversed_by = await shop.reverse(payment, key="once")
        assert reversed_by.object["__typename"] == "Refund"

    place.asked.append(reversed_once_settled)
    assert await place.asked_twice(payment) == [100_00]


async def test_what_another_person_approved_is_refunded_once(place: Place) -> None:
    desk = await open_desk(place.shop)
    payment = await desk.settled()

    async def refunded_by_two(shop: Shop) -> None:
        made = (await replace(desk.asker, live=shop.live).refund(payment, "500.00", key="large")).object
        assert made["status"] == "AUTHORIZING"
        approved = await replace(desk, approver=replace(desk.approver, live=shop.live)).approve(made["id"])
        assert approved.object["status"] == "SUBMITTED_FOR_SETTLEMENT"

    place.asked.append(refunded_by_two)
    assert await place.asked_twice(payment) == [500_00]


async def test_a_refund_that_was_declined_and_sent_under_another_key_is_made_once(place: Place) -> None:
    await place.shop.set_merchant(retry_declines=True)
    payment = await place.shop.settled("4000.00")

    async def accepted_on_the_second_day(shop: Shop) -> None:
        made = (await shop.refund(payment, DECLINED_ONCE, key="declined")).object
        assert made["status"] == "AUTHORIZING"
        await shop.advance("P1D")
        assert (await shop.node(made["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"

    place.asked.append(accepted_on_the_second_day)
    assert await place.asked_twice(payment) == [3006_00]


async def test_a_key_that_is_used_anew_after_its_life_is_another_effect_and_that_once(place: Place) -> None:
    shop = place.shop
    first = await shop.settled()
    await shop.refund(first, "10.00", key="monthly")
    await shop.advance("P30D")
    await shop.advance("P1D")
    second = await shop.settled()

    async def used_anew(shop: Shop) -> None:
        answer = await shop.refund(second, "20.00", key="monthly")
        assert answer.object["status"] == "SUBMITTED_FOR_SETTLEMENT"

    place.asked.append(used_anew)
    assert await place.asked_twice(first, second) == [10_00, 20_00]


async def test_a_key_whose_request_came_to_nothing_is_free_and_sends_another_key(shop: Shop) -> None:
    """The gateway would go on answering the first one as it did then."""
    payment = await shop.authorize("1000.00")
    legacy_id = (await shop.node(payment))["legacyId"]
    await shop.execute("UPDATE sandbox.payments SET status = 'VOIDED' WHERE transaction = $1", legacy_id)
    given = {"transactionId": payment, "apiRequestKey": "capture"}
    for _ in range(3):
        assert (await shop.ask(CAPTURE, **given)).codes == ["91507"]
        await shop.execute("UPDATE transactions SET status = 'AUTHORIZED' WHERE merchant_id = $1", shop.merchant.id)
    sent = [each["key"] for each in await shop.journal(payment) if each["kind"] == "capture"]
    assert len(sent) == len(set(sent)) == 3
