"""Refunds on an Adyen with books: whatever the answer was, its books have one at most."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.gateways.adyen.adapter import ADAPTER
from refundry.gateways import Accepted, Declined, Event, Kind, Money, NotKnown, NotReached, Pending
from refundry.testing import Answer, faults
from refundry.testing.faults import Fault
from refundry.testing.proxy import proxy_to
from tests.gateways.adyen.accounts import NOW, Connect, account, instruction, sent
from tests.gateways.adyen.fake import Fake
from tests.gateways.adyen.items import Item, batch, signed


def told(*items: Item) -> list[Event]:
    """What the adapter hears of items that the gateway has signed and sent."""
    return ADAPTER.events({}, batch(*map(signed, items)), *account(), NOW)


async def test_a_refund_is_taken_and_then_told_as_done(world: Fake, connect: Connect) -> None:
    payment = world.pay()
    asked = instruction(payment)
    taken = await connect(world.address).refund(asked)
    [made] = world.of(payment)
    assert taken == Pending(made.reference)
    assert (made.value, made.key) == (1000, asked.key)
    [event] = told(*world.decide())
    assert (event.key, event.transaction, event.refund) == (asked.key, payment, made.reference)
    assert isinstance(event.outcome, Accepted)
    assert world.refunded(payment) == 1000


async def test_what_is_above_the_rest_is_told_as_refused(world: Fake, connect: Connect) -> None:
    payment = world.pay()
    session = connect(world.address)
    outcomes = [await session.refund(instruction(payment, Money(6000, "EUR"))) for _ in range(2)]
    assert all(isinstance(each, Pending) for each in outcomes)
    first, second = told(*world.decide())
    assert isinstance(first.outcome, Accepted)
    assert isinstance(second.outcome, Declined)
    assert world.refunded(payment) == 6000


def _changed(**given: Any) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, body=json.dumps({**json.loads(answer.body), **given}).encode())


LOST = [
    *faults.LOST,
    Fault("unknown-status", True, _changed(status="unheard of")),
    Fault("wrong-type", True, _changed(amount="1000")),
]
CONTRADICTIONS = [
    Fault("other-amount", True, _changed(amount={"value": 1001, "currency": "EUR"})),
    Fault("other-currency", True, _changed(amount={"value": 1000, "currency": "CHF"})),
    Fault("other-payment", True, _changed(paymentPspReference="OTHER00000000001")),
]


@pytest.mark.parametrize("fault", [*LOST, *CONTRADICTIONS], ids=str)
async def test_what_was_lost_is_asked_by_the_same_request(world: Fake, connect: Connect, fault: Fault) -> None:
    """C1, C2, C3, C6: UNKNOWN, then taken, and one refund."""
    payment = world.pay()
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(payment)
        proxy.faults.append(fault)
        lost = await session.refund(asked)
        assert isinstance(lost, NotKnown)
        assert lost.attention is (fault in CONTRADICTIONS)
        assert len(proxy.requests) == 1
        assert len(world.of(payment)) == int(fault.reaches)
        found = await session.find(asked, sent())
    [made] = world.of(payment)
    assert found == Pending(made.reference)


@pytest.mark.parametrize("fault", [faults.SILENT_BEFORE, faults.SILENT_AFTER], ids=str)
@pytest.mark.parametrize("cancelled", [True, False])
async def test_silence_is_unknown(world: Fake, connect: Connect, fault: Fault, cancelled: bool) -> None:
    """C5"""
    payment = world.pay()
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address, timeout=5 if cancelled else 0.3), instruction(payment)
        proxy.faults.append(fault)
        sending = asyncio.create_task(session.refund(asked))
        await asyncio.wait_for(proxy.held.wait(), 5)
        if cancelled:
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
        else:
            assert isinstance(await sending, NotKnown)
        assert isinstance(await session.find(asked, sent()), Pending)
    assert len(world.of(payment)) == 1


async def test_many_sendings_under_one_key_are_one_refund(world: Fake, connect: Connect) -> None:
    """C1"""
    payment = world.pay()
    session, asked = connect(world.address), instruction(payment)
    outcomes = await asyncio.gather(*(session.refund(asked) for _ in range(20)))
    [made] = world.of(payment)
    assert set(outcomes) == {Pending(made.reference)}


async def test_a_key_whose_first_request_still_runs_is_unknown(world: Fake, connect: Connect) -> None:
    payment = world.pay()
    session, asked = connect(world.address), instruction(payment)
    await session.refund(asked)
    world.at_it = True
    assert isinstance(await session.refund(asked), NotKnown)
    assert isinstance(await session.find(asked, sent()), NotKnown)
    assert len(world.of(payment)) == 1


@pytest.mark.parametrize(
    ("age", "asks"), [(timedelta(days=6), True), (timedelta(days=6, hours=23), False), (timedelta(days=8), False)]
)
async def test_a_key_that_may_be_forgotten_is_sent_no_more(
    world: Fake, connect: Connect, age: timedelta, asks: bool
) -> None:
    """After its life the same request would be another refund."""
    session, payment = connect(world.address), world.pay()
    found = await session.find(instruction(payment), sent(first=NOW - age))
    assert isinstance(found, Pending if asks else NotKnown)
    assert len(world.of(payment)) == len(world.requests) == int(asks)


@pytest.mark.parametrize("kind", [Kind.REFUND, Kind.CAPTURE, Kind.VOID])
async def test_what_was_named_once_is_never_sent_again(world: Fake, connect: Connect, kind: Kind) -> None:
    """C4"""
    found = await connect(world.address).find(instruction(world.pay()), sent(kind, "MODIFIED00000001"))
    assert found == Pending("MODIFIED00000001")
    assert world.requests == []


async def test_a_gateway_that_is_not_there_was_told_nothing(world: Fake, connect: Connect) -> None:
    async with proxy_to(world.address) as proxy:
        session = connect(proxy.address)
    asked = instruction(world.pay())
    assert await session.refund(asked) == NotReached("The gateway could not be reached (ConnectError).")
    assert isinstance(await session.find(asked, sent()), NotKnown)
    await session.stop()
    assert isinstance(await session.refund(asked), NotReached)


async def test_a_key_that_is_revoked_does_nothing(world: Fake, connect: Connect) -> None:
    """C2, C11"""
    payment = world.pay()
    revoked = connect(world.address, api_key="AQEotherCanary")
    outcome = await revoked.refund(instruction(payment))
    assert isinstance(outcome, NotReached)
    assert outcome.credentials
    assert world.of(payment) == []


async def test_captures_and_cancels_are_told_as_well(world: Fake, connect: Connect) -> None:
    session = connect(world.address)
    captured, cancelled = world.pay(captured=False), world.pay(captured=False)
    for asked in (session.capture(instruction(captured)), session.void(instruction(cancelled))):
        assert isinstance(await asked, Pending)
    capture, cancel = told(*world.decide())
    assert (capture.about, cancel.about) == (Kind.CAPTURE, Kind.VOID)
    assert all(isinstance(each.outcome, Accepted) for each in (capture, cancel))
    assert isinstance(await session.void(instruction(captured)), Pending)
    [late] = told(*world.decide())
    assert isinstance(late.outcome, Declined)
    assert not world.payments[captured].cancelled
