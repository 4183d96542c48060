"""Adyen's webhooks: whether each item is Adyen's, and what it says.

Nothing can be asked of Adyen, so the signed fields are its word. Its reason, its date and its additional data are not
signed: nothing is decided by them but whether a payment that was authorised is captured by itself.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from app.gateways.adyen.objects import Item, Notification
from app.gateways.adyen.units import UNITS
from refundry.gateways import (
    Accepted,
    Declined,
    Dispute,
    DisputeState,
    Event,
    EventKind,
    Forged,
    Kind,
    Money,
    Outcome,
    PaymentStanding,
    PaymentStatus,
    ProcessorResponse,
    RefundStanding,
    UnknownCurrency,
)
from refundry.gateways.reading import decode, time_of_text
from refundry.gateways.scrubbing import Scrubber

REFUNDS = frozenset({"REFUND", "REFUND_FAILED", "REFUNDED_REVERSED"})
PAYMENTS = frozenset(
    {
        "AUTHORISATION",
        "CANCELLATION",
        "CANCEL_OR_REFUND",
        "CAPTURE",
        "CAPTURE_FAILED",
        "EXPIRE",
        "TECHNICAL_CANCEL",
    }
)
DISPUTES = {
    "NOTIFICATION_OF_CHARGEBACK": DisputeState.OPEN,
    "CHARGEBACK": DisputeState.OPEN,
    "CHARGEBACK_REVERSED": DisputeState.WON,
    "PREARBITRATION_WON": DisputeState.WON,
    "PREARBITRATION_LOST": DisputeState.LOST,
    "SECOND_CHARGEBACK": DisputeState.LOST,
}
OF_USE = REFUNDS | PAYMENTS | frozenset(DISPUTES)

_CODE = re.compile(r"[A-Z_]{1,60}")
_REFERENCE = re.compile(r"[^:]{1,100}")


def verified(body: bytes, keys: Iterable[str]) -> list[Item]:
    """The items of a webhook, each of which Adyen has signed with one of the keys. Raises Forged.

    One item that is forged makes the whole batch forged. Every signature is held against every key, so that the time
    taken tells nothing.
    """
    notification = decode(body, Notification)
    if notification is None or not notification.notification_items:
        raise Forged("The webhook has no items of Adyen's.")
    secrets = [bytes.fromhex(each) for each in keys]
    good = True
    for item in notification.items:
        given = (item.more("hmacSignature") or "").encode()
        signed = signed_text(item).encode()
        matches = False
        for secret in secrets:
            made = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest())
            matches |= hmac.compare_digest(made, given)
        good &= matches and _is_unambiguous(item)
    if not good:
        raise Forged("An item of the webhook is not signed, or with another key.", 401)
    return notification.items


def signed_text(item: Item) -> str:
    """What an item's signature is made of: its signed fields, joined by colons."""
    success = item.success if isinstance(item.success, str) else str(item.success).lower()
    fields = [
        item.psp_reference,
        item.original_reference or "",
        item.merchant_account_code,
        item.merchant_reference or "",
        "" if item.amount is None else str(item.amount.value),
        "" if item.amount is None else item.amount.currency,
        item.event_code,
        success,
    ]
    return ":".join(fields)


def _is_unambiguous(item: Item) -> bool:
    """Whether the signed text can be taken apart in one way only: a colon stands in the merchant's reference alone."""
    return (
        _REFERENCE.fullmatch(item.psp_reference) is not None
        and ":" not in (item.original_reference or "") + item.merchant_account_code
        and _CODE.fullmatch(item.event_code) is not None
        and (item.amount is None or re.fullmatch("[A-Z]{3}", item.amount.currency) is not None)
        and item.success in {True, False, "true", "false"}
    )


def read(item: Item, merchant_account: str, scrubber: Scrubber, now: datetime) -> Event:
    """What an item says. One of another merchant account, or in a currency that is unknown here, is about nothing."""
    item = replace(item, reason="" if item.reason == "null" else scrubber.clean(item.reason))
    reference = hashlib.sha256(signed_text(item).encode()).hexdigest()
    at = time_of_text(item.event_date)
    facts: dict[str, Any] | None = None
    if item.merchant_account_code == merchant_account and item.event_code in OF_USE:
        with suppress(ValueError):
            facts = _facts(item, at or now)
    if facts is None:
        return Event(reference, EventKind.OTHER, item.event_code, at)
    return Event(reference, name=item.event_code, at=at, **facts)


