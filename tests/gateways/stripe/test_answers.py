"""Each answer of Stripe to something that it was told to do, and the outcome that it means."""

import json
from datetime import timedelta
from typing import Any

import pytest

from app.domain.reversals.states import PaymentStatus
from refundry.gateways import (
    Accepted,
    Declined,
    Money,
    NotKnown,
    NotReached,
    Outcome,
    Pending,
    ProcessorResponse,
    Reason,
)
from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import KEY, Connect, instruction
from tests.gateways.stripe.objects import error, intent, refund

INVALID = "invalid_request_error"


def declined(reason: Reason | None, *, soft: bool = False) -> tuple[type, dict[str, Any]]:
    return Declined, {"reason": reason, "soft": soft, "status": PaymentStatus.PROCESSOR_DECLINED}


UNKNOWN = (NotKnown, {"attention": False, "new_key": False})
CONTRADICTED = (NotKnown, {"attention": True})
REPLAYED_UNKNOWN = (NotKnown, {"attention": False, "new_key": True})
REFUSED_KEY = (NotReached, {"credentials": True, "retry_after": None, "new_key": False})
BUSY = (NotReached, {"credentials": False, "retry_after": timedelta(seconds=1)})
NOT_POSSIBLE = declined(Reason.NOT_POSSIBLE)
REPLAYED: dict[str, Any] = {"idempotent_replayed": "true"}

