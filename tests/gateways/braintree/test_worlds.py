"""One refund at most, in each world: keys that are remembered, keys that were forgotten, and no keys at all."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.reversals.states import PaymentStatus
from refundry.gateways import (
    Absent,
    Accepted,
    Declined,
    Instruction,
    Kind,
    Money,
    NotAnswered,
    NotKnown,
    NotReached,
    Outcome,
    Reason,
)
from refundry.gateways.session import Session
from tests.gateways.braintree.accounts import PRIVATE, Connect, instruction, sent
from tests.gateways.braintree.fake import Fake, Keys, fake
from tests.gateways.fakes import proxy as faults
from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.proxy import Fault, proxy_to


async def refund(session: Session, asked: Instruction) -> Outcome:
    """A refund, sent again at once where the gateway says that it may."""
    outcome = await session.refund(asked)
    if isinstance(outcome, NotReached) and outcome.retry_after is not None:
        outcome = await session.refund(asked)
    return outcome


def spoilt(change: Callable[[dict[str, Any]], None]) -> Callable[[Answer], Answer]:
    """A change of the refund in an answer."""

    def changed(answer: Answer) -> Answer:
        body = json.loads(answer.body)
        if told := (body.get("data") or {}).get("refundTransaction"):
            change(told["refund"])
        return replace(answer, body=json.dumps(body).encode())

    return changed


def _set(**given: Any) -> Callable[[dict[str, Any]], None]:
    return lambda refund: refund.update(given)


LOST = [
    *(each for each in faults.LOST if each.name not in {"wrong-type", "other-object", "unknown-status"}),
    Fault("wrong-type", True, spoilt(_set(amount=10))),
    Fault("unknown-status", True, spoilt(_set(status="UNHEARD_OF"))),
    Fault("no-refund", True, spoilt(lambda refund: refund.clear())),
]
CONTRADICTIONS = [
    Fault("other-amount", True, spoilt(_set(amount={"value": "10.01", "currencyCode": "USD"}))),
    Fault("other-currency", True, spoilt(_set(amount={"value": "10.00", "currencyCode": "CHF"}))),
    Fault("other-payment", True, spoilt(_set(refundedTransaction={"id": "other"}))),
]


async def test_a_refund_is_made_once_with_its_key(world: Fake, connect: Connect) -> None:
    session, payment = connect(world.address), world.pay()
    asked = instruction(payment, order_id="1001-back")
    outcome = await refund(session, asked)
    assert isinstance(outcome, Accepted)
    assert outcome.status is PaymentStatus.SUBMITTED_FOR_SETTLEMENT
    [made] = world.refunds.values()
    assert (made["id"], made["amount"]["value"], made["orderId"]) == (
        outcome.reference,
        "10.00",
        f"1001-back~{asked.key}",
    )


async def test_without_keys_a_session_learns_it_once(connect: Connect) -> None:
    """A refused key is certainly not done, and the session's next sendings have none."""
    async with fake(Keys.NOT_ALLOWED) as world:
        session, payment = connect(world.address), world.pay()
        first = await session.refund(instruction(payment))
        assert isinstance(first, NotReached)
        assert first.retry_after is not None
        assert world.refunds == {}
        assert isinstance(await session.refund(instruction(payment)), Accepted)
        assert isinstance(await session.refund(instruction(payment)), Accepted)
        assert ["apiRequestKey" in each for each in world.tellings] == [True, False, False]


@pytest.mark.parametrize("fault", LOST, ids=str)
async def test_what_was_lost_is_found_as_it_was(world: Fake, connect: Connect, fault: Fault) -> None:
    """C2, C3, C6: UNKNOWN, then the truth by looking, then at most one refund, and one request for each sending."""
    payment = world.pay()
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(payment)
        if world.keys is Keys.NOT_ALLOWED:
            await session.refund(asked)
        before = len(proxy.requests)
        proxy.faults.append(fault)
        assert isinstance(await session.refund(asked), NotKnown)
        assert len(proxy.requests) - before == 1
        assert len(world.refunds) == int(fault.reaches)
        found = await session.find(asked, sent())
        assert isinstance(found, Accepted if fault.reaches else Absent)
        if isinstance(found, Absent):
            assert isinstance(await session.refund(asked), Accepted)
        assert len(world.refunds) == 1
        assert isinstance(await session.find(asked, sent()), Accepted)


@pytest.mark.parametrize("fault", [faults.SILENT_BEFORE, faults.SILENT_AFTER], ids=str)
async def test_silence_is_unknown(world: Fake, connect: Connect, fault: Fault) -> None:
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address, timeout=0.3), instruction(world.pay())
        proxy.faults.append(fault)
        assert await session.refund(asked) == NotKnown("The connection to the gateway broke (ReadTimeout).")
        found = await connect(world.address).find(asked, sent())
        assert isinstance(found, Accepted if world.refunds else Absent)


