"""What Stripe and Braintree tell is a hint: they are asked, and their answer counts, whatever the webhook said."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.gateways.braintree import ids
from tests.gateways.braintree.fake import Fake, Keys, fake
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer, scripted
from tests.gateways.stripe.objects import charge, intent, refund
from tests.gateways.webhooks.inbox import Inbox
from tests.gateways.webhooks.signing import by_braintree, by_stripe
from tests.gateways.webhooks.world import World, open_world

ADOPT = """
mutation ($input: AdoptTransactionInput!) { adoptTransaction(input: $input) { transaction { id status } } }"""
REFUNDABILITY = """
query ($id: ID!) { node(id: $id) { ... on Transaction { id refundability { blockers { code } } } } }"""


async def adopted(world: World, reference: str) -> str:
    answer = await world.shop.ask(ADOPT, gatewayTransactionId=reference)
    return str(answer.object["id"])


@pytest.fixture(scope="module")
async def braintree() -> AsyncIterator[Fake]:
    async with fake(Keys.REMEMBERED) as gateway:
        yield gateway


@pytest.fixture
async def shop(running: Inbox, braintree: Fake) -> World:
    """A merchant of this test's own at Braintree."""
    return await open_world(running, f"Acme {uuid4().hex}", "braintree", braintree.address, "USD")


def old_id(reference: str) -> str:
    """What webhooks call a payment or a refund of the fake's."""
    return next(each for number in range(1000) for each in (f"p{number}", f"r{number}") if reference in _ids(each))


def _ids(each: str) -> set[str]:
    return {ids.payment_id(each), ids.refund_id(each)}


def about_refund(refund: str, payment: str) -> str:
    return (
        f"<transaction><id>{old_id(refund)}</id><type>credit</type>"
        f"<refunded-transaction-id>{old_id(payment)}</refunded-transaction-id></transaction>"
    )