REFUND_ANSWERS: dict[str, tuple[Answer, tuple[type, dict[str, Any]]]] = {
    "succeeded": (answer(refund()), (Accepted, {"reference": "re_1", "status": PaymentStatus.SETTLED})),
    "pending": (
        answer(refund(status="pending", pending_reason="insufficient_funds")),
        (Pending, {"reference": "re_1"}),
    ),
    "requires action": (answer(refund(status="requires_action")), (Pending, {"reference": "re_1"})),
    "failed": (answer(refund(status="failed", failure_reason="lost_or_stolen_card")), declined(None)),
    "cancelled": (answer(refund(status="canceled")), declined(None)),
    "replayed success": (answer(refund(), **REPLAYED), (Accepted, {"reference": "re_1"})),
    "unknown status": (answer(refund(status="resting")), UNKNOWN),
    "no status": (answer(refund(status=None)), UNKNOWN),
    "other amount": (answer(refund(amount=1001)), CONTRADICTED),
    "other currency": (answer(refund(currency="eur")), CONTRADICTED),
    "currency that is none": (answer(refund(currency="xyz")), CONTRADICTED),
    "other payment": (answer(refund(payment_intent="pi_2", charge="ch_2")), CONTRADICTED),
    "no payment": (answer(refund(payment_intent=None, charge=None)), CONTRADICTED),
    "other key": (answer(refund(metadata={"refundry_key": "other"})), CONTRADICTED),
    "other object": (answer(refund(object="charge")), UNKNOWN),
    "amount as text": (answer(refund(amount="1000")), UNKNOWN),
    "amount as fraction": (answer(refund(amount=1000.5)), UNKNOWN),
    "amount below zero": (answer(refund(amount=-1000)), UNKNOWN),
    "a list": (answer("[]"), UNKNOWN),
    "nothing": (answer(""), UNKNOWN),
    "null": (answer("null"), UNKNOWN),
    "HTML": (answer("<html>Sign in</html>"), UNKNOWN),
    "half": (answer(json.dumps(refund())[:40]), UNKNOWN),
    "no UTF-8": (Answer(200, b'{"id": "\xff"}'), UNKNOWN),
    "deep": (answer("[" * 100_000), UNKNOWN),
    "201": (answer(refund(), 201), UNKNOWN),
    "204": (answer("", 204), UNKNOWN),
    "302": (answer("", 302, location="/elsewhere"), UNKNOWN),
    "already refunded": (error(400, INVALID, "charge_already_refunded"), declined(Reason.ALREADY_REFUNDED)),
    "above the rest": (error(400, INVALID, param="amount"), NOT_POSSIBLE),
    "disputed": (error(400, INVALID, "charge_disputed"), declined(Reason.DISPUTED)),
    "disputed payment": (error(400, INVALID, "refund_disputed_payment"), declined(Reason.DISPUTED)),
    "not refundable": (error(400, INVALID, "charge_not_refundable"), NOT_POSSIBLE),
    "missing parameter": (error(400, INVALID, "parameter_missing"), NOT_POSSIBLE),
    "unlisted code": (error(400, INVALID, "a_new_code"), NOT_POSSIBLE),
    "no code": (error(400, INVALID), NOT_POSSIBLE),
    "missing payment": (error(404, INVALID, "resource_missing"), NOT_POSSIBLE),
    "missing with 400": (error(400, INVALID, "resource_missing"), NOT_POSSIBLE),
    "other mode": (error(400, INVALID, "livemode_mismatch"), NOT_POSSIBLE),
    "low balance": (error(400, INVALID, "balance_insufficient"), declined(None, soft=True)),
    "402": (error(402, "card_error", "card_declined"), declined(None, soft=True)),
    "402 to try later": (
        error(402, "card_error", "card_declined", advice_code="try_again_later"),
        declined(None, soft=True),
    ),
    "402 to give up": (error(402, "card_error", "card_declined", advice_code="do_not_try_again"), declined(None)),
    "not captured": (
        error(400, INVALID, "payment_intent_unexpected_state", payment_intent=intent(status="requires_capture")),
        declined(Reason.NOT_SETTLED),
    ),
    "in no state": (
        error(400, INVALID, "payment_intent_unexpected_state", payment_intent=intent(status="requires_action")),
        NOT_POSSIBLE,
    ),
    "replayed decline": (error(400, INVALID, "charge_disputed", **REPLAYED), declined(Reason.DISPUTED)),
    "other body under the key": (error(400, "idempotency_error"), CONTRADICTED),
    "401": (error(401, INVALID), REFUSED_KEY),
    "403": (error(403, INVALID), REFUSED_KEY),
    "expired key": (error(401, INVALID, "api_key_expired"), REFUSED_KEY),
    "expired platform key": (error(400, INVALID, "platform_api_key_expired"), REFUSED_KEY),
    "publishable key": (error(400, INVALID, "secret_key_required"), REFUSED_KEY),
    "other account": (error(403, INVALID, "account_invalid"), REFUSED_KEY),
    "replayed 403": (
        error(403, INVALID, **REPLAYED),
        (NotReached, {"credentials": True, "new_key": True}),
    ),
    "429": (error(429, INVALID, "rate_limit", stripe_rate_limited_reason="endpoint-rate"), BUSY),
    "locked": (error(429, INVALID, "lock_timeout"), BUSY),
    "429 with a time": (
        error(429, INVALID, "rate_limit", retry_after="7"),
        (NotReached, {"retry_after": timedelta(seconds=7)}),
    ),
    "429 with a long time": (
        error(429, INVALID, "rate_limit", retry_after="86400"),
        (NotReached, {"retry_after": timedelta(minutes=1)}),
    ),
    "429 with a date": (error(429, INVALID, "rate_limit", retry_after="Mon, 30 Nov 2026 12:00:00 GMT"), BUSY),
    "429 of another": (answer("slow down", 429), BUSY),
    "in flight": (error(409, INVALID, "idempotency_key_in_use"), UNKNOWN),
    "failed dependency": (error(424, "api_error"), UNKNOWN),
    "500": (error(500, "api_error"), UNKNOWN),
    "replayed 500": (error(500, "api_error", **REPLAYED), REPLAYED_UNKNOWN),
    "replayed 500 in HTML": (answer("<html>", 500, **REPLAYED), REPLAYED_UNKNOWN),
    "502": (answer("Bad Gateway", 502), UNKNOWN),
    "503": (error(503, "api_error"), UNKNOWN),
    "504": (answer("", 504), UNKNOWN),
    "400 of another": (answer("<html>Bad Request</html>", 400), UNKNOWN),
    "401 of another": (answer("Who are you?", 401), UNKNOWN),
    "403 of another": (answer("<html>Blocked</html>", 403), UNKNOWN),
    "404 of another": (answer("Not Found", 404), UNKNOWN),
    "407 of another": (answer("Proxy", 407), UNKNOWN),
    "422": (error(422, INVALID), UNKNOWN),
    "api_error with 400": (error(400, "api_error"), UNKNOWN),
    "error that is text": (answer({"error": "no"}, 400), UNKNOWN),
}
"""What Stripe documents, and what it does not."""


@pytest.mark.parametrize("name", REFUND_ANSWERS)
async def test_an_answer_to_a_refund(stripe: Scripted, connect: Connect, name: str) -> None:
    given, expected = REFUND_ANSWERS[name]
    stripe.says(given)
    outcome = await connect(stripe.address).refund(instruction("pi_1", key="ours"))
    _is(outcome, expected)
    assert len(stripe.requests) == 1