@pytest.mark.parametrize("fault", [faults.SILENT_BEFORE, faults.SILENT_AFTER], ids=str)
async def test_a_sending_that_is_cancelled_is_found_as_it_was(world: Fake, connect: Connect, fault: Fault) -> None:
    """C5"""
    async with proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(world.pay())
        proxy.faults.append(fault)
        sending = asyncio.create_task(session.refund(asked))
        await asyncio.wait_for(proxy.held.wait(), 5)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        found = await session.find(asked, sent())
        assert isinstance(found, Accepted if world.refunds else Absent)


@pytest.mark.parametrize("fault", CONTRADICTIONS, ids=str)
async def test_an_answer_about_something_else_waits_for_people_until_a_look_up_settles_it(
    connect: Connect, fault: Fault
) -> None:
    async with fake(Keys.REMEMBERED) as world, proxy_to(world.address) as proxy:
        session, asked = connect(proxy.address), instruction(world.pay())
        proxy.faults.append(fault)
        outcome = await session.refund(asked)
        assert isinstance(outcome, NotKnown)
        assert outcome.attention
        assert isinstance(await session.find(asked, sent()), Accepted)


async def test_the_same_key_fifty_times_is_one_refund(connect: Connect) -> None:
    """C1, while keys are remembered."""
    async with fake(Keys.REMEMBERED) as world:
        session, asked = connect(world.address), instruction(world.pay())
        outcomes = await asyncio.gather(*(session.refund(asked) for _ in range(50)))
        assert {outcome.reference for outcome in outcomes if isinstance(outcome, Accepted)} == set(world.refunds)
        assert len(world.refunds) == 1


async def test_a_remembered_key_gives_the_refund_in_its_present_state(connect: Connect) -> None:
    async with fake(Keys.REMEMBERED) as world:
        session, asked = connect(world.address), instruction(world.pay())
        first = await session.refund(asked)
        assert isinstance(first, Accepted)
        world.refunds[first.reference]["status"] = "SETTLED"
        assert await session.refund(asked) == replace(
            first, status=PaymentStatus.SETTLED, response=replace(first.response, code="SETTLED")
        )
        world.refunds[first.reference]["status"] = "AUTHORIZING"
        again = await session.refund(replace(asked, amount=Money(2000, "USD")))
        assert isinstance(again, NotKnown)
        assert again.attention


async def test_forty_parallel_refunds_never_give_back_more_than_was_paid(world: Fake, connect: Connect) -> None:
    session, payment = connect(world.address), world.pay("100.00")
    outcomes = await asyncio.gather(*(refund(session, instruction(payment)) for _ in range(40)))
    assert sum(isinstance(outcome, Accepted) for outcome in outcomes) == len(world.refunds) == 10
    refused = [outcome for outcome in outcomes if isinstance(outcome, Declined)]
    assert {outcome.reason for outcome in refused} == {Reason.ALREADY_REFUNDED}
    assert len(refused) == 30


async def test_paypal_settles_at_once(world: Fake, connect: Connect) -> None:
    payment = world.pay(status="SETTLING", paymentMethodSnapshot={"__typename": "PayPalTransactionDetails"})
    session = connect(world.address)
    outcome = await refund(session, instruction(payment))
    assert isinstance(outcome, Accepted)
    assert outcome.status is PaymentStatus.SETTLING
    asked = instruction(payment, refund=outcome.reference)
    for _ in range(2 if world.keys is Keys.NOT_ALLOWED else 1):
        taken_back = await session.void_refund(asked)
    assert isinstance(taken_back, Declined)
    assert taken_back.reason is Reason.ALREADY_SETTLED


async def test_a_bank_debit_between_evening_and_midnight_can_do_neither(connect: Connect) -> None:
    """The refund comes too early, the void is not possible now, and another day may bring another answer."""
    async with fake(Keys.REMEMBERED) as world:
        session, payment = connect(world.address), world.pay(status="SETTLEMENT_PENDING")
        early = await session.refund(instruction(payment))
        assert isinstance(early, Declined)
        assert early.reason is Reason.NOT_SETTLED
        late = await session.void(instruction(payment, Money(10000, "USD")))
        assert isinstance(late, Declined)
        assert (late.reason, late.soft) == (Reason.NOT_POSSIBLE, True)


