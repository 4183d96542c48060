"""Webhooks: `verify` says that a message is Refundry's, and returns it typed.

    event = webhooks.verify(request.headers, await request.body(), secret)
    if isinstance(event, webhooks.RefundEvent) and event.type == "refund.accepted": ...

Messages are as Standard Webhooks 1.0 says. One may come twice: its `id` is the same then. `data.sequence` counts the
messages about one object: what is lower than what was had of the object is older.
"""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

TOLERANCE = 300
"""Seconds that a message's time may be off, in either direction."""

RefundType = Literal[
    "refund.queued",
    "refund.accepted",
    "refund.declined",
    "refund.failed",
    "refund.settled",
    "refund.settlement_declined",
    "refund.voided",
    "refund.needs_attention",
    "approval.requested",
    "approval.decided",
]
TransactionType = Literal["transaction.voided", "transaction.settled", "transaction.disputed"]
OrderType = Literal["order.refunded", "order.cancelled"]


class WebhookInvalid(Exception):
    """The message is not to be believed: answer 400, and do nothing."""


class _Read(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True)


class Amount(_Read):
    """An amount of money in a currency (ISO 4217)."""

    value: Decimal
    currency_code: str


class Approval(_Read):
    """What a second person is asked: `kind` is REFUND or OUTCOME, `state` WAITING or what was decided."""

    kind: str
    state: str


class RefundData(_Read):
    """A refund when the change was made; `id` is its id in the API."""

    object: Literal["refund"]
    id: str
    legacy_id: str
    sequence: int
    order_id: str | None = None
    status: str
    amount: Amount
    reason: str | None = None
    transaction_id: str
    needs_attention: bool
    approval: Approval | None = None


class TransactionData(_Read):
    """A transaction when the change was made; `id` is its id in the API."""

    object: Literal["transaction"]
    id: str
    legacy_id: str
    sequence: int
    order_id: str | None = None
    status: str
    amount: Amount
    refunded_amount: Amount
    reason: str | None = None
    dispute: str | None = None


class OrderData(_Read):
    """An order when the change was made. `amount` is what a refund of it asked for."""

    object: Literal["order"]
    id: str
    legacy_id: str
    sequence: int
    order_id: str
    cancelled: bool
    amount: Amount | None = None
    reason: str | None = None


class _Event(_Read):
    id: str
    """The message's own id, the same each time that it is sent."""
    timestamp: AwareDatetime
    """When the change was made, by the merchant's clock."""


class RefundEvent(_Event):
    """Something happened to a refund."""

    type: RefundType
    data: RefundData


class TransactionEvent(_Event):
    """Something happened to a transaction."""

    type: TransactionType
    data: TransactionData


class OrderEvent(_Event):
    """Something happened to an order."""

    type: OrderType
    data: OrderData


class PingEvent(_Event):
    """Somebody has asked for a message, to see whether it arrives."""

    type: Literal["ping"]


class OtherEvent(_Event):
    """Of a type that this version of the client does not know. Answer it with 2xx all the same."""

    type: str
    data: dict[str, Any]


WebhookEvent = RefundEvent | TransactionEvent | OrderEvent | PingEvent | OtherEvent

_TYPED: tuple[type[RefundEvent] | type[TransactionEvent] | type[OrderEvent] | type[PingEvent], ...]
_TYPED = (RefundEvent, TransactionEvent, OrderEvent, PingEvent)
_KINDS = {name: kind for kind in _TYPED for name in kind.model_fields["type"].annotation.__args__}  # type: ignore[union-attr]


def verify(headers: Mapping[str, str], body: bytes | str, secret: str | Sequence[str]) -> WebhookEvent:
    """The message, if it is Refundry's. Raises WebhookInvalid.

    `headers` are the request's, in any case of letters; `body` is the request's as it came, not parsed and written
    again. `secret` is the endpoint's, or several while it is changed.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        id_, timestamp, signatures = (given[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
        at = int(timestamp)
    except (KeyError, ValueError):
        raise WebhookInvalid("The headers webhook-id, webhook-timestamp and webhook-signature are needed.") from None
    if abs(time.time() - at) > TOLERANCE:
        raise WebhookInvalid("The message's time is too far off.")
    content = body.encode() if isinstance(body, str) else body
    signed = b".".join((id_.encode(), timestamp.encode(), content))
    secrets = [secret] if isinstance(secret, str) else secret
    expected = [hmac.new(_key(each), signed, hashlib.sha256).digest() for each in secrets]
    if not any(_is_one(each, expected) for each in signatures.split(" ")):
        raise WebhookInvalid("No signature is right.")
    try:
        read = _Envelope.model_validate_json(content)
        kind = _KINDS.get(read.type, OtherEvent)
        return kind.model_validate({"id": id_, "type": read.type, "timestamp": read.timestamp, "data": read.data})
    except ValidationError as error:
        raise WebhookInvalid("The body is not a message's.") from error


class _Envelope(_Read):
    type: str
    timestamp: datetime
    data: dict[str, Any]


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError("A secret is whsec_ and base64.") from None


def _is_one(signature: str, expected: Sequence[bytes]) -> bool:
    version, _, text = signature.partition(",")
    if version != "v1":
        return False
    try:
        made = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return any(hmac.compare_digest(made, each) for each in expected)
