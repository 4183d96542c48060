"""What Mollie's objects and errors mean for an instruction."""

from datetime import timedelta

from refundry.gateways import (
    Accepted,
    Declined,
    Instruction,
    NotKnown,
    NotReached,
    Outcome,
    PaymentStatus,
    Pending,
    ProcessorResponse,
    Reason,
)
from refundry.gateways.comparing import Unlike, unlike_text
from refundry.gateways.http import Answered, wait_of
from refundry.gateways.reading import decode
from refundry.gateways.scrubbing import Scrubber
from refundry_mollie.objects import Error, Refund
from refundry_mollie.units import UNITS

BUSY = timedelta(seconds=1)

WITHOUT_EFFECT = frozenset({"canceled", "failed"})
"""A refund in one of these moves no money."""

DECLINED = frozenset({404, 410, 422})
"""The statuses with which Mollie says that nothing was done."""


def not_possible(code: str, message: str) -> Declined:
    """A no of which Mollie was not even asked, or that its answer leaves no doubt of."""
    return Declined(ProcessorResponse(code, message), reason=Reason.NOT_POSSIBLE)


def of_refund(refund: Refund, instruction: Instruction) -> Outcome:
    """What became of a refund that was asked for under the instruction's key."""
    if refund.resource != "refund" or not refund.id:
        return NotKnown("Mollie's answer is about no refund.")
    if refund.payment_id != instruction.transaction:
        return Unlike("another payment").outcome
    if refund.key not in {None, instruction.key}:
        return Unlike("another refund").outcome
    if unlike := unlike_text(UNITS, refund.amount.value, refund.amount.currency, instruction.amount):
        return unlike.outcome
    match refund.status:
        case "queued" | "pending":
            return Pending(refund.id)
        case "processing":
            response = ProcessorResponse("processing", "The refund is on its way.")
            return Accepted(refund.id, response, PaymentStatus.SETTLING)
        case "refunded":
            response = ProcessorResponse("refunded", "The refund has reached the customer.")
            return Accepted(refund.id, response, PaymentStatus.SETTLED)
        case "canceled" | "failed":
            return Declined(ProcessorResponse(refund.status, f"The refund {refund.id} ended as {refund.status}."))
        case _:
            return NotKnown("Mollie's refund has a status that is unknown here.")


def of_refunds(found: list[Refund], instruction: Instruction) -> Outcome:
    """The same by all refunds that carry the key or were heard for it; at least one. Two would have moved it twice."""
    moved = [refund for refund in found if refund.status not in WITHOUT_EFFECT]
    if len(moved) > 1:
        return NotKnown(f"Mollie has {len(moved)} refunds with the same key.", attention=True)
    return of_refund((moved or found)[0], instruction)


def of_cancelled(refund: Refund) -> Outcome | None:
    """Whether a refund is taken back; None if it still could be."""
    match refund.status:
        case "canceled":
            response = ProcessorResponse("canceled", "The refund was cancelled.")
            return Accepted(refund.id, response, PaymentStatus.VOIDED)
        case "processing" | "refunded":
            response = ProcessorResponse(refund.status, "The refund is on its way already.")
            return Declined(response, reason=Reason.ALREADY_SETTLED)
        case "failed":
            return not_possible("failed", "The refund has failed already.")
        case "queued" | "pending":
            return None
        case _:
            return NotKnown("Mollie's refund has a status that is unknown here.")


def of_error(answered: Answered, scrubber: Scrubber) -> Outcome:
    """What an answer means that is none of success.

    A 409 is told of two like refunds in short succession: the first may be ours.
    """
    error = decode(answered.body, Error)
    if answered.status == 429:
        return NotReached("Mollie is busy (429).", retry_after=wait_of(answered, BUSY))
    if error is None or error.status != answered.status:
        return NotKnown(f"Status {answered.status}, which is no answer of Mollie's.")
    if answered.status in {401, 403}:
        return NotReached(f"Mollie refused the account's key ({answered.status}).", credentials=True)
    words = scrubber.clean(error.detail or error.title)
    if answered.status not in DECLINED:
        return NotKnown(f"Status {answered.status}: {words}")
    return not_possible(scrubber.clean(error.field) or str(answered.status), words)
