"""Each answer of Braintree to something that it was told to do, and the outcome that it means."""

import json
from datetime import timedelta
from typing import Any

import pytest

from app.domain.reversals.states import PaymentStatus
from refundry.gateways import Accepted, Declined, Kind, NotKnown, NotReached, Outcome, Pending, Reason
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC, Connect, instruction
from tests.gateways.braintree.objects import amount, changed, error, event, node, payment, refund, refunded
from tests.gateways.fakes.exchange import Answer, Request
from tests.gateways.fakes.scripted import Scripted, answer

Expected = tuple[type, dict[str, Any]]


def declined(
    reason: Reason | None, *, soft: bool = False, status: PaymentStatus = PaymentStatus.PROCESSOR_DECLINED
) -> Expected:
    return Declined, {"reason": reason, "soft": soft, "status": status}


def made(status: PaymentStatus) -> Expected:
    return Accepted, {"reference": "ref_1", "status": status}


UNKNOWN: Expected = (NotKnown, {"attention": False, "new_key": False})
CONTRADICTED: Expected = (NotKnown, {"attention": True})
REFUSED_KEYS: Expected = (NotReached, {"credentials": True, "retry_after": None, "new_key": False})
BUSY: Expected = (NotReached, {"credentials": False, "retry_after": timedelta(seconds=2)})
NOT_POSSIBLE = declined(Reason.NOT_POSSIBLE)

MADE = {"AUTHORIZED", "SETTLED", "SETTLEMENT_CONFIRMED", "SETTLEMENT_PENDING", "SETTLING", "SUBMITTED_FOR_SETTLEMENT"}
ENDED = {"FAILED", "GATEWAY_REJECTED", "SETTLEMENT_DECLINED"}

SOFT = [event("PROCESSOR_DECLINED", "2000", declineType="SOFT")]
HARD = [event("PROCESSOR_DECLINED", "2004", declineType="HARD")]

BESIDE = {"refundTransaction": {"refund": refund()}}

