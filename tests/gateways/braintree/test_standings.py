"""Where payments, refunds and disputes stand at Braintree."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.reversals.states import PaymentStatus
from app.gateways.braintree import ids
from refundry.gateways import Dispute, DisputeState, Money, NotAnswered, PaymentStanding, RefundStanding
from tests.gateways.braintree.accounts import NOW, Connect
from tests.gateways.braintree.fake import Fake
from tests.gateways.braintree.objects import amount, error, event, node, payment, refund
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer

CREATED = datetime(2026, 11, 30, 12, 0, 1, tzinfo=UTC)


async def standing_of(braintree: Scripted, connect: Connect, **given: Any) -> PaymentStanding:
    braintree.says(node(payment(**given)))
    found = await connect(braintree.address).standing("pay_1")
    assert found is not None
    return found


async def test_a_payment_is_told_whole(braintree: Scripted, connect: Connect) -> None:
    assert await standing_of(braintree, connect, refunds=[refund(status="SETTLING")]) == PaymentStanding(
        reference="pay_1",
        status=PaymentStatus.SETTLED,
        amount=Money(10000, "USD"),
        captured=Money(10000, "USD"),
        created_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        refunds=(RefundStanding("ref_1", "pay_1", PaymentStatus.SETTLING, Money(1000, "USD"), CREATED, key="ours"),),
        order_id="1001",
        email="someone@example.com",
        card_brand="VISA",
        card_last4="1111",
        final=True,
    )


CAPTURED = {"SUBMITTED_FOR_SETTLEMENT", "SETTLEMENT_PENDING", "SETTLING", "SETTLED", "SETTLEMENT_DECLINED"}
FINAL = {
    *("AUTHORIZATION_EXPIRED", "FAILED", "GATEWAY_REJECTED", "PROCESSOR_DECLINED", "SETTLED", "SETTLEMENT_DECLINED"),
    "VOIDED",
}


@pytest.mark.parametrize("status", sorted({*PaymentStatus} - {"SETTLEMENT_CONFIRMED"}))
async def test_a_payment_stands_where_braintree_says(braintree: Scripted, connect: Connect, status: str) -> None:
    found = await standing_of(braintree, connect, status=status)
    assert found.status == status
    assert found.captured == Money(10000 if status in CAPTURED else 0, "USD")
    assert found.final == (status in FINAL)


async def test_what_is_confirmed_is_settling(braintree: Scripted, connect: Connect) -> None:
    assert (await standing_of(braintree, connect, status="SETTLEMENT_CONFIRMED")).status is PaymentStatus.SETTLING


async def test_what_was_authorized_is_read_off_the_history(braintree: Scripted, connect: Connect) -> None:
    """As recorded: after a capture of less, the payment's own amount is what was captured."""
    history = [
        event("SUBMITTED_FOR_SETTLEMENT"),
        event("AUTHORIZED", "1000", amount=amount("40.00")),
    ]
    found = await standing_of(braintree, connect, amount=amount("10.00"), statusHistory=history)
    assert (found.amount, found.captured) == (Money(4000, "USD"), Money(1000, "USD"))


async def test_an_authorization_with_several_captures_has_no_money_itself(
    braintree: Scripted, connect: Connect
) -> None:
    parts = {"__typename": "ParentAuthorization", "childCaptures": [{"id": "pay_2"}, {"id": "pay_3"}]}
    found = await standing_of(braintree, connect, status="SETTLEMENT_PENDING", partialCaptureDetails=parts)
    assert (found.amount, found.captured) == (Money(10000, "USD"), Money(0, "USD"))
    part = {"__typename": "ChildCapture", "parentAuthorization": {"id": "pay_0"}}
    assert (await standing_of(braintree, connect, partialCaptureDetails=part)).captured == Money(10000, "USD")


async def test_a_card_may_stand_within_another(braintree: Scripted, connect: Connect) -> None:
    card = {"__typename": "CreditCardTransactionDetails", "creditCard": {"brandCode": "VISA", "last4": "4242"}}
    found = await standing_of(braintree, connect, paymentMethodSnapshot=card)
    assert (found.card_brand, found.card_last4) == ("VISA", "4242")


async def test_what_is_missing_is_none(braintree: Scripted, connect: Connect) -> None:
    left_out = ("orderId", "customer", "paymentMethodSnapshot", "disputes", "refunds", "statusHistory")
    bare = dict.fromkeys((*left_out, "partialCaptureDetails"))
    found = await standing_of(braintree, connect, **bare)
    assert (found.order_id, found.email, found.card_brand, found.card_last4) == (None, None, None, None)
    assert (found.refunds, found.dispute) == ((), None)


