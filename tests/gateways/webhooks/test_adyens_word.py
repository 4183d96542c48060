"""What Adyen tells is its word: on refunds that wait for it, on payments, and on what was done elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.flows.gateways.act_on_events import act_on_event, sweep_events
from app.flows.reversals.resume import resume_operation
from refundry.testing import faults
from refundry.testing.proxy import proxy_to
from tests.gateways.adyen.fake import Fake, fake
from tests.gateways.adyen.items import item
from tests.gateways.webhooks.inbox import Inbox
from tests.gateways.webhooks.signing import by_adyen, in_batch
from tests.gateways.webhooks.world import AdyenWorld, open_world

REFUNDABILITY = """
query ($id: ID!) { node(id: $id) { ... on Transaction { id refundability { canRefund blockers { code } } } } }"""


@pytest.fixture
async def adyen() -> AsyncIterator[Fake]:
    async with fake() as gateway:
        yield gateway


@pytest.fixture
async def world(running: Inbox, adyen: Fake) -> AdyenWorld:
    """A merchant of this test's own."""
    return AdyenWorld(await open_world(running, f"Acme {uuid4().hex}", "adyen", adyen.address, "EUR"), adyen)


async def test_a_payment_comes_in_by_its_webhooks(world: AdyenWorld) -> None:
    reference, payment = await world.paid(captured=False)
    assert (await world.node(payment))["status"] == "AUTHORIZED"
    assert (await world.node(payment))["orderId"] == f"order-{reference}"
    assert await world.tell(item("CAPTURE", "C1", reference, amount={"currency": "EUR", "value": 9000})) == [
        "taken over"
    ]
    found = await world.node(payment)
    assert (found["status"], found["amount"]["value"]) == ("SETTLED", "90.00")


