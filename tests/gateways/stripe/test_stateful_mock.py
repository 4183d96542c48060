"""What a Stripe that remembers Idempotency-Keys answers: replays, refusals, disputes."""

import asyncio
from dataclasses import replace

import pytest

from refundry.gateways import Accepted, Declined, DisputeState, Money, NotKnown, NotReached, Reason
from tests.gateways.stripe.accounts import Connect, Shop, charge_on_mock, instruction


async def test_many_sendings_at_once_are_one_refund(stateful_mock: str, connect: Connect) -> None:
    """C1"""
    shop = Shop(stateful_mock, charge_on_mock)
    session, payment = connect(stateful_mock), await shop.pay()
    asked = instruction(payment)
    outcomes = await asyncio.gather(*(session.refund(asked) for _ in range(50)))
    [made] = await shop.refunds(payment)
    told = {outcome.reference for outcome in outcomes if isinstance(outcome, Accepted)}
    assert told == {made["id"]}
    assert all(isinstance(outcome, Accepted | NotKnown) for outcome in outcomes)


async def test_of_forty_refunds_at_once_ten_fit(stateful_mock: str, connect: Connect) -> None:
    shop = Shop(stateful_mock, charge_on_mock)
    session, payment = connect(stateful_mock), await shop.pay()
    outcomes = await asyncio.gather(*(session.refund(instruction(payment)) for _ in range(40)))
    accepted = [outcome for outcome in outcomes if isinstance(outcome, Accepted)]
    declined = [outcome for outcome in outcomes if isinstance(outcome, Declined)]
    assert (len(accepted), len(declined)) == (10, 30)
    assert {each["id"] for each in await shop.refunds(payment)} == {each.reference for each in accepted}


async def test_another_body_under_a_key_waits_for_people(stateful_mock: str, connect: Connect) -> None:
    session, payment = connect(stateful_mock), await charge_on_mock(stateful_mock)
    asked = instruction(payment)
    assert isinstance(await session.refund(asked), Accepted)
    outcome = await session.refund(replace(asked, amount=Money(500, "USD")))
    assert isinstance(outcome, NotKnown)
    assert outcome.attention


async def test_refusals_have_their_reasons(stateful_mock: str, connect: Connect) -> None:
    session, payment = connect(stateful_mock), await charge_on_mock(stateful_mock)
    too_much = await session.refund(instruction(payment, Money(10001, "USD")))
    assert isinstance(too_much, Declined)
    assert too_much.reason is Reason.NOT_POSSIBLE
    assert isinstance(await session.refund(instruction(payment, Money(10000, "USD"))), Accepted)
    again = await session.refund(instruction(payment))
    assert isinstance(again, Declined)
    assert again.reason is Reason.ALREADY_REFUNDED


async def test_a_disputed_payment_is_not_refunded(stateful_mock: str, connect: Connect) -> None:
    session, payment = connect(stateful_mock), await charge_on_mock(stateful_mock, "tok_createDispute")
    standing = await session.standing(payment)
    assert standing is not None
    assert standing.dispute is not None
    assert standing.dispute.state is DisputeState.OPEN
    outcome = await session.refund(instruction(payment))
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.DISPUTED


@pytest.mark.parametrize("key", ["sk_live_notHere", "rk_nobody"])
async def test_a_key_that_is_refused_did_nothing(stateful_mock: str, connect: Connect, key: str) -> None:
    shop = Shop(stateful_mock, charge_on_mock)
    payment = await shop.pay()
    outcome = await connect(stateful_mock, secret_key=key).refund(instruction(payment))
    assert outcome == NotReached("Stripe refused the account's key (401).", credentials=True)
    assert await shop.refunds(payment) == []
