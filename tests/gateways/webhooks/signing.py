"""Webhooks as each gateway signs them: their paths' ends, headers and bodies."""

import base64
import hashlib
import hmac
import importlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from app.gateways.braintree.events import signature
from tests.gateways.adyen.items import Item, batch, item, signed
from tests.gateways.braintree.accounts import PRIVATE, PUBLIC

STRIPE_SECRET = "whsec_canary_0001"

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Webhook:
    """What a gateway sends."""

    body: bytes
    headers: dict[str, str]


def stripe_event(name: str = "refund.updated", *, reference: str = "evt_1", **about: Any) -> bytes:
    told = {"id": "re_1", "object": "refund", "payment_intent": "pi_1", "metadata": {}, **about}
    event = {"id": reference, "object": "event", "type": name, "created": 1_796_000_000, "data": {"object": told}}
    return json.dumps(event).encode()


def by_stripe(
    body: bytes | None = None, secret: str = STRIPE_SECRET, after: timedelta = timedelta(0), **given: Any
) -> Webhook:
    """Signed so long `after` now."""
    body = stripe_event(**given) if body is None else body
    time = int((datetime.now(UTC) + after).timestamp())
    made = hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
    return Webhook(body, {"stripe-signature": f"t={time},v1={made}", "content-type": "application/json"})


def by_braintree(
    kind: str = "refund_failed",
    subject: str = "<transaction><id>r1</id></transaction>",
    keys: tuple[str, str] = (PUBLIC, PRIVATE),
    after: timedelta = timedelta(0),
) -> Webhook:
    at = (datetime.now(UTC) + after).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = (
        f'<notification><timestamp type="datetime">{at}</timestamp><kind>{kind}</kind>'
        f"<subject>{subject}</subject></notification>"
    )
    payload = base64.encodebytes(document.encode()).decode()
    public, private = keys
    fields = {"bt_signature": f"{public}|{signature(private, payload.encode())}", "bt_payload": payload}
    return Webhook(urlencode(fields).encode(), {"content-type": FORM})


def by_braintrees_sdk(kind: str = "dispute_opened", reference: str = "abc123") -> Webhook:
    """One that Braintree's own library makes for tests."""
    sdk = importlib.import_module("braintree")
    gateway = sdk.BraintreeGateway(sdk.Configuration(sdk.Environment.Sandbox, "acme", PUBLIC, PRIVATE))
    fields = gateway.webhook_testing.sample_notification(kind, reference)
    assert gateway.webhook_notification.parse(fields["bt_signature"], fields["bt_payload"]).kind == kind
    return Webhook(urlencode(fields).encode(), {"content-type": FORM})


def by_adyen(*items: Item) -> Webhook:
    """A batch of these items, each signed."""
    told = items or (item("REFUND", "REFUND0000000001", "PAYMENT000000001"),)
    return in_batch(*map(signed, told))


def in_batch(*items: Item) -> Webhook:
    """A batch of these items as they are."""
    return Webhook(batch(*items), {"content-type": "application/json"})
