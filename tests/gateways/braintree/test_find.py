"""What was done under a key, as Braintree's payments have it."""

import json
from typing import Any

import pytest

from refundry.gateways import Absent, Accepted, Declined, Kind, NotKnown, Pending, Reason
from tests.gateways.braintree.accounts import Connect, instruction, sent
from tests.gateways.braintree.objects import amount, error, node, payment, refund
from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.scripted import Scripted, answer

OURS = instruction(key="ours")

OTHER = refund(id="ref_2", orderId="1001~other")
CLOTHED = refund(id="ref_3", orderId="another order")
STRANGER = refund(id="ref_4", orderId="1001")

REFUNDS: dict[str, tuple[list[dict[str, Any]], tuple[str, ...], type, dict[str, Any]]] = {
    "none": ([], (), Absent, {}),
    "others": ([OTHER, CLOTHED], (), Absent, {}),
    "ours": ([OTHER, refund(), STRANGER], (), Accepted, {"reference": "ref_1"}),
    "ours after another sign": ([refund(orderId="1001-ours")], (), Accepted, {"reference": "ref_1"}),
    "ours alone": ([refund(orderId="ours")], (), Accepted, {"reference": "ref_1"}),
    "a longer key": ([refund(orderId="1001~yours")], (), Absent, {}),
    "a later key": ([refund(orderId="1001~ours.2")], (), Absent, {}),
    "payment is left out": ([refund(refundedTransaction=None)], (), Accepted, {"reference": "ref_1"}),
    "pending": ([refund(status="AUTHORIZING")], (), Pending, {"reference": "ref_1"}),
    "declined": ([refund(status="PROCESSOR_DECLINED")], (), Declined, {"reason": None}),
    "heard, and without our key": ([CLOTHED], ("ref_3",), Accepted, {"reference": "ref_3"}),
    "heard, and not there": ([OTHER], ("ref_1",), NotKnown, {"attention": True}),
    "heard, not there, and another": ([STRANGER], ("ref_1",), NotKnown, {"attention": True}),
    "twice": ([refund(), refund(id="ref_9")], (), NotKnown, {"attention": True}),
    "twice, and one declined": (
        [refund(status="FAILED"), refund(id="ref_9")],
        (),
        Accepted,
        {"reference": "ref_9"},
    ),
    "other amount": ([refund(amount=amount("1.00"))], (), NotKnown, {"attention": True}),
    "other currency": ([refund(amount=amount("10.00", "EUR"))], (), NotKnown, {"attention": True}),
    "other payment": ([refund(refundedTransaction={"id": "pay_2"})], (), NotKnown, {"attention": True}),
    "one that lost its order id": ([STRANGER], (), Accepted, {"reference": "ref_4"}),
    "one without an order id": ([refund(orderId=None)], (), Accepted, {"reference": "ref_1"}),
    "two that lost it": ([STRANGER, refund(id="ref_5", orderId=None)], (), NotKnown, {"attention": True}),
    "one from before": ([{**STRANGER, "createdAt": "2026-11-30T11:58:59Z"}], (), Absent, {}),
    "one by a slower clock": ([{**STRANGER, "createdAt": "2026-11-30T11:59:01Z"}], (), Accepted, {}),
    "one of another amount": ([{**STRANGER, "amount": amount("9.00")}], (), Absent, {}),
    "one by people": ([{**STRANGER, "source": "CONTROL_PANEL"}], (), Absent, {}),
    "one that was taken back": ([{**STRANGER, "status": "VOIDED"}], (), Absent, {}),
}


@pytest.mark.parametrize("name", REFUNDS)
async def test_a_refund_is_found_by_its_key(braintree: Scripted, connect: Connect, name: str) -> None:
    """C3, C4"""
    refunds, heard, kind, fields = REFUNDS[name]
    braintree.says(node(payment(refunds=refunds)))
    outcome = await connect(braintree.address).find(OURS, sent(Kind.REFUND, *heard))
    assert type(outcome) is kind, outcome
    assert {each: getattr(outcome, each) for each in fields} == fields
    [request] = braintree.requests
    asked = json.loads(request.body)
    assert asked["variables"] == {"id": "pay_1"}
    assert asked["query"].lstrip().startswith("query RefundryRefundsOf")


