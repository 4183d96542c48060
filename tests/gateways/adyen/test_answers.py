"""Each answer of Adyen to something that it was told to do, and the outcome that it means."""

import json
from datetime import timedelta
from typing import Any

import pytest

from refundry.gateways import Declined, Kind, NotKnown, NotReached, Outcome, Pending, Reason
from tests.gateways.adyen.accounts import API_KEY, HMAC_KEY, MERCHANT, Connect, instruction, sent
from tests.gateways.adyen.fake import refusal
from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.scripted import Scripted, answer

PAYMENT = "PAYMENT000000001"


def received(**given: Any) -> dict[str, Any]:
    """What Adyen says of a request about 10.00 euros under the key "ours"."""
    return {
        "merchantAccount": MERCHANT,
        "paymentPspReference": PAYMENT,
        "pspReference": "MODIFIED00000001",
        "reference": "ours",
        "status": "received",
        "amount": {"value": 1000, "currency": "EUR"},
        **given,
    }


TAKEN = (Pending, {"reference": "MODIFIED00000001"})
UNKNOWN = (NotKnown, {"attention": False, "new_key": False})
CONTRADICTED = (NotKnown, {"attention": True})
REFUSED_KEY = (NotReached, {"credentials": True, "retry_after": None})
BUSY = (NotReached, {"credentials": False, "retry_after": timedelta(seconds=1)})
NOT_POSSIBLE = (Declined, {"reason": Reason.NOT_POSSIBLE, "soft": False})

ANSWERS: dict[str, tuple[Answer, tuple[type, dict[str, Any]]]] = {
    "received": (answer(received(), 201), TAKEN),
    "received, with another header": (answer(received(), 201, pspreference="OTHER00000000001"), TAKEN),
    "received, without our reference": (
        answer({name: value for name, value in received().items() if name != "reference"}, 201),
        TAKEN,
    ),
    "other payment": (answer(received(paymentPspReference="OTHER00000000001"), 201), CONTRADICTED),
    "other account": (answer(received(merchantAccount="Other"), 201), CONTRADICTED),
    "other key": (answer(received(reference="other"), 201), CONTRADICTED),
    "other amount": (answer(received(amount={"value": 1001, "currency": "EUR"}), 201), CONTRADICTED),
    "other currency": (answer(received(amount={"value": 1000, "currency": "USD"}), 201), CONTRADICTED),
    "no amount": (answer({name: value for name, value in received().items() if name != "amount"}, 201), CONTRADICTED),
    "unknown status": (answer(received(status="done"), 201), UNKNOWN),
    "no id": (answer(received(pspReference=""), 201), UNKNOWN),
    "amount as text": (answer(received(amount={"value": "1000", "currency": "EUR"}), 201), UNKNOWN),
    "nothing": (answer("", 201), UNKNOWN),
    "null": (answer("null", 201), UNKNOWN),
    "half": (answer(json.dumps(received())[:40], 201), UNKNOWN),
    "HTML": (answer("<html>Sign in</html>", 200), UNKNOWN),
    "200": (answer(received(), 200), UNKNOWN),
    "302": (answer("", 302, location="/elsewhere"), UNKNOWN),
    "deep": (answer("[" * 100_000, 201), UNKNOWN),
    "invalid amount": (refusal(422, "137", "Field 'amount' is not valid."), NOT_POSSIBLE),
    "unknown payment": (refusal(422, "167", "Original pspReference required for this operation"), NOT_POSSIBLE),
    "400": (refusal(400, "702", "Structure of the request is wrong"), NOT_POSSIBLE),
    "in progress": (refusal(422, "704", "request already processed or in progress"), UNKNOWN),
    "in progress with 409": (refusal(409, "704", "request already processed or in progress"), UNKNOWN),
    "in progress, and transient": (refusal(409, "704", "in progress", transient_error="true"), UNKNOWN),
    "another conflict": (refusal(409, "705", "Conflict"), UNKNOWN),
    "internal with 422": (refusal(422, "701", "server could not process request", "internal"), UNKNOWN),
    "401": (refusal(401, "000", "HTTP Status Response - Unauthorized", "security"), REFUSED_KEY),
    "403 not allowed": (refusal(403, "010", "Not allowed", "security"), REFUSED_KEY),
    "403 other account": (refusal(403, "901", "Invalid Merchant Account", "security"), REFUSED_KEY),
    "401 of another": (answer("Who are you?", 401), UNKNOWN),
    "403 of another": (answer("<html>Blocked</html>", 403), UNKNOWN),
    "404": (answer("Not Found", 404), UNKNOWN),
    "404 of Adyen": (refusal(404, "000", "Not found"), UNKNOWN),
    "429": (answer("slow down", 429), BUSY),
    "429 with a time": (answer("", 429, retry_after="7"), (NotReached, {"retry_after": timedelta(seconds=7)})),
    "429 with a long time": (
        answer("", 429, retry_after="86400"),
        (NotReached, {"retry_after": timedelta(minutes=1)}),
    ),
    "transient 500": (refusal(500, "905", "busy", "internal", transient_error="true"), BUSY),
    "transient 503 without words": (answer("", 503, transient_error="true"), BUSY),
    "transient 422": (refusal(422, "137", "busy", transient_error="TRUE"), BUSY),
    "not transient 500": (refusal(500, "905", "busy", "internal", transient_error="false"), UNKNOWN),
    "500": (refusal(500, "701", "server could not process request", "internal"), UNKNOWN),
    "validation with 500": (refusal(500, "702", "The 'deliveryDate' field is invalid."), UNKNOWN),
    "502": (answer("Bad Gateway", 502), UNKNOWN),
    "503": (answer("", 503), UNKNOWN),
    "504": (answer("", 504), UNKNOWN),
    "error that is text": (answer({"errorCode": 137}, 422), UNKNOWN),
}
"""What Adyen documents, and what it does not."""


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_to_a_refund(adyen: Scripted, connect: Connect, name: str) -> None:
    """C2, C6"""
    given, expected = ANSWERS[name]
    adyen.says(given)
    session = connect(adyen.address)
    _is(await session.refund(instruction(PAYMENT, key="ours")), expected)
    assert len(adyen.requests) == 1
    if name not in {"no amount", "other amount", "other currency", "amount as text"}:
        _is(await session.capture(instruction(PAYMENT, key="ours")), expected)


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_answer_to_the_same_again(adyen: Scripted, connect: Connect, name: str) -> None:
    """C3, C4: what could not be taken this time says nothing about the time before."""
    given, (kind, fields) = ANSWERS[name]
    adyen.says(given)
    found = await connect(adyen.address).find(instruction(PAYMENT, key="ours"), sent())
    assert type(found) is (NotKnown if kind is NotReached else kind), found
    if kind is not NotReached:
        assert {each: getattr(found, each) for each in fields} == fields