async def test_a_refund_that_braintree_calls_failed_is_asked_about(shop: World, braintree: Fake) -> None:
    reference = braintree.pay()
    payment = await adopted(shop, reference)
    refunded = (await shop.shop.refund(payment, "10.00")).object
    [made] = braintree.payments[reference]["refunds"]
    told = by_braintree("refund_failed", about_refund(made["id"], reference))
    await shop.told(told)
    await shop.act()
    assert (await shop.shop.node(refunded["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"

    made["status"] = "SETTLEMENT_DECLINED"
    await shop.told(by_braintree("refund_failed", about_refund(made["id"], reference) + " "))
    assert await shop.act() == ["taken over"]
    found = await shop.shop.node(refunded["id"])
    assert (found["status"], found["needsAttention"]) == ("SETTLEMENT_DECLINED", True)
    assert (await shop.shop.node(payment))["refundableAmount"]["value"] == "100.00"


async def test_a_refund_in_the_control_panel_is_found_by_any_webhook_of_its_payment(
    shop: World, braintree: Fake
) -> None:
    reference = braintree.pay()
    payment = await adopted(shop, reference)
    made = braintree.refund(reference, "40.00", source="CONTROL_PANEL")
    await shop.told(by_braintree("refund_failed", about_refund(made["id"], reference)))
    assert await shop.act() == ["taken over"]
    found = await shop.shop.node(payment)
    assert (found["refundableAmount"]["value"], len(found["refunds"])) == ("60.00", 1)


async def test_a_payment_that_is_not_known_here_is_left_alone(shop: World, braintree: Fake) -> None:
    reference, before = braintree.pay(), len(braintree.requests)
    await shop.told(by_braintree("transaction_settled", f"<transaction><id>{old_id(reference)}</id></transaction>"))
    assert await shop.act() == ["its payment is not known here"]
    assert len(braintree.requests) == before


@dataclass
class Stripe:
    """A Stripe with one payment of 100.00 US dollars."""

    gateway: Scripted
    payment: str
    refunds: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, Any]] = field(default_factory=list)
    away: bool = False
    status: str = "pending"
    """The status that a new refund has."""

    def answer(self, request: Request) -> Answer | None:
        if self.away:
            return answer("", 503)
        if request.method == "POST":
            return answer(self.refunded(int(request.fields["amount"]), request.fields["metadata[refundry_key]"]))
        if request.path == f"/v1/payment_intents/{self.payment}":
            listed = {"data": self.refunds, "has_more": False}
            told = charge(payment_intent=self.payment, refunds=listed, disputed=bool(self.disputes))
            return answer(intent(id=self.payment, latest_charge=told))
        if request.path in {"/v1/refunds", "/v1/disputes"}:
            return answer({"data": getattr(self, request.path[4:]), "has_more": False})
        return None

    def refunded(self, amount: int, key: str | None = None) -> dict[str, Any]:
        made = refund(
            id=f"re_{uuid4().hex}",
            amount=amount,
            metadata={"refundry_key": key} if key else {},
            payment_intent=self.payment,
            status=self.status if key else "succeeded",
        )
        self.refunds.append(made)
        return made

    def event(self, name: str = "refund.updated", **about: Any) -> dict[str, Any]:
        return {"reference": f"evt_{uuid4().hex}", "name": name, "payment_intent": self.payment, **about}


@pytest.fixture
async def stripe(running: Inbox) -> AsyncIterator[tuple[World, Stripe, str]]:
    """A merchant of this test's own at Stripe, its payment at Stripe and here."""
    async with scripted() as gateway:
        books = Stripe(gateway, f"pi_{uuid4().hex}")
        gateway.script = books.answer
        world = await open_world(running, f"Acme {uuid4().hex}", "stripe", gateway.address, "USD")
        yield world, books, await adopted(world, books.payment)


async def test_a_pending_refund_is_asked_about_at_once(stripe: tuple[World, Stripe, str]) -> None:
    world, books, payment = stripe
    asked = (await world.shop.refund(payment, "10.00")).object
    assert asked["retry"]["attempts"][0]["outcome"] == "PENDING"
    await world.told(by_stripe(**books.event()))
    await world.act()
    assert (await world.shop.node(asked["id"]))["status"] == "AUTHORIZING"

    books.refunds[0]["status"] = "succeeded"
    for _ in range(2):
        await world.told(by_stripe(**books.event()))
        await world.act()
    assert (await world.shop.node(asked["id"]))["status"] == "SETTLED"

    books.refunds[0] |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
    await world.told(by_stripe(**books.event("refund.failed")))
    assert await world.act() == ["taken over"]
    assert (await world.shop.node(asked["id"]))["status"] == "SETTLEMENT_DECLINED"
    assert len(books.refunds) == 1


async def test_a_gateway_that_is_away_is_asked_again(stripe: tuple[World, Stripe, str]) -> None:
    world, books, payment = stripe
    books.refunded(4000)
    books.away = True
    await world.told(by_stripe(**books.event("charge.refunded", id="ch_1")))
    assert await world.act() == [None]
    assert await world.act() == []
    books.away = False
    assert await world.act(timedelta(minutes=1)) == ["taken over"]
    assert (await world.shop.node(payment))["refundableAmount"]["value"] == "60.00"


async def test_what_fails_for_days_is_given_up(stripe: tuple[World, Stripe, str]) -> None:
    world, books, _ = stripe
    books.away = True
    await world.told(by_stripe(**books.event()))
    [came_to] = await world.act(timedelta(days=4))
    assert came_to is not None
    assert came_to.startswith("given up: ")


async def test_a_dispute_is_asked_about_and_blocks_refunds(stripe: tuple[World, Stripe, str]) -> None:
    world, books, payment = stripe
    books.disputes.append({"id": "du_1", "status": "needs_response", "created": 1_796_000_100, "reason": "fraudulent"})
    await world.told(by_stripe(**books.event("charge.dispute.created", id="du_1", charge="ch_1")))
    assert await world.act() == ["taken over"]
    answer = await world.shop.post(REFUNDABILITY, {"id": payment})
    assert [each["code"] for each in answer.object["refundability"]["blockers"]] == ["DISPUTED"]


async def test_a_hint_before_our_own_answer_waits_for_it(stripe: tuple[World, Stripe, str]) -> None:
    world, books, payment = stripe
    await world.shop.refund(payment, "10.00")
    number = await world.inbox.database.fetchval(
        "UPDATE operations SET state = 'RUNNING', lease = 'another process', next_attempt_at = NULL,"
        " lease_until = now() + interval '1 minute' WHERE merchant_id = $1 RETURNING id",
        world.shop.merchant.id,
    )
    books.refunds[0]["status"] = "succeeded"
    await world.told(by_stripe(**books.event()))
    assert await world.act() == [None]
    await world.inbox.database.execute(
        "UPDATE operations SET state = 'WAITING', lease = NULL, lease_until = NULL, next_attempt_at = now()"
        " WHERE id = $1",
        number,
    )
    assert len(await world.act(timedelta(minutes=2))) == 1
    [made] = (await world.shop.node(payment))["refunds"]
    assert made["status"] == "SETTLED"
