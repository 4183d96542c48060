"""What the sandbox does for each instruction, decided on the rows of its books (SPEC 10, amounts: BRAINTREE.md 6).

It is a processor and does not protect its client: told to, it refunds more than it took. So its journal can show
whether the service is right. It enforces only what a processor would: a void before settlement, a refund after it, and
one effect for each key.
"""

from app.domain.ids import is_credit
from app.domain.reversals.states import REFUNDABLE, PaymentStatus
from app.gateways.base import Accepted, NotKnown, Reason, Sale
from app.gateways.sandbox import responses, scripts
from app.gateways.sandbox.payment_methods import known_method
from app.gateways.sandbox.records import (
    Deed,
    Found,
    PaymentChanged,
    PaymentOpened,
    PaymentRecord,
    RefundOpened,
    RefundVoided,
    Sending,
    reference,
)
from app.gateways.sandbox.responses import APPROVED, PROCESSED, authorization, refused, rejected
from app.gateways.sandbox.settlement import voidable

S = PaymentStatus

_UNKNOWN_PAYMENT = refused(Reason.NOT_POSSIBLE, "The sandbox gateway has no such payment.")
_UNKNOWN_REFUND = refused(Reason.NOT_POSSIBLE, "The sandbox gateway has no such refund.")


def sell(sale: Sale, found: Found) -> Deed:
    """Authorizes the sale, and with `capture` submits it for settlement."""
    known = known_method(sale.payment_method)
    if known is None or known.details.consumed:
        return Deed(rejected("Unknown or used payment method"))
    if found.payment is not None:
        return Deed(rejected("Another payment has this id"))
    if isinstance(known.always, NotKnown):
        return Deed(known.always)
    decline = known.always or scripts.sale_decline(sale.amount)
    captured = sale.capture and decline is None
    paypal = known.details.method.paypal
    at_once = scripts.paypal_takes_as(sale.amount) if captured and paypal else None
    status = (at_once or S.SUBMITTED_FOR_SETTLEMENT) if captured else S.AUTHORIZED
    return Deed(
        decline or Accepted(reference(sale.key), authorization(APPROVED), at_once),
        moved=sale.amount if captured else None,
        change=PaymentOpened(
            sale.merchant,
            status if decline is None else decline.status,
            paypal=paypal,
            expires_at=sale.at + known.details.authorization_lasts,
            captured=captured,
        ),
    )


def capture_part(sale: Sale, authorization: PaymentRecord | None, sending: Sending, found: Found) -> Deed:
    """Captures some of an authorization, as a payment of its own. Whether so much is left is not checked."""
    if authorization is None or authorization.merchant != sale.merchant:
        return Deed(rejected("There is no such authorization"))
    if found.payment is not None:
        return Deed(rejected("Another payment has this id"))
    status = authorization.status_at(sale.at)
    if status is not S.AUTHORIZED and not (status is S.SETTLEMENT_PENDING and authorization.in_parts):
        return Deed(rejected(f"A payment that is {status} cannot be captured"))
    if scripts.part_not_done(sale.amount):
        return Deed(None, unheard=scripts.SILENCE)
    decline = scripts.sale_decline(sale.amount)
    at_once = scripts.paypal_takes_as(sale.amount) if authorization.paypal and decline is None else None
    taken = at_once or S.SUBMITTED_FOR_SETTLEMENT
    return Deed(
        decline or Accepted(reference(sending.key), responses.authorization(APPROVED), at_once),
        moved=sale.amount if decline is None else None,
        unheard=scripts.SILENCE if scripts.part_unheard(sale.amount) else None,
        change=PaymentOpened(
            sale.merchant,
            taken if decline is None else decline.status,
            paypal=authorization.paypal,
            expires_at=authorization.expires_at,
            captured=decline is None,
            part_of=sale.part_of,
        ),
    )


