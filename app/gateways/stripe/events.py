"""Stripe's webhooks: whether they are Stripe's, and what they are about."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from app.gateways.stripe.objects import REFUNDRY_KEY, Seconds
from refundry.gateways import Event, EventKind, Forged
from refundry.gateways.events import TOLERANCE
from refundry.gateways.reading import decode, time_of_seconds

REFUNDS = frozenset({"refund.created", "refund.updated", "refund.failed", "charge.refund.updated"})
DISPUTES = frozenset(
    {
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
        "charge.dispute.closed",
    }
)
CHARGES = frozenset(
    {"charge.captured", "charge.expired", "charge.failed", "charge.pending", "charge.refunded", "charge.succeeded"}
)
INTENTS = frozenset(
    {
        "payment_intent.amount_capturable_updated",
        "payment_intent.canceled",
        "payment_intent.payment_failed",
        "payment_intent.processing",
        "payment_intent.succeeded",
    }
)
OF_USE = REFUNDS | DISPUTES | CHARGES | INTENTS

_TIME = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"[0-9a-f]{64}")


class _Data(Struct, frozen=True):
    object: dict[str, Any]


class _Event(Struct, frozen=True):
    id: str
    type: str
    created: Seconds | str | None = None
    account: str | None = None
    data: _Data | None = None


def verified(headers: Mapping[str, str], body: bytes, secrets: Iterable[str], now: datetime) -> None:
    """Whether a body is Stripe's, by `Stripe-Signature: t=…,v1=…`. Raises Forged.

    v1 is the HMAC-SHA256 of "t.body" under the endpoint's secret; while a secret is changed there are two. Every v1 is
    held against every secret, so that the time taken tells nothing.
    """
    parts = [part.strip().partition("=") for part in headers.get("stripe-signature", "").split(",")]
    times = [value for name, _, value in parts if name == "t"]
    given = [value for name, _, value in parts if name == "v1" and _SIGNATURE.fullmatch(value)][:20]
    if len(times) != 1 or not _TIME.fullmatch(times[0]) or not given:
        raise Forged("The webhook has no Stripe-Signature.")
    signed = f"{times[0]}.".encode() + body
    good = False
    for secret in secrets:
        made = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        for each in given:
            good |= hmac.compare_digest(made, each)
    if not good:
        raise Forged("The webhook's signature is made with another secret.")
    if abs(now.timestamp() - int(times[0])) > TOLERANCE.total_seconds():
        raise Forged("The webhook's time is more than five minutes from now.")


def read(body: bytes, stripe_account: str | None) -> Event:
    """What a body is about that was found to be Stripe's. Raises Forged for one that is no event.

    An event of another connected account than this one's is about nothing here.
    """
    event = decode(body, _Event)
    if event is None or not event.id or not event.type:
        raise Forged("The webhook is signed, but no event of Stripe's.")
    at = time_of_seconds(event.created) if isinstance(event.created, int) else None
    kind, told = _kind_of(event.type), event.data.object if event.data else None
    if told is None or kind is EventKind.OTHER or event.account not in {None, stripe_account}:
        return Event(event.id, EventKind.OTHER, event.type, at)
    own = _text(told, "id")
    charge = own if event.type in CHARGES else _text(told, "charge")
    intent = own if event.type in INTENTS else _text(told, "payment_intent")
    is_refund = event.type in REFUNDS
    metadata = told.get("metadata")
    return Event(
        event.id,
        kind,
        event.type,
        at,
        transaction=intent or charge,
        refund=own if is_refund else None,
        key=_text(metadata, REFUNDRY_KEY) if is_refund and isinstance(metadata, dict) else None,
    )


def _kind_of(name: str) -> EventKind:
    if name in REFUNDS:
        return EventKind.REFUND
    if name in DISPUTES:
        return EventKind.DISPUTE
    return EventKind.PAYMENT if name in CHARGES | INTENTS else EventKind.OTHER


def _text(told: Mapping[str, Any], name: str) -> str | None:
    """A text of an object, or the id of what it names, which may be expanded."""
    value = told.get(name)
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) and value else None
