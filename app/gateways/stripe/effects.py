"""What Stripe's objects mean for an instruction: done, pending, not possible, or about something else."""

from app.domain.reversals.states import PaymentStatus
from app.gateways.stripe.objects import Charge, IntentState, Refund
from app.gateways.stripe.refusals import not_possible
from app.gateways.stripe.units import UNITS
from refundry.gateways import (
    Accepted,
    Declined,
    Instruction,
    Money,
    NotKnown,
    Outcome,
    Pending,
    ProcessorResponse,
    Reason,
)
from refundry.gateways.comparing import Unlike, unlike_units


def of_refund(refund: Refund, instruction: Instruction) -> Outcome:
    """What became of a refund that was asked for under the instruction's key."""
    if refund.object != "refund" or not refund.id:
        return NotKnown("Stripe's answer is about no refund.")
    if not refund.is_of(instruction.transaction):
        return Unlike("another payment").outcome
    if refund.key not in {None, instruction.key}:
        return Unlike("another refund").outcome
    if unlike := unlike_units(UNITS, refund.amount, refund.currency, instruction.amount):
        return unlike.outcome
    match refund.status:
        case "succeeded":
            response = ProcessorResponse("succeeded", "The refund succeeded.")
            return Accepted(refund.id, response, PaymentStatus.SETTLED)
        case "pending" | "requires_action":
            return Pending(refund.id)
        case "failed" | "canceled":
            code = refund.failure_reason or refund.status
            return Declined(ProcessorResponse(code, f"The refund {refund.id} ended as {refund.status}."))
        case _:
            return NotKnown("Stripe's refund has a status that is unknown here.")


def of_refunds(found: list[Refund], instruction: Instruction) -> Outcome:
    """What became of a refund, by all that carry the instruction's key or were heard for it; at least one.

    Those that failed or were cancelled moved no money. Two others would have moved it twice.
    """
    moved = [refund for refund in found if refund.status not in {"failed", "canceled"}]
    if len(moved) > 1:
        return NotKnown(f"Stripe has {len(moved)} refunds with the same key.", attention=True)
    return of_refund((moved or found)[0], instruction)


def of_cancelled_refund(refund: Refund, instruction: Instruction) -> Outcome | None:
    """Whether a refund is cancelled; None if it still could be."""
    if refund.object != "refund" or not refund.is_of(instruction.transaction):
        return Unlike("another refund").outcome
    if refund.key not in {None, instruction.refund_key}:
        return Unlike("another refund").outcome
    match refund.status:
        case "canceled":
            response = ProcessorResponse("canceled", "The refund was cancelled.")
            return Accepted(refund.id, response, PaymentStatus.VOIDED)
        case "succeeded":
            return Declined(
                ProcessorResponse("succeeded", "The refund has succeeded already."), reason=Reason.ALREADY_SETTLED
            )
        case "failed":
            return not_possible("failed", "The refund has failed already.")
        case "pending" | "requires_action":
            return None
        case _:
            return NotKnown("Stripe's refund has a status that is unknown here.")


def of_void(intent: IntentState, instruction: Instruction, payment: str) -> Outcome | None:
    """Whether the PaymentIntent `payment` is voided; None if it still could be.

    A void is always whole, and so is done whatever amount the payment has.
    """
    if unlike := _unlike_intent(intent, instruction, payment):
        return unlike.outcome
    match intent.status:
        case "canceled":
            return Accepted(
                intent.id, ProcessorResponse("canceled", "The payment was cancelled."), PaymentStatus.VOIDED
            )
        case "succeeded":
            response = ProcessorResponse("succeeded", "The payment has been captured: it can be refunded.")
            return Declined(response, reason=Reason.ALREADY_SETTLED)
        case "processing":
            return not_possible("processing", "The payment is on its way and can't be cancelled.")
        case "requires_capture" | "requires_payment_method" | "requires_confirmation" | "requires_action":
            return None
        case _:
            return NotKnown("Stripe's payment has a status that is unknown here.")


def of_capture(found: IntentState | Charge, instruction: Instruction, payment: str) -> Outcome | None:
    """Whether `payment` is captured with the amount that was asked for; None if it still could be.

    Money is captured once: with another amount, what was asked for is not possible any more.
    """
    if isinstance(found, IntentState):
        if unlike := _unlike_intent(found, instruction, payment):
            return unlike.outcome
        status = found.status
    else:
        if found.object != "charge" or found.id != payment or found.currency.upper() != instruction.amount.currency:
            return Unlike("another payment").outcome
        status = found.status if found.captured or found.status != "succeeded" else "requires_capture"
    match status:
        case "succeeded":
            if unlike_captured(found, instruction.amount):
                return not_possible("captured", "The payment has been captured with another amount.")
            response = ProcessorResponse("succeeded", "The payment was captured.")
            return Accepted(found.id, response, PaymentStatus.SETTLED)
        case "processing" | "pending":
            return Pending(found.id)
        case "requires_capture":
            return None
        case "canceled" | "failed" | "requires_payment_method" | "requires_confirmation" | "requires_action":
            return not_possible(status, "The payment is not authorized, and can't be captured.")
        case _:
            return NotKnown("Stripe's payment has a status that is unknown here.")


def unlike_captured(found: IntentState | Charge, wanted: Money) -> Unlike | None:
    """In what a captured payment is not what was asked for; None also while nothing is captured."""
    if isinstance(found, Charge):
        captured = found.taken if found.captured else 0
    else:
        captured = found.amount if found.amount_received is None else found.amount_received
    return unlike_units(UNITS, captured, found.currency, wanted) if found.status == "succeeded" and captured else None


def _unlike_intent(intent: IntentState, instruction: Instruction, payment: str) -> Unlike | None:
    if intent.object != "payment_intent" or intent.id != payment:
        return Unlike("another payment")
    if intent.currency.upper() != instruction.amount.currency:
        return Unlike("another currency")
    return None
