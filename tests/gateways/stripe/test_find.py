"""What was done under a key, as Stripe's lists have it."""

from typing import Any

import pytest

from refundry.gateways import Absent, Accepted, Declined, Kind, Money, NotKnown, Pending, Reason
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import Connect, instruction, sent
from tests.gateways.stripe.objects import charge, error, intent, refund

OURS = instruction("pi_1", key="ours")


def listed(*refunds: dict[str, Any], has_more: bool = False) -> dict[str, Any]:
    return {"object": "list", "data": list(refunds), "has_more": has_more}


OTHER = refund(id="re_2", metadata={"refundry_key": "other"})
BARE = refund(id="re_3", metadata={})

REFUNDS: dict[str, tuple[list[dict[str, Any]], tuple[str, ...], type, dict[str, Any]]] = {
    "none": ([], (), Absent, {}),
    "others": ([OTHER, BARE], (), Absent, {}),
    "ours": ([OTHER, refund(), BARE], (), Accepted, {"reference": "re_1"}),
    "pending": ([refund(status="pending")], (), Pending, {"reference": "re_1"}),
    "failed": ([refund(status="failed")], (), Declined, {"reason": None}),
    "heard, and without our key": ([BARE], ("re_3",), Accepted, {"reference": "re_3"}),
    "heard, and not there": ([OTHER], ("re_1",), NotKnown, {"attention": True}),
    "twice": ([refund(), refund(id="re_4")], (), NotKnown, {"attention": True}),
    "twice, and one failed": ([refund(status="failed"), refund(id="re_4")], (), Accepted, {"reference": "re_4"}),
    "other amount": ([refund(amount=5)], (), NotKnown, {"attention": True}),
    "other currency": ([refund(currency="eur")], (), NotKnown, {"attention": True}),
}


@pytest.mark.parametrize("name", REFUNDS)
async def test_a_refund_is_found_by_its_key(stripe: Scripted, connect: Connect, name: str) -> None:
    """C3, C4"""
    refunds, heard, kind, fields = REFUNDS[name]
    stripe.has({"/v1/refunds": listed(*refunds)})
    outcome = await connect(stripe.address).find(OURS, sent(Kind.REFUND, *heard))
    assert type(outcome) is kind
    assert {each: getattr(outcome, each) for each in fields} == fields
    [request] = stripe.requests
    assert (request.method, request.fields) == ("GET", {"payment_intent": "pi_1", "limit": "100"})


async def test_a_charge_is_looked_up_as_one(stripe: Scripted, connect: Connect) -> None:
    for payment in ("ch_1", "py_1"):
        stripe.has({"/v1/refunds": listed(refund(charge=payment, payment_intent=None))})
        outcome = await connect(stripe.address).find(instruction(payment, key="ours"), sent())
        assert isinstance(outcome, Accepted)
        assert stripe.requests[-1].fields == {"charge": payment, "limit": "100"}


async def test_all_pages_are_read(stripe: Scripted, connect: Connect) -> None:
    pages = [
        listed(*(refund(id=f"re_{page}x{number}", metadata={}) for number in range(100)), has_more=True)
        for page in range(3)
    ] + [listed(refund())]
    pending = iter(pages)
    stripe.script = lambda request: answer(next(pending))
    outcome = await connect(stripe.address).find(OURS, sent())
    assert isinstance(outcome, Accepted)
    cursors = [request.fields.get("starting_after") for request in stripe.requests]
    assert cursors == [None, "re_0x99", "re_1x99", "re_2x99"]
    assert not any("search" in request.target for request in stripe.requests)


ENDLESS = [listed(has_more=True), listed(refund(metadata={}), has_more=True)]


@pytest.mark.parametrize("page", ENDLESS)
async def test_a_list_without_an_end_proves_nothing(stripe: Scripted, connect: Connect, page: dict[str, Any]) -> None:
    stripe.has({"/v1/refunds": page})
    assert isinstance(await connect(stripe.address).find(OURS, sent()), NotKnown)
    assert len(stripe.requests) <= 2


UNANSWERED = [
    answer("", 500),
    answer("<html>", 200),
    answer({"data": []}),
    answer({"data": [{"id": "re_1"}], "has_more": False}),
    error(401, "invalid_request_error"),
    error(403, "invalid_request_error"),
    error(429, "invalid_request_error", "rate_limit"),
    answer("Not Found", 404),
]


@pytest.mark.parametrize("given", UNANSWERED)
@pytest.mark.parametrize("kind", Kind)
async def test_a_look_up_that_fails_proves_nothing(stripe: Scripted, connect: Connect, given: Any, kind: Kind) -> None:
    stripe.says(given)
    outcome = await connect(stripe.address).find(OURS, sent(kind))
    assert isinstance(outcome, NotKnown | Absent)
    assert isinstance(outcome, Absent) == (kind is Kind.REFUND_VOID)


@pytest.mark.parametrize("kind", [Kind.REFUND, Kind.VOID, Kind.CAPTURE])
async def test_a_payment_that_is_gone_proves_nothing(stripe: Scripted, connect: Connect, kind: Kind) -> None:
    """The key may be another account's since."""
    stripe.says(error(404, "invalid_request_error", "resource_missing"))
    outcome = await connect(stripe.address).find(OURS, sent(kind))
    assert isinstance(outcome, NotKnown)
    assert outcome.attention


