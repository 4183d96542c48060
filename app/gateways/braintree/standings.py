"""Where payments, refunds and disputes stand at Braintree, in the words of all gateways."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from app.gateways.braintree import ids
from app.gateways.braintree.effects import CAPTURED, DECLINED, WITHOUT_EFFECT, status_of
from app.gateways.braintree.objects import Amount, Card, Dispute, Refund, Transaction
from app.gateways.braintree.units import UNITS
from refundry.gateways import Dispute as PaymentDispute
from refundry.gateways import (
    DisputeState,
    Money,
    NotAnswered,
    PaymentStanding,
    PaymentStatus,
    RefundStanding,
    UnknownCurrency,
)
from refundry.gateways.reading import time_of_text

LATE_FAILURE = timedelta(days=30)
"""For how long a settled refund may still fail: a bank that returns it, a card's issuer that rejects it."""

ENDED = DECLINED | {PaymentStatus.SETTLED, PaymentStatus.VOIDED, PaymentStatus.AUTHORIZATION_EXPIRED}

INQUIRY = "RETRIEVAL"
"""The type of a dispute that is none yet: a refund is what it asks for."""

WON = frozenset({"WON"})
LOST = frozenset({"ACCEPTED", "AUTO_ACCEPTED", "EXPIRED", "LOST"})


def of_refund(refund: Refund, now: datetime) -> RefundStanding:
    """Where a refund stands. Raises NotAnswered for a status, a currency or a form that is unknown here."""
    status = _status(refund.status)
    created = time_of_text(refund.created_at)
    if not refund.id or refund.refunded_transaction is None or created is None:
        raise NotAnswered("Braintree's refund was not understood.")
    return RefundStanding(
        reference=refund.id,
        transaction=refund.refunded_transaction.id,
        status=status,
        amount=_money(refund.amount),
        created_at=created,
        key=ids.key_of(refund.order_id),
        final=status in WITHOUT_EFFECT or (status is PaymentStatus.SETTLED and now - created > LATE_FAILURE),
        message=_message(refund),
    )


def of_payment(payment: Transaction, now: datetime) -> PaymentStanding:
    """Where a payment stands. Raises NotAnswered for what is unknown here.

    Of an authorization with several captures, the captures are payments by themselves, with refunds of their own; it
    has none.
    """
    status = _status(payment.status)
    created = time_of_text(payment.created_at)
    if not payment.id or created is None:
        raise NotAnswered("Braintree's payment was not understood.")
    amount = _money(payment.amount)
    is_captured = status in CAPTURED | {PaymentStatus.SETTLEMENT_DECLINED} and not payment.is_parent
    card = payment.payment_method_snapshot or Card()
    card = card.credit_card or card
    return PaymentStanding(
        reference=payment.id,
        status=status,
        amount=_authorized(payment, amount),
        captured=amount if is_captured else Money(0, amount.currency),
        created_at=created,
        refunds=tuple(of_refund(refund, now) for refund in payment.own_refunds),
        dispute=of_disputes(payment.disputes or ()),
        order_id=payment.order_id or None,
        email=(payment.customer.email if payment.customer else None) or None,
        card_brand=card.brand_code or None,
        card_last4=card.last4 or None,
        final=status in ENDED,
    )


def of_disputes(disputes: Iterable[Dispute]) -> PaymentDispute | None:
    """The latest chargeback; an inquiry is none. Raises NotAnswered for one that has no time."""
    chargebacks = [(_opened(each), each) for each in disputes if each.type != INQUIRY]
    if not chargebacks:
        return None
    opened, latest = max(chargebacks, key=lambda each: each[0])
    state = (
        DisputeState.WON if latest.status in WON else DisputeState.LOST if latest.status in LOST else DisputeState.OPEN
    )
    return PaymentDispute(state, opened, latest.processor_response.reason if latest.processor_response else None)


def _opened(dispute: Dispute) -> datetime:
    if (created := time_of_text(dispute.created_at)) is not None:
        return created
    try:
        return datetime.fromisoformat(dispute.received_date or "").replace(tzinfo=UTC)
    except ValueError:
        raise NotAnswered("Braintree's dispute was not understood.") from None


def _status(text: str | None) -> PaymentStatus:
    status = status_of(text)
    if status is None:
        raise NotAnswered("Braintree told of a status that is unknown here.")
    # The processor has confirmed it, and it settles with the next batch.
    return PaymentStatus.SETTLING if status is PaymentStatus.SETTLEMENT_CONFIRMED else status


def _money(amount: Amount | None) -> Money:
    if amount is None:
        raise NotAnswered("Braintree told of no amount.")
    try:
        return UNITS.from_text(amount.value, amount.currency_code)
    except UnknownCurrency as error:
        raise NotAnswered(f"An amount was not understood: {error}.") from None


def _authorized(payment: Transaction, amount: Money) -> Money:
    """What was authorized: a capture of less changes the payment's own amount, and its history alone remembers."""
    for event in payment.status_history or []:
        if event.status == PaymentStatus.AUTHORIZED and event.amount is not None:
            authorized = _money(event.amount)
            return authorized if authorized.currency == amount.currency and amount <= authorized else amount
    return amount


def _message(refund: Refund) -> str | None:
    """What the processor said of a refund that came to nothing."""
    if status_of(refund.status) not in DECLINED:
        return None
    said = (event.processor_response for event in refund.status_history or [] if event.status == refund.status)
    return next((each.message[:300] for each in said if each and each.message), None)