def _facts(item: Item, at: datetime) -> dict[str, Any] | None:
    """What an item says, as fields of an event; None if it says nothing of use.

    Raises ValueError for a currency that is unknown here.
    """
    if item.event_code in REFUNDS:
        return _of_refund(item, at)
    if item.event_code in DISPUTES:
        dispute = Dispute(DISPUTES[item.event_code], at, item.reason or None)
        return {"kind": EventKind.DISPUTE, "transaction": item.original_reference, "dispute": dispute}
    return _of_payment(item, at)


def _of_refund(item: Item, at: datetime) -> dict[str, Any] | None:
    """REFUND says yes or no; the two others say, with success "true", that what had been accepted failed."""
    failed = item.event_code != "REFUND"
    if (failed and not item.is_success) or item.amount is None or not item.original_reference:
        return None
    done = item.is_success and not failed
    if failed:
        status = PaymentStatus.SETTLEMENT_DECLINED
    else:
        status = PaymentStatus.SUBMITTED_FOR_SETTLEMENT if done else PaymentStatus.PROCESSOR_DECLINED
    standing = RefundStanding(
        reference=item.psp_reference,
        transaction=item.original_reference,
        status=status,
        amount=_money(item),
        created_at=at,
        key=item.merchant_reference,
        final=not done,
        message=item.reason or None,
    )
    return {
        "kind": EventKind.REFUND,
        "transaction": item.original_reference,
        "refund": item.psp_reference,
        "key": item.merchant_reference,
        "about": Kind.REFUND,
        "outcome": _outcome(item, done=done),
        "standing": standing,
    }


def _of_payment(item: Item, at: datetime) -> dict[str, Any] | None:
    own = item.event_code == "AUTHORISATION"
    payment = item.psp_reference if own else item.original_reference
    if not payment or item.amount is None:
        return None
    facts: dict[str, Any] = {"kind": EventKind.PAYMENT, "transaction": payment}
    match item.event_code, item.is_success:
        case "AUTHORISATION", True:
            captured = item.operations is not None and "CAPTURE" not in item.operations
            status = PaymentStatus.SETTLED if captured else PaymentStatus.AUTHORIZED
            return {**facts, "payment": _standing(item, payment, status, at)}
        case "CAPTURE", done:
            facts |= {"key": item.merchant_reference, "about": Kind.CAPTURE, "outcome": _outcome(item, done=done)}
            return facts | ({"payment": _standing(item, payment, PaymentStatus.SETTLED, at)} if done else {})
        case "CAPTURE_FAILED", True:
            facts |= {"key": item.merchant_reference, "about": Kind.CAPTURE, "outcome": _outcome(item, done=False)}
            return facts | {"payment": _standing(item, payment, PaymentStatus.SETTLEMENT_DECLINED, at)}
        case "CANCELLATION", done:
            facts |= {"key": item.merchant_reference, "about": Kind.VOID, "outcome": _outcome(item, done=done)}
            return facts | ({"payment": _standing(item, payment, PaymentStatus.VOIDED, at)} if done else {})
        case "TECHNICAL_CANCEL", True:
            return {**facts, "payment": _standing(item, payment, PaymentStatus.VOIDED, at)}
        case "EXPIRE", True:
            return {**facts, "payment": _standing(item, payment, PaymentStatus.AUTHORIZATION_EXPIRED, at)}
        case "CANCEL_OR_REFUND", True:
            # Which of the two it became is not signed.
            return facts
        case _:
            return None


def _standing(item: Item, payment: str, status: PaymentStatus, at: datetime) -> PaymentStanding:
    amount = _money(item)
    authorised = item.event_code == "AUTHORISATION"
    return PaymentStanding(
        reference=payment,
        status=status,
        amount=amount,
        captured=amount if status is PaymentStatus.SETTLED else Money(0, amount.currency),
        created_at=at,
        order_id=item.merchant_reference if authorised else None,
        email=item.more("shopperEmail") if authorised else None,
        card_brand=item.payment_method if authorised else None,
        card_last4=item.more("cardSummary") if authorised else None,
        final=status in {PaymentStatus.VOIDED, PaymentStatus.AUTHORIZATION_EXPIRED, PaymentStatus.SETTLEMENT_DECLINED},
    )


def _outcome(item: Item, *, done: bool) -> Outcome:
    if done:
        return Accepted(item.psp_reference, ProcessorResponse(item.event_code, "Adyen has done it."))
    return Declined(ProcessorResponse(item.event_code, item.reason or "Adyen gave no reason."))


def _money(item: Item) -> Money:
    """Raises ValueError for a currency that is unknown here."""
    assert item.amount is not None
    if item.amount.value < 0:
        raise UnknownCurrency("an amount below zero is none of a payment")
    return UNITS.from_wire(item.amount.value, item.amount.currency)
