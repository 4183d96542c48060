"""Stripe's webhooks: which are its own, and what they are about."""

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest

from app.gateways.stripe import events as kinds
from app.gateways.stripe.adapter import ADAPTER
from refundry.gateways import Event, EventKind, Forged
from tests.gateways.stripe.accounts import NOW, account
from tests.gateways.stripe.objects import CREATED, charge, intent, refund

SECRET = "whsec_canary"
TIME = int(NOW.timestamp())


def body_of(name: str, about: dict[str, Any], **given: Any) -> bytes:
    event = {"id": "evt_1", "object": "event", "type": name, "created": CREATED, "data": {"object": about}, **given}
    return json.dumps(event).encode()


BODY = body_of("refund.updated", refund())


def signature(body: bytes = BODY, secret: str = SECRET, time: int = TIME) -> str:
    return hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()


def signed(body: bytes = BODY, secret: str = SECRET, time: int = TIME) -> dict[str, str]:
    return {"stripe-signature": f"t={time},v1={signature(body, secret, time)}"}


def events(
    headers: dict[str, str], body: bytes = BODY, *, secrets: tuple[str, ...] = (SECRET,), **given: Any
) -> list[Event]:
    config, own = account("https://api.stripe.com", webhook_secrets=list(secrets), **given)
    return ADAPTER.events(headers, body, config, own, NOW)


GOOD = [
    signed(),
    signed(time=TIME - 300),
    signed(time=TIME + 300),
    {"stripe-signature": f"t={TIME},v1={'0' * 64},v1={signature()}"},
    {"stripe-signature": f"t={TIME},v0=abc,v1={signature()},v2=x"},
    {"stripe-signature": f"t={TIME}, v1={signature()}"},
]


@pytest.mark.parametrize("headers", GOOD)
def test_what_stripe_signed_is_taken(headers: dict[str, str]) -> None:
    [event] = events(headers)
    assert event.id == "evt_1"


@pytest.mark.parametrize("secret", ["old", "new"])
def test_every_secret_in_force_is_tried(secret: str) -> None:
    assert events(signed(secret=secret), secrets=("old", "new"))
    with pytest.raises(Forged):
        events(signed(secret="older"), secrets=("old", "new"))