REFUND_ANSWERS: dict[str, tuple[Answer, Expected]] = {
    **{status: (refunded(status=status), made(PaymentStatus(status))) for status in sorted(MADE)},
    "AUTHORIZING": (refunded(status="AUTHORIZING"), (Pending, {"reference": "ref_1"})),
    **{status: (refunded(status=status), declined(None, status=PaymentStatus(status))) for status in sorted(ENDED)},
    "soft decline": (refunded(status="PROCESSOR_DECLINED", statusHistory=SOFT), declined(None, soft=True)),
    "hard decline": (refunded(status="PROCESSOR_DECLINED", statusHistory=HARD), declined(None)),
    "decline without a type": (refunded(status="PROCESSOR_DECLINED"), declined(None)),
    "taken back": (refunded(status="VOIDED"), declined(None)),
    "unknown status": (refunded(status="RESTING"), UNKNOWN),
    "status of the other interface": (refunded(status="settlement_failed"), UNKNOWN),
    "no status": (refunded(status=None), UNKNOWN),
    "other amount": (refunded(amount=amount("10.01")), CONTRADICTED),
    "other currency": (refunded(amount=amount("10.00", "EUR")), CONTRADICTED),
    "currency that is none": (refunded(amount=amount("10.00", "XYZ")), CONTRADICTED),
    "too many decimals": (refunded(amount=amount("10.001")), CONTRADICTED),
    "amount with an exponent": (refunded(amount=amount("1e1")), CONTRADICTED),
    "no amount": (refunded(amount=None), CONTRADICTED),
    "amount as a number": (refunded(amount={"value": 10, "currencyCode": "USD"}), UNKNOWN),
    "same amount in other words": (
        refunded(amount=amount("10")),
        made(PaymentStatus.SUBMITTED_FOR_SETTLEMENT),
    ),
    "other payment": (refunded(refundedTransaction={"id": "pay_2"}), CONTRADICTED),
    "no payment": (refunded(refundedTransaction=None), CONTRADICTED),
    "other key": (refunded(orderId="1001~other"), CONTRADICTED),
    "inherited order id": (refunded(orderId="1001"), made(PaymentStatus.SUBMITTED_FOR_SETTLEMENT)),
    "no order id": (refunded(orderId=None), made(PaymentStatus.SUBMITTED_FOR_SETTLEMENT)),
    "no id": (refunded(id=""), UNKNOWN),
    "no refund": (answer({"data": {"refundTransaction": {"refund": None}}}), UNKNOWN),
    "no data": (answer({"data": {"refundTransaction": None}}), UNKNOWN),
    "another mutation": (changed("voidTransaction"), UNKNOWN),
    "a list": (answer("[]"), UNKNOWN),
    "nothing": (answer(""), UNKNOWN),
    "null": (answer("null"), UNKNOWN),
    "HTML": (answer("<html>Sign in</html>"), UNKNOWN),
    "half": (answer(json.dumps({"data": BESIDE})[:60]), UNKNOWN),
    "no UTF-8": (Answer(200, b'{"data": "\xff"}'), UNKNOWN),
    "deep": (answer('{"data":' + "[" * 100_000), UNKNOWN),
    "201": (answer({"data": BESIDE}, 201), UNKNOWN),
    "302": (answer("", 302, location="/elsewhere"), UNKNOWN),
    "400": (error("91512", status=400), UNKNOWN),
    "404": (answer("", 404), UNKNOWN),
    "500": (answer({"data": BESIDE}, 500), UNKNOWN),
    "503": (answer("", 503), UNKNOWN),
    "not settled": (error("91506"), declined(Reason.NOT_SETTLED)),
    "settling": (error("91574"), declined(Reason.NOT_SETTLED)),
    "already refunded": (error("91512"), declined(Reason.ALREADY_REFUNDED)),
    **{code: (error(code), NOT_POSSIBLE) for code in ("91521", "91505", "91533", "91547", "915207", "81531", "91501")},
    **{code: (error(code), declined(Reason.ACCOUNT_CLOSED)) for code in ("91538", "91559", "91514")},
    "unlisted code": (error("99999"), NOT_POSSIBLE),
    "no code": (error(), NOT_POSSIBLE),
    "code as a number": (
        answer({"errors": [{"message": "", "extensions": {"errorClass": "VALIDATION", "legacyCode": 91512}}]}),
        declined(Reason.ALREADY_REFUNDED),
    ),
    "hard decline as an error": (error("915200"), declined(None)),
    "soft decline as an error": (error("915201"), declined(None, soft=True)),
    "busy with a refund": (error("915149"), BUSY),
    "busy with a void": (error("915151"), BUSY),
    "key too long": (error("915230"), (NotReached, {"retry_after": timedelta(0), "credentials": False})),
    "no keys": (error("915231"), (NotReached, {"retry_after": timedelta(0), "credentials": False})),
    "key of something else": (error("915232"), CONTRADICTED),
    "in flight": (error("915233"), UNKNOWN),
    "key server": (error("915235"), UNKNOWN),
    "key server, internal": (error("915235", "INTERNAL"), UNKNOWN),
    "missing payment": (error(None, "NOT_FOUND"), NOT_POSSIBLE),
    **{
        name: (error(None, name), REFUSED_KEYS)
        for name in ("AUTHENTICATION", "AUTHORIZATION", "UNSUPPORTED_CLIENT", "NOT_IMPLEMENTED")
    },
    "401": (answer("HTTP Basic: Access denied.", 401), REFUSED_KEYS),
    "403": (error(None, "AUTHORIZATION", 403), REFUSED_KEYS),
    "403 of somebody else": (answer("<html>Blocked</html>", 403), UNKNOWN),
    "busy": (error(None, "RESOURCE_LIMIT"), BUSY),
    "429": (answer("", 429), BUSY),
    "429 with a time": (
        answer("", 429, retry_after="30"),
        (NotReached, {"retry_after": timedelta(seconds=30)}),
    ),
    "429 with a long time": (answer("", 429, retry_after="86400"), (NotReached, {"retry_after": timedelta(minutes=1)})),
    "429 with a date": (answer("", 429, retry_after="Mon, 30 Nov 2026 12:00:00 GMT"), BUSY),
    "internal": (error(None, "INTERNAL"), UNKNOWN),
    "internal with a code": (error("91512", "INTERNAL"), UNKNOWN),
    "not available": (error(None, "SERVICE_AVAILABILITY"), UNKNOWN),
    "unlisted class": (error("91512", "WEATHER"), UNKNOWN),
    "error without a class": (answer({"errors": [{"message": "No."}], "data": None}), UNKNOWN),
    "error of another form": (answer({"errors": ["No."]}), UNKNOWN),
    "no error": (answer({"errors": [], "data": None}), UNKNOWN),
    "error beside data": (error("91512", data=BESIDE), UNKNOWN),
    "refused keys beside data": (error(None, "AUTHENTICATION", data=BESIDE), UNKNOWN),
    "two errors, one open": (
        answer({"errors": [{"extensions": {"errorClass": "VALIDATION", "legacyCode": "91512"}}, {"message": "Oh."}]}),
        UNKNOWN,
    ),
}

