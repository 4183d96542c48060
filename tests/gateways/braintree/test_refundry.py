"""Another Refundry as the gateway: it judges the wire, and is no witness of what Braintree says."""

from datetime import timedelta

from app.domain.reversals.states import PaymentStatus
from app.gateways.braintree.session import BraintreeSession
from refundry.gateways import Absent, Accepted, Declined, Kind, Money, NotKnown, Pending, Reason
from tests.gateways.braintree.accounts import Connect, instruction, sent
from tests.support.merchant_client import PAYPAL, Shop

FIFTY = Money(5000, "USD")


def session_of(shop: Shop, connect: Connect) -> BraintreeSession:
    public, private = shop.keys
    address = shop.live.url.removesuffix("/graphql")
    return connect(address, public_key=public, private_key=private, merchant_id=None, timeout=30)


async def test_a_refund_is_made_once_and_seen(shop: Shop, connect: Connect) -> None:
    payment, session = await shop.settled("100.00"), session_of(shop, connect)
    asked = instruction(payment, FIFTY, order_id="1001")
    first, again = await session.refund(asked), await session.refund(asked)
    assert isinstance(first, Accepted)
    assert isinstance(again, Accepted)
    assert first.reference == again.reference
    assert isinstance(await session.find(asked, sent()), Accepted)
    assert await session.find(instruction(payment, Money(100, "USD")), sent()) == Absent()
    standing = await session.standing(payment)
    assert standing is not None
    assert (standing.status, standing.captured) == (PaymentStatus.SETTLED, Money(10000, "USD"))
    [refund] = standing.refunds
    assert (refund.key, refund.amount, refund.reference) == (asked.key, FIFTY, first.reference)
    assert await session.refund_standing(refund.reference, payment) == refund


async def test_another_amount_under_the_same_key_waits_for_people(shop: Shop, connect: Connect) -> None:
    payment, session = await shop.settled("100.00"), session_of(shop, connect)
    asked = instruction(payment, FIFTY, key="0f")
    assert isinstance(await session.refund(asked), Accepted)
    other = await session.refund(instruction(payment, Money(100, "USD"), key="0f"))
    assert isinstance(other, NotKnown)
    assert other.attention


async def test_what_it_refuses_is_declined(shop: Shop, connect: Connect) -> None:
    session, payment = session_of(shop, connect), await shop.charge("100.00")
    early = await session.refund(instruction(payment, FIFTY))
    settled = await shop.settled("40.00")
    large = await session.refund(instruction(settled, FIFTY))
    late = await session.void(instruction(settled, Money(4000, "USD")))
    unknown = await session.refund(instruction("dHJhbnNhY3Rpb25fbm9ib2R5", FIFTY))
    outcomes = [early, large, late, unknown]
    reasons = [outcome.reason for outcome in outcomes if isinstance(outcome, Declined)]
    assert reasons == [Reason.NOT_SETTLED, Reason.NOT_POSSIBLE, Reason.ALREADY_SETTLED, Reason.NOT_POSSIBLE]


async def test_what_it_queues_is_pending(shop: Shop, connect: Connect) -> None:
    """Its own gateway is away: the refund waits there, and is not sent a second time from here."""
    payment, session = await shop.settled("4000.00"), session_of(shop, connect)
    asked = instruction(payment, Money(300100, "USD"))
    outcome = await session.refund(asked)
    assert isinstance(outcome, Pending)
    assert await session.find(asked, sent(Kind.REFUND, outcome.reference)) == outcome


async def test_a_bank_that_declines_is_told(shop: Shop, connect: Connect) -> None:
    payment, session = await shop.settled("4000.00"), session_of(shop, connect)
    outcome = await session.refund(instruction(payment, Money(200400, "USD")))
    assert isinstance(outcome, Declined)
    assert (outcome.reason, outcome.response.code) == (None, "2004")


async def test_a_void_a_capture_and_a_reversal_are_done(shop: Shop, connect: Connect) -> None:
    session = session_of(shop, connect)
    void = instruction(await shop.charge("50.00"), FIFTY)
    assert isinstance(await session.void(void), Accepted)
    assert isinstance(await session.find(void, sent(Kind.VOID)), Accepted)
    capture = instruction(await shop.authorize("100.00"), FIFTY)
    assert isinstance(await session.capture(capture), Accepted)
    assert isinstance(await session.find(capture, sent(Kind.CAPTURE)), Accepted)
    payment = await shop.settled("50.00")
    made = await session.refund(instruction(payment, FIFTY))
    assert isinstance(made, Accepted)
    taken_back = instruction(payment, FIFTY, refund=made.reference)
    assert isinstance(await session.void_refund(taken_back), Accepted)
    assert isinstance(await session.find(taken_back, sent(Kind.REFUND_VOID)), Accepted)


async def test_yen_have_no_decimals_and_dinars_three(shop: Shop, connect: Connect) -> None:
    session = session_of(shop, connect)
    yen = await session.refund(instruction(await shop.settled("500", "jpy"), Money(500, "JPY")))
    dinars = await session.refund(instruction(await shop.settled("1.250", "kwd"), Money(1250, "KWD")))
    assert isinstance(yen, Accepted)
    assert isinstance(dinars, Accepted)


async def test_its_lists_have_all(shop: Shop, connect: Connect) -> None:
    session = session_of(shop, connect)
    made = {await shop.settled("10.00"), await shop.charge("10.00", method=PAYPAL)}
    refunded = instruction(await shop.settled("50.00"), FIFTY)
    assert isinstance(await session.refund(refunded), Accepted)
    now = await shop.now()
    begin, end = now - timedelta(days=1), now + timedelta(days=1)
    payments = {each.reference async for each in session.payments(begin, end)}
    assert payments == made | {refunded.transaction}
    assert [each.key async for each in session.refunds(begin, end)] == [refunded.key]


async def test_it_says_whose_keys_they_are(shop: Shop, connect: Connect) -> None:
    assert (await session_of(shop, connect).account()).missing_rights == ()
