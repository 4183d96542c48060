"""Stripe's objects and errors as small as tests need them, and with the parts that matter."""

from typing import Any

from tests.gateways.fakes.exchange import Answer
from tests.gateways.fakes.scripted import answer

CREATED = 1_796_000_000
"""Shortly before the tests' own time."""


def refund(**given: Any) -> dict[str, Any]:
    """A refund of 10.00 US dollars of the payment pi_1 under the key "ours"."""
    return {
        "id": "re_1",
        "object": "refund",
        "amount": 1000,
        "balance_transaction": "txn_1",
        "charge": "ch_1",
        "created": CREATED,
        "currency": "usd",
        "metadata": {"refundry_key": "ours"},
        "payment_intent": "pi_1",
        "reason": None,
        "status": "succeeded",
        **given,
    }


def charge(**given: Any) -> dict[str, Any]:
    """The captured charge of the payment pi_1 of 100.00 US dollars by card."""
    return {
        "id": "ch_1",
        "object": "charge",
        "amount": 10000,
        "amount_captured": 10000,
        "amount_refunded": 0,
        "billing_details": {"email": "someone@example.com", "name": "Jane Test"},
        "captured": True,
        "created": CREATED,
        "currency": "usd",
        "disputed": False,
        "metadata": {},
        "paid": True,
        "payment_intent": "pi_1",
        "payment_method_details": {"card": {"brand": "visa", "last4": "4242"}, "type": "card"},
        "receipt_email": None,
        "refunds": {"object": "list", "data": [], "has_more": False},
        "status": "succeeded",
        **given,
    }


def intent(**given: Any) -> dict[str, Any]:
    """The payment pi_1 of 100.00 US dollars, of which nothing is captured unless it succeeded."""
    status = given.get("status", "succeeded")
    return {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": 10000,
        "amount_capturable": 10000 if status == "requires_capture" else 0,
        "amount_received": 10000 if status == "succeeded" else 0,
        "cancellation_reason": None,
        "created": CREATED - 60,
        "currency": "usd",
        "latest_charge": charge() | given.pop("charged", {}),
        "metadata": {"order_id": "1001"},
        "receipt_email": None,
        "status": status,
        **given,
    }


def error(status: int, kind: str, code: str | None = None, message: str = "No.", **given: Any) -> Answer:
    """An error as Stripe tells it. Texts with names of headers become those."""
    of_the_body = {"advice_code", "decline_code", "param", "payment_intent"}
    body = {"type": kind, "message": message, "code": code, **{name: given[name] for name in of_the_body & set(given)}}
    headers = {name: value for name, value in given.items() if name not in of_the_body}
    return answer({"error": {name: value for name, value in body.items() if value is not None}}, status, **headers)