OURS = instruction(key="ours")


def check(outcome: Outcome, expected: Expected) -> None:
    kind, fields = expected
    assert type(outcome) is kind, outcome
    assert {name: getattr(outcome, name) for name in fields} == fields
    assert PRIVATE not in repr(outcome)
    assert PUBLIC not in repr(outcome)


@pytest.mark.parametrize("name", REFUND_ANSWERS)
async def test_an_answer_to_a_refund_means_what_it_says(braintree: Scripted, connect: Connect, name: str) -> None:
    """C2, C6: one request, whatever the answer."""
    given, expected = REFUND_ANSWERS[name]
    braintree.says(given)
    check(await connect(braintree.address).refund(OURS), expected)
    assert len(braintree.requests) == 1


async def test_a_processors_words_are_kept(braintree: Scripted, connect: Connect) -> None:
    braintree.says(refunded(status="PROCESSOR_DECLINED", statusHistory=HARD))
    outcome = await connect(braintree.address).refund(OURS)
    assert isinstance(outcome, Declined)
    assert (outcome.response.code, outcome.response.message) == ("2004", "Said.")


async def test_secrets_are_taken_out_of_words(braintree: Scripted, connect: Connect) -> None:
    """C12"""
    for given in (error("91512", message=f"With {PRIVATE} as {PUBLIC}"), error(None, "INTERNAL", message=PRIVATE)):
        braintree.says(given)
        told = repr(await connect(braintree.address).refund(OURS))
        assert "[hidden]" in told
        assert PRIVATE not in told


def voided(**given: Any) -> Answer:
    return changed("voidTransaction", **{"status": "VOIDED", "amount": amount(), **given})


def captured(**given: Any) -> Answer:
    return changed("captureTransaction", **{"status": "SUBMITTED_FOR_SETTLEMENT", "amount": amount(), **given})


def reversed_refund(**given: Any) -> Answer:
    return answer({"data": {"reverseRefund": {"refund": refund(**{"status": "VOIDED", **given})}}})


VOID_ANSWERS: dict[str, tuple[Answer, Expected]] = {
    "voided": (voided(), (Accepted, {"reference": "pay_1", "status": PaymentStatus.VOIDED})),
    "other amount": (voided(amount=amount("9.99")), CONTRADICTED),
    "other currency": (voided(amount=amount("10.00", "EUR")), CONTRADICTED),
    "other payment": (voided(id="pay_2"), CONTRADICTED),
    "still authorized": (voided(status="AUTHORIZED"), UNKNOWN),
    "settled": (voided(status="SETTLED"), declined(Reason.ALREADY_SETTLED)),
    "declined": (voided(status="PROCESSOR_DECLINED"), NOT_POSSIBLE),
    "unknown status": (voided(status="RESTING"), UNKNOWN),
    "nothing": (answer({"data": {"voidTransaction": {"transaction": None}}}), UNKNOWN),
    "missing": (error(None, "NOT_FOUND"), NOT_POSSIBLE),
    "busy": (error("915151"), BUSY),
    "in flight": (error("915233"), UNKNOWN),
}

