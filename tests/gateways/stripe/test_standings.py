"""Where payments, refunds and disputes stand, and all of them in a time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.reversals.states import PaymentStatus
from refundry.gateways import Dispute, DisputeState, Money, NotAnswered, PaymentStanding, RefundStanding
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import NOW, Connect
from tests.gateways.stripe.objects import CREATED, charge, error, intent, refund

MADE = datetime.fromtimestamp(CREATED, UTC)

WHOLE = PaymentStanding(
    reference="pi_1",
    status=PaymentStatus.SETTLED,
    amount=Money(10000, "USD"),
    captured=Money(10000, "USD"),
    created_at=MADE,
    order_id="1001",
    email="someone@example.com",
    card_brand="visa",
    card_last4="4242",
    final=True,
    also_known_as=("ch_1",),
)
NOTHING_CAPTURED = {"captured": Money(0, "USD")}
FAILED_DEBIT = {"status": "failed", "payment_method_details": {"type": "sepa_debit"}}

INTENTS: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
    ({"status": "succeeded"}, {}),
    ({"status": "succeeded", "amount_received": 600}, {"captured": Money(600, "USD")}),
    ({"status": "requires_capture"}, {"status": PaymentStatus.AUTHORIZED, "final": False, **NOTHING_CAPTURED}),
    ({"status": "processing"}, {"status": PaymentStatus.SETTLEMENT_PENDING, "final": False, **NOTHING_CAPTURED}),
    ({"status": "canceled"}, {"status": PaymentStatus.VOIDED, **NOTHING_CAPTURED}),
    (
        {"status": "canceled", "cancellation_reason": "requested_by_customer"},
        {"status": PaymentStatus.VOIDED, **NOTHING_CAPTURED},
    ),
    (
        {"status": "canceled", "cancellation_reason": "automatic"},
        {"status": PaymentStatus.AUTHORIZATION_EXPIRED, **NOTHING_CAPTURED},
    ),
    (
        {"status": "canceled", "cancellation_reason": "expired"},
        {"status": PaymentStatus.AUTHORIZATION_EXPIRED, **NOTHING_CAPTURED},
    ),
    ({"status": "requires_payment_method"}, None),
    ({"status": "requires_payment_method", "charged": {"status": "failed"}}, None),
    (
        {"status": "requires_payment_method", "charged": FAILED_DEBIT},
        {
            "status": PaymentStatus.SETTLEMENT_DECLINED,
            "final": False,
            "card_brand": None,
            "card_last4": None,
            **NOTHING_CAPTURED,
        },
    ),
    ({"status": "requires_payment_method", "latest_charge": None}, None),
    ({"status": "requires_confirmation"}, None),
    ({"status": "requires_action"}, None),
    ({"metadata": {}, "charged": {"metadata": {"order_id": "7"}}}, {"order_id": "7"}),
    ({"metadata": {}}, {"order_id": None}),
    ({"charged": {"billing_details": {"email": None}}, "receipt_email": "x@example.com"}, {"email": "x@example.com"}),
    ({"charged": {"payment_method_details": None}}, {"card_brand": None, "card_last4": None}),
]


@pytest.mark.parametrize(("given", "expected"), INTENTS)
async def test_where_a_payment_intent_stands(
    stripe: Scripted, connect: Connect, given: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    stripe.has({"/v1/payment_intents/pi_1": intent(**given)})
    standing = await connect(stripe.address).standing("pi_1")
    assert standing == (None if expected is None else replace(WHOLE, **expected))


CHARGES: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
    ({}, {}),
    ({"amount_captured": 600}, {"captured": Money(600, "USD")}),
    ({"amount_captured": None}, {}),
    (
        {"captured": False, "amount_captured": 0},
        {"status": PaymentStatus.AUTHORIZED, "final": False, **NOTHING_CAPTURED},
    ),
    (
        {"captured": False, "amount_captured": 0, "amount_refunded": 10000},
        {"status": PaymentStatus.VOIDED, **NOTHING_CAPTURED},
    ),
    ({"status": "pending"}, {"status": PaymentStatus.SETTLEMENT_PENDING, "final": False, **NOTHING_CAPTURED}),
    ({"status": "failed"}, None),
]


@pytest.mark.parametrize(("given", "expected"), CHARGES)
async def test_where_a_charge_without_an_intent_stands(
    stripe: Scripted, connect: Connect, given: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    stripe.has({"/v1/charges/ch_1": charge(payment_intent=None, **given)})
    standing = await connect(stripe.address).standing("ch_1")
    whole = replace(WHOLE, reference="ch_1", order_id=None, also_known_as=())
    assert standing == (None if expected is None else replace(whole, **expected))


async def test_a_charge_of_an_intent_is_that_intent(stripe: Scripted, connect: Connect) -> None:
    stripe.has({"/v1/charges/ch_1": charge(), "/v1/payment_intents/pi_1": intent()})
    assert await connect(stripe.address).standing("ch_1") == WHOLE


async def test_a_charge_that_was_not_expanded_is_asked_for(stripe: Scripted, connect: Connect) -> None:
    stripe.has({"/v1/charges/ch_1": charge(), "/v1/payment_intents/pi_1": intent(latest_charge="ch_1")})
    assert await connect(stripe.address).standing("pi_1") == WHOLE


REFUNDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    (
        {"status": "pending", "pending_reason": "processing"},
        {"status": PaymentStatus.AUTHORIZING, "message": "processing"},
    ),
    ({"status": "requires_action"}, {"status": PaymentStatus.AUTHORIZING}),
    (
        {"status": "failed", "failure_reason": "lost_or_stolen_card"},
        {"status": PaymentStatus.SETTLEMENT_DECLINED, "final": True, "message": "lost_or_stolen_card"},
    ),
    ({"status": "canceled"}, {"status": PaymentStatus.VOIDED, "final": True}),
    ({"metadata": {}}, {"key": None}),
    ({"metadata": {"refundry_key": 5}}, {"key": None}),
    ({"metadata": None}, {"key": None}),
    ({"created": CREATED - 31 * 86400}, {"created_at": MADE - timedelta(days=31), "final": True}),
]
SETTLED = RefundStanding("re_1", "pi_1", PaymentStatus.SETTLED, Money(1000, "USD"), MADE, "ours")


@pytest.mark.parametrize(("given", "expected"), REFUNDS)
async def test_where_a_refund_stands(
    stripe: Scripted, connect: Connect, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    """C8: a refund that succeeded may fail for 30 days."""
    stripe.has({"/v1/refunds/re_1": refund(**given)})
    session = connect(stripe.address)
    assert await session.refund_standing("re_1", "pi_1") == replace(SETTLED, **expected)
    assert await session.refund_standing("re_1", "ch_1") == replace(SETTLED, **expected, transaction="ch_1")
    with pytest.raises(NotAnswered):
        await session.refund_standing("re_1", "pi_2")


DISPUTES: list[tuple[dict[str, Any], DisputeState | None]] = [
    ({"status": "needs_response"}, DisputeState.OPEN),
    ({"status": "under_review"}, DisputeState.OPEN),
    ({"status": "a_new_status"}, DisputeState.OPEN),
    ({"status": "warning_needs_response", "is_charge_refundable": True}, None),
    ({"status": "warning_needs_response"}, DisputeState.OPEN),
    ({"status": "warning_closed"}, DisputeState.WON),
    ({"status": "won"}, DisputeState.WON),
    ({"status": "won", "is_charge_refundable": True}, DisputeState.WON),
    ({"status": "lost"}, DisputeState.LOST),
    ({"status": "prevented"}, DisputeState.LOST),
]


@pytest.mark.parametrize(("given", "state"), DISPUTES)
async def test_the_latest_chargeback_is_told(
    stripe: Scripted, connect: Connect, given: dict[str, Any], state: DisputeState | None
) -> None:
    older = {"id": "du_0", "status": "won", "created": CREATED - 5, "is_charge_refundable": True}
    latest = {"id": "du_1", "created": CREATED, "is_charge_refundable": False, "reason": "fraudulent", **given}
    stripe.has(
        {
            "/v1/payment_intents/pi_1": intent(charged={"disputed": True}),
            "/v1/disputes": {"data": [latest, older], "has_more": False},
        }
    )
    standing = await connect(stripe.address).standing("pi_1")
    assert standing is not None
    won_before = Dispute(DisputeState.WON, MADE - timedelta(seconds=5))
    assert standing.dispute == (Dispute(state, MADE, "fraudulent") if state else won_before)
    assert stripe.requests[-1].fields["charge"] == "ch_1"


async def test_refunds_beyond_the_first_ten_are_listed(stripe: Scripted, connect: Connect) -> None:
    some = {"data": [refund()], "has_more": True}
    stripe.has(
        {
            "/v1/payment_intents/pi_1": intent(charged={"refunds": some}),
            "/v1/refunds": {"data": [refund(), refund(id="re_2")], "has_more": False},
        }
    )
    standing = await connect(stripe.address).standing("pi_1")
    assert standing is not None
    assert [each.reference for each in standing.refunds] == ["re_1", "re_2"]


async def test_the_release_of_what_was_not_captured_is_no_refund(stripe: Scripted, connect: Connect) -> None:
    release = refund(id="re_0", amount=4000, balance_transaction=None, metadata={})
    refunds = {"data": [refund(), release], "has_more": False}
    partly = {"amount_captured": 6000, "refunds": refunds}
    stripe.has({"/v1/payment_intents/pi_1": intent(amount_received=6000, charged=partly)})
    standing = await connect(stripe.address).standing("pi_1")
    assert standing is not None
    assert [each.reference for each in standing.refunds] == ["re_1"]
    whole = {"captured": False, "refunds": {"data": [refund(balance_transaction=None)], "has_more": False}}
    stripe.has({"/v1/payment_intents/pi_1": intent(status="canceled", charged=whole)})
    standing = await connect(stripe.address).standing("pi_1")
    assert standing is not None
    assert standing.refunds == ()


NOT_UNDERSTOOD = [
    answer(intent(status="resting")),
    answer(intent(currency="xyz")),
    answer(intent(id="pi_2")),
    answer(intent(object="charge")),
    answer(intent(amount="10000")),
    answer(intent(created=10**15)),
    answer(intent(charged={"refunds": {"data": [refund(status="resting")], "has_more": False}})),
    answer("<html>"),
    answer("", 500),
    error(429, "invalid_request_error"),
    answer("Not Found", 404),
]


@pytest.mark.parametrize("given", NOT_UNDERSTOOD)
async def test_what_is_not_understood_is_no_answer(stripe: Scripted, connect: Connect, given: Answer) -> None:
    stripe.says(given)
    with pytest.raises(NotAnswered) as raised:
        await connect(stripe.address).standing("pi_1")
    assert not raised.value.refused_credentials


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_key_is_told_of_as_such(stripe: Scripted, connect: Connect, status: int) -> None:
    stripe.says(error(status, "invalid_request_error"))
    session = connect(stripe.address)
    for question in (session.standing("pi_1"), session.refund_standing("re_1", "pi_1"), session.account()):
        with pytest.raises(NotAnswered) as raised:
            await question
        assert raised.value.refused_credentials


async def test_payments_of_a_time_are_listed_with_their_refunds(stripe: Scripted, connect: Connect) -> None:
    refunds = {"data": [refund()], "has_more": False}
    newest = [
        charge(id="ch_9", created=CREATED + 9, payment_intent=None),
        charge(id="ch_1", created=CREATED + 5, payment_intent=intent(latest_charge="ch_1"), refunds=refunds),
        charge(id="ch_0", created=CREATED + 4, payment_intent=intent(latest_charge="ch_1"), status="failed"),
        charge(id="ch_8", created=CREATED - 1, payment_intent=None),
    ]
    pages = [{"data": newest, "has_more": True}]
    stripe.script = lambda request: answer(pages.pop(0))
    begin, end = MADE, MADE + timedelta(seconds=9)
    found = [each async for each in connect(stripe.address).payments(begin, end)]
    assert [(each.reference, each.created_at - MADE) for each in found] == [("pi_1", timedelta(seconds=5))]
    assert found[0].refunds == (SETTLED,)
    assert len(stripe.requests) == 1  # the page goes back before the beginning


async def test_a_time_that_is_over_is_asked_for_as_such(stripe: Scripted, connect: Connect) -> None:
    def oldest_first(request: Request) -> Answer:
        later = request.fields.get("starting_after") == "re_1"
        page = [refund(id="re_2", created=CREATED + 1)] if later else [refund(created=CREATED - 99), refund()]
        return answer({"data": page, "has_more": not later})

    stripe.script = oldest_first
    session = connect(stripe.address, clock=lambda: NOW + timedelta(days=30))
    found = [each async for each in session.refunds(MADE, MADE + timedelta(seconds=2))]
    assert [each.reference for each in found] == ["re_1", "re_2"]
    assert {request.fields["created[lt]"] for request in stripe.requests} == {str(CREATED + 3)}


async def test_refunds_of_a_time_leave_releases_out(stripe: Scripted, connect: Connect) -> None:
    released = refund(id="re_0", charge=charge(captured=False), balance_transaction=None)
    stripe.has({"/v1/refunds": {"data": [refund(charge=charge()), released], "has_more": False}})
    found = [each async for each in connect(stripe.address).refunds(MADE, NOW)]
    assert found == [SETTLED]


async def test_a_list_that_breaks_off_is_no_list(stripe: Scripted, connect: Connect) -> None:
    pages = [answer({"data": [refund()], "has_more": True}), answer("", 502)]
    stripe.script = lambda request: pages.pop(0)
    with pytest.raises(NotAnswered):
        [each async for each in connect(stripe.address).refunds(MADE, NOW)]