FORGED: dict[str, tuple[dict[str, str], bytes]] = {
    "none": ({}, BODY),
    "empty": ({"stripe-signature": ""}, BODY),
    "altered": (signed(), BODY.replace(b"1000", b"1001")),
    "shortened": (signed(), BODY[:-1]),
    "other secret": (signed(secret="whsec_other"), BODY),
    "empty secret": (signed(secret=""), BODY),
    "old": (signed(time=TIME - 301), BODY),
    "future": (signed(time=TIME + 301), BODY),
    "time changed": ({"stripe-signature": f"t={TIME - 1},v1={signature()}"}, BODY),
    "no time": ({"stripe-signature": f"v1={signature()}"}, BODY),
    "two times": ({"stripe-signature": f"t={TIME},t={TIME},v1={signature()}"}, BODY),
    "time that is none": ({"stripe-signature": f"t=now,v1={signature()}"}, BODY),
    "long time": ({"stripe-signature": f"t={'9' * 5000},v1={signature()}"}, BODY),
    "only v0": ({"stripe-signature": f"t={TIME},v0={signature()}"}, BODY),
    "short": ({"stripe-signature": f"t={TIME},v1={signature()[:63]}"}, BODY),
    "not ASCII": ({"stripe-signature": f"t={TIME},v1=é{signature()[1:]}"}, BODY),
    "no JSON": (signed(b"\xff"), b"\xff"),
    "empty body": (signed(b""), b""),
    "no event": (signed(b"[]"), b"[]"),
    "without id": (signed(b'{"type": "x"}'), b'{"type": "x"}'),
    "deep": (signed(b"[" * 100_000), b"[" * 100_000),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_stripe_did_not_sign_is_refused(name: str) -> None:
    """C10"""
    headers, body = FORGED[name]
    with pytest.raises(Forged) as raised:
        events(headers, body)
    assert raised.value.status == 400
    assert SECRET not in str(raised.value)


def test_an_account_without_secrets_takes_no_webhooks() -> None:
    with pytest.raises(Forged):
        events(signed(secret=""), secrets=())


DISPUTE = {"id": "du_1", "object": "dispute", "charge": "ch_1", "payment_intent": "pi_1"}

ABOUT: list[tuple[str, dict[str, Any], EventKind, dict[str, Any]]] = [
    *(
        (name, refund(), EventKind.REFUND, {"transaction": "pi_1", "refund": "re_1", "key": "ours"})
        for name in sorted(kinds.REFUNDS)
    ),
    ("refund.failed", refund(payment_intent=None), EventKind.REFUND, {"transaction": "ch_1", "key": "ours"}),
    ("refund.created", refund(metadata={}), EventKind.REFUND, {"refund": "re_1", "key": None}),
    ("refund.created", refund(charge=charge(), payment_intent=None), EventKind.REFUND, {"transaction": "ch_1"}),
    *((name, DISPUTE, EventKind.DISPUTE, {"transaction": "pi_1", "refund": None}) for name in sorted(kinds.DISPUTES)),
    *((name, charge(), EventKind.PAYMENT, {"transaction": "pi_1", "key": None}) for name in sorted(kinds.CHARGES)),
    ("charge.refunded", charge(payment_intent=None), EventKind.PAYMENT, {"transaction": "ch_1"}),
    *((name, intent(), EventKind.PAYMENT, {"transaction": "pi_1"}) for name in sorted(kinds.INTENTS)),
    ("customer.created", {"id": "cus_1"}, EventKind.OTHER, {"transaction": None}),
    ("a.new.kind", {}, EventKind.OTHER, {"transaction": None}),
]


@pytest.mark.parametrize(("name", "about", "kind", "fields"), ABOUT)
def test_what_an_event_is_about(name: str, about: dict[str, Any], kind: EventKind, fields: dict[str, Any]) -> None:
    body = body_of(name, about)
    [event] = events(signed(body), body)
    assert (event.id, event.kind, event.name) == ("evt_1", kind, name)
    assert {each: getattr(event, each) for each in fields} == fields


def test_every_kind_of_use_is_named() -> None:
    assert {name for name, _, kind, _ in ABOUT if kind is not EventKind.OTHER} == ADAPTER.capabilities.webhooks


def test_an_event_of_another_connected_account_is_about_nothing_here() -> None:
    body = body_of("refund.updated", refund(), account="acct_1")
    assert events(signed(body), body, stripe_account="acct_1")[0].kind is EventKind.REFUND
    assert events(signed(body), body, stripe_account="acct_2")[0].kind is EventKind.OTHER
    assert events(signed(body), body)[0].kind is EventKind.OTHER


def test_an_event_of_the_newer_form_is_about_nothing_here() -> None:
    body = b'{"id": "evt_2", "object": "v2.core.event", "type": "v2.core.x", "created": "2026-11-30T12:00:00Z"}'
    [event] = events(signed(body), body)
    assert (event.kind, event.at) == (EventKind.OTHER, None)


def test_a_time_that_has_passed_by_is_refused() -> None:
    """A replay is refused after five minutes; before, its id is the same."""
    config, own = account("https://api.stripe.com", webhook_secrets=[SECRET])
    first = ADAPTER.events(signed(), BODY, config, own, NOW)
    assert ADAPTER.events(signed(), BODY, config, own, NOW + timedelta(minutes=5)) == first
    with pytest.raises(Forged):
        ADAPTER.events(signed(), BODY, config, own, NOW + timedelta(minutes=5, seconds=1))


def test_stripe_asks_for_no_challenge() -> None:
    config, own = account("https://api.stripe.com")
    assert ADAPTER.challenge({"bt_challenge": "x"}, config, own) is None
