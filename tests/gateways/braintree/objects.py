"""Braintree's objects and errors as small as tests need them, and with the parts that matter."""

from typing import Any

from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.scripted import answer

CREATED = "2026-11-30T12:00:01.000000Z"
"""A second after the first sending of tests."""


def amount(value: str = "10.00", currency: str = "USD") -> dict[str, str]:
    return {"value": value, "currencyCode": currency}


def event(status: str, code: str | None = None, **given: Any) -> dict[str, Any]:
    """A line of a status history."""
    said = {"legacyCode": code, "message": "Said."} if code else None
    return {"status": status, "timestamp": CREATED, "amount": amount(), "processorResponse": said, **given}


def refund(**given: Any) -> dict[str, Any]:
    """A refund of 10.00 US dollars of the payment pay_1 under the key "ours"."""
    return {
        "id": "ref_1",
        "orderId": "1001~ours",
        "status": "SUBMITTED_FOR_SETTLEMENT",
        "createdAt": CREATED,
        "source": "API",
        "amount": amount(),
        "refundedTransaction": {"id": "pay_1"},
        "statusHistory": [],
        **given,
    }


def payment(**given: Any) -> dict[str, Any]:
    """The settled payment pay_1 of 100.00 US dollars by card."""
    return {
        "__typename": "Transaction",
        "id": "pay_1",
        "orderId": "1001",
        "status": "SETTLED",
        "createdAt": "2026-11-20T12:00:00.000000Z",
        "amount": amount("100.00"),
        "customer": {"email": "someone@example.com"},
        "paymentMethodSnapshot": {"__typename": "CreditCardDetails", "brandCode": "VISA", "last4": "1111"},
        "partialCaptureDetails": None,
        "disputes": [],
        "refunds": [],
        "statusHistory": [],
        **given,
    }


def refunded(**given: Any) -> Answer:
    """The answer to a refund."""
    return answer({"data": {"refundTransaction": {"refund": refund(**given)}}})


def changed(field: str, **given: Any) -> Answer:
    """The answer to a void or a capture."""
    return answer({"data": {field: {"transaction": payment(**given)}}})


def node(found: dict[str, Any] | None) -> Answer:
    """The answer to a question for one object."""
    return answer({"data": {"node": found}})


def error(
    code: str | None = None, error_class: str = "VALIDATION", status: int = 200, data: Any = None, message: str = "No."
) -> Answer:
    """An answer with one error; `data` stands beside it."""
    extensions: dict[str, Any] = {"errorType": "user_error", "errorClass": error_class, "inputPath": ["input"]}
    if code is not None:
        extensions["legacyCode"] = code
    told = {"message": message, "path": ["refundTransaction"], "extensions": extensions}
    return answer({"errors": [told], "data": data, "extensions": {"requestId": "r-1"}}, status)