def _is(outcome: Outcome, expected: tuple[type, dict[str, Any]]) -> None:
    kind, fields = expected
    assert type(outcome) is kind, outcome
    assert {name: getattr(outcome, name) for name in fields} == fields


@pytest.mark.parametrize("without", [True, False])
async def test_a_cancel_has_no_amount(adyen: Scripted, connect: Connect, without: bool) -> None:
    body = received()
    if without:
        del body["amount"]
    adyen.says(answer(body, 201))
    _is(await connect(adyen.address).void(instruction(PAYMENT, key="ours")), TAKEN)
    assert json.loads(adyen.requests[0].body) == {"merchantAccount": MERCHANT, "reference": "ours"}


async def test_a_refund_is_never_taken_back(adyen: Scripted, connect: Connect) -> None:
    session, asked = connect(adyen.address), instruction(PAYMENT, refund="MODIFIED00000001")
    _is(await session.void_refund(asked), NOT_POSSIBLE)
    assert isinstance(await session.find(asked, sent(Kind.REFUND_VOID)), Declined)
    assert adyen.requests == []


PAYMENTS_THAT_ARE_NONE = ["", "x" * 81, "P/1", "P?x", "../v71/payments", "P 1", "PÉ", "P\n"]


@pytest.mark.parametrize("payment", PAYMENTS_THAT_ARE_NONE)
async def test_an_id_that_is_none_of_adyens_is_never_sent(adyen: Scripted, connect: Connect, payment: str) -> None:
    session, asked = connect(adyen.address), instruction(payment)
    for tell in (session.refund, session.void, session.capture):
        _is(await tell(asked), NOT_POSSIBLE)
    assert adyen.requests == []


async def test_what_adyen_says_is_told_without_what_is_nobodys_business(adyen: Scripted, connect: Connect) -> None:
    """C12"""
    words = f"Key {API_KEY} or {HMAC_KEY} by jane@example.com,\n\x1b[31m card 4242 4242 4242 4242" + "." * 500
    for status in (400, 401, 403, 409, 422, 500):
        adyen.says(refusal(status, "137", words))
        session = connect(adyen.address)
        told = repr([await session.refund(instruction(PAYMENT)), session, session._wire, session._wire.scrubber])
        for hidden in (API_KEY, HMAC_KEY, "4242", "jane", "\x1b", "\\x1b", "\\n"):
            assert hidden not in told
        assert len(told) < 1000
