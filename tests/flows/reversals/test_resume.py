"""How the queue goes on with what waits, judged by what the gateway was sent, and not by our own rows."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.reversals.schedule import MOST_QUICK_TRIES, MOST_SENT_ANEW
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.queue import QueueAsk, retry_now
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from app.flows.reversals.void import VoidAsk, void_transaction
from app.gateways.base import Absent, Instruction, Outcome, Sent
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from refundry.gateways.calls import Kind
from tests.flows.desk import DISMISS, RETRY_NOW, outcomes, press, refunded, resolve
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of


async def sendings(shop: Shop, sale: str) -> list[tuple[str, bool]]:
    """Every sending of a refund of the sale, by its key, and whether money moved."""
    return [(line["key"], line["effect"]) for line in await shop.journal(sale) if line["kind"] == "refund"]


async def test_what_was_taken_is_not_sent_again_because_it_cannot_be_found(shop: Shop) -> None:
    """The gateway says that it takes it, and denies that for two days: people look, and the money moves once."""
    made = await refunded(shop, "3005.02")
    await shop.advance("PT1H")
    await press(shop, RETRY_NOW, made.refund)
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund), refund["needsAttention"]) == ("AUTHORIZING", ["PENDING"], True)
    (error,) = (await resolve(shop, made.refund, "NOT_DONE")).body["errors"]
    assert error["extensions"]["condition"] == "OUTCOME_UNDECIDED"
    await press(shop, DISMISS, made.refund, "They look into it")
    await shop.advance("P1D")
    assert not (await shop.node(made.refund))["needsAttention"], "somebody has seen it"
    await shop.advance("P2D")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund)) == ("SETTLED", ["PENDING"])
    ((_, moved),) = await sendings(shop, made.sale)
    assert moved
    await verified_of(shop)


async def test_what_is_lost_every_time_is_sent_again_some_times_and_then_once_a_day(shop: Shop) -> None:
    """Each sending is followed by a question that proves that it was lost; in the end it was not done, and is free."""
    made = await refunded(shop, "3002.03")
    await shop.advance("PT23H")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund), refund["retry"]["attemptsLeft"]) == (
        "AUTHORIZING",
        ["UNKNOWN"] * (1 + MOST_SENT_ANEW),
        3,
    )
    await press(shop, RETRY_NOW, made.refund)
    assert len(await sendings(shop, made.sale)) == 2 + MOST_SENT_ANEW, "a person may have it tried"
    await shop.advance("P2DT1H1M")
    refund = await shop.node(made.refund)
    assert (refund["status"], len(await sendings(shop, made.sale))) == ("AUTHORIZING", 5 + MOST_SENT_ANEW)
    await shop.advance("PT1H")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"], refund["retry"]["state"]) == ("FAILED", True, "EXHAUSTED")
    assert (await shop.node(made.sale))["refundableAmount"]["value"] == "4000.00"
    told = await sendings(shop, made.sale)
    assert (len(told), len({key for key, _ in told}), any(moved for _, moved in told)) == (8, 1, False)
    await verified_of(shop)


async def test_what_is_busy_is_tried_again_by_the_same_request(shop: Shop) -> None:
    made = await refunded(shop, "3001.03")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund)) == (
        "SUBMITTED_FOR_SETTLEMENT",
        ["UNAVAILABLE", "UNAVAILABLE", "ACCEPTED"],
    )
    told = await sendings(shop, made.sale)
    assert ([moved for _, moved in told], len({key for key, _ in told})) == ([False, False, True], 1)
    await verified_of(shop)


async def test_what_stays_busy_waits_for_its_daily_attempts(shop: Shop) -> None:
    """Each of them is tried some times at once; a quick try uses up none of them."""
    made = await refunded(shop, "3001.04")
    for day in range(4):
        refund = await shop.node(made.refund)
        assert outcomes(refund) == ["UNAVAILABLE"] * (day + 1) * (1 + MOST_QUICK_TRIES)
        assert refund["retry"]["attemptsLeft"] == 3 - day
        await shop.advance("P1D")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"]) == ("FAILED", True)
    assert not any(moved for _, moved in await sendings(shop, made.sale))
    await verified_of(shop)


async def test_a_failure_that_the_gateway_keeps_is_got_around_by_another_wire_key(shop: Shop) -> None:
    """Under our own key, which the gateway keeps with the refund, money moves once."""
    made = await refunded(shop, "3001.05")
    await shop.advance("P1D")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund)) == ("SUBMITTED_FOR_SETTLEMENT", ["UNAVAILABLE", "ACCEPTED"])
    told = await sendings(shop, made.sale)
    assert ([moved for _, moved in told], len({key for key, _ in told})) == ([False, True], 1)
    await verified_of(shop)


async def test_refused_credentials_are_told_once_a_day(shop: Shop) -> None:
    """However many refunds wait for the account, people get one notice of it; all of them are made once it is right."""
    await shop.set_merchant(notify_emails=["support@example.com"])
    made = [await refunded(shop, "3001.06") for _ in range(3)]
    assert [await _told(shop), outcomes(await shop.node(made[0].refund))] == [["GATEWAY_UNUSABLE"], ["UNAVAILABLE"]]
    assert not (await shop.node(made[0].refund))["needsAttention"]
    await shop.advance("P1D")
    assert await _told(shop) == ["GATEWAY_UNUSABLE"]
    for each in made:
        assert (await shop.node(each.refund))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await refunded(shop, "3001.06")
    assert await _told(shop) == ["GATEWAY_UNUSABLE"] * 2, "it is another day"
    await verified_of(shop)


@pytest.mark.parametrize("asks", ["refund", "void"])
async def test_what_has_no_adapter_waits_for_it(shop: Shop, asks: str) -> None:
    """Nothing was sent, so that nothing is unknown; a person has to look, and it is made once the adapter is there."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    service = replace(shop.live.service, gateways=Gateways({}))
    if asks == "refund":
        sale = await shop.settled("10.00")
        made = await refund_transaction(service, actor, RefundAsk(sale, "4.00"))
        waits, done = ("AUTHORIZING", global_id(IdKind.REFUND, made.legacy_id)), "SUBMITTED_FOR_SETTLEMENT"
    else:
        sale = await shop.authorize("10.00")
        await void_transaction(service, actor, VoidAsk(sale))
        waits, done = ("AUTHORIZED", sale), "VOIDED"
    status, payment = waits
    node = await shop.node(payment)
    assert (node["status"], outcomes(node), node["needsAttention"]) == (status, ["UNAVAILABLE"], True)
    assert node["retry"]["lastError"] == "The gateway sandbox is not installed."
    before = await shop.journal(sale)
    await retry_now(service, actor, QueueAsk(payment))
    assert (outcomes(await shop.node(payment)), await shop.journal(sale)) == (["UNAVAILABLE"] * 2, before)
    await shop.advance("P1D")
    node = await shop.node(payment)
    assert (node["status"], node["needsAttention"]) == (done, False)
    await verified_of(shop)


