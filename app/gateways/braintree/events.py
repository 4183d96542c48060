"""Braintree's webhooks: whether they are Braintree's, and what they are about."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import parse_qsl

from app.gateways.braintree import ids
from app.gateways.braintree.payloads import NotXml, texts
from refundry.gateways import Event, EventKind, Forged
from refundry.gateways.events import TOLERANCE
from refundry.gateways.reading import time_of_text

REFUNDS = frozenset({"refund_failed"})
PAYMENTS = frozenset(
    {
        "local_payment_reversed",
        "transaction_disbursed",
        "transaction_retried",
        "transaction_reviewed",
        "transaction_settled",
        "transaction_settlement_declined",
    }
)
DISPUTES = frozenset(
    {
        "dispute_accepted",
        "dispute_auto_accepted",
        "dispute_disputed",
        "dispute_expired",
        "dispute_lost",
        "dispute_opened",
        "dispute_under_review",
        "dispute_won",
    }
)
OF_USE = REFUNDS | PAYMENTS | DISPUTES

Pair = tuple[str, str]
"""A public and a private key."""

_SUBJECT = "notification/subject"
_PAYLOAD = re.compile(r"[0-9A-Za-z+/=\n]+")
_SIGNATURE = re.compile(r"[0-9a-f]{40}")
_CHALLENGE = re.compile(r"[0-9a-f]{20,32}")


def signature(private_key: str, text: bytes) -> str:
    """Braintree's signature of a text: HMAC-SHA1 under the SHA-1 of the private key, in hexadecimal digits."""
    # SHA-1 is Braintree's choice.
    return hmac.new(hashlib.sha1(private_key.encode()).digest(), text, hashlib.sha1).hexdigest()  # noqa: S324 -- Braintree's


def challenge(query: Mapping[str, str], pair: Pair) -> str | None:
    """What Braintree is answered when it asks by `bt_challenge` whether webhooks belong here; None for no challenge."""
    text = query.get("bt_challenge", "")
    if not _CHALLENGE.fullmatch(text):
        return None
    public, private = pair
    return f"{public}|{signature(private, text.encode())}"


def verified(body: bytes, pairs: Iterable[Pair]) -> bytes:
    """The XML in a body that Braintree has signed for one of the pairs of keys. Raises Forged.

    The form has `bt_payload`, the base64 of XML, and `bt_signature`, `publicKey|hex` for each of the merchant's keys,
    joined by `&`. Every signature is held against every pair, so that the time taken tells nothing.
    """
    payload, given = _fields(body)
    good = False
    for public, private in pairs:
        # The last line may have lost its end on the way.
        made = [signature(private, text.encode()) for text in (payload, f"{payload}\n")]
        for name, _, value in given:
            matches = _SIGNATURE.fullmatch(value) is not None and name == public
            for each in made:
                good |= hmac.compare_digest(each, value if matches else "")
    if not good:
        raise Forged("The webhook's signature is made with another key.")
    try:
        return base64.b64decode(payload.replace("\n", ""), validate=True)
    except binascii.Error:
        raise Forged("The webhook is signed, but no base64.") from None


def read(document: bytes, merchant_id: str | None, now: datetime) -> Event:
    """What XML is about that was found to be Braintree's. Raises Forged for another time, or what is no webhook.

    One that came for another merchant than the account's is about nothing here.
    """
    try:
        found = texts(document)
    except NotXml as error:
        raise Forged(f"The webhook is signed, but is no XML of Braintree's: {error}.") from None
    name, at = found.get("notification/kind", ""), time_of_text(found.get("notification/timestamp"))
    if not name or at is None:
        raise Forged("The webhook is signed, but no event of Braintree's.")
    if abs(now - at) > TOLERANCE:
        raise Forged("The webhook's time is more than five minutes from now.")
    # Braintree gives its events no id; the same event has the same XML.
    reference = hashlib.sha256(document.strip()).hexdigest()
    source = found.get("notification/source-merchant-id")
    if name not in OF_USE or (merchant_id is not None and source not in {None, "", merchant_id}):
        return Event(reference, EventKind.OTHER, name, at)
    if name in DISPUTES:
        payment = found.get(f"{_SUBJECT}/dispute/transaction/id")
        return Event(reference, EventKind.DISPUTE, name, at, transaction=_payment(payment))
    own = found.get(f"{_SUBJECT}/transaction/id") or found.get(f"{_SUBJECT}/transaction-review/transaction-id")
    refunded = found.get(f"{_SUBJECT}/transaction/refunded-transaction-id")
    if name in REFUNDS or refunded or found.get(f"{_SUBJECT}/transaction/type") == "credit":
        key = ids.key_of(found.get(f"{_SUBJECT}/transaction/order-id"))
        refund = ids.refund_id(own) if own else None
        return Event(reference, EventKind.REFUND, name, at, transaction=_payment(refunded), refund=refund, key=key)
    return Event(reference, EventKind.PAYMENT, name, at, transaction=_payment(own))


def _payment(old_id: str | None) -> str | None:
    return ids.payment_id(old_id) if old_id else None


def _fields(body: bytes) -> tuple[str, list[tuple[str, str, str]]]:
    """The payload, and the signatures' parts. Raises Forged."""
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=10, strict_parsing=True)
    except ValueError:
        raise Forged("The webhook is no form of Braintree's.") from None
    payloads = [value.replace("\r\n", "\n") for name, value in fields if name == "bt_payload"]
    signatures = [value for name, value in fields if name == "bt_signature"]
    if len(payloads) != 1 or len(signatures) != 1 or not _PAYLOAD.fullmatch(payloads[0]):
        raise Forged("The webhook has no bt_signature and bt_payload.")
    return payloads[0], [each.partition("|") for each in signatures[0].split("&")][:20]
