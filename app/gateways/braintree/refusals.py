"""What Braintree's errors mean for something that it was told to do.

Declined and NotReached only where Braintree itself says that nothing was done; whatever else comes is NotKnown.
Braintree answers with HTTP status 200 also where it refuses: the class and the code of an error decide, its text never.

An `apiRequestKey` gives back what was done under it, in its present state. So the errors about keys mean:

* 915230, 915231: the account has no such keys, and nothing was done. The session goes on without them.
* 915232: something was done under the key with another input. People look.
* 915233: the first sending is still running.
* 915234: it failed, and Braintree keeps that: `new_key` tells the caller so. The session looks first what was done.
* 915235: Braintree can't say.
"""

from datetime import timedelta

from app.gateways.braintree.objects import Error, Reply
from refundry.gateways import Declined, NotKnown, NotReached, Outcome, ProcessorResponse, Reason
from refundry.gateways.http import Answered, wait_of
from refundry.gateways.scrubbing import Scrubber

SOON = timedelta(seconds=2)
"""After what time another try is worth it: Braintree documents none."""

AT_ONCE = timedelta(0)

NO_KEYS = frozenset({"915230", "915231"})
FAILED_UNDER_KEY = "915234"
KEYS = {
    "915232": NotKnown("Braintree has done something else under the same apiRequestKey.", attention=True),
    "915233": NotKnown("Braintree is still carrying out what was sent first under the same apiRequestKey."),
    FAILED_UNDER_KEY: NotKnown("Braintree keeps a failure under the apiRequestKey.", new_key=True),
    "915235": NotKnown("Braintree could not say what was done under the apiRequestKey."),
}

BUSY = frozenset({"915149", "915151"})
"""Codes of a payment at which something else is being done."""

NOT_VOIDABLE = "91504"
NOT_CAPTURABLE = "91507"

REASONS = {
    "91506": Reason.NOT_SETTLED,
    "91574": Reason.NOT_SETTLED,
    "91512": Reason.ALREADY_REFUNDED,
    "91514": Reason.ACCOUNT_CLOSED,
    "91538": Reason.ACCOUNT_CLOSED,
    "91559": Reason.ACCOUNT_CLOSED,
}
"""What is not here is NOT_POSSIBLE."""

DECLINED_BY_BANK = {"915200": False, "915201": True}
"""A bank's no as an error, with whether another day may bring another answer."""

BEFORE_EXECUTION = frozenset({"AUTHENTICATION", "AUTHORIZATION", "NOT_IMPLEMENTED", "UNSUPPORTED_CLIENT"})
"""Classes of errors that refuse the account or its program, before anything is done."""

REFUSED_CREDENTIALS = frozenset({"AUTHENTICATION", "AUTHORIZATION"})


def meaning(answered: Answered, reply: Reply | None, scrubber: Scrubber) -> Outcome:
    """The outcome of an answer that is not the data that was asked for. `reply` is its body, if that is GraphQL's."""
    if answered.status == 429:
        return NotReached("Braintree is busy (429).", retry_after=wait_of(answered, SOON))
    errors = (reply.errors if reply else None) or []
    if answered.status == 401 or (answered.status == 403 and _all_refuse(errors)):
        return _credentials(str(answered.status))
    if answered.status != 200:
        return NotKnown(f"Status {answered.status}, which is no answer of Braintree's.")
    if reply is None:
        return NotKnown("Braintree's answer was not understood.")
    if not errors:
        return NotKnown("Braintree's answer has neither data nor errors.")
    if not reply.is_empty:
        return NotKnown(f"Braintree told of an error beside its answer: {_words(errors[0], scrubber)}")
    outcomes = [_of(error, answered, scrubber) for error in errors]
    return next((each for each in outcomes if isinstance(each, NotKnown)), outcomes[0])


def codes(reply: Reply | None) -> set[str]:
    """The codes of all errors of an answer that has no data."""
    return {error.code for error in reply.errors or []} if reply and reply.is_empty else set()


def not_possible(code: str, message: str, *, soft: bool = False) -> Declined:
    """A no of which Braintree was not even asked, or that its answer leaves no doubt of."""
    return Declined(ProcessorResponse(code, message), soft=soft, reason=Reason.NOT_POSSIBLE)


def _of(error: Error, answered: Answered, scrubber: Scrubber) -> Outcome:
    if (known := KEYS.get(error.code)) is not None:
        return known
    words = _words(error, scrubber)
    match error.error_class:
        case "VALIDATION":
            return _declined(error, words)
        case "NOT_FOUND":
            return not_possible("NOT_FOUND", words)
        case "RESOURCE_LIMIT":
            return NotReached("Braintree is busy (RESOURCE_LIMIT).", retry_after=wait_of(answered, SOON))
        case refused if refused in BEFORE_EXECUTION:
            return _credentials(refused)
        case _:
            return NotKnown(f"Braintree's error leaves open what was done: {words}")


def _declined(error: Error, words: str) -> Outcome:
    if error.code in NO_KEYS:
        return NotReached("The account has no apiRequestKey: the request is sent without one.", retry_after=AT_ONCE)
    if error.code in BUSY:
        return NotReached("Braintree is doing something else with the payment.", retry_after=SOON)
    response = ProcessorResponse(error.code or "VALIDATION", words)
    if error.code in DECLINED_BY_BANK:
        return Declined(response, soft=DECLINED_BY_BANK[error.code])
    return Declined(response, reason=REASONS.get(error.code, Reason.NOT_POSSIBLE))


def _credentials(why: str) -> NotReached:
    return NotReached(f"Braintree refused the account's keys ({why}).", credentials=True)


def _all_refuse(errors: list[Error]) -> bool:
    return bool(errors) and all(error.error_class in BEFORE_EXECUTION for error in errors)


def _words(error: Error, scrubber: Scrubber) -> str:
    return scrubber.clean(error.message) or scrubber.clean(error.error_class) or "Braintree gave no reason."
