"""What Adyen's answers other than 201 mean for something that it was told to do.

Declined and NotReached only where Adyen itself says that nothing was done; whatever else comes is NotKnown. Adyen keeps
the first answer under an Idempotency-Key, refusals included, so a later try of what was declined needs a new key.
"""

from datetime import timedelta

from app.gateways.adyen.objects import decode_error
from refundry.gateways import Declined, NotKnown, NotReached, Outcome, ProcessorResponse, Reason
from refundry.gateways.http import Answered, wait_of
from refundry.gateways.scrubbing import Scrubber

BUSY = timedelta(seconds=1)
"""After what time another try is worth it, where Adyen names none."""

IN_PROGRESS = "704"
"""The code of "request already processed or in progress". It looks like a refusal, and says the opposite."""

REFUSES_CREDENTIALS = frozenset({401, 403})


def meaning(answered: Answered, scrubber: Scrubber) -> Outcome:
    """The outcome that an answer with another status than 201 stands for."""
    error = decode_error(answered.body)
    if error is not None and error.error_code == IN_PROGRESS:
        return NotKnown("Adyen has taken a request with the same key already, or is at it (704).")
    if answered.status >= 400 and _is_transient(answered):
        return NotReached(f"Adyen was not able to take it ({answered.status}).", retry_after=wait_of(answered, BUSY))
    if answered.status == 429:
        return NotReached("Adyen is busy (429).", retry_after=wait_of(answered, BUSY))
    if error is None:
        return NotKnown(f"Status {answered.status}: an answer that is none of Adyen's.")
    code = scrubber.clean(error.error_code)
    if answered.status in REFUSES_CREDENTIALS:
        # Adyen's own words may show the merchant account or the user.
        return NotReached(f"Adyen refused the account's key ({answered.status} {code}).", credentials=True)
    words = scrubber.clean(error.message) or "no reason"
    if answered.status in {400, 422} and error.error_type != "internal":
        return not_possible(code, words)
    return NotKnown(f"Status {answered.status}: {words} ({code}).")


def not_possible(code: str, message: str) -> Declined:
    """A no of which Adyen was not even asked, or that its answer leaves no doubt of."""
    return Declined(ProcessorResponse(code, message), reason=Reason.NOT_POSSIBLE)


def _is_transient(answered: Answered) -> bool:
    """Whether Adyen promises that the same request may be sent again, since nothing was done."""
    return str(answered.headers.get("transient-error", "")).strip().lower() == "true"
