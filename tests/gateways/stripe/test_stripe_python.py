"""Stripe's own library as a judge: it signs, reads signatures, and sends what we send."""

import importlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from app.gateways.stripe.adapter import ADAPTER
from refundry.gateways import EventKind, Forged, Money
from tests.gateways.fakes.exchange import Request
from tests.gateways.fakes.scripted import Scripted, answer
from tests.gateways.stripe.accounts import KEY, NOW, Connect, account, instruction
from tests.gateways.stripe.objects import intent, refund
from tests.gateways.stripe.test_events import BODY, SECRET, TIME, signature, signed

# The library gives httpx its bodies in a way that httpx is giving up.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")

stripe_python: Any = importlib.import_module("stripe")


@asynccontextmanager
async def sdk(address: str) -> AsyncIterator[Any]:
    """Stripe's own library, which asks that address and never tries again."""
    http = stripe_python.HTTPXClient()
    yield stripe_python.StripeClient(KEY, base_addresses={"api": address}, http_client=http, max_network_retries=0).v1
    await http.close_async()


def said(request: Request) -> tuple[str, str, dict[str, list[str]]]:
    return request.method, request.path, parse_qs(request.body.decode())


async def test_a_refund_is_what_stripes_library_sends(stripe: Scripted, connect: Connect) -> None:
    stripe.says(answer(refund()))
    asked = instruction("pi_1", key="0f")
    await connect(stripe.address).refund(asked)
    params = {"payment_intent": "pi_1", "amount": 1000, "metadata": {"refundry_key": "0f"}}
    async with sdk(stripe.address) as library:
        made = await library.refunds.create_async(params, {"idempotency_key": "0f"})
    ours, theirs = stripe.requests
    assert said(ours) == said(theirs)
    for name in ("authorization", "content-type", "idempotency-key"):
        assert ours.headers[name] == theirs.headers[name]
    assert (made.id, made.status) == ("re_1", "succeeded")


async def test_captures_and_voids_are_what_stripes_library_sends(stripe: Scripted, connect: Connect) -> None:
    stripe.says(answer(intent(status="canceled")))
    session, asked = connect(stripe.address), instruction("pi_1", Money(10000, "USD"))
    async with sdk(stripe.address) as library:
        await session.void(asked)
        await library.payment_intents.cancel_async("pi_1")
        await session.capture(asked)
        await library.payment_intents.capture_async("pi_1", {"amount_to_capture": 10000})
        stripe.says(answer(refund(status="canceled")))
        await session.void_refund(replace(asked, refund="re_1"))
        await library.refunds.cancel_async("re_1")
    told = [said(request) for request in stripe.requests]
    assert told[0::2] == told[1::2]


async def test_questions_are_what_stripes_library_asks(stripe: Scripted, connect: Connect) -> None:
    stripe.says(answer(intent()))
    await connect(stripe.address).standing("pi_1")
    expand = {"expand": ["latest_charge", "latest_charge.refunds"]}
    async with sdk(stripe.address) as library:
        found = await library.payment_intents.retrieve_async("pi_1", expand)
    ours, theirs = stripe.requests
    assert (ours.path, ours.fields) == (theirs.path, theirs.fields)
    assert found.latest_charge.refunds.data == []


def test_stripes_library_takes_the_signatures_of_these_tests() -> None:
    payload, header = BODY.decode(), signed()["stripe-signature"]
    assert stripe_python.WebhookSignature.verify_header(payload, header, SECRET, tolerance=None)
    made = stripe_python.WebhookSignature._compute_signature(f"{TIME}.{payload}", SECRET)
    assert made == signature()
    assert stripe_python.Event.construct_from(json.loads(payload), KEY).data.object.id == "re_1"


def test_what_stripes_library_signs_is_taken_and_what_it_refuses_is_refused() -> None:
    config, secrets = account("https://api.stripe.com", webhook_secrets=[SECRET])
    made = stripe_python.WebhookSignature._compute_signature(f"{TIME}.{BODY.decode()}", SECRET)
    [event] = ADAPTER.events({"stripe-signature": f"t={TIME},v1={made}"}, BODY, config, secrets, NOW)
    assert (event.kind, event.refund) == (EventKind.REFUND, "re_1")
    for header in (f"t={TIME},v1={made[::-1]}", f"t={TIME + 1},v1={made}", f"v1={made}", ""):
        with pytest.raises(stripe_python.SignatureVerificationError):
            stripe_python.WebhookSignature.verify_header(BODY.decode(), header, SECRET, tolerance=None)
        with pytest.raises(Forged):
            ADAPTER.events({"stripe-signature": header}, BODY, config, secrets, NOW)