CAPTURE_ANSWERS: dict[str, tuple[Answer, Expected]] = {
    **{
        status: (captured(status=status), (Accepted, {"reference": "pay_1", "status": PaymentStatus(status)}))
        for status in sorted(MADE - {"AUTHORIZED"})
    },
    "still authorized": (captured(status="AUTHORIZED"), UNKNOWN),
    "other amount": (captured(amount=amount("10.01")), CONTRADICTED),
    "other payment": (captured(id="pay_2"), CONTRADICTED),
    "declined": (captured(status="PROCESSOR_DECLINED", statusHistory=SOFT), declined(None, soft=True)),
    "settlement declined": (
        captured(status="SETTLEMENT_DECLINED"),
        declined(None, status=PaymentStatus.SETTLEMENT_DECLINED),
    ),
    "voided": (captured(status="VOIDED"), NOT_POSSIBLE),
    "too large": (error("91522"), NOT_POSSIBLE),
    "unknown status": (captured(status="RESTING"), UNKNOWN),
}

REFUND_VOID_ANSWERS: dict[str, tuple[Answer, Expected]] = {
    "voided": (reversed_refund(), (Accepted, {"reference": "ref_1", "status": PaymentStatus.VOIDED})),
    "still submitted": (reversed_refund(status="SUBMITTED_FOR_SETTLEMENT"), UNKNOWN),
    "settled": (reversed_refund(status="SETTLED"), declined(Reason.ALREADY_SETTLED)),
    "declined": (reversed_refund(status="FAILED"), NOT_POSSIBLE),
    "other refund": (reversed_refund(id="ref_2"), CONTRADICTED),
    "other payment": (reversed_refund(refundedTransaction={"id": "pay_2"}), CONTRADICTED),
    "other amount": (reversed_refund(amount=amount("1.00")), CONTRADICTED),
    "other key": (reversed_refund(orderId="1001~other"), CONTRADICTED),
    "missing": (error(None, "NOT_FOUND"), NOT_POSSIBLE),
}


@pytest.mark.parametrize("name", VOID_ANSWERS)
async def test_an_answer_to_a_void_means_what_it_says(braintree: Scripted, connect: Connect, name: str) -> None:
    given, expected = VOID_ANSWERS[name]
    braintree.says(given)
    check(await connect(braintree.address).void(OURS), expected)
    assert len(braintree.requests) == 1


@pytest.mark.parametrize("name", CAPTURE_ANSWERS)
async def test_an_answer_to_a_capture_means_what_it_says(braintree: Scripted, connect: Connect, name: str) -> None:
    given, expected = CAPTURE_ANSWERS[name]
    braintree.says(given)
    check(await connect(braintree.address).capture(OURS), expected)
    assert len(braintree.requests) == 1


@pytest.mark.parametrize("name", REFUND_VOID_ANSWERS)
async def test_an_answer_to_the_reversal_of_a_refund_means_what_it_says(
    braintree: Scripted, connect: Connect, name: str
) -> None:
    given, expected = REFUND_VOID_ANSWERS[name]
    braintree.says(given)
    asked = instruction(refund="ref_1", refund_key="ours")
    check(await connect(braintree.address).void_refund(asked), expected)
    assert len(braintree.requests) == 1


async def test_a_refund_that_is_known_by_its_id_alone_can_be_reversed(braintree: Scripted, connect: Connect) -> None:
    braintree.says(reversed_refund())
    assert isinstance(await connect(braintree.address).void_refund(instruction(refund="ref_1")), Accepted)


def after(refusal: Answer, look: Answer) -> Any:
    """A script: every mutation is refused, every question gets the same answer."""

    def script(request: Request) -> Answer:
        return refusal if json.loads(request.body)["query"].lstrip().startswith("mutation") else look

    return script


ACCEPTED: Expected = (Accepted, {})
# By a bank debit's windows: submitted, and neither voidable nor refundable from the evening until midnight.
NOT_NOW = declined(Reason.NOT_POSSIBLE, soft=True)

