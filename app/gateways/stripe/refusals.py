"""What Stripe's answers other than 200 mean for something that it was told to do.

Declined and NotReached only where Stripe itself says that nothing was done; whatever else comes is NotKnown.

Stripe keeps the first answer under an Idempotency-Key, errors with 400, 402, 404 and 5xx included, and says
`Idempotent-Replayed: true` where it gives that one again. So sending again under the same key can't turn a saved 500
into anything else, and with `new_key` the caller is told so:

* NotReached with `new_key`: nothing was done. The next sending takes another wire key, and no look-up is needed.
* NotKnown with `new_key`: the first sending may have been done, also later, since Stripe puts failures of its own right
  afterwards. The caller looks up as always, and takes another wire key only for a sending after proven absence.
* Declined is final for the key of the instruction, also where it was replayed. Whoever tries again needs a new one.
"""

import re
from datetime import timedelta

from app.gateways.stripe.objects import Error, decode_error
from refundry.gateways import Declined, NotKnown, NotReached, Outcome, ProcessorResponse, Reason
from refundry.gateways.http import Answered, wait_of
from refundry.gateways.scrubbing import Scrubber

BUSY = timedelta(seconds=1)
"""After what time a 429 is worth another try: Stripe counts requests by the second, and documents no other time."""

CREDENTIALS = frozenset(
    {
        "account_invalid",
        "api_key_expired",
        "platform_api_key_expired",
        "secret_key_required",
        "platform_account_required",
    }
)
"""Codes that refuse the key itself, before anything is done."""

SOFT = frozenset({"balance_insufficient", "insufficient_funds"})
"""Codes after which another day may bring another answer."""

REASONS = {
    "charge_already_refunded": Reason.ALREADY_REFUNDED,
    "charge_disputed": Reason.DISPUTED,
    "refund_disputed_payment": Reason.DISPUTED,
}
"""What is not here is NOT_POSSIBLE."""

WRONG_STATE = frozenset({"charge_already_captured", "payment_intent_unexpected_state"})
"""Codes that say that the payment is not in the state for what was asked."""

_REQUEST_ID = re.compile(r"req_[0-9A-Za-z]{1,60}")


def is_replayed(answered: Answered) -> bool:
    return str(answered.headers.get("idempotent-replayed", "")).lower() == "true"


def meaning(answered: Answered, scrubber: Scrubber) -> Outcome:
    """The outcome that an answer with another status than 200 stands for."""
    replayed = is_replayed(answered)
    error = decode_error(answered.body)
    if answered.status == 429:
        return NotReached("Stripe is busy (429).", retry_after=wait_of(answered, BUSY), new_key=replayed)
    if error is None:
        return NotKnown(_told(answered, "which is no answer of Stripe's"), new_key=replayed)
    if answered.status in {401, 403} or (answered.status == 400 and error.code in CREDENTIALS):
        # Stripe's own words show the end of the key.
        why = f"{answered.status} {error.code}" if error.code in CREDENTIALS else str(answered.status)
        return NotReached(f"Stripe refused the account's key ({why}).", credentials=True, new_key=replayed)
    if error.type == "idempotency_error":
        return NotKnown("Stripe has done something else under the same Idempotency-Key.", attention=True)
    # 409 says that the first sending still runs, api_error that Stripe failed on the way.
    if answered.status not in {400, 402, 404} or error.type == "api_error":
        return NotKnown(_told(answered, scrubber.clean(error.code or error.message)), new_key=replayed)
    return _declined(answered.status, error, scrubber)


def wrong_state(answered: Answered) -> Error | None:
    """The error of a payment that is in no state to be voided or captured. An earlier sending of ours may be why."""
    error = decode_error(answered.body) if answered.status == 400 else None
    return error if error and error.code in WRONG_STATE else None


def not_possible(code: str, message: str) -> Declined:
    """A no of which Stripe was not even asked, or that its answer leaves no doubt of."""
    return Declined(ProcessorResponse(code, message), reason=Reason.NOT_POSSIBLE)


def _declined(status: int, error: Error, scrubber: Scrubber) -> Declined:
    code = scrubber.clean(error.decline_code or error.code or error.type) or "declined"
    response = ProcessorResponse(code, scrubber.clean(error.message) or "Stripe gave no reason.")
    if error.code in SOFT:
        return Declined(response, soft=True)
    if status == 402:
        # Older versions of the interface have no advice.
        return Declined(response, soft=error.advice_code != "do_not_try_again")
    if error.code in WRONG_STATE and error.intent and error.intent.status in {"requires_capture", "processing"}:
        return Declined(response, reason=Reason.NOT_SETTLED)
    return Declined(response, reason=REASONS.get(error.code or "", Reason.NOT_POSSIBLE))


def _told(answered: Answered, words: str) -> str:
    request = _REQUEST_ID.fullmatch(answered.headers.get("request-id", ""))
    again = ", as it did before" if is_replayed(answered) else ""
    by = f" (request {request.group()})" if request else ""
    return f"Status {answered.status}{again}: {words or 'no reason'}{by}."
