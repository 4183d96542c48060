"""The sandbox's payment method ids: Braintree's single-use test ids, which can be used any number of times here.

Two are ours: a sale on fake-unanswered-nonce never gets an answer, one on fake-no-refunds-nonce can't be refunded.
"""

from dataclasses import replace

from app.gateways.base import NotKnown
from app.gateways.sandbox.nonces import NONCES, VISA, SandboxMethod

_OURS = {
    "fake-unanswered-nonce": SandboxMethod(VISA, NotKnown("The sandbox gateway gave no answer.")),
    "fake-no-refunds-nonce": SandboxMethod(replace(VISA, method=replace(VISA.method, refundable=False))),
}
_METHODS = NONCES | _OURS


def known_method(payment_method: str) -> SandboxMethod | None:
    """The payment method of an id. None if the sandbox does not know it."""
    return _METHODS.get(payment_method)