def dispute(status: str, created: str | None = "2026-11-25T12:00:00Z", **given: Any) -> dict[str, Any]:
    said = {"reason": "FRAUD"}
    return {"id": "d", "status": status, "type": "CHARGEBACK", "createdAt": created, "processorResponse": said, **given}


OPENED = datetime(2026, 11, 25, 12, tzinfo=UTC)
DISPUTES: dict[str, tuple[list[dict[str, Any]], Dispute | None]] = {
    "none": ([], None),
    **{each: ([dispute(each)], Dispute(DisputeState.OPEN, OPENED, "FRAUD")) for each in ("OPEN", "UNDER_REVIEW")},
    "DISPUTED": ([dispute("DISPUTED")], Dispute(DisputeState.OPEN, OPENED, "FRAUD")),
    "a new one": ([dispute("PONDERED")], Dispute(DisputeState.OPEN, OPENED, "FRAUD")),
    "won": ([dispute("WON")], Dispute(DisputeState.WON, OPENED, "FRAUD")),
    **{
        each: ([dispute(each)], Dispute(DisputeState.LOST, OPENED, "FRAUD"))
        for each in ("LOST", "ACCEPTED", "AUTO_ACCEPTED", "EXPIRED")
    },
    "an inquiry": ([dispute("OPEN", type="RETRIEVAL")], None),
    "the latest": (
        [dispute("WON"), dispute("OPEN", "2026-11-26T12:00:00Z", type="PRE_ARBITRATION", processorResponse=None)],
        Dispute(DisputeState.OPEN, OPENED + timedelta(days=1)),
    ),
    "a day alone": (
        [dispute("OPEN", None, receivedDate="2026-11-24")],
        Dispute(DisputeState.OPEN, datetime(2026, 11, 24, tzinfo=UTC), "FRAUD"),
    ),
}


@pytest.mark.parametrize("name", DISPUTES)
async def test_the_latest_chargeback_is_the_dispute(braintree: Scripted, connect: Connect, name: str) -> None:
    disputes, expected = DISPUTES[name]
    assert (await standing_of(braintree, connect, disputes=disputes)).dispute == expected


REFUNDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "settled": ({"status": "SETTLED"}, {"final": False}),
    "long settled": ({"status": "SETTLED", "createdAt": "2026-10-30T12:00:00Z"}, {"final": True}),
    "voided": ({"status": "VOIDED"}, {"final": True}),
    "declined": (
        {"status": "PROCESSOR_DECLINED", "statusHistory": [event("PROCESSOR_DECLINED", "2004")]},
        {"final": True, "message": "Said."},
    ),
    "authorizing": ({"status": "AUTHORIZING"}, {"final": False, "message": None}),
    "of somebody else": ({"orderId": "1001"}, {"key": None}),
    "confirmed": ({"status": "SETTLEMENT_CONFIRMED"}, {"status": PaymentStatus.SETTLING}),
}


@pytest.mark.parametrize("name", REFUNDS)
async def test_a_refund_stands_where_braintree_says(braintree: Scripted, connect: Connect, name: str) -> None:
    """C8"""
    given, expected = REFUNDS[name]
    braintree.says(node(refund(__typename="Refund", **given)))
    found = await connect(braintree.address).refund_standing("ref_1", "pay_1")
    assert found is not None
    assert {each: getattr(found, each) for each in expected} == expected


NOT_UNDERSTOOD: dict[str, Answer] = {
    "unknown status": node(payment(status="RESTING")),
    "unknown currency": node(payment(amount=amount("1.00", "XYZ"))),
    "no amount": node(payment(amount=None)),
    "no time": node(payment(createdAt=None)),
    "time without a zone": node(payment(createdAt="2026-11-20T12:00:00")),
    "unknown status of a refund": node(payment(refunds=[refund(status="RESTING")])),
    "another payment": node(payment(id="pay_2")),
    "a dispute without a time": node(payment(disputes=[dispute("OPEN", None)])),
    "error beside data": error(None, "INTERNAL", data={"node": payment()}),
    "refused keys": error(None, "AUTHENTICATION"),
    "no rights": error(None, "AUTHORIZATION"),
    "not available": error(None, "SERVICE_AVAILABILITY"),
    "found and not": answer(
        {
            "errors": [
                {"message": "", "extensions": {"errorClass": "NOT_FOUND"}},
                {"message": "", "extensions": {"errorClass": "INTERNAL"}},
            ]
        }
    ),
    "404": answer("", 404),
    "HTML": answer("<html>"),
}


