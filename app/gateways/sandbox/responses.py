"""The answers of the sandbox's processor, with Braintree's response codes."""

from dataclasses import replace

from app.domain.reversals.answers import RejectionReason
from app.domain.reversals.states import PaymentStatus
from app.gateways.base import Declined, ProcessorResponse, Reason
from app.gateways.sandbox.processor_texts import is_soft, text_of


def _said(code: int) -> ProcessorResponse:
    return ProcessorResponse(str(code), text_of(code))


def authorization(response: ProcessorResponse) -> ProcessorResponse:
    """The answer to an authorization: it carries what Braintree's sandbox says for the card's network."""
    return replace(response, network_code="XX", network_message="sample network response text")


APPROVED = _said(1000)
PROCESSED = _said(1002)


def settled_all_the_same(code: int) -> ProcessorResponse:
    """A refund whose authorization is declined with `code`, and which is submitted for settlement all the same."""
    return replace(_said(1005), additional=_additional(code))


def processor_declined(code: int) -> Declined:
    """The processor declined it: codes 2000 to 2999."""
    return Declined(replace(authorization(_said(code)), additional=_additional(code)), soft=is_soft(code))


def processor_failed(code: int) -> Declined:
    """The processor's network failed, and the sale did not reach it: codes 3000 to 3999."""
    response = ProcessorResponse(str(code), text_of(3000), additional=_additional(3000))
    return Declined(response, status=PaymentStatus.FAILED, soft=None)


def rejected(message: str, reason: RejectionReason | None = None) -> Declined:
    """The gateway itself rejected the sale, with a code of its own. No processor was asked."""
    return Declined(ProcessorResponse("5001", message), status=PaymentStatus.GATEWAY_REJECTED, rejection=reason)


def refused(reason: Reason, message: str) -> Declined:
    """The instruction does not fit the payment's state in the gateway's books."""
    return Declined(ProcessorResponse("2019", message), reason=reason)


def _additional(code: int) -> str:
    return f"{code} : {text_of(code)}"
