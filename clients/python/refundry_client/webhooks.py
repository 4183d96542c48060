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
from typing import Any, Literal, get_args

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
    """In whole units of the currency, such as 12.50."""
    currency_code: str
    """The currency, in three letters."""


class Approval(_Read):
    """What a second person is asked."""

    kind: str
    """What is asked: REFUND or OUTCOME."""
    state: str
    """WAITING, or what was decided."""


class _Changed(_Read):
    id: str
    """Its id in the API."""
    legacy_id: str
    """Its short id, as older interfaces use it."""
    sequence: int
    """How many messages about the object there were, this one counted."""


class RefundData(_Changed):
    """A refund when the change was made."""

    object: Literal["refund"]
    """What has changed."""
    order_id: str | None = None
    """The shop's id of the order; None without one."""
    status: str
    """Its status after the change, as in the API."""
    amount: Amount
    """How much is refunded."""
    reason: str | None = None
    """The code of the reason that was given for it; None without one."""
    transaction_id: str
    """The id in the API of the transaction that is refunded."""
    needs_attention: bool
    """Whether somebody has to look at it."""
    approval: Approval | None = None
    """What a second person is asked, in messages about that."""


class TransactionData(_Changed):
    """A transaction when the change was made."""

    object: Literal["transaction"]
    """What has changed."""
    order_id: str | None = None
    """The shop's id of the order; None without one."""
    status: str
    """Its status after the change, as in the API."""
    amount: Amount
    """How much was paid."""
    refunded_amount: Amount
    """What was refunded or is being refunded of it."""
    reason: str | None = None
    """The code of the reason for which it was voided; None if it was not."""
    dispute: str | None = None
    """What is known of the customer's dispute, if there is one: OPEN, WON or LOST."""


class OrderData(_Changed):
    """An order when the change was made."""

    object: Literal["order"]
    """What has changed."""
    order_id: str
    """The shop's own id of it."""
    cancelled: bool
    """Whether it is cancelled."""
    amount: Amount | None = None
    """What a refund of it asked for."""
    reason: str | None = None
    """The code of the reason that a refund of it was given."""


class _Event(_Read):
    id: str
    """The message's own id, the same each time that it is sent."""
    timestamp: AwareDatetime
    """When the change was made, by the merchant's clock."""


class RefundEvent(_Event):
    """Something happened to a refund."""

    type: RefundType
    """What happened."""
    data: RefundData
    """What it happened to, as it was then."""


class TransactionEvent(_Event):
    """Something happened to a transaction."""

    type: TransactionType
    """What happened."""
    data: TransactionData
    """What it happened to, as it was then."""


class OrderEvent(_Event):
    """Something happened to an order."""

    type: OrderType
    """What happened."""
    data: OrderData
    """What it happened to, as it was then."""


class PingEvent(_Event):
    """Somebody has asked for a message, to see whether it arrives."""

    type: Literal["ping"]
    """That nothing happened."""


class OtherEvent(_Event):
    """Of a type that this version of the client does not know. Answer it with 2xx all the same."""

    type: str
    """What happened, by a name of a later version."""
    data: dict[str, Any]
    """What it tells, as it came."""


WebhookEvent = RefundEvent | TransactionEvent | OrderEvent | PingEvent | OtherEvent

_TYPED: tuple[type[RefundEvent] | type[TransactionEvent] | type[OrderEvent] | type[PingEvent], ...]
_TYPED = (RefundEvent, TransactionEvent, OrderEvent, PingEvent)
_KINDS = {name: kind for kind in _TYPED for name in get_args(kind.model_fields["type"].annotation)}


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