async def test_a_refund_is_pending_until_adyen_tells(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid()
    refund = await world.refund(payment)
    assert (refund["status"], refund["retry"]["attempts"][0]["outcome"]) == ("AUTHORIZING", "PENDING")
    assert await world.tell(*adyen.decide()) == ["concluded"]
    assert (await world.node(refund["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert adyen.refunded(reference) == 1000
    assert (await world.node(payment))["refundableAmount"]["value"] == "90.00"


async def test_a_refund_that_adyen_refuses_is_declined_and_its_amount_is_free(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid()
    adyen.refund(reference, 9500)
    refund = await world.refund(payment)
    by_hand, ours = adyen.decide()
    assert await world.tell(ours) == ["concluded"]
    found = await world.node(refund["id"])
    assert (found["status"], found["needsAttention"]) == ("PROCESSOR_DECLINED", True)
    assert await world.tell(by_hand) == ["taken over"]
    assert (await world.node(payment))["refundableAmount"]["value"] == "5.00"
    assert adyen.refunded(reference) == 9500


@pytest.mark.parametrize("code", ["REFUND_FAILED", "REFUNDED_REVERSED"])
async def test_a_refund_may_fail_after_it_was_accepted(world: AdyenWorld, adyen: Fake, code: str) -> None:
    """C8"""
    reference, payment = await world.paid()
    refund = await world.refund(payment)
    accepted = adyen.decide()
    await world.tell(*accepted)
    assert await world.tell(adyen.fail(adyen.modifications[-1], code)) == ["taken over"]
    found = await world.node(refund["id"])
    assert (found["status"], found["needsAttention"]) == ("SETTLEMENT_DECLINED", True)
    assert (await world.node(payment))["refundableAmount"]["value"] == "100.00"
    assert adyen.refunded(reference) == 0


async def test_what_is_told_in_the_wrong_order_comes_to_the_same(world: AdyenWorld, adyen: Fake) -> None:
    """The failure first, and then that it was accepted: nothing is counted for it, and nothing comes twice."""
    _, payment = await world.paid()
    refund = await world.refund(payment)
    accepted = adyen.decide()
    assert await world.tell(adyen.fail(adyen.modifications[-1])) == ["concluded"]
    assert await world.tell(*accepted) == ["told before: it failed after that"]
    assert (await world.node(refund["id"]))["status"] == "PROCESSOR_DECLINED"
    found = await world.node(payment)
    assert (found["refundableAmount"]["value"], len(found["refunds"])) == ("100.00", 1)


async def test_an_old_word_takes_nothing_back(world: AdyenWorld, adyen: Fake) -> None:
    reference = adyen.pay()
    assert await world.tell(adyen.captured(reference)) == ["adopted"]
    assert await world.tell(adyen.authorised(reference), item("EXPIRE", "X1", reference)) == ["nothing new"] * 2
    assert (await world.world.payment(reference))["status"] == "SETTLED"


async def test_a_word_before_our_own_answer_waits_for_it(world: AdyenWorld, adyen: Fake) -> None:
    """C10: the attempt runs; afterwards the word counts, and one refund was made."""
    reference, payment = await world.paid()
    adyen.held = asyncio.Event()
    asking = asyncio.create_task(world.refund(payment))
    await asyncio.wait_for(adyen.waiting.wait(), 5)
    assert await world.tell(*adyen.decide()) == [None]
    adyen.held.set()
    refund = await asking
    assert refund["status"] == "AUTHORIZING"
    assert await world.world.act(timedelta(minutes=2)) == ["concluded"]
    assert (await world.node(refund["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    assert adyen.refunded(reference) == 1000


async def test_a_lost_answer_is_found_by_our_key(running: Inbox, adyen: Fake) -> None:
    async with proxy_to(adyen.address) as proxy:
        world = AdyenWorld(await open_world(running, f"Acme {uuid4().hex}", "adyen", proxy.address, "EUR"), adyen)
        reference, payment = await world.paid()
        proxy.faults.append(faults.DROPPED_AFTER)
        refund = await world.refund(payment)
        assert refund["retry"]["attempts"][0]["outcome"] == "UNKNOWN"
        assert await world.tell(*adyen.decide()) == ["concluded"]
        assert (await world.node(refund["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"
        assert (len(proxy.tellings), adyen.refunded(reference)) == (1, 1000)


async def test_what_is_told_often_and_at_once_comes_once(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid()
    refund = await world.refund(payment)
    [accepted] = adyen.decide()
    await asyncio.gather(*(world.world.told(by_adyen(accepted, accepted)) for _ in range(5)))
    *_, stored = await world.world.inbox.stored(world.world.account)
    done = await asyncio.gather(*(act_on_event(world.world.service, stored["id"]) for _ in range(10)))
    assert sorted(done) == [False] * 9 + [True]
    found = await world.node(refund["id"])
    assert [each["status"] for each in found["statusHistory"]] == ["SUBMITTED_FOR_SETTLEMENT", "AUTHORIZED"]
    assert adyen.refunded(reference) == 1000


async def test_another_amount_is_for_people_to_look_at(world: AdyenWorld, adyen: Fake) -> None:
    _, payment = await world.paid()
    refund = await world.refund(payment)
    [accepted] = adyen.decide()
    await world.tell({**accepted, "amount": {"currency": "EUR", "value": 1001}})
    found = await world.node(refund["id"])
    assert (found["status"], found["needsAttention"]) == ("AUTHORIZING", True)
    assert (await world.node(payment))["refundableAmount"]["value"] == "90.00"


async def test_one_forged_item_keeps_back_the_whole_batch(world: AdyenWorld, adyen: Fake) -> None:
    _, payment = await world.paid()
    refund = await world.refund(payment)
    [accepted] = adyen.decide()
    good = by_adyen(accepted)
    forged = in_batch({**item("REFUND", "R9", "P9"), "additionalData": {"hmacSignature": "x"}})
    body = good.body.replace(b"]}", b", ") + forged.body.partition(b"[")[2]
    answer = await world.world.inbox.send(world.world.account, type(good)(body, good.headers))
    assert answer.status_code == 401
    assert await world.world.act() == []
    assert (await world.node(refund["id"]))["status"] == "AUTHORIZING"


async def test_a_refund_made_elsewhere_counts(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid()
    adyen.refund(reference, 4000)
    assert await world.tell(*adyen.decide()) == ["taken over"]
    found = await world.node(payment)
    assert (found["refundableAmount"]["value"], len(found["refunds"])) == ("60.00", 1)
    answer = await world.world.shop.refund(payment, "60.01")
    assert answer.codes == ["91521"]
    assert await world.tell(adyen.fail(adyen.modifications[-1])) == ["taken over"]
    assert (await world.node(payment))["refundableAmount"]["value"] == "100.00"


async def blockers(world: AdyenWorld, payment: str) -> list[str]:
    answer = await world.world.shop.post(REFUNDABILITY, {"id": payment})
    return [each["code"] for each in answer.object["refundability"]["blockers"]]


async def test_a_dispute_blocks_refunds_until_it_is_won(world: AdyenWorld) -> None:
    reference, payment = await world.paid()
    told: list[tuple[str, str, list[str]]] = [
        ("NOTIFICATION_OF_CHARGEBACK", "2026-11-30T12:00:00Z", ["DISPUTED"]),
        ("CHARGEBACK_REVERSED", "2026-11-30T12:10:00Z", []),
        ("CHARGEBACK", "2026-11-30T12:05:00Z", []),
        ("SECOND_CHARGEBACK", "2026-11-30T12:20:00Z", ["DISPUTED"]),
    ]
    for number, (code, at, expected) in enumerate(told):
        await world.tell(item(code, f"D{number}", reference, eventDate=at))
        assert await blockers(world, payment) == expected, code


async def test_a_void_is_done_once_adyen_tells(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid(captured=False)
    assert (await world.world.shop.void(payment)).object["status"] == "AUTHORIZED"
    assert await world.tell(*adyen.decide()) == ["concluded"]
    assert (await world.node(payment))["status"] == "VOIDED"
    assert adyen.payments[reference].cancelled


async def test_a_void_that_comes_too_late_changes_nothing(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid(captured=False)
    await world.world.shop.void(payment)
    adyen.payments[reference].captured = 10_000
    assert await world.tell(*adyen.decide()) == ["concluded"]
    found = await world.node(payment)
    assert (found["status"], found["needsAttention"]) == ("AUTHORIZED", True)


async def test_a_capture_that_is_told_of_during_a_void_is_not_lost(world: AdyenWorld, adyen: Fake) -> None:
    reference, payment = await world.paid(captured=False)
    await world.world.shop.void(payment)
    adyen.payments[reference].captured = 10_000
    assert await world.tell(adyen.captured(reference)) == [None]
    assert await world.tell(*adyen.decide()) == ["concluded"]
    assert await world.world.act(timedelta(minutes=1)) == ["taken over"]
    assert (await world.node(payment))["status"] == "SETTLED"
    assert (await world.refund(payment))["status"] == "AUTHORIZING"


async def test_a_word_that_hides_what_was_done_is_for_people(world: AdyenWorld) -> None:
    reference, payment = await world.paid()
    assert await world.tell(item("CANCEL_OR_REFUND", "X1", reference)) == ["for a person to look at"]
    found = await world.node(payment)
    assert (found["status"], found["needsAttention"]) == ("SETTLED", True)


async def test_a_payment_that_was_recorded_is_confirmed_by_its_webhook(world: AdyenWorld, adyen: Fake) -> None:
    reference = adyen.pay()
    told = [{"gatewayTransactionId": reference, "amount": "100.00", "status": "SETTLED"}]
    order = await world.world.shop.record_order("order 7", "EUR", transactions=told)
    [payment] = order.object["transactions"]
    assert await world.tell(adyen.authorised(reference)) == ["adopted"]
    assert (await world.node(payment["id"]))["status"] == "SETTLED"
    refund = await world.refund(payment["id"])
    assert await world.tell(*adyen.decide()) == ["concluded"]
    assert (await world.node(refund["id"]))["status"] == "SUBMITTED_FOR_SETTLEMENT"


async def test_what_is_told_of_an_unknown_payment_waits_for_it(world: AdyenWorld, adyen: Fake) -> None:
    reference = adyen.pay()
    adyen.refund(reference, 1000)
    assert await world.tell(*adyen.decide()) == [None]
    await world.tell(adyen.captured(reference))
    assert await world.world.act(timedelta(minutes=1)) == ["taken over"]
    assert (await world.world.payment(reference))["refundableAmount"]["value"] == "90.00"
    await world.tell(item("REFUND", "R-unknown", "P-unknown"))
    assert await world.world.act(timedelta(days=2)) == ["its payment is not known here"]


async def test_a_question_about_what_was_taken_sends_nothing(world: AdyenWorld, adyen: Fake) -> None:
    """The queue asks about what is pending: Adyen has named it, and only a webhook says more."""
    _, payment = await world.paid()
    refund = await world.refund(payment)
    before = len(adyen.requests)
    statement = "SELECT o.id FROM operations o WHERE o.merchant_id = $1 ORDER BY o.id DESC LIMIT 1"
    number = await world.world.inbox.database.fetchval(statement, world.world.shop.merchant.id)
    assert await resume_operation(world.world.service, number, seen=1)
    assert len(adyen.requests) == before
    assert (await world.node(refund["id"]))["retry"]["attempts"][0]["outcome"] == "PENDING"


async def test_what_was_acted_on_is_forgotten_after_a_while(world: AdyenWorld, adyen: Fake) -> None:
    await world.paid()
    inbox, account = world.world.inbox, world.world.account
    kept: list[dict[str, Any]] = await inbox.stored(account)
    assert all("payment" not in each["facts"] for each in kept)
    await inbox.database.execute(
        "UPDATE gateway_events SET acted_at = acted_at - interval '91 days' WHERE id = $1", kept[0]["id"]
    )
    await sweep_events(world.world.service)
    assert [each["id"] for each in await inbox.stored(account)] == [each["id"] for each in kept[1:]]