def _is(outcome: Outcome, expected: tuple[type, dict[str, Any]]) -> None:
    kind, fields = expected
    assert type(outcome) is kind, outcome
    assert {name: getattr(outcome, name) for name in fields} == fields


WRONG_STATE = "payment_intent_unexpected_state"
TOO_LATE = declined(Reason.ALREADY_SETTLED)

VOID_ANSWERS: dict[str, tuple[Answer, tuple[type, dict[str, Any]]]] = {
    "cancelled": (answer(intent(status="canceled")), (Accepted, {"reference": "pi_1", "status": PaymentStatus.VOIDED})),
    "cancelled before": (error(400, INVALID, WRONG_STATE, payment_intent=intent(status="canceled")), (Accepted, {})),
    "captured": (error(400, INVALID, WRONG_STATE, payment_intent=intent(status="succeeded")), TOO_LATE),
    "processing": (error(400, INVALID, WRONG_STATE, payment_intent=intent(status="processing")), NOT_POSSIBLE),
    "still possible": (error(400, INVALID, WRONG_STATE, payment_intent=intent(status="requires_capture")), UNKNOWN),
    "without the payment": (error(400, INVALID, WRONG_STATE), UNKNOWN),
    "of another payment": (
        error(400, INVALID, WRONG_STATE, payment_intent=intent(id="pi_2", status="canceled")),
        CONTRADICTED,
    ),
    "answer of another": (answer(intent(id="pi_2", status="canceled")), CONTRADICTED),
    "other amount": (answer(intent(amount=5, status="canceled")), CONTRADICTED),
    "other currency": (answer(intent(currency="eur", status="canceled")), CONTRADICTED),
    "still authorized": (answer(intent(status="requires_capture")), UNKNOWN),
    "unknown status": (answer(intent(status="resting")), UNKNOWN),
    "missing": (error(404, INVALID, "resource_missing"), NOT_POSSIBLE),
    "401": (error(401, INVALID), REFUSED_KEY),
    "500": (error(500, "api_error"), UNKNOWN),
}


@pytest.mark.parametrize("name", VOID_ANSWERS)
async def test_an_answer_to_a_void(stripe: Scripted, connect: Connect, name: str) -> None:
    given, expected = VOID_ANSWERS[name]
    stripe.says(given)
    _is(await connect(stripe.address).void(instruction("pi_1", Money(10000, "USD"))), expected)
    [request] = stripe.requests
    assert (request.method, request.path) == ("POST", "/v1/payment_intents/pi_1/cancel")


CAPTURE_ANSWERS: dict[str, tuple[Answer, tuple[type, dict[str, Any]]]] = {
    "captured": (
        answer(intent(status="succeeded", amount_received=10000)),
        (Accepted, {"reference": "pi_1", "status": PaymentStatus.SETTLED}),
    ),
    "processing": (answer(intent(status="processing")), (Pending, {"reference": "pi_1"})),
    "other amount": (answer(intent(status="succeeded", amount_received=9999)), CONTRADICTED),
    "other currency": (answer(intent(status="succeeded", currency="eur")), CONTRADICTED),
    "captured before": (
        error(400, INVALID, WRONG_STATE, payment_intent=intent(status="succeeded", amount_received=10000)),
        (Accepted, {}),
    ),
    "captured before with less": (
        error(400, INVALID, WRONG_STATE, payment_intent=intent(status="succeeded", amount_received=5)),
        NOT_POSSIBLE,
    ),
    "not authorized": (error(400, INVALID, WRONG_STATE, payment_intent=intent(status="requires_action")), NOT_POSSIBLE),
    "too late": (error(400, INVALID, WRONG_STATE, payment_intent=intent(status="canceled")), NOT_POSSIBLE),
    "without the payment": (error(400, INVALID, "charge_already_captured"), UNKNOWN),
    "expired": (error(400, INVALID, "charge_expired_for_capture"), NOT_POSSIBLE),
}


@pytest.mark.parametrize("name", CAPTURE_ANSWERS)
async def test_an_answer_to_a_capture(stripe: Scripted, connect: Connect, name: str) -> None:
    given, expected = CAPTURE_ANSWERS[name]
    stripe.says(given)
    _is(await connect(stripe.address).capture(instruction("pi_1", Money(10000, "USD"))), expected)
    [request] = stripe.requests
    assert (request.path, request.fields) == ("/v1/payment_intents/pi_1/capture", {"amount_to_capture": "10000"})