async def test_a_refund_that_is_known_is_not_taken_for_ours(braintree: Scripted, connect: Connect) -> None:
    braintree.says(node(payment(refunds=[STRANGER])))
    outcome = await connect(braintree.address).find(OURS, sent(others=frozenset({"ref_4"})))
    assert outcome == Absent()


ON_PAYMENT: dict[str, tuple[Kind, dict[str, Any], type, dict[str, Any]]] = {
    "voided": (Kind.VOID, payment(status="VOIDED"), Accepted, {"reference": "pay_1"}),
    "voided with another amount": (Kind.VOID, payment(status="VOIDED", amount=amount("1.00")), Accepted, {}),
    "authorized": (Kind.VOID, payment(status="AUTHORIZED"), Absent, {}),
    "submitted": (Kind.VOID, payment(status="SUBMITTED_FOR_SETTLEMENT"), Absent, {}),
    "settled": (Kind.VOID, payment(), Declined, {"reason": Reason.ALREADY_SETTLED}),
    "of another currency": (Kind.VOID, payment(amount=amount("10.00", "EUR")), NotKnown, {"attention": True}),
    "captured": (Kind.CAPTURE, payment(amount=amount()), Accepted, {"reference": "pay_1"}),
    "captured otherwise": (Kind.CAPTURE, payment(), Declined, {"reason": Reason.NOT_POSSIBLE}),
    "not captured": (Kind.CAPTURE, payment(status="AUTHORIZED"), Absent, {}),
    "expired": (Kind.CAPTURE, payment(status="AUTHORIZATION_EXPIRED"), Declined, {"reason": Reason.NOT_POSSIBLE}),
}


@pytest.mark.parametrize("name", ON_PAYMENT)
async def test_a_void_and_a_capture_are_seen_on_the_payment(braintree: Scripted, connect: Connect, name: str) -> None:
    kind, found, expected, fields = ON_PAYMENT[name]
    braintree.says(node(found))
    outcome = await connect(braintree.address).find(OURS, sent(kind))
    assert type(outcome) is expected, outcome
    assert {each: getattr(outcome, each) for each in fields} == fields


REVERSED: dict[str, tuple[dict[str, Any] | None, type]] = {
    "voided": (refund(__typename="Refund", status="VOIDED"), Accepted),
    "submitted": (refund(__typename="Refund"), Absent),
    "settled": (refund(__typename="Refund", status="SETTLED"), Declined),
    "gone": (None, NotKnown),
}


@pytest.mark.parametrize("name", REVERSED)
async def test_a_refunds_reversal_is_seen_on_the_refund(braintree: Scripted, connect: Connect, name: str) -> None:
    found, expected = REVERSED[name]
    braintree.says(node(found))
    asked = instruction(refund="ref_1", refund_key="ours")
    assert type(await connect(braintree.address).find(asked, sent(Kind.REFUND_VOID))) is expected


UNANSWERED: dict[str, Answer] = {
    "no such payment": node(None),
    "NOT_FOUND": error(None, "NOT_FOUND"),
    "another payment": node(payment(id="pay_2")),
    "a refund": node(refund(__typename="Refund")),
    "a payment without its kind": node(refund()),
    "refused keys": error(None, "AUTHENTICATION"),
    "not available": error(None, "SERVICE_AVAILABILITY"),
    "validation": error("91512"),
    "HTML": answer("<html>"),
    "503": answer("", 503),
    "429": answer("", 429),
    "error beside data": error(None, "INTERNAL", data={"node": payment()}),
    "refund of another form": node(payment(refunds=[refund(amount="10.00")])),
    "null among refunds": node(payment(refunds=[None])),
}


@pytest.mark.parametrize("name", UNANSWERED)
async def test_a_question_without_a_good_answer_proves_nothing(
    braintree: Scripted, connect: Connect, name: str
) -> None:
    braintree.says(UNANSWERED[name])
    for kind in Kind:
        asked = instruction(key="ours", refund_key="theirs")
        assert isinstance(await connect(braintree.address).find(asked, sent(kind)), NotKnown)
