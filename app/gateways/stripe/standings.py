"""Where payments, refunds and disputes stand at Stripe, in the words of all gateways."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from app.domain.reversals.states import PaymentStatus
from app.gateways.stripe.objects import Charge, Dispute, Intent, Refund
from app.gateways.stripe.units import UNITS
from refundry.gateways import Dispute as PaymentDispute
from refundry.gateways import DisputeState, NotAnswered, PaymentStanding, RefundStanding, UnknownCurrency
from refundry.gateways.reading import time_of_seconds

LATE_FAILURE = timedelta(days=30)
"""For how long a refund that succeeded may still fail (docs.stripe.com/refunds)."""

NO_PAYMENT_YET = frozenset({"requires_payment_method", "requires_confirmation", "requires_action"})

INTENTS = {
    "requires_capture": PaymentStatus.AUTHORIZED,
    "processing": PaymentStatus.SETTLEMENT_PENDING,
    "succeeded": PaymentStatus.SETTLED,
    "canceled": PaymentStatus.VOIDED,
}
"""Captured money is refunded and not voided, so Stripe has nothing that is submitted for settlement."""

EXPIRED = frozenset({"automatic", "expired"})
"""Why Stripe cancels an authorization by itself."""

REFUNDS = {
    "succeeded": PaymentStatus.SETTLED,
    "pending": PaymentStatus.AUTHORIZING,
    "requires_action": PaymentStatus.AUTHORIZING,
    "failed": PaymentStatus.SETTLEMENT_DECLINED,
    "canceled": PaymentStatus.VOIDED,
}

ENDED = frozenset({PaymentStatus.SETTLED, PaymentStatus.VOIDED, PaymentStatus.AUTHORIZATION_EXPIRED})

WON = frozenset({"won", "warning_closed"})
LOST = frozenset({"lost", "prevented"})


def intent_status(intent: Intent, charge: Charge | None) -> PaymentStatus | None:
    """Where a PaymentIntent stands; None if it is no payment yet. Raises NotAnswered for a status unknown here."""
    if intent.status in NO_PAYMENT_YET:
        return _failed_debit(charge)
    if intent.status == "canceled" and intent.cancellation_reason in EXPIRED:
        return PaymentStatus.AUTHORIZATION_EXPIRED
    if (status := INTENTS.get(intent.status)) is None:
        raise NotAnswered("Stripe's payment has a status that is unknown here.")
    return status


def charge_status(charge: Charge) -> PaymentStatus | None:
    """Where a charge without a PaymentIntent stands; None if it was declined. Raises NotAnswered."""
    match charge.status:
        case "succeeded" if charge.captured:
            return PaymentStatus.SETTLED
        case "succeeded":
            # What was authorized and never captured was released, by Stripe too after its time.
            return PaymentStatus.VOIDED if charge.amount_refunded else PaymentStatus.AUTHORIZED
        case "pending":
            return PaymentStatus.SETTLEMENT_PENDING
        case "failed":
            return _failed_debit(charge)
        case _:
            raise NotAnswered("Stripe's charge has a status that is unknown here.")


def _failed_debit(charge: Charge | None) -> PaymentStatus | None:
    """A bank debit is pending for days before it fails; a card that is declined never was a payment."""
    if charge is None or charge.status != "failed" or _method(charge).get("type") in {None, "card"}:
        return None
    return PaymentStatus.SETTLEMENT_DECLINED


def is_release(refund: Refund, charge: Charge | None) -> bool:
    """Whether a refund gave back no money: Stripe shows the release of what was authorized and not captured as one."""
    if charge is None:
        return False
    if not charge.captured:
        return True
    return (
        refund.status == "succeeded"
        and refund.balance_transaction is None
        and refund.key is None
        and charge.amount_captured is not None
        and refund.amount == charge.amount - charge.amount_captured
    )


def of_refund(refund: Refund, now: datetime, transaction: str | None = None) -> RefundStanding:
    """Where a refund stands. Raises NotAnswered for a status, a currency or a form that is unknown here.

    `transaction` is the id by which its payment is known: the PaymentIntent's, unless the charge's is given.
    """
    status = REFUNDS.get(refund.status or "")
    if refund.object != "refund" or status is None or not refund.payment:
        raise NotAnswered("Stripe's refund was not understood.")
    created = time_of_seconds(refund.created)
    try:
        amount = UNITS.from_wire(refund.amount, refund.currency)
    except UnknownCurrency as error:
        raise NotAnswered(f"A refund's amount was not understood: {error}.") from None
    return RefundStanding(
        reference=refund.id,
        transaction=transaction or refund.payment,
        status=status,
        amount=amount,
        created_at=created,
        key=refund.key,
        final=refund.status in {"failed", "canceled"}
        or (refund.status == "succeeded" and now - created > LATE_FAILURE),
        message=refund.failure_reason or refund.pending_reason,
    )


def of_payment(
    intent: Intent | None,
    charge: Charge | None,
    refunds: Iterable[Refund],
    disputes: Iterable[Dispute],
    now: datetime,
) -> PaymentStanding | None:
    """Where a payment stands, by its PaymentIntent with its latest charge, or by a charge that has no intent.

    None if it is no payment yet. Raises NotAnswered for what is unknown here.
    """
    payment = intent or charge
    if payment is None:
        return None
    status = charge_status(payment) if isinstance(payment, Charge) else intent_status(payment, charge)
    if status is None:
        return None
    try:
        amount = UNITS.from_wire(payment.amount, payment.currency)
        captured = UNITS.from_wire(_captured(intent, charge), payment.currency)
    except UnknownCurrency as error:
        raise NotAnswered(f"A payment's amount was not understood: {error}.") from None
    method = _method(charge)
    card = method.get("card")
    card = card if isinstance(card, dict) else {}
    return PaymentStanding(
        reference=payment.id,
        status=status,
        amount=amount,
        captured=captured,
        created_at=time_of_seconds((charge or payment).created),
        refunds=tuple(of_refund(refund, now) for refund in refunds if not is_release(refund, charge)),
        dispute=of_disputes(disputes),
        order_id=_text((payment.metadata or {}).get("order_id")) or _text((_metadata(charge)).get("order_id")),
        email=_email(intent, charge),
        card_brand=_text(card.get("brand")),
        card_last4=_text(card.get("last4")),
        final=status in ENDED,
        also_known_as=(charge.id,) if intent is not None and charge is not None else (),
    )


def of_disputes(disputes: Iterable[Dispute]) -> PaymentDispute | None:
    """The latest chargeback. An inquiry is none: while it is one, refunding is what it asks for."""
    chargebacks = [each for each in disputes if not each.is_charge_refundable or each.status in WON | LOST]
    if not chargebacks:
        return None
    latest = max(chargebacks, key=lambda each: each.created)
    state = (
        DisputeState.WON if latest.status in WON else DisputeState.LOST if latest.status in LOST else DisputeState.OPEN
    )
    return PaymentDispute(state, time_of_seconds(latest.created), latest.reason)


def _captured(intent: Intent | None, charge: Charge | None) -> int:
    if intent is None:
        return charge.taken if charge else 0
    if intent.amount_received is not None:
        return intent.amount_received
    return charge.taken if charge and intent.status == "succeeded" else 0


def _metadata(charge: Charge | None) -> dict[str, Any]:
    return (charge.metadata if charge else None) or {}


def _method(charge: Charge | None) -> dict[str, Any]:
    return (charge.payment_method_details if charge else None) or {}


def _email(intent: Intent | None, charge: Charge | None) -> str | None:
    billing = (charge.billing_details if charge else None) or {}
    return (
        _text(billing.get("email"))
        or (charge.receipt_email if charge else None)
        or (intent.receipt_email if intent else None)
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