WRONG_STATES: dict[str, tuple[Kind, str, Answer, Expected]] = {
    "void, settled": (Kind.VOID, "91504", node(payment()), declined(Reason.ALREADY_SETTLED)),
    "void, settling": (Kind.VOID, "91504", node(payment(status="SETTLING")), declined(Reason.ALREADY_SETTLED)),
    "void, done before": (Kind.VOID, "91504", node(payment(status="VOIDED")), ACCEPTED),
    "void, expired": (Kind.VOID, "91504", node(payment(status="AUTHORIZATION_EXPIRED")), NOT_POSSIBLE),
    "void, not now": (Kind.VOID, "91504", node(payment(status="SUBMITTED_FOR_SETTLEMENT")), NOT_NOW),
    "void, not asked": (Kind.VOID, "91504", answer("", 503), UNKNOWN),
    "void, gone": (Kind.VOID, "91504", node(None), CONTRADICTED),
    "capture, done before": (
        Kind.CAPTURE,
        "91507",
        node(payment(status="SETTLING", amount=amount())),
        (Accepted, {"status": PaymentStatus.SETTLING}),
    ),
    "capture, otherwise": (Kind.CAPTURE, "91507", node(payment(status="SETTLING")), NOT_POSSIBLE),
    "capture, voided": (Kind.CAPTURE, "91507", node(payment(status="VOIDED")), NOT_POSSIBLE),
    "refund's reversal, done before": (
        Kind.REFUND_VOID,
        "91504",
        node(refund(__typename="Refund", status="VOIDED")),
        ACCEPTED,
    ),
    "refund's reversal, settling": (
        Kind.REFUND_VOID,
        "91504",
        node(refund(__typename="Refund", status="SETTLING")),
        declined(Reason.ALREADY_SETTLED),
    ),
    "refund's reversal, not now": (Kind.REFUND_VOID, "91504", node(refund(__typename="Refund")), NOT_NOW),
}


async def told(connect: Connect, address: str, kind: Kind) -> Outcome:
    session = connect(address)
    asked = instruction(key="ours") if kind is Kind.REFUND else instruction(refund="ref_1", refund_key="ours")
    tells = {Kind.VOID: session.void, Kind.CAPTURE: session.capture, Kind.REFUND: session.refund}
    return await tells.get(kind, session.void_refund)(asked)


@pytest.mark.parametrize("name", WRONG_STATES)
async def test_a_wrong_state_is_looked_at(braintree: Scripted, connect: Connect, name: str) -> None:
    """C9: what an earlier sending has done is done, and what came too late says so."""
    kind, code, look, expected = WRONG_STATES[name]
    braintree.script = after(error(code), look)
    check(await told(connect, braintree.address, kind), expected)
    assert len(braintree.requests) == 2


STRANGER = refund(id="ref_9", orderId="1001")
NEW_KEY: Expected = (NotReached, {"new_key": True, "credentials": False})
KEPT: dict[str, tuple[Kind, Answer, Expected]] = {
    "refund, none": (Kind.REFUND, node(payment()), NEW_KEY),
    "refund, others": (Kind.REFUND, node(payment(refunds=[refund(id="ref_9", orderId="1001~x")])), NEW_KEY),
    "refund, done": (Kind.REFUND, node(payment(refunds=[refund()])), (Accepted, {"reference": "ref_1"})),
    "refund, one that nobody knows": (Kind.REFUND, node(payment(refunds=[STRANGER])), CONTRADICTED),
    "refund, not asked": (Kind.REFUND, answer("", 503), (NotKnown, {"new_key": True, "attention": False})),
    "refund, gone": (Kind.REFUND, node(None), CONTRADICTED),
    "void, none": (Kind.VOID, node(payment(status="AUTHORIZED")), NEW_KEY),
    "void, done": (Kind.VOID, node(payment(status="VOIDED")), ACCEPTED),
    "capture, none": (Kind.CAPTURE, node(payment(status="AUTHORIZED")), NEW_KEY),
    "refund's reversal, none": (Kind.REFUND_VOID, node(refund(__typename="Refund")), NEW_KEY),
}


@pytest.mark.parametrize("name", KEPT)
async def test_a_kept_failure_needs_another_key_if_nothing_was_done(
    braintree: Scripted, connect: Connect, name: str
) -> None:
    """By the book: Braintree's guide to apiRequestKeys on 915234."""
    kind, look, expected = KEPT[name]
    braintree.script = after(error("915234"), look)
    check(await told(connect, braintree.address, kind), expected)
