"""Where payments and refunds stand at Mollie, in the words of all gateways."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from refundry.gateways import Money, NotAnswered, PaymentStanding, PaymentStatus, RefundStanding, UnknownCurrency
from refundry.gateways.reading import time_of_text
from refundry_mollie.objects import Amount, Payment, Refund
from refundry_mollie.units import UNITS

S = PaymentStatus

LATE_FAILURE = timedelta(days=30)
"""For how long a refund may still fail; Mollie names no time."""

PAYMENTS = {
    "authorized": S.AUTHORIZED,
    "paid": S.SETTLED,
    "canceled": S.VOIDED,
    "expired": S.AUTHORIZATION_EXPIRED,
    "failed": S.FAILED,
}
"""What is open or pending is no payment yet."""

REFUNDS = {
    "queued": S.AUTHORIZING,
    "pending": S.AUTHORIZING,
    "processing": S.SETTLING,
    "refunded": S.SETTLED,
    "canceled": S.VOIDED,
    "failed": S.SETTLEMENT_DECLINED,
}


def of_refund(refund: Refund, now: datetime) -> RefundStanding:
    """Where a refund stands. Raises NotAnswered for what is unknown here."""
    status, created = REFUNDS.get(refund.status), time_of_text(refund.created_at)
    if status is None or created is None or refund.resource != "refund":
        raise NotAnswered("Mollie's refund was not understood.")
    settled = status is S.SETTLED and now - created > LATE_FAILURE
    return RefundStanding(
        reference=refund.id,
        transaction=refund.payment_id,
        status=status,
        amount=_money(refund.amount),
        created_at=created,
        key=refund.key,
        final=settled or status in {S.VOIDED, S.SETTLEMENT_DECLINED},
    )


def of_payment(payment: Payment, refunds: Iterable[Refund], now: datetime) -> PaymentStanding | None:
    """Where a payment stands; None if it is none yet. Raises NotAnswered for what is unknown here."""
    if payment.status in {"open", "pending"}:
        return None
    status, created = PAYMENTS.get(payment.status), time_of_text(payment.created_at)
    if status is None or created is None or payment.resource != "payment":
        raise NotAnswered("Mollie's payment was not understood.")
    amount = _money(payment.amount)
    captured = _money(payment.amount_captured) if payment.amount_captured else amount
    return PaymentStanding(
        reference=payment.id,
        status=status,
        amount=amount,
        captured=captured if status is S.SETTLED else Money(0, amount.currency),
        created_at=created,
        refunds=tuple(of_refund(refund, now) for refund in refunds),
        order_id=payment.order_id,
        card_brand=payment.details.card_label if payment.details else None,
        card_last4=payment.details.card_number if payment.details else None,
        final=status is not S.AUTHORIZED,
    )


def _money(amount: Amount) -> Money:
    try:
        return UNITS.from_text(amount.value, amount.currency)
    except UnknownCurrency as error:
        raise NotAnswered(f"An amount was not understood: {error}.") from None