def capture(sending: Sending, found: Found) -> Deed:
    """Submits an authorized payment for settlement, with the sending's amount."""
    if found.payment is None:
        return Deed(_UNKNOWN_PAYMENT)
    status = found.payment.status_at(sending.at)
    if status is not S.AUTHORIZED:
        return Deed(refused(Reason.NOT_POSSIBLE, f"A payment that is {status} cannot be captured."))
    at_once = scripts.paypal_takes_as(sending.amount) if found.payment.paypal else None
    status = at_once or S.SUBMITTED_FOR_SETTLEMENT
    return Deed(
        Accepted(reference(sending.key), PROCESSED, at_once),
        moved=sending.amount,
        change=PaymentChanged(status, captured=sending.amount, submitted_at=sending.at),
    )


def void(sending: Sending, found: Found) -> Deed:
    """Voids a payment that has not started to settle: all of it, whatever the sending's amount."""
    payment = found.payment
    if payment is None:
        return Deed(_UNKNOWN_PAYMENT)
    if scripts.void_unreached(payment.amount, found.voids):
        return Deed(None, unheard=scripts.UNAVAILABLE)
    status, change = payment.status_at(sending.at), None
    if status is S.SUBMITTED_FOR_SETTLEMENT and scripts.settles_before_a_void(payment.amount):
        status = S.SETTLED
        change = PaymentChanged(status, settled_at=sending.at)
    if not voidable(status, paypal=payment.paypal):
        reason = Reason.ALREADY_SETTLED if status in REFUNDABLE else Reason.NOT_POSSIBLE
        return Deed(refused(reason, f"A payment that is {status} cannot be voided."), change=change)
    return Deed(
        Accepted(reference(sending.key), APPROVED),
        moved=payment.captured or payment.amount,
        unheard=scripts.SILENCE if scripts.void_unheard(payment.amount) else None,
        change=PaymentChanged(S.VOIDED),
    )


def refund(sending: Sending, found: Found) -> Deed:
    """Refunds the sending's amount of a payment that is settling or settled. Sums are not checked.

    A credit has no payment before: the refund opens it.
    """
    lost = scripts.lost_refund(sending.amount, found.sendings, renewed=sending.renewed)
    if lost is not None:
        return Deed(None, unheard=lost)
    if scripts.never_answered(sending.amount):
        return Deed(scripts.SILENCE)
    payment, merchant, opens = found.payment, sending.merchant, None
    if payment is not None:
        merchant = payment.merchant
    elif merchant is not None and is_credit(sending.transaction):
        opens = PaymentOpened(merchant, S.SETTLED, paypal=False, expires_at=sending.at, captured=True)
    if merchant is None or (payment is None and opens is None):
        return Deed(_UNKNOWN_PAYMENT)
    if payment is not None and payment.status not in REFUNDABLE:
        status = payment.status_at(sending.at)
        early = voidable(status, paypal=payment.paypal) or status is S.SETTLEMENT_PENDING
        reason = Reason.NOT_SETTLED if early else Reason.NOT_POSSIBLE
        return Deed(refused(reason, f"A payment that is {status} cannot be refunded."))
    script = scripts.refund_script(sending.amount, declined_before=found.declined_before)
    decided_at = None if script.later is None else sending.at + script.later
    change = None
    if script.decline is None or script.later:
        status = S.SUBMITTED_FOR_SETTLEMENT if script.decline is None else script.decline.status
        if script.status is S.SETTLED:
            status = script.status
        change = RefundOpened(merchant, status, opens)
    return Deed(
        script.decline or Accepted(reference(sending.key), script.response, script.status),
        moved=None if script.decline else sending.amount,
        unheard=script.unheard,
        decided_at=decided_at,
        seconds=script.seconds,
        change=change,
    )


def void_refund(sending: Sending, found: Found) -> Deed:
    """Voids the whole refund that the sending names, if it is submitted and not settled."""
    refund = found.refund
    if refund is None or refund.transaction != sending.transaction:
        return Deed(_UNKNOWN_REFUND)
    status = refund.status_at(sending.at)
    if status is not S.SUBMITTED_FOR_SETTLEMENT:
        reason = Reason.ALREADY_SETTLED if status is S.SETTLED else Reason.NOT_POSSIBLE
        return Deed(refused(reason, f"A refund that is {status} cannot be voided."))
    return Deed(Accepted(reference(sending.key), APPROVED), moved=refund.amount, change=RefundVoided(refund.key))
