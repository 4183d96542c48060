"""What Braintree's objects mean for an instruction: done, pending, not possible, or about something else."""

from collections.abc import Iterable

from app.gateways.braintree import ids
from app.gateways.braintree.objects import Amount, Refund, StatusEvent, Transaction
from app.gateways.braintree.refusals import not_possible
from app.gateways.braintree.units import UNITS
from refundry.gateways import (
    Accepted,
    Declined,
    Instruction,
    Money,
    NotKnown,
    Outcome,
    PaymentStatus,
    Pending,
    ProcessorResponse,
    Reason,
)
from refundry.gateways.comparing import Unlike, unlike_text

S = PaymentStatus

TAKEN = frozenset(
    {
        S.AUTHORIZED,
        S.SETTLED,
        S.SETTLEMENT_CONFIRMED,
        S.SETTLEMENT_PENDING,
        S.SETTLING,
        S.SUBMITTED_FOR_SETTLEMENT,
    }
)
"""A refund in one of these is made. Of PayPal one is SETTLING at once."""

DECLINED = frozenset({S.FAILED, S.GATEWAY_REJECTED, S.PROCESSOR_DECLINED, S.SETTLEMENT_DECLINED})

WITHOUT_EFFECT = DECLINED | {S.VOIDED}
"""A refund in one of these moves no money."""

CAPTURED = frozenset({S.SETTLED, S.SETTLEMENT_CONFIRMED, S.SETTLEMENT_PENDING, S.SETTLING, S.SUBMITTED_FOR_SETTLEMENT})

TOO_LATE = frozenset({S.SETTLED, S.SETTLEMENT_CONFIRMED, S.SETTLING})
"""What is on its way or gone can't be voided."""

NOT_UNDERSTOOD = NotKnown("Braintree's answer was not understood.")


def status_of(text: str | None) -> PaymentStatus | None:
    """A status of Braintree's; None for one that is unknown here."""
    try:
        return PaymentStatus(text or "")
    except ValueError:
        return None


def unlike_amount(amount: Amount, wanted: Money) -> Unlike | None:
    """What is wrong with an amount that has to be the one that was asked for."""
    return unlike_text(UNITS, amount.value, amount.currency_code, wanted)


def unlike_refund(refund: Refund, instruction: Instruction, key: str | None) -> Unlike | None:
    """In what a refund is not the one of an instruction's payment, amount and of that key of ours.

    An order id without a key of ours contradicts nothing: it is not Braintree's duty to keep it. Without `key` the
    refund is known by its id alone.
    """
    if refund.refunded_transaction is None or refund.refunded_transaction.id != instruction.transaction:
        return Unlike("another payment")
    if key is not None and ids.key_of(refund.order_id) not in {None, key}:
        return Unlike("another refund")
    if refund.amount is None:
        return Unlike("no amount rather")
    return unlike_amount(refund.amount, instruction.amount)


def of_refund(refund: Refund, instruction: Instruction) -> Outcome:
    """What became of a refund that was asked for under the instruction's key."""
    if not refund.id:
        return NOT_UNDERSTOOD
    if unlike := unlike_refund(refund, instruction, instruction.key):
        return unlike.outcome
    status = status_of(refund.status)
    if status in TAKEN:
        return Accepted(refund.id, _said(refund.status_history, status, "The refund was made."), status)
    if status is S.AUTHORIZING:
        return Pending(refund.id)
    if status is S.VOIDED:
        return Declined(ProcessorResponse(status, f"The refund {refund.id} was taken back at Braintree."))
    if status in DECLINED:
        said = _said(refund.status_history, status, f"The refund {refund.id} ended as {status}.")
        return Declined(said, status, soft=_is_soft(refund.status_history))
    return NotKnown("Braintree's refund has a status that is unknown here.")