WHOLE = instruction("pi_1", Money(10000, "USD"), key="ours")

ON_PAYMENTS: list[tuple[Kind, dict[str, Any], type, dict[str, Any]]] = [
    (Kind.VOID, {"status": "canceled"}, Accepted, {"reference": "pi_1"}),
    (Kind.VOID, {"status": "canceled", "amount": 5}, Accepted, {"reference": "pi_1"}),
    (Kind.VOID, {"status": "requires_capture"}, Absent, {}),
    (Kind.VOID, {"status": "succeeded"}, Declined, {"reason": Reason.ALREADY_SETTLED}),
    (Kind.VOID, {"status": "processing"}, Declined, {"reason": Reason.NOT_POSSIBLE}),
    (Kind.VOID, {"status": "resting"}, NotKnown, {}),
    (Kind.VOID, {"status": "canceled", "id": "pi_2"}, NotKnown, {"attention": True}),
    (Kind.CAPTURE, {"status": "succeeded"}, Accepted, {"reference": "pi_1"}),
    (Kind.CAPTURE, {"status": "succeeded", "amount_received": 5}, Declined, {"reason": Reason.NOT_POSSIBLE}),
    (Kind.CAPTURE, {"status": "requires_capture"}, Absent, {}),
    (Kind.CAPTURE, {"status": "processing"}, Pending, {"reference": "pi_1"}),
    (Kind.CAPTURE, {"status": "canceled"}, Declined, {"reason": Reason.NOT_POSSIBLE}),
]


@pytest.mark.parametrize(("kind", "given", "expected", "fields"), ON_PAYMENTS)
async def test_a_void_and_a_capture_are_found_by_the_payment(
    stripe: Scripted, connect: Connect, kind: Kind, given: dict[str, Any], expected: type, fields: dict[str, Any]
) -> None:
    stripe.has({"/v1/payment_intents/pi_1": intent(**given)})
    outcome = await connect(stripe.address).find(WHOLE, sent(kind))
    assert type(outcome) is expected
    assert {each: getattr(outcome, each) for each in fields} == fields
    assert {request.method for request in stripe.requests} == {"GET"}


REFUND_VOIDS: list[tuple[str, type, dict[str, Any]]] = [
    ("canceled", Accepted, {"reference": "re_1"}),
    ("requires_action", Absent, {}),
    ("pending", Absent, {}),
    ("succeeded", Declined, {"reason": Reason.ALREADY_SETTLED}),
    ("failed", Declined, {"reason": Reason.NOT_POSSIBLE}),
    ("resting", NotKnown, {}),
]


@pytest.mark.parametrize(("status", "expected", "fields"), REFUND_VOIDS)
async def test_the_void_of_a_refund_is_found_by_the_refund(
    stripe: Scripted, connect: Connect, status: str, expected: type, fields: dict[str, Any]
) -> None:
    stripe.has({"/v1/refunds/re_1": refund(status=status)})
    asked = instruction("pi_1", refund="re_1", refund_key="ours")
    outcome = await connect(stripe.address).find(asked, sent(Kind.REFUND_VOID))
    assert type(outcome) is expected
    assert {each: getattr(outcome, each) for each in fields} == fields


async def test_a_charge_is_voided_by_its_payment_intent(stripe: Scripted, connect: Connect) -> None:
    stripe.has(
        {
            "/v1/charges/ch_1": charge(captured=False),
            "/v1/payment_intents/pi_1/cancel": intent(status="canceled"),
            "/v1/payment_intents/pi_1": intent(status="canceled"),
        }
    )
    session, asked = connect(stripe.address), instruction("ch_1", Money(10000, "USD"))
    assert isinstance(await session.void(asked), Accepted)
    assert [request.method for request in stripe.requests] == ["GET", "POST"]
    assert isinstance(await session.find(asked, sent(Kind.VOID)), Accepted)


async def test_a_charge_without_an_intent_is_not_voided_by_a_refund(stripe: Scripted, connect: Connect) -> None:
    """Captured meanwhile, it would be refunded."""
    stripe.has({"/v1/charges/ch_1": charge(captured=False, payment_intent=None)})
    session, asked = connect(stripe.address), instruction("ch_1", Money(10000, "USD"))
    outcome = await session.void(asked)
    assert isinstance(outcome, Declined)
    assert outcome.reason is Reason.NOT_POSSIBLE
    assert isinstance(await session.find(asked, sent(Kind.VOID)), Absent)
    assert {request.method for request in stripe.requests} == {"GET"}


async def test_a_charge_without_an_intent_is_captured(stripe: Scripted, connect: Connect) -> None:
    captured = charge(payment_intent=None)
    stripe.has({"/v1/charges/ch_1/capture": captured, "/v1/charges/ch_1": captured})
    session, asked = connect(stripe.address), instruction("ch_1", Money(10000, "USD"))
    assert isinstance(await session.capture(asked), Accepted)
    assert stripe.requests[-1].fields == {"amount": "10000"}
    assert isinstance(await session.find(asked, sent(Kind.CAPTURE)), Accepted)
    stripe.has({"/v1/charges/ch_1": charge(payment_intent=None, captured=False, amount_captured=0)})
    assert isinstance(await session.find(asked, sent(Kind.CAPTURE)), Absent)
