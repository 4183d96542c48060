"""The gateway is asked before a person's word counts, whatever was asked of it and whatever it has done (SPEC 12)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.ids import IdKind, global_id
from app.domain.people.people import Actor
from app.domain.problems import Condition, Refused
from app.domain.reversals.resolutions import ResolvedOutcome
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.queue import QueueAsk, retry_now
from app.flows.reversals.refund import RefundAsk, refund_transaction
from app.flows.reversals.resolve import ResolveAsk, resolve_outcome
from app.flows.reversals.reverse import ReverseAsk, reverse_transaction
from app.flows.reversals.reverse_refund import ReverseRefundAsk, reverse_refund
from app.flows.reversals.void import VoidAsk, void_transaction
from app.flows.sandbox.capture import CaptureAsk, capture_transaction
from app.flows.sandbox.sell import SellAsk, authorize_payment_method, charge_payment_method
from app.flows.service import Service
from app.gateways.base import Instruction, Outcome, Sale
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from tests.flows.desk import LONG_ENOUGH, PAUSE, RESUME, cannot_say, outcomes, press, resolve, says_again
from tests.support.approval_desk import open_desk
from tests.support.merchant_client import VISA, Answer, Shop
from tests.support.promises import broken, verified_of

DECLINED = '{"outcome": "DECLINED", "code": "2000", "message": "No", "status": "PROCESSOR_DECLINED", "soft": true, '


class Lossy(SandboxGateway):
    """The sandbox at the end of a line that loses every answer; what is sent `arrives`, or is lost as well."""

    def __init__(self, dsn: str, *, arrives: bool) -> None:
        super().__init__(dsn)
        self.arrives = arrives

    async def sell(self, sale: Sale) -> Outcome:
        return await self._lose(super().sell, sale)

    async def capture(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        return await self._lose(super().capture, instruction, merchant)

    async def void(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        return await self._lose(super().void, instruction, merchant)

    async def refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        return await self._lose(super().refund, instruction, merchant)

    async def void_refund(self, instruction: Instruction, merchant: str | None = None) -> Outcome:
        return await self._lose(super().void_refund, instruction, merchant)

    async def _lose(self, deed: Callable[..., Awaitable[Outcome]], *given: Any) -> Outcome:
        if self.arrives:
            await deed(*given)
        raise ConnectionError("the line is down")


@dataclass(frozen=True, slots=True)
class Line:
    """The service of a shop at the end of such a line."""

    shop: Shop
    service: Service
    actor: Actor

    async def charge(self) -> str:
        made = await charge_payment_method(self.service, self.actor, SellAsk(VISA, "10.00"))
        return global_id(IdKind.TRANSACTION, made.legacy_id)

    async def authorize(self) -> str:
        made = await authorize_payment_method(self.service, self.actor, SellAsk(VISA, "10.00"))
        return global_id(IdKind.TRANSACTION, made.legacy_id)

    async def capture(self) -> str:
        sale = await self.shop.authorize("10.00")
        await capture_transaction(self.service, self.actor, CaptureAsk(sale))
        return sale

    async def void(self) -> str:
        sale = await self.shop.charge("10.00")
        await void_transaction(self.service, self.actor, VoidAsk(sale))
        return sale

    async def refund(self) -> str:
        made = await refund_transaction(self.service, self.actor, RefundAsk(await self.shop.settled("10.00"), "4.00"))
        return global_id(IdKind.REFUND, made.legacy_id)

    async def take_refund_back(self) -> str:
        made = (await self.shop.refund(await self.shop.settled("10.00"), "4.00")).object["id"]
        await reverse_refund(self.service, self.actor, ReverseRefundAsk(made))
        return str(made)


@asynccontextmanager
async def line(shop: Shop, *, arrives: bool) -> AsyncIterator[Line]:
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    gateway = Lossy(shop.live.settings.database_url, arrives=arrives)
    try:
        yield Line(shop, replace(shop.live.service, gateways=Gateways({SANDBOX: gateway})), actor)
    finally:
        await gateway.stop()


@dataclass(frozen=True, slots=True)
class Kind:
    """What was asked, and where the payment stands once it was `done`, on a person's `word` alone, and if `not_done`.

    `frees` is the word that frees a refund's amount; `waits` is where the payment stands until somebody knows.
    """

    ask: Callable[[Line], Awaitable[str]]
    waits: str
    done: str
    word: str
    not_done: str
    frees: str = ""


KINDS = {
    "a charge": Kind(Line.charge, "AUTHORIZING", "SUBMITTED_FOR_SETTLEMENT", "SUBMITTED_FOR_SETTLEMENT", "FAILED"),
    "an authorization": Kind(Line.authorize, "AUTHORIZING", "AUTHORIZED", "AUTHORIZED", "FAILED"),
    "a capture": Kind(Line.capture, "AUTHORIZED", "SUBMITTED_FOR_SETTLEMENT", "SUBMITTED_FOR_SETTLEMENT", "AUTHORIZED"),
    "a void": Kind(Line.void, "SUBMITTED_FOR_SETTLEMENT", "VOIDED", "VOIDED", "SUBMITTED_FOR_SETTLEMENT"),
    "a refund": Kind(Line.refund, "AUTHORIZING", "SUBMITTED_FOR_SETTLEMENT", "SETTLED", "FAILED", frees="NOT_DONE"),
    "a refund's taking back": Kind(
        Line.take_refund_back,
        "SUBMITTED_FOR_SETTLEMENT",
        "VOIDED",
        "VOIDED",
        "SUBMITTED_FOR_SETTLEMENT",
        frees="DONE",
    ),
}


def condition(answer: Answer) -> str:
    (error,) = answer.body["errors"]
    return str(error["extensions"]["condition"])


async def status(shop: Shop, payment: str) -> str:
    return str((await shop.node(payment))["status"])


@pytest.mark.parametrize("said", ["DONE", "NOT_DONE"])
@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("name", KINDS)
async def test_what_the_gateway_has_done_is_done(shop: Shop, name: str, paused: bool, said: str) -> None:
    """And is written down, whatever a person says of it."""
    kind = KINDS[name]
    async with line(shop, arrives=True) as lossy:
        payment = await kind.ask(lossy)
    if paused:
        await press(shop, PAUSE, payment)
    before = await shop.journal()
    answer = await resolve(shop, payment, said)
    if said == "DONE":
        assert answer.object["status"] == kind.done
    else:
        assert condition(answer) == "OUTCOME_CONTRADICTED"
        assert "ACCEPTED" in answer.body["errors"][0]["message"]
        assert answer.body["errors"][0]["extensions"]["inputPath"] == ["input", "outcome"]
    assert await status(shop, payment) == kind.done
    assert condition(await resolve(shop, payment, said)) == "OUTCOME_IS_KNOWN"
    assert await shop.journal() == before, "it is asked, and told nothing"
    await verified_of(shop)


@pytest.mark.parametrize("name", KINDS)
async def test_absence_is_proof_in_time(shop: Shop, name: str) -> None:
    kind = KINDS[name]
    async with line(shop, arrives=False) as lossy:
        payment = await kind.ask(lossy)
    await press(shop, PAUSE, payment)
    early = await resolve(shop, payment, "NOT_DONE")
    assert (condition(early), await status(shop, payment)) == ("OUTCOME_TOO_EARLY", kind.waits)
    await shop.advance(LONG_ENOUGH)
    done = await resolve(shop, payment, "DONE")
    assert (condition(done), await status(shop, payment)) == ("OUTCOME_CONTRADICTED", kind.waits)
    assert (await resolve(shop, payment, "NOT_DONE")).object["status"] == kind.not_done
    assert condition(await resolve(shop, payment, "NOT_DONE")) == "OUTCOME_IS_KNOWN"
    await verified_of(shop)


@pytest.mark.parametrize("name", KINDS)
async def test_done_counts_before_absence_is_proven_unless_it_frees_money(shop: Shop, name: str) -> None:
    kind = KINDS[name]
    async with line(shop, arrives=False) as lossy:
        payment = await kind.ask(lossy)
    answer = await resolve(shop, payment, "DONE")
    if kind.frees == "DONE":
        assert (condition(answer), await status(shop, payment)) == ("OUTCOME_TOO_EARLY", kind.waits)
    else:
        assert answer.object["status"] == kind.word


@pytest.mark.parametrize("said", ["DONE", "NOT_DONE"])
@pytest.mark.parametrize("name", KINDS)
async def test_where_it_cannot_say_what_frees_a_refund_awaits_another(shop: Shop, name: str, said: str) -> None:
    kind = KINDS[name]
    desk = await open_desk(shop, ("USD", "3.99"))
    async with line(shop, arrives=True) as lossy:
        payment = await kind.ask(lossy)
    await cannot_say(shop, payment)
    await shop.advance(LONG_ENOUGH)
    answer = await resolve(shop, payment, said)
    ends = kind.word if said == "DONE" else kind.not_done
    if said != kind.frees:
        assert (answer.object["status"], await desk.listed()) == (ends, [])
        return
    assert (answer.object["status"], await desk.listed()) == (kind.waits, [payment])
    held = answer.object["refundedTransaction"]["refundedAmount"]["value"]
    assert (await desk.approve(payment)).object["status"] == ends
    free = (await shop.node(payment))["refundedTransaction"]["refundedAmount"]["value"]
    assert (held, free) == ("4.00", "0.00")


@pytest.mark.parametrize("name", KINDS)
async def test_verify_finds_a_word_that_was_wrong(shop: Shop, name: str) -> None:
    """The gateway had done it, could not say so, and has it in its books."""
    async with line(shop, arrives=True) as lossy:
        payment = await KINDS[name].ask(lossy)
    await cannot_say(shop, payment)
    await shop.advance(LONG_ENOUGH)
    assert (await resolve(shop, payment, "NOT_DONE")).object["status"] == KINDS[name].not_done
    node = await shop.node(payment)
    found = await broken(shop.live.settings)
    what = node["__typename"].lower()
    assert f"{what}_{node['legacyId']}" in found["refunds agree" if what == "refund" else "payments agree"]


@pytest.mark.parametrize("said", ["DONE", "NOT_DONE"])
@pytest.mark.parametrize("name", KINDS)
async def test_a_decline_is_written_down(shop: Shop, name: str, said: str) -> None:
    kind = KINDS[name]
    async with line(shop, arrives=True) as lossy:
        payment = await kind.ask(lossy)
    await cannot_say(shop, payment)
    await says_again(shop, payment, DECLINED + '"reason": null}')
    answer = await resolve(shop, payment, said)
    declined = {"AUTHORIZING": "PROCESSOR_DECLINED"}.get(kind.waits, kind.waits)
    if said == "DONE":
        assert condition(answer) == "OUTCOME_CONTRADICTED"
        assert "DECLINED (2000 No)" in answer.body["errors"][0]["message"]
    else:
        assert (answer.object["status"], answer.object["needsAttention"]) == (declined, False)
    assert await status(shop, payment) == declined


async def test_a_void_that_came_too_late_turns_as_was_asked(shop: Shop) -> None:
    """What the gateway says is gone on with as the queue would: `reverseTransaction` refunds what has settled."""
    sale = await shop.charge("10.00")
    async with line(shop, arrives=True) as lossy:
        await reverse_transaction(lossy.service, lossy.actor, ReverseAsk(sale))
    await cannot_say(shop, sale)
    await says_again(shop, sale, DECLINED + '"reason": "ALREADY_SETTLED"}')
    await shop.execute(
        "UPDATE sandbox.payments SET status = 'SETTLED', settled_at = now() WHERE merchant = $1",
        shop.merchant.public_id,
    )
    answer = (await resolve(shop, sale, "NOT_DONE")).object
    assert answer["status"] == "SETTLED"
    assert [(each["status"], each["amount"]["value"]) for each in answer["refunds"]] == [
        ("SUBMITTED_FOR_SETTLEMENT", "10.00")
    ]


async def test_a_pending_one_is_written_down_and_stays_as_it_was(shop: Shop) -> None:
    sale = await shop.settled("4000.00")
    async with line(shop, arrives=True) as lossy:
        made = await refund_transaction(lossy.service, lossy.actor, RefundAsk(sale, "3005.00"))
    refund = global_id(IdKind.REFUND, made.legacy_id)
    await press(shop, PAUSE, refund)
    assert condition(await resolve(shop, refund, "NOT_DONE")) == "OUTCOME_UNDECIDED"
    assert (await shop.node(refund))["retry"]["state"] == "PAUSED"
    await cannot_say(shop, refund)
    await shop.advance("P2D")
    assert condition(await resolve(shop, refund, "NOT_DONE")) == "OUTCOME_UNDECIDED", "it is its last word"
    await press(shop, RESUME, refund)
    assert (await resolve(shop, refund, "DONE")).object["status"] == "SETTLED"
    assert outcomes(await shop.node(refund)) == ["UNKNOWN"]


class Distant(SandboxGateway):
    """The sandbox at the end of a line on which a sending may travel for an hour."""

    @property
    def absence_after(self) -> timedelta | None:
        return timedelta(hours=1)


async def test_each_adapter_says_how_long_a_sending_may_be_on_its_way(shop: Shop) -> None:
    """Neither a person nor the queue takes "not found" for proof before."""
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    refund = str((await shop.refund(await shop.settled("4000.00"), "3002.01")).object["id"])
    await press(shop, PAUSE, refund)
    await shop.advance(LONG_ENOUGH)
    gateway = Distant(shop.live.settings.database_url)
    service = replace(shop.live.service, gateways=Gateways({SANDBOX: gateway}))
    word = ResolveAsk(refund, ResolvedOutcome.NOT_DONE, None, "They told me so.")
    try:
        with pytest.raises(Refused) as early:
            await resolve_outcome(service, actor, word)
        await retry_now(service, actor, QueueAsk(refund))
        assert outcomes(await shop.node(refund)) == ["UNKNOWN"], "it is not sent again"
        await press(shop, PAUSE, refund)
        await shop.advance("PT1H")
        assert (await resolve_outcome(service, actor, word)).status == "FAILED"
    finally:
        await gateway.stop()
    assert early.value.problems[0].condition is Condition.OUTCOME_TOO_EARLY
