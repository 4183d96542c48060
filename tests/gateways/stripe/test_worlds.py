"""Refunds on two fakes, one that remembers Idempotency-Keys and one that has forgotten them: the fake's books judge."""

import asyncio

import pytest

from app.domain.reversals.states import PaymentStatus
from refundry.gateways import Absent, Accepted, Declined, Money, NotKnown, NotReached, Reason
from tests.gateways.fakes import proxy as faults
from tests.gateways.fakes.proxy import Fault, proxy_to
from tests.gateways.stripe.accounts import Connect, Shop, instruction, sent


async def test_a_refund_is_made_once_with_its_key(world: Shop, connect: Connect) -> None:
    session, payment = connect(world.address), await world.pay()
    asked = instruction(payment)
    outcome = await session.refund(asked)
    assert isinstance(outcome, Accepted)
    assert outcome.status is PaymentStatus.SETTLED
    [refund] = await world.refunds(payment)
    assert (refund["id"], refund["amount"], refund["metadata"]) == (
        outcome.reference,
        1000,
        {"refundry_key": asked.key},
    )


@pytest.mark.parametrize("fault", faults.LOST, ids=str)
async def test_what_was_lost_is_found_as_it_was(world: Shop, connect: Connect, fault: Fault) -> None:
    """C2, C3, C6: UNKNOWN, then the truth by looking, then at most one refund, and one request for each sending."""
    payment = await world.pay()
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(payment)
        proxy.faults.append(fault)
        assert isinstance(await session.refund(asked), NotKnown)
        assert len(proxy.requests) == 1
        made = await world.refunds(payment)
        assert len(made) == int(fault.reaches)
        found = await session.find(asked, sent())
        assert isinstance(found, Accepted if made else Absent)
        if isinstance(found, Absent):
            assert isinstance(await session.refund(asked), Accepted)
        assert len(proxy.tellings) == 2 - len(made)
    assert len(await world.refunds(payment)) == 1


@pytest.mark.parametrize("fault", [faults.SILENT_BEFORE, faults.SILENT_AFTER], ids=str)
async def test_silence_is_unknown(world: Shop, connect: Connect, fault: Fault) -> None:
    payment = await world.pay()
    async with proxy_to(world.address) as proxy:
        asked = instruction(payment)
        proxy.faults.append(fault)
        outcome = await connect(proxy.address, timeout=0.3).refund(asked)
        assert outcome == NotKnown("The connection to the gateway broke (ReadTimeout).")
        found = await connect(world.address).find(asked, sent())
        assert isinstance(found, Accepted if fault.reaches else Absent)


@pytest.mark.parametrize("fault", [faults.SILENT_BEFORE, faults.SILENT_AFTER], ids=str)
async def test_a_sending_that_is_cancelled_is_found_as_it_was(world: Shop, connect: Connect, fault: Fault) -> None:
    """C5: whoever stops waiting gets the cancellation, and the truth by looking."""
    payment = await world.pay()
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(payment)
        proxy.faults.append(fault)
        sending = asyncio.create_task(session.refund(asked))
        await asyncio.wait_for(proxy.held.wait(), 5)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        found = await session.find(asked, sent())
        assert isinstance(found, Accepted if fault.reaches else Absent)


@pytest.mark.parametrize("steps", range(0, 30, 3))
async def test_a_sending_that_is_cancelled_at_any_step_is_found_as_it_was(
    world: Shop, connect: Connect, steps: int
) -> None:
    session, payment = connect(world.address), await world.pay()
    asked = instruction(payment)
    sending = asyncio.create_task(session.refund(asked))
    for _ in range(steps):
        await asyncio.sleep(0)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    # A request that is on its way may still arrive: whoever asks waits for it, as `absence_after` says.
    first = await session.refund(instruction(payment, Money(100, "USD")))
    assert isinstance(first, Accepted)
    found = await session.find(asked, sent())
    mine = [refund for refund in await world.refunds(payment) if refund["metadata"]["refundry_key"] == asked.key]
    assert isinstance(found, Accepted) == bool(mine)
    assert len(mine) <= 1


@pytest.mark.parametrize("fault", faults.CONTRADICTIONS, ids=str)
async def test_an_answer_about_something_else_waits_for_people_until_a_look_up_settles_it(
    world: Shop, connect: Connect, fault: Fault
) -> None:
    payment = await world.pay()
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(payment)
        proxy.faults.append(fault)
        outcome = await session.refund(asked)
        assert isinstance(outcome, NotKnown)
        assert outcome.attention
        assert isinstance(await session.find(asked, sent()), Accepted)


async def test_a_gateway_that_is_not_there_was_told_nothing(world: Shop, connect: Connect) -> None:
    async with proxy_to(world.address) as proxy:
        session = connect(proxy.address)
    outcome = await session.refund(instruction(await world.pay()))
    assert outcome == NotReached("The gateway could not be reached (ConnectError).")


async def test_a_closed_session_tells_nobody(world: Shop, connect: Connect) -> None:
    session, payment = connect(world.address), await world.pay()
    await session.stop()
    assert isinstance(await session.refund(instruction(payment)), NotReached)
    assert await world.refunds(payment) == []


async def test_two_accounts_do_not_mix(world: Shop, connect: Connect) -> None:
    """C11: each request has its own account's key, also while others are under way."""
    payment = await world.pay()
    async with proxy_to(world.address) as proxy:
        keys = [f"sk_test_{number}Account" for number in range(8)]
        sessions = [connect(proxy.address, secret_key=key) for key in keys]
        asked = [instruction(payment, Money(100, "USD")) for _ in sessions]
        await asyncio.gather(*(one.refund(each) for one, each in zip(sessions, asked, strict=True)))
        used = {request.headers["idempotency-key"]: request.headers["authorization"] for request in proxy.tellings}
    assert used == {each.wire_key: f"Bearer {key}" for each, key in zip(asked, keys, strict=True)}


async def test_refunds_made_elsewhere_are_seen(world: Shop, connect: Connect) -> None:
    """C14"""
    session, payment = connect(world.address), await world.pay()
    ours, theirs = instruction(payment), instruction(payment, Money(500, "USD"), key="another.shop")
    assert isinstance(await session.refund(ours), Accepted)
    assert isinstance(await connect(world.address).refund(theirs), Accepted)
    standing = await session.standing(payment)
    assert standing is not None
    assert {(refund.key, refund.amount.minor) for refund in standing.refunds} == {(ours.key, 1000), (theirs.key, 500)}
    assert (standing.status, standing.amount, standing.captured) == (
        PaymentStatus.SETTLED,
        Money(10000, "USD"),
        Money(10000, "USD"),
    )
    for refund in standing.refunds:
        assert await session.refund_standing(refund.reference, payment) == refund


async def test_a_payment_that_is_not_there_is_none(world: Shop, connect: Connect) -> None:
    session, payment = connect(world.address), await world.pay()
    unknown = f"{payment[:3]}nobodyknows"
    assert await session.standing(unknown) is None
    outcome = await session.refund(instruction(unknown))
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NOT_POSSIBLE
    assert await session.refund_standing("re_nobodyknows", payment) is None