@pytest.mark.parametrize("name", NOT_UNDERSTOOD)
async def test_what_is_not_understood_is_no_answer(braintree: Scripted, connect: Connect, name: str) -> None:
    """Least of all is it a payment that doesn't exist."""
    braintree.says(NOT_UNDERSTOOD[name])
    with pytest.raises(NotAnswered):
        await connect(braintree.address).standing("pay_1")


@pytest.mark.parametrize("given", [node(None), error(None, "NOT_FOUND"), node({"__typename": "Customer"})])
async def test_only_braintree_says_that_there_is_none(braintree: Scripted, connect: Connect, given: Answer) -> None:
    braintree.says(given)
    session = connect(braintree.address)
    assert await session.standing("pay_1") is None
    assert await session.refund_standing("ref_1", "pay_1") is None


async def test_the_control_panels_ids_are_known(world: Fake, connect: Connect) -> None:
    payment_id = world.pay()
    session = connect(world.address)
    found = await session.standing("p1")
    assert found is not None
    assert found.reference == payment_id == ids.payment_id("p1") == "dHJhbnNhY3Rpb25fcDE"
    made = world.refund(payment_id, "5.00")
    standing = await session.refund_standing("r2", payment_id)
    assert standing is not None
    assert standing.reference == made["id"] == ids.refund_id("r2")


async def test_a_refund_of_another_payment_is_no_answer(world: Fake, connect: Connect) -> None:
    made = world.refund(world.pay(), "5.00")
    with pytest.raises(NotAnswered):
        await connect(world.address).refund_standing(made["id"], world.pay())


async def test_a_gateway_without_disputes_is_asked_without(braintree: Scripted, connect: Connect) -> None:
    """Another Refundry speaks Braintree's language, and refuses a document that asks for what it lacks."""

    def script(request: Request) -> Answer:
        asked = json.loads(request.body)["query"]
        if "disputes" in asked:
            return error(message="Cannot query field 'disputes' on type 'Transaction'.")
        if "transactions(" in asked:
            edges = [{"node": payment()}]
            return answer({"data": {"transactions": {"edges": edges, "pageInfo": {"hasNextPage": False}}}})
        return node(payment())

    braintree.script = script
    session = connect(braintree.address)
    assert await session.standing("pay_1") is not None
    assert len(braintree.requests) == 2
    assert await session.standing("pay_1") is not None
    assert len(braintree.requests) == 3
    begin, end = NOW - timedelta(days=30), NOW
    assert len([each async for each in connect(braintree.address).payments(begin, end)]) == 1
    assert len(braintree.requests) == 5


async def test_a_document_that_is_refused_twice_is_no_answer(braintree: Scripted, connect: Connect) -> None:
    braintree.says(error(message="Cannot query field 'refunds'."))
    session = connect(braintree.address)
    with pytest.raises(NotAnswered):
        await session.standing("pay_1")
    with pytest.raises(NotAnswered):
        [each async for each in session.payments(NOW, NOW)]


async def test_all_pages_of_a_time_are_read(world: Fake, connect: Connect) -> None:
    times = [f"2026-11-{day:02}T12:00:00.000000Z" for day in (9, 10, 20, 21) for _ in range(60)]
    made = [world.pay(createdAt=each) for each in times]
    begin, end = datetime(2026, 11, 10, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)
    session = connect(world.address)
    found = [each.reference async for each in session.payments(begin, end)]
    assert found == made[60:180][::-1]
    refunds = [world.refund(each, "1.00")["id"] for each in made[:70]]
    begin, end = NOW, NOW + timedelta(hours=1)
    assert [each.reference async for each in session.refunds(begin, end)] == refunds[::-1]


ENDLESS = {"edges": [], "pageInfo": {"hasNextPage": True, "endCursor": "c"}}
BAD_LISTS: dict[str, Any] = {
    "endless": {"refunds": ENDLESS},
    "without a cursor": {"refunds": {**ENDLESS, "pageInfo": {"hasNextPage": True, "endCursor": None}}},
    "null": {"refunds": None},
    "with a hole": {"refunds": {"edges": [{"node": None}], "pageInfo": {"hasNextPage": False}}},
    "of another form": {"refunds": {"edges": 5, "pageInfo": {"hasNextPage": False}}},
}


@pytest.mark.parametrize("name", BAD_LISTS)
async def test_a_list_that_is_not_whole_is_no_answer(braintree: Scripted, connect: Connect, name: str) -> None:
    braintree.says(answer({"data": BAD_LISTS[name]}))
    with pytest.raises(NotAnswered):
        [each async for each in connect(braintree.address).refunds(NOW, NOW)]
