"""Nothing is held while the gateway is asked about a word: what happens meanwhile counts, and is never written over."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from app.domain.people.people import Actor, Right
from app.domain.problems import Condition, Refused
from app.domain.reversals.resolutions import ResolvedOutcome
from app.flows.people.sign_in import actor_of_key
from app.flows.reversals.approve import ApprovalAsk, approve_refund
from app.flows.reversals.resolve import ResolveAsk, resolve_outcome
from app.flows.service import Service
from app.gateways.base import Absent, Instruction, NotKnown, Outcome, Sent
from app.gateways.registry import SANDBOX, Gateways
from app.gateways.sandbox.gateway import SandboxGateway
from app.store.people import people
from tests.flows.desk import LONG_ENOUGH, PAUSE, RESUME, RETRY_NOW, cannot_say, press, resolve, says_again
from tests.support.approval_desk import REJECT, open_desk
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of
from tests.support.staff import hire

Meanwhile = Callable[[], Awaitable[object]]
STALE = NotKnown("The line broke.")


class Slow(SandboxGateway):
    """The sandbox, whose first answer is `stale` by the time that it arrives: something has happened `meanwhile`."""

    def __init__(self, dsn: str, stale: Outcome | Absent, meanwhile: Meanwhile) -> None:
        super().__init__(dsn)
        self.stale: Outcome | Absent | None = stale
        self.meanwhile = meanwhile
        self.asked = 0

    async def find(self, instruction: Instruction, sent: Sent) -> Outcome | Absent:
        self.asked += 1
        stale, self.stale = self.stale, None
        if stale is None:
            return await super().find(instruction, sent)
        await self.meanwhile()
        return stale


@asynccontextmanager
async def slow(shop: Shop, stale: Outcome | Absent, meanwhile: Meanwhile) -> AsyncIterator[tuple[Service, Slow]]:
    gateway = Slow(shop.live.settings.database_url, stale, meanwhile)
    try:
        yield replace(shop.live.service, gateways=Gateways({SANDBOX: gateway})), gateway
    finally:
        await gateway.stop()


async def key_of(shop: Shop) -> Actor:
    actor = await actor_of_key(shop.live.service.store, *shop.keys, None)
    assert actor is not None
    return actor


def not_done(refund: str) -> ResolveAsk:
    return ResolveAsk(refund, ResolvedOutcome.NOT_DONE, None, "They told me so.")


async def refused_with(call: Awaitable[object]) -> Condition:
    with pytest.raises(Refused) as caught:
        await call
    return caught.value.problems[0].condition


async def unknown(shop: Shop, amount: str) -> str:
    refund = (await shop.refund(await shop.settled("4000.00"), amount)).object
    return str(refund["id"])


@pytest.mark.parametrize("stale", [STALE, Absent()])
async def test_the_queue_hears_that_it_was_done(shop: Shop, stale: Outcome | Absent) -> None:
    """The gateway itself says so to the queue, while the word still waits for an answer."""
    refund = await unknown(shop, "3002.00")
    answer = await cannot_say(shop, refund)
    await press(shop, PAUSE, refund)
    await shop.advance(LONG_ENOUGH)
    await says_again(shop, refund, answer)
    async with slow(shop, stale, lambda: press(shop, RETRY_NOW, refund)) as (service, _):
        condition = await refused_with(resolve_outcome(service, await key_of(shop), not_done(refund)))
    assert condition is Condition.OUTCOME_IS_KNOWN
    assert (await shop.node(refund))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


async def test_the_queue_sends_it_again(shop: Shop) -> None:
    """Its absence was proven to both; the one that came first has sent it."""
    refund = await unknown(shop, "3002.01")
    await press(shop, PAUSE, refund)
    await shop.advance(LONG_ENOUGH)
    async with slow(shop, Absent(), lambda: press(shop, RETRY_NOW, refund)) as (service, _):
        condition = await refused_with(resolve_outcome(service, await key_of(shop), not_done(refund)))
    assert condition is Condition.OUTCOME_IS_KNOWN
    assert (await shop.node(refund))["status"] == "SUBMITTED_FOR_SETTLEMENT"
    await verified_of(shop)


async def test_the_gateway_takes_it_for_pending(shop: Shop) -> None:
    """The first answer knew nothing of it; since then the queue has heard more, so that it is asked once more."""
    refund = await unknown(shop, "3005.00")
    await shop.execute(
        "UPDATE operations SET last_outcome = 'UNKNOWN' WHERE merchant_id = $1 AND refund_id IS NOT NULL",
        shop.merchant.id,
    )
    await press(shop, PAUSE, refund)
    await shop.advance(LONG_ENOUGH)
    async with slow(shop, Absent(), lambda: press(shop, RETRY_NOW, refund)) as (service, gateway):
        condition = await refused_with(resolve_outcome(service, await key_of(shop), not_done(refund)))
    assert (condition, gateway.asked) == (Condition.OUTCOME_UNDECIDED, 2)
    assert (await shop.node(refund))["status"] == "AUTHORIZING"


@pytest.mark.parametrize("button", [PAUSE, RESUME])
async def test_what_changes_nothing_about_the_outcome_does_not_matter(shop: Shop, button: str) -> None:
    refund = await unknown(shop, "3002.02")
    await shop.advance(LONG_ENOUGH)
    async with slow(shop, STALE, lambda: press(shop, button, refund)) as (service, gateway):
        await resolve_outcome(service, await key_of(shop), not_done(refund))
    assert ((await shop.node(refund))["status"], gateway.asked) == ("FAILED", 1)
    await verified_of(shop)


async def test_somebody_else_says_it_first(shop: Shop) -> None:
    refund = await unknown(shop, "3002.02")
    await shop.advance(LONG_ENOUGH)
    async with slow(shop, STALE, lambda: resolve(shop, refund, "DONE")) as (service, _):
        condition = await refused_with(resolve_outcome(service, await key_of(shop), not_done(refund)))
    assert condition is Condition.OUTCOME_IS_KNOWN
    assert (await shop.node(refund))["status"] == "SETTLED"
    await verified_of(shop)


async def test_a_word_is_rejected_while_another_agrees_to_it(shop: Shop) -> None:
    desk = await open_desk(shop)
    refund = await unknown(shop, "3002.02")
    await shop.advance(LONG_ENOUGH)
    assert (await resolve(shop, refund, "NOT_DONE")).object["status"] == "AUTHORIZING"
    hired = await hire(shop, Right.APPROVE)
    async with shop.live.service.store.session() as session:
        person = await people.find(session, shop.merchant.id, hired.legacy_id)
    assert person is not None
    async with slow(shop, STALE, lambda: desk.approver.ask(REJECT, refundId=refund)) as (service, _):
        condition = await refused_with(approve_refund(service, person.as_actor(), ApprovalAsk(refund)))
    assert condition is Condition.APPROVAL_NOT_AWAITED
    assert (await shop.node(refund))["status"] == "AUTHORIZING"
    await verified_of(shop)