async def test_a_capture_is_done_once_and_remembers_what_was_authorized(world: Fake, connect: Connect) -> None:
    session, payment = connect(world.address), world.pay("40.00", status="AUTHORIZED")
    asked = instruction(payment)
    for _ in range(2):
        outcome = await session.capture(asked)
        if isinstance(outcome, Accepted):
            break
    assert isinstance(outcome, Accepted)
    # In the world that has forgotten the key, the wrong state is looked at.
    assert isinstance(await session.capture(asked), Accepted)
    assert isinstance(await session.find(asked, sent(Kind.CAPTURE)), Accepted)
    standing = await session.standing(payment)
    assert standing is not None
    assert (standing.amount, standing.captured) == (Money(4000, "USD"), Money(1000, "USD"))


async def test_a_void_and_a_refunds_reversal_are_done_once(world: Fake, connect: Connect) -> None:
    session, payment = connect(world.address), world.pay(status="AUTHORIZED")
    void = instruction(payment, Money(10000, "USD"))
    for _ in range(2):
        outcome = await session.void(void)
        if isinstance(outcome, Accepted):
            break
    assert isinstance(outcome, Accepted)
    assert isinstance(await session.void(void), Accepted)
    paid = world.pay()
    made = instruction(paid)
    assert isinstance(await session.refund(made), Accepted)
    taken_back = instruction(paid, refund_key=made.key)
    assert isinstance(await session.void_refund(taken_back), Accepted)
    assert isinstance(await session.void_refund(taken_back), Accepted)
    assert [each["status"] for each in world.refunds.values()] == ["VOIDED"]


async def test_no_such_refund_is_not_possible(world: Fake, connect: Connect) -> None:
    outcome = await connect(world.address).void_refund(instruction(world.pay(), refund_key="nobody"))
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NOT_POSSIBLE
    assert world.tellings == []


async def test_a_gateway_that_is_not_there_was_told_nothing(world: Fake, connect: Connect) -> None:
    async with proxy_to(world.address) as proxy:
        session = connect(proxy.address)
    outcome = await session.refund(instruction(world.pay()))
    assert outcome == NotReached("The gateway could not be reached (ConnectError).")


async def test_a_closed_session_tells_nobody(world: Fake, connect: Connect) -> None:
    session = connect(world.address)
    await session.stop()
    assert isinstance(await session.refund(instruction(world.pay())), NotReached)
    assert world.requests == []


async def test_two_accounts_do_not_mix(connect: Connect) -> None:
    """C11: each request has its own account's keys, also while others are under way."""
    async with fake(Keys.REMEMBERED) as world:
        world.credentials = {(f"public{number}", PRIVATE) for number in range(8)}
        payment = world.pay()
        sessions = [connect(world.address, public_key=public) for public, _ in sorted(world.credentials)]
        asked = [instruction(payment, Money(100, "USD")) for _ in sessions]
        outcomes = await asyncio.gather(*(one.refund(each) for one, each in zip(sessions, asked, strict=True)))
        assert all(isinstance(outcome, Accepted) for outcome in outcomes)
        used = {json.loads(request.body)["variables"]["input"]["apiRequestKey"] for request in world.requests}
        assert used == {each.wire_key for each in asked}
        assert len({request.headers["authorization"] for request in world.requests}) == 8


async def test_keys_that_are_refused_do_nothing_and_prove_nothing(world: Fake, connect: Connect) -> None:
    session, payment = connect(world.address, private_key="revoked"), world.pay()
    outcome = await session.refund(instruction(payment))
    assert isinstance(outcome, NotReached)
    assert outcome.credentials
    assert isinstance(await session.find(instruction(payment), sent()), NotKnown)
    for question in (session.standing(payment), session.refund_standing("r", payment), session.account()):
        with pytest.raises(NotAnswered) as raised:
            await question
        assert raised.value.refused_credentials
    assert world.refunds == {}


async def test_refunds_made_elsewhere_are_seen(world: Fake, connect: Connect) -> None:
    """C14"""
    session, payment = connect(world.address), world.pay()
    ours = instruction(payment)
    assert isinstance(await refund(session, ours), Accepted)
    theirs = world.refund(payment, "5.00", source="CONTROL_PANEL")
    standing = await session.standing(payment)
    assert standing is not None
    assert {(each.key, each.amount.minor) for each in standing.refunds} == {(ours.key, 1000), (None, 500)}
    for each in standing.refunds:
        assert await session.refund_standing(each.reference, payment) == each
    assert theirs["id"] in {each.reference for each in standing.refunds}


async def test_a_payment_that_is_not_there_is_none(world: Fake, connect: Connect) -> None:
    session = connect(world.address)
    assert await session.standing("nobodyknows") is None
    assert await session.refund_standing("nobodyknows", world.pay()) is None
    outcome = await refund(session, instruction("nobodyknows"))
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NOT_POSSIBLE
