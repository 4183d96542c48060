"""The answers of the sandbox's processor, with Braintree's response codes."""

from app.domain.reversals.states import PaymentStatus
from app.gateways.base import Declined, ProcessorResponse, Reason

APPROVED = ProcessorResponse("1000", "Approved")
PROCESSED = ProcessorResponse("1002", "Processed")
SETTLED_ALL_THE_SAME = ProcessorResponse("1005", "Declined, but submitted for settlement")

_TEXTS = {
    "2000": "Do Not Honor",
    "2001": "Insufficient Funds",
    "2002": "Limit Exceeded",
    "2003": "Activity Limit Exceeded",
    "2004": "Expired Card",
    "2005": "Invalid Card Number",
    "2006": "Invalid Expiration Date",
    "2007": "No Account",
    "2009": "No Such Issuer",
    "2010": "Security Code Declined",
    "2012": "Possibly Lost Card",
    "2013": "Possibly Stolen Card",
    "2014": "Fraud Suspected",
    "2015": "Transaction Not Allowed",
    "2019": "Invalid Transaction",
    "2046": "Declined",
    "2047": "Pick Up Card",
    "2053": "Lost or Stolen Card",
    "2057": "Card Restricted",
    "2108": "Closed Card",
    "3000": "Processor Network Unavailable",
}

_SOFT = (
    frozenset({2000, 2001, 2002, 2003, 2016, 2025, 2026, 2034, 2035, 2038, 2040, 2042, 2046, 2048, 2057, 2062, 2078})
    | {2080, 2092, 2099}
    | set(range(2101, 2107))
)
_LAST_NAMED = 2108


def processor_declined(code: int) -> Declined:
    """The processor declined it: codes 2000 to 2999.

    Soft and hard are as in Braintree's list of authorization responses. Codes that are not in the list are soft.
    """
    text = str(code)
    return Declined(
        ProcessorResponse(text, _TEXTS.get(text, "Processor Declined")), soft=code in _SOFT or code > _LAST_NAMED
    )


def processor_failed(code: int) -> Declined:
    """The processor's network failed, and the sale did not reach it: codes 3000 to 3999."""
    response = ProcessorResponse(str(code), _TEXTS["3000"])
    return Declined(response, status=PaymentStatus.FAILED, soft=True)


def rejected(message: str) -> Declined:
    """The gateway itself rejected the sale, with a code of its own. No processor was asked."""
    return Declined(ProcessorResponse("5001", message), status=PaymentStatus.GATEWAY_REJECTED)


def refused(reason: Reason, message: str) -> Declined:
    """The instruction does not fit the payment's state in the gateway's books."""
    return Declined(ProcessorResponse("2019", message), reason=reason)