async def test_what_was_answered_wrongly_is_never_sent_again_by_itself(shop: Shop) -> None:
    """Nothing was done, and nothing is found of it: but what became of it, the gateway has not shown. People say so."""
    made = await refunded(shop, "3002.05")
    await shop.advance("P5D")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund), refund["needsAttention"]) == ("AUTHORIZING", ["UNKNOWN"], True)
    assert [moved for _, moved in await sendings(shop, made.sale)] == [False]
    assert (await resolve(shop, made.refund, "NOT_DONE")).object["status"] == "FAILED"
    assert (await shop.node(made.sale))["refundableAmount"]["value"] == "4000.00"
    await verified_of(shop)


class Attentive(SandboxGateway):
    """The sandbox, which writes down what it is told when it is asked, and what it is to take back."""

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn)
        self.asked: list[tuple[Instruction, Sent]] = []
        self.taken_back: list[Instruction] = []

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        self.asked.append((instruction, sent))
        return await super().find(instruction, sent)

    async def void_refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        self.taken_back.append(instruction)
        return await super().void_refund(instruction, merchant)


async def test_a_gateway_that_is_asked_hears_what_was_sent_and_heard(shop: Shop) -> None:
    """And which other refunds of the payment are known: one that is none of those may be the one that was sent."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    sale = await shop.settled("9000.00")
    other = (await shop.refund(sale, "10.00")).object
    refund = (await shop.refund(sale, "3005.00")).object
    gateway = Attentive(shop.live.settings.database_url)
    try:
        service = replace(shop.live.service, gateways=Gateways({SANDBOX: gateway}))
        await retry_now(service, actor, QueueAsk(refund["id"]))
        await reverse_refund(service, actor, ReverseRefundAsk(other["id"]))
    finally:
        await gateway.stop()
    ((instruction, sent),) = gateway.asked
    keys = {line["amount"]: line["key"] for line in await shop.journal(sale) if line["kind"] == "refund"}
    began = datetime.fromisoformat(refund["createdAt"])
    assert instruction.key == instruction.wire_key == keys[3005_00]
    assert sent == Sent(
        Kind.REFUND, 1, began, began, (f"sandbox-{keys[3005_00]}",), frozenset({f"sandbox-{keys[10_00]}"})
    )
    (void,) = gateway.taken_back
    assert (void.refund, void.refund_key) == (f"sandbox-{keys[10_00]}", keys[10_00])
    await verified_of(shop)


class Overtaken(SandboxGateway):
    """The sandbox, while whose answer is on its way another process takes the operation over."""

    def __init__(self, shop: Shop) -> None:
        super().__init__(shop.live.settings.database_url)
        self.shop = shop

    async def refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        outcome = await super().refund(instruction, merchant)
        taken = "UPDATE operations SET lease = 'another', lease_until = now() - interval '1 s' WHERE key = $1"
        await self.shop.execute(taken, instruction.key)
        return outcome


async def test_no_quick_try_is_made_of_what_another_process_has_taken_over(shop: Shop) -> None:
    """Whoever has taken it over goes on with it, and asks first."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    sale = await shop.settled("4000.00")
    gateway = Overtaken(shop)
    try:
        service = replace(shop.live.service, gateways=Gateways({SANDBOX: gateway}))
        made = await refund_transaction(service, actor, RefundAsk(sale, "3001.03"))
    finally:
        await gateway.stop()
    assert (made.status, [moved for _, moved in await sendings(shop, sale)]) == ("AUTHORIZING", [False])
    await shop.advance("PT6M")
    refund = await shop.node(global_id(IdKind.REFUND, made.legacy_id))
    assert (refund["status"], outcomes(refund)) == (
        "SUBMITTED_FOR_SETTLEMENT",
        ["UNKNOWN", "UNAVAILABLE", "ACCEPTED"],
    )
    told = await sendings(shop, sale)
    assert ([moved for _, moved in told], len({key for key, _ in told})) == ([False, False, True], 1)
    await verified_of(shop)


async def _told(shop: Shop) -> list[str]:
    """The kinds of the merchant's notices, in the order of the events."""
    rows = await shop.execute("SELECT kind FROM outbox WHERE merchant_id = $1 ORDER BY id", shop.merchant.id)
    return [row["kind"] for row in rows]