REFUND_VOID_ANSWERS: dict[str, tuple[Answer, tuple[type, dict[str, Any]]]] = {
    "cancelled": (answer(refund(status="canceled")), (Accepted, {"reference": "re_1", "status": PaymentStatus.VOIDED})),
    "succeeded": (answer(refund(status="succeeded")), TOO_LATE),
    "failed": (answer(refund(status="failed")), NOT_POSSIBLE),
    "still open": (answer(refund(status="requires_action")), UNKNOWN),
    "of another": (answer(refund(id="re_2", status="canceled")), CONTRADICTED),
    "of another payment": (answer(refund(payment_intent="pi_2", charge="ch_2", status="canceled")), CONTRADICTED),
    "not possible": (error(400, INVALID), NOT_POSSIBLE),
    "500": (error(500, "api_error"), UNKNOWN),
}


@pytest.mark.parametrize("name", REFUND_VOID_ANSWERS)
async def test_an_answer_to_the_void_of_a_refund(stripe: Scripted, connect: Connect, name: str) -> None:
    given, expected = REFUND_VOID_ANSWERS[name]
    stripe.says(given)
    asked = instruction("pi_1", refund="re_1", refund_key="ours")
    _is(await connect(stripe.address).void_refund(asked), expected)
    [request] = stripe.requests
    assert (request.method, request.path) == ("POST", "/v1/refunds/re_1/cancel")


async def test_a_refund_whose_id_was_not_heard_is_looked_up_and_cancelled(stripe: Scripted, connect: Connect) -> None:
    stripe.has(
        {
            "/v1/refunds": {"data": [refund(id="re_2"), refund(id="re_1")], "has_more": False},
            "/v1/refunds/re_2/cancel": refund(id="re_2", status="canceled"),
        }
    )
    asked = instruction("pi_1", refund_key="ours")
    assert isinstance(await connect(stripe.address).void_refund(asked), Accepted)
    assert [request.method for request in stripe.requests] == ["GET", "POST"]
    stripe.has({"/v1/refunds": {"data": [], "has_more": False}})
    assert isinstance(await connect(stripe.address).void_refund(asked), Declined)


PAYMENTS_THAT_ARE_NONE = ["", "x", "pi_", "pi_1/cancel", "pi_1?x", "../v1/refunds", "re_1", "pi_é", "pi_1\n", "12345"]


@pytest.mark.parametrize("payment", PAYMENTS_THAT_ARE_NONE)
async def test_an_id_that_is_none_of_stripes_is_never_sent(stripe: Scripted, connect: Connect, payment: str) -> None:
    session, asked = connect(stripe.address), instruction(payment)
    for tell in (session.refund, session.void, session.capture):
        _is(await tell(asked), NOT_POSSIBLE)
    assert await session.standing(payment) is None
    _is(await session.void_refund(instruction("pi_1", refund="../x")), NOT_POSSIBLE)
    assert await session.refund_standing("re_1/cancel", "pi_1") is None
    assert stripe.requests == []


async def test_what_stripe_says_is_told_without_what_is_nobodys_business(stripe: Scripted, connect: Connect) -> None:
    """C12"""
    words = (
        f"Key {KEY} or sk_live_Other123 or sk_test_****4242 of rk_live_abc… by jane@example.com,\n\x1b[31m card "
        "4242 4242 4242 4242, pi_1_secret_abc, whsec_canary" + "." * 500
    )
    for status in (400, 402, 404, 409, 500):
        stripe.says(error(status, INVALID, message=words))
        session = connect(stripe.address, webhook_secrets=["whsec_canary"])
        told = repr([await session.refund(instruction("pi_1")), session, session._wire, session._wire.scrubber])
        for hidden in (KEY, "Other123", "4242", "jane", "secret_abc", "canary", "rk_live", "\x1b", "\\x1b", "\\n"):
            assert hidden not in told, (status, hidden)
        assert len(told) < 1500


async def test_a_decline_has_stripes_code_and_words(stripe: Scripted, connect: Connect) -> None:
    stripe.says(error(402, "card_error", "card_declined", decline_code="lost_card", message="Your card was declined."))
    outcome = await connect(stripe.address).refund(instruction("pi_1"))
    assert isinstance(outcome, Declined)
    assert outcome.response == ProcessorResponse("lost_card", "Your card was declined.")


async def test_an_unknown_outcome_names_stripes_request(stripe: Scripted, connect: Connect) -> None:
    stripe.says(error(500, "api_error", message="Sorry.", request_id="req_abc"))
    outcome = await connect(stripe.address).refund(instruction("pi_1"))
    assert outcome == NotKnown("Status 500: Sorry. (request req_abc).")
