"""A whole life at a Stripe with PaymentIntents."""

from datetime import UTC, datetime, timedelta

from app.domain.reversals.states import PaymentStatus
from app.gateways.stripe.localstripe import ACCOUNT
from refundry.gateways import Absent, Accepted, Declined, Kind, Money
from tests.gateways.stripe.accounts import Connect, instruction, intent_on_localstripe, new_key, sent

HUNDRED = Money(10000, "USD")


async def test_a_payment_is_authorized_captured_and_refunded(localstripe: str, connect: Connect) -> None:
    session = connect(localstripe)
    payment = await intent_on_localstripe(localstripe, capture_method="manual", **{"metadata[order_id]": "1001"})
    standing = await session.standing(payment)
    assert standing is not None
    assert (standing.status, standing.amount, standing.captured, standing.order_id) == (
        PaymentStatus.AUTHORIZED,
        HUNDRED,
        Money(0, "USD"),
        "1001",
    )
    asked = instruction(payment, HUNDRED)
    assert await session.find(asked, sent(Kind.CAPTURE)) == Absent()
    captured = await session.capture(asked)
    assert isinstance(captured, Accepted)
    assert await session.find(asked, sent(Kind.CAPTURE)) == captured
    refunded = await session.refund(instruction(payment, HUNDRED))
    assert isinstance(refunded, Accepted)
    standing = await session.standing(payment)
    assert standing is not None
    assert (standing.status, standing.captured) == (PaymentStatus.SETTLED, HUNDRED)
    assert [each.reference for each in standing.refunds] == [refunded.reference]


async def test_a_payment_is_voided_once(localstripe: str, connect: Connect) -> None:
    session = connect(localstripe)
    payment = await intent_on_localstripe(localstripe, capture_method="manual")
    asked = instruction(payment, HUNDRED)
    assert await session.find(asked, sent(Kind.VOID)) == Absent()
    voided = await session.void(asked)
    assert isinstance(voided, Accepted)
    assert voided.status is PaymentStatus.VOIDED
    assert await session.find(asked, sent(Kind.VOID)) == voided
    standing = await session.standing(payment)
    assert standing is not None
    assert standing.status is PaymentStatus.VOIDED
    captured = await intent_on_localstripe(localstripe)
    assert isinstance(await session.void(instruction(captured, HUNDRED)), Declined)


async def test_payments_and_refunds_of_a_time_are_listed(localstripe: str, connect: Connect) -> None:
    """C14"""
    session = connect(localstripe, clock=lambda: datetime.now(UTC))
    begin, end = datetime.now(UTC) - timedelta(minutes=1), datetime.now(UTC) + timedelta(minutes=1)
    payments = [await intent_on_localstripe(localstripe) for _ in range(3)]
    keys = [new_key() for _ in payments]
    for payment, key in zip(payments, keys, strict=True):
        await session.refund(instruction(payment, key=key))
    found = {each.reference: each async for each in session.payments(begin, end)}
    assert set(payments) <= set(found)
    for payment, key in zip(payments, keys, strict=True):
        assert [each.key for each in found[payment].refunds] == [key]
    refunds = {each.key: each.transaction async for each in session.refunds(begin, end)}
    assert {key: refunds[key] for key in keys} == dict(zip(keys, payments, strict=True))
    assert [each async for each in session.payments(begin - timedelta(days=1), begin)] == []


async def test_whose_key_it_is(localstripe: str, connect: Connect) -> None:
    assert (await connect(localstripe).account()).reference == ACCOUNT
