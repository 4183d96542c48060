"""Mollie's webhooks: whether they are Mollie's, and what they are about.

These are the webhooks of Mollie's Dashboard and Webhooks API, which are signed; the older ones of a payment's own
`webhookUrl` are not, and are refused.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping

from msgspec import Struct

from refundry.gateways import Event, EventKind, Forged
from refundry.gateways.reading import decode
from refundry_mollie.objects import Payment, Refund

OF_USE = frozenset(
    {
        "refund.canceled",
        "refund.failed",
        "refund.pending",
        "refund.processing",
        "refund.queued",
        "refund.refunded",
    }
)

LARGEST = 256 * 1024
"""In bytes."""


class _Entity(Struct, frozen=True):
    resource: str
    id: str


def verified(headers: Mapping[str, str], body: bytes, secrets: Iterable[str]) -> None:
    """Whether a body is Mollie's, by the HMAC-SHA256 of it in `X-Mollie-Signature`. Raises Forged.

    The time is not signed. The event is a hint only, after which Mollie is asked.
    """
    given = headers.get("x-mollie-signature", "").removeprefix("sha256=")
    if not given or len(body) > LARGEST:
        raise Forged("The webhook has no X-Mollie-Signature, or is too large.")
    good = False
    for secret in secrets:
        made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        good |= hmac.compare_digest(made.encode(), given.encode())
    if not good:
        raise Forged("The webhook's signature is made with another secret.")


def read(body: bytes) -> Event:
    """What a body is about that was found to be Mollie's. Raises Forged for one that is no object of Mollie's."""
    entity = decode(body, _Entity)
    if entity is None or not entity.id:
        raise Forged("The webhook is signed, but no object of Mollie's.")
    # Mollie gives its events no id; the same event has the same body.
    reference, name = hashlib.sha256(body).hexdigest(), entity.resource
    refund = decode(body, Refund) if name == "refund" else None
    if refund is not None:
        return Event(
            reference,
            EventKind.REFUND,
            name,
            transaction=refund.payment_id,
            refund=refund.id,
            key=refund.key,
        )
    if name == "payment" and decode(body, Payment) is not None:
        return Event(reference, EventKind.PAYMENT, name, transaction=entity.id)
    return Event(reference, EventKind.OTHER, name)