def of_refunds(found: Iterable[Refund], instruction: Instruction) -> Outcome:
    """What became of a refund, by all that carry the instruction's key or were heard for it; at least one.

    Those that were declined or taken back moved no money. Two others would have moved it twice.
    """
    found = list(found)
    moved = [refund for refund in found if status_of(refund.status) not in WITHOUT_EFFECT]
    if len(moved) > 1:
        return NotKnown(f"Braintree has {len(moved)} refunds with the same key.", attention=True)
    return of_refund((moved or found)[0], instruction)


def of_reversed_refund(refund: Refund, instruction: Instruction) -> Outcome | None:
    """Whether a refund is taken back; None if it still could be."""
    if not refund.id:
        return NOT_UNDERSTOOD
    if unlike := unlike_refund(refund, instruction, instruction.refund_key):
        return unlike.outcome
    status = status_of(refund.status)
    if status is S.VOIDED:
        return Accepted(refund.id, ProcessorResponse(status, "The refund was taken back."), status)
    if status in TOO_LATE:
        return Declined(ProcessorResponse(status, "The refund is settling or settled."), reason=Reason.ALREADY_SETTLED)
    if status in DECLINED:
        return not_possible(status, "The refund was declined: there is nothing to take back.")
    if status is None:
        return NotKnown("Braintree's refund has a status that is unknown here.")
    return None


def of_void(payment: Transaction, instruction: Instruction) -> Outcome | None:
    """Whether a payment is voided; None if it still could be.

    A void is always whole, and so is done whatever amount the payment has.
    """
    if unlike := _unlike_payment(payment, instruction):
        return unlike.outcome
    status = status_of(payment.status)
    if status is S.VOIDED:
        return Accepted(payment.id, ProcessorResponse(status, "The payment was voided."), status)
    if status in TOO_LATE:
        response = ProcessorResponse(status, "The payment is settling or settled: it can be refunded.")
        return Declined(response, reason=Reason.ALREADY_SETTLED)
    if status is None:
        return NotKnown("Braintree's payment has a status that is unknown here.")
    if status in DECLINED or status is S.AUTHORIZATION_EXPIRED:
        return not_possible(status, "The payment holds no money: there is nothing to void.")
    return None


def of_capture(payment: Transaction, instruction: Instruction) -> Outcome | None:
    """Whether a payment is captured with the amount that was asked for; None if it still could be.

    Money is captured once: with another amount, what was asked for is not possible any more.
    """
    if unlike := _unlike_payment(payment, instruction):
        return unlike.outcome
    status = status_of(payment.status)
    if status in CAPTURED:
        if payment.amount is None or unlike_amount(payment.amount, instruction.amount):
            return not_possible(str(status), "The payment has been captured with another amount.")
        return Accepted(payment.id, _said(payment.status_history, status, "The payment was captured."), status)
    if status is S.AUTHORIZED:
        return None
    if status is None:
        return NotKnown("Braintree's payment has a status that is unknown here.")
    if status is S.AUTHORIZING:
        return Declined(ProcessorResponse(status, "The payment is not authorized yet."), reason=Reason.NOT_SETTLED)
    if status in DECLINED:
        said = _said(payment.status_history, status, f"The capture ended as {status}.")
        return Declined(said, status, soft=_is_soft(payment.status_history))
    return not_possible(status, "The payment is voided or expired, and can't be captured.")


def _unlike_payment(payment: Transaction, instruction: Instruction) -> Unlike | None:
    if payment.id != instruction.transaction:
        return Unlike("another payment")
    if payment.amount is not None and payment.amount.currency_code != instruction.amount.currency:
        return Unlike("another currency")
    return None


def _said(history: list[StatusEvent] | None, status: PaymentStatus | None, otherwise: str) -> ProcessorResponse:
    """What the processor said when the present status was come to, or the status itself in words of ours."""
    for event in history or []:
        said = event.processor_response
        if event.status == status and said and said.legacy_code:
            return ProcessorResponse(said.legacy_code[:20], (said.message or otherwise)[:300])
    return ProcessorResponse(str(status), otherwise)


def _is_soft(history: list[StatusEvent] | None) -> bool:
    """Whether the latest decline says that another day may bring another answer."""
    return next((event.decline_type == "SOFT" for event in history or [] if event.decline_type), False)
